"""The parts of which views are made: links, pictures, cards, and what else more than one kind of page shows."""

from collections.abc import Mapping

from msgspec import Struct


class Link(Struct, frozen=True, gc=False, array_like=True):
    """A label with its URL; an empty URL is plain text."""

    label: str
    url: str


class LanguageLink(Struct, frozen=True, gc=False, array_like=True):
    code: str
    name: str
    direction: str
    url: str


class AnalyticsView(Struct, frozen=True, gc=False, array_like=True):
    """The site's own counting of visits: a script, and its `data-` attributes by name."""

    script: str
    data: Mapping[str, str] = {}


class ImageSource(Struct, frozen=True, gc=False, array_like=True):
    """The versions of a picture in one format: its media type, and the `srcset` with the URL and width of each."""

    type: str
    srcset: str


class ImageView(Struct, frozen=True, gc=False, array_like=True):
    """A picture: `url` leads to it in full size and in its own format. `width` and `height` are 0 where they are unknown, as
    those of another site's pictures are."""

    url: str
    alt: str = ""
    credit: str = ""
    caption: str = ""
    focus: str = ""
    width: int = 0
    height: int = 0
    sources: tuple[ImageSource, ...] = ()


class ContributorView(Struct, frozen=True, gc=False, array_like=True):
    """One name of a byline; `title` and `org` are the role as of the article's date. `role` is author, with, editor …

    `bio` is a few plain sentences in the language of the page, empty where the person has none in it.
    """

    name: str
    url: str
    role: str = "author"
    title: str = ""
    org: str = ""
    image: ImageView | None = None
    bio: str = ""
    orcid: str = ""


class Card(Struct, frozen=True, gc=False, array_like=True):
    """An article as other pages show it. `start`, `end` and `place` are an event's, `duration` (seconds) is a recording's."""

    title: str
    url: str
    date: str
    type: Link
    contributors: tuple[Link, ...] = ()
    summary: str = ""
    image: ImageView | None = None
    lang: str = ""
    number: str = ""
    start: str = ""
    end: str = ""
    place: str = ""
    duration: int = 0


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """One line of a listing: a card, and what this listing alone says of it (an author's role at the time)."""

    card: Card
    note: str = ""


class Head(Struct, frozen=True, gc=False, array_like=True):
    """What stands in a page's head for machines: `alternates` are (hreflang, absolute URL), `feeds` the Atom feeds of this
    page, `previous` and `next` its neighbours in a listing. The rest is derived from the view when it is rendered."""

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Link, ...] = ()
    previous: str = ""
    next: str = ""


class BodyView(Struct, frozen=True, gc=False, array_like=True):
    """A body to be filled in: its source's path, the value of each link and asset target, the prefix of its ids, and the HTML
    of its charts and tables."""

    source: str
    targets: Mapping[str, str] = {}
    prefix: str = ""
    title: str = ""
    """Heading of a chapter; empty for the main text."""
    anchor: str = ""
    pictures: Mapping[str, ImageView] = {}
    """The pictures of the text by project path; their alternative texts stand in the body."""
    charts: Mapping[str, str] = {}


class TermGroup(Struct, frozen=True, gc=False, array_like=True):
    """The article's terms of one taxonomy."""

    taxonomy: str
    label: str
    terms: tuple[Link, ...]


class SeriesView(Struct, frozen=True, gc=False, array_like=True):
    """The article's place in an ordered taxonomy."""

    name: Link
    previous: Link | None = None
    next: Link | None = None


class CorrectionView(Struct, frozen=True, gc=False, array_like=True):
    date: str
    text: str


class CorrectedView(Struct, frozen=True, gc=False, array_like=True):
    """One correction, and the article that was corrected."""

    article: Link
    date: str
    text: str


class FileView(Struct, frozen=True, gc=False, array_like=True):
    """A file offered for download; size in bytes."""

    label: str
    url: str
    size: int = 0


class EventView(Struct, frozen=True, gc=False, array_like=True):
    """`calendar` is the URL of the event as a file for calendars, empty where the event has no start."""

    start: str = ""
    end: str = ""
    place: str = ""
    online: str = ""
    calendar: str = ""


class RecordingView(Struct, frozen=True, gc=False, array_like=True):
    audio: str = ""
    transcript: str = ""
    duration: int = 0
    episode: str = ""


class AuthorView(Struct, frozen=True, gc=False, array_like=True):
    """The person at the head of an author's page: their current role, or their last one where `former`."""

    name: str
    names: tuple[str, ...] = ()
    title: str = ""
    org: str = ""
    former: bool = False
    roles: tuple[tuple[str, str, str, str], ...] = ()
    """Every role, newest first: title, organisation, from, to."""
    orcid: str = ""
    image: ImageView | None = None
    profiles: tuple[Link, ...] = ()
    email: str = ""
    coauthors: tuple[Link, ...] = ()
    """Those with whom they wrote most, first."""


class IndexItem(Struct, frozen=True, gc=False, array_like=True):
    """One name of an index: label, URL, number of articles, and a second line (an author's current role)."""

    label: str
    url: str
    count: int
    note: str = ""
    level: int = 0
    """Depth below the broadest term."""


class IndexGroup(Struct, frozen=True, gc=False, array_like=True):
    """The names under one initial letter (authors), or all of them under an empty one."""

    initial: str
    items: tuple[IndexItem, ...]


class PagerView(Struct, frozen=True, gc=False, array_like=True):
    """Pages are counted from the oldest: the index is the newest and has number 0; `newer` and `older` are URLs or empty."""

    number: int = 0
    newer: str = ""
    older: str = ""


class HomeSection(Struct, frozen=True, gc=False, array_like=True):
    """The newest articles of one term that the home page gives a section of its own."""

    taxonomy: str
    link: Link
    cards: tuple[Card, ...]


class SearchFilter(Struct, frozen=True, gc=False, array_like=True):
    """By what results can be narrowed down: `author`, `type`, `year`, which the theme names, or a taxonomy."""

    name: str
    label: str
