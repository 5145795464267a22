"""The views of templates: one for each kind of page, and what all pages of a language share."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from sitegen.model.views.parts import (
    AnalyticsView,
    AuthorView,
    BodyView,
    Card,
    ContributorView,
    CorrectedView,
    CorrectionView,
    Entry,
    EventView,
    FileView,
    Head,
    HomeSection,
    ImageView,
    IndexGroup,
    IndexItem,
    LanguageLink,
    Link,
    PagerView,
    RecordingView,
    SearchFilter,
    SeriesView,
    TermGroup,
)


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
    newsletter: str = ""
    """Where readers sign up, on this site or another."""
    corrections: str = ""
    """The page of all corrections, where there are any or that page has a text."""
    calendar: str = "gregorian"
    """The calendar in which dates are shown."""
    policy: str = ""
    """The Content-Security-Policy of every page, for a meta element."""
    analytics: AnalyticsView | None = None
    search: str = ""
    """URL of the search page, empty where there is none."""
    faces: str = ""
    """The style by which pages use the house's own fonts, empty where it has none."""
    preload: str = ""
    """The font that running text needs."""


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
    card: str = ""
    """URL of its picture for social media, 1200 x 630 pixels; empty where there is none."""
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
    sections: tuple[HomeSection, ...] = ()
    events: tuple[Card, ...] = ()
    """Events that are not over, the next one first."""


ListingKind = Literal["articles", "year", "type", "term", "author"]


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
    narrower: tuple[IndexItem, ...] = ()
    years: tuple[IndexItem, ...] = ()
    """The years that have articles, newest first: on the index of all articles with the number of each, on those of years
    with none, so that one article more does not change them."""
    image: ImageView | None = None
    """The picture of a term."""
    extra: Mapping[str, Any] = {}
    """What the file of a term or an author says for the site's own templates."""


class IndexView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="index"):
    """An index of authors or of the terms of one taxonomy."""

    head: Head
    kind: Literal["authors", "terms"]
    label: str
    groups: tuple[IndexGroup, ...]
    taxonomy: str = ""


class CorrectionsView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="corrections"):
    """Every correction of the site, newest first; title, summary and text are those of `content/pages/corrections.md`, empty
    where there is none."""

    head: Head
    corrections: tuple[CorrectedView, ...]
    title: str = ""
    bodies: tuple[BodyView, ...] = ()
    summary: str = ""
    updated: str = ""
    extra: Mapping[str, Any] = {}


class SearchView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="search"):
    """The search page; title, summary and text are those of `content/pages/search.md`, empty where there is none.

    `index` is the URL of the folder of the index, `letters` what a query is folded by before it is sought, with the marks
    by which results are shown as they were written; `host` is what other search engines call this site."""

    head: Head
    index: str
    filters: tuple[SearchFilter, ...] = ()
    letters: Mapping[str, str] = {}
    host: str = ""
    title: str = ""
    bodies: tuple[BodyView, ...] = ()
    summary: str = ""


class NotFoundView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="404"):
    head: Head
    latest: tuple[Card, ...] = ()


class RedirectView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="redirect"):
    """A page at an old address; `url` is the new one, `absolute` the same with scheme and host."""

    url: str
    absolute: str


TemplateView = (
    ArticleView
    | PageView
    | HomeView
    | ListingView
    | IndexView
    | CorrectionsView
    | SearchView
    | NotFoundView
    | RedirectView
)
