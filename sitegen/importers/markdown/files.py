"""A folder -> its Markdown files, in order, each with its text; what is no text is told apart."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from sitegen.digest import digest
from sitegen.urls import nfc

_ENDINGS = {".md", ".markdown", ".mkd", ".mdown"}
_NOT_SOURCES = {"node_modules", "_site", "public", "vendor", "_includes", "_layouts", "layouts", "themes", "archetypes"}
_JEKYLL = {"_posts", "_drafts"}
_LEVELS_UP = 2


class SourceFile(Struct, frozen=True):
    """One file to import. `shown` is its path as the user knows it, `id` begins with the name of the imported folder."""

    path: Path
    shown: str
    id: str
    below: PurePosixPath
    """The path below the imported folder."""
    digest: str
    text: str
    is_exact: bool = True
    """Whether the bytes were UTF-8."""

    is_jekyll: bool = False
    """Whether Jekyll would read it: it lies in `_posts` or `_drafts`, or in a folder with a `_config.yml`."""


class Unreadable(Struct, frozen=True):
    shown: str
    reason: str


def read_sources(folder: Path) -> Iterator[SourceFile | Unreadable]:
    """Yield every Markdown file below a folder by path; hidden folders and those of tools and themes are left out."""
    here = folder.resolve()
    is_site = any((each / "_config.yml").is_file() for each in (here, *here.parents[:_LEVELS_UP]))
    for path in _walk(folder):
        below = PurePosixPath(path.relative_to(folder).as_posix())
        shown = (PurePosixPath(folder.as_posix()) / below).as_posix()
        try:
            raw = path.read_bytes()
        except OSError as error:
            yield Unreadable(shown, f"cannot be read: {error.strerror}")
            continue
        text, is_exact = decode(raw)
        if text is None:
            yield Unreadable(shown, "is not a text file" if raw else "is empty")
        else:
            is_jekyll = is_site or not _JEKYLL.isdisjoint((here.name, *below.parts))
            yield SourceFile(path, shown, nfc(f"{here.name}/{below}"), below, digest(raw), text, is_exact, is_jekyll)


def _walk(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES and not name.startswith(".")]
        found += [Path(parent, name) for name in files if Path(name).suffix.lower() in _ENDINGS]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def decode(raw: bytes) -> tuple[str | None, bool]:
    """Return text with plain newlines, and whether it was Unicode; None for an empty or a binary file.

    UTF-8 and UTF-16 by their marks, else UTF-8, else Windows-1252.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif not raw.strip() or b"\x00" in raw:
        return None, True
    else:
        encoding = "utf-8-sig"
    try:
        return _plain(raw.decode(encoding)), True
    except UnicodeDecodeError:
        return _plain(raw.decode("cp1252", "replace")), False


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
