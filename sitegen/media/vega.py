"""A plot and the width it has, to a Vega-Lite specification and the size of the drawing.

Everything that would be measured with a font of the machine, or said in its language, is given: places for labels, ticks and
their texts, the ends of every scale. Colours are marks of what they stand for, which `svg` turns into classes.
"""

import json
from collections.abc import Mapping, Sequence
from math import cos, pi, radians, sqrt
from typing import Any

from msgspec import Struct

from sitegen.language import show_decimal, show_period
from sitegen.media.plots import Plot, Point
from sitegen.media.ticks import Axis, Tick, degree_axis, number_axis, time_axis

FONT = 13
LINE = 15
"""From one line of a text to the next."""
_LINE = LINE + 2
LARGEST = 900.0
"""The area of the largest symbol of a map, in square pixels."""
DASHES = ((1, 0), (7, 3), (2, 3), (9, 3, 2, 3), (12, 5), (4, 2), (1, 2), (14, 3, 2, 3, 2, 3))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")

_LABEL, _GRID, _AXIS, _ZERO, _GAP = "#0000a0", "#0000a1", "#0000a2", "#0000a3", "#0000a4"
ROLES: Mapping[str, str] = {
    _LABEL: "chart-text",
    _GRID: "chart-grid",
    _AXIS: "chart-base",
    _ZERO: "chart-base",
    _GAP: "chart-gap",
}
"""Colours that stand for parts of a drawing, and their names."""

_EDGE = 12
_TICK_GAP = 8
_CONFIG: Mapping[str, Any] = {
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT,
        "labelColor": _LABEL,
        "labelOverlap": False,
        "labelFlush": False,
        "labelBound": False,
        "labelLimit": 0,
        "labelPadding": _TICK_GAP,
        "gridColor": _GRID,
        "domain": False,
        "ticks": False,
        "title": None,
    },
}
_MOST_MARKERS = 24
"""With more points than this on a line its markers hide it."""


class Drawing(Struct, frozen=True):
    """A Vega-Lite specification with the size of what it draws."""

    spec: Mapping[str, Any]
    width: int
    height: int


class _Frame(Struct, frozen=True):
    """The sides of a drawing: the plot itself, and the room around it."""

    width: int
    height: int
    left: int
    right: int = _EDGE
    top: int = _EDGE
    bottom: int = _LINE + _TICK_GAP + 4


def colour_of(series: int) -> str:
    """Return the mark that stands for the colour of a series, counted from 0."""
    return f"#00000{series + 1}"


def describe(plot: Plot, width: int, lang: str) -> Drawing:
    """Return the drawing of a plot in so many pixels."""
    if plot.spec.kind == "map":
        return _map(plot, width, lang)
    if plot.scale == "text" and plot.spec.kind in {"bar", "dot"}:
        return _rows(plot, width, lang)
    if plot.spec.kind == "bar":
        return _columns(plot, width, lang)
    return _lines(plot, width, lang)


def text_width(text: str) -> int:
    """Return about how wide a text is, rather too much than too little."""
    return round(sum(FONT if ord(c) > 0x2E7F else FONT * 0.62 if c.isupper() else FONT * 0.54 for c in text))


# --- lines, and dots along two axes of numbers


def _lines(plot: Plot, width: int, lang: str) -> Drawing:
    y = number_axis([point.y for point in plot.points], 6, lang, False, plot.is_percent)
    left = _room(y.ticks)
    inner = width - left - _EDGE - 10
    frame = _Frame(inner, round(min(300, max(220, inner * 0.6))), left, _EDGE + 10)
    x, scale = _x_axis(plot, frame.width, lang)
    is_line = plot.spec.kind == "line"
    symbol = {"type": "point", "filled": True, "size": 46, "opacity": 1 if is_line else 0.75}
    layers: list[Mapping[str, Any]] = [_zero("y", y)]
    if is_line:
        mark = {"type": "line", "strokeWidth": 2.25, "strokeCap": "round", "strokeJoin": "round"}
        layers.append({"mark": mark, "encoding": {"strokeDash": _by_series(plot, [list(each) for each in DASHES])}})
    if not is_line or len(plot.xs) <= _MOST_MARKERS:
        layers.append({"mark": symbol, "encoding": {"shape": _by_series(plot, list(SHAPES))}})
    encoding = {
        "x": {"field": "x", "type": scale["of"], "scale": scale["scale"], "axis": x},
        "y": {"field": "y", "type": "quantitative", "scale": _scale(y), "axis": _axis(y, {"grid": True})},
        "color": _by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
    }
    return _drawing(_values(plot), encoding, layers, frame)


def _x_axis(plot: Plot, width: int, lang: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    line = {
        "grid": False,
        "domain": True,
        "domainColor": _AXIS,
        "ticks": True,
        "tickColor": _AXIS,
        "labelPadding": 4,
        "labelAngle": 0,
    }
    if plot.scale == "text":
        labels = {str(x): _cut(str(x), max(40, width // max(1, len(plot.xs)) - 6)) for x in plot.xs}
        shown = _thinned([str(x) for x in plot.xs], width, max(map(text_width, labels.values())) + 10)
        ticks = [Tick(x, labels[x]) for x in shown]
        return _axis_of(ticks, "datum.value", line), {
            "of": "ordinal",
            "scale": {"type": "point", "domain": list(plot.xs), "padding": 0.3},
        }
    if plot.scale == "time":
        most = width // (90 if plot.step in {"day", "month", "quarter"} else 52)
        axis = time_axis([str(x) for x in plot.xs], plot.step, max(2, most), lang)
        scale = {"type": "utc", "domain": [_day(axis.low), _day(axis.high)]}
        values = {**line, "values": [_day(tick.at) for tick in axis.ticks]}
        known = [
            f"{int(year)}-{int(month)}-{int(day)}" for year, month, day in (str(t.at).split("-") for t in axis.ticks)
        ]
        at = "utcyear(datum.value)+'-'+(utcmonth(datum.value)+1)+'-'+utcdate(datum.value)"
        return {**values, "labelExpr": _lookup(known, [tick.label for tick in axis.ticks], at)}, {
            "of": "temporal",
            "scale": scale,
        }
    axis = number_axis([float(x) for x in plot.xs], max(2, width // 70), lang, False)
    return _axis(axis, line), {"of": "quantitative", "scale": _scale(axis)}


def _day(iso: float | str) -> Mapping[str, Any]:
    year, month, day = (int(part) for part in str(iso).split("-"))
    return {"year": year, "month": month, "date": day, "utc": True}


# --- bars that stand in time


def _columns(plot: Plot, width: int, lang: str) -> Drawing:
    y = number_axis(_heights(plot), 6, lang, True, plot.is_percent)
    left = _room(y.ticks)
    frame = _Frame(width - left - _EDGE, round(min(300, max(220, width * 0.5))), left)
    names = {str(x): show_period(str(x), plot.step, lang) for x in plot.xs}
    shown = _thinned(list(names), frame.width, max(map(text_width, names.values())) + 10)
    ticks = [Tick(x, names[x]) for x in shown]
    axis = _axis_of(ticks, "datum.value", {"grid": False, "domain": False, "labelPadding": 6, "labelAngle": 0})
    encoding = {
        "x": {"field": "x", "type": "ordinal", "scale": _band(plot), "axis": axis},
        "y": {"field": "y", "type": "quantitative", "scale": _scale(y), "axis": _axis(y, {"grid": True})},
        "color": _by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
        **_grouping(plot, "xOffset"),
    }
    return _drawing(_values(plot), encoding, [{"mark": _bar(plot)}, _zero("y", y)], frame)


# --- bars and dots in rows, one for each name


def _rows(plot: Plot, width: int, lang: str) -> Drawing:
    names = {str(x): _wrapped(str(x), round(width * 0.36)) for x in plot.xs}
    left = max(text_width(line) for lines in names.values() for line in lines) + _TICK_GAP + 4
    is_dot, is_single = plot.spec.kind == "dot", len(plot.series) == 1
    texts = [show_decimal(point.y, plot.places, lang, plot.is_percent) for point in plot.points]
    has_numbers = is_single and not is_dot
    beside = max(map(text_width, texts)) + 8 if has_numbers else 14
    has_negative = any(point.y < 0 for point in plot.points)
    inner = width - left - beside - _EDGE - (beside if has_numbers and has_negative else 0)
    x = number_axis(
        _heights(plot) if not is_dot else [p.y for p in plot.points],
        max(2, inner // 80),
        lang,
        not is_dot,
        plot.is_percent,
    )
    row = max(
        _LINE * max(map(len, names.values())) + 8,
        28 if is_single or is_dot or _is_stacked(plot) else 15 * len(plot.series) + 10,
    )
    margin = beside if has_numbers and has_negative else 0
    frame = _Frame(inner, row * len(plot.xs), left + margin, beside + _EDGE, top=6)
    ticks = [Tick(name, "\n".join(lines)) for name, lines in names.items()]
    extra = {
        "grid": is_dot,
        "labelPadding": _TICK_GAP + margin,
        "labelLineHeight": LINE,
        "labelBaseline": "middle",
    }
    y_axis = _axis_of(ticks, "datum.value", extra)
    y_axis = {**y_axis, "labelExpr": f"split({y_axis['labelExpr']}, '\\n')"}
    encoding: dict[str, Any] = {
        "y": {"field": "x", "type": "ordinal", "scale": _band(plot), "axis": y_axis},
        "x": {"field": "y", "type": "quantitative", "scale": _scale(x), "axis": _axis(x, {"grid": not is_dot})},
        "color": _by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
    }
    if is_dot:
        mark = {"type": "point", "filled": True, "size": 90, "opacity": 1}
        dots = {"mark": mark, "encoding": {"shape": _by_series(plot, list(SHAPES))}}
        return _drawing(_values(plot), encoding, [dots], frame)
    encoding |= _grouping(plot, "yOffset")
    layers: list[Mapping[str, Any]] = [{"mark": _bar(plot)}, _zero("x", x)]
    if has_numbers:
        layers += [_numbers("datum.y >= 0", "left", 5), _numbers("datum.y < 0", "right", -5)]
    values = [{**value, "text": text} for value, text in zip(_values(plot), texts, strict=True)]
    return _drawing(values, encoding, layers, frame)


def _numbers(of: str, align: str, shift: int) -> Mapping[str, Any]:
    mark = {"type": "text", "align": align, "dx": shift, "baseline": "middle", "fontSize": FONT}
    encoding = {"text": {"field": "text"}, "color": {"value": _LABEL}}
    return {"transform": [{"filter": of}], "mark": mark, "encoding": encoding}


# --- symbols on a map


def _map(plot: Plot, width: int, lang: str) -> Drawing:
    low, high = _span([point.y for point in plot.points], 90)
    west, east = _span([float(point.x) for point in plot.points], 180)
    left, narrowing = text_width("000°") + _TICK_GAP, cos(radians((low + high) / 2))
    inner = width - left - _EDGE
    # A degree north is as long everywhere, a degree east shorter towards the poles: widen what is too narrow for the frame.
    height = round(inner * (high - low) / max((east - west) * narrowing, 1e-9))
    if height > inner:
        grown = (high - low) / max(narrowing, 0.05)
        middle = (west + east) / 2
        west, east, height = middle - grown / 2, middle + grown / 2, inner
    if height < inner * 0.4:
        middle, grown = (low + high) / 2, (east - west) * narrowing * 0.4
        low, high, height = middle - grown / 2, middle + grown / 2, round(inner * 0.4)
    frame = _Frame(inner, height, left)
    x, y = degree_axis(west, east, max(2, inner // 90), lang), degree_axis(low, high, max(2, height // 70), lang)
    sizes = [point.size for point in plot.points if point.size is not None]
    size: Mapping[str, Any] = {"value": 70}
    if sizes:
        scale = {"type": "linear", "domain": [0, max(sizes) or 1], "range": [6, LARGEST]}
        size = {"field": "size", "type": "quantitative", "scale": scale, "legend": None}
    encoding = {
        "x": {"field": "x", "type": "quantitative", "scale": _scale(x), "axis": _axis(x, {"grid": True})},
        "y": {"field": "y", "type": "quantitative", "scale": _scale(y), "axis": _axis(y, {"grid": True})},
    }
    symbol = {"type": "point", "filled": True, "opacity": 0.75, "clip": True, "stroke": _GAP, "strokeWidth": 1}
    look = {
        "size": size,
        "color": _by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
        "shape": _by_series(plot, list(SHAPES)),
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
                    "encoding": {"text": {"field": "text"}, "color": {"value": _LABEL}},
                }
            )
    return _drawing(_values(plot), encoding, layers, frame)


def _span(values: Sequence[float], most: float) -> tuple[float, float]:
    """Return the ends of a side of the map: all places with air around them, at least some two degrees."""
    low, high = min(values), max(values)
    air = max((high - low) * 0.12, 1.0)
    return max(low - air, -most), min(high + air, most)


def _placed_labels(plot: Plot, frame: _Frame, x: Axis, y: Axis, largest: float) -> list[dict[str, Any]]:
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
            box = (begin, down - _LINE / 2, begin + length, down + _LINE / 2)
            if box[0] >= 0 and box[2] <= frame.width + _EDGE and not any(_overlap(box, each) for each in taken):
                taken.append(box)
                shift = (radius + 4 if align == "left" else -radius - 4) / frame.width
                east = float(point.x) + shift * (float(x.high) - float(x.low))
                placed.append({"x": east, "y": point.y, "text": point.label, "align": align})
                break
        taken.append((across - radius, down - radius, across + radius, down + radius))
    return placed


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# --- parts


def _drawing(
    values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], layers: Sequence[Mapping[str, Any]], frame: _Frame
) -> Drawing:
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


def _values(plot: Plot) -> list[dict[str, Any]]:
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


def _by_series(plot: Plot, looks: Sequence[Any]) -> Mapping[str, Any]:
    domain = list(plot.series)
    return {"field": "s", "type": "nominal", "scale": {"domain": domain, "range": looks[: len(domain)]}, "legend": None}


def _is_stacked(plot: Plot) -> bool:
    return plot.spec.bars == "stacked" and len(plot.series) > 1


def _heights(plot: Plot) -> list[float]:
    """Return how far bars reach."""
    if not _is_stacked(plot):
        return [point.y for point in plot.points]
    sums: dict[str | float, float] = {}
    for point in plot.points:
        sums[point.x] = sums.get(point.x, 0.0) + point.y
    return list(sums.values())


def _bar(plot: Plot) -> Mapping[str, Any]:
    return {"type": "bar", **({"stroke": _GAP, "strokeWidth": 1} if _is_stacked(plot) else {})}


def _grouping(plot: Plot, channel: str) -> Mapping[str, Any]:
    if len(plot.series) == 1:
        return {}
    if _is_stacked(plot):
        return {"order": {"field": "n", "type": "quantitative"}}
    return {channel: {"field": "s", "type": "nominal", "scale": {"domain": list(plot.series), "paddingInner": 0.08}}}


def _band(plot: Plot) -> Mapping[str, Any]:
    return {"type": "band", "domain": list(plot.xs), "paddingInner": 0.28, "paddingOuter": 0.14}


def _scale(axis: Axis) -> Mapping[str, Any]:
    return {"domain": [axis.low, axis.high], "nice": False, "zero": False}


def _axis(axis: Axis, extra: Mapping[str, Any]) -> Mapping[str, Any]:
    return _axis_of(axis.ticks, "datum.value", extra)


def _axis_of(ticks: Sequence[Tick], at: str, extra: Mapping[str, Any]) -> dict[str, Any]:
    known = [tick.at for tick in ticks]
    return {"values": known, "labelExpr": _lookup(known, [tick.label for tick in ticks], at), **extra}


def _lookup(known: Sequence[Any], labels: Sequence[str], at: str) -> str:
    """Return a Vega expression that finds the label of a tick by its place."""
    return f"{json.dumps(labels)}[indexof({json.dumps(known)}, {at})]"


def _zero(channel: str, axis: Axis) -> Mapping[str, Any]:
    """The line from which lengths are read, drawn stronger than the grid where it lies within the plot."""
    datum = [{"zero": 0}] if float(axis.low) <= 0 <= float(axis.high) else []
    mark = {"type": "rule", "strokeWidth": 1}
    other = "x" if channel == "y" else "y"
    encoding = {channel: {"field": "zero", "type": "quantitative"}, other: None, "color": {"value": _ZERO}}
    return {"data": {"values": datum}, "mark": mark, "encoding": encoding}


def _room(ticks: Sequence[Tick]) -> int:
    return max(text_width(tick.label) for tick in ticks) + _TICK_GAP + 4


def _thinned(names: Sequence[str], width: int, each: int) -> list[str]:
    """Return so many of the names, evenly, as find room beside one another."""
    every = max(1, -(-len(names) * each // width))
    return list(names[::every])


def _cut(text: str, width: int) -> str:
    if text_width(text) <= width:
        return text
    kept = next((text[:end] for end in range(len(text), 0, -1) if text_width(text[:end]) + FONT <= width), text[:1])
    return f"{kept.rstrip()}…"


def _wrapped(text: str, width: int) -> list[str]:
    """Break a name over at most three lines of a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 3:
        lines = [*lines[:2], " ".join(lines[2:])]
    return [_cut(line, width) for line in lines]
