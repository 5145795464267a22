"""Turns the Site into the Plan: every file of the output with the frozen view that it shows.

The rules run in the order of the table below, once for each language. No two outputs share a path, also where a file
system folds case or Unicode form; who would is named.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from sitegen.digest import digest, pack
from sitegen.errors import PlanError, Problem
from sitegen.model.config import Config
from sitegen.model.dress import Dress
from sitegen.model.media import Media
from sitegen.model.output import Output, Plan
from sitegen.model.site import Related, Site
from sitegen.model.source import Asset, Snapshot
from sitegen.plan.articles import plan_articles
from sitegen.plan.calendars import plan_calendars
from sitegen.plan.cards import plan_cards
from sitegen.plan.conflicts import find_conflicts
from sitegen.plan.corrections import plan_corrections
from sitegen.plan.edition import Edition
from sitegen.plan.feeds import plan_feeds
from sitegen.plan.files import plan_files, plan_fonts, plan_redirect_map
from sitegen.plan.home import plan_home
from sitegen.plan.indexes import plan_indexes
from sitegen.plan.listings import plan_listings
from sitegen.plan.pages import plan_not_found, plan_pages, plan_redirects, unknown_templates
from sitegen.plan.policy import make_policy, plan_headers
from sitegen.plan.search import SEARCH_TEMPLATE, missing_search, plan_searches, search_url
from sitegen.plan.shared import make_site_view
from sitegen.plan.sitemaps import plan_robots, plan_sitemaps
from sitegen.plan.voice import Voice
from sitegen.reuse import Reuse, in_context
from sitegen.urls import asset_path

__all__ = ["Planner"]

RULES: tuple[Callable[[Edition], Iterator[Output]], ...] = (
    plan_home,
    plan_articles,
    plan_cards,
    plan_calendars,
    plan_pages,
    plan_corrections,
    plan_listings,
    plan_indexes,
    plan_not_found,
    plan_redirects,
    plan_feeds,
)


class Planner:
    """Plans a site, once or again and again: where `is_lasting`, what is made of equal parts is made once.

    `fingerprints` says whether theme assets carry their digest in their names; in a preview they do not, so that another
    style sheet leaves every page as it is. A preview counts no visits. `search_tool`
    names the program that makes search indexes, with its version; where it is empty, nothing can be searched.
    """

    def __init__(self, fingerprints: bool = True, is_lasting: bool = False, search_tool: str = "") -> None:
        self._fingerprints = fingerprints
        self._search_tool = search_tool
        self._is_lasting = is_lasting
        self._reuse: dict[str, Reuse[Voice]] = {}
        self._editions: list[Edition] = []
        self._pages: list[Output] = []
        self._searches: tuple[Output, ...] | None = None
        self._lists: list[Output] = []
        self._free: Sequence[tuple[str, str]] = ()
        """Path and recipe of the outputs of a plan in which no two claimed one path: for equal ones that is so again."""

    def plan(
        self, site: Site, related: Related, media: Media, config: Config, snapshot: Snapshot, dress: Dress
    ) -> Plan:
        """Plan every output.

        Raises PlanError with every conflict where two claim one path, and every template that is missing.
        """
        assets = {asset.path: asset for asset in (*snapshot.assets, *snapshot.static)}
        if not all(each.is_of(site, related, media, assets, config) for each in self._editions) or not self._editions:
            self._editions = [
                Edition(site, related, media, assets, self._reuse_in(lang, config)) for lang in site.articles
            ]
            self._pages = [output for edition in self._editions for rule in RULES for output in rule(edition)]
            self._lists = list(_plan_lists(self._editions))
            self._searches = None
        names = {name: self._name(name, asset, dress) for name, asset in snapshot.theme.assets.items()}
        searches = self._plan_searches(config, snapshot.theme.templates)
        policy = make_policy(config, site, dress, can_search=bool(searches))
        files = [
            *plan_files(site, media, snapshot, names, dress.sheets, config.images),
            *plan_fonts(dress),
            plan_headers(config, policy, dress, sorted([*names.values(), *(font.path for font in dress.fonts)])),
        ]
        intros = {output.origin for output in searches}
        pages = (output for output in self._pages if output.origin not in intros)
        shared = {
            edition.lang: pack(
                make_site_view(
                    edition,
                    names,
                    policy,
                    dress,
                    counts_visits=self._fingerprints,
                    search=search_url(edition) if searches else "",
                )
            )
            for edition in self._editions
        }
        ordered = sorted([*pages, *searches, *files, *self._lists], key=lambda output: output.path)
        problems = [
            *unknown_templates(site, snapshot.theme.templates),
            *missing_search(config, snapshot.theme.templates),
            *self._conflicts(ordered, site),
        ]
        if problems:
            raise PlanError(problems=problems)
        return Plan({output.path: output for output in ordered}, shared)

    def _plan_searches(self, config: Config, templates: Collection[str]) -> tuple[Output, ...]:
        """Plan what searching needs, where it is wanted, its tool is installed, and the theme has a page for it."""
        if config.search == "never" or not self._search_tool or SEARCH_TEMPLATE not in templates:
            return ()
        if self._searches is None:
            self._searches = tuple(plan_searches(self._editions, self._search_tool))
        return self._searches

    def _reuse_in(self, lang: str, config: Config) -> Reuse[Voice]:
        known = self._reuse.get(lang)
        voice = known.context if known and known.context.config is config else Voice(config, lang)
        self._reuse[lang] = in_context(known, voice, self._is_lasting)
        return self._reuse[lang]

    def _conflicts(self, ordered: Sequence[Output], site: Site) -> list[Problem]:
        claimed = [(output.path, output.recipe) for output in ordered]
        if claimed == self._free:
            return []
        problems = find_conflicts(ordered, site)
        if not problems:
            self._free = claimed
        return problems

    def _name(self, name: str, asset: Asset, dress: Dress) -> str:
        if not self._fingerprints:
            return asset_path(name)
        sheet = dress.sheets.get(name)
        return asset_path(name, asset.digest if sheet is None else digest(sheet.encode()))


def _plan_lists(editions: Sequence[Edition]) -> Iterator[Output]:
    """Yield what machines read of all languages together."""
    yield from plan_redirect_map(editions)
    yield from plan_sitemaps(editions)
    yield plan_robots(editions[0])
