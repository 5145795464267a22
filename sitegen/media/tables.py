"""Columns of a grid to an HTML table, in the digits and with the separators of a language."""

import unicodedata
from collections.abc import Sequence
from html import escape

from sitegen.language import show_decimal, show_period
from sitegen.media.columns import Numbers, Times, read_numbers, read_times
from sitegen.media.csv import Grid, ascii_digits, is_blank
from sitegen.model.charts import ChartSpec

_RIGHT = frozenset({"R", "AL"})


def table_html(spec: ChartSpec, grid: Grid, columns: Sequence[int], lang: str, is_rtl: bool) -> str:
    """Write the table of some columns; the first names the rows."""
    shown = [_column(spec, grid, column, lang, is_rtl) for column in columns]
    names = [_isolated(grid.names[column], is_rtl) for column in columns]
    head = "".join(f'<th scope="col"{mark}>{name}</th>' for name, (mark, _) in zip(names, shown, strict=True))
    rows = []
    for cells in zip(*(cells for _, cells in shown), strict=True):
        first, *rest = cells
        row = f'<th scope="row"{shown[0][0]}>{first}</th>' if first else "<td></td>"
        row += "".join(f"<td{mark}>{cell}</td>" for cell, (mark, _) in zip(rest, shown[1:], strict=True))
        rows.append(f"<tr>{row}</tr>\n")
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"


def _column(spec: ChartSpec, grid: Grid, column: int, lang: str, is_rtl: bool) -> tuple[str, list[str]]:
    """Return the attribute of a column's cells, and the cells; numbers and times as the language writes them."""
    cells = [row[column] for row in grid.rows]
    times = read_times(grid, column)
    if isinstance(times, Times):
        return "", [show_period(day, times.step, lang) if day else "" for day in times.values]
    numbers = None if _is_code(cells) else read_numbers(grid, column, spec.decimal)
    if isinstance(numbers, Numbers) and any(value is not None for value in numbers.values):
        texts = [
            escape(cell) if value is None else show_decimal(value, numbers.places, lang, numbers.is_percent)
            for value, cell in zip(numbers.values, cells, strict=True)
        ]
        return ' class="align-right"', texts
    return "", [_isolated(cell, is_rtl) for cell in cells]


def _is_code(cells: Sequence[str]) -> bool:
    """Tell numbers that are names: with zeros in front, or longer than any amount."""
    plain = [ascii_digits(cell) for cell in cells if not is_blank(cell)]
    return any(cell.isdigit() and ((len(cell) > 1 and cell[0] == "0") or len(cell) > 15) for cell in plain)


def _isolated(text: str, is_rtl: bool) -> str:
    """Keep a text that runs the other way from what surrounds it apart."""
    directions = {unicodedata.bidirectional(c) for c in text}
    is_other = "L" in directions if is_rtl else bool(directions & _RIGHT)
    return f"<bdi>{escape(text)}</bdi>" if is_other else escape(text)
