"""Turns a YAML header into plain values with the place of each, reading far more strictly than YAML asks.

Values are text, true, false, nothing, lists and tables with text for names: `NO` is Norway, `1.10` is not a number, a
date is text until its field reads it. Aliases, anchors, tags, merge keys, duplicate names and control characters are
problems; depth and size are bounded. Whatever the text, the result is values or problems, never an exception.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from sitegen.errors import Location, Problem
from sitegen.parse.faults import Path, quoted

MAX_DEPTH = 12
MAX_VALUES = 5_000
MAX_LENGTH = 1_000_000

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_UNREADABLE = re.compile(f"[{_CONTROLS}]")
_FORBIDDEN = re.compile(f"[{_CONTROLS}\u202a-\u202e\u2066-\u2069\ufeff]")
_Event = Any
"""An event of PyYAML, whose published types know neither anchors nor that every event has its place."""

_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "": None, "~": None, "null": None}


class Header:
    """The values of one YAML header; `first_line` is the line of the file on which its text begins.

    After a fault of syntax, size or depth `values` is empty; after any other it holds the values that are sound.
    """

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.is_readable = True
        """False where syntax, size or depth left no values at all."""
        self._text, self._file, self._first_line = text, file, first_line
        self._name_at: dict[Path, int] = {}
        self._value_at: dict[Path, int] = {}
        self._text_at: dict[str, int] = {}
        self._count = 0
        self._next: Callable[[], _Event] = yaml.CSafeLoader(text).get_event
        if len(text) > MAX_LENGTH:
            self._give_up(0, f"front matter is longer than {MAX_LENGTH} characters", _TOO_MUCH)
            return
        try:
            self.values = self._document()
        except _Fatal as fault:
            self._give_up(fault.offset, fault.message, fault.hint)
        except yaml.MarkedYAMLError as error:
            self._give_up(*_syntax_fault(error, text))
        except ReaderError:
            found = _UNREADABLE.search(text)
            self._give_up(found.start() if found else 0, *_character_fault(found[0] if found else ""))

    def place(self, path: Path, of_name: bool = False) -> Location:
        """Return the place of a value, or of its name; where there is none, of the table or list that would hold it."""
        while path:
            first, second = (self._name_at, self._value_at) if of_name else (self._value_at, self._name_at)
            if (offset := first.get(path, second.get(path))) is not None:
                return self._location(offset)
            path, of_name = path[:-1], True
        return Location(self._file, max(self._first_line - 1, 1))

    def line_of(self, text: str) -> int:
        """Return the line on which a value that reads so begins first; that of the header's beginning where there is none."""
        return self._location(self._text_at.get(text, 0)).line

    def _location(self, offset: int) -> Location:
        line = self._first_line + self._text.count("\n", 0, offset)
        return Location(self._file, line, offset - self._text.rfind("\n", 0, offset))

    def _give_up(self, offset: int, message: str, hint: str) -> None:
        self.is_readable = False
        self._refuse(offset, "bad-yaml", message, hint)

    def _refuse(self, offset: int, kind: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self._location(offset), kind, message, hint))

    def _document(self) -> dict[str, Any]:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            return {}
        first = self._next()
        if not isinstance(first, MappingStartEvent):
            raise _Fatal(first, "front matter is not a table of names and values", "write each line as name: value")
        values: dict[str, Any] = self._value(first, ())
        self._next()
        if not isinstance(more := self._next(), StreamEndEvent):
            raise _Fatal(more, "the front matter ended, yet more follows", _ENDED)
        return values

    def _value(self, event: _Event, path: Path) -> Any:
        offset = self._value_at[path] = event.start_mark.index
        self._count += 1
        if self._count > MAX_VALUES:
            raise _Fatal(event, f"front matter holds more than {MAX_VALUES} values", _TOO_MUCH)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse_mark(event, offset)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, offset)
        if isinstance(event, AliasEvent):
            return None
        if len(path) >= MAX_DEPTH:
            raise _Fatal(event, f"front matter nests deeper than {MAX_DEPTH} levels", "write it flatter")
        return self._table(path) if isinstance(event, MappingStartEvent) else self._list(path)

    def _scalar(self, event: _Event, offset: int) -> str | bool | None:
        text: str = event.value
        if found := _FORBIDDEN.search(text):
            self._refuse(offset, "bad-value", *_character_fault(found[0], text))
        self._text_at.setdefault(text, offset)
        if event.style or text not in _WORDS:
            return text
        return _WORDS[text]

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _table(self, path: Path) -> dict[str, Any]:
        table: dict[str, Any] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            offset = event.start_mark.index
            if not isinstance(event, ScalarEvent):
                raise _Fatal(
                    event, "a list or table stands where a name must be", "put text that begins with [ in quotes"
                )
            name = event.value
            if event.anchor is not None or event.tag is not None:
                self._refuse_mark(event, offset)
            if name in table:
                self._skip_twin(name, (*path, name), offset)
                continue
            self._name_at[(*path, name)] = offset
            if name == "<<":
                self._refuse(offset, "bad-yaml", 'the merge key "<<" is not read', "write the values themselves")
            if found := _FORBIDDEN.search(name):
                self._refuse(offset, "bad-value", *_character_fault(found[0], name))
            table[name] = self._value(self._next(), (*path, name))
        return table

    def _skip_twin(self, name: str, path: Path, offset: int) -> None:
        first = self._location(self._name_at[path]).line
        self._refuse(
            offset, "duplicate-key", f'"{name}" is given again; line {first} has it first', "keep one of the two"
        )
        kept = self._value_at[path]
        self._value(self._next(), path)
        self._value_at[path] = kept

    def _refuse_mark(self, event: _Event, offset: int) -> None:
        if isinstance(event, AliasEvent):
            self._refuse(offset, "bad-yaml", f'the alias "*{event.anchor}" is not read', "write the value itself")
        elif event.anchor is not None:
            self._refuse(offset, "bad-yaml", f'the anchor "&{event.anchor}" is not read', _QUOTES.format("&"))
        else:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(offset, "bad-yaml", f'the tag "{tag}" is not read', _QUOTES.format("!"))


class _Fatal(Exception):
    """The header cannot be read on from an event."""

    def __init__(self, event: _Event, message: str, hint: str) -> None:
        super().__init__(message)
        self.offset: int = event.start_mark.index
        self.message, self.hint = message, hint


def _syntax_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """Return the offset, a message with the line in quotes, and a hint; what is not closed is shown where it opens."""
    fault = error.problem or "this is not YAML"
    is_open = "unexpected end of stream" in fault or fault.endswith(("',' or ']'", "',' or '}'"))
    mark = (error.context_mark if is_open else None) or error.problem_mark
    offset = min(mark.index, max(len(text) - 1, 0)) if mark else 0
    end = text.find("\n", offset)
    line = text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]
    message, hint = _SYNTAX.get(fault, (fault, "compare how the lines around it are written"))
    return offset, f"{quoted(line.strip())}: {message}", hint


def _character_fault(char: str, text: str = "") -> tuple[str, str]:
    message = f"{quoted(text or char)} holds the character U+{ord(char or chr(0)):04X}, which cannot be published"
    return message, "delete it; it may be invisible in an editor"


_TOO_MUCH = "keep data in a file of its own"
_ENDED = 'remove the line that begins with "..." or "---"'
_QUOTES = "put text that begins with {} in quotes"

_SYNTAX: Mapping[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "a second colon, or lines that do not align",
        "put text that holds a colon in quotes, and begin names of one table in one column",
    ),
    "found character that cannot start any token": (
        "a value or line begins with a character that it cannot",
        "indent with spaces, not tabs; put text that begins with @, % or ` in quotes",
    ),
    "found a tab character that violates indentation": ("a tab stands where spaces must", "indent with spaces"),
    "found unexpected end of stream": ("a quote is opened here and never closed", "close the quote"),
    "did not find expected ',' or ']'": ("a bracket is opened here and not closed", "close the list with ]"),
    "did not find expected ',' or '}'": ("a brace is opened here and not closed", "close the table with }"),
    "did not find expected key": (
        "the line does not begin a new name, or text follows a closing quote",
        "begin names of one table in one column; double a quote that stands inside quotes",
    ),
    "did not find expected <document start>": ("the front matter ended, yet more follows", _ENDED),
    "could not find expected ':'": ("the line is not name: value", "add the colon, or indent text that goes on"),
    "did not find expected '-' indicator": ("the list does not go on here", "begin its items in one column"),
}
