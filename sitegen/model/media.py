"""What the files beside the sources turned out to be, found out before planning: sizes of pictures, charts drawn of tables."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sitegen.model.fonts import Font

PictureFormat = Literal["AVIF", "GIF", "JPEG", "PNG", "WEBP"]


class Dimensions(Struct, frozen=True, gc=False, array_like=True, tag="picture"):
    """A picture as it is shown: upright, whatever the camera's way up. `format` is what its bytes are, not its name."""

    width: int
    height: int
    format: PictureFormat
    is_animated: bool = False


class NoPicture(Struct, frozen=True, gc=False, array_like=True, tag="none"):
    """A file that cannot be shown as a picture. `why` says so in words; `is_broken` tells a picture that is damaged or too
    large from a file of another kind."""

    why: str
    is_broken: bool = False


class Media(Struct, frozen=True):
    """What is known of files that published pages show, by project path.

    A page shows no picture that is neither in `pictures` nor elsewhere on the web.
    """

    pictures: Mapping[str, Dimensions] = {}
    fonts: tuple[Font, ...] | None = None
    """The fonts at hand for social cards; None where no cards are wanted."""
    refused: frozenset[str] = frozenset()
    """Pictures that are damaged or too large: they are not published."""
    charts: Mapping[str, Mapping[str, str]] = {}
    """source path -> value of a chart's slot -> its HTML"""
