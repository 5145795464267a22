"""A byline (`By NAME | ROLE - ORG | Apr 10, 2018`) -> people, their positions, and the day.

A line is taken for a byline only if all of it reads as one; what it leaves open is a question, never a guess.
"""

import re

from msgspec import Struct

from sitegen.importers.raw.dates import DateFound, DateOrder, looks_dated, read_date
from sitegen.importers.raw.people import Names, RawPerson, is_name, is_position, split_names, split_position

_BY = re.compile(r"by\b[ :]*", re.IGNORECASE)
_BARS = re.compile(r"\s*[|│｜¦]\s*")
_LONGEST = 600
_LONGEST_BARE = 160


class Byline(Struct, frozen=True):
    """`question` is what must be decided before the text can be imported; `notes` are worth a look."""

    people: tuple[RawPerson, ...] = ()
    date: DateFound = DateFound()
    question: str = ""
    notes: tuple[str, ...] = ()


def read_byline(line: str, order: DateOrder | None = None) -> Byline | None:
    """Read a line; None where it is no byline."""
    if len(line) > _LONGEST:
        return None
    by = _BY.match(line)
    parts = [part for part in _BARS.split(line[by.end() if by else 0 :].strip()) if part]
    dates = [read_date(part, order) for part in parts]
    dated = [i for i, found in enumerate(dates) if found.day or found.question]
    if not parts or (not by and (len(parts) < 2 or not dated)):
        return None
    if by and len(parts) == 1 and not dated:
        return _bare(parts[0])
    date = dates[dated[-1]] if dated else DateFound()
    rest = [part for i, part in enumerate(parts) if i not in dated]
    if not dated and len(rest) > 1 and looks_dated(rest[-1]):
        date = DateFound(question=f'"{rest[-1]}" is no date that can be read: write it as 10 April 2018')
        rest.pop()
    return _byline(rest, date)


def _bare(text: str) -> Byline | None:
    """`By Name` alone is a byline if nothing but names is in it: `By contrast, Iran …` begins a sentence."""
    names = [name for name, _ in split_names(text).people]
    is_sentence = text.endswith((".", "?", "!")) and not text.endswith((" Jr.", " Sr."))
    if len(text) > _LONGEST_BARE or is_sentence or not all(map(_is_plain_name, names)):
        return None
    return _byline([text], DateFound())


def _is_plain_name(text: str) -> bool:
    words = [word for word in text.split() if not word[0].islower()]
    return is_name(text) and not text[0].islower() and 2 * len(words) > len(text.split())


def _byline(parts: list[str], date: DateFound) -> Byline:
    if not parts:
        return Byline(date=date)
    pairs = list(zip(parts[::2], parts[1::2], strict=True)) if len(parts) > 3 and len(parts) % 2 == 0 else []
    if pairs and not any(is_position(names) for names, _ in pairs):
        people = [person for names, position in pairs for person in _with_position(split_names(names), position)]
        return Byline(tuple(people), date, _question(people))
    names = split_names(parts[0])
    position = " - ".join(parts[1:]) or names.position
    people = _with_position(names, position)
    notes: tuple[str, ...] = ()
    if len(people) > 1 and position and len(position.split(";")) != len(people):
        notes = (f'the one role "{position}" was given to each of {len(people)} authors',)
    return Byline(tuple(people), date, _question(people), notes)


def _with_position(names: Names, position: str) -> list[RawPerson]:
    """Give each their own of as many positions as people, split by semicolons, else the whole to each."""
    several = [one.strip() for one in position.split(";")]
    positions = several if len(several) == len(names.people) else [position] * len(names.people)
    return [
        RawPerson(name, part, *split_position(one)) for (name, part), one in zip(names.people, positions, strict=True)
    ]


def _question(people: list[RawPerson]) -> str:
    doubtful = [person.name for person in people if not is_name(person.name)]
    if not doubtful:
        return ""
    return f'"{doubtful[0]}" in the byline does not read as a name: write the byline as By NAME | ROLE - ORGANISATION | DATE'
