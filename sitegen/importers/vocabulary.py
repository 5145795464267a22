"""The term files of a project -> the names by which a text may mean each term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.importers.read import read_written


class TermNames(Struct, frozen=True):
    """A term with its label and every name of it: labels in all languages, aliases, of all its files."""

    taxonomy: str
    id: str
    label: str
    names: tuple[str, ...]


def read_terms(root: Path, taxonomies: Iterable[str], languages: Iterable[str]) -> tuple[TermNames, ...]:
    """Read the term files of some taxonomies, ordered by taxonomy and id; ImportFailed where one cannot be read."""
    suffixes = tuple(f".{code}" for code in languages)
    return tuple(term for taxonomy in sorted(taxonomies) for term in _terms(root, taxonomy, suffixes))


def _terms(root: Path, taxonomy: str, suffixes: tuple[str, ...]) -> Iterator[TermNames]:
    folder = f"content/{taxonomy}"
    labels: dict[str, str] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for written in read_written(root, folder):
        stem = written.path.removeprefix(f"{folder}/").removesuffix(".md")
        suffix = next((each for each in suffixes if stem.endswith(each)), "")
        id_ = stem.removesuffix(suffix).removesuffix("/index")
        values = written.values
        label = str(values.get("label") or "")
        if label and (not suffix or id_ not in labels):
            labels[id_] = label
        names[id_] += [label, *_texts(values.get("labels")), *_texts(values.get("aliases"))]
    for id_, label in sorted(labels.items()):
        yield TermNames(taxonomy, id_, label, tuple(dict.fromkeys(name for name in names[id_] if name)))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
