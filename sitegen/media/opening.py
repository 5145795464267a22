"""Bytes -> an opened picture of a kind that browsers show, within the bounds on its size; everything else is refused in words.

Pillow raises whatever its decoders meet: any exception of theirs means that the file is no picture.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

from PIL import Image, UnidentifiedImageError

from sitegen.media.measure import Refused
from sitegen.model.media import PictureFormat

FORMATS = get_args(PictureFormat)
ORIENTATION = 0x0112
"""The EXIF tag that says which way up the camera was held."""
_LIES_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture; Refused where it is none, or where whatever is done with it meets damage."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                if image.format == "MPO":
                    image.format = "JPEG"  # as cameras write it; its first picture is the photograph
                yield image
    except UnidentifiedImageError:
        raise Refused("it is damaged: its head cannot be read") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(f"it has more than {Image.MAX_IMAGE_PIXELS:,} pixels") from None
    except Exception as error:
        raise Refused(f"it is damaged: {error or type(error).__name__}") from error


def moves(image: Image.Image) -> bool:
    """Tell whether a picture has frames that follow one another; those of "multi-picture" JPEGs lie side by side."""
    return bool(getattr(image, "is_animated", False)) and image.format != "JPEG"


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of a loaded picture, 1 to 8; 1 where there is none that makes sense."""
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except Exception:
        return 1  # metadata too broken to be read; it is not published in any case
    return found if found in range(1, 9) else 1


def lies_on_its_side(image: Image.Image) -> bool:
    """Tell whether width and height change places when a loaded picture is set upright."""
    return orientation(image) in _LIES_ON_ITS_SIDE
