"""The sources of a project -> the values of their front matter, as importers look at what is already there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.files import read_file
from sitegen.parse.front_matter import split
from sitegen.parse.yaml import Header
from sitegen.read.walk import walk


class Written(Struct, frozen=True):
    """A source that is there: its path in the project, the file itself, and the values of its front matter."""

    path: str
    file: Path
    values: dict[str, Any]


def read_written(root: Path, folder: str, mark: bytes = b"") -> Iterator[Written]:
    """Yield the sources below a folder of the project in order of path, only those that hold `mark`.

    One that cannot be read has no values.
    """
    for found in walk(str(root / folder), folder)[0]:
        if found.path.endswith(".md"):
            data = _data(found.file)
            if mark in data:
                header = split(data, found.path).header or ""
                yield Written(found.path, Path(found.file), Header(header, found.path, 2).values)


def _data(file: str) -> bytes:
    try:
        return read_file(file)
    except OSError:
        return b""
