"""What an import did, item by item, as a value that prints as text for people and as JSON for machines."""

from collections.abc import Callable, Iterator
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from sitegen.errors import Problem

ImportProgress = Callable[[int, int], None]
"""Takes how many files are done, and how many there are."""

Status = Literal["imported", "unchanged", "decision", "rejected"]

_TITLES: dict[Status, str] = {
    "decision": "Needs a decision",
    "rejected": "Rejected",
    "imported": "Imported",
    "unchanged": "Unchanged",
}


class Evidence(Struct, frozen=True):
    """Why a term was suggested: the words found with their counts, and how often in the title, first paragraph and rest."""

    taxonomy: str
    term: str
    words: tuple[tuple[str, int], ...]
    title: int = 0
    lead: int = 0
    rest: int = 0

    def __str__(self) -> str:
        words = ", ".join(f'"{word}" {count}×' if count > 1 else f'"{word}"' for word, count in self.words)
        places = (("title", self.title), ("first paragraph", self.lead), ("rest", self.rest))
        return f"{self.taxonomy}: {self.term} for {words} ({', '.join(f'{p} {n}' for p, n in places if n)})"


class ImportItem(Struct, frozen=True):
    """One file: where it came from, what became of it, the source that it is now, and why where it is not imported."""

    source: str
    status: Status
    target: str = ""
    reason: str = ""
    notes: tuple[Problem, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class ImportReport(Struct, frozen=True):
    """The items in the order of their sources."""

    items: tuple[ImportItem, ...]

    def counts(self) -> dict[Status, int]:
        """Count the items by status; every status is there."""
        return {status: sum(item.status == status for item in self.items) for status in get_args(Status)}

    def as_text(self) -> str:
        """Lay the report out for reading: what needs somebody first, then what was imported, the counts last."""
        return "\n".join([*self._sections(), self.summary()])

    def as_json(self) -> str:
        """Return the counts and all items as JSON, indented by two."""
        tree = {"counts": self.counts(), "items": [msgspec.to_builtins(item) for item in self.items]}
        return msgspec.json.format(msgspec.json.encode(tree), indent=2).decode()

    def summary(self) -> str:
        """Return the counts in one line."""
        counts = self.counts()
        need = "needs" if counts["decision"] == 1 else "need"
        return (
            f"{counts['imported']} imported, {counts['unchanged']} unchanged, "
            f"{counts['decision']} {need} a decision, {counts['rejected']} rejected"
        )

    def _sections(self) -> Iterator[str]:
        for status, title in _TITLES.items():
            items = [item for item in self.items if item.status == status and _is_worth_telling(item)]
            if items:
                yield f"{title}:"
                for item in items:
                    yield from _lines(item)
                yield ""


def _is_worth_telling(item: ImportItem) -> bool:
    return item.status != "unchanged" or bool(item.notes)


def _lines(item: ImportItem) -> Iterator[str]:
    yield f"  {item.source}" + (f" -> {item.target}" if item.target else "")
    if item.reason:
        yield f"      {item.reason}"
    for evidence in item.evidence:
        yield f"      {evidence}"
    for note in item.notes:
        yield from (f"      {line}" for line in str(note).splitlines())
