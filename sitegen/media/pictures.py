"""The bytes of a picture -> those that are published: the picture itself without metadata, and smaller versions of it."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from PIL import Image, ImageSequence

from sitegen.media.measure import Refused
from sitegen.media.opening import moves, opened, orientation
from sitegen.media.plain import plain
from sitegen.media.strip import STRIPPED, strip
from sitegen.model.media import PictureFormat
from sitegen.model.views import PictureView

_REDUCE = 3.0
"""Shrink in a fast first step to no less than three times the size wanted: no eye sees the difference."""
_DRAWN = frozenset({"PNG", "GIF"})
"""Formats in which there may be text and thin lines in colour."""


def make_all(content: bytes, views: Iterable[PictureView]) -> Iterator[bytes]:
    """Yield what each view asks for, all of one picture; Refused where it turns out to be damaged."""
    with opened(content) as image:
        kind = str(image.format)
        pixels: Image.Image | None = None
        for view in views:
            if not view.width and kind in STRIPPED and (moves(image) or orientation(image) == 1):
                yield strip(content, kind)
            elif not view.width and moves(image):
                yield _encode_frames(image, view.quality)
            else:
                pixels = pixels or plain(image)
                yield _encode(_resized(pixels, view.width), view.format, view.quality, is_drawn=kind in _DRAWN)


def _resized(pixels: Image.Image, width: int) -> Image.Image:
    if not width or width >= pixels.width:
        return pixels
    height = max(1, round(pixels.height * width / pixels.width))
    return pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=_REDUCE)


def _encode(pixels: Image.Image, kind: PictureFormat, quality: int, *, is_drawn: bool) -> bytes:
    """Encode pixels that carry no metadata."""
    options: dict[str, Any] = {}
    if kind == "AVIF":
        # One thread: other pictures are made on the other cores, and the bytes must not depend on how many there are.
        options = {"quality": quality, "speed": 8, "max_threads": 1}
        if is_drawn and pixels.mode != "L":
            options["subsampling"] = "4:4:4"
    elif kind == "WEBP":
        options = {"quality": quality, "method": 4}
    elif kind == "JPEG":
        options = {"quality": quality, "optimize": True, "progressive": True}
    out = io.BytesIO()
    try:
        pixels.save(out, kind, **options)
    except (KeyError, OSError, ValueError) as error:
        raise Refused(f"the Pillow at hand cannot save it as {kind}: {error}") from error
    return out.getvalue()


def _encode_frames(image: Image.Image, quality: int) -> bytes:
    """Encode anew what moves and cannot be stripped."""
    frames = [(plain(frame), frame.info.get("duration", 0)) for frame in ImageSequence.Iterator(image)]
    (first, _), *rest = frames
    out = io.BytesIO()
    first.save(
        out,
        str(image.format),
        save_all=True,
        append_images=[pixels for pixels, _ in rest],
        duration=[duration for _, duration in frames],
        quality=quality,
        speed=8,
        max_threads=1,
    )
    return out.getvalue()
