"""A chart as its author asks for it and a grid of data, to a plot: points with everything about them read and checked.

Whatever would draw something else than the author means is a problem, in the block or in a cell: a column that is not there,
two rows for one point, more series than readers can tell apart.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NoReturn, TypeVar

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.media.columns import Numbers, Times, read_numbers, read_times
from sitegen.media.csv import Grid, is_blank
from sitegen.media.names import find_column, find_columns
from sitegen.model.charts import ChartSpec

MOST_SERIES = 8
MOST_CATEGORIES = 60
MOST_BARS_IN_TIME = 150

Scale = Literal["time", "number", "text"]
_T = TypeVar("_T")


class Point(Struct, frozen=True):
    """One mark, of a row of the grid. `x` is a day, a number or a text by the plot's scale."""

    row: int
    x: str | float
    y: float
    series: str = ""
    size: float | None = None
    label: str = ""


class Plot(Struct, frozen=True):
    """What is to be drawn. `columns` are the places of the columns that show in it, `names` those of its two axes.

    `step` is how long the times of `x` last; `series` are in the order of the file, and one without a name where there is
    only one. A blank cell has no point.
    """

    spec: ChartSpec
    scale: Scale
    points: tuple[Point, ...]
    series: tuple[str, ...]
    columns: tuple[int, ...]
    names: tuple[str, str]
    places: int = 0
    is_percent: bool = False
    step: str = "year"
    xs: tuple[str | float, ...] = ()
    """Every `x` of the file, in its order, also those of which all cells are blank."""
    size_places: int = 0


class _Fault(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def make_plot(spec: ChartSpec, grid: Grid, source: str) -> Plot | Problem:
    """Make the plot of a chart in a source; the first thing that is wrong is returned in its place."""
    try:
        plot = _map(spec, grid, source) if spec.kind == "map" else _chart(spec, grid, source)
        _check(plot, grid, source)
    except _Fault as fault:
        return fault.problem
    return plot


def _kept(found: _T | Problem) -> _T:
    if isinstance(found, Problem):
        raise _Fault(found)
    return found


def _refuse(spec: ChartSpec, key: str, source: str, message: str, hint: str) -> NoReturn:
    raise _Fault(Problem(Location(source), "bad-data", message, hint, value=spec.mark(key)))


# --- lines, bars and dots


def _chart(spec: ChartSpec, grid: Grid, source: str) -> Plot:
    x = _kept(find_column(spec, "x", grid, source))
    ys = _kept(find_columns(spec, "y", grid, source))
    group = _kept(find_column(spec, "group", grid, source)) if spec.group else None
    if group is not None and len(ys) > 1:
        hint = "name one column of numbers under y, or leave group out"
        _refuse(spec, "group", source, f'"group" and {len(ys)} columns under "y" are two ways to make series', hint)
    scale, xs, step = _axis(spec, grid, x)
    numbers = [_kept(read_numbers(grid, y, spec.decimal)) for y in ys]
    if len({each.is_percent for each in numbers}) > 1:
        _refuse(spec, "y", source, 'some columns under "y" are percentages and some are not', "draw two charts")
    series = [grid.names[y] if len(ys) > 1 else "" for y in ys]
    points = [
        Point(row, where, value, cells[group] if group is not None else name)
        for name, each in zip(series, numbers, strict=True)
        for row, (where, value, cells) in enumerate(zip(xs, each.values, grid.rows, strict=True))
        if value is not None
    ]
    return Plot(
        spec=spec,
        scale=scale,
        points=tuple(points),
        series=tuple(dict.fromkeys(cells[group] for cells in grid.rows)) if group is not None else tuple(series),
        columns=tuple(dict.fromkeys([x, *([group] if group is not None else []), *ys])),
        names=(grid.names[x], grid.names[ys[0]] if len(ys) == 1 else ""),
        places=max(each.places for each in numbers),
        is_percent=numbers[0].is_percent,
        step=step,
        xs=tuple(dict.fromkeys(xs)),
    )


def _axis(spec: ChartSpec, grid: Grid, x: int) -> tuple[Scale, Sequence[str | float], str]:
    """Read the column along which a chart is drawn; a bar of a number stands under the number as it is written."""
    blank = next((row for row, cells in enumerate(grid.rows) if is_blank(cells[x])), None)
    if blank is not None:
        raise _Fault(
            grid.problem(blank, x, "the cell is empty, and the row has no place", "fill it, or take the row out")
        )
    times = _kept(read_times(grid, x))
    if isinstance(times, Times):
        return "time", [each or "" for each in times.values], times.step
    numbers = read_numbers(grid, x, spec.decimal) if spec.kind != "bar" else None
    if isinstance(numbers, Numbers):
        return "number", [each if each is not None else 0.0 for each in numbers.values], ""
    return "text", [cells[x] for cells in grid.rows], ""


# --- maps


def _map(spec: ChartSpec, grid: Grid, source: str) -> Plot:
    places = {key: _kept(find_column(spec, key, grid, source)) for key in ("lat", "lon")}
    more = {
        key: _kept(find_column(spec, key, grid, source)) for key in ("size", "label", "group") if getattr(spec, key)
    }
    lat, lon = (_degrees(spec, grid, places[key], most) for key, most in (("lat", 90), ("lon", 180)))
    size = _kept(read_numbers(grid, more["size"], spec.decimal)) if "size" in more else None
    points = [
        Point(
            row,
            east,
            north,
            cells[more["group"]] if "group" in more else "",
            size.values[row] if size else None,
            cells[more["label"]] if "label" in more else "",
        )
        for row, (north, east, cells) in enumerate(zip(lat, lon, grid.rows, strict=True))
    ]
    for point in points:
        if size and (point.size is None or point.size < 0):
            message = "a symbol has no size" if point.size is None else f'"{point.size:g}" is no size of a symbol'
            raise _Fault(grid.problem(point.row, more["size"], message, "fill the cell, or take the row out"))
    return Plot(
        spec=spec,
        scale="number",
        points=tuple(points),
        series=tuple(dict.fromkeys(point.series for point in points)),
        columns=tuple(
            dict.fromkeys([*(more[key] for key in ("label", "group", "size") if key in more), *places.values()])
        ),
        names=(grid.names[more["size"]] if "size" in more else "", ""),
        size_places=size.places if size else 0,
    )


def _degrees(spec: ChartSpec, grid: Grid, column: int, most: int) -> list[float]:
    numbers = _kept(read_numbers(grid, column, spec.decimal))
    for row, value in enumerate(numbers.values):
        if value is None or abs(value) > most:
            cell = grid.rows[row][column]
            message = f'"{cell}" is no place on earth: degrees from -{most} to {most}'
            raise _Fault(grid.problem(row, column, message, "write degrees as a decimal number: 35.69"))
    return [value for value in numbers.values if value is not None]


# --- what no reader could read


def _check(plot: Plot, grid: Grid, source: str) -> None:
    spec = plot.spec
    if not plot.points:
        _refuse(
            spec, "src", source, f'"{grid.path.rpartition("/")[2]}" has no number to draw', "look at the column under y"
        )
    if len(plot.series) > MOST_SERIES:
        message = f"{len(plot.series)} series are more than the {MOST_SERIES} that readers can tell apart"
        _refuse(
            spec, "group" if spec.group else "y", source, message, "keep the important ones, or draw several charts"
        )
    if "" in plot.series and (spec.group or len(plot.series) > 1):
        row = next(point.row for point in plot.points if not point.series)
        column = _kept(find_column(spec, "group", grid, source))
        raise _Fault(grid.problem(row, column, "the cell is empty, and the row has no series", "fill it"))
    most = MOST_BARS_IN_TIME if plot.scale == "time" else MOST_CATEGORIES
    if (plot.scale == "text" or spec.kind == "bar") and len(plot.xs) > most:
        message = f'{len(plot.xs)} names under "{plot.names[0]}" are more than the {most} that a chart has room for'
        _refuse(spec, "x", source, message, "keep the important ones, or make a table")
    if not (spec.kind == "map" or (spec.kind == "dot" and plot.scale == "number")):
        for first, second in _doubles(plot.points):
            column = grid.names.index(plot.names[0])
            message = f"row {grid.numbers[first.row]} has the same place in the chart"
            raise _Fault(
                grid.problem(second.row, column, message, 'take one out, or say "group: …" if they are two series')
            )
    if spec.bars == "stacked" and any(point.y < 0 for point in plot.points):
        negative = next(point for point in plot.points if point.y < 0)
        message = f"row {grid.numbers[negative.row]} is below zero, and cannot be stacked"
        _refuse(spec, "bars", source, message, "leave bars: stacked out")


def _doubles(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    seen: dict[tuple[str | float, str], Point] = {}
    for point in points:
        if (point.x, point.series) in seen:
            yield seen[point.x, point.series], point
        seen[point.x, point.series] = point
