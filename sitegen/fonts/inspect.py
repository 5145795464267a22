"""Turns the bytes of a font file into what a style must say of it: weight, slant, scripts, measures and permissions."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sitegen.fonts.scripts import SCRIPTS, characters_of

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_FEW = 8
"""A font that has fewer letters of a script than this does not serve it."""
_FREQUENT = "aaabcdeeeefghiijklmnnoopqrrssttuvwxyz      "
"""The letters of running text about as often as they stand there, blanks included."""
_RESTRICTED, _NO_PARTS, _BITMAPS = 0x0002, 0x0100, 0x0200
_USES_TYPO = 1 << 7


class Unusable(Exception):
    """The bytes are no font that can be published; the message says why."""


class Font(Struct, frozen=True):
    """A font. `weight` and `width` are one number or two, from and to; measures are parts of the size of the letters, and
    `letter` the mean width of the letters of running text, 0 where it has none."""

    weight: tuple[int, ...]
    width: tuple[int, ...]
    is_italic: bool
    shape: str
    """`serif`, `sans` or `mono`, empty where it does not say."""
    scripts: tuple[str, ...]
    ascent: float
    descent: float
    gap: float
    letter: float
    is_restricted: bool
    """Its maker allows no embedding."""
    is_whole: bool
    """Its maker allows no parts of it to be taken."""


def inspect(content: bytes) -> Font:
    """Read a font; Unusable where it is broken, or no TrueType, OpenType or WOFF file."""
    try:
        return _inspect(open_font(content))
    except Unusable:
        raise
    except Exception as error:  # the library raises whatever its readers stumble over
        raise Unusable(_why(error)) from error


def open_font(content: bytes) -> "TTFont":
    """Open a font for reading; Unusable for a collection."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    if content[:4] == b"ttcf":
        raise Unusable("it is a collection of fonts: take one out of it")
    return TTFont(BytesIO(content), recalcTimestamp=False)


def _why(error: Exception) -> str:
    return f"it is no font, or a broken one ({str(error).splitlines()[0] if str(error) else type(error).__name__})"


def _inspect(font: "TTFont") -> Font:
    os2: Any = font["OS/2"]
    size = font["head"].unitsPerEm
    axes = (
        {axis.axisTag: (int(axis.minValue), int(axis.maxValue)) for axis in font["fvar"].axes} if "fvar" in font else {}
    )
    characters = font.getBestCmap() or {}
    ascent, descent, gap = _line(font)
    return Font(
        weight=axes.get("wght", (max(1, os2.usWeightClass),)),
        width=axes.get("wdth", (100,)),
        is_italic=bool(os2.fsSelection & 1 or font["head"].macStyle & 2),
        shape=_shape(font),
        scripts=tuple(script for script in SCRIPTS if len(list(characters_of(script, characters))) >= _FEW),
        ascent=ascent / size,
        descent=descent / size,
        gap=gap / size,
        letter=_mean(font, characters) / size,
        is_restricted=bool(os2.fsType & _RESTRICTED and not os2.fsType & 0x000C) or bool(os2.fsType & _BITMAPS),
        is_whole=bool(os2.fsType & _NO_PARTS),
    )


def _line(font: "TTFont") -> tuple[int, int, int]:
    """The measures by which browsers set lines: those of `OS/2` where it says so, else those of `hhea`."""
    os2: Any = font["OS/2"]
    if os2.fsSelection & _USES_TYPO:
        return os2.sTypoAscender, -os2.sTypoDescender, os2.sTypoLineGap
    hhea: Any = font["hhea"]
    return hhea.ascent, -hhea.descent, hhea.lineGap


def _shape(font: "TTFont") -> str:
    panose: Any = font["OS/2"].panose
    if font["post"].isFixedPitch or (panose.bFamilyType == 2 and panose.bProportion == 9):
        return "mono"
    if panose.bFamilyType == 2 and panose.bSerifStyle > 1:
        return "sans" if panose.bSerifStyle >= 11 else "serif"
    return ""


def _mean(font: "TTFont", characters: dict[int, str]) -> float:
    widths = font["hmtx"].metrics
    if any(ord(letter) not in characters for letter in _FREQUENT):
        return 0
    return float(sum(widths[characters[ord(letter)]][0] for letter in _FREQUENT) / len(_FREQUENT))
