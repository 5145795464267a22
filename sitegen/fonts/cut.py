"""Turns a font into a WOFF2 file with the characters of one script, and all that shaping them needs."""

from io import BytesIO

from sitegen.fonts.inspect import Unusable, open_font
from sitegen.fonts.scripts import characters_of

_FIGURES = ["lnum", "onum", "pnum", "tnum"]
"""Features that a style sheet may ask for, beside those that are always on."""
_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17, 25]
"""What a font says of its name, makers and licence."""


def cut(content: bytes, script: str, *, is_whole: bool = False) -> bytes:
    """Return the bytes of the cut, the whole font where no part of it may be taken; Unusable where the font is broken.

    The same font gives the same bytes.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415

    try:
        font = open_font(content)
        if not is_whole:
            options = Options(hinting=False, notdef_outline=True, name_IDs=_NAMES, recalc_timestamp=False)
            options.layout_features = [*options.layout_features, *_FIGURES]
            subsetter = Subsetter(options)
            subsetter.populate(unicodes=list(characters_of(script, font.getBestCmap() or {})))
            subsetter.subset(font)
        font.flavor = "woff2"
        made = BytesIO()
        font.save(made, reorderTables=True)
        return made.getvalue()
    except Unusable:
        raise
    except Exception as error:  # the library raises whatever its readers stumble over
        raise Unusable(
            f"it cannot be cut ({str(error).splitlines()[0] if str(error) else type(error).__name__})"
        ) from error
