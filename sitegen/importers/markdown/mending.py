"""Front matter as other generators let it pass -> its fields, whatever is wrong with it; nothing written is lost.

YAML that is sound is read as it is. Otherwise each field is read by itself: as it is, else with tabs and unquoted colons
mended, else line by line, so that one bad field spoils no other.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sitegen.importers.markdown.plain_yaml import NotYaml, Reading, read_yaml, scalar

_KEY = re.compile(r"\w[\w .-]*")
_ITEM = re.compile(r"([ \t]*-[ \t]+)(.*)", re.DOTALL)
_NEEDS_QUOTES = re.compile(r"[@`%&*!\[{|>]|.*?(?::[ \t]|[ \t]#|:$)")
_OPENS_BLOCK = re.compile(r"[|>][+-]?\d?[ \t]*$|[\[{]|['\"]")


def read_leniently(text: str) -> Reading:
    """Read YAML that may not be YAML."""
    try:
        return read_yaml(text)
    except NotYaml as error:
        fault = (error.line, f"the front matter is not valid YAML ({error.words}); it was read as far as it goes")
    fields: dict[str, Any] = {}
    repeated: dict[str, list[Any]] = {}
    for piece in _pieces(text):
        reading = _read_piece(piece)
        for key, value in reading.fields.items():
            if key in fields:
                repeated.setdefault(key, []).append(fields[key])
            fields[key] = value
        for key, values in reading.repeated.items():
            repeated.setdefault(key, []).extend(values)
    return Reading(fields, repeated, (fault,))


def _pieces(text: str) -> Iterator[str]:
    """Yield each field with the lines that belong to it."""
    piece: list[str] = []
    for line in text.split("\n"):
        name, colon, _ = line.partition(":")
        if colon and piece and _KEY.fullmatch(name):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _read_piece(piece: str) -> Reading:
    for attempt in (piece, _mended(piece)):
        try:
            return read_yaml(attempt)
        except NotYaml:
            continue
    return read_lines(piece)


def _mended(text: str) -> str:
    return "\n".join(_mended_line(line.rstrip().replace("\t", "  ")) for line in text.split("\n"))


def _mended_line(line: str) -> str:
    key, colon, value = line.partition(":")
    if colon and _KEY.fullmatch(key) and (not value or value[0] == " "):
        return f"{key.rstrip()}: {_quoted(value.strip())}" if value else line
    if match := _ITEM.fullmatch(line):
        return match[1] + _quoted(match[2]) if ": " not in match[2] or match[2][:1] in "[{" else line
    return line


def _quoted(value: str) -> str:
    if _OPENS_BLOCK.match(value) or not _NEEDS_QUOTES.match(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def read_lines(text: str, separator: str = ":", fold: Callable[[str], str] = str) -> Reading:
    """Read `key: value` lines; deeper lines continue a value, and those that begin with a hyphen are items of a list.

    Never fails: what is no field belongs to the field before it.
    """
    fields: dict[str, Any] = {}
    repeated: dict[str, list[Any]] = {}
    key = ""
    for line in text.split("\n"):
        name, found, value = line.partition(separator)
        if found and _KEY.fullmatch(name):
            key = fold(name.rstrip())
            if key in fields:
                repeated.setdefault(key, []).append(fields[key])
            fields[key] = _unquoted(value)
        elif line.strip():
            key = key or "text"
            fields[key] = _continued(fields.get(key), line.strip())
    return Reading(fields, repeated)


def _continued(value: Any, line: str) -> Any:
    if line.startswith("- ") and (not value or isinstance(value, list)):
        return [*(value or []), _unquoted(line[2:])]
    if isinstance(value, list):
        return [*value[:-1], f"{value[-1]} {line}"] if value else [line]
    return f"{value} {line}" if value else line


def _unquoted(value: str) -> Any:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return scalar(value)
