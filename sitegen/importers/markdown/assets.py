"""A reference of the foreign site to a file -> the file in its folder tree, and its copy on this site.

Only files inside the imported folder, the given assets folder, or a folder for assets beside or above are ever read.
"""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from sitegen.files import digest_file, open_file
from sitegen.importers.write import staging_path
from sitegen.read.attachments import content_problem, name_problem
from sitegen.urls import join_inside, name_fault, slugify

_BESIDE = ("assets", "static", "images", "img", "files", "uploads", "media")
_NOT_ASSETS = {
    ".md",
    ".markdown",
    ".mkd",
    ".mdown",
    ".html",
    ".htm",
    ".xml",
    ".yml",
    ".yaml",
    ".toml",
    ".json",
    ".js",
    ".css",
}
_ROOT_HAS = {"assets", "static"}
"""Above a folder that has one of these nothing belongs to the old site."""
_LEVELS_UP = 2


class AssetFinder:
    """Finds files by the paths that a foreign site gives them."""

    def __init__(self, folder: Path, assets: Path | None = None) -> None:
        self.folder = folder.resolve()
        self.roots = [self.folder]
        if assets:
            self.roots.append(assets.resolve())
        self.named = _named_folders(self.folder, assets.resolve() if assets else None)

    def find(self, target: str, source: Path) -> Path | None:
        """Return the file that a target names: relative to its source, or from the root of the old site."""
        path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        if not path or path.endswith("/") or Path(path).suffix.lower() in _NOT_ASSETS:
            return None
        here = source.resolve().parent
        bare = path.lstrip("/")
        candidates = [] if path.startswith("/") else [(here, path)]
        candidates += [(root, bare) for root in self.roots]
        candidates += [(self.folder / name, bare) for name in ("static", "content", "assets")]
        first, _, rest = bare.partition("/")
        candidates += [(folder, rest) for folder in self.named.get(first, ())]
        candidates += [(folder, bare) for folder in self.named.get("static", ())]
        return next((found for base, below in candidates if (found := self._inside(base, below))), None)

    def _inside(self, base: Path, below: str) -> Path | None:
        joined = join_inside(base.as_posix(), below)
        if joined is None or "\x00" in joined:
            return None
        try:
            path = Path("/", joined).resolve()
            is_inside = any(path.is_relative_to(root) for root in (*self.roots, *self._all_named()))
            return path if is_inside and path.is_file() and os.access(path, os.R_OK) else None
        except OSError:
            return None

    def _all_named(self) -> Iterable[Path]:
        return (folder for folders in self.named.values() for folder in folders)


def _named_folders(folder: Path, assets: Path | None) -> dict[str, list[Path]]:
    """Return the folders for assets by name: the given one, and those in the folder, beside it or one above."""
    named: dict[str, list[Path]] = {assets.name: [assets]} if assets else {}
    for parent in (folder, *folder.parents[:_LEVELS_UP]):
        here = [name for name in _BESIDE if (parent / name).is_dir()]
        for name in here:
            named.setdefault(name, []).append(parent / name)
        if _ROOT_HAS.intersection(here):
            break
    return named


class AssetCopier:
    """Copies files beside articles, each once; a name that another file has gets a number."""

    def __init__(self) -> None:
        self.copied: dict[tuple[Path, Path], str] = {}

    def copy(self, file: Path, folder: Path) -> str:
        """Copy a file into a folder and return the name of the copy; an equal file that is there already is kept."""
        key = (file, folder)
        if key not in self.copied:
            self.copied[key] = _copy(file, folder, safe_name(file.name))
        return self.copied[key]


def _copy(file: Path, folder: Path, name: str) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while os.path.lexists(folder / name):
        if digest_file(folder / name) == digest_file(file):
            return name
        number += 1
        name = f"{stem}-{number}{suffix}"
    copy_whole(file, folder / name)
    return name


def copy_whole(file: Path, target: Path) -> None:
    """Copy a file so that the copy appears whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = staging_path(target)
    with os.fdopen(open_file(file), "rb") as source, staged.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    staged.replace(target)


def asset_fault(file: Path) -> str:
    """Say why content cannot publish a file, or return an empty string."""
    if name_problem(file.name) or content_problem(file.name, str(file)):
        return "is of a kind that can hold scripts"
    return ""


def safe_name(name: str) -> str:
    """Return a file name that is safe in a URL and in Markdown, with its ending."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) and not name_fault(name):
        return name
    path = Path(name)
    return (slugify(path.stem) or "file") + path.suffix.lower()
