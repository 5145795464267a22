"""A folder -> its Markdown files, in order, each with its text; what is no text is told apart."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from sitegen.digest import digest
from sitegen.files import read_file
from sitegen.importers.write import writable
from sitegen.read.walk import shown
from sitegen.urls import nfc

_ENDINGS = {".md", ".markdown", ".mkd", ".mdown"}
_NOT_SOURCES = {"node_modules", "_site", "public", "vendor", "_includes", "_layouts", "layouts", "themes", "archetypes"}
_JEKYLL = {"_posts", "_drafts"}
_LEVELS_UP = 2
_LARGEST = 16 * 1024 * 1024
"""More bytes than any text has."""


class SourceFile(Struct, frozen=True):
    """One file to import. `shown` is its path as the user knows it, `id` begins with the name of the imported folder.

    `id` and `below` are without characters that front matter cannot hold.
    """

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
    """A file, or a folder with all that is in it, that is not imported, and why."""

    shown: str
    reason: str


def read_sources(folder: Path) -> Iterator[SourceFile | Unreadable]:
    """Yield every Markdown file below a folder by path; hidden folders and those of tools and themes are left out.

    A link is not followed; it is told where it stands for a folder or for Markdown.
    """
    here = folder.resolve()
    is_site = any((each / "_config.yml").is_file() for each in (here, *here.parents[:_LEVELS_UP]))
    for path, fault in sorted(_walk(folder)):
        below = PurePosixPath(writable(path.relative_to(folder).as_posix()))
        is_jekyll = is_site or not _JEKYLL.isdisjoint((here.name, *below.parts))
        id_ = nfc(f"{writable(here.name)}/{below}")
        yield Unreadable(shown(path.as_posix()), fault) if fault else _read(path, id_, below, is_jekyll)


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the Markdown files, and with what is wrong with it what cannot be read."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as listed:
                entries = list(listed)
        except OSError as error:
            yield here, _unreadable(error)
            continue
        for entry in entries:
            is_folder = Path(entry.path).is_dir()
            if is_folder and (entry.name in _NOT_SOURCES or entry.name.startswith(".")):
                continue
            is_markdown = Path(entry.name).suffix.lower() in _ENDINGS
            if entry.is_symlink() and (is_folder or is_markdown):
                yield Path(entry.path), "is a symbolic link, which is not followed"
            elif is_folder:
                pending.append(Path(entry.path))
            elif is_markdown:
                yield Path(entry.path), ""


def _read(path: Path, id_: str, below: PurePosixPath, is_jekyll: bool) -> SourceFile | Unreadable:
    name = shown(path.as_posix())
    try:
        if (size := path.stat().st_size) > _LARGEST:
            return Unreadable(name, f"is too large for a text: {size // 1024 // 1024} MB")
        raw = read_file(path)
    except OSError as error:
        return Unreadable(name, _unreadable(error))
    text, is_exact = decode(raw)
    if text is None:
        return Unreadable(name, "is not a text file" if raw else "is empty")
    return SourceFile(path, name, id_, below, digest(raw), text, is_exact, is_jekyll)


def _unreadable(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"


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
