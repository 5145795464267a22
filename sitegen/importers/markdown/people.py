"""The authors of a foreign front matter -> people by name or id, each with the role that stands beside the name."""

import re
from typing import Any

from msgspec import Struct

from sitegen.importers.markdown.intake import Intake

_NAME_KEYS = ("id", "slug", "username", "name", "display_name", "title")
_AND = re.compile(r"\s+(?:and|und|et|y)\s+|\s*&\s*|\s*\n\s*")
_SUFFIX = re.compile(r"(?:Ph\.?\s?D|M\.?D|Jr|Sr|I{2,3}|IV|Esq|M\.?P|J\.?D|MBA)\.?", re.IGNORECASE)


class Person(Struct, frozen=True):
    """A name or an id as written; `job` is the title of the role, `org` where it is held."""

    name: str
    job: str = ""
    org: str = ""


def take_people(intake: Intake) -> tuple[Person, ...]:
    """Take the authors; a list, a mapping, or one string that may hold several names."""
    people: dict[str, Person] = {}
    for key, value in intake.each("authors", "author", "byline", "by"):
        if isinstance(value, str) and len(names := split_names(value)) > 1:
            intake.note(key, f'"{value}" in "{key}" was read as {len(names)} people')
        for person in _people_of(value, intake, key):
            people.setdefault(person.name.casefold(), person)
    return tuple(people.values())


def _people_of(value: Any, intake: Intake, key: str) -> list[Person]:
    if isinstance(value, str):
        return [Person(name) for name in split_names(value)]
    if isinstance(value, list):
        return [person for item in value for person in _person_in_list(item, intake, key)]
    if isinstance(value, dict):
        return _person_of_mapping(value, intake, key)
    return [Person(str(value))]


def _person_in_list(item: Any, intake: Intake, key: str) -> list[Person]:
    if isinstance(item, dict | list):
        return _people_of(item, intake, key)
    return [Person(name)] if item is not None and (name := str(item).strip()) else []


def _person_of_mapping(value: dict[str, Any], intake: Intake, key: str) -> list[Person]:
    name = next((str(value[part]) for part in _NAME_KEYS if isinstance(value.get(part), str | int)), "")
    used = {"name", "role", "job", "org", "organization", "organisation"}
    if not name or set(value) - used:
        intake.note(
            key, f'the description of "{name or "?"}" is more than a name and a role; it is kept in extra.{key}'
        )
        intake.keep(key, [*intake.extra.get(key, []), value])
    if not name:
        return []
    job = str(value.get("role") or value.get("job") or "")
    org = str(value.get("org") or value.get("organization") or value.get("organisation") or "")
    return [Person(name.strip(), job, org)]


def split_names(text: str) -> list[str]:
    """Split a byline: at semicolons if it has any, else at commas and words for "and"; `Jane Doe, PhD` is one name."""
    text = text.strip().removeprefix("By ").removeprefix("by ")
    if ";" in text:
        return [name for part in text.split(";") if (name := part.strip())]
    names: list[str] = []
    for part in (piece.strip() for half in _AND.split(text) for piece in half.split(",")):
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return names
