"""Groups the language versions of one document: files that share their name, and files that say `translation_of`."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, PageFacts
from sitegen.relate.cycles import find_cycles
from sitegen.relate.visible import Visible
from sitegen.reuse import Reuse

_Columns = tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]]


class _Document(Struct, frozen=True, gc=False):
    """What makes a document a version of another."""

    path: str
    id: str
    lang: str
    translation_of: str = ""


def relate_translations(
    seen: Visible, reuse: Reuse[Config]
) -> tuple[Mapping[str, Mapping[str, str]], Sequence[Problem]]:
    """Return, for each path that has other language versions, the paths by language in the config's order.

    A translation of an article that is not published stands alone, without problem; one of a translation belongs to
    what that translates.
    """
    known = [each for each in seen.known if isinstance(each, ArticleFacts)]
    return reuse.made("translations", _relate, _columns(known), _columns(seen.articles), _columns(seen.pages))


def _columns(documents: Sequence[ArticleFacts] | Sequence[PageFacts]) -> _Columns:
    """Return the fields of `_Document`, each for all: ten thousand values cost more to make than to look at."""
    return (
        tuple([each.path for each in documents]),
        tuple([each.id for each in documents]),
        tuple([each.lang for each in documents]),
        tuple([each.translation_of for each in documents if isinstance(each, ArticleFacts)]) or ("",) * len(documents),
    )


def _relate(
    config: Config, known: _Columns, articles: _Columns, pages: _Columns
) -> tuple[Mapping[str, Mapping[str, str]], Sequence[Problem]]:
    published = list(starmap(_Document, zip(*articles, strict=True)))
    originals, problems = _resolve_originals(published, known)
    versions: dict[str, dict[str, str]] = {}
    for documents in (published, list(starmap(_Document, zip(*pages, strict=True)))):
        versions |= _group(documents, originals, config, problems)
    return versions, problems


def _group(
    documents: Iterable[_Document], originals: Mapping[str, str], config: Config, problems: list[Problem]
) -> dict[str, dict[str, str]]:
    """Group documents of one kind; `problems` takes in what is there twice."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for document in sorted(documents, key=lambda each: (each.path in originals, each.path)):
        group = groups[originals.get(document.path, document.id)]
        if document.lang in group:
            problems.append(_twice(document, group[document.lang]))
        else:
            group[document.lang] = document.path
    order = [lang.code for lang in config.languages]
    versions: dict[str, dict[str, str]] = {}
    for group in groups.values():
        if len(group) > 1:
            ordered = {lang: group[lang] for lang in order if lang in group}
            versions.update(dict.fromkeys(group.values(), ordered))
    return versions


def _resolve_originals(published: Iterable[_Document], known: _Columns) -> tuple[dict[str, str], list[Problem]]:
    """Return the id of the original by the path of each translation that names another text, and what is wrong."""
    translations = sorted((each for each in published if each.translation_of), key=lambda each: each.path)
    if not translations:
        return {}, []
    articles = _Known(starmap(_Document, zip(*known, strict=True)))
    originals: dict[str, str] = {}
    links: dict[str, str] = {}
    sources: dict[str, _Document] = {}
    problems = []
    for document in translations:
        original = articles.id_of(document.translation_of)
        if problem := articles.fault(document, original):
            problems.append(problem)
        elif original != document.id:
            originals[document.path] = original
            links.setdefault(document.id, original)
            sources.setdefault(document.id, document)
    for cycle in find_cycles(links):
        problems.append(_cycle(sources[cycle[0]], cycle))
        for id_ in cycle:
            del links[id_]
    return {path: _first(original, links) for path, original in originals.items()}, problems


def _first(original: str, links: Mapping[str, str]) -> str:
    """Follow a translation of a translation to the text that was there first; `links` have no cycle."""
    while original in links:
        original = links[original]
    return original


class _Known:
    """All articles, hidden ones too, by the names that `translation_of` may give them: an id, or a file's path."""

    def __init__(self, articles: Iterable[_Document]) -> None:
        self._versions: dict[str, dict[str, str]] = defaultdict(dict)
        self._ids: dict[str, str] = {}
        for facts in articles:
            self._versions[facts.id][facts.lang] = facts.path
            self._ids[facts.path] = self._ids[f"content/articles/{facts.id}.md"] = facts.id

    def id_of(self, written: str) -> str:
        """Return the id that is meant; what is none of ours stays as it is written."""
        name = written.removeprefix("content/").removeprefix("articles/").removeprefix("article:").removesuffix(".md")
        return self._ids.get(f"content/articles/{name}.md", name)

    def fault(self, facts: _Document, original: str) -> Problem | None:
        """Return a problem where a text cannot be a translation of what it names."""
        versions = self._versions.get(original, {})
        if not versions:
            near = difflib.get_close_matches(original, sorted(self._versions), n=1)
            hint = (
                f'did you mean "{near[0]}"?' if near else "give the file's path below content/articles/ without ending"
            )
            message = f'no article has the id "{facts.translation_of}" that this is a translation of'
            return _problem(facts, message, hint, "unknown-translation")
        if list(versions.values()) == [facts.path]:
            message = f'"{facts.translation_of}", of which this is said to be a translation, is this very text'
            return _problem(facts, message, "name the text that this one translates, or take translation_of out")
        if versions.get(facts.lang, facts.path) != facts.path:
            message = f'"{facts.translation_of}", of which this is said to be a translation, is in "{facts.lang}" too'
            return _problem(
                facts, message, "end this file's name with its own language (.ar.md), or take translation_of out"
            )
        return None


def _cycle(facts: _Document, cycle: Sequence[str]) -> Problem:
    message = f'the translations go in a circle: "{" → ".join([*cycle, cycle[0]])}"'
    return _problem(facts, message, "take translation_of out of the text that was there first")


def _twice(facts: _Document, other: str) -> Problem:
    message = f'"{facts.path}" and "{other}" are both the "{facts.lang}" version of one document'
    return _problem(facts, message, "keep one of them, or take translation_of out of the other")


def _problem(facts: _Document, message: str, hint: str, kind: str = "wrong-translation") -> Problem:
    return Problem(Location(facts.path), kind, message, hint, value="translation_of")
