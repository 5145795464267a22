"""Prose with Markdown characters in it: what is shown is what was written."""

import html
import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.importers.raw.body import write_body
from sitegen.importers.raw.escape import escape
from sitegen.importers.raw.links import RawLink
from sitegen.importers.raw.sections import Section
from sitegen.model.config import ParseOptions
from sitegen.model.source import Source
from sitegen.parse.markdown import render_body

COUNT = 5_000 if os.environ.get("SITEGEN_PROVE") else 300
COMMONMARK = MarkdownIt("commonmark")
SOURCE = Source("content/articles/a.md", "article", "a", "en", "", 0)
OPTIONS = ParseOptions(("en",), "UTC", ("tags",))

CHARACTERS = [*"ab1 *_[]()<>#+-`|:~{}&;!\\.=^@/$%\"'é“”ش"]
MARKS = [
    "***",
    "---",
    "===",
    "```",
    "~~",
    ":::",
    "<b>",
    "</b>",
    "<!--",
    "&amp;",
    "&#38;",
    "[a](b)",
    "[a]:b",
    "![a](b)",
    "[^1]",
    "[@a]",
    "*[A]:",
    "{.a}",
    "{#a}",
]
ADDRESSES = ["https://a.org/b_c", "https://a.org/_b_?c=*d*", "http://a.org/x&copy;", "www.a.org"]
PIECES = st.sampled_from([*CHARACTERS, *MARKS, *ADDRESSES, "word ", "1. ", "2) ", "::: comment", " - "])
PARAGRAPHS = (
    st.lists(PIECES, min_size=1, max_size=10).map(lambda pieces: " ".join("".join(pieces).split())).filter(bool)
)


def shown_by_commonmark(text: str) -> list[str]:
    tokens = [token for token in COMMONMARK.parse(text) if token.type not in {"paragraph_open", "paragraph_close"}]
    return [
        "".join(child.content for child in token.children or () if child.type in {"text", "text_special"})
        if token.type == "inline" and all(c.type in TEXT for c in token.children or ())
        else token.type
        for token in tokens
    ]


TEXT = {"text", "text_special", "link_open", "link_close"}


@settings(max_examples=COUNT, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=3))
def test_commonmark_shows_the_paragraphs(paragraphs: list[str]) -> None:
    body = write_body([Section(tuple(paragraphs))], ())
    assert shown_by_commonmark(body) == paragraphs


@settings(max_examples=COUNT, deadline=None)
@given(PARAGRAPHS.filter(lambda text: not re.search(r"[\"']|--|\.\.|- ", text)))
def test_this_site_shows_the_paragraph(paragraph: str) -> None:
    body = write_body([Section(("Before.",)), Section((paragraph, "After."), is_comment=True)], ())
    rendered = render_body(body, 1, SOURCE, OPTIONS)
    page = "".join(rendered.body.parts)
    found = re.search(r"<h2[^>]*>.*?</h2>\s*<p>(.*)</p>\s*<p>After\.</p>\s*</section>", page, re.DOTALL)
    assert found, page
    assert html.unescape(re.sub(r"</?a\b[^>]*>", "", found[1])) == paragraph


@settings(max_examples=COUNT, deadline=None)
@given(PARAGRAPHS)
def test_a_link_shows_its_title(title: str) -> None:
    body = write_body((), [RawLink(title, "https://a.org/x_(y)?a=1&copy;=2")])
    inline = next(token for token in COMMONMARK.parse(body.partition("\n\n")[2]) if token.type == "inline")
    opening, *text, closing = inline.children or ()
    assert (opening.type, closing.type) == ("link_open", "link_close")
    assert opening.attrs["href"] == "https://a.org/x_(y)?a=1&copy;=2"
    assert "".join(token.content for token in text) == title


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a_b and 2 * 3",
            "this [counter-terrorism] cooperation",
            "R&D & AT&T",
            "x < y > z",
            "50% - or more",
            "C:\\temp",
        ),
        *(
            "Mr. 1. x",
            "#hashtag",
            "-5 degrees",
            "see https://a.org/b_c.",
            "1.5 million",
            "a ~ b",
            "(c) 2018",
            "{",
            "a | b",
        ),
    ],
)
def test_what_needs_no_escape_has_none(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*sic*", r"\*sic\*"),
        ("_sic_", r"\_sic\_"),
        ("1. First", r"1\. First"),
        ("# Title", r"\# Title"),
        ("- item", r"\- item"),
        ("> quote", r"\> quote"),
        (": so", r"\: so"),
        ("a &amp; b", r"a \&amp; b"),
        ("<b>", r"\<b>"),
        ("[a](b)", r"[a\](b)"),
        ("https://a.org/_b_", "<https://a.org/_b_>"),
    ],
)
def test_escapes_are_few(text: str, escaped: str) -> None:
    assert escape(text) == escaped
