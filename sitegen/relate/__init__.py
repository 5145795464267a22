"""Turns the facts of all sources into the Site: who wrote what, which terms it has, what links to what.

Pure: the order of the input and the clock do not matter; the instant in the rule decides only what is visible. Problems
are collected beside the result, and a document that is not visible causes none.
"""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from sitegen.model.config import Config
from sitegen.model.document import Facts
from sitegen.model.site import Rule, Site
from sitegen.relate.authors import relate_authors
from sitegen.relate.documents import assemble_pages
from sitegen.relate.events import find_upcoming
from sitegen.relate.menus import resolve_menus
from sitegen.relate.targets import Reach, gather_targets, resolve_all
from sitegen.relate.terms import relate_terms
from sitegen.relate.visible import Visible, gather
from sitegen.reuse import Reuse, in_context

__all__ = ["Relater"]


class Relater:
    """Relates a site, once or again and again: where `is_lasting`, what is made of equal parts is made once."""

    def __init__(self, is_lasting: bool = False) -> None:
        self._is_lasting = is_lasting
        self._reuse: Reuse[Config] | None = None
        self._links: Reuse[Reach] | None = None

    def relate(self, facts: Iterable[Facts], assets: Collection[str], config: Config, rule: Rule) -> Site:
        """Relate all that is visible under a rule; `assets` are the project paths of the content's assets."""
        reuse = self._reuse = in_context(self._reuse, config, self._is_lasting)
        seen = gather(facts, rule)
        terms, own_terms, term_problems = relate_terms(seen, reuse)
        authors, author_problems = relate_authors(seen, reuse)
        pages, page_problems = assemble_pages(seen, own_terms, reuse)
        upcoming, over = find_upcoming(seen.articles, rule.now)
        site = Site(
            pages=pages,
            authors=authors,
            terms=terms,
            articles=_by_language(seen, config),
            links={},
            files={},
            menus={},
            upcoming=upcoming,
            next_due=min([due for due in (seen.next_due, over) if due is not None], default=None),
            hidden=seen.hidden,
        )
        reach = gather_targets(site, seen, assets, reuse)
        self._links = in_context(self._links, reach, self._is_lasting)
        links, files, pictures, link_problems = resolve_all(site, seen, self._links)
        menus, menu_problems = resolve_menus(config, site.articles, reach.targets)
        problems = {*term_problems, *author_problems, *page_problems, *link_problems, *menu_problems}
        ordered = tuple(sorted(problems))
        return replace(site, links=links, files=files, pictures=pictures, menus=menus, problems=ordered)


def _by_language(seen: Visible, config: Config) -> dict[str, tuple[str, ...]]:
    present = {config.default_language, *(each.lang for each in seen.articles), *(each.lang for each in seen.pages)}
    return {
        lang.code: tuple(each.path for each in seen.articles if each.lang == lang.code)
        for lang in config.languages
        if lang.code in present
    }
