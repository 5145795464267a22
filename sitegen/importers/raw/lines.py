"""A raw text -> paragraphs, each one line: blanks are single, and lines that were wrapped are joined again.

A text with a blank line between its paragraphs may have been wrapped at a fixed width; one without has a paragraph a line.
"""

from itertools import groupby

from msgspec import Struct

_WRAPPED_AT = 100
"""Longer lines than this were not wrapped by a mail program or an editor."""


class Line(Struct, frozen=True):
    """A line without blanks at its ends; `number` counts from 1, `text` is empty for a blank line."""

    number: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Split text into lines, with runs of blanks made one space."""
    return [Line(number, _tidy(line)) for number, line in enumerate(text.split("\n"), 1)]


def paragraphs_of(lines: list[Line]) -> list[Line]:
    """Join lines into paragraphs, each with the number of its first line."""
    blocks = [list(block) for has_text, block in groupby(lines, lambda line: bool(line.text)) if has_text]
    if len(blocks) > 1 and all(len(line.text) <= _WRAPPED_AT for block in blocks for line in block[:-1]):
        return [Line(block[0].number, " ".join(line.text for line in block)) for block in blocks]
    return [line for block in blocks for line in block]


def _tidy(line: str) -> str:
    """Make each run of blanks one space; a no-break space that `decode` left has its reason."""
    return " ".join(part for part in line.replace("\t", " ").split(" ") if part.strip()).strip()
