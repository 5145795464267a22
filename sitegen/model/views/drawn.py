"""The views of what is drawn rather than written: the versions of a picture, and the cards of articles."""

from msgspec import Struct

from sitegen.model.media import PictureFormat


class PictureView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="picture"):
    """What is made of a picture, given by the digest of its bytes. Width 0 is the picture itself, in its own format."""

    digest: str
    format: PictureFormat
    width: int
    quality: int


CARD_SIZE = (1200, 630)
"""Width and height of a social card in pixels, as the makers of social media ask for it."""


class CardText(Struct, frozen=True, gc=False, array_like=True):
    """A text on a card with the digest of the font that has all its characters; where none has, it is empty."""

    text: str = ""
    font: str = ""


class CardView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="card"):
    """What the picture shows by which social media announce an article. Without a headline it is the mark alone.

    Colours are `#rrggbb`; `direction` is that of the page's language.
    """

    headline: CardText
    kicker: CardText
    authors: CardText
    site: CardText
    lang: str
    direction: str
    paper: str
    ink: str
    accent: str
