"""Turns the names of a few files into the snapshot as it is with these read again, and all others as they were.

A shortcut that shows an edit sooner, and not the truth: a scan has to follow, which alone sees what no one named.
"""

import os
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sitegen.model.source import Asset, FileStat, Snapshot, Source, ThemeFiles
from sitegen.read.attachments import content_problem
from sitegen.read.contents import digested, state_of
from sitegen.read.theme import digest_templates
from sitegen.urls import nfc

_File = TypeVar("_File", Source, Asset)


def read_named(
    root: Path, snapshot: Snapshot, known: Mapping[str, FileStat], named: Collection[str]
) -> tuple[Snapshot, dict[str, FileStat]] | None:
    """Read the files at some absolute paths again; `snapshot` and `known` are what the last scan found.

    None unless each of them is a file that was part of the site before and may still be: then only a scan can tell.
    """
    states = {}
    elsewhere = {asset.path for asset in _theme_files(snapshot.theme) if asset.file}
    beside = {asset.path for asset in snapshot.assets}
    for file in named:
        path = _project_path(root, file)
        if path not in known or path in elsewhere:
            return None
        try:
            states[path] = digested(file, state_of(os.lstat(file), None), time.time_ns())
            if path in beside and content_problem(path, file):
                return None
        except OSError:
            return None
    return _with(snapshot, states), {**known, **states}


def _project_path(root: Path, file: str) -> str:
    """Return the path of a file from the project's on, empty where a link leads to it or it lies elsewhere."""
    place = os.path.realpath(root)
    inner = os.path.relpath(file, root.absolute())
    return nfc(inner.replace(os.sep, "/")) if os.path.realpath(file) == f"{place}{os.sep}{inner}" else ""


def _with(snapshot: Snapshot, states: Mapping[str, FileStat]) -> Snapshot:
    def renewed(file: _File) -> _File:
        state = states.get(file.path)
        return file if state is None else replace(file, digest=state.digest, size=state.size)

    theme = snapshot.theme
    templates, assets, sheets = (
        {name: renewed(asset) for name, asset in files.items()}
        for files in (theme.templates, theme.assets, theme.sheets)
    )
    return Snapshot(
        sources=tuple(map(renewed, snapshot.sources)),
        assets=tuple(map(renewed, snapshot.assets)),
        static=tuple(map(renewed, snapshot.static)),
        theme=ThemeFiles(templates, assets, digest_templates(templates), sheets),
        fonts=tuple(map(renewed, snapshot.fonts)),
    )


def _theme_files(theme: ThemeFiles) -> tuple[Asset, ...]:
    return (*theme.templates.values(), *theme.assets.values(), *theme.sheets.values())
