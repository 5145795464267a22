"""The fast path of inline text: prose with simple emphasis, code, links and footnote marks goes straight to HTML.

It takes only what has one reading: spans that are not nested and lean clearly on their words, links with a plain
address, footnotes that are defined. For anything else the whole run goes through markdown-it's rules.
What it makes is exactly what they and the writer would; a property test holds the two together.
"""

import re
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from sitegen.parse.markdown.abbreviations import pattern_of
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.footnotes import cite, known_labels, reference_pieces
from sitegen.parse.markdown.links import open_link
from sitegen.parse.markdown.sheet import Piece, Sheet
from sitegen.parse.markdown.typography import Style, typeset

_SPECIAL = "*_`[\\<&@"
_LOOSE_BREAK = re.compile(r" \n|\n[ \t]")
_ENTITY = re.compile(r"&[#A-Za-z0-9]+;")
_TAG = re.compile(r"<[A-Za-z/!?]")

_INNER = r"([^\s*_`\[\]\\<&@](?:[^*_`\[\]\\<&@]*[^\s*_`\[\]\\<&@])?)"
_AFTER = r"""(?=[\s.,;:?!)”’»—–'"-]|$)"""
_STRONG = re.compile(rf"\*\*{_INNER}\*\*{_AFTER}|__{_INNER}__{_AFTER}")
_EMPHASIS = re.compile(rf"\*{_INNER}\*{_AFTER}|_{_INNER}_{_AFTER}")
_BEFORE = frozenset(" \n(“‘«—–-'\"")
_CODE = re.compile(r"`([^`\n]+)`(?![`{])")
_LINK = re.compile(r"\[([^\[\]*_`\\<&@]+)\]\(([^\s()<>\\;\[\]`]+)\)(?!\{)")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\](?![(\[{])")
_BRACKETS = re.compile(r"\[(?!\^)[^\[\]*_`\\<&@]*\](?![(\[{:])")
_TAGS = {_STRONG: ("<strong>", "</strong>"), _EMPHASIS: ("<em>", "</em>"), _CODE: ("<code>", "</code>")}


class Prose(Struct):
    """An inline run that was taken: its spans, the typeset texts between and inside them by turns, and what its footnote
    marks refer to."""

    spans: list[re.Match[str]]
    texts: list[str]
    notes: list[tuple[int, int]]


def set_prose(token: Token, env: Any, style: Style) -> bool:
    """Set the `prose` and the plain `text` of an inline token in its meta; tell whether it is plain prose at all."""
    text = token.content
    if "\n" in text and _LOOSE_BREAK.search(text):
        return False
    spans = _find_spans(text, env)
    if spans is None:
        return False
    texts: list[str] = []
    fixed, last = set(), 0
    for span in spans:
        if span.re is _CODE:
            fixed.add(len(texts) + 1)
        texts += [text[last : span.start()], _text_of(span)]
        last = span.end()
    texts.append(text[last:])
    flat = "".join(texts) if spans else text
    if _has_address(flat) or _is_abbreviated(flat, env):
        return False
    if "'" in flat or '"' in flat or "--" in flat or "..." in flat or style.spaced:
        texts = typeset(texts, [i % 2 for i in range(len(texts))], style, fixed)
        flat = "".join(texts)
    notes = [cited for span in spans if span.re is _FOOTNOTE and (cited := cite(span[1], env))]
    token.meta["prose"], token.meta["text"] = Prose(spans, texts, notes), flat
    return True


def prose_pieces(prose: Prose, line: int, sheet: Sheet) -> list[Piece]:
    """Return the pieces of a run that begins on a line of the body."""
    notes = iter(prose.notes)
    pieces: list[Piece] = [escape(prose.texts[0])]
    for i, span in enumerate(prose.spans):
        inner, after = escape(prose.texts[2 * i + 1]), escape(prose.texts[2 * i + 2])
        if span.re is _LINK:
            opening, closing = open_link(span[2], "", line + span.string.count("\n", 0, span.start()), sheet)
            pieces += [*opening, inner, closing, after]
        elif span.re is _FOOTNOTE:
            pieces += [*reference_pieces(*next(notes), sheet.labels), after]
        else:
            opening_tag, closing_tag = _TAGS[span.re]
            pieces += [opening_tag, inner, closing_tag, after]
    return pieces


def _text_of(span: re.Match[str]) -> str:
    text = span[1] or span[2]
    if span.re is _FOOTNOTE:
        return ""
    if span.re is _CODE and text[0] == text[-1] == " " and text.strip(" "):
        return text[1:-1]
    return text


def _has_address(flat: str) -> bool:
    has_scheme = ":" in flat and ("://" in flat or "mailto:" in flat or "xmpp:" in flat)
    return has_scheme or "www." in flat


def _is_abbreviated(flat: str, env: Any) -> bool:
    abbreviations = pattern_of(env)
    return bool(abbreviations and abbreviations.search(flat))


def _find_spans(text: str, env: Any) -> list[re.Match[str]] | None:
    spans: list[re.Match[str]] = []
    position = 0
    for start in _special_positions(text):
        if start < position:
            continue
        span = _span_at(text, start, text[start], env)
        if span:
            spans.append(span)
            position = span.end()
        elif not _is_literal(text, start, text[start], env):
            return None
    return spans


def _special_positions(text: str) -> list[int]:
    """Return where special characters stand, in order; searching for each of them is faster than for any of them."""
    positions = []
    for sign in _SPECIAL:
        at = text.find(sign)
        while at >= 0:
            positions.append(at)
            at = text.find(sign, at + 1)
    positions.sort()
    return positions


def _span_at(text: str, start: int, char: str, env: Any) -> re.Match[str] | None:
    if char in "*_":
        if start and text[start - 1] not in _BEFORE:
            return None
        return _STRONG.match(text, start) or _EMPHASIS.match(text, start)
    if char == "`":
        return _CODE.match(text, start)
    if char != "[" or text[start - 1 : start] == "!":
        return None
    footnote = _FOOTNOTE.match(text, start)
    if footnote and ":" + footnote[1] in known_labels(env):
        return footnote
    return _LINK.match(text, start)


def _is_literal(text: str, start: int, char: str, env: Any) -> bool:
    """Tell whether a special character means nothing where it stands."""
    if char == "&":
        return not _ENTITY.match(text, start)
    if char == "<":
        return not _TAG.match(text, start)
    if char == "[":
        return "references" not in env and text[start - 1 : start] != "!" and bool(_BRACKETS.match(text, start))
    if char == "_":
        return text[start - 1 : start].isalnum() and text[start + 1 : start + 2].isalnum()
    return False
