"""Bytes of a picture -> its size as shown and what it is. All of it is decoded, so that a damaged one is known before anything
is published."""

from typing import TYPE_CHECKING, cast

from sitegen.model.media import Dimensions, NoPicture, PictureFormat

if TYPE_CHECKING:
    from PIL.Image import Image


class Refused(Exception):
    """The bytes are no picture that can be published, or it cannot be made; the message says why."""


_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_BRANDS = (b"avif", b"avis")


def is_picture(head: bytes) -> bool:
    """Tell by its first bytes whether a file means to be a picture of a kind that browsers show, whatever its name."""
    if head.startswith(_SIGNATURES):
        return True
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or (head[4:8] == b"ftyp" and head[8:12] in _BRANDS)


def measure(content: bytes) -> Dimensions | NoPicture:
    """Measure a picture, or say why it cannot be shown."""
    from sitegen.media.opening import opened  # noqa: PLC0415 - Pillow takes its time to load

    try:
        with opened(content) as image:
            return _measured(content, image)
    except Refused as refusal:
        return NoPicture(str(refusal), is_broken=True)


def _measured(content: bytes, image: "Image") -> Dimensions:
    from PIL import ImageSequence  # noqa: PLC0415

    from sitegen.media.opening import lies_on_its_side, moves  # noqa: PLC0415
    from sitegen.media.strip import STRIPPED, strip  # noqa: PLC0415

    is_animated = moves(image)
    for frame in ImageSequence.Iterator(image) if is_animated else (image,):
        frame.load()
    kind = cast(PictureFormat, image.format)
    if kind in STRIPPED:
        strip(content, kind)
    width, height = image.size
    if not is_animated and lies_on_its_side(image):
        width, height = height, width
    return Dimensions(width, height, kind, is_animated)
