"""Fonts for tests, made on the spot: a block for each of some characters, and nothing for any other."""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

LATIN = "".join(map(chr, range(0x21, 0x7F))) + "…–’·"
ARABIC = "".join(map(chr, range(0x621, 0x64B))) + "؟،…"


def font(characters: str, width: int = 600) -> bytes:
    """Return a TrueType font in which every character is a block as wide as given, in thousandths of its size."""
    names = {ord(char): f"u{ord(char):X}" for char in sorted(set(characters))}
    order = [".notdef", "space", *names.values()]
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(order)
    build.setupCharacterMap({0x20: "space", **names})
    build.setupGlyf({name: _block(0 if name == "space" else width - 80) for name in order})
    build.setupHorizontalMetrics(dict.fromkeys(order, (width, 40)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    build.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    build.setupPost()
    out = io.BytesIO()
    build.save(out)
    return out.getvalue()


def _block(width: int) -> object:
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((40, 0))
        pen.lineTo((40, 700))
        pen.lineTo((40 + width, 700))
        pen.lineTo((40 + width, 0))
        pen.closePath()
    return pen.glyph()


def install(folder: Path, **characters: str) -> None:
    """Write fonts by the names of their families."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, some in characters.items():
        (folder / f"{name}.ttf").write_bytes(font(some))
