"""Places the assets of a document beside its page, so that they are published with it and only with it."""

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from sitegen.errors import Location, Problem
from sitegen.urls import output_path


def place_files(
    source: str, assets: Iterable[str], permalink: str, known: Collection[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return the output path of each asset; a missing one is a problem.

    A file in a folder below the source's keeps that folder; a file from elsewhere lies directly beside the page.
    """
    folder = output_path(permalink).rpartition("/")[0]
    placed = {}
    problems = []
    for asset in assets:
        if asset in known:
            placed[asset] = "/".join(filter(None, [folder, _name_beside(source, asset)]))
        else:
            problems.append(_missing(source, asset))
    return placed, problems


def _name_beside(source: str, asset: str) -> str:
    base = str(PurePosixPath(source).parent) + "/"
    return asset.removeprefix(base) if asset.startswith(base) else PurePosixPath(asset).name


def _missing(source: str, asset: str) -> Problem:
    hint = "put the file there, or correct the path, which begins at the file that names it"
    return Problem(Location(source), "missing-asset", f'there is no file "{asset}"', hint, value=asset)
