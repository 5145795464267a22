"""Fonts at hand for what is drawn: which file, and which characters it has."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_INVISIBLE = frozenset(
    {0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
)
"""Joiners and marks of direction: they shape a text and are not drawn."""


class Font(Struct, frozen=True, array_like=True):
    """A font file with its digest, and the characters that it has, as ranges from first to last."""

    file: str
    digest: str
    is_bold: bool
    ranges: tuple[tuple[int, int], ...]


def font_for(text: str, fonts: Iterable[Font], bold: bool = False) -> str:
    """Return the digest of the first font that has every character of a text, those of the weight first; empty where none."""
    wanted = {ord(char) for char in text if not char.isspace()} - _INVISIBLE
    ordered = sorted(fonts, key=lambda font: font.is_bold != bold)
    return next((font.digest for font in ordered if wanted <= _characters(font.ranges)), "")


@lru_cache(maxsize=64)
def _characters(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(char for first, last in ranges for char in range(first, last + 1))
