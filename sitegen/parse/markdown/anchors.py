"""Headings and explicit ids to anchors that are stable and unique within one body.

An anchor is the heading's text as a slug; `{#id}` after the text wins. A second one of a name gets `-2`, and so does a name
that the theme has for itself; one that looks like a footnote's begins with `section-`. Levels are shifted so that the
highest of a body is 2: the page's title is 1.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from sitegen.parse.markdown.attributes import is_good
from sitegen.parse.markdown.sheet import Sheet, sheet_of
from sitegen.urls import slugify

_THEME_IDS = """
article body breadcrumbs cite content contents feed footer header language languages main menu nav newsletter notes
pager print related search share skip theme title toc top
"""
RESERVED = frozenset(_THEME_IDS.split())
"""Ids that themes use; a heading of that name gets a number."""

_OWN = re.compile(r"fn(?:ref)?-\d")
_TRAILING = re.compile(r"[ \t]*(\{[^{}\n]*\})$")


def read_heading_attributes(state: StateCore) -> None:
    """Take `{#id .class}` from the end of headings, before their text is parsed."""
    if "{" not in state.src:
        return
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open":
            continue
        found = _TRAILING.search(inline.content) if inline.content.endswith("}") else None
        if not found:
            continue
        try:
            end, attributes = parse(found.group(1))
        except ParseError:
            continue
        if end == len(found.group(1)) - 1:
            inline.content = inline.content[: found.start()]
            opening.attrs.update(attributes)


def set_anchors(state: StateCore) -> None:
    """Give every heading its level and its anchor, and make explicit ids unique."""
    sheet = sheet_of(state.env)
    if "{" in state.src:
        _claim_explicit(state.tokens, sheet)
    headings = [i for i, token in enumerate(state.tokens) if token.type == "heading_open"]
    if not headings:
        return
    own = (token for token in map(state.tokens.__getitem__, headings) if "section" not in token.meta)
    shift = 2 - min((int(token.tag[1]) for token in own), default=2)
    sections: list[Token] = []
    for i, token in enumerate(state.tokens):
        if token.type == "section_open":
            sections.append(token)
        elif token.type == "section_close":
            sections.pop()
        elif token.type == "heading_open":
            _set_heading(token, inline_text(state.tokens[i + 1]), shift, sections, sheet)
            state.tokens[i + 2].meta, state.tokens[i + 2].tag = token.meta, token.tag


def _set_heading(heading: Token, text: str, shift: int, sections: list[Token], sheet: Sheet) -> None:
    depth = len(sections)
    level = 1 + depth if "section" in heading.meta else max(int(heading.tag[1]) + shift, 2 + depth)
    heading.tag = f"h{min(level, 6)}"
    explicit = heading.attrs.pop("id", None)
    anchor = str(explicit) if explicit else _claim(slugify(text) or "section", sheet)
    heading.meta.update(anchor=anchor, text=text)
    if "section" in heading.meta:
        sections[-1].meta["anchor"] = anchor


def _claim_explicit(tokens: list[Token], sheet: Sheet) -> None:
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        for holder in (token, *(token.children or ())):
            wanted = str(holder.attrs.get("id", ""))
            if not wanted or not is_good("id", wanted, False):
                continue
            holder.attrs["id"] = given = _claim(wanted, sheet)
            if given != wanted:
                message = f'the id "{wanted}" is taken; it became "{given}"'
                sheet.report("bad-attribute", line, message, "give each id once in a text", "warning")


def _claim(name: str, sheet: Sheet) -> str:
    if _OWN.match(name):
        name = f"section-{name}"
    anchor, number = name, sheet.numbers.get(name, 1)
    while anchor in sheet.anchors or anchor in RESERVED:
        number += 1
        anchor = f"{name}-{number}"
    sheet.numbers[name] = number
    sheet.anchors.add(anchor)
    return anchor


def inline_text(inline: Token) -> str:
    """Return the plain text of a parsed inline token."""
    text = inline.meta["text"] if "text" in inline.meta else _text_of(inline.children or ())
    return " ".join(text.split())


def _text_of(children: Iterable[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(_text_of(child.children or ()))
    return "".join(parts)
