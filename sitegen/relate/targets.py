"""Resolves the links and places the assets of every source that some page shows, against all that a link may name."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sitegen.errors import Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, AuthorFacts, Facts, PageFacts
from sitegen.model.site import Author, Page, Site, Term
from sitegen.relate.files import pictures_of, place_files
from sitegen.relate.links import Targets, resolve_links
from sitegen.relate.visible import Visible
from sitegen.urls import chapter_anchor

BySource = dict[str, dict[str, str]]
Pictures = dict[str, tuple[str, ...]]


def resolve_all(
    site: Site, seen: Visible, assets: Collection[str], targets: Targets
) -> tuple[BySource, BySource, Pictures, list[Problem]]:
    """Return the permalinks of links and the output paths of assets, both by source and target, the pictures shown by source,
    and what is wrong."""
    links: BySource = {}
    files: BySource = {}
    pictures: Pictures = {}
    problems: list[Problem] = []
    for source, permalink in _shown(site, seen):
        links[source.path], found = resolve_links(source.path, source.lang, source.links, targets)
        files[source.path], missing = place_files(source.path, source.assets, permalink, assets)
        problems += found + missing
        if shown := pictures_of(source):
            pictures[source.path] = shown
    return links, files, pictures, problems


def _shown(site: Site, seen: Visible) -> Iterable[tuple[Facts, str]]:
    """Yield each source that is shown with the permalink of the page that shows it (its first, where several do)."""
    for page in site.pages.values():
        yield page.facts, page.permalink
        for chapter in page.chapters:
            yield chapter, page.permalink
    for person in seen.authors:
        if author := site.authors.get(person.id):
            yield person, _permalink_of(author, person.lang)
    for file in seen.terms:
        if term := site.terms.get(file.taxonomy, {}).get(file.id):
            yield file, _permalink_of(term, file.lang)


def _permalink_of(owner: Author | Term, lang: str) -> str:
    return owner.permalinks.get(lang) or next(iter(owner.permalinks.values()))


def gather_targets(site: Site, seen: Visible, config: Config) -> Targets:
    """Build the lookup; what is not published is known in it, but leads nowhere."""
    permalinks: dict[str, dict[str, str]] = defaultdict(dict)
    keys = {}
    for facts in seen.known:
        key = _key(facts)
        keys[facts.path] = (key, facts.lang if isinstance(facts, ArticleFacts | PageFacts) else "")
        permalinks[key] = {}
    for page in site.pages.values():
        permalinks[_key(page.facts)][page.facts.lang] = page.permalink
        for chapter in page.chapters:
            permalinks[_key(chapter)][chapter.lang] = f"{page.permalink}#{chapter_anchor(chapter.slug, chapter.id)}"
    for author in site.authors.values():
        permalinks[f"author:{author.id}"] = dict(author.permalinks)
    for taxonomy, terms in site.terms.items():
        for term in terms.values():
            permalinks[f"{taxonomy}:{term.id}"] = dict(term.permalinks)
    anchors = {page.permalink: frozenset(_anchors(page)) for page in site.pages.values()}
    return Targets(keys, permalinks, anchors, config.default_language)


def _key(facts: Facts) -> str:
    if isinstance(facts, ArticleFacts):
        return f"article:{facts.id}"
    if isinstance(facts, PageFacts):
        return f"page:{facts.id}" if facts.path.startswith("content/pages/") else f"chapter:{facts.id}"
    if isinstance(facts, AuthorFacts):
        return f"author:{facts.id}"
    return f"{facts.taxonomy}:{facts.id}"


def _anchors(page: Page) -> list[str]:
    found = list(page.facts.anchors)
    for chapter in page.chapters:
        prefix = chapter_anchor(chapter.slug, chapter.id)
        found += [prefix, *(f"{prefix}-{anchor}" for anchor in chapter.anchors)]
    return found
