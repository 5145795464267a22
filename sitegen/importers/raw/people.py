"""The names and the role of a byline -> people with what they did and the position that they held."""

import re
from typing import Literal

from msgspec import Struct

_SUFFIX = re.compile(r"(?:ph\.?\s?d|m\.?d|jr|sr|i{2,3}|iv|esq|mp|j\.?d|mba|cbe|obe|kc|qc|ret)\.?", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+")
_WITH = re.compile(r"\s*,?\s+with\s+", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—―]+\s+|\s+[-–—―]+$|^[-–—―]+\s+")
_OF = re.compile(r"\b(?:director|fellow|professor|president|head|chair|editor) (?:of|at|for)\b", re.IGNORECASE)
_POSITIONS = frozenset(
    """adviser advisor ambassador analyst associate author candidate chair chairman chairwoman co-director columnist
    consultant correspondent deputy director editor expert fellow founder head intern journalist lecturer minister
    non-resident nonresident officer president professor research researcher scholar secretary senior student visiting
    writer""".split()  # noqa: SIM905 (a list of words is read more easily as words)
)


Part = Literal["author", "with"]


class RawPerson(Struct, frozen=True):
    """A name of the byline; `part` is what stands before it, `title` and `org` the position."""

    name: str
    part: Part = "author"
    title: str = ""
    org: str = ""


class Names(Struct, frozen=True):
    """The people named, and the position that stood among the names."""

    people: tuple[tuple[str, Part], ...]
    position: str = ""


def split_names(text: str) -> Names:
    """Split `A, B and C with D`; what follows a name as a position (`A, Fellow at B`) is not taken for a name."""
    first, *others = _WITH.split(text.strip().rstrip(","))
    names, position = _listed(first)
    rest = [_listed(other) for other in others]
    people: list[tuple[str, Part]] = [(name, "author") for name in names]
    people += [(name, "with") for listed, _ in rest for name in listed]
    return Names(tuple(dict.fromkeys(people)), position or next((found for _, found in rest if found), ""))


def split_position(text: str) -> tuple[str, str]:
    """Split `TITLE - ORGANISATION` at its last dash with blanks around it; either may be empty."""
    dashes = list(_DASH.finditer(text.strip()))
    if not dashes:
        return text.strip(" ,;"), ""
    return text.strip()[: dashes[-1].start()].strip(" ,;"), text.strip()[dashes[-1].end() :].strip(" ,;")


def is_position(text: str) -> bool:
    """Tell whether one of the words is that of a position."""
    return any(word.strip(".,").lower() in _POSITIONS for word in text.split())


def is_name(text: str) -> bool:
    """Tell whether words may be somebody's name: few, and neither `Director of something` nor a sentence."""
    words = text.split()
    if not 1 <= len(words) <= 8 or len(text) > 80 or _OF.search(text):
        return False
    return words[0][0].isalpha() and not any(mark in text for mark in ':!?()[]@/"“”')


def _listed(text: str) -> tuple[list[str], str]:
    pieces = [part.strip() for part in (text.split(";") if ";" in text else text.split(","))]
    names: list[str] = []
    for number, piece in enumerate(pieces):
        if names and _SUFFIX.fullmatch(piece):
            names[-1] += f", {piece}"
        elif names and (is_position(piece) or " of " in piece):
            return names, ", ".join(pieces[number:])
        else:
            names += [name for name in _AND.split(piece.removeprefix("and ").removeprefix("& ")) if name]
    return names, ""
