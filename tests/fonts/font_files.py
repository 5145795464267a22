"""Small fonts, made letter by letter: every glyph is a box of the width that is asked for."""

from collections.abc import Iterable
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:-"
TURKISH = "ğĞşŞİ" + "āēīōū"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def make_font(
    letters: Iterable[str] = LATIN,
    *,
    width: int = 500,
    weight: int = 400,
    weights: tuple[int, int] | None = None,
    is_italic: bool = False,
    permissions: int = 0,
    ascent: int = 900,
    descent: int = 300,
) -> bytes:
    """Return a TrueType font of 1,000 units; `weights` makes it variable, `permissions` are those of `OS/2`."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _box(width) for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 0)))
    builder.setupHorizontalHeader(ascent=ascent, descent=-descent, lineGap=100)
    builder.setupNameTable({"familyName": "House", "styleName": "Regular"})
    builder.setupOS2(
        usWeightClass=weight, fsType=permissions, fsSelection=int(is_italic), sTypoAscender=800, sTypoDescender=-200
    )
    builder.setupPost()
    if weights:
        builder.setupFvar([("wght", weights[0], weight, weights[1], "Weight")], [])
    builder.font["head"].created = builder.font["head"].modified = 3_600_000_000
    builder.font.recalcTimestamp = False
    made = BytesIO()
    builder.save(made)
    return made.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 700))
    pen.lineTo((width - 50, 700))
    pen.lineTo((width - 50, 0))
    pen.closePath()
    return pen.glyph()
