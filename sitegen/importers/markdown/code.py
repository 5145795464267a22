"""A Markdown text -> the ranges of it that are code, in which nothing is a link, an image or a tag.

Blocks are found by the Markdown parser itself, so that an indented line of a list is not mistaken for code.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from msgspec import Struct

_TICKS = re.compile(r"(?<![\\`])(`+)(?!`)")
_BLANK = re.compile(r"\n[ \t]*\n")


class Ranges(Struct, frozen=True):
    """Ordered half-open ranges of offsets."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def end_at(self, offset: int) -> int | None:
        """Return the end of the range that an offset lies in, None where it lies in none."""
        index = bisect_right(self.starts, offset) - 1
        return self.ends[index] if index >= 0 and offset < self.ends[index] else None

    def covers(self, offset: int) -> bool:
        return self.end_at(offset) is not None


class Blocks(Struct, frozen=True):
    code: Ranges
    """Code blocks and code spans."""
    indented: Ranges
    """The code blocks among them that are code by their depth alone; other generators may have read them as text."""
    html: Ranges
    """Blocks of raw HTML."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").disable(["inline", "reference"])


@lru_cache(maxsize=2)
def find_blocks(text: str) -> Blocks:
    """Return where code and raw HTML stand. The last results are kept, since several steps ask about one text."""
    offsets = _line_offsets(text)
    code: list[tuple[int, int]] = []
    indented: list[tuple[int, int]] = []
    html: list[tuple[int, int]] = []
    found = {"fence": code, "code_block": indented, "html_block": html}
    for token in _parser().parse(text):
        if token.map and token.type in found:
            first, last = token.map
            found[token.type].append((offsets[first], offsets[min(last, len(offsets) - 1)]))
    blocks = sorted(code + indented)
    spans = _spans(text, _ranges(blocks))
    return Blocks(_ranges(sorted(blocks + spans)), _ranges(indented), _ranges(html))


def _line_offsets(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _ranges(pairs: Sequence[tuple[int, int]]) -> Ranges:
    return Ranges(tuple(start for start, _ in pairs), tuple(end for _, end in pairs))


def _spans(text: str, blocks: Ranges) -> list[tuple[int, int]]:
    """Pair each run of backticks with the next of its length before the paragraph ends."""
    runs = [match for match in _TICKS.finditer(text) if not blocks.covers(match.start())]
    breaks = [match.start() for match in _BLANK.finditer(text)] + [len(text)]
    following = _next_of_same_length(runs)
    spans = []
    done = 0
    for index, run in enumerate(runs):
        closing = following[index]
        if run.start() < done or closing is None:
            continue
        if runs[closing].start() < breaks[bisect_right(breaks, run.start())]:
            done = runs[closing].end()
            spans.append((run.start(), done))
    return spans


def _next_of_same_length(runs: Sequence[re.Match[str]]) -> list[int | None]:
    seen: dict[int, int] = {}
    following: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][1])
        following[index] = seen.get(length)
        seen[length] = index
    return following
