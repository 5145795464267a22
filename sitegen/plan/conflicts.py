"""Finds outputs that claim one address, and says where to change what: in a text, in static/, or in the config."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.output import Output
from sitegen.model.site import Site
from sitegen.urls import collision_key


class _Maker(Struct, frozen=True):
    """What gave an output its address. The lower its rank, the sooner it gives way; `change` says how, if it can.

    `path` and `value` are for the place of the problem: the config where no single file is to blame.
    """

    rank: int
    change: str = ""
    path: str = "sitegen.toml"
    value: str = ""


_ALIAS, _FILE, _TEXT, _CONFIG, _FIXED = range(5)


def find_conflicts(ordered: Iterable[Output], site: Site) -> list[Problem]:
    """Return a problem for each two outputs that cannot both be there, also where a file system folds names."""
    owners: dict[str, Output] = {}
    problems = []
    for output in ordered:
        owner = owners.setdefault(collision_key(output.path), output)
        # Two feeds clash only where the pages do to which they belong.
        if owner is not output and output.recipe != "atom":
            problems.append(_conflict(owner, output, _one_address(owner, output), site))
    if _all_folders(owners).isdisjoint(owners):
        return problems
    for key, output in owners.items():
        for folder in _folders(key):
            if folder in owners:
                problems.append(_conflict(owners[folder], output, _file_and_folder(owners[folder], output), site))
    return problems


def _all_folders(paths: Iterable[str]) -> set[str]:
    """Return every folder above any of the paths."""
    found: set[str] = set()
    for path in paths:
        for folder in _folders(path):
            if folder in found:
                break
            found.add(folder)
    return found


def _folders(path: str) -> Iterator[str]:
    """Yield every folder above a path: a file of that name could not stand beside it."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _one_address(first: Output, second: Output) -> str:
    if first.path == second.path:
        return f'"{first.path}" is the address of both "{first.origin}" and "{second.origin}"'
    return (
        f'"{first.path}" of "{first.origin}" and "{second.path}" of "{second.origin}" are one address '
        "where case and Unicode form are one"
    )


def _file_and_folder(file: Output, below: Output) -> str:
    return f'"{file.path}" of "{file.origin}" is a folder in "{below.path}" of "{below.origin}"'


def _conflict(first: Output, second: Output, message: str, site: Site) -> Problem:
    culprit, other = sorted((_maker(second, site), _maker(first, site)), key=lambda maker: maker.rank)
    hint = culprit.change
    if culprit.rank >= _TEXT and other.change and other.change != culprit.change:
        hint = f"{culprit.change}, or {other.change}"
    return Problem(Location(culprit.path), "address-conflict", message, hint, value=culprit.value)


def _maker(output: Output, site: Site) -> _Maker:
    kind, _, name = output.origin.partition(": ")
    if output.template == "redirect.html":
        source = output.origin.removeprefix("alias in ")
        return _Maker(_ALIAS, "take the alias away", source, "old_urls" if _is_term(source, site) else "aliases")
    if output.recipe in {"copy", "picture"} and output.origin.startswith(("content/", "static/")):
        return _Maker(_FILE, "rename the file, or take it away", output.origin)
    if output.origin in site.pages:
        return _Maker(_TEXT, "give the text another slug", output.origin, "slug")
    if kind == "author" and name in site.authors:
        return _Maker(_TEXT, "give the author another slug", site.authors[name].facts.path, "slug")
    if key := _PERMALINKS.get(kind):
        return _Maker(_CONFIG, f'change "{key}" in [permalinks]', value="[permalinks]")
    if (taxonomy := kind.removeprefix("all ")) in site.terms:
        table = f"[taxonomies.{taxonomy}]"
        return _Maker(_CONFIG, f'change "permalink" in {table}', value=table)
    return _Maker(_FIXED)


_PERMALINKS = {"all articles": "articles", "year": "articles", "type": "type", "all authors": "author"}
"""What the config calls the pattern by which lists of a kind have their address."""


def _is_term(source: str, site: Site) -> bool:
    return source.split("/")[1] in site.terms
