"""What parsing one source yields: `Facts`, which other outputs may show or decide by, and the `Body`, which they do not.

Both are pure functions of the bytes of one source and of `ParseOptions`. An edit that leaves the Facts equal leaves every
other page equal, so nothing that only a page's own output shows belongs in Facts.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.charts import ChartSpec

ContributorRole = Literal["author", "with", "editor", "translator", "reviewer", "host", "guest"]


class Moment(Struct, frozen=True, order=True):
    """An instant with the wall clock that the editor wrote: `epoch` (seconds, for order) and `iso` (with offset, for show).

    A date without a time is midnight in the site's zone, and `whole_day` is true.
    """

    epoch: int
    iso: str
    whole_day: bool = True

    @property
    def date(self) -> str:
        """YYYY-MM-DD on the editor's wall clock."""
        return self.iso[:10]

    @property
    def year(self) -> str:
        """YYYY on the editor's wall clock."""
        return self.iso[:4]

    @classmethod
    def of(cls, value: datetime, whole_day: bool = False) -> "Moment":
        """Make one of a zone-aware datetime."""
        return cls(int(value.timestamp()), value.isoformat(timespec="seconds"), whole_day)

    @classmethod
    def at(cls, epoch: int) -> "Moment":
        """Make one in UTC from seconds since 1970."""
        return cls.of(datetime.fromtimestamp(epoch, UTC))


class Contributor(Struct, frozen=True):
    """One entry of a byline: an author's id, what they did, and the name to print instead of the author's own."""

    author: str
    role: ContributorRole = "author"
    name: str = ""


class Image(Struct, frozen=True):
    src: str
    alt: str = ""
    credit: str = ""
    caption: str = ""
    focus: str = ""


class Correction(Struct, frozen=True):
    date: Moment
    text: str


class NamedUrl(Struct, frozen=True):
    """A link with a name: where a text first appeared, a profile of an author."""

    name: str
    url: str


class Event(Struct, frozen=True):
    start: Moment | None = None
    end: Moment | None = None
    place: str = ""
    online: str = ""


class Recording(Struct, frozen=True):
    """A podcast or video episode; `audio` is an asset beside the source or a URL, `duration` is in seconds."""

    audio: str = ""
    transcript: str = ""
    duration: int = 0
    episode: str = ""


class Dataset(Struct, frozen=True):
    files: tuple[str, ...] = ()
    methodology: str = ""


class ArticleFacts(Struct, frozen=True, tag_field="kind", tag="article"):
    """Facts of one publication. Fields that front matter may leave out are empty.

    `terms` holds the labels as written, by taxonomy; an alias is resolved in relate. `links` are the internal targets as
    written in the body (unique, sorted), `assets` the files beside the source that the page shows or offers (project
    paths, unique, sorted), `pictures` those of them, and those paths of the site, that the body shows as images, `charts` what
    is to be drawn of files of data, `embeds` the places from which readers may have frames loaded, as a
    Content-Security-Policy names them (unique, sorted), `anchors` the ids that others may link to, `keywords` the dozen words
    for related work (sorted).
    `type` is empty where the front matter has none.
    """

    path: str
    id: str
    lang: str
    title: str
    date: Moment
    type: str = ""
    updated: Moment | None = None
    contributors: tuple[Contributor, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = {}
    summary: str = ""
    takeaways: tuple[str, ...] = ()
    image: Image | None = None
    translation_of: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    publish_at: Moment | None = None
    expires: Moment | None = None
    pin: bool = False
    number: str = ""
    doi: str = ""
    isbn: str = ""
    pdf: str = ""
    corrections: tuple[Correction, ...] = ()
    funding: str = ""
    license: str = ""
    source: NamedUrl | None = None
    chapters: tuple[str, ...] = ()
    """Project paths of chapter sources, in reading order."""
    event: Event | None = None
    recording: Recording | None = None
    dataset: Dataset | None = None
    extra: Mapping[str, Any] = {}
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    embeds: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class PageFacts(Struct, frozen=True, tag_field="kind", tag="page"):
    """Facts of a plain page or of a chapter (which has no URL of its own)."""

    path: str
    id: str
    lang: str
    title: str
    summary: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    publish_at: Moment | None = None
    expires: Moment | None = None
    updated: Moment | None = None
    template: str = ""
    extra: Mapping[str, Any] = {}
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    embeds: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


class AuthorRole(Struct, frozen=True):
    """A role held from a date to a date, both inclusive YYYY-MM-DD, YYYY-MM or YYYY, or empty for open."""

    title: str
    org: str = ""
    program: str = ""
    start: str = ""
    end: str = ""


class AuthorFacts(Struct, frozen=True, tag_field="kind", tag="author"):
    path: str
    id: str
    lang: str
    name: str
    family_name: str = ""
    sort_as: str = ""
    names: Mapping[str, str] = {}
    roles: tuple[AuthorRole, ...] = ()
    orcid: str = ""
    image: Image | None = None
    profiles: tuple[NamedUrl, ...] = ()
    former: bool = False
    slug: str = ""
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}
    email: str = ""
    bio: str = ""
    """A few plain sentences: as given, else the first of the text."""
    has_text: bool = False
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    embeds: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


class TermFacts(Struct, frozen=True, tag_field="kind", tag="term"):
    path: str
    id: str
    lang: str
    taxonomy: str
    label: str
    labels: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    """Other names of the term: a document that says one of them has the term."""
    broader: str = ""
    description: str = ""
    image: Image | None = None
    slug: str = ""
    old_urls: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}
    has_text: bool = False
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    embeds: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


Facts = ArticleFacts | PageFacts | AuthorFacts | TermFacts

SlotKind = Literal["open", "close", "img", "src", "id", "chart"]


class Slot(Struct, frozen=True, array_like=True):
    """A hole in a body, filled when the page that shows it is rendered.

    open   `<a href="URL"EXTRA>` for the link target `value`, or nothing where the target has no URL
    close  the matching `</a>`, or nothing
    img    the picture `value`, an asset or a path of the site, with the attributes EXTRA, in all its versions
    src    the URL of the asset `value`, escaped for an attribute
    chart  the drawing or the table that `value` names, as HTML
    id     the prefix that keeps ids unique where several bodies share one page
    `extra` is attribute text that is already escaped, with a leading space.
    """

    kind: SlotKind
    value: str = ""
    extra: str = ""


class TocEntry(Struct, frozen=True, array_like=True):
    """A heading: level 1-6, its anchor, its text as HTML without links."""

    level: int
    anchor: str
    html: str


class Body(Struct, frozen=True):
    """A rendered body: `parts[0] slots[0] parts[1] slots[1] … parts[n]`, and what only its own page shows.

    `minutes` of reading are not rounded, so that those of several bodies can be added.
    `marks` gives the line on which each link target and asset stands first, so that a problem found later has a place.
    """

    parts: tuple[str, ...]
    slots: tuple[Slot, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    words: int = 0
    minutes: float = 0
    marks: Mapping[str, int] = {}


class Parsed(Struct, frozen=True):
    """The result of parsing one source. `digest` is that of the very bytes parsed. Where the source cannot be used at all
    `facts` and `body` are None and `problems` says why."""

    digest: str
    facts: Facts | None
    body: Body | None
    problems: tuple[Problem, ...] = ()
