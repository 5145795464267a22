"""Finds out what stands in every page or goes with it: style sheets, hashes of inline files, and the site's own headers."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from sitegen.digest import digest_of
from sitegen.errors import Problem
from sitegen.files import read_file
from sitegen.model.dress import Dress
from sitegen.model.source import Asset, Snapshot, ThemeFiles
from sitegen.parse import parse_headers
from sitegen.render.loader import ThemeLoader
from sitegen.steps.memory import DRESS
from sitegen.steps.rendering import theme_of
from sitegen.steps.tools import Tools
from sitegen.urls import asset_path

HEADERS = "static/_headers"
STYLE = ".css"


def dress(tools: Tools, snapshot: Snapshot) -> tuple[Dress, tuple[Problem, ...]]:
    """Return what is found out, and what is wrong with the site's own headers; ThemeError where a file of the theme is
    unfit."""
    theme = snapshot.theme
    own = next((asset for asset in snapshot.static if asset.path == HEADERS), None)
    digest = digest_of((theme, own, tools.purpose.is_preview))
    made = tools.memory.recall_made(DRESS, digest)
    return made or tools.memory.note_made(DRESS, digest, _dress(tools, theme, own))


def _dress(tools: Tools, theme: ThemeFiles, own: Asset | None) -> tuple[Dress, tuple[Problem, ...]]:
    hashes = theme_of(theme, tools.root).inline_hashes()
    sheets = _make_sheets(theme, tools.root, is_preview=tools.purpose.is_preview)
    found = Dress(scripts=hashes["script"], styles=hashes["style"], sheets=sheets)
    if own is None:
        return found, ()
    headers, problems = parse_headers(read_file(tools.root / own.path), own.path)
    return replace(found, headers=headers), problems


def _make_sheets(theme: ThemeFiles, root: Path, *, is_preview: bool) -> Mapping[str, str]:
    """In a preview sheets stay as they are written, and all assets have plain names."""
    from sitegen.render.styles import Sheets, make_sheet  # noqa: PLC0415 - only where the theme changed

    others = {
        name: asset_path(name, "" if is_preview else asset.digest)
        for name, asset in theme.assets.items()
        if not name.endswith(STYLE)
    }
    sheets = Sheets(ThemeLoader(theme.sheets, root), others)
    return {name: make_sheet(sheets, name, is_small=not is_preview) for name in theme.assets if name.endswith(STYLE)}
