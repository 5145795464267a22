"""Turns fonts with their addresses into the style by which pages use them, and beside each a system font of its measures.

A page is set in the system's font until the house's has come. That one is made as wide and as high, so that nothing shifts;
where no system font's measures are known, the house's is used only if it is there at once (`font-display: optional`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.fonts.inspect import Font
from sitegen.fonts.scripts import ranges_of
from sitegen.model.webfonts import FontRole


class Served(Struct, frozen=True):
    """A font with the address of its cut for each script."""

    role: FontRole
    font: Font
    urls: Mapping[str, str]


class _System(Struct, frozen=True):
    """System fonts of one measure: the mean width of letters, and full names by which browsers find them, bold or not,
    slanted or not."""

    letter: float
    bold_letter: float
    italic_letter: float
    names: tuple[str, ...]
    bold: tuple[str, ...]
    italic: tuple[str, ...]
    bold_italic: tuple[str, ...]


_SYSTEMS: Mapping[str, _System] = {
    "serif": _System(
        0.4172, 0.4431, 0.4134,
        ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "Tinos"),
        ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
        ("Times New Roman Italic", "TimesNewRomanPS-ItalicMT", "Liberation Serif Italic", "Tinos Italic"),
        ("Times New Roman Bold Italic", "TimesNewRomanPS-BoldItalicMT", "Liberation Serif Bold Italic", "Tinos Bold Italic"),
    ),
    "sans": _System(
        0.4563, 0.4937, 0.4563,
        ("Arial", "ArialMT", "Liberation Sans", "Arimo"),
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold"),
        ("Arial Italic", "Arial-ItalicMT", "Liberation Sans Italic", "Arimo Italic"),
        ("Arial Bold Italic", "Arial-BoldItalicMT", "Liberation Sans Bold Italic", "Arimo Bold Italic"),
    ),
    "mono": _System(
        0.6001, 0.6001, 0.6001,
        ("Courier New", "CourierNewPSMT", "Liberation Mono", "Cousine"),
        ("Courier New Bold", "CourierNewPS-BoldMT", "Liberation Mono Bold", "Cousine Bold"),
        ("Courier New Italic", "CourierNewPS-ItalicMT", "Liberation Mono Italic", "Cousine Italic"),
        ("Courier New Bold Italic", "CourierNewPS-BoldItalicMT", "Liberation Mono Bold Italic", "Cousine Bold Italic"),
    ),
}  # fmt: skip

_USUAL: Mapping[FontRole, str] = {"text": "serif", "headings": "serif", "interface": "sans", "mono": "mono"}
_MEASURED = frozenset({"latin", "latin-ext"})
_BOLD = 600


def style_of(fonts: Sequence[Served]) -> str:
    """Return the text of a style element: a face for each cut, those that stand in for them, and a custom property for each
    role (`--house-text`), a list of families that ends with a comma: `font-family: var(--house-text,) Georgia, serif`."""
    lines = [face for each in fonts for face in _faces(each)]
    stand_ins: dict[str, None] = {}
    for each in fonts:
        stand_ins |= dict.fromkeys(_stand_ins(each))
    roles = dict.fromkeys(each.role for each in fonts)
    properties = "".join(f'--house-{role}:"house-{role}","house-{role}-fallback",;' for role in roles)
    return "\n".join([*lines, *stand_ins, f":root{{{properties}}}"])


def _faces(served: Served) -> Iterator[str]:
    font = served.font
    for script, url in served.urls.items():
        display = "swap" if script in _MEASURED and font.letter else "optional"
        yield _rule(
            f'font-family:"house-{served.role}"',
            f'src:url("{url}")format("woff2")',
            f"font-weight:{_span(font.weight)}",
            f"font-style:{'italic' if font.is_italic else 'normal'}",
            f"font-stretch:{_span(font.width, '%')}" if font.width != (100,) else "",
            f"font-display:{display}",
            f"unicode-range:{ranges_of(script)}",
        )


def _stand_ins(served: Served) -> Iterator[str]:
    """Yield a face of the system for each of the weights that a font has, regular and bold."""
    font = served.font
    if not font.letter or _MEASURED.isdisjoint(served.urls):
        return
    system = _SYSTEMS[font.shape or _USUAL[served.role]]
    for is_bold, span in ((False, (1, _BOLD - 1)), (True, (_BOLD, 1000))):
        if not (font.weight[0] <= span[1] and font.weight[-1] >= span[0]):
            continue
        names, letter = _system_face(system, is_bold=is_bold, is_italic=font.is_italic)
        factor = font.letter / letter
        yield _rule(
            f'font-family:"house-{served.role}-fallback"',
            "src:" + ",".join(f'local("{name}")' for name in names),
            f"font-weight:{_span(span)}",
            f"font-style:{'italic' if font.is_italic else 'normal'}",
            f"size-adjust:{_percent(factor)}",
            f"ascent-override:{_percent(font.ascent / factor)}",
            f"descent-override:{_percent(font.descent / factor)}",
            f"line-gap-override:{_percent(font.gap / factor)}",
        )


def _system_face(system: _System, *, is_bold: bool, is_italic: bool) -> tuple[tuple[str, ...], float]:
    if is_italic:
        return (system.bold_italic, system.bold_letter) if is_bold else (system.italic, system.italic_letter)
    return (system.bold, system.bold_letter) if is_bold else (system.names, system.letter)


def _rule(*declarations: str) -> str:
    return f"@font-face{{{';'.join(filter(None, declarations))}}}"


def _span(numbers: Iterable[int], unit: str = "") -> str:
    return " ".join(f"{number}{unit}" for number in dict.fromkeys(numbers))


def _percent(part: float) -> str:
    return f"{round(part * 100, 2):g}%"
