"""Checks what only the whole plan can tell: whether something lies at every path of the site that content links to."""

import difflib
from collections.abc import Iterator

from sitegen.check.lookup import find_output, output_at
from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.output import Plan
from sitegen.model.site import Site
from sitegen.urls import output_path

__all__ = ["check_site_paths", "find_output"]


def check_site_paths(site: Site, plan: Plan, config: Config) -> tuple[Problem, ...]:
    """Return a problem for each path of the site (`/about/`) that content or config names and where no output lies, ordered
    by place."""
    missing = {
        (source, target)
        for source, targets in _named_paths(site, config)
        for target in targets
        if target.startswith("/") and output_at(output_path(target.partition("?")[0]), plan) is None
    }
    return tuple(_broken(source, target, plan) for source, target in sorted(missing))


def _named_paths(site: Site, config: Config) -> Iterator[tuple[str, list[str]]]:
    yield from ((source, list(targets)) for source, targets in site.links.items())
    for menus in site.menus.values():
        for links in menus.values():
            yield "sitegen.toml", [link.url for link in links]
    yield "sitegen.toml", [config.analytics.script]


def _broken(source: str, target: str, plan: Plan) -> Problem:
    near = difflib.get_close_matches(output_path(target), plan.outputs, n=1)
    known = "/" + near[0].removesuffix("index.html") if near else ""
    hint = f'did you mean "{known}"?' if near else "link to a source by its path, and it stays right when it moves"
    return Problem(Location(source), "broken-link", f'nothing lies at "{target}"', hint, value=target)
