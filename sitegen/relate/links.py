"""Resolves the internal targets of bodies to permalinks; a target that is known but not published becomes plain text.

A target is a source's path (relative to the file that links, to `content/`, or to the project), an id with its kind
(`article:ID`, `page:ID`, `author:ID`, `tags:ID`), or a path of the site (`/about/`), which is left as it stands: whether
something lies there is known when the plan is made. Every form may end in `#anchor`, and be percent-encoded as URLs are.
"""

import difflib
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.urls import join_inside, nfc


class Targets(Struct, frozen=True):
    """All that can be linked to. `permalinks` is by key and language; a key without entry is known but not published.

    `keys` gives (key, language) by source path; `anchors` the ids on a page by permalink, where they are known.
    """

    keys: Mapping[str, tuple[str, str]]
    permalinks: Mapping[str, Mapping[str, str]]
    anchors: Mapping[str, frozenset[str]]
    default_language: str


def resolve_links(
    source: str, lang: str, links: Iterable[str], targets: Targets
) -> tuple[dict[str, str], list[Problem]]:
    """Return the permalink of each target, "" where there is none, and a problem for each broken one."""
    resolved: dict[str, str] = {}
    problems = []
    for link in links:
        permalink, problem = _resolve(link, source, lang, targets)
        resolved[link] = permalink
        if problem:
            problems.append(problem)
    return resolved, problems


def _resolve(link: str, source: str, lang: str, targets: Targets) -> tuple[str, Problem | None]:
    if link.startswith("/"):
        return link, None
    bare, _, anchor = (nfc(unquote(part)) for part in link.partition("#"))
    key, exact = _find(bare, source, targets)
    if not key:
        return "", _broken(link, bare, source, targets)
    versions = targets.permalinks.get(key, {})
    permalink = versions.get(exact) if exact else _best(versions, lang, targets.default_language)
    if not permalink:
        return "", _unpublished(link, source)
    return _with_anchor(permalink, anchor, link, source, targets)


def _find(bare: str, source: str, targets: Targets) -> tuple[str, str]:
    """Return the key and, where the link names a file, the file's language."""
    if bare in targets.permalinks:
        return bare, ""
    folder = str(PurePosixPath(source).parent)
    for base in (folder, "content", ""):
        path = join_inside(base, bare)
        if path is not None and path in targets.keys:
            return targets.keys[path]
    return "", ""


def _best(versions: Mapping[str, str], lang: str, default: str) -> str:
    return versions.get(lang) or versions.get(default) or next(iter(versions.values()), "")


def _with_anchor(permalink: str, anchor: str, link: str, source: str, targets: Targets) -> tuple[str, Problem | None]:
    if not anchor:
        return permalink, None
    page, _, chapter = permalink.partition("#")
    wanted = f"{chapter}-{anchor}" if chapter else anchor
    known = targets.anchors.get(page)
    if known is None or wanted in known:
        return f"{page}#{wanted}", None
    near = difflib.get_close_matches(wanted, sorted(known), n=1)
    hint = f'the nearest is "#{near[0]}"' if near else "the page has no such heading or id"
    place = Location(source)
    return page, Problem(place, "broken-anchor", f'no anchor "#{anchor}" on the page of "{link}"', hint, value=link)


def _broken(link: str, bare: str, source: str, targets: Targets) -> Problem:
    near = _nearest_id(bare, targets) if ":" in bare else _nearest_file(bare, source, targets)
    hint = f'did you mean "{near}"?' if near else "name a file of content/ by its path, or an id such as author:NAME"
    return Problem(Location(source), "broken-link", f'nothing answers to the link "{link}"', hint, value=link)


def _nearest_id(bare: str, targets: Targets) -> str:
    return next(iter(difflib.get_close_matches(bare, targets.permalinks, n=1, cutoff=0.7)), "")


def _nearest_file(bare: str, source: str, targets: Targets) -> str:
    """Return the file whose name is nearest, whatever its folder, as the path from the file that links."""
    folder = str(PurePosixPath(source).parent)
    paths: dict[str, list[str]] = defaultdict(list)
    for path in targets.keys:
        paths[_name(path)].append(path)
    names = [_name(bare)] if _name(bare) in paths else difflib.get_close_matches(_name(bare), paths, n=1, cutoff=0.7)
    if not names:
        return ""
    [near] = difflib.get_close_matches(join_inside(folder, bare) or bare, paths[names[0]], n=1, cutoff=0)
    return posixpath.relpath(near, folder)


def _name(path: str) -> str:
    """The part of a path by which people know the file; an index is known by its folder."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return f"{folder.rpartition('/')[2]}/{name}" if name.partition(".")[0] == "index" else name


def _unpublished(link: str, source: str) -> Problem:
    message = f'"{link}" is not published, so the link became plain text'
    return Problem(Location(source), "unpublished-link", message, severity="warning", value=link)
