"""What earlier imports noted in the articles that they wrote: the digest of the original, and the roles that its byline gave.

The notes stand under `extra.imported` of an article, so that renaming, moving or editing it loses nothing and no list of
imports is kept beside the content.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.files import read_file
from sitegen.model.document import AuthorRole
from sitegen.parse.front_matter import split
from sitegen.parse.yaml import Header
from sitegen.read.walk import walk
from sitegen.urls import slugify

ARTICLES = "content/articles"

_FILE = re.compile(rb"\bfile:[ \t]*['\"]?([^\n]+?)['\"]?[ \t]*$", re.MULTILINE)
_DIGEST = re.compile(rb"\bdigest:[ \t]*['\"]?([0-9a-f]{32})\b")


class Seen(Struct, frozen=True, order=True):
    """A role that a byline gave to somebody on a day (YYYY-MM-DD)."""

    date: str
    title: str
    org: str = ""
    program: str = ""


class Past:
    """The notes of all articles of a project, as they stood when they were read."""

    def __init__(self, root: Path) -> None:
        self._digests: dict[str, str] = {}
        self._files: dict[str, list[tuple[str, bytes]]] = defaultdict(list)
        self._with_roles: list[tuple[str, bytes]] = []
        for found in walk(str(root / ARTICLES), ARTICLES)[0]:
            if found.path.endswith(".md"):
                self._add(found.path, _header(Path(found.file)))

    def article_of(self, digest: str) -> str:
        """Return the project path of the article that was imported from bytes with this digest, empty where none was."""
        return self._digests.get(digest, "")

    def article_from(self, file: str, title: str) -> str:
        """Return the project path of the article with this title that was imported from a file of this name, empty for none."""
        for path, header in self._files.get(file, ()):
            if slugify(str(_values(header, path).get("title"))) == slugify(title):
                return path
        return ""

    def roles_of(self, author: str) -> Iterator[Seen]:
        """Yield the roles that the bylines of imported articles gave to an author."""
        name = author.encode()
        for path, header in self._with_roles:
            if name in header:
                values = _values(header, path)
                role = _dig(values, "extra", "imported", "roles", author)
                day = str(values.get("date", ""))[:10]
                if isinstance(role, dict) and role.get("title") and _is_day(day):
                    yield Seen(day, *(str(role.get(name) or "") for name in ("title", "org", "program")))

    def _add(self, path: str, header: bytes) -> None:
        for match in _DIGEST.finditer(header):
            self._digests.setdefault(match[1].decode(), path)
        for match in _FILE.finditer(header):
            self._files[match[1].decode()].append((path, header))
        if b"imported:" in header and b"roles:" in header:
            self._with_roles.append((path, header))


def note_of(file: str, digest: str, roles: Mapping[str, AuthorRole]) -> dict[str, Any]:
    """Return what an article says of its import, to stand in its front matter as `extra.imported`."""
    said = {author: {"title": r.title, "org": r.org, "program": r.program} for author, r in sorted(roles.items())}
    return {"file": file, "digest": digest, "roles": said}


def _header(path: Path) -> bytes:
    try:
        data = read_file(path)
    except OSError:
        return b""
    return (split(data, "").header or "").encode() if b"imported:" in data else b""


def _values(header: bytes, path: str) -> dict[str, Any]:
    return Header(header.decode(), path, 2).values


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _dig(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
