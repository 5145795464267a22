"""The fast paths give what markdown-it's own rules give, for texts of every kind."""

import os
import re
from pathlib import Path

import pytest
from body_tools import html_of, render
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

FULL = os.environ.get("SITEGEN_PROVE") == "1"
EXAMPLES = settings(max_examples=20_000 if FULL else 400, deadline=None)
CORPORA = [
    folder for name in ("18f", "seed") if (folder := Path(__file__).parents[3] / "shared" / "corpora" / name).is_dir()
]

WORDS = (
    "word Iran's \"red line\" 'so' R&D 3.5 2018 1. 10) -- ... --- é سوریه a_b_c x*y 100% 5>3 <3 {x} (c) "
    "http www a@b don't - + * > # : ~ |"
)
MARKUP = (
    "**bold** *em* _em_ __b__ `code` `` ` `` [l](https://e.org/a_b) [l](x.md) [l](#x) [a b](<x y>) "
    "![i](p.png) [^1] [^x] [sic] [r] [r][] [t][r] **[b](y.md)** *a **b** c* https://e.org/x_y www.e.org "
    "me@e.org &amp; &copy; \\* \\[ <b> </b> <!--x--> [s]{.c} `c`{.d} ** * _ __ ` [ ] ( ) ](x) *a* _b_c "
    '"*q*" (*p*) “*r*” **x:** *y!* IAEA ~~s~~ ^[n] \xa0 \u2003'
)
BLOCKS = [
    "# H\n", "## H {#id}\n", "- a\n- b\n", "1. a\n", "2018. a\n", "> q\n", "```\nc\n```\n", "    c\n", "---\n", "===\n",
    "| a | b |\n|---|--:|\n| c | d |\n", "Term\n: Def\n", "Term\n\n: Def\n", "~ x\n", "[^1]: note\n", "[^x]: note\n    more\n",
    "[r]: https://e.org 'T'\n", "*[IAEA]: Agency\n", "::: note T\n", ":::\n", "::: comment\nc\n:::\n", "{.c}\n", "<div>\n",
    "* a\n", "***\n", "* * *\n", "\n", "\n\n", "  \n", "\t\n", "~~~\n", "|\n", "[^1]", "![i](p.png 'T | Credit: N')\n",
]  # fmt: skip
SPACES = [" ", " ", " ", "", "\n", "\n", "  \n", "\n\n", "\n    ", "\n ", "\n> ", "\n- ", "\n  "]
TOKENS = st.sampled_from(WORDS.split(" ") + MARKUP.split(" "))
INLINE = st.lists(st.tuples(TOKENS, st.sampled_from(SPACES)), max_size=12).map(lambda p: "".join(a + b for a, b in p))
TEXTS = st.lists(st.one_of(INLINE, st.sampled_from(BLOCKS), st.just("\n\n")), max_size=8).map("".join)


@EXAMPLES
@given(TEXTS, st.sampled_from(["en", "fr", "ar"]), st.sampled_from(["escape", "sanitise"]))
@example('**a** *b*, `"c"` [d](https://e.org) [e](x.md)[^1] "*f*"\n\n[^1]: n', "en", "escape")
@example("a\n\n: b", "en", "escape")
@example("a\n\n\n: b", "en", "escape")
@example("a\n  \n: b", "en", "escape")
@example("[a]: b\n\n[a]", "en", "escape")
@example("[a\\]b]: c\n\n[a\\]b]", "en", "escape")
@example("*[a]: b\n\na", "en", "escape")
@example("*[a](b)*", "en", "escape")
@example("[^1]: note\n[l](x.md) ", "en", "escape")
@example("[a](#x) [b](#c)\n\n# C", "en", "escape")
@example("a\n---", "en", "escape")
@example("a | b\n--|--\nc | d", "en", "escape")
@example("a\n1) b\n2) c", "en", "escape")
@example("::: note\na\n:::\nb", "en", "escape")
def test_fast_and_stock_chain_agree(text: str, lang: str, raw_html: str) -> None:
    assert render(text, lang, raw_html) == render(text, lang, raw_html, fast=False)


@EXAMPLES
@given(st.text(max_size=60))
def test_they_agree_on_any_text(text: str) -> None:
    assert render(text) == render(text, fast=False)


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_they_agree_on_real_publications(folder: Path) -> None:
    posts = sorted(folder.rglob("*.md"))
    assert posts
    for post in posts if FULL else posts[::7]:
        text = post.read_text("utf-8").split("---\n", 2)[-1]
        assert render(text) == render(text, fast=False), post.name


STOCK = MarkdownIt("commonmark", {"xhtmlOut": False})
PLAIN = st.text(st.sampled_from("ab .\n*_`\\>-1)+\t("), max_size=50)


@EXAMPLES
@given(PLAIN)
def test_writer_agrees_with_the_renderer_of_markdown_it(text: str) -> None:
    text = re.sub(r"[-.]{2,}", "", text)
    assert _bare(html_of(text)) == _bare(STOCK.render(text))


def _bare(html: str) -> str:
    html = re.sub(r' id="[^"]*"| <a class="anchor".*?</a>', "", html).replace(
        '<pre tabindex="0" class="highlight">', "<pre>"
    )
    return re.sub(r"\s+", "", html)
