"""The small tables that several kinds of front matter hold, and the fields that all of them have."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field

from sitegen.model.document import Image, NamedUrl
from sitegen.parse.faults import Strict
from sitegen.parse.fields.values import File, FilledLine, Focus, Line, OldUrl, Slug, Text, WebUrl
from sitegen.parse.languages import LanguageCode
from sitegen.parse.short import OneOrMore, Short


class ImageFields(Strict):
    src: File = Field(description="A file beside this one, a path in static/ (/img/x.jpg), or a URL")
    alt: Line = Field("", description="What the picture shows, for those who cannot see it")
    credit: Line = Field("", description="Who made it")
    caption: Text = Field("", description="What stands below it")
    focus: Focus = Field("", description="What a crop must keep: top, left, bottom right, or 30% 60%")


class NamedUrlFields(Strict):
    url: WebUrl
    name: Line = ""


ImageField = Annotated[ImageFields | None, Short("src")]
SourceField = Annotated[NamedUrlFields | None, Short("url")]
NamedUrlField = Annotated[NamedUrlFields, Short("url")]
OldUrls = Annotated[tuple[OldUrl, ...], OneOrMore()]
Names = dict[LanguageCode, FilledLine]


class CommonFields(Strict):
    """What every kind of front matter may say."""

    lang: LanguageCode = Field("", description="Language; must agree with the file's suffix")
    slug: Slug = Field("", description="Last part of the URL, in place of the file's name")
    extra: dict[str, Any] = Field({}, description="Your own fields, for your own templates")


def image_of(fields: ImageFields | None) -> Image | None:
    """Make the image; None stays None."""
    if fields is None:
        return None
    return Image(src=fields.src, alt=fields.alt, credit=fields.credit, caption=fields.caption, focus=fields.focus)


def named_url_of(fields: NamedUrlFields) -> NamedUrl:
    """Make a link whose name, where it has none, is its host."""
    host = urlsplit(fields.url).hostname or ""
    return NamedUrl(name=fields.name or host.removeprefix("www."), url=fields.url)
