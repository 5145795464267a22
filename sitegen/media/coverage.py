"""The bytes of a font -> the characters that it has, by its `cmap` table (OpenType 1.9), formats 4 and 12."""

import struct
from collections.abc import Iterable, Iterator

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the tables that speak Unicode, the fullest first."""


def characters_of(font: bytes) -> tuple[tuple[int, int], ...]:
    """Return ranges from first to last character; of a collection those of its first font. Empty where none can be read."""
    try:
        return tuple(_joined(_ranges(font)))
    except (struct.error, IndexError, ValueError):
        return ()


def _ranges(font: bytes) -> Iterator[tuple[int, int]]:
    start = int.from_bytes(font[12:16]) if font[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", font, start + 4)
    tables = {}
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        tables[name] = offset
    cmap = tables.get(b"cmap", 0)
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    encodings = {}
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)
        encodings[platform, encoding] = cmap + offset
    at = next(encodings[each] for each in _UNICODE if each in encodings)
    (form,) = struct.unpack_from(">H", font, at)
    yield from {4: _format_4, 12: _format_12}.get(form, lambda *_: ())(font, at)


def _format_12(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield first, last


def _format_4(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    """A segment may leave characters out by mapping them to glyph 0."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 14 + place)
        for place in (0, double + 2, 2 * double + 2, 3 * double + 2)
    )
    table = at + 14 + 3 * double + 2
    for number, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if not offset:
            yield first, last
            continue
        for char in range(first, last + 1):
            (glyph,) = struct.unpack_from(">H", font, table + 2 * number + offset + 2 * (char - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield char, char


def _joined(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join ranges that touch; the mark of the table's end, 0xFFFF, is no character."""
    whole: list[int] = []
    for first, last in sorted(ranges):
        if first == 0xFFFF:
            continue
        if whole and first <= whole[1] + 1:
            whole[1] = max(whole[1], last)
        else:
            if whole:
                yield whole[0], whole[1]
            whole = [first, last]
    if whole:
        yield whole[0], whole[1]
