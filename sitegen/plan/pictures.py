"""The versions of a picture: in which sizes and formats it is published, where each stands, and how a page names them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from msgspec import Struct

from sitegen.digest import digest_of, pack
from sitegen.model.config import Images
from sitegen.model.media import Dimensions, PictureFormat
from sitegen.model.output import Output
from sitegen.model.source import Asset
from sitegen.model.views import ImageSource, PictureView

_BEST = 88
"""Quality of the picture itself, which few browsers ask for, and which people may keep."""
_SMALL = 64 * 64
"""A picture of no more pixels than this is an icon, and too small to gain by other sizes or formats."""


class Version(Struct, frozen=True):
    """One smaller file of a picture: its output path, and what it is made of."""

    path: str
    view: PictureView


def versions_of(asset: Asset, placed: str, found: Dimensions, images: Images) -> tuple[Version, ...]:
    """Return the versions beside `placed`, where the picture itself stands, format by format and by width."""
    if found.is_animated or found.width * found.height <= _SMALL:
        return ()
    views = (
        PictureView(asset.digest, kind, width, _quality(kind, images.quality))
        for kind in images.formats
        for width in _widths(found.width, images.widths)
    )
    return tuple(Version(_beside(placed, view), view) for view in views)


def _widths(width: int, wanted: Iterable[int]) -> list[int]:
    """Return the wanted widths that a picture has, and its own where it lies between them."""
    ordered = sorted(wanted)
    return sorted({min(width, ordered[-1]), *(each for each in ordered if each < width)})


def _quality(kind: PictureFormat, quality: int) -> int:
    """Return the number by which an encoder means what JPEG's means by `quality`."""
    return max(1, quality - 15) if kind == "AVIF" else quality


def _beside(placed: str, view: PictureView) -> str:
    """The digits cover the path too, so that no two pictures meet, whatever their names and bytes have in common."""
    digits = digest_of((placed, view))[:8]
    path = PurePosixPath(placed)
    return str(path.with_name(f"{path.stem}-{view.width}.{digits}.{view.format.lower()}"))


def sources_of(versions: Iterable[Version], href: Callable[[str], str]) -> tuple[ImageSource, ...]:
    """Return what a page says of the versions, a source for each format."""
    return tuple(
        ImageSource(f"image/{kind.lower()}", ", ".join(f"{href('/' + each.path)} {each.view.width}w" for each in some))
        for kind, some in groupby(versions, key=lambda each: each.view.format)
    )


def output_of(path: str) -> str:
    """Return the output path of a file of `static/`."""
    return path.removeprefix("static/")


def plan_picture(asset: Asset, placed: str, found: Dimensions) -> Output:
    """Plan the picture itself: in its full size, in its own format, without metadata."""
    return _output(asset, placed, PictureView(asset.digest, found.format, 0, _BEST))


def plan_versions(asset: Asset, versions: Iterable[Version]) -> Iterator[Output]:
    """Plan the smaller files."""
    for each in versions:
        yield _output(asset, each.path, each.view)


def _output(asset: Asset, path: str, view: PictureView) -> Output:
    return Output(
        path=path, recipe="picture", view=pack(view), origin=asset.path, rank=0, file=asset.file or asset.path
    )
