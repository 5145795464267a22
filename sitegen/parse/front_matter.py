"""Turns the bytes of one source into its front matter and its body, each with the line on which it begins.

Line ends become newlines and a byte-order mark goes, so that line numbers agree with every editor.
"""

import re
from typing import NamedTuple

from frontmatter.default_handlers import BaseHandler

from sitegen.errors import Location, Problem


class Split(NamedTuple):
    """`header` is None where the file has no front matter; its text begins on line 2."""

    header: str | None
    body: str
    first_line: int
    problems: tuple[Problem, ...] = ()


class _DashedLines(BaseHandler):
    """Front matter between two lines of exactly three hyphens, the first of which begins the file."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"


_DASHED = _DashedLines()


def split(data: bytes, path: str) -> Split:
    """Split a source; bytes that are not UTF-8 and front matter without an end leave both parts empty and a problem."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unusable(path, data.count(b"\n", 0, error.start) + 1, "bad-encoding", *_not_utf8(data, error.start))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _DASHED.detect(text):
        return Split(None, text, 1)
    try:
        header, body = _DASHED.split(text)
    except ValueError:
        return _unusable(path, 1, "bad-yaml", 'front matter begins with "---" and never ends', _UNENDED)
    return Split(header, body, header.count("\n") + 3)


_UNENDED = 'end it with a line of exactly three hyphens, "---"'


def _unusable(path: str, line: int, kind: str, message: str, hint: str) -> Split:
    return Split(None, "", 1, (Problem(Location(path, line), kind, message, hint),))


def _not_utf8(data: bytes, start: int) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16, not UTF-8", "save it as UTF-8"
    return f'the byte "0x{data[start]:02X}" is not UTF-8', "save the file as UTF-8"
