"""Turns articles with weighted features into the nearest articles of each, exactly.

The score of two articles is the sum of the weights of the features that they share. Scores of one article against all
others are added up at once: a feature is one large integer with a bit for each article that has it, and the sum of such
integers is kept in binary, one large integer for each binary digit. Integers only, so every machine finds the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from msgspec import Struct

Rows = Sequence[Sequence[int]]
"""The features of each article."""


class Task(Struct, frozen=True, array_like=True):
    """Articles to score (`wanted`) against a band of articles in order of date.

    Positions count from the start of the site's order, of which the band begins at `first`. `rows` and `epochs` are those
    of the band; `weights` and `members` (ascending positions within the band) are those of the features of `wanted`.
    """

    first: int
    wanted: Sequence[int]
    epochs: Sequence[int]
    rows: Rows
    weights: Mapping[int, int]
    members: Mapping[int, Sequence[int]]
    length: int


def score(task: Task) -> list[list[int]]:
    """Return, for each wanted article, the positions of at most `length` others, best first, that share any feature.

    Between equal scores the nearer in time comes first, then the later one, then the nearer in the site's order.
    """
    bits = {feature: _bits(members, task.first, len(task.rows)) for feature, members in task.members.items()}
    digits = {feature: _digits(weight) for feature, weight in task.weights.items()}
    return [_nearest(task, position - task.first, bits, digits) for position in task.wanted]


def weigh(row: Iterable[int], weights: Mapping[int, int]) -> int:
    """Return the sum of the weights of a row's features; a feature without weight counts nothing."""
    return sum(map(weights.get, row, repeat(0)))


def _nearest(task: Task, at: int, bits: Mapping[int, int], digits: Mapping[int, Sequence[int]]) -> list[int]:
    row = [feature for feature in task.rows[at] if feature in bits]
    columns: list[list[int]] = []
    for feature in row:
        for digit in digits[feature]:
            while len(columns) <= digit:
                columns.append([])
            columns[digit].append(bits[feature])
    sure, ties, missing = _select(_add(columns), at, task.length)
    found = [*_positions(sure), *_around(ties, at, missing)]
    own = {feature: task.weights[feature] for feature in row}
    epoch = task.epochs[at]
    ranked = sorted(
        (-weigh(task.rows[other], own), abs(task.epochs[other] - epoch), other < at, abs(other - at), other)
        for other in found
    )
    return [task.first + rank[-1] for rank in ranked[: task.length]]


def _digits(weight: int) -> list[int]:
    """Return which binary digits of a weight are set."""
    return [digit for digit in range(weight.bit_length()) if weight >> digit & 1]


def _bits(members: Iterable[int], first: int, size: int) -> int:
    octets = bytearray((size >> 3) + 1)
    for member in members:
        at = member - first
        octets[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(octets, "little")


def _add(columns: Sequence[list[int]]) -> list[int]:
    """Add up bit sets by binary digit, lowest first, as full adders do: three of one digit make one and a carry."""
    sums = []
    pending = list(reversed(columns))
    carried: list[int] = []
    while pending or carried:
        column = carried + (pending.pop() if pending else [])
        carried = []
        total = column[0] if column else 0
        for one, other in zip(column[1::2], column[2::2], strict=False):
            half = total ^ one
            carried.append(total & one | half & other)
            total = half ^ other
        if column and len(column) % 2 == 0:
            carried.append(total & column[-1])
            total ^= column[-1]
        sums.append(total)
    return sums


def _select(sums: Sequence[int], own: int, length: int) -> tuple[int, int, int]:
    """Return who is surely among the best, who ties for the last places, and how many of these are to be taken."""
    open_ = 0
    for one in sums:
        open_ |= one
    open_ &= ~(1 << own)
    if open_.bit_count() <= length:
        return open_, 0, 0
    sure, missing = 0, length
    for one in reversed(sums):
        hits = open_ & one
        count = hits.bit_count()
        if count > missing:
            open_ = hits
        else:
            sure |= hits
            open_ ^= hits
            missing -= count
        if not missing:
            break
    return sure, open_, missing


def _positions(bits: int) -> list[int]:
    found = []
    while bits:
        found.append(bits.bit_length() - 1)
        bits ^= 1 << found[-1]
    return found


def _around(bits: int, at: int, count: int) -> list[int]:
    """Return the `count` nearest positions on each side."""
    if not count:
        return []
    before, after = bits & ((1 << at) - 1), bits >> at
    found = []
    for _ in range(count):
        if before:
            found.append(before.bit_length() - 1)
            before ^= 1 << found[-1]
        if after:
            lowest = after & -after
            found.append(at + lowest.bit_length() - 1)
            after ^= lowest
    return found
