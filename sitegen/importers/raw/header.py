"""The first lines of a raw text -> headline, byline and day; all lines below them are the body.

The byline is looked for near the top; a headline that is said again, also with small differences, is said once.
"""

import re
from difflib import SequenceMatcher

from msgspec import Struct

from sitegen.importers.raw.byline import Byline, read_byline
from sitegen.importers.raw.dates import DateFound, DateOrder, read_date
from sitegen.importers.raw.lines import Line
from sitegen.urls import fold, slugify

_LINES = 5
_LONGEST_HEADLINE = 300
_ALIKE = 0.85
_MARKS = re.compile(r"[^\w\s]+")


class RawHeader(Struct, frozen=True):
    """`body` is all that is left; `question` says what must be decided; `notes` are (line, words)."""

    title: str
    byline: Byline | None
    date: DateFound
    body: list[Line]
    question: str = ""
    notes: tuple[tuple[int, str], ...] = ()


def read_header(lines: list[Line], order: DateOrder | None = None) -> RawHeader:
    """Read the header of a text's lines; a text without any line has an empty title."""
    top = [line for line in lines if line.text][:_LINES]
    at, byline = _find_byline(top, order)
    title = next((line for i, line in enumerate(top) if i != at), Line(0, ""))
    date = byline.date if byline else DateFound()
    taken = {title.number, top[at].number if byline else 0}
    notes = []
    for i, line in enumerate(top):
        if line.number in taken:
            continue
        if not (date.day or date.question) and (found := read_date(line.text, order)) != DateFound():
            date = found
        elif is_same_headline(title.text, line.text):
            notes += _difference(title, line)
        elif i > at:
            break
        else:
            notes.append((line.number, f'"{line.text[:60]}" stands above the byline; it is the first paragraph now'))
            continue
        taken.add(line.number)
    body = [line for line in lines if line.number not in taken]
    return RawHeader(title.text, byline, date, body, _question(title.text, byline, date), tuple(notes))


def is_same_headline(title: str, line: str) -> bool:
    """Tell whether a line says the headline again; it may be cut short with an ellipsis."""
    if len(title) > _LONGEST_HEADLINE or len(line) > 2 * len(title) + 20:
        return False
    one, other = _MARKS.sub("", fold(title)), _MARKS.sub("", fold(line))
    if one == other or (len(other) > 20 and line.endswith(("…", "...")) and one.startswith(other.strip())):
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _find_byline(top: list[Line], order: DateOrder | None) -> tuple[int, Byline | None]:
    """A byline with bars may stand lower and even first; a bare one only right under the headline."""
    for i, line in enumerate(top[:4]):
        byline = read_byline(line.text, order)
        is_near = i == 1 or (i == 2 and is_same_headline(top[0].text, top[1].text))
        if byline and (is_near or "|" in line.text):
            return i, byline
    return 0 if not top else -1, None


def _difference(title: Line, line: Line) -> list[tuple[int, str]]:
    if fold(title.text) == fold(line.text):
        return []
    return [(line.number, f'the headline is repeated as "{line.text}"; the first form was kept')]


def _question(title: str, byline: Byline | None, date: DateFound) -> str:
    if not slugify(title):
        return f'the first line, "{title}", has no word: put the headline there'
    if len(title) > _LONGEST_HEADLINE:
        return f'the first line, "{title[:60]}…", is too long for a headline: put the headline on a line of its own'
    if byline and byline.question:
        return byline.question
    if date.question:
        return date.question
    return (
        "" if date.day else "it has no date: write one at the end of the byline, as in By NAME | ROLE | 10 April 2018"
    )
