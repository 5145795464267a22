"""Resolves the links and places the assets of every source that some page shows, against all that a link may name."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, AuthorFacts, Facts, PageFacts
from sitegen.model.site import Author, Site, Term
from sitegen.relate.files import pictures_of, place_files
from sitegen.relate.links import Targets, resolve_links
from sitegen.relate.visible import Visible
from sitegen.reuse import Reuse
from sitegen.urls import chapter_anchor

BySource = dict[str, Mapping[str, str]]
Pictures = dict[str, tuple[str, ...]]


class Reach(Struct, frozen=True, eq=False):
    """What a source can lead to: all that can be linked to, and the project paths of the content's assets."""

    targets: Targets
    assets: Collection[str]


def resolve_all(site: Site, seen: Visible, reuse: Reuse[Reach]) -> tuple[BySource, BySource, Pictures, list[Problem]]:
    """Return the permalinks of links and the output paths of assets, both by source and target, the pictures shown by source,
    and what is wrong."""
    links: BySource = {}
    files: BySource = {}
    pictures: Pictures = {}
    problems: list[Problem] = []
    for source, permalink in _shown(site, seen):
        path = source.path
        links[path], files[path], shown, found = reuse.made(path, _resolve, source, permalink)
        problems += found
        if shown:
            pictures[path] = shown
    return links, files, pictures, problems


def _resolve(
    reach: Reach, source: Facts, permalink: str
) -> tuple[Mapping[str, str], Mapping[str, str], tuple[str, ...], Sequence[Problem]]:
    resolved, problems = resolve_links(source.path, source.lang, source.links, reach.targets)
    placed, missing = place_files(source.path, source.assets, permalink, reach.assets)
    return resolved, placed, pictures_of(source), [*problems, *missing]


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


_Shown = tuple[str, str, tuple[str, ...], tuple[PageFacts, ...]]
"""A page that is shown: language, permalink, anchors, chapters."""


def gather_targets(site: Site, seen: Visible, assets: Collection[str], reuse: Reuse[Config]) -> Reach:
    """Build the lookup; what is not published is known in it, but leads nowhere."""
    known = tuple([(each.path, _kind(each), each.id, each.lang) for each in seen.known])
    shown = {
        key: (page.facts.lang, page.permalink, page.facts.anchors, page.chapters) for key, page in site.pages.items()
    }
    lists = {f"author:{author.id}": author.permalinks for author in site.authors.values()}
    for taxonomy, terms in site.terms.items():
        lists.update({f"{taxonomy}:{term.id}": term.permalinks for term in terms.values()})
    return reuse.made("reach", _make_reach, known, shown, lists, assets)


def _make_reach(
    config: Config,
    known: Iterable[tuple[str, str, str, str]],
    shown: Mapping[str, _Shown],
    lists: Mapping[str, Mapping[str, str]],
    assets: Collection[str],
) -> Reach:
    keys: dict[str, tuple[str, str]] = {}
    permalinks: dict[str, dict[str, str]] = {}
    anchors = {}
    for path, kind, id_, lang in known:
        key = f"{kind}:{id_}"
        keys[path] = key, lang if kind in _DOCUMENTS else ""
        permalinks[key] = {}
    for path, (lang, permalink, own, chapters) in shown.items():
        permalinks[keys[path][0]][lang] = permalink
        anchors[permalink] = frozenset(_anchors(own, chapters))
        for chapter in chapters:
            anchor = chapter_anchor(chapter.slug, chapter.id)
            permalinks[keys[chapter.path][0]][chapter.lang] = f"{permalink}#{anchor}"
    permalinks |= {key: dict(of_list) for key, of_list in lists.items()}
    return Reach(Targets(keys, permalinks, anchors, config.default_language), assets)


_DOCUMENTS = frozenset({"article", "page", "chapter"})


def _kind(facts: Facts) -> str:
    """Return by what a source's id is preceded where a link names it."""
    if isinstance(facts, ArticleFacts):
        return "article"
    if isinstance(facts, PageFacts):
        return "page" if facts.path.startswith("content/pages/") else "chapter"
    return "author" if isinstance(facts, AuthorFacts) else facts.taxonomy


def _anchors(own: Sequence[str], chapters: Sequence[PageFacts]) -> list[str]:
    found = list(own)
    for chapter in chapters:
        prefix = chapter_anchor(chapter.slug, chapter.id)
        found += [prefix, *(f"{prefix}-{anchor}" for anchor in chapter.anchors)]
    return found
