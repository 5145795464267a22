"""A foreign file's text -> its front matter as plain values and its body, whichever generator wrote it.

YAML between `---`, TOML between `+++`, JSON in braces or after `---json`, and the headers of Pelican (`Key: value` lines up to
the first blank one). Reading is lenient and never fails: what had to be forgiven is said, and nothing is dropped.
"""

import json
import re
import tomllib
from typing import Any

from msgspec import Struct

from sitegen.importers.markdown.edits import Text
from sitegen.importers.markdown.mending import read_leniently, read_lines
from sitegen.importers.markdown.plain_yaml import Reading
from sitegen.importers.write import writable

_DEEPEST = 8
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(json|toml|yaml)?[ \t]*\n")
_HEADER = re.compile(r"[A-Za-z][\w-]{0,40}:(?:[ \t].*)?")
_KNOWN_HEADERS = {
    "title",
    "date",
    "author",
    "authors",
    "category",
    "tags",
    "slug",
    "summary",
    "status",
    "lang",
    "modified",
}


class Front(Struct, frozen=True):
    """Front matter and body. `start` is the line of the source on which the fields begin; faults are (line, words)."""

    fields: dict[str, Any]
    body: Text
    source: str = ""
    start: int = 1
    repeated: dict[str, list[Any]] = {}
    faults: tuple[tuple[int, str], ...] = ()

    def line_of(self, key: str) -> int:
        """Return the line on which a field stands, else that of the first field."""
        match = re.search(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*[:=]', self.source, re.MULTILINE | re.IGNORECASE)
        return self.start + (self.source.count("\n", 0, match.start()) if match else 0)


def split_front(text: str) -> Front | None:
    """Split a text with plain newlines; None where it has no front matter."""
    if match := _OPENING.match(text):
        return _fenced(text, match)
    if text.startswith("{"):
        return _json_object(text)
    return _headers(text)


def opens_front(text: str) -> bool:
    """Tell whether the first line of a text opens a front matter, which may have no end."""
    return _OPENING.match(text) is not None


def _fenced(text: str, opening: re.Match[str]) -> Front | None:
    closing = re.compile(rf"^{re.escape(opening[1])}[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, opening.end())
    if closing is None:
        return None
    source = text[opening.end() : closing.start()]
    language = opening[2] or ("toml" if opening[1] == "+++" else "yaml")
    reading = _READERS[language](source)
    return _front(text, source, 2, closing.end(), reading)


def _front(text: str, source: str, start: int, end: int, reading: Reading) -> Front:
    faults = tuple((start + line - 1, words) for line, words in reading.faults)
    body = Text(text[end:], lines=(text.count("\n", 0, end) + 1,))
    return Front(_plain(reading.fields), body, source, start, _plain(reading.repeated), faults)


def _plain(value: Any, depth: int = -1) -> Any:
    """Return a value with nothing in it that front matter cannot hold: control characters, deep nesting, other types."""
    if isinstance(value, dict | list) and depth >= _DEEPEST:
        return writable(repr(value))
    if isinstance(value, dict):
        return {writable(str(key)): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, int | float) or value is None:
        return value
    return writable(str(value))


def _read_toml(source: str) -> Reading:
    try:
        return Reading(tomllib.loads(source))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        rough = read_lines(source, "=")
        return Reading(
            rough.fields,
            rough.repeated,
            ((1, f"the front matter is not valid TOML ({error}); it was read line by line"),),
        )


def _read_json(source: str) -> Reading:
    try:
        value = json.loads(source)
    except (ValueError, RecursionError) as error:
        return Reading(
            {"text": source}, faults=((1, f"the front matter is not valid JSON ({error}); it is kept in extra.text"),)
        )
    return Reading(value if isinstance(value, dict) else {"text": value})


_READERS = {"yaml": read_leniently, "toml": _read_toml, "json": _read_json}


def _json_object(text: str) -> Front | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    end += text[end : end + 1] == "\n"
    return _front(text, text[:end], 1, end, Reading(value))


def _headers(text: str) -> Front | None:
    source = text.split("\n\n", 1)[0]
    lines = source.split("\n")
    keys = {line.split(":", 1)[0].lower() for line in lines if _HEADER.fullmatch(line)}
    is_header = bool(_HEADER.fullmatch(lines[0])) and all(
        _HEADER.fullmatch(line) or line[:1].isspace() for line in lines if line
    )
    if not is_header or not keys & _KNOWN_HEADERS:
        return None
    end = min(len(source) + 2, len(text))
    return _front(text, source, 1, end, read_lines(source.rstrip("\n"), fold=str.lower))
