"""The parts that all drawings share, as Vega-Lite writes them: scales, axes, series, marks and the room around them.

Everything that would be measured with a font of the machine, or said in its language, is given: places for labels, ticks and
their texts, the ends of every scale. Colours are marks of what they stand for, which `svg` turns into classes.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from sitegen.media.lettering import FONT, LINE, text_width
from sitegen.media.plots import Plot, Point
from sitegen.media.ticks import Axis, Tick

ROW = LINE + 2
LARGEST = 900.0
"""The area of the largest symbol of a map, in square pixels."""
DASHES = ((1, 0), (7, 3), (2, 3), (9, 3, 2, 3), (12, 5), (4, 2), (1, 2), (14, 3, 2, 3, 2, 3))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")

LABEL, GRID, AXIS, ZERO, GAP = "#0000a0", "#0000a1", "#0000a2", "#0000a3", "#0000a4"
ROLES: Mapping[str, str] = {
    LABEL: "chart-text",
    GRID: "chart-grid",
    AXIS: "chart-base",
    ZERO: "chart-base",
    GAP: "chart-gap",
}
"""Colours that stand for parts of a drawing, and their names."""

EDGE = 12
TICK_GAP = 8
_CONFIG: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT,
        "labelColor": LABEL,
        "labelOverlap": False,
        "labelFlush": False,
        "labelBound": False,
        "labelLimit": 0,
        "labelPadding": TICK_GAP,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "title": None,
    },
}


class Drawing(Struct, frozen=True):
    """A Vega-Lite specification with the size of what it draws."""

    spec: Mapping[str, Any]
    width: int
    height: int


class Frame(Struct, frozen=True):
    """The sides of a drawing: the plot itself, and the room around it."""

    width: int
    height: int
    left: int
    right: int = EDGE
    top: int = EDGE
    bottom: int = ROW + TICK_GAP + 4


def colour_of(series: int) -> str:
    """Return the mark that stands for the colour of a series, counted from 0."""
    return f"#00000{series + 1}"


def draw_with(
    values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], layers: Sequence[Mapping[str, Any]], frame: Frame
) -> Drawing:
    """Return the drawing of layers in a frame, all with the same values and encoding unless they have their own."""
    room = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": {"type": "none"},
        "width": frame.width,
        "height": frame.height,
        "padding": room,
        "config": _CONFIG,
        "data": {"values": list(values)},
        "encoding": encoding,
        "layer": list(layers),
    }
    return Drawing(spec, frame.left + frame.width + frame.right, frame.top + frame.height + frame.bottom)


def values_of(plot: Plot) -> list[dict[str, Any]]:
    """Return the points; where a series has none for a time in the file there is one without a number: a gap in its line."""
    order = {name: number for number, name in enumerate(plot.series)}
    values = [{**_value(point), "n": order[point.series]} for point in plot.points]
    if plot.spec.kind == "line":
        known = {(point.x, point.series) for point in plot.points}
        values += [{"x": x, "y": None, "s": s} for x in plot.xs for s in plot.series if (x, s) not in known]
    return values


def _value(point: Point) -> dict[str, Any]:
    value = {"x": point.x, "y": point.y, "s": point.series}
    return value if point.size is None else {**value, "size": point.size}


def by_series(plot: Plot, looks: Sequence[Any]) -> Mapping[str, Any]:
    """Return the encoding by which each series has its own look, in the order of the series."""
    domain = list(plot.series)
    return {"field": "s", "type": "nominal", "scale": {"domain": domain, "range": looks[: len(domain)]}, "legend": None}


def is_stacked(plot: Plot) -> bool:
    """Tell whether bars of one place stand on one another."""
    return plot.spec.bars == "stacked" and len(plot.series) > 1


def reach_of(plot: Plot) -> list[float]:
    """Return how far bars reach."""
    if not is_stacked(plot):
        return [point.y for point in plot.points]
    sums: dict[str | float, float] = {}
    for point in plot.points:
        sums[point.x] = sums.get(point.x, 0.0) + point.y
    return list(sums.values())


def bar_mark(plot: Plot) -> Mapping[str, Any]:
    """Return the mark of bars; those that touch have a gap between them."""
    return {"type": "bar", **({"stroke": GAP, "strokeWidth": 1} if is_stacked(plot) else {})}


def grouping(plot: Plot, channel: str) -> Mapping[str, Any]:
    """Return the encoding that sets series beside one another along a channel, or in their order on one another."""
    if len(plot.series) == 1:
        return {}
    if is_stacked(plot):
        return {"order": {"field": "n", "type": "quantitative"}}
    return {channel: {"field": "s", "type": "nominal", "scale": {"domain": list(plot.series), "paddingInner": 0.08}}}


def band_scale(plot: Plot) -> Mapping[str, Any]:
    """Return the scale that gives each `x` of the file a band, in the order of the file."""
    return {"type": "band", "domain": list(plot.xs), "paddingInner": 0.28, "paddingOuter": 0.14}


def scale_of(axis: Axis) -> Mapping[str, Any]:
    """Return the scale between the ends of an axis."""
    return {"domain": [axis.low, axis.high], "nice": False, "zero": False}


def axis_at(ticks: Sequence[Tick], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return an axis with these ticks and their labels, and whatever else is told of it."""
    known = [tick.at for tick in ticks]
    return {"values": known, "labelExpr": lookup(known, [tick.label for tick in ticks], "datum.value"), **extra}


def lookup(known: Sequence[Any], labels: Sequence[str], at: str) -> str:
    """Return a Vega expression that finds the label of a tick by its place, which `at` is an expression for."""
    return f"{json.dumps(labels)}[indexof({json.dumps(known)}, {at})]"


def zero_line(channel: str, axis: Axis) -> Mapping[str, Any]:
    """The line from which lengths are read, drawn stronger than the grid where it lies within the plot."""
    datum = [{"zero": 0}] if float(axis.low) <= 0 <= float(axis.high) else []
    mark = {"type": "rule", "strokeWidth": 1}
    other = "x" if channel == "y" else "y"
    encoding = {channel: {"field": "zero", "type": "quantitative"}, other: None, "color": {"value": ZERO}}
    return {"data": {"values": datum}, "mark": mark, "encoding": encoding}


def room_beside(ticks: Sequence[Tick]) -> int:
    """Return the room that the labels of an upright axis need."""
    return max(text_width(tick.label) for tick in ticks) + TICK_GAP + 4
