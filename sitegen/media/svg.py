"""The SVG that Vega draws, to one that may stand in a page: named, small, and coloured by the page's style sheet.

No script, no style, no id and no address is left in it; colours are classes, so that it follows the scheme of the page.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from sitegen.media.lettering import FONT, LINE
from sitegen.media.parts import ROLES

_SERIES = re.compile(r"#00000([1-8])")
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?|-?\d+e-?\d+")
_KEPT = {
    "path": ("d", "transform", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity"),
    "line": ("transform", "x2", "y2", "stroke-width"),
    "text": ("text-anchor", "transform"),
    "tspan": ("x", "dy"),
    "g": ("transform",),
}


def clean_svg(drawn: str, name: str, title: str, description: str, size: tuple[int, int]) -> str:
    """Return the drawing under a class, with what it is called and what it shows."""
    root = ET.fromstring(drawn)
    inner = "".join(_written(root))
    width, height = size
    told = f"<desc>{_escaped(description)}</desc>" if description else ""
    return (
        f'<svg class="{name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' font-size="{FONT}" fill="none"><title>{_escaped(title)}</title>{told}{inner}</svg>\n'
    )


def _written(element: ET.Element) -> Iterator[str]:
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag not in _KEPT or child.get("display") == "none" or child.get("class") in {"background", "foreground"}:
            continue
        inner = "".join(_written(child))
        text = _escaped(child.text or "") if tag in {"text", "tspan"} else ""
        if tag == "g":
            yield from _group(child, inner)
        elif tag != "path" or child.get("d"):
            attributes = "".join(_attributes(child, tag))
            whole = f"<{tag}{attributes}>{text}{inner}</{tag}>" if text or inner else f"<{tag}{attributes}/>"
            lines = len(child) if tag == "text" else 0
            # A text of several lines begins where one of a single line stands: raise it by half of the others.
            yield f'<g transform="translate(0,{(1 - lines) * LINE / 2:g})">{whole}</g>' if lines > 1 else whole


def _group(group: ET.Element, inner: str) -> Iterator[str]:
    transform = _rounded(group.get("transform", ""))
    if inner and transform in {"", "translate(0,0)"}:
        yield inner
    elif inner:
        yield f'<g transform="{transform}">{inner}</g>'


def _attributes(element: ET.Element, tag: str) -> Iterator[str]:
    classes = []
    for side in ("fill", "stroke"):
        colour = element.get(side, "none")
        if found := _SERIES.fullmatch(colour):
            classes.append(f"series-{found[1]}")
        elif colour in ROLES:
            classes.append(ROLES[colour])
        if colour not in {"none", "transparent"}:
            yield f' {side}="currentColor"'
    if classes:
        yield f' class="{" ".join(dict.fromkeys(classes))}"'
    for name in _KEPT[tag]:
        value = element.get(name, "")
        if value and (name, value) not in _DEFAULTS:
            yield f' {name}="{_escaped(_rounded(value))}"'


_DEFAULTS = {
    ("opacity", "1"),
    ("stroke-width", "1"),
    ("text-anchor", "start"),
    ("x2", "0"),
    ("y2", "0"),
    ("transform", "translate(0,0)"),
}


def _rounded(value: str) -> str:
    return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0").replace("-0", "-0") or "0", value)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
