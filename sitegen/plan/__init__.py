"""Turns the Site into the Plan: every file of the output with the frozen view that it shows.

The rules run in the order of the table below, once for each language. No two outputs share a path, also where a file
system folds case or Unicode form; who would is named.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from sitegen.errors import Location, PlanError, Problem
from sitegen.model.config import Config
from sitegen.model.output import Output, Plan
from sitegen.model.site import Related, Site
from sitegen.model.source import Snapshot
from sitegen.plan.articles import plan_articles
from sitegen.plan.edition import Edition
from sitegen.plan.feeds import plan_feeds
from sitegen.plan.files import plan_files, plan_redirect_map
from sitegen.plan.indexes import plan_indexes
from sitegen.plan.listings import plan_listings
from sitegen.plan.pages import plan_home, plan_not_found, plan_pages, plan_redirects
from sitegen.plan.shared import make_site_view
from sitegen.plan.sitemaps import plan_robots, plan_sitemaps
from sitegen.urls import collision_key

__all__ = ["plan"]

RULES: tuple[Callable[[Edition], Iterator[Output]], ...] = (
    plan_home,
    plan_articles,
    plan_pages,
    plan_listings,
    plan_indexes,
    plan_not_found,
    plan_redirects,
    plan_feeds,
)

_encode = msgspec.msgpack.Encoder().encode


def plan(site: Site, related: Related, config: Config, snapshot: Snapshot) -> Plan:
    """Plan every output; raise PlanError with all conflicts where two claim one path."""
    sizes = {asset.path: asset.size for asset in snapshot.assets}
    editions = [Edition(site, related, config, lang, sizes) for lang in site.articles]
    outputs = [output for edition in editions for rule in RULES for output in rule(edition)]
    outputs += plan_files(site, snapshot)
    outputs += plan_redirect_map(editions)
    outputs += plan_sitemaps(editions)
    outputs.append(plan_robots(editions[0]))
    shared = {edition.lang: _encode(make_site_view(edition, snapshot.theme.assets)) for edition in editions}
    return Plan(_by_path(outputs), shared)


def _by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    ordered = sorted(outputs, key=lambda output: output.path)
    owners: dict[str, Output] = {}
    problems = []
    for output in ordered:
        owner = owners.setdefault(collision_key(output.path), output)
        if owner is not output:
            problems.append(_conflict(owner, output))
    for key, output in owners.items():
        problems += [_conflict(owners[folder], output) for folder in _folders(key) if folder in owners]
    if problems:
        raise PlanError(problems=problems)
    return {output.path: output for output in ordered}


def _folders(path: str) -> Iterator[str]:
    """Yield every folder above a path: a file of that name could not stand beside it."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _conflict(first: Output, second: Output) -> Problem:
    message = f'"{first.path}" and "{second.path}" are one address for "{first.origin}" and "{second.origin}"'
    hint = "give one of them another slug, or take the alias away"
    return Problem(Location(second.origin), "address-conflict", message, hint)
