"""Turns the project's folder into a `Snapshot`: what there is, with the digest of each file.

Only names, states and digests leave this stage; bytes stay on disk. What cannot be part of a site (a link, a pipe, an
unsafe name, two names that some file system takes for one) is left out, with a problem that names it.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from sitegen.errors import Location, Problem, ThemeError
from sitegen.files import read_file
from sitegen.model.config import Config
from sitegen.model.source import Asset, FileStat, Snapshot, Source, ThemeFiles
from sitegen.model.webfonts import FONTS
from sitegen.read.attachments import content_problem, name_problem
from sitegen.read.contents import digested
from sitegen.read.kinds import MARKDOWN, Identity, identify
from sitegen.read.named import read_named
from sitegen.read.theme import digest_templates, theme_folders
from sitegen.read.walk import Found, Listings, unreadable, walk
from sitegen.urls import collision_key, nfc

__all__ = ["SERVED", "Seen", "read_folder", "read_named", "read_source"]

SERVED = frozenset({".well-known", ".htaccess", ".nojekyll", ".domains"})
"""The hidden names that hosts give a meaning to; of `static/` these alone are published."""

_PATH = attrgetter("path")


class Seen:
    """What a scan saw, by which another is spared where nothing changed since."""

    def __init__(self) -> None:
        self.themes: Mapping[str, Path] = {}
        self.listings = Listings()
        self.is_relied_on = False

    def still_stands(self, root: Path, config: Config) -> bool:
        """Tell whether a scan would find just the same again; never where a file has to be read to tell."""
        return self.is_relied_on and theme_folders(root, config.theme) == self.themes and self.listings.still_stand()


def read_folder(
    root: Path, config: Config, known: Mapping[str, FileStat], seen: Seen | None = None
) -> tuple[Snapshot, dict[str, FileStat], tuple[Problem, ...]]:
    """List a project's content, static files, theme and fonts with their digests.

    `known` is what an earlier call returned as its second value, or empty; it is to be kept for the next. What it saw is
    left in `seen`, a new one. Raises ThemeError where the theme is missing.
    """
    reading = _Reading(root, known, seen or Seen())
    sources, assets = _read_content(reading, config)
    static = reading.assets(reading.walk(root / "static", "static", SERVED))
    theme = _read_theme(reading, root, config.theme)
    snapshot = Snapshot(sources, assets, static, theme, _read_fonts(reading, config))
    reading.seen.is_relied_on = not reading.problems and all(state.settled for state in reading.stats.values())
    return snapshot, reading.stats, tuple(sorted(reading.problems))


def read_source(root: Path, path: str) -> bytes:
    """Return the bytes of a source by its project path, also where its name on disk has another Unicode form."""
    try:
        return read_file(root / path)
    except FileNotFoundError:
        return read_file(_on_disk(root, path))


class _Reading:
    """One scan: the moment it began, what was known before, and what it has found out."""

    def __init__(self, root: Path, known: Mapping[str, FileStat], seen: Seen) -> None:
        self.root = root
        self.seen = seen
        self.known = known
        self.moment_ns = time.time_ns()
        self.stats: dict[str, FileStat] = {}
        self.problems: list[Problem] = []

    def walk(self, folder: Path, project: str, hidden: frozenset[str] = frozenset()) -> list[Found]:
        found, problems = walk(str(folder), project, hidden, self.known, self.seen.listings)
        self.problems += problems
        return _without_doubles(found, list(map(collision_key, map(_PATH, found))), self.problems)

    def stat(self, found: Found) -> FileStat | None:
        """Return a file's state and remember it; None, with a problem, where it cannot be read."""
        state = found.state
        if not state.digest:
            try:
                state = digested(found.file, state, self.moment_ns)
            except FileNotFoundError:
                return None
            except OSError as error:
                self.problems.append(unreadable(found.path, error))
                return None
        self.stats[found.path] = state
        return state

    def assets(self, files: Iterable[Found]) -> tuple[Asset, ...]:
        return tuple(self._asset(found, state) for found in files if (state := self.stat(found)))

    def _asset(self, found: Found, state: FileStat) -> Asset:
        elsewhere = "" if found.file == str(self.root / found.path) else str(Path(found.file).absolute())
        return Asset(found.path, state.digest, state.size, elsewhere)


def _read_fonts(reading: _Reading, config: Config) -> tuple[Asset, ...]:
    if not config.fonts:
        return ()
    named = {font.path for font in config.fonts}
    found = [each for each in reading.walk(reading.root / FONTS, FONTS) if each.path in named]
    for path in sorted(named - {each.path for each in found}):
        message, hint = f'there is no font "{path}"', f"Put the file into {FONTS}/, or take it out of [fonts]."
        written = path.removeprefix(f"{FONTS}/")
        reading.problems.append(Problem(Location("sitegen.toml"), "missing-asset", message, hint, value=written))
    return reading.assets(found)


def _read_content(reading: _Reading, config: Config) -> tuple[tuple[Source, ...], tuple[Asset, ...]]:
    files = reading.walk(reading.root / "content", "content")
    markdown: list[Found] = []
    others: list[Found] = []
    for found in files:
        (markdown if found.path.endswith(MARKDOWN) else others).append(found)
    sources = _read_sources(reading, markdown, config)
    return sources, reading.assets(found for found in others if _may_be_published(reading, found))


def _read_sources(reading: _Reading, files: list[Found], config: Config) -> tuple[Source, ...]:
    languages = tuple(language.code for language in config.languages)
    identities = identify(tuple(map(_PATH, files)), languages, tuple(config.taxonomies))
    placed = []
    for found, identity in zip(files, identities, strict=True):
        if isinstance(identity, Problem):
            reading.problems.append(identity)
        elif state := reading.stat(found):
            placed.append((found.path, identity, state))
            if identity.doubt:
                reading.problems.append(identity.doubt)
    sources, doubles = _make_sources(tuple(placed))
    reading.problems += doubles
    return sources


@lru_cache(maxsize=1)
def _make_sources(
    placed: tuple[tuple[str, Identity, FileStat], ...],
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The last answer is kept: most scans of a preview find nothing new."""
    problems: list[Problem] = []
    sources = [
        Source(path, identity.kind, identity.id, identity.lang, state.digest, state.size, identity.taxonomy)
        for path, identity, state in placed
    ]
    kept = _without_doubles(sources, [identity.key for _, identity, _ in placed], problems)
    return tuple(kept), tuple(problems)


def _may_be_published(reading: _Reading, found: Found) -> bool:
    """A file that was found harmless is remembered, and one that was not never is, so that only new files are opened."""
    if problem := name_problem(found.path):
        reading.problems.append(problem)
        return False
    state = reading.stat(found)
    if state is None or state is found.state:
        return state is not None
    try:
        problem = content_problem(found.path, found.file)
    except OSError as error:
        problem = unreadable(found.path, error)
    if problem:
        reading.problems.append(problem)
        del reading.stats[found.path]
    return problem is None


_Named = TypeVar("_Named", Found, Source)


def _without_doubles(files: list[_Named], keys: list[str], problems: list[Problem]) -> list[_Named]:
    """Keep the first of those that some file system, or the site, takes for one; the others become problems."""
    if len(set(keys)) == len(files):
        return files
    kept: dict[str, _Named] = {}
    for key, file in zip(keys, files, strict=True):
        first = kept.setdefault(key, file)
        if first is not file:
            message = f'"{file.path}" and "{first.path}" have the same name, also where case and Unicode form are one'
            problems.append(Problem(Location(file.path), "same-name", message, "Rename or remove one of them."))
    return list(kept.values())


def _read_theme(reading: _Reading, root: Path, name: str) -> ThemeFiles:
    """Lay each theme over the one that it extends, and the site's own templates over all; what lies below stays at hand."""
    templates: dict[str, Asset] = {}
    assets: dict[str, Asset] = {}
    sheets: dict[str, Asset] = {}
    below: dict[str, Asset] = {}
    reading.seen.themes = theme_folders(root, name)
    for theme, folder in reversed(reading.seen.themes.items()):
        project = f"themes/{theme}"
        own = _by_name(reading, folder / "templates", f"{project}/templates")
        own_assets = _by_name(reading, folder / "assets", f"{project}/assets")
        words = _by_name(reading, folder / "locale", f"{project}/locale")
        templates = _under(
            templates,
            {f"locale/{path}": asset for path, asset in words.items() if path.endswith(".po") and "/" not in path},
        )
        templates |= own
        assets |= own_assets
        # A theme that leaves a file to the one below has that one's under its own name, too.
        below |= {f"{theme}/{path}": asset for path, asset in templates.items() if not path.startswith(_ALONE)}
        sheets |= {f"{theme}/{path}": asset for path, asset in assets.items() if path.endswith(".css")}
    templates |= _by_name(reading, root / "templates", "templates")
    _refuse_names(below.keys() & templates.keys() | sheets.keys() & assets.keys(), name)
    templates |= below
    sheets |= assets
    templates, assets, sheets = (dict(sorted(files.items())) for files in (templates, assets, sheets))
    return ThemeFiles(templates, assets, digest_templates(templates), sheets)


_ALONE = ("inline/", "locale/")
"""Folders of `templates/` that hold no templates."""


def _under(below: dict[str, Asset], catalogues: dict[str, Asset]) -> dict[str, Asset]:
    """Lay catalogues over those of the themes below, which serve for what they lack: `locale/ar.po`, then `locale/1/ar.po`."""
    moved = {}
    for path, asset in below.items():
        folder, _, language = path.rpartition("/")
        depth = int(folder.rpartition("/")[2]) if folder.startswith("locale/") else 0
        covers = path.startswith("locale/") and f"locale/{language}" in catalogues
        moved[f"locale/{depth + 1}/{language}" if covers else path] = asset
    return moved | catalogues


def _refuse_names(names: Collection[str], theme: str) -> None:
    """A theme cannot be told from a folder of the same name."""
    if names:
        example = min(names)
        message = (
            f'"{example}" is both a file of the theme "{example.partition("/")[0]}" and one in a folder of that name'
        )
        hint = "Rename the folder or the theme."
        raise ThemeError(problems=[Problem(Location(f"themes/{theme}"), "theme", message, hint)])


def _by_name(reading: _Reading, folder: Path, project: str) -> dict[str, Asset]:
    return {asset.path.removeprefix(f"{project}/"): asset for asset in reading.assets(reading.walk(folder, project))}


def _on_disk(root: Path, path: str) -> Path:
    """Follow a path part by part to the names that are its parts in NFC."""
    place = root
    for part in path.split("/"):
        place = next((entry for entry in place.iterdir() if nfc(entry.name) == part), place / part)
    return place
