"""A plot of places to its drawing: symbols on a net of degrees, named as far as names find room."""

from collections.abc import Mapping, Sequence
from math import cos, pi, radians, sqrt
from typing import Any

from sitegen.media.lettering import FONT, text_width
from sitegen.media.parts import (
    EDGE,
    GAP,
    LABEL,
    LARGEST,
    ROW,
    SHAPES,
    TICK_GAP,
    Drawing,
    Frame,
    axis_at,
    by_series,
    colour_of,
    draw_with,
    scale_of,
    values_of,
)
from sitegen.media.plots import Plot
from sitegen.media.ticks import Axis, degree_axis, fitting_axis


def describe_map(plot: Plot, width: int, lang: str) -> Drawing:
    """Describe a map in so many pixels; a degree north is as long everywhere, one east shorter towards the poles."""
    low, high = _span([point.y for point in plot.points], 90)
    west, east = _span([float(point.x) for point in plot.points], 180)
    left, narrowing = text_width("000°") + TICK_GAP, cos(radians((low + high) / 2))
    inner = width - left - EDGE
    # What is too narrow for the frame is widened, what is too flat heightened.
    height = round(inner * (high - low) / max((east - west) * narrowing, 1e-9))
    if height > inner:
        grown = (high - low) / max(narrowing, 0.05)
        middle = (west + east) / 2
        west, east, height = middle - grown / 2, middle + grown / 2, inner
    if height < inner * 0.4:
        middle, grown = (low + high) / 2, (east - west) * narrowing * 0.4
        low, high, height = middle - grown / 2, middle + grown / 2, round(inner * 0.4)
    frame = Frame(inner, height, left)
    x = fitting_axis(lambda most: degree_axis(west, east, most, lang), inner // 80, inner)
    y = degree_axis(low, high, max(2, height // 70), lang)
    sizes = [point.size for point in plot.points if point.size is not None]
    size: Mapping[str, Any] = {"value": 70}
    if sizes:
        scale = {"type": "linear", "domain": [0, max(sizes) or 1], "range": [6, LARGEST]}
        size = {"field": "size", "type": "quantitative", "scale": scale, "legend": None}
    encoding = {
        "x": {"field": "x", "type": "quantitative", "scale": scale_of(x), "axis": axis_at(x.ticks, {"grid": True})},
        "y": {"field": "y", "type": "quantitative", "scale": scale_of(y), "axis": axis_at(y.ticks, {"grid": True})},
    }
    symbol = {"type": "point", "filled": True, "opacity": 0.75, "clip": True, "stroke": GAP, "strokeWidth": 1}
    look = {
        "size": size,
        "color": by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
        "shape": by_series(plot, list(SHAPES)),
    }
    layers: list[Mapping[str, Any]] = [{"mark": symbol, "encoding": look}]
    for align in ("left", "right"):
        texts = [each for each in _placed_labels(plot, frame, x, y, max(sizes, default=0)) if each["align"] == align]
        if texts:
            mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": FONT}
            layers.append(
                {
                    "data": {"values": texts},
                    "mark": mark,
                    "encoding": {"text": {"field": "text"}, "color": {"value": LABEL}},
                }
            )
    return draw_with(values_of(plot), encoding, layers, frame)


def _span(values: Sequence[float], most: float) -> tuple[float, float]:
    """Return the ends of a side of the map: all places with air around them, at least some two degrees."""
    low, high = min(values), max(values)
    air = max((high - low) * 0.12, 1.0)
    return max(low - air, -most), min(high + air, most)


def _placed_labels(plot: Plot, frame: Frame, x: Axis, y: Axis, largest: float) -> list[dict[str, Any]]:
    """Return the names that find room beside their symbols, those of the largest first; the table has all of them."""
    taken: list[tuple[float, float, float, float]] = []
    placed: list[dict[str, Any]] = []
    for point in sorted(plot.points, key=lambda each: (-(each.size or 0), each.row)):
        if not point.label:
            continue
        across = (float(point.x) - float(x.low)) / (float(x.high) - float(x.low)) * frame.width
        down = (1 - (point.y - float(y.low)) / (float(y.high) - float(y.low))) * frame.height
        radius = sqrt(LARGEST * (point.size or 0) / largest / pi) if largest else 5
        length = text_width(point.label)
        for align, begin in (("left", across + radius + 4), ("right", across - radius - 4 - length)):
            box = (begin, down - ROW / 2, begin + length, down + ROW / 2)
            if box[0] >= 0 and box[2] <= frame.width + EDGE and not any(_overlap(box, each) for each in taken):
                taken.append(box)
                shift = (radius + 4 if align == "left" else -radius - 4) / frame.width
                east = float(point.x) + shift * (float(x.high) - float(x.low))
                placed.append({"x": east, "y": point.y, "text": point.label, "align": align})
                break
        taken.append((across - radius, down - radius, across + radius, down + radius))
    return placed


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
