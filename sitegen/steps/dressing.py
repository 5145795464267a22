"""Finds out what stands in every page or is sent with it: hashes of the theme's inline files, and the site's own headers."""

from msgspec.structs import replace

from sitegen.digest import digest_all
from sitegen.errors import Problem
from sitegen.files import read_file
from sitegen.model.dress import Dress
from sitegen.model.source import Asset, Snapshot
from sitegen.parse import parse_headers
from sitegen.steps.memory import DRESS
from sitegen.steps.rendering import theme_of
from sitegen.steps.tools import Tools

HEADERS = "static/_headers"


def dress(tools: Tools, snapshot: Snapshot) -> tuple[Dress, tuple[Problem, ...]]:
    """Return what is found out, and what is wrong with the site's own headers; ThemeError where an inline file is unfit."""
    own = next((asset for asset in snapshot.static if asset.path == HEADERS), None)
    digest = digest_all([snapshot.theme.digest, own.digest if own else ""])
    made = tools.memory.recall_made(DRESS, digest)
    return made or tools.memory.note_made(DRESS, digest, _dress(tools, snapshot, own))


def _dress(tools: Tools, snapshot: Snapshot, own: Asset | None) -> tuple[Dress, tuple[Problem, ...]]:
    hashes = theme_of(snapshot.theme, tools.root).inline_hashes()
    found = Dress(scripts=hashes["script"], styles=hashes["style"])
    if own is None:
        return found, ()
    headers, problems = parse_headers(read_file(tools.root / own.path), own.path)
    return replace(found, headers=headers), problems
