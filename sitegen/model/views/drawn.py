"""The views of what is drawn rather than written: the versions of a picture."""

from msgspec import Struct

from sitegen.model.media import PictureFormat


class PictureView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="picture"):
    """What is made of a picture, given by the digest of its bytes. Width 0 is the picture itself, in its own format."""

    digest: str
    format: PictureFormat
    width: int
    quality: int
