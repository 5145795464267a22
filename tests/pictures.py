"""Pictures for tests, drawn on the spot: of any size and format, with metadata that must not be published."""

import io
from typing import Any

from PIL import Image, ImageDraw

PLACE = b"GPSMARK-34.0522N"
"""Stands in every kind of metadata that `picture` writes; no byte of it may come out."""


def draw(width: int, height: int, mode: str = "RGB", seed: int = 0) -> Image.Image:
    """Draw something with gradients and edges, upright: its upper left is red."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 2, height // 2), fill=(255, seed % 200, 0))
    pen.rectangle((width // 2, height // 2, width, height), fill=(0, 40, seed % 256))
    return image.convert(mode)


def picture(width: int = 900, height: int = 600, kind: str = "JPEG", *, seed: int = 0, **options: Any) -> bytes:
    """Return the bytes of a picture, without metadata unless options give some."""
    return saved(draw(width, height, seed=seed), kind, **options)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def located(width: int = 900, height: int = 600, kind: str = "JPEG", orientation: int = 1) -> bytes:
    """Return a picture that says in EXIF, XMP and comments where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    options: dict[str, Any] = {"exif": exif.tobytes()}
    if kind != "GIF":
        options["xmp"] = b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"
    if kind in {"JPEG", "GIF"}:
        options["comment"] = PLACE
    return picture(width, height, kind, **options)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
