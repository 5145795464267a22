"""The site's own articles and pages -> which of them an earlier import wrote, and from what."""

from pathlib import Path

from sitegen.files import read_file
from sitegen.parse.front_matter import split
from sitegen.parse.yaml import Header
from sitegen.read.walk import walk

_FOLDERS = ("content/articles", "content/pages")


class Earlier:
    """Finds what became of a foreign file, wherever it was moved since."""

    def __init__(self, root: Path) -> None:
        self._by_digest: dict[str, str] = {}
        self._by_file: dict[str, str] = {}
        for folder in _FOLDERS:
            for found in walk(str(root / folder), folder)[0]:
                if found.path.endswith(".md"):
                    self._add(found.path, read_file(found.file))

    def _add(self, path: str, data: bytes) -> None:
        if b"imported:" not in data:
            return
        extra = Header(split(data, path).header or "", path, 2).values.get("extra")
        note = extra.get("imported") if isinstance(extra, dict) else None
        if isinstance(note, dict):
            self._by_digest.setdefault(str(note.get("digest")), path)
            self._by_file.setdefault(str(note.get("file")), path)

    def find(self, digest: str) -> str:
        """Return the project path of what was imported from these very bytes, empty where nothing was."""
        return self._by_digest.get(digest, "")

    def find_changed(self, file: str) -> str:
        """Return the project path of what was imported from a file of this name, whatever it held then."""
        return self._by_file.get(file, "")
