"""Turns visible articles and pages into Pages: type, permalink, translations, chapters."""

import difflib
from collections.abc import Collection, Mapping

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts
from sitegen.model.site import Page
from sitegen.relate.permalinks import article_permalink, page_permalink
from sitegen.relate.translations import relate_translations
from sitegen.relate.visible import Visible


def assemble_pages(
    seen: Visible, terms: Mapping[str, Mapping[str, tuple[str, ...]]], config: Config
) -> tuple[dict[str, Page], list[Problem]]:
    """Return every page by key, ordered; `terms` are each article's term ids by path and taxonomy."""
    versions, problems = relate_translations(seen, config)
    pages: dict[str, Page] = {}
    exists = {each.path for each in seen.known}
    for facts in seen.articles:
        type_id, found = _type_of(facts, config)
        problems += found + _missing_chapters(facts, exists)
        pages[facts.path] = Page(
            key=facts.path,
            kind="article",
            facts=facts,
            permalink=article_permalink(facts, type_id, config),
            type=type_id,
            terms=terms.get(facts.path, {}),
            translations=versions.get(facts.path, {}),
            chapters=tuple(seen.chapters[path] for path in facts.chapters if path in seen.chapters),
        )
    for page in seen.pages:
        pages[page.path] = Page(
            key=page.path,
            kind="page",
            facts=page,
            permalink=page_permalink(page, config),
            translations=versions.get(page.path, {}),
        )
    return dict(sorted(pages.items())), problems + _unlisted_chapters(seen)


def _type_of(facts: ArticleFacts, config: Config) -> tuple[str, list[Problem]]:
    if not facts.type or facts.type in config.types:
        return facts.type or config.default_type, []
    near = difflib.get_close_matches(facts.type, list(config.types), n=1)
    hint = f'did you mean "{near[0]}"?' if near else "the types of this site are " + ", ".join(config.types)
    message = f'this site has no type "{facts.type}"'
    return config.default_type, [Problem(Location(facts.path), "unknown-type", message, hint, value=facts.type)]


def _missing_chapters(facts: ArticleFacts, exists: Collection[str]) -> list[Problem]:
    return [
        Problem(
            Location(facts.path),
            "missing-chapter",
            f'there is no chapter "{name}" beside this file',
            "write it there, or take it from the list",
            value=name,
        )
        for path in facts.chapters
        if path not in exists
        for name in [path.rpartition("/")[2]]
    ]


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
