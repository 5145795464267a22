"""Quotes, dashes and ellipses by language, held against markdown-it's own smartquotes."""

import re

import pytest
from body_tools import html_of
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.parse.markdown.typography import style_of, typeset_text

CASES = [
    ("en", "\"Iran's 'red line'\" -- he said... and---so", "“Iran’s ‘red line’” – he said… and—so"),
    ("en-GB", '"a"', "“a”"),
    (
        "fr",
        'Il dit "non" ; oui ! Vrai ? Ceci : "l\'un"',
        "Il dit «\u202fnon\u202f»\u202f; oui\u202f! Vrai\u202f? Ceci\u00a0: «\u202fl’un\u202f»",
    ),
    ("fr", "« déjà »", "«\u00a0déjà\u00a0»"),
    ("de", "\"Er sagt 'nein'\"", "„Er sagt ‚nein‘“"),
    ("ar", 'قال "نعم"', "قال «نعم»"),
    ("fa", 'گفت "بله"', "گفت «بله»"),
    ("tr", '"Evet" dedi', "“Evet” dedi"),
    ("xx", '"a"', "“a”"),
    ("en", 'a 6" pipe, 1990--2000, --flag, ----', 'a 6" pipe, 1990–2000, --flag, ----'),
    ("en", "the '90s and rock 'n' roll", "the '90s and rock ‘n’ roll"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_text_is_set_in_the_style_of_its_language(lang: str, text: str, expected: str) -> None:
    assert typeset_text(text, style_of(lang)) == expected


def test_markup_stands_between_quotes_and_code_and_addresses_stay() -> None:
    html = html_of('"*a*" \'**b**\' `"c"--` \\"d\\" https://e.org/a--b "[x](https://e.org/\'y\')"')
    assert html == (
        "<p>“<em>a</em>” ‘<strong>b</strong>’ <code>&quot;c&quot;--</code> &quot;d&quot; "
        '<a href="https://e.org/a--b">https://e.org/a--b</a> “<a href="https://e.org/\'y\'">x</a>”</p>\n'
    )


def test_quotes_pair_on_one_level_only() -> None:
    assert html_of('"a *b" c*') == "<p>&quot;a <em>b&quot; c</em></p>\n"


STOCK = MarkdownIt("zero", {"typographer": True}).enable(["smartquotes", "emphasis", "newline"])
WORDS = st.text(st.sampled_from("ab1 .,-'\"*\n()“é"), max_size=40)


@given(WORDS)
def test_quotes_are_those_of_markdown_it(text: str) -> None:
    plain = re.sub(r"-{2,}", "-", re.sub(r"\.{3,}", ".", text.replace("*", "").replace("\n", " ")))
    expected = "".join(child.content for child in (STOCK.parseInline(plain)[0].children or ()))
    assert typeset_text(plain, style_of("en")) == expected
