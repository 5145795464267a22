"""Turns visible articles and pages into Pages: type, permalink, translations, chapters."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, PageFacts
from sitegen.model.site import Page
from sitegen.relate.permalinks import article_permalink, page_permalink
from sitegen.relate.translations import relate_translations
from sitegen.relate.visible import Visible
from sitegen.reuse import Reuse

_NONE: Mapping[str, Any] = {}


def assemble_pages(
    seen: Visible, terms: Mapping[str, Mapping[str, tuple[str, ...]]], reuse: Reuse[Config]
) -> tuple[dict[str, Page], list[Problem]]:
    """Return every page by key, ordered; `terms` are each article's term ids by path and taxonomy."""
    versions, found = relate_translations(seen, reuse)
    problems = list(found)
    pages: dict[str, Page] = {}
    exists = {each.path for each in seen.known}
    for facts in seen.articles:
        path = facts.path
        own, others = terms.get(path, _NONE), versions.get(path, _NONE)
        chapters = tuple([(each, seen.chapters.get(each), each in exists) for each in facts.chapters])
        pages[path], found = reuse.made(("page", path), _article, facts, own, others, chapters)
        problems += found
    for page in seen.pages:
        pages[page.path] = Page(
            key=page.path,
            kind="page",
            facts=page,
            permalink=page_permalink(page, reuse.context),
            translations=versions.get(page.path, {}),
        )
    return dict(sorted(pages.items())), problems + _unlisted_chapters(seen)


def _article(
    config: Config,
    facts: ArticleFacts,
    terms: Mapping[str, tuple[str, ...]],
    versions: Mapping[str, str],
    chapters: Sequence[tuple[str, PageFacts | None, bool]],
) -> tuple[Page, Sequence[Problem]]:
    """`chapters` are those that the article lists: path, facts of one that is published, and whether there is one at all."""
    type_id, problems = _type_of(facts, config)
    page = Page(
        key=facts.path,
        kind="article",
        facts=facts,
        permalink=article_permalink(facts, type_id, config),
        type=type_id,
        terms=terms,
        translations=versions,
        chapters=tuple([chapter for _, chapter, _ in chapters if chapter]),
    )
    return page, [*problems, *(_missing_chapter(facts, path) for path, _, exists in chapters if not exists)]


def _type_of(facts: ArticleFacts, config: Config) -> tuple[str, list[Problem]]:
    if not facts.type or facts.type in config.types:
        return facts.type or config.default_type, []
    near = difflib.get_close_matches(facts.type, list(config.types), n=1)
    hint = f'did you mean "{near[0]}"?' if near else "the types of this site are " + ", ".join(config.types)
    message = f'this site has no type "{facts.type}"'
    return config.default_type, [Problem(Location(facts.path), "unknown-type", message, hint, value=facts.type)]


def _missing_chapter(facts: ArticleFacts, path: str) -> Problem:
    name = path.rpartition("/")[2]
    return Problem(
        Location(facts.path),
        "missing-chapter",
        f'there is no chapter "{name}" beside this file',
        "write it there, or take it from the list",
        value=name,
    )


def _unlisted_chapters(seen: Visible) -> list[Problem]:
    listed = {path for facts in seen.known if isinstance(facts, ArticleFacts) for path in facts.chapters}
    return [
        Problem(
            Location(path),
            "unlisted-chapter",
            f'"{path.rpartition("/")[2]}" lies in the folder of a report that does not list it, so no page shows it',
            'name it under "chapters" in the report\'s index.md, or move it',
            severity="warning",
        )
        for path in seen.chapters
        if path not in listed
    ]
