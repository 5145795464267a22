"""The views of what machines read: feeds, sitemaps, calendars, and files that are their own text."""

from msgspec import Struct

from sitegen.model.policy import HeaderRule
from sitegen.model.views.parts import (
    BodyView,
)


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


class CalendarView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="calendar"):
    """One event as a file for calendars (RFC 5545). `stamp` is when the text last changed; `start` and `end` are a day or a
    moment with its offset; `url` is absolute, and the event's name among all events."""

    url: str
    title: str
    stamp: str
    start: str
    end: str = ""
    place: str = ""
    online: str = ""
    summary: str = ""
    lang: str = ""


class HeadersView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="headers"):
    """What a host is to send with the files of the site. All rules that match count, so no two set one header."""

    rules: tuple[HeaderRule, ...]


class TextView(Struct, frozen=True, gc=False, array_like=True, tag_field="view", tag="text"):
    """A file that is its own text: robots.txt, `_redirects`."""

    text: str
