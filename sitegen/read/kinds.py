"""Turns the path of a Markdown file into what it is: an article, a chapter, a page, an author or a term, with id and language.

Nothing but the path and the config decides, so that a file's place says all that the front matter need not.
"""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.source import SourceKind
from sitegen.urls import collision_key

MARKDOWN = ".md"

_FOLDERS: dict[str, SourceKind] = {"articles": "article", "pages": "page", "authors": "author"}
_NESTING = frozenset({"article", "page"})
_ARTICLES = "content/articles/"


class Identity(Struct, frozen=True, gc=False):
    """What a source is by its path; the first fields are those of `Source`. Sources of one `key` are the same for a site."""

    kind: SourceKind
    id: str
    lang: str
    taxonomy: str
    key: str
    doubt: Problem | None
    """What may be wrong with the name: it ends like a version in a language (`x.fr.md`) that the site does not have."""


@lru_cache(maxsize=1)
def identify(
    paths: tuple[str, ...], languages: tuple[str, ...], taxonomies: tuple[str, ...]
) -> tuple[Identity | Problem, ...]:
    """Say of each Markdown file below content/ what it is, or why it is nothing.

    `paths` are those of all Markdown files: a folder below content/articles with an index, in any language, is one
    article, and all other Markdown in it, at any depth, is a chapter. An index further down begins an article of its own.
    The last answer is kept: from one scan of a preview to the next the paths are nearly always the same.
    """
    places = _Places(paths, languages, taxonomies)
    return tuple(map(places.identify, paths))


class _Places:
    """What each place below content/ means on one site."""

    def __init__(self, paths: Iterable[str], languages: tuple[str, ...], taxonomies: tuple[str, ...]) -> None:
        self._default = languages[0]
        self._taxonomies = taxonomies
        self._languages = frozenset(languages)
        stems = (_split(path, self._languages)[0] for path in paths if path.startswith(_ARTICLES))
        self._articles = {stem.removesuffix("/index") for stem in stems if stem.endswith("/index")} - {_ARTICLES[:-1]}

    def identify(self, path: str) -> Identity | Problem:
        stem, suffix = _split(path, self._languages)
        _, section, name = (*stem.split("/", 2), "")[:3]
        taxonomy = section if section in self._taxonomies else ""
        kind: SourceKind | None = _FOLDERS.get(section) or ("term" if taxonomy else None)
        if kind is None or not name:
            return self._misplaced(path)
        id_ = name.removesuffix("/index")
        if id_ == "index" or (kind not in _NESTING and "/" in id_):
            return _misfiled(path, kind)
        lang = suffix or self._default
        key = collision_key(f"{kind}/{taxonomy}/{id_}/{lang}")
        if kind == "article" and id_ == name and self._is_in_article(stem):
            kind = "chapter"
        return Identity(kind, id_, lang, taxonomy, key, self._language_doubt(path))

    def _language_doubt(self, path: str) -> Problem | None:
        stem = path.removesuffix(MARKDOWN)
        _, dot, suffix = stem.rpartition("/")[2].rpartition(".")
        if not dot or suffix in self._languages or not _is_language(suffix):
            return None
        message = f'"{suffix}" in the file name is a language that the site does not have'
        hint = f'Add "{suffix}" to the languages in sitegen.toml, or rename the file if it means something else.'
        return Problem(Location(path), "unknown-language", message, hint)

    def _is_in_article(self, stem: str) -> bool:
        if not self._articles:
            return False
        while stem := stem.rpartition("/")[0]:
            if stem in self._articles:
                return True
        return False

    def _misplaced(self, path: str) -> Problem:
        folders = ", ".join(f"content/{name}" for name in [*_FOLDERS, *self._taxonomies])
        message = f'"{path}" lies in no folder that has a meaning'
        return Problem(Location(path), "misplaced", message, f"Move it to one of {folders}.")


def _split(path: str, languages: frozenset[str]) -> tuple[str, str]:
    stem = path.removesuffix(MARKDOWN)
    base, _, suffix = stem.rpartition(".")
    if suffix in languages and base and not base.endswith("/"):
        return base, suffix
    return stem, ""


def _is_language(suffix: str) -> bool:
    if not 2 <= len(suffix) <= 10 or not suffix.replace("-", "").isalnum() or not suffix.isascii():
        return False
    from babel.localedata import exists  # noqa: PLC0415 - needed for dotted names only, and slow to import

    return exists(suffix.replace("-", "_"))


def _misfiled(path: str, kind: SourceKind) -> Problem:
    if kind in _NESTING:
        hint = "Give it a name: the home page's text is content/pages/home.md, and lists of articles are made for you."
    else:
        hint = f"The file of one {kind} lies directly in its folder."
    return Problem(Location(path), "misplaced", f'"{path}" cannot be the file of one {kind}', hint)
