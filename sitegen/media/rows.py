"""A plot of names to its drawing: a row for each name, with bars or dots."""

from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.language import show_compact, show_decimal
from sitegen.media.lettering import FONT, LINE, text_width, wrapped
from sitegen.media.parts import (
    EDGE,
    LABEL,
    ROW,
    SHAPES,
    TICK_GAP,
    Drawing,
    Frame,
    axis_at,
    band_scale,
    bar_mark,
    by_series,
    colour_of,
    draw_with,
    grouping,
    is_stacked,
    reach_of,
    scale_of,
    values_of,
    zero_line,
)
from sitegen.media.plots import Plot
from sitegen.media.ticks import COMPACT_FROM, Tick, fitting_axis, number_axis


def describe_rows(plot: Plot, width: int, lang: str) -> Drawing:
    """Describe bars or dots in so many pixels; bars of a single series have their numbers beside them."""
    names = {str(x): wrapped(str(x), round(width * 0.36)) for x in plot.xs}
    is_dot, is_single = plot.spec.kind == "dot", len(plot.series) == 1
    texts = [_short(point.y, plot, lang) for point in plot.points] if is_single and not is_dot else []
    left, right = _beside(plot, texts)
    frame = _frame(names, plot, width, left, right)
    reach = [point.y for point in plot.points] if is_dot else reach_of(plot)
    x = fitting_axis(
        lambda most: number_axis(reach, most, lang, not is_dot, plot.is_percent), frame.width // 60, frame.width
    )
    ticks = [Tick(name, "\n".join(lines)) for name, lines in names.items()]
    padding = TICK_GAP + left
    extra = {"grid": is_dot, "labelPadding": padding, "labelLineHeight": LINE, "labelBaseline": "middle"}
    y_axis = axis_at(ticks, extra)
    encoding: dict[str, Any] = {
        "y": {
            "field": "x",
            "type": "ordinal",
            "scale": band_scale(plot),
            "axis": {**y_axis, "labelExpr": f"split({y_axis['labelExpr']}, '\\n')"},
        },
        "x": {
            "field": "y",
            "type": "quantitative",
            "scale": scale_of(x),
            "axis": axis_at(x.ticks, {"grid": not is_dot}),
        },
        "color": by_series(plot, [colour_of(number) for number in range(len(plot.series))]),
    }
    if is_dot:
        mark = {"type": "point", "filled": True, "size": 90, "opacity": 1}
        dots = {"mark": mark, "encoding": {"shape": by_series(plot, list(SHAPES))}}
        return draw_with(values_of(plot), encoding, [dots], frame)
    encoding |= grouping(plot, "yOffset")
    layers: list[Mapping[str, Any]] = [{"mark": bar_mark(plot)}, zero_line("x", x)]
    if texts:
        layers += [_numbers("datum.y >= 0", "left", 5), _numbers("datum.y < 0", "right", -5)]
        return draw_with(
            [{**value, "text": text} for value, text in zip(values_of(plot), texts, strict=True)],
            encoding,
            layers,
            frame,
        )
    return draw_with(values_of(plot), encoding, layers, frame)


def _short(value: float, plot: Plot, lang: str) -> str:
    """Write a number beside its bar; the table has it to the last digit."""
    if abs(value) >= COMPACT_FROM and not plot.is_percent:
        return show_compact(value, lang)
    return show_decimal(value, plot.places, lang, plot.is_percent)


def _beside(plot: Plot, texts: Sequence[str]) -> tuple[int, int]:
    """Return the room that numbers need at the left and at the right of the bars."""
    if not texts:
        return 0, 14
    written = list(zip(plot.points, texts, strict=True))
    left = max((text_width(text) + 8 for point, text in written if point.y < 0), default=0)
    return left, max((text_width(text) + 8 for point, text in written if point.y >= 0), default=14)


def _frame(names: Mapping[str, Sequence[str]], plot: Plot, width: int, left: int, right: int) -> Frame:
    beside = max(text_width(line) for lines in names.values() for line in lines) + TICK_GAP + 4 + left
    bars = 1 if plot.spec.kind == "dot" or is_stacked(plot) else len(plot.series)
    row = max(ROW * max(map(len, names.values())) + 8, 28, 15 * bars + 10)
    return Frame(width - beside - right - EDGE, row * len(names), beside, right + EDGE, top=6)


def _numbers(of: str, align: str, shift: int) -> Mapping[str, Any]:
    mark = {"type": "text", "align": align, "dx": shift, "baseline": "middle", "fontSize": FONT}
    encoding = {"text": {"field": "text"}, "color": {"value": LABEL}}
    return {"transform": [{"filter": of}], "mark": mark, "encoding": encoding}
