"""Resolves the entries of the config's menus for each language; an entry whose page is not published is left out."""

from collections.abc import Iterable

from sitegen.errors import Problem
from sitegen.model.config import Config, MenuItem, label_in
from sitegen.model.site import MenuLink
from sitegen.relate.links import Targets, resolve_links
from sitegen.urls import scheme_of

CONFIG_FILE = "sitegen.toml"

KINDS = frozenset({"article", "page", "author"})


def resolve_menus(
    config: Config, languages: Iterable[str], targets: Targets
) -> tuple[dict[str, dict[str, tuple[MenuLink, ...]]], list[Problem]]:
    """Return the menus by language and name, each link with a permalink or another site's URL."""
    menus: dict[str, dict[str, tuple[MenuLink, ...]]] = {}
    problems: list[Problem] = []
    for lang in languages:
        menus[lang] = {}
        for name, items in config.menus.items():
            inside = [item.to for item in items if not _is_url(item, config)]
            links, found = resolve_links(CONFIG_FILE, lang, inside, targets)
            problems += found
            menus[lang][name] = tuple(
                MenuLink(label_in(item.label, lang, item.to), links.get(item.to, item.to))
                for item in items
                if links.get(item.to, item.to)
            )
    return menus, problems


def _is_url(item: MenuItem, config: Config) -> bool:
    return scheme_of(item.to) not in {"", *KINDS, *config.taxonomies}
