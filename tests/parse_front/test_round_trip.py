"""Whatever string other tools write as YAML, the same string is read."""

import os
from io import StringIO

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read
from ruamel.yaml import YAML

from sitegen.model.document import ArticleFacts

_EXAMPLES = 10_000 if os.environ.get("SITEGEN_PROVE") else 200

_WORDS = ["no", "NO", "1.10", "012", "0x1F", "12:30:45", "2024-01-01", "true", "null", "~", "---", "...", "<<", "="]
_MARKS = [
    "a: b",
    "# a",
    "a #b",
    "- a",
    "[a",
    "{a",
    "&a",
    "*a",
    "!a",
    "'a",
    '"a"',
    "%a",
    "@a",
    "`a`",
    "| a",
    "> a",
    "? a",
]
_SCRIPTS = ["نه", "É", "e\u0301", "🇳🇴", "a\u200cb"]

_LINES = st.one_of(
    st.sampled_from(_WORDS + _MARKS + _SCRIPTS),
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
        min_size=1,
        max_size=60,
    ),
).filter(lambda text: text == text.strip() and text and not set(text) & _BIDI)

_BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@settings(max_examples=_EXAMPLES, deadline=None)
@given(title=_LINES, tags=st.lists(_LINES, unique=True, max_size=4), is_plain=st.booleans())
def test_titles_and_tags_come_back_as_written(title: str, tags: list[str], is_plain: bool) -> None:
    header = yaml.safe_dump({"title": title, "date": "2018-04-10", "tags": tags}, allow_unicode=is_plain)
    parsed = read(f"---\n{header}---\n")
    assert parsed.problems == ()
    assert isinstance(parsed.facts, ArticleFacts)
    assert parsed.facts.title == title
    assert parsed.facts.terms.get("tags", ()) == tuple(tags)


@pytest.mark.slow
@settings(max_examples=max(50, _EXAMPLES // 50), deadline=None)
@given(title=_LINES, tags=st.lists(_LINES, unique=True, max_size=4))
def test_what_ruamel_writes_comes_back(title: str, tags: list[str]) -> None:
    out = StringIO()
    YAML().dump({"title": title, "date": "2018-04-10", "tags": tags}, out)
    parsed = read(f"---\n{out.getvalue()}---\n")
    assert isinstance(parsed.facts, ArticleFacts)
    assert (parsed.facts.title, parsed.facts.terms.get("tags", ())) == (title, tuple(tags))
