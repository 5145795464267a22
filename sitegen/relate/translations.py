"""Groups the language versions of one document: files that share their name, and files that say `translation_of`."""

import difflib
from collections import defaultdict
from collections.abc import Sequence

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, PageFacts
from sitegen.relate.visible import Visible

Document = ArticleFacts | PageFacts


def relate_translations(seen: Visible, config: Config) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return, for each path that has other language versions, the paths by language in the config's order.

    A translation of an article that is not published stands alone, without problem.
    """
    groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    problems = []
    ids = {facts.id for facts in seen.known if isinstance(facts, ArticleFacts)}
    documents: list[Document] = [*seen.articles, *seen.pages]
    for facts in documents:
        original = _original(facts)
        if original and original not in ids:
            problems.append(_unknown(facts, original, sorted(ids)))
        group = groups[facts.__class__.__name__, original or facts.id]
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


def _original(facts: Document) -> str:
    """The id that `translation_of` names; it may be written as a file's path or an id."""
    if not isinstance(facts, ArticleFacts) or not facts.translation_of:
        return ""
    named = facts.translation_of.removeprefix("content/").removeprefix("articles/").removeprefix("article:")
    return named.removesuffix(".md")


def _unknown(facts: Document, original: str, known: Sequence[str]) -> Problem:
    near = difflib.get_close_matches(original, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else "give the file's path below content/articles/ without ending"
    message = f'no article has the id "{original}" that this is a translation of'
    return Problem(Location(facts.path), "unknown-translation", message, hint, value=original)


def _twice(facts: Document, other: str) -> Problem:
    message = f'"{facts.path}" and "{other}" are both the "{facts.lang}" version of one document'
    hint = "keep one of them, or take translation_of out of the other"
    return Problem(Location(facts.path), "unknown-translation", message, hint, value="translation_of")
