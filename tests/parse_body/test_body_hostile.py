"""Texts made to be slow or deep end soon, without an exception."""

import pytest
from body_tools import kinds_of, render

HOSTILE = {
    "brackets": "[" * 16_000,
    "images": "![[]()" * 5_000,
    "footnote marks": "[^" * 20_000,
    "links": "[a](" * 20_000,
    "links in brackets": "[a](<b" * 20_000,
    "nested images": "![" * 1_400 + "a" + "](b)" * 1_400,
    "nested links": "[" * 1_400 + "a" + "](b)" * 1_400,
    "wide table": "|".join("a" * 4_000) + "\n" + "|".join("-" * 4_000) + "\n" + "|".join("b" * 4_000),
    "pipes": "|a" * 20_000,
    "one line": "word " * 1_000_000,
    "quotes in one line": 'The quick "brown" fox\'s. ' * 40_000,
    "open quotes": " 'a \"b" * 20_000,
    "stars": "**a *b " * 20_000,
    "many stars": "*" * 30_000 + "a" + "*" * 30_000,
    "underscores": "_a __b " * 20_000,
    "backticks": "".join("`" * i + " " for i in range(1, 500)),
    "less than": "<" * 50_000,
    "tags": "<a " * 20_000,
    "comments": "<!-- " * 20_000,
    "entities": "&a" * 50_000,
    "addresses": "http://" * 20_000,
    "hosts": "www." * 20_000,
    "mail": "a@b." * 20_000,
    "attributes": "[a](b){" * 10_000,
    "attribute lines": "{.a}\n" * 20_000 + "x",
    "headings of one name": "# a\n" * 5_000,
    "setext": "a\n" * 20_000 + "===",
    "definitions": "a\n: " * 5_000,
    "containers": "::: note\n" * 5_000,
    "long references": "[a]: " + "x" * 50_000 + "\n\n" + "[a]" * 1_400,
    "footnotes": "".join(f"[^{i}]: x\n\n" for i in range(2_000)) + "".join(f"[^{i}] " for i in range(1_400)),
    "code": "```python\n" + "(" * 200_000 + "\n```",
    "blank lines": "\n" * 300_000,
    "controls": "\x00\x1b" * 100_000,
}
DEEP = {
    "quotes": ">" * 20_000 + " a",
    "lists": "- " * 10_000 + "a",
    "indented lists": "".join("  " * i + "- a\n" for i in range(500)),
    "containers": "".join(":" * (600 - i) + " note\n" for i in range(500)),
}


@pytest.mark.parametrize("raw_html", ["escape", "sanitise"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_rendered(name: str, raw_html: str) -> None:
    rendered = render(HOSTILE[name], raw_html=raw_html)
    assert len(rendered.body.parts) == len(rendered.body.slots) + 1


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_a_problem(name: str) -> None:
    assert ("bad-value", "too deeply nested") in {
        (problem.kind, problem.message.partition(":")[0]) for problem in render(DEEP[name]).problems
    }


def test_a_paragraph_of_brackets_is_shown_and_reported() -> None:
    rendered = render("a\n\n" + "[" * 2_000)
    assert "[" * 2_000 in "".join(rendered.body.parts)
    assert kinds_of("a\n\n" + "[" * 2_000) == [("bad-value", 3)]


def test_a_text_of_any_length_is_refused_beyond_the_limit() -> None:
    rendered = render("a" * 8_000_001)
    assert [problem.kind for problem in rendered.problems] == ["bad-value"]
    assert rendered.body.parts == ("",)


def test_more_abbreviations_than_a_text_needs_are_one_problem() -> None:
    assert [kind for kind, _ in kinds_of("".join(f"*[A{i}]: x\n" for i in range(600)))] == ["bad-value"]
