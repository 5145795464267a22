"""A column of texts to numbers, dates or categories: the same meaning for every cell of it, or a problem with its place.

Numbers may have thousands separators, a decimal comma, a percent sign, a currency, brackets for what is negative, and the
digits of any script. Where `1,234` may mean two things and nothing in the file tells which, that is a problem.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.media.csv import Grid, ascii_digits, is_blank

Mark = Literal["", "point", "comma"]
Step = Literal["year", "quarter", "month", "day"]


class Numbers(Struct, frozen=True):
    """The numbers of a column, None where a cell is blank; `places` is the most that any has after its decimal mark."""

    values: tuple[float | None, ...]
    places: int = 0
    is_percent: bool = False


class Times(Struct, frozen=True):
    """The days on which the times of a column begin, as YYYY-MM-DD and None where a cell is blank, and how long they last."""

    values: tuple[str | None, ...]
    step: Step


class _Doubt(Exception):
    """A cell that is no number, or may be two; by its row."""

    def __init__(self, row: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.row, self.message, self.hint = row, message, hint


# --- numbers

_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{2,3})*,\d{3}|(?:\.\d{3})+)")
_SPACED = re.compile("(?<=\\d)[ \u00a0\u202f\u2009'’](?=\\d{3}(?!\\d))")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": "\ue000", "٬": None, "،": ",", "٪": "%"})
_BODY = re.compile(r"(-|\+)?(\d[\d.,]*|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_ARABIC_MARK = "\ue000"


class _Written(Struct, frozen=True):
    """A number as written: digits with the signs between them, and what its form alone tells of the decimal mark."""

    row: int
    cell: str
    sign: str
    digits: str
    exponent: str
    mark: Mark
    doubtful: Literal["", ".", ","] = ""
    """The one sign between digits that may be either a decimal mark or a thousands separator."""
    is_percent: bool = False


def read_numbers(grid: Grid, column: int, mark: Mark = "") -> Numbers | Problem:
    """Read a column of numbers; `mark` is the decimal mark, where the author says it."""
    try:
        written = [_written(row, cells[column]) for row, cells in enumerate(grid.rows) if not is_blank(cells[column])]
        mark = mark or _mark_of(written) or _mark_of_file(grid)
        values: dict[int, Decimal] = {each.row: _value(each, mark, grid.delimiter) for each in written}
        is_percent = _is_percent(written)
    except _Doubt as doubt:
        return grid.problem(doubt.row, column, doubt.message, doubt.hint)
    places = max((-int(value.as_tuple().exponent) for value in values.values()), default=0)
    numbers = tuple(float(values[row]) if row in values else None for row in range(len(grid.rows)))
    return Numbers(numbers, max(0, places), is_percent)


def _written(row: int, cell: str) -> _Written:
    text = _SPACED.sub("", ascii_digits(cell).translate(_SIGNS)).strip()
    is_negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if is_negative else text
    bare = "".join(c for c in text if unicodedata.category(c) != "Sc").strip()
    is_percent = bare.endswith("%") or bare.startswith("%")
    bare = bare.strip("%").strip()
    has_mark = _ARABIC_MARK in bare
    found = _BODY.fullmatch(bare.replace(",", "").replace(_ARABIC_MARK, ".", 1) if has_mark else bare)
    if not found or (is_negative and found[1]):
        raise _Doubt(row, f'"{cell}" is not a number', "leave the cell empty where there is none")
    mark, doubtful = ("point", "") if has_mark else _form(row, cell, found[2])
    sign = "-" if is_negative else (found[1] or "")
    return _Written(row, cell, sign, found[2], found[3] or "", mark, doubtful, is_percent)  # type: ignore[arg-type]


def _form(row: int, cell: str, digits: str) -> tuple[Mark, str]:
    """Return the decimal mark as the form of one number shows it, and a sign in it that leaves it open."""
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return "", ""
    last = signs[-1]
    whole, _, rest = digits.rpartition(last)
    if len(set(signs)) == 2:
        if signs.count(last) > 1 or not _GROUPED.fullmatch(whole):
            raise _Doubt(row, f'"{cell}" is not a number: its digits are not in groups')
        return ("point" if last == "." else "comma"), ""
    if len(signs) > 1:
        if not _GROUPED.fullmatch(digits):
            raise _Doubt(row, f'"{cell}" is not a number: its digits are not in groups')
        return ("comma" if last == "." else "point"), ""
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        return "", last
    return ("point" if last == "." else "comma"), ""


def _mark_of(written: Sequence[_Written]) -> Mark:
    """Return the decimal mark that the numbers of a column show; that two of them disagree is a doubt."""
    first = next((each for each in written if each.mark), None)
    if first is None:
        return ""
    other = next((each for each in written if each.mark not in {"", first.mark}), None)
    if other is not None:
        message = f'"{other.cell}" has a decimal {other.mark}, "{first.cell}" above it a decimal {first.mark}'
        raise _Doubt(other.row, message, "write all numbers of a column in one way")
    return first.mark


def _mark_of_file(grid: Grid) -> Mark:
    """Return the decimal mark that other columns of numbers show; none where they disagree."""
    marks = set()
    for column in range(len(grid.names)):
        try:
            filled = [(row, cells[column]) for row, cells in enumerate(grid.rows) if not is_blank(cells[column])]
            marks |= {each.mark for each in [_written(row, cell) for row, cell in filled]}
        except _Doubt:
            continue
    marks -= {""}
    return marks.pop() if len(marks) == 1 else ""


def _value(written: _Written, mark: Mark, delimiter: str) -> Decimal:
    """Return the number. Only a program writes commas between cells, and it writes a decimal point."""
    if not mark and written.doubtful:
        if delimiter not in {",", "\t"}:
            hint = 'say in the block "decimal: comma" or "decimal: point"'
            raise _Doubt(written.row, f'"{written.cell}" may be a thousand times as much or as little', hint)
        mark = "point"
    if mark and written.mark not in {"", mark}:
        message = f'"{written.cell}" has a decimal {written.mark}, and the block says "decimal: {mark}"'
        raise _Doubt(written.row, message, "correct one of them")
    grouping, point = (".", ",") if mark == "comma" else (",", ".")
    value = Decimal(f"{written.sign}{written.digits.replace(grouping, '').replace(point, '.')}{written.exponent}")
    if value.copy_abs() >= Decimal("1e100"):
        raise _Doubt(written.row, f'"{written.cell}" is larger than any number that is drawn')
    return value


def _is_percent(written: Sequence[_Written]) -> bool:
    signed = {each.is_percent for each in written}
    if len(signed) == 2:
        odd = next(each for each in written if each.is_percent != written[0].is_percent)
        raise _Doubt(odd.row, f'"{odd.cell}" and "{written[0].cell}" differ in the sign %', "give it to all or to none")
    return signed == {True}


# --- times

_YEAR = re.compile(r"[12]\d{3}")
_MONTH = re.compile(r"([12]\d{3})[-/.](\d{1,2})")
_QUARTER = re.compile(r"([12]\d{3})[ \-/]?Q([1-4])|Q([1-4])[ \-/]?([12]\d{3})", re.IGNORECASE)
_DAY = re.compile(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_DAY_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2([12]\d{3})")


def read_times(grid: Grid, column: int) -> Times | Problem | None:
    """Read a column of years, quarters, months or days; None where it holds something else.

    A column of which all is a time but a cell or two is taken for one, and that cell is a problem. 3/4/2020 is a problem
    where no other cell tells which is the month.
    """
    cells = [ascii_digits(cells[column]) for cells in grid.rows]
    filled = [(row, cell) for row, cell in enumerate(cells) if not is_blank(cell)]
    for step, pattern in _STEPS:
        fitting = [row for row, cell in filled if pattern.fullmatch(cell)]
        if filled and len(fitting) >= 0.9 * len(filled):
            try:
                return _times(cells, filled, step, pattern)
            except _Doubt as doubt:
                return grid.problem(doubt.row, column, doubt.message, doubt.hint)
    return None


_STEPS: tuple[tuple[Step, re.Pattern[str]], ...] = (
    ("year", _YEAR),
    ("quarter", _QUARTER),
    ("day", _DAY),
    ("day", _DAY_LAST),
    ("month", _MONTH),
)


def _times(cells: Sequence[str], filled: Sequence[tuple[int, str]], step: Step, pattern: re.Pattern[str]) -> Times:
    days: dict[int, str] = {}
    is_day_first = pattern is _DAY_LAST and _is_day_first(filled)
    for row, cell in filled:
        found = pattern.fullmatch(cell)
        if not found:
            raise _Doubt(row, f'"{cell}" is not a {step} like the others', "leave the row out, or write the date")
        year, month, day = _parts(found, pattern, is_day_first)
        try:
            days[row] = date(year, month, day).isoformat()
        except ValueError:
            raise _Doubt(row, f'"{cell}" is no day of the calendar', "write it as 2020-04-30") from None
    return Times(tuple(days.get(row) for row in range(len(cells))), step)


def _parts(found: re.Match[str], pattern: re.Pattern[str], is_day_first: bool) -> tuple[int, int, int]:
    if pattern is _YEAR:
        return int(found[0]), 1, 1
    if pattern is _QUARTER:
        return int(found[1] or found[4]), 3 * int(found[2] or found[3]) - 2, 1
    if pattern is _MONTH:
        return int(found[1]), int(found[2]), 1
    if pattern is _DAY:
        return int(found[1]), int(found[3]), int(found[4])
    first, second = int(found[1]), int(found[3])
    return (int(found[4]), second, first) if is_day_first else (int(found[4]), first, second)


def _is_day_first(filled: Sequence[tuple[int, str]]) -> bool:
    """Tell 30.4.2020 from 4/30/2020 by the cells that can be only one of them; dots are never written month first."""
    found = [(row, cell, match) for row, cell in filled if (match := _DAY_LAST.fullmatch(cell))]
    day_first = [row for row, _, match in found if match[2] == "." or int(match[1]) > 12]
    month_first = [row for row, _, match in found if match[2] != "." and int(match[3]) > 12]
    if bool(day_first) == bool(month_first):
        row = (day_first or [found[0][0]])[0] if not month_first else max(day_first[0], month_first[0])
        cell = next(cell for each, cell, _ in found if each == row)
        raise _Doubt(row, f'"{cell}" may be two days: which is the month?', "write it as 2020-04-30")
    return bool(day_first)
