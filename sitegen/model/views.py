"""What templates and writers see: each view holds exactly what one output shows, so its digest is the output's dependency.

Made only in `plan`. Every `url` is ready for an `href`: percent-encoded, beginning with the base path of the site.
Encoded as arrays, since tens of thousands are sent to other processes.
Dates are ISO 8601 strings (with offset where a time was given); templates format them with the `date` filter.
"""

from collections.abc import Mapping
from typing import Any, Literal

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


class SiteView(Struct, frozen=True, gc=False, array_like=True):
    """What every page of one language shares. Templates get it as `site`, beside their own view."""

    title: str
    description: str
    organisation: str
    origin: str
    """Scheme and host: `origin + url` is an absolute URL."""
    root: str
    """The base path, `/` or `/publication/`."""
    home: str
    lang: str
    direction: str
    languages: tuple[LanguageLink, ...]
    menus: Mapping[str, tuple[Link, ...]]
    sections: Mapping[str, Link]
    """Indexes that exist: `articles`, `authors`, and each taxonomy by name."""
    assets: Mapping[str, str]
    """Theme asset by name -> fingerprinted URL."""
    feed: str
    license: str = ""
    extra: Mapping[str, str] = {}


class ImageView(Struct, frozen=True, gc=False, array_like=True):
    url: str
    alt: str = ""
    credit: str = ""
    caption: str = ""
    focus: str = ""


class ContributorView(Struct, frozen=True, gc=False, array_like=True):
    """One name of a byline; `title` and `org` are the role as of the article's date. `role` is author, with, editor …"""

    name: str
    url: str
    role: str = "author"
    title: str = ""
    org: str = ""


class Card(Struct, frozen=True, gc=False, array_like=True):
    """An article as other pages show it."""

    title: str
    url: str
    date: str
    type: Link
    contributors: tuple[Link, ...] = ()
    summary: str = ""
    image: ImageView | None = None
    lang: str = ""


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
    """A body to be filled in: its source's path, the value of each link and asset target, and the prefix of its ids."""

    source: str
    targets: Mapping[str, str] = {}
    prefix: str = ""
    title: str = ""
    """Heading of a chapter; empty for the main text."""
    anchor: str = ""


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


class FileView(Struct, frozen=True, gc=False, array_like=True):
    """A file offered for download; size in bytes."""

    label: str
    url: str
    size: int = 0


class EventView(Struct, frozen=True, gc=False, array_like=True):
    start: str = ""
    end: str = ""
    place: str = ""
    online: str = ""


class RecordingView(Struct, frozen=True, gc=False, array_like=True):
    audio: str = ""
    transcript: str = ""
    duration: int = 0
    episode: str = ""


class ArticleView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="article"):
    head: Head
    title: str
    type: Link
    publication_class: str
    date: str
    bodies: tuple[BodyView, ...]
    updated: str = ""
    contributors: tuple[ContributorView, ...] = ()
    summary: str = ""
    takeaways: tuple[str, ...] = ()
    image: ImageView | None = None
    groups: tuple[TermGroup, ...] = ()
    series: tuple[SeriesView, ...] = ()
    related: tuple[Card, ...] = ()
    translations: tuple[LanguageLink, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    files: tuple[FileView, ...] = ()
    event: EventView | None = None
    recording: RecordingView | None = None
    number: str = ""
    doi: str = ""
    isbn: str = ""
    methodology: str = ""
    funding: str = ""
    license: str = ""
    disclaimer: str = ""
    source: Link | None = None
    extra: Mapping[str, Any] = {}


class PageView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="page"):
    head: Head
    title: str
    bodies: tuple[BodyView, ...] = ()
    summary: str = ""
    updated: str = ""
    extra: Mapping[str, Any] = {}


class HomeView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="home"):
    head: Head
    lead: Card | None
    latest: tuple[Card, ...]
    more: str = ""
    """URL of all articles, where there are more than shown."""
    groups: tuple[TermGroup, ...] = ()
    """The most used terms of each taxonomy."""
    bodies: tuple[BodyView, ...] = ()
    """The text of `content/pages/home.md`, where there is one."""


ListingKind = Literal["articles", "year", "type", "term", "author"]


class PagerView(Struct, frozen=True, gc=False, array_like=True):
    """Pages are counted from the oldest: the index is the newest and has number 0; `newer` and `older` are URLs or empty."""

    number: int = 0
    newer: str = ""
    older: str = ""


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


class ListingView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="listing"):
    """One page of a list of articles. `label` is the year, the type, the term or the author's name; `count` is given on
    the index only, so that one article more does not change every page."""

    head: Head
    kind: ListingKind
    label: str
    entries: tuple[Entry, ...]
    pager: PagerView
    taxonomy: str = ""
    taxonomy_label: str = ""
    count: int = 0
    description: str = ""
    author: AuthorView | None = None
    bodies: tuple[BodyView, ...] = ()
    broader: Link | None = None
    narrower: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    """On the index of all articles: the years that have any."""


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


class IndexView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="index"):
    """An index of authors or of the terms of one taxonomy."""

    head: Head
    kind: Literal["authors", "terms"]
    label: str
    groups: tuple[IndexGroup, ...]
    taxonomy: str = ""


class NotFoundView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="404"):
    head: Head
    latest: tuple[Card, ...] = ()


class RedirectView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="redirect"):
    """A page at an old address; `url` is the new one, `absolute` the same with scheme and host."""

    url: str
    absolute: str


class FeedEntry(Struct, frozen=True, gc=False, array_like=True):
    """`url` is absolute; `body` gives the whole text where the feed carries it."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    contributors: tuple[str, ...] = ()
    summary: str = ""
    categories: tuple[str, ...] = ()
    bodies: tuple[BodyView, ...] = ()
    lang: str = ""


class FeedView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="feed"):
    """An Atom feed (RFC 4287): URLs are absolute, `updated` is the newest of its entries."""

    id: str
    title: str
    url: str
    home: str
    updated: str
    lang: str
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
    origin: str = ""


class SitemapUrl(Struct, frozen=True, gc=False, array_like=True):
    """An absolute URL, its last change (YYYY-MM-DD or empty), and its language versions as (hreflang, URL)."""

    url: str
    changed: str
    alternates: tuple[tuple[str, str], ...] = ()


class SitemapView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="sitemap"):
    """At most 50,000 URLs."""

    urls: tuple[SitemapUrl, ...]


class SitemapIndexView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="sitemap-index"):
    sitemaps: tuple[SitemapUrl, ...]


class TextView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="text"):
    """A file that is its own text: robots.txt, `_redirects`."""

    text: str


TemplateView = ArticleView | PageView | HomeView | ListingView | IndexView | NotFoundView | RedirectView
View = TemplateView | FeedView | SitemapView | SitemapIndexView | TextView
