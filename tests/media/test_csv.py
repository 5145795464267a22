"""Messy CSV files are read as what they mean; what may mean two things is refused with its row and column."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import Problem
from sitegen.media.columns import Numbers, Times, read_numbers, read_times
from sitegen.media.csv import MOST_ROWS, Grid, letters, read_csv

PATH = "content/articles/oil.csv"
ROWS = (("2019", "1.5"), ("2020", "2.5"))


def grid_of(text: str | bytes) -> Grid:
    grid = read_csv(text.encode() if isinstance(text, str) else text, PATH)
    assert isinstance(grid, Grid), str(grid)
    return grid


def fault_of(text: str | bytes) -> str:
    found = read_csv(text.encode() if isinstance(text, str) else text, PATH)
    assert isinstance(found, Problem)
    return str(found)


PLAIN = "year,Öl\n2019,1.5\n2020,2.5\n"
SAME = {
    "plain": PLAIN.encode(),
    "a mark of UTF-8": b"\xef\xbb\xbf" + PLAIN.encode(),
    "UTF-16 with its mark": PLAIN.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-le"),
    "lines of Windows": PLAIN.replace("\n", "\r\n").encode(),
    "lines of old Macs": PLAIN.replace("\n", "\r").encode(),
    "no last line end": PLAIN.rstrip().encode(),
    "semicolons": PLAIN.replace(",", ";").encode(),
    "tabs": PLAIN.replace(",", "\t").encode(),
    "bars": PLAIN.replace(",", "|").encode(),
    "Excel's line": ("sep=;\r\n" + PLAIN.replace(",", ";")).encode(),
    "quotes around all": b'"year","\xc3\x96l"\n"2019","1.5"\n"2020","2.5"\n',
    "blanks around cells": "year , Öl\n 2019,1.5 \n2020,\u00a02.5\n".encode(),
    "empty rows": "year,Öl\n\n2019,1.5\n,\n2020,2.5\n\n\n".encode(),
    "empty columns at the end": "year,Öl,,\n2019,1.5,,\n2020,2.5,,\n".encode(),
    "letters in two pieces": "year,O\u0308l\n2019,1.5\n2020,2.5\n".encode(),
}


@pytest.mark.parametrize("name", SAME)
def test_file_is_read_however_it_was_saved(name: str) -> None:
    grid = grid_of(SAME[name])
    assert (grid.names, grid.rows) == (("year", "Öl"), ROWS)


def test_rows_keep_the_numbers_and_lines_that_a_spreadsheet_and_an_editor_show() -> None:
    grid = grid_of('a,b\n"one\ntwo",1\n\nthree,2\n')
    assert grid.rows == (("one two", "1"), ("three", "2"))
    assert grid.numbers == (2, 4)
    assert grid.lines == (2, 5)


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


FAULTS = {
    "": "no rows of data",
    "a,b\n": "no rows of data",
    "a,b\n1,2\n3\n": 'oil.csv:3: error: row 3 has 1 cell where the first row names 2 columns: it begins "3"',
    "a,b\n1,2\n2019,1,5\n": 'row 3 has 3 cells where the first row names 2 columns: it begins "2019"',
    "a,,c\n1,2,3\n": "row 1, column B is empty: the column has no name",
    'a,b\n1,2\n"3,4\n5,6\n': 'oil.csv:3: error: row 3: the quotation mark " that opens a cell is never closed',
    "a,b\n1,\x002\n": "holds a zero byte",
    ",".join("abcdefghij" * 11) + "\n1\n": "names 110 columns",
}


@pytest.mark.parametrize(("text", "message"), FAULTS.items())
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str) -> None:
    assert message in fault_of(text)


def test_decimal_comma_between_commas_is_told_with_the_remedy() -> None:
    assert 'put a cell with a comma in it into quotes: "1,5"' in fault_of("a,b\n2019,1,5\n")


def test_other_encoding_is_told_with_the_line_and_the_byte() -> None:
    assert 'oil.csv:2: error: the byte "d6" is no UTF-8' in fault_of("a,b\nÖ,1\n".encode("cp1252"))
    assert 'save it as "CSV UTF-8"' in fault_of("a,b\nÖ,1\n".encode("cp1252"))


def test_file_of_100_000_rows_is_refused_with_its_length() -> None:
    text = "a,b\n" + "".join(f"{number},1\n" for number in range(100_000))
    assert f"has 100,000 rows, more than the {MOST_ROWS:,} that a page can show" in fault_of(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_grid_or_a_problem(data: bytes) -> None:
    grid = read_csv(data, PATH)
    if isinstance(grid, Grid):
        assert {len(row) for row in grid.rows} == {len(grid.names)}
        for column in range(len(grid.names)):
            read_numbers(grid, column)
            read_times(grid, column)


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp")), min_size=1, max_size=8
)


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=5)))
def test_what_a_program_writes_is_read_back(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read_csv(file.getvalue().encode(), PATH)
    assert isinstance(grid, Grid)
    assert len(grid.rows) == len(rows) - 1


# --- numbers


def numbers_of(cells: list[str], delimiter: str = ",", **options: str) -> Numbers | Problem:
    rows = tuple((cell,) for cell in cells)
    grid = Grid(PATH, delimiter, ("price",), rows, tuple(range(2, len(rows) + 2)), tuple(range(2, len(rows) + 2)))
    return read_numbers(grid, 0, **options)  # type: ignore[arg-type]


NUMBERS = [
    (["1", "-2", "+3", "1e3"], [1, -2, 3, 1000]),
    (["1.5", "", "n/a", "–", "..", "2"], [1.5, None, None, None, None, 2]),
    (["1,234.5", "1,234"], [1234.5, 1234]),
    (["1.234,5", "1.234"], [1234.5, 1234]),
    (["1,5", "1,234"], [1.5, 1.234]),
    (["0.123", "1.234"], [0.123, 1.234]),
    (["0,123"], [0.123]),
    (["1.234.567"], [1234567]),
    (["12,34,567"], [1234567]),
    (["1 234", "1\u00a0234 567,5", "1\u202f000", "1’000"], [1234, 1234567.5, 1000, 1000]),
    (["−5", "(1,234.0)", "$1,200", "1200 €"], [-5, -1234, 1200, 1200]),
    (["١٬٢٣٤٫٥", "۱۲۳"], [1234.5, 123]),
    (["٣,٥"], [3.5]),
    (["٪١٢", "5%"], [12, 5]),
    ([".5", "1.234"], [0.5, 1.234]),
]


@pytest.mark.parametrize(("cells", "values"), NUMBERS)
def test_numbers_are_read_as_people_write_them(cells: list[str], values: list[float | None]) -> None:
    numbers = numbers_of(cells, ";")
    assert isinstance(numbers, Numbers), str(numbers)
    assert list(numbers.values) == values


def test_percent_is_known_and_places_are_counted() -> None:
    numbers = numbers_of(["12.50%", "3%"])
    assert numbers == Numbers((12.5, 3.0), 2, True)


@pytest.mark.parametrize(("cell", "value"), [("1,234", 1234), ("1.234", 1.234)])
def test_number_that_may_be_two_is_read_where_the_file_tells_which(cell: str, value: float) -> None:
    assert numbers_of([cell], ",") == Numbers((value,), 0 if value > 2 else 3)
    doubt = numbers_of([cell], ";")
    assert isinstance(doubt, Problem)
    assert f'row 2, column A (price): "{cell}" may be a thousand times as much or as little' in doubt.message
    mark = "comma" if cell == "1,234" else "point"
    assert numbers_of([cell], ";", mark=mark) == Numbers((1.234,), 3)


def test_other_columns_tell_the_decimal_mark() -> None:
    grid = grid_of("a;b;day\n1,5;1,234;01.02.2020\n2,5;2,345;02.02.2020\n")
    assert read_numbers(grid, 1) == Numbers((1.234, 2.345), 3)


BAD_NUMBERS = [
    (["1", "two"], 'row 3, column A (price): "two" is not a number'),
    (["1.5", "1,5"], '"1,5" has a decimal comma, "1.5" above it a decimal point'),
    (["5%", "5"], '"5" and "5%" differ in the sign %'),
    (["12,34.5"], "its digits are not in groups"),
    (["1.2.3"], "its digits are not in groups"),
    (["inf"], "is not a number"),
    (["1e99", "1e100"], "is larger"),
    (["0x10"], "is not a number"),
    (["1,2,3"], "not in groups"),
]


@pytest.mark.parametrize(("cells", "message"), BAD_NUMBERS)
def test_what_is_no_number_is_told_with_row_and_column(cells: list[str], message: str) -> None:
    problem = numbers_of(cells)
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.location.line == len(cells) + 1


@given(st.integers(-(10**12), 10**12), st.sampled_from([(",", "."), (".", ","), ("\u202f", ","), ("’", ".")]))
def test_number_written_in_any_house_style_is_read_back(cents: int, style: tuple[str, str]) -> None:
    grouping, point = style
    text = f"{cents / 100:,.2f}".replace(",", "G").replace(".", point).replace("G", grouping)
    assert numbers_of([text], ";") == Numbers((cents / 100,), 2)


# --- times


def times_of(*cells: str) -> Times | Problem | None:
    return read_times(grid_of("t,x\n" + "".join(f"{cell},1\n" for cell in cells)), 0)


TIMES = [
    (("2019", "2020"), "year", ("2019-01-01", "2020-01-01")),
    (("۱۳۹۹", "1400"), "year", ("1399-01-01", "1400-01-01")),
    (("2019 Q1", "Q2 2020"), "quarter", ("2019-01-01", "2020-04-01")),
    (("2019-01", "2020/2"), "month", ("2019-01-01", "2020-02-01")),
    (("2019-01-31", "2020/2/1", "2020-02-03 10:00"), "day", ("2019-01-31", "2020-02-01", "2020-02-03")),
    (("31.1.2019", "01.02.2020"), "day", ("2019-01-31", "2020-02-01")),
    (("31/1/2019", "1/2/2020"), "day", ("2019-01-31", "2020-02-01")),
    (("1/31/2019", "1/2/2020"), "day", ("2019-01-31", "2020-01-02")),
]


@pytest.mark.parametrize(("cells", "step", "values"), TIMES)
def test_times_are_read_as_people_write_them(cells: tuple[str, ...], step: str, values: tuple[str, ...]) -> None:
    times = times_of(*cells)
    assert isinstance(times, Times), str(times)
    assert (times.step, times.values) == (step, values)


def test_words_and_other_numbers_are_no_times() -> None:
    assert times_of("Iran", "Iraq") is None
    assert times_of("12.5", "300") is None


BAD_TIMES = [
    (("1/2/2019", "3/4/2019"), 'row 2, column A (t): "1/2/2019" may be two days'),
    (("13/1/2019", "1/13/2019"), 'row 3, column A (t): "1/13/2019" may be two days'),
    (("2019-02-30",), '"2019-02-30" is no day of the calendar'),
    (("2019-13",), '"2019-13" is no day of the calendar'),
    ((*(str(year) for year in range(2000, 2012)), "about 2012"), 'row 14, column A (t): "about 2012" is not a year'),
]


@pytest.mark.parametrize(("cells", "message"), BAD_TIMES)
def test_time_that_is_none_or_two_is_told_with_row_and_column(cells: tuple[str, ...], message: str) -> None:
    problem = times_of(*cells)
    assert isinstance(problem, Problem)
    assert message in problem.message
