"""Finds out what stands in every page or goes with it: style sheets, hashes of inline files, fonts, headers."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.digest import digest_of
from sitegen.errors import Problem
from sitegen.files import read_file
from sitegen.model.config import Config
from sitegen.model.dress import Dress
from sitegen.model.source import Asset, Snapshot, ThemeFiles
from sitegen.parse import parse_headers
from sitegen.render.inline import hash_source
from sitegen.render.loader import ThemeLoader
from sitegen.steps.memory import DRESS
from sitegen.steps.rendering import theme_of
from sitegen.steps.tools import Tools
from sitegen.steps.webfonts import fit_fonts
from sitegen.urls import asset_path

HEADERS = "static/_headers"
STYLE = ".css"


def dress(tools: Tools, config: Config, snapshot: Snapshot) -> tuple[Dress, tuple[Problem, ...]]:
    """Return what is found out, and what is wrong with the site's own headers and fonts; ThemeError where a file of the
    theme is unfit."""
    theme = snapshot.theme
    own = next((asset for asset in snapshot.static if asset.path == HEADERS), None)
    named = config.fonts, config.languages, config.base_path
    digest = digest_of((theme, own, snapshot.fonts, named, tools.purpose.is_preview))
    made = tools.memory.recall_made(DRESS, digest)
    return made or tools.memory.note_made(DRESS, digest, _dress(tools, config, snapshot, own))


def _dress(tools: Tools, config: Config, snapshot: Snapshot, own: Asset | None) -> tuple[Dress, tuple[Problem, ...]]:
    theme, is_preview = snapshot.theme, tools.purpose.is_preview
    hashes = theme_of(theme, tools.root).inline_hashes()
    fonts, unfit = fit_fonts(tools.root, config, snapshot.fonts, is_preview=is_preview)
    headers, unread = parse_headers(read_file(tools.root / own.path), own.path) if own else ((), ())
    return Dress(
        scripts=hashes["script"],
        styles=(*hashes["style"], *((hash_source(fonts.faces),) if fonts.faces else ())),
        headers=headers,
        sheets=_make_sheets(theme, tools.root, is_preview=is_preview),
        fonts=fonts.outputs,
        faces=fonts.faces,
        preloads=fonts.preloads,
    ), (*unfit, *unread)


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
