"""The picture of a foreign front matter -> one reference with its alternative text and caption; further pictures are kept."""

from typing import Any

from msgspec import Struct

from sitegen.importers.markdown.intake import Intake, plain_text

_FIELDS = (
    "image", "images", "featured_image", "feature_image", "featuredImage", "cover", "cover_image", "hero", "hero_image",
    "header_image", "banner", "thumbnail", "teaser", "og_image",
)  # fmt: skip
_SOURCES = ("src", "path", "url", "image", "file", "feature", "thumbnail", "teaser")
_ALTS = ("alt", "image_alt", "imageAlt", "alt_text", "hero_alt", "thumbnail_alt", "cover_alt", "featured_image_alt")
_CAPTIONS = ("caption", "image_caption", "image_figcaption", "figcaption", "hero_caption", "featured_image_caption")
_CREDITS = ("credit", "image_credit", "photo_credit", "image_source")


class Picture(Struct, frozen=True):
    """A reference as written, and the field in which it stood."""

    src: str
    field: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


def take_picture(intake: Intake) -> Picture | None:
    """Take the first picture that is named; without one, what describes a picture is left where it is."""
    picture = None
    for key, value in intake.each(*_FIELDS):
        found = _picture(key, value)
        if picture or not found:
            if not picture or not found or found.src != picture.src:
                intake.keep(key, value)
            continue
        picture = found
        if isinstance(value, list) and len(value) > 1:
            intake.keep(key, value[1:])
    if not picture:
        return None
    return Picture(
        picture.src,
        picture.field,
        picture.alt or intake.text(*_ALTS),
        picture.caption or intake.text(*_CAPTIONS),
        picture.credit or intake.text(*_CREDITS),
    )


def _picture(key: str, value: Any) -> Picture | None:
    if isinstance(value, list):
        return _picture(key, value[0]) if value else None
    if isinstance(value, str):
        return Picture(value.strip(), key) if value.strip() else None
    if not isinstance(value, dict):
        return None
    src = next((str(value[name]).strip() for name in _SOURCES if isinstance(value.get(name), str)), "")
    alt, caption, credit = (plain_text(str(value.get(name) or "")) for name in ("alt", "caption", "credit"))
    return Picture(src, key, alt, caption, credit) if src else None
