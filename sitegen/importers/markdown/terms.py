"""Tags, categories, topics and keywords of a foreign front matter -> labels by taxonomy of this site."""

from collections.abc import Iterable, Iterator
from typing import Any

from sitegen.importers.markdown.intake import Intake
from sitegen.urls import fold

_AS_TAGS = ("tags", "tag", "categories", "category", "topics", "topic", "keywords", "keyword")
_JEKYLL_WORDS = ("tags", "categories")


def take_terms(intake: Intake, taxonomies: Iterable[str], *, is_jekyll: bool) -> dict[str, list[str]]:
    """Take the labels of each taxonomy; those of fields that are no taxonomy here become tags, where the site has tags.

    Labels that differ only in case, accents or hyphens are one; the first spelling stays. A string is parted at semicolons,
    else at commas; for Jekyll a string without them is parted at blanks in `tags` and `categories`.
    """
    words = _JEKYLL_WORDS if is_jekyll else ()
    names = tuple(taxonomies)
    terms: dict[str, list[str]] = {}
    for name in names:
        if labels := _take(intake, (name,), words):
            terms[name] = labels
    if "tags" in names and (labels := _unique([*terms.get("tags", []), *_take(intake, _AS_TAGS, words)])):
        terms["tags"] = labels
    return terms


def _take(intake: Intake, fields: tuple[str, ...], words: tuple[str, ...]) -> list[str]:
    """Take these fields; `words` are those in which each word of a string is a label."""
    found: list[str] = []
    for key, value in intake.each(*fields):
        labels = list(_labels(value))
        if isinstance(value, str):
            if key.casefold() in words and not {",", ";"} & set(value):
                labels = value.split()
            intake.note(key, f'"{key}" is one string, "{value}"; it was read as {_count(len(labels))}')
        found += labels
    return _unique(found)


def _count(number: int) -> str:
    return f"{number} terms" if number > 1 else "one term"


def _labels(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list | dict):
                yield from _labels(item)
            elif item is not None and (label := " ".join(str(item).split())):
                yield label
    elif isinstance(value, dict):
        yield from (str(key) for key in value)
    else:
        yield from _split(str(value))


def _split(text: str) -> list[str]:
    mark = ";" if ";" in text else ","
    return [label for part in text.split(mark) if (label := " ".join(part.split()))]


def _unique(labels: Iterable[str]) -> list[str]:
    unique: dict[str, str] = {}
    for label in labels:
        unique.setdefault(fold(label), label)
    return list(unique.values())
