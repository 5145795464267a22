"""Places the assets of a document beside its page, so that they are published with it and only with it."""

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from sitegen.errors import Location, Problem
from sitegen.model.document import Facts, PageFacts
from sitegen.urls import output_path, picture_path


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


def pictures_of(facts: Facts) -> tuple[str, ...]:
    """Return the project paths of the pictures that a source shows, ordered; those of other sites are not ours."""
    image = None if isinstance(facts, PageFacts) else facts.image
    shown = {*facts.pictures, *((image.src,) if image else ())}
    return tuple(sorted(path for each in shown if (path := picture_path(each))))


def _name_beside(source: str, asset: str) -> str:
    base = str(PurePosixPath(source).parent) + "/"
    return asset.removeprefix(base) if asset.startswith(base) else PurePosixPath(asset).name


def _missing(source: str, asset: str) -> Problem:
    hint = "put the file there, or correct the path, which begins at the file that names it"
    return Problem(Location(source), "missing-asset", f'there is no file "{asset}"', hint, value=asset)
