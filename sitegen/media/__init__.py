"""Turns pictures into what readers get: measured, in several sizes and formats, and free of metadata.

Pure functions of bytes, around Pillow, which is imported only where there is a picture. Files are hostile until decoded.
"""

from collections.abc import Iterable, Iterator

from sitegen.media.measure import is_picture, measure
from sitegen.model.views import PictureView

__all__ = ["is_picture", "make_pictures", "measure"]


def make_pictures(content: bytes, views: Iterable[PictureView]) -> Iterator[bytes]:
    """Yield what each view asks for, all of one picture that `measure` has measured."""
    from sitegen.media.pictures import make_all  # noqa: PLC0415 - Pillow takes its time to load

    return make_all(content, views)
