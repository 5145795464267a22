"""Straight quotes, hyphens and dots to the quotes, dashes and ellipsis of a language.

Quotes follow the rules of markdown-it's smartquotes: one may open where it leans on the text after it, close where it leans
on the text before it, and pairs only with one of the same kind on the same level of markup. Dashes: `--` is an en dash,
`---` an em dash; `...` is an ellipsis. What a backslash escapes stays as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import accumulate

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from msgspec import Struct

APOSTROPHE = "\u2019"
_DEEPEST = 64
"""How many open quotes are searched for a partner; more are only ever met in text made to be slow."""

_QUOTE = re.compile("['\"]")
_EM_DASH = re.compile(r"(?<!-)---(?!-)")
_EN_DASH = re.compile(r"(?<!\S)--(?![^\s])|(?<=[^\s-])--(?=[^\s-])")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_FRENCH_NARROW = re.compile(r"(?<=\S)[ \u00a0](?=[;!?])")
_FRENCH_WIDE = re.compile(r"(?<=\S) (?=[:»])|(?<=«) ")


class Style(Struct, frozen=True):
    """Quotes of a language: opening and closing, outer then inner; `spaced` keeps French high signs on their line."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    spaced: bool = False


_ENGLISH = Style(("“", "”"), ("‘", "’"))
_GERMAN = Style(("„", "“"), ("‚", "‘"))
_ANGLES = Style(("«", "»"), ("‹", "›"))
_FRENCH = Style(("«\u202f", "\u202f»"), ("“", "”"), spaced=True)
_STYLES = {
    "ar": _ANGLES,
    "cs": _GERMAN,
    "de": _GERMAN,
    "el": Style(("«", "»"), ("“", "”")),
    "es": Style(("«", "»"), ("“", "”")),
    "fa": _ANGLES,
    "fr": _FRENCH,
    "it": Style(("«", "»"), ("“", "”")),
    "ku": _ANGLES,
    "pl": Style(("„", "”"), ("«", "»")),
    "ps": _ANGLES,
    "pt": Style(("«", "»"), ("“", "”")),
    "ru": Style(("«", "»"), ("„", "“")),
    "uk": Style(("«", "»"), ("„", "“")),
    "ur": _ENGLISH,
}


def style_of(lang: str) -> Style:
    """Return the quotes of a language: its own, else those of its primary subtag, else English ones."""
    code = lang.lower()
    return _ENGLISH if code == "pt-br" else _STYLES.get(code.partition("-")[0], _ENGLISH)


def typeset(texts: Sequence[str], levels: Sequence[int], style: Style, fixed: Container[int] = ()) -> list[str]:
    """Return the texts of one inline run in the given style.

    `levels` are their depths of markup, one for each; a text at an index in `fixed` (code, an address) is read as a
    neighbour and returned as it is.
    """
    done = list(texts)
    flat = "".join(texts)
    if style.spaced or "--" in flat or "..." in flat:
        done = [text if i in fixed else _dashes(text, style) for i, text in enumerate(texts)]
    return _quotes(done, levels, style, fixed) if "'" in flat or '"' in flat else done


def typeset_text(text: str, style: Style) -> str:
    """Return a text without markup in the given style."""
    return typeset((text,), (0,), style)[0]


def _dashes(text: str, style: Style) -> str:
    if "--" in text:
        text = _EN_DASH.sub("–", _EM_DASH.sub("—", text))
    if "..." in text:
        text = _ELLIPSIS.sub("…", text)
    if style.spaced:
        text = _FRENCH_WIDE.sub("\u00a0", _FRENCH_NARROW.sub("\u202f", text))
    return text


class _Quote(Struct):
    text: int
    position: int
    sign: str
    level: int


_Edits = dict[int, dict[int, str]]
"""Index of a text -> position in it -> what stands there instead."""


def _quotes(texts: list[str], levels: Sequence[int], style: Style, fixed: Container[int]) -> list[str]:
    flat = "".join(texts)
    ends = list(accumulate(map(len, texts)))
    edits: _Edits = {}
    stack: list[_Quote] = []
    last = 0
    for found in _QUOTE.finditer(flat):
        at = found.start()
        i = bisect_right(ends, at)
        lowest = min(levels[last : i + 1])
        last = i
        while stack and stack[-1].level > lowest:
            stack.pop()
        if i not in fixed:
            quote = _Quote(i, at - ends[i] + len(texts[i]), found.group(), levels[i])
            _settle(quote, flat[at - 1] if at else " ", flat[at + 1 : at + 2] or " ", stack, edits, style)
    for i, edit in edits.items():
        texts[i] = _edited(texts[i], edit)
    return texts


def _settle(  # noqa: PLR0917
    quote: _Quote, before: str, after: str, stack: list[_Quote], edits: _Edits, style: Style
) -> None:
    opens, closes = _leaning(before, after, quote.sign)
    if closes and (partner := _partner(quote, stack)) is not None:
        opener = stack[partner]
        opening, closing = style.inner if quote.sign == "'" else style.outer
        edits.setdefault(opener.text, {})[opener.position] = opening
        edits.setdefault(quote.text, {})[quote.position] = closing
        del stack[partner:]
    elif opens:
        stack.append(quote)
    elif quote.sign == "'":
        edits.setdefault(quote.text, {})[quote.position] = APOSTROPHE


def _partner(quote: _Quote, stack: list[_Quote]) -> int | None:
    for i in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        if stack[i].level < quote.level:
            return None
        if stack[i].sign == quote.sign:
            return i
    return None


@lru_cache(maxsize=4096)
def _leaning(before: str, after: str, quote: str) -> tuple[bool, bool]:
    """Tell whether a quote between two characters may open and may close."""
    after_blank, before_blank = isWhiteSpace(ord(after)), isWhiteSpace(ord(before))
    after_punct, before_punct = _is_punct(after), _is_punct(before)
    opens = not after_blank and (not after_punct or before_blank or before_punct)
    closes = not before_blank and (not before_punct or after_blank or after_punct)
    if quote == '"' == after and before in "0123456789":
        return False, False
    if opens and closes:
        return before_punct, after_punct
    return opens, closes


def _is_punct(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _edited(text: str, edit: dict[int, str]) -> str:
    parts, last = [], 0
    for position in sorted(edit):
        parts += [text[last:position], edit[position]]
        last = position + 1
    return "".join([*parts, text[last:]])
