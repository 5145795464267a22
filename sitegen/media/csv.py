"""The bytes of a CSV file, however it was saved, to a grid of texts under the names of its columns.

What cannot be read for certain is a problem with its row and column, named as a spreadsheet names them, and nothing is
guessed that could change a number.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.urls import nfc

MOST_BYTES = 20_000_000
MOST_ROWS = 2_000
"""More rows than this are no chart and no table that anybody reads on a page."""
MOST_COLUMNS = 100

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS = ("\t", ";", "|", ",")
"""What may stand between cells; where two fit alike the first, since commas stand in numbers and sentences too."""
_SAMPLE = 50
_SEPARATOR_LINE = re.compile("sep=(.)\r?\n", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Grid(Struct, frozen=True):
    """A file of data: the names of the columns, the rows below with a cell for each, and where each row stands.

    `numbers` are those that a spreadsheet shows beside the rows, `lines` are lines of the file.
    """

    path: str
    delimiter: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()

    def problem(self, row: int, column: int, message: str, hint: str = "") -> Problem:
        """Make the problem of one cell, given by its place in `rows`."""
        place = f"row {self.numbers[row]}, column {letters(column)} ({self.names[column]})"
        return Problem(Location(self.path, self.lines[row]), "bad-data", f"{place}: {message}", hint)


def letters(column: int) -> str:
    """Return the name that spreadsheets give a column: 0 is A, 26 is AA."""
    rest, last = divmod(column, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def read_csv(data: bytes, path: str) -> Grid | Problem:
    """Read a file; the first thing that is wrong with it is returned in its place."""
    if len(data) > MOST_BYTES:
        return too_large(path, len(data))
    text = _decoded(data, path)
    if isinstance(text, Problem):
        return text
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else _delimiter_of(text)
    try:
        return _grid(list(_records(text, delimiter, bool(told))), delimiter, path)
    except _Malformed as fault:
        return fault.problem(path)


def too_large(path: str, size: int) -> Problem:
    """Make the problem of a file that is larger than any that is read."""
    message = f'"{path}" has {size / 1e6:.0f} MB, more than the {MOST_BYTES / 1e6:.0f} MB that a page is made from'
    return Problem(Location(path), "bad-data", message, "keep what the page shows, and offer the whole as a download")


class _Malformed(Exception):
    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint

    def problem(self, path: str) -> Problem:
        return Problem(Location(path, self.line), "bad-data", self.message, self.hint)


def _decoded(data: bytes, path: str) -> str | Problem:
    bom, codec = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    if not codec:
        codec = _wide_codec(data[:4096]) or "utf-8"
    try:
        text = data[len(bom) :].decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start + len(bom)) + 1
        wrong = data[len(bom) :][error.start : error.start + 1].hex()
        message = f'the byte "{wrong}" is no {codec.upper().removesuffix("-LE").removesuffix("-BE")}'
        return Problem(Location(path, line), "bad-encoding", message, 'save it as "CSV UTF-8"')
    if "\x00" in text:
        message = f'"{path}" is no text: it holds a zero byte'
        return Problem(
            Location(path, text.count("\n", 0, text.index("\x00")) + 1), "bad-data", message, "save it as CSV"
        )
    return text


def _wide_codec(head: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes: every other one, in a file of Latin names or digits."""
    for codec, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(head) > 3 and head[first::2].count(0) > 0.4 * len(head) / 2 and not head[1 - first :: 2].count(0):
            return codec
    return ""


def _delimiter_of(text: str) -> str:
    """Return the sign that divides most rows as it divides the first."""

    def fit(delimiter: str) -> int:
        counts = []
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter, strict=True)
        try:
            counts = [len(record) for record, _ in zip(reader, range(_SAMPLE), strict=False) if record]
        except csv.Error:
            return 0
        return sum(count == counts[0] for count in counts) if counts and counts[0] > 1 else 0

    best = max(_DELIMITERS, key=fit)
    return best if fit(best) else ","


def _records(text: str, delimiter: str, has_separator_line: bool) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the number of each row, the line on which it begins, and its cells; rows without any text are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if has_separator_line:
        next(reader)
    number = line = 0
    try:
        line = reader.line_num + 1
        for record in reader:
            number += 1
            cells = [_clean(cell) for cell in record]
            if any(cells):
                yield number, line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"row {number + 1}: {_WORDS.get(str(error), str(error))}"
        raise _Malformed(line, message, 'a quotation mark inside a cell is written twice: ""') from None


_WORDS = {"unexpected end of data": 'the quotation mark " that opens a cell is never closed'}


def _clean(cell: str) -> str:
    return nfc(" ".join(_CONTROLS.sub("", cell).split()))


def _grid(records: Sequence[tuple[int, int, list[str]]], delimiter: str, path: str) -> Grid:
    if len(records) < 2:
        hint = "the first row holds the names of the columns, the rows below it the data"
        raise _Malformed(0, f'"{path}" has no rows of data', hint)
    if len(records) - 1 > MOST_ROWS:
        message = f'"{path}" has {len(records) - 1:,} rows, more than the {MOST_ROWS:,} that a page can show'
        raise _Malformed(
            records[MOST_ROWS + 1][1], message, "keep what the page shows, and offer the whole as a download"
        )
    names = _without_tail(records[0][2])
    _check_names(names, *records[0][:2])
    rows = [(number, line, _fitted(cells, names, number, line, delimiter)) for number, line, cells in records[1:]]
    return Grid(
        path=path,
        delimiter=delimiter,
        names=names,
        rows=tuple(cells for _, _, cells in rows),
        numbers=tuple(number for number, _, _ in rows),
        lines=tuple(line for _, line, _ in rows),
    )


def _without_tail(cells: Sequence[str]) -> tuple[str, ...]:
    """Drop empty cells at the end, which spreadsheets write for columns that were once used."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return tuple(cells[:last])


def _check_names(names: Sequence[str], number: int, line: int) -> None:
    if len(names) > MOST_COLUMNS:
        message = f"row {number} names {len(names)} columns, more than the {MOST_COLUMNS} that a page can show"
        raise _Malformed(line, message, "keep those that the page shows")
    for column, name in enumerate(names):
        if not name:
            message = f"row {number}, column {letters(column)} is empty: the column has no name"
            raise _Malformed(line, message, "the first row must name every column")


def _fitted(cells: Sequence[str], names: Sequence[str], number: int, line: int, delimiter: str) -> tuple[str, ...]:
    """Return as many cells as there are names; a row of another length is refused, since its cells may be shifted."""
    short = _without_tail(cells)
    if len(short) <= len(names) <= len(cells):
        return tuple(cells[: len(names)])
    count = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
    message = f'row {number} has {count} where the first row names {len(names)} columns: it begins "{cells[0][:40]}"'
    hint = "give every row as many cells as the first"
    if delimiter == "," and len(cells) > len(names):
        hint = 'put a cell with a comma in it into quotes: "1,5"'
    raise _Malformed(line, message, hint)


def is_blank(cell: str) -> bool:
    """Tell whether a cell says that there is no value."""
    return cell.casefold() in _BLANK


_BLANK = frozenset({"", "-", "–", "—", "−", "..", "...", "…", ":", "n/a", "#n/a", "n.a.", "na", "nan", "null", "none"})


def ascii_digits(text: str) -> str:
    """Return the text with digits of every script as ASCII ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
