"""Dates as bylines write them -> YYYY-MM-DD. What can be read in two ways is told apart, never guessed."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

DateOrder = Literal["dmy", "mdy"]

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {short: number for number, name in enumerate(_NAMES, 1) for short in (name.lower(), name[:3].lower())} | {
    "sept": 9
}
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_MONTH = rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:,? +(?:at +)?\d{1,2}:\d{2}(?::\d{2})? ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,5})?|T\d{2}:\d{2}\S{0,20})?"

_MONTH_FIRST = re.compile(rf"{_DAY}{_MONTH} +{_ORDINAL},? +(\d{{4}}){_TIME}", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"{_DAY}{_ORDINAL}(?: +of)?[ -]+{_MONTH},?[ -]+(\d{{4}}){_TIME}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_DAY}(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.IGNORECASE)
_LOOKS_DATED = re.compile(r"[\w .,/-]{0,20}\b(?:1[89]|20)\d\d\b[\w .,:/-]{0,20}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")


class DateFound(Struct, frozen=True):
    """A day, or what must be asked; both empty for what is no date."""

    day: str = ""
    question: str = ""


def read_date(text: str, order: DateOrder | None = None) -> DateFound:
    """Read a date that is all of a text; `order` settles those in numbers that could be read in two ways."""
    text = text.strip().strip("|").strip()
    if len(text) > 60:
        return DateFound()
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(text, found[3], _MONTHS[found[1].lower()], found[2])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(text, found[3], _MONTHS[found[2].lower()], found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(text, found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _numbers(text, int(found[1]), int(found[3]), found[4], order)
    return DateFound()


def looks_dated(text: str) -> bool:
    """Tell whether a short text seems to be meant as a date, though `read_date` cannot read it."""
    return len(text) <= 40 and _LOOKS_DATED.fullmatch(text.strip()) is not None and bool(re.search(r"\d", text))


def _numbers(text: str, first: int, second: int, year: str, order: DateOrder | None) -> DateFound:
    if first == second or not 1 <= first <= 12 or (order == "dmy" and second <= 12):
        return _day(text, year, second, first)
    if not 1 <= second <= 12 or order == "mdy":
        return _day(text, year, first, second)
    return DateFound(
        question=f'the date "{text}" is {first} {_NAMES[second - 1]} or {second} {_NAMES[first - 1]} {year}: '
        "say which with --date-order dmy or --date-order mdy, or write the month as a word"
    )


def _day(text: str, year: int | str, month: int | str, day: int | str) -> DateFound:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return DateFound(question=f'the date "{text}" does not exist: correct it')
    if not 1800 <= found.year < 2200:
        return DateFound(question=f'the year of the date "{text}" cannot be meant: correct it')
    return DateFound(found.isoformat())
