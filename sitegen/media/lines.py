"""A plot along two axes to its drawing: lines, dots, and bars that stand in time."""

from collections.abc import Mapping
from typing import Any

from sitegen.language import show_period
from sitegen.media.lettering import cut, text_width, thinned
from sitegen.media.parts import (
    AXIS,
    DASHES,
    EDGE,
    SHAPES,
    Drawing,
    Frame,
    axis_at,
    band_scale,
    bar_mark,
    by_series,
    colour_of,
    draw_with,
    grouping,
    lookup,
    reach_of,
    room_beside,
    scale_of,
    values_of,
    zero_line,
)
from sitegen.media.plots import Plot
from sitegen.media.ticks import Tick, fitting_axis, number_axis, time_axis

_MOST_MARKERS = 24
"""With more points than this on a line its markers hide it."""


def describe_lines(plot: Plot, width: int, lang: str) -> Drawing:
    """Describe lines, or dots along two axes of numbers, in so many pixels."""
    y = number_axis([point.y for point in plot.points], 6, lang, False, plot.is_percent)
    left = room_beside(y.ticks)
    inner = width - left - EDGE - 10
    frame = Frame(inner, round(min(300, max(220, inner * 0.6))), left, EDGE + 10)
    x, scale = _x_axis(plot, frame.width, lang)
    is_line = plot.spec.kind == "line"
    symbol = {"type": "point", "filled": True, "size": 46, "opacity": 1 if is_line else 0.75}
    layers: list[Mapping[str, Any]] = [zero_line("y", y)]
    if is_line:
        mark = {"type": "line", "strokeWidth": 2.25, "strokeCap": "round", "strokeJoin": "round"}
        layers.append({"mark": mark, "encoding": {"strokeDash": by_series(plot, [list(each) for each in DASHES])}})
    if not is_line or len(plot.xs) <= _MOST_MARKERS:
        layers.append({"mark": symbol, "encoding": {"shape": by_series(plot, list(SHAPES))}})
    encoding = {
        "x": {"field": "x", "type": scale["of"], "scale": scale["scale"], "axis": x},
        "y": {"field": "y", "type": "quantitative", "scale": scale_of(y), "axis": axis_at(y.ticks, {"grid": True})},
        "color": by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
    }
    return draw_with(values_of(plot), encoding, layers, frame)


def _x_axis(plot: Plot, width: int, lang: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    line = {
        "grid": False,
        "domain": True,
        "domainColor": AXIS,
        "ticks": True,
        "tickColor": AXIS,
        "labelPadding": 4,
        "labelAngle": 0,
    }
    if plot.scale == "text":
        labels = {str(x): cut(str(x), max(40, width // max(1, len(plot.xs)) - 6)) for x in plot.xs}
        shown = thinned([str(x) for x in plot.xs], width, max(map(text_width, labels.values())) + 10)
        ticks = [Tick(x, labels[x]) for x in shown]
        return axis_at(ticks, line), {
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
        return {**values, "labelExpr": lookup(known, [tick.label for tick in axis.ticks], at)}, {
            "of": "temporal",
            "scale": scale,
        }
    numbers = [float(x) for x in plot.xs]
    axis = fitting_axis(lambda most: number_axis(numbers, most, lang, False), width // 60, width)
    return axis_at(axis.ticks, line), {"of": "quantitative", "scale": scale_of(axis)}


def _day(iso: float | str) -> Mapping[str, Any]:
    year, month, day = (int(part) for part in str(iso).split("-"))
    return {"year": year, "month": month, "date": day, "utc": True}


def describe_columns(plot: Plot, width: int, lang: str) -> Drawing:
    """Describe bars that stand in time, in so many pixels."""
    y = number_axis(reach_of(plot), 6, lang, True, plot.is_percent)
    left = room_beside(y.ticks)
    frame = Frame(width - left - EDGE, round(min(300, max(220, width * 0.5))), left)
    names = {str(x): show_period(str(x), plot.step, lang) for x in plot.xs}
    shown = thinned(list(names), frame.width, max(map(text_width, names.values())) + 10)
    ticks = [Tick(x, names[x]) for x in shown]
    axis = axis_at(ticks, {"grid": False, "domain": False, "labelPadding": 6, "labelAngle": 0})
    encoding = {
        "x": {"field": "x", "type": "ordinal", "scale": band_scale(plot), "axis": axis},
        "y": {"field": "y", "type": "quantitative", "scale": scale_of(y), "axis": axis_at(y.ticks, {"grid": True})},
        "color": by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
        **grouping(plot, "xOffset"),
    }
    return draw_with(values_of(plot), encoding, [{"mark": bar_mark(plot)}, zero_line("y", y)], frame)
