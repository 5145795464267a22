"""Groups the language versions of one document: files that share their name, and files that say `translation_of`."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, PageFacts
from sitegen.relate.cycles import find_cycles
from sitegen.relate.visible import Visible

Document = ArticleFacts | PageFacts


def relate_translations(seen: Visible, config: Config) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return, for each path that has other language versions, the paths by language in the config's order.

    A translation of an article that is not published stands alone, without problem; one of a translation belongs to
    what that translates.
    """
    originals, problems = _resolve_originals(seen)
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    documents: list[Document] = [*seen.articles, *seen.pages]
    for facts in sorted(documents, key=lambda each: (each.path in originals, each.path)):
        group = groups[facts.__class__.__name__, originals.get(facts.path, facts.id)]
        if facts.lang in group:
            problems.append(_twice(facts, group[facts.lang]))
        else:
            group[facts.lang] = facts.path
    order = [lang.code for lang in config.languages]
    versions = {}
    for group in groups.values():
        if len(group) > 1:
            ordered = {lang: group[lang] for lang in order if lang in group}
            versions.update(dict.fromkeys(group.values(), ordered))
    return versions, problems


def _resolve_originals(seen: Visible) -> tuple[dict[str, str], list[Problem]]:
    """Return the id of the original by the path of each translation that names another text, and what is wrong."""
    known = _Known(each for each in seen.known if isinstance(each, ArticleFacts))
    originals: dict[str, str] = {}
    links: dict[str, str] = {}
    sources: dict[str, ArticleFacts] = {}
    problems = []
    for facts in sorted((each for each in seen.articles if each.translation_of), key=lambda each: each.path):
        original = known.id_of(facts.translation_of)
        if problem := known.fault(facts, original):
            problems.append(problem)
        elif original != facts.id:
            originals[facts.path] = original
            links.setdefault(facts.id, original)
            sources.setdefault(facts.id, facts)
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

    def __init__(self, articles: Iterable[ArticleFacts]) -> None:
        self._versions: dict[str, dict[str, str]] = defaultdict(dict)
        self._ids: dict[str, str] = {}
        for facts in articles:
            self._versions[facts.id][facts.lang] = facts.path
            self._ids[facts.path] = self._ids[f"content/articles/{facts.id}.md"] = facts.id

    def id_of(self, written: str) -> str:
        """Return the id that is meant; what is none of ours stays as it is written."""
        name = written.removeprefix("content/").removeprefix("articles/").removeprefix("article:").removesuffix(".md")
        return self._ids.get(f"content/articles/{name}.md", name)

    def fault(self, facts: ArticleFacts, original: str) -> Problem | None:
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


def _cycle(facts: ArticleFacts, cycle: Sequence[str]) -> Problem:
    message = f'the translations go in a circle: "{" → ".join([*cycle, cycle[0]])}"'
    return _problem(facts, message, "take translation_of out of the text that was there first")


def _twice(facts: Document, other: str) -> Problem:
    message = f'"{facts.path}" and "{other}" are both the "{facts.lang}" version of one document'
    return _problem(facts, message, "keep one of them, or take translation_of out of the other")


def _problem(facts: Document, message: str, hint: str, kind: str = "wrong-translation") -> Problem:
    return Problem(Location(facts.path), kind, message, hint, value="translation_of")
