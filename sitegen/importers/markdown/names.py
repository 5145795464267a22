"""A file's path -> the date, slug and language that its name tells, in the forms that generators use.

`2014-03-12-coming-soon.md`, `2024-12-5-defaults.md`, `my-post/index.md`, `my-post.fr.md`; no date where the digits are none.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from msgspec import Struct

_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+(.+))?", re.DOTALL)


class FileName(Struct, frozen=True):
    """What a name tells; `slug` as written, before it is made safe. `lang` is empty where the name has no suffix.

    `no_day` is a date as written that does not exist; it is part of the slug.
    """

    slug: str
    day: date | None = None
    lang: str = ""
    no_day: str = ""


def read_name(path: PurePosixPath, languages: Sequence[str]) -> FileName:
    """Read a path relative to the imported folder; `index` and `_index` take their folder's name."""
    stem, lang = _without_language(path.stem, languages)
    if stem in {"index", "_index"}:
        stem = path.parent.name or "home"
    match = _DATED.fullmatch(stem)
    day = _date(*match.groups()[:3]) if match else None
    if not match or not day:
        return FileName(stem, None, lang, "-".join(match.groups()[:3]) if match else "")
    return FileName(match[4] or path.parent.name or stem, day, lang)


def _without_language(stem: str, languages: Sequence[str]) -> tuple[str, str]:
    head, dot, suffix = stem.rpartition(".")
    code = match_language(suffix, languages) if dot and head else ""
    return (head, code) if code else (stem, "")


def match_language(written: str, languages: Sequence[str]) -> str:
    """Return the site's language for a tag such as `es_PR`, by the whole tag, else by its first part; empty if none."""
    tag = written.strip().replace("_", "-").casefold()
    by_tag = {code.casefold(): code for code in languages}
    return by_tag.get(tag) or by_tag.get(tag.split("-", 1)[0], "")


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def guess_person(name: str) -> str:
    """Return a person's name for an id: `michelle-chronister` is Michelle Chronister; a name with blanks stays as it is."""
    if re.search(r"\s|[A-Z]", name):
        return name.strip()
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[-_.]+", name) if word)
