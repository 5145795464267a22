"""What earlier imports noted in the sources that they wrote: the original with its digest, and the roles that it gave people.

The notes stand under `extra.imported` of an article or page, so that renaming, moving or editing it loses nothing and no list
of imports is kept beside the content.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.importers.read import Written, read_written
from sitegen.model.document import AuthorRole
from sitegen.urls import slugify

ARTICLES = "content/articles"
PAGES = "content/pages"


class Seen(Struct, frozen=True, order=True):
    """A role that somebody was given on a day (YYYY-MM-DD)."""

    date: str
    title: str
    org: str = ""
    program: str = ""


class Past:
    """The notes of all articles and pages of a project, as they stood when they were read."""

    def __init__(self, root: Path) -> None:
        self._by_digest: dict[str, str] = {}
        self._by_file: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._roles: dict[str, list[Seen]] = defaultdict(list)
        for folder in (ARTICLES, PAGES):
            for source in read_written(root, folder, b"imported:"):
                note = _table(_table(source.values.get("extra")).get("imported"))
                if note:
                    self._add(source, note)

    def find(self, digest: str) -> str:
        """Return the project path of what was imported from bytes with this digest, empty where nothing was."""
        return self._by_digest.get(digest, "")

    def find_changed(self, file: str, title: str = "") -> str:
        """Return the project path of what was imported from a file of this name, whatever it held then; empty for nothing.

        Where a title is given, only what has it counts.
        """
        sources = self._by_file.get(file, ())
        return next((path for path, slug in sources if not title or slug == slugify(title)), "")

    def roles_of(self, author: str) -> tuple[Seen, ...]:
        """Return the roles that imported texts gave to an author."""
        return tuple(self._roles.get(author, ()))

    def _add(self, source: Written, note: Mapping[str, Any]) -> None:
        self._by_digest.setdefault(str(note.get("digest")), source.path)
        self._by_file[str(note.get("file"))].append((source.path, slugify(str(source.values.get("title")))))
        day = str(source.values.get("date", ""))[:10]
        for author, role in _table(note.get("roles")).items() if _is_day(day) else ():
            words = [str(_table(role).get(name) or "") for name in ("title", "org", "program")]
            if words[0]:
                self._roles[author].append(Seen(day, *words))


def note_of(file: str, digest: str, roles: Mapping[str, AuthorRole]) -> dict[str, Any]:
    """Return what a source says of its import, to stand in its front matter as `extra.imported`."""
    said = {author: {"title": r.title, "org": r.org, "program": r.program} for author, r in sorted(roles.items())}
    return {"file": file, "digest": digest, "roles": said}


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
