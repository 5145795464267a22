"""A chart as its author asks for it and the bytes of its data, to the HTML that stands in the holes of the body.

Drawn by Vega through vl-convert, for a wide and for a narrow page; without any of its fonts, words or colours, so that the
same block and file give the same bytes on every machine.
"""

from collections.abc import Mapping
from html import escape
from math import pi, sqrt
from typing import Any

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.language import show_decimal
from sitegen.media.csv import read_csv
from sitegen.media.names import find_columns
from sitegen.media.parts import DASHES, LARGEST, SHAPES
from sitegen.media.plots import Plot, make_plot
from sitegen.media.svg import clean_svg
from sitegen.media.tables import table_html
from sitegen.media.vega import describe
from sitegen.model.charts import ChartSpec

WIDE, NARROW = 560, 340
"""The widths in pixels for which charts are drawn; a page shows one of them, scaled to its room."""

_VEGA_LITE = "6.1"


class Order(Struct, frozen=True):
    """One chart to be drawn: its block, the source with its language, and which way the language runs."""

    spec: ChartSpec
    source: str
    lang: str
    is_rtl: bool


class Drawn(Struct, frozen=True):
    """HTML by slot, or what is wrong."""

    slots: Mapping[str, str] = {}
    problem: Problem | None = None


def draw_chart(order: Order, data: bytes) -> Drawn:
    """Draw one chart or table of the bytes of its file."""
    spec = order.spec
    grid = read_csv(data, spec.src)
    if isinstance(grid, Problem):
        return Drawn(problem=grid)
    if spec.kind == "table":
        columns = find_columns(spec, "columns", grid, order.source) if spec.columns else tuple(range(len(grid.names)))
        if isinstance(columns, Problem):
            return Drawn(problem=columns)
        return Drawn({f"{spec.key}.table": table_html(spec, grid, columns, order.lang, order.is_rtl)})
    plot = make_plot(spec, grid, order.source)
    if isinstance(plot, Problem):
        return Drawn(problem=plot)
    try:
        svgs = [_svg(plot, name, width, order.lang) for name, width in (("chart-wide", WIDE), ("chart-narrow", NARROW))]
    except ImportError:
        message = f'the chart "{spec.title}" cannot be drawn: vl-convert is not installed'
        hint = 'run: pip install "sitegen[charts]"'
        return Drawn(problem=Problem(Location(order.source), "missing-extra", message, hint, value=spec.mark()))
    inside = f"{_axis_name(plot, 1)}{''.join(svgs)}{_axis_name(plot, 0)}"
    drawing = f'{_key(plot, order.lang)}<div class="chart-frame" dir="ltr">\n{inside}</div>\n'
    return Drawn(
        {spec.key: drawing, f"{spec.key}.table": table_html(spec, grid, plot.columns, order.lang, order.is_rtl)}
    )


def _svg(plot: Plot, name: str, width: int, lang: str) -> str:
    drawing = describe(plot, width, lang)
    drawn = _draw(drawing.spec)
    return clean_svg(drawn, name, plot.spec.title, plot.spec.description, (drawing.width, drawing.height))


def _draw(spec: Mapping[str, Any]) -> str:
    import vl_convert  # noqa: PLC0415 - 80 MB that only charts need

    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=_VEGA_LITE, allowed_base_urls=[]))


def _axis_name(plot: Plot, axis: int) -> str:
    """Name an axis that neither its ticks nor the unit explain."""
    if plot.spec.kind == "map" or not plot.names[axis]:
        return ""
    if axis == 1:
        return "" if plot.spec.unit else f'<p class="chart-axis"><bdi>{escape(plot.names[1])}</bdi></p>\n'
    name = f'<p class="chart-axis chart-axis-x"><bdi>{escape(plot.names[0])}</bdi></p>\n'
    return name if plot.scale == "number" else ""


# --- the key


def _key(plot: Plot, lang: str) -> str:
    """List the series with what they look like, and how large a symbol is."""
    items = [f"<li>{_swatch(plot, number)} {escape(name)}</li>\n" for number, name in enumerate(plot.series) if name]
    sizes = [point.size for point in plot.points if point.size is not None]
    if sizes:
        radius = sqrt(LARGEST / pi)
        side = round(2 * radius + 2)
        circle = (
            f'<circle class="series-1" cx="{side / 2:g}" cy="{side / 2:g}" r="{radius:.1f}" stroke="currentColor"/>'
        )
        largest = show_decimal(max(sizes), plot.size_places, lang)
        items.append(f"<li>{_icon(side, side, circle)} {escape(plot.names[0])}: {largest}</li>\n")
    return f'<ul class="chart-key">\n{"".join(items)}</ul>\n' if items else ""


def _swatch(plot: Plot, number: int) -> str:
    colour = f"series-{number + 1}"
    if plot.spec.kind == "bar":
        return _icon(14, 14, f'<path class="{colour}" fill="currentColor" d="M0,0h14v14h-14Z"/>')
    symbol = (
        f'<path class="{colour}" fill="currentColor" d="{_SYMBOLS[SHAPES[number]]}" transform="translate({{}},7)"/>'
    )
    if plot.spec.kind != "line":
        return _icon(14, 14, symbol.format(7))
    dash = f' stroke-dasharray="{",".join(map(str, DASHES[number]))}"' if number else ""
    line = f'<path class="{colour}" stroke="currentColor" stroke-width="2.25"{dash} d="M1,7H33"/>'
    return _icon(34, 14, line + symbol.format(17))


def _icon(width: int, height: int, inner: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="chart-swatch" {size} fill="none" aria-hidden="true">{inner}</svg>'


_SYMBOLS = {
    "circle": "M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0",
    "square": "M-3.5,-3.5h7v7h-7Z",
    "triangle-up": "M0,-4L4,4H-4Z",
    "diamond": "M0,-5L4,0L0,5L-4,0Z",
    "cross": "M-4.5,-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3Z",
    "triangle-down": "M0,4L-4,-4H4Z",
    "triangle-right": "M4,0L-4,4V-4Z",
    "triangle-left": "M-4,0L4,-4V4Z",
}
