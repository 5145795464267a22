"""What the report must say of one file, each note a warning with its line."""

from collections.abc import Callable, Iterable

from sitegen.errors import Location, Problem

Say = Callable[[int, str, str], None]
"""Takes a line of the source, a kind and words."""

_HINTS = {
    "foreign-tag": "write what the tag stood for",
    "broken-link": "--old-url makes such links lead to the old site",
}


class Notes:
    """Collects the notes of one file."""

    def __init__(self, path: str, notes: Iterable[Problem] = ()) -> None:
        self._path = path
        self._notes = list(notes)

    def say(self, line: int, kind: str, words: str) -> None:
        """Add a note."""
        self._notes.append(Problem(Location(self._path, line), kind, words, _HINTS.get(kind, ""), "warning"))

    def in_order(self) -> tuple[Problem, ...]:
        """Return all notes by place, each once."""
        return tuple(sorted(set(self._notes)))
