"""Says which characters belong to which script, by the blocks of Unicode, and which script a language is written in."""

from collections.abc import Collection, Iterator, Mapping

SCRIPTS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "latin": (
        (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x178, 0x178), (0x192, 0x192), (0x2BB, 0x2BC),
        (0x2C6, 0x2C6), (0x2DA, 0x2DA), (0x2DC, 0x2DC), (0x2000, 0x200B), (0x2010, 0x2027), (0x202F, 0x2060),
        (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0xFB01, 0xFB02),
    ),
    "latin-ext": (
        (0x100, 0x130), (0x132, 0x151), (0x154, 0x177), (0x179, 0x191), (0x193, 0x2BA), (0x2BD, 0x2C5), (0x2C7, 0x2D9),
        (0x300, 0x36F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2070, 0x209F), (0x20A0, 0x20AB), (0x20AD, 0x20C0),
        (0x2150, 0x218F), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F),
    ),
    "arabic": (
        (0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0x200C, 0x200F), (0x204F, 0x204F), (0x2E41, 0x2E41),
        (0xFB50, 0xFDFF), (0xFE70, 0xFEFC),
    ),
    "cyrillic": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0x2116, 0x2116), (0xA640, 0xA69F)),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "hebrew": ((0x591, 0x5F4), (0x20AA, 0x20AA), (0xFB1D, 0xFB4F)),
    "armenian": ((0x531, 0x58F), (0xFB13, 0xFB17)),
    "georgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "devanagari": ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0x20B9, 0x20B9), (0xA8E0, 0xA8FF)),
    "bengali": ((0x980, 0x9FF),),
    "thai": ((0xE01, 0xE5B),),
}  # fmt: skip
"""The characters of each script that fonts are cut by; what is in none of them is published nowhere."""

_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd", "prs"), "arabic"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"), "cyrillic"),
    **dict.fromkeys(("he", "yi"), "hebrew"),
    **dict.fromkeys(("hi", "mr", "ne"), "devanagari"),
    "el": "greek", "hy": "armenian", "ka": "georgian", "bn": "bengali", "th": "thai",
}  # fmt: skip


def script_of(lang: str) -> str:
    """Return the script in which a language is written: the one that the tag names, else the language's own, else Latin."""
    primary, *rest = lang.lower().split("-")
    return "latin" if "latn" in rest else "cyrillic" if "cyrl" in rest else _LANGUAGES.get(primary, "latin")


def characters_of(script: str, characters: Collection[int]) -> Iterator[int]:
    """Yield those of a font's characters that belong to a script."""
    for first, last in SCRIPTS[script]:
        yield from (each for each in range(first, last + 1) if each in characters)


def ranges_of(script: str) -> str:
    """Write the characters of a script as the value of `unicode-range`."""
    return ",".join(f"U+{a:X}-{b:X}" if a != b else f"U+{a:X}" for a, b in SCRIPTS[script])
