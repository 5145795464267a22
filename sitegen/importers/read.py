"""The sources of a project -> the values of their front matter, as importers look at what is already there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.errors import ImportFailed
from sitegen.files import read_file
from sitegen.parse.front_matter import split
from sitegen.parse.yaml import Header
from sitegen.read.walk import Found, unreadable, walk


class Written(Struct, frozen=True):
    """A source that is there: its path in the project, the file itself, and the values of its front matter."""

    path: str
    file: Path
    values: dict[str, Any]


def read_written(root: Path, folder: str, mark: bytes = b"") -> Iterator[Written]:
    """Yield the sources below a folder of the project in order of path, only those that hold `mark`.

    One whose front matter has errors has no values. ImportFailed where something there cannot be read, because a text that is
    not seen would be imported again.
    """
    listed, problems = walk(str(root / folder), folder)
    if problems:
        raise ImportFailed(problems=problems)
    for found in listed:
        if found.path.endswith(".md"):
            data = _read(found)
            if mark in data:
                header = split(data, found.path).header or ""
                yield Written(found.path, Path(found.file), Header(header, found.path, 2).values)


def _read(found: Found) -> bytes:
    try:
        return read_file(found.file)
    except OSError as error:
        raise ImportFailed(problems=[unreadable(found.path, error)]) from error
