"""Turns pictures and files of data into what readers get: pictures in several sizes and free of metadata, cards and charts.

Pure functions of bytes, around Pillow and Vega, which are imported only where there is a picture or a chart. Files are
hostile until decoded.
"""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.media.coverage import characters_of
from sitegen.media.measure import Refused, is_picture, measure
from sitegen.model.views import CardView, PictureView

__all__ = ["Refused", "can_shape", "characters_of", "is_picture", "make_card", "make_pictures", "measure"]


def make_pictures(content: bytes, views: Iterable[PictureView]) -> Iterator[bytes]:
    """Yield what each view asks for, all of one picture that `measure` has measured."""
    from sitegen.media.pictures import make_all  # noqa: PLC0415 - Pillow takes its time to load

    return make_all(content, views)


def make_card(view: CardView, fonts: Mapping[str, str]) -> bytes:
    """Return the PNG of a social card; `fonts` are the files of the fonts that it names by digest."""
    from sitegen.media.cards import draw_card  # noqa: PLC0415 - Pillow takes its time to load

    return draw_card(view, fonts)


def can_shape() -> bool:
    """Tell whether the Pillow at hand joins letters and orders directions, for which it needs Raqm and FriBiDi."""
    from PIL import features  # noqa: PLC0415

    return bool(features.check("raqm"))
