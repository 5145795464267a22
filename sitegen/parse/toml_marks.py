"""Turns the text of a TOML file into the place of every key and list item, which tomllib does not give.

The text must already have been read by tomllib without fault: the marks only follow its structure.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sitegen.errors import Location
from sitegen.parse.faults import Path

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t]+|\#[^\n]*)
  | (?P<line>\n)
  | (?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
  | (?P<mark>[\[\]{}=,.])
  | (?P<bare>[^\s\[\]{}=,."'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


class TomlMarks:
    """The offsets of all keys and list items of one file, by path."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [
            _Token(match.lastgroup or "", match[0], match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "blank"
        ]
        self._at = 0
        self._offsets: dict[Path, int] = {}
        self._lengths: dict[Path, int] = {}
        self._read_lines()

    def place(self, file: str, path: Path) -> Location:
        """Return the place of a path, else that of the table that would hold it, else the file's."""
        while path and path not in self._offsets:
            path = path[:-1]
        if not path:
            return Location(file)
        start = self._offsets[path]
        return Location(file, self._text.count("\n", 0, start) + 1, start - self._text.rfind("\n", 0, start))

    def _read_lines(self) -> None:
        table: Path = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._at += 1
            elif self._peek() == "[":
                table = self._read_header()
            else:
                self._read_entry(table)

    def _read_header(self) -> Path:
        start = self._tokens[self._at].start
        is_item = self._tokens[self._at + 1 : self._at + 2] == [_Token("mark", "[", start + 1)]
        self._at += 1 + is_item
        keys = self._read_keys("]")
        self._at += is_item
        path: Path = ()
        for key in keys:
            path = (*path, key)
            self._offsets.setdefault(path, start)
            if path in self._lengths and (not is_item or len(path) < len(keys)):
                path = (*path, self._lengths[path] - 1)
        if is_item:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = (*path, self._lengths[path] - 1)
            self._offsets[path] = start
        return path

    def _read_entry(self, table: Path) -> None:
        start = self._tokens[self._at].start
        path = table
        for key in self._read_keys("="):
            path = (*path, key)
            self._offsets.setdefault(path, start)
        self._read_value(path)

    def _read_keys(self, end: str) -> list[str]:
        keys = []
        while (token := self._next()).text != end:
            if token.kind in {"bare", "text"}:
                keys.append(token.text.strip("\"'"))
        return keys

    def _read_value(self, path: Path) -> None:
        if self._peek() == "[":
            self._read_list(path)
        elif self._peek() == "{":
            self._read_table(path)
        else:
            while self._at < len(self._tokens) and self._peek() not in _AFTER_VALUE:
                self._at += 1

    def _read_list(self, path: Path) -> None:
        self._at += 1
        item = 0
        while self._peek() != "]":
            if self._peek() in {"\n", ","}:
                self._at += 1
                continue
            self._offsets[(*path, item)] = self._tokens[self._at].start
            self._read_value((*path, item))
            item += 1
        self._at += 1

    def _read_table(self, path: Path) -> None:
        self._at += 1
        while self._peek() != "}":
            if self._peek() in {"\n", ","}:
                self._at += 1
            else:
                self._read_entry(path)
        self._at += 1

    def _peek(self) -> str:
        return self._tokens[self._at].text

    def _next(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]


_AFTER_VALUE: Mapping[str, None] = dict.fromkeys(["\n", ",", "]", "}"])
