"""Texts under rewriting: replacements made in one pass, and the way back from a place in the result to its line in the source.

Every rewriting keeps the line of the source on which each piece stood, so that a report can name it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct


class Edit(NamedTuple):
    """Replace text[start:end]."""

    start: int
    end: int
    text: str


class Text(Struct, frozen=True):
    """A text with the source line of some of its offsets: from `starts[i]` on, lines count from `lines[i]`."""

    text: str
    starts: tuple[int, ...] = (0,)
    lines: tuple[int, ...] = (1,)

    def line_at(self, offset: int) -> int:
        """Return the line of the source on which the character at an offset stood."""
        index = bisect_right(self.starts, offset) - 1
        return self.lines[index] + self.text.count("\n", self.starts[index], offset)


def apply(source: Text, edits: Iterable[Edit]) -> Text:
    """Make replacements, given in order and without overlap."""
    pieces: list[str] = []
    starts: list[int] = []
    lines: list[int] = []
    done = size = line = 0
    line = source.lines[0]
    for edit in [*edits, Edit(len(source.text), len(source.text), "")]:
        kept = source.text[done : edit.start]
        starts += [size, size + len(kept)]
        lines += [line, line + kept.count("\n")]
        pieces += [kept, edit.text]
        size += len(kept) + len(edit.text)
        done = edit.end
        line = lines[-1] + source.text.count("\n", edit.start, edit.end)
    return Text("".join(pieces), tuple(starts), tuple(lines))
