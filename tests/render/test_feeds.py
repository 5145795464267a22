"""Feeds and sitemaps are XML whatever the text, and say in their formats what the view holds."""

import xml.etree.ElementTree as ET
from typing import Any

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from sample_views import SITE, output, pack

from sitegen.model.document import Body, Slot
from sitegen.model.views import (
    BodyView,
    FeedEntry,
    FeedView,
    SitemapIndexView,
    SitemapUrl,
    SitemapView,
    TextView,
)
from sitegen.render import Theme, render
from sitegen.render.atom import write_feed
from sitegen.render.sitemap import write_sitemap

BODY = Body(
    parts=(
        '<h2 id="',
        'one">One <a class="anchor" href="#',
        'one" aria-label="Link">#</a></h2><p>',
        "other",
        ' and <a href="https://else.example/">else</a>, <img src="',
        '" alt=""> <sup><a href="#',
        'fn-1">1</a></sup> ',
        "gone",
        '. &lt;b href="/not-a-link"&gt;</p>',
    ),
    slots=(
        Slot("id"),
        Slot("id"),
        Slot("open", "other.md"),
        Slot("close", "other.md"),
        Slot("src", "content/a.jpg"),
        Slot("id"),
        Slot("open", "gone.md"),
        Slot("close", "gone.md"),
    ),
)
TARGETS = {"other.md": "/articles/other/?a=1&b=2", "content/a.jpg": "/articles/x/a.jpg", "gone.md": ""}
ENTRY = FeedEntry(
    id="https://example.org/x/",
    url="https://example.org/x/",
    title="Rouhani & Putin <meet>",
    published="2018-04-10",
    updated="2018-05-02T09:00:00-04:00",
    contributors=("Ahmad Majidyar", "Jane Doe"),
    summary="In “quotes” & more.",
    categories=("Iran", "Syria"),
    bodies=(BodyView("x", TARGETS), BodyView("y", {}, "two-", "Chapter <two>", "two")),
    lang="en",
)
FEED = FeedView(
    id="https://example.org/feed.xml",
    title="Levant Review",
    url="https://example.org/feed.xml",
    home="https://example.org/",
    updated="2018-05-02T09:00:00-04:00",
    lang="en",
    entries=(ENTRY, FeedEntry("urn:b", "https://example.org/b/", "Second", "2018-01-01", "2018-01-01", lang="ar")),
    subtitle="Politics.",
    origin="https://example.org",
)


def _write(view: Any, recipe: Any, bodies: Any, theme: Theme) -> bytes:
    return render(output(view, recipe=recipe), pack(SITE), bodies, theme)


def test_a_feed_is_read_back_whole(default_theme: Theme) -> None:
    feed = feedparser.parse(_write(FEED, "atom", [BODY, Body(("<p>Two.</p>",))], default_theme))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.subtitle, feed.feed.id) == ("Levant Review", "Politics.", FEED.id)
    assert {link.rel: link.href for link in feed.feed.links} == {"self": FEED.url, "alternate": FEED.home}
    first, second = feed.entries
    assert (first.id, first.title, first.link) == (ENTRY.id, "Rouhani & Putin <meet>", ENTRY.url)
    assert [author.name for author in first.authors] == ["Ahmad Majidyar", "Jane Doe"]
    assert [tag.term for tag in first.tags] == ["Iran", "Syria"]
    assert first.published == "2018-04-10T00:00:00Z"
    assert first.updated_parsed[:5] == (2018, 5, 2, 13, 0)
    assert first.summary == "In “quotes” & more."
    assert (second.title, second.get("content")) == ("Second", None)


def test_an_entry_without_author_takes_the_feeds() -> None:
    feed = ET.fromstring(write_feed(FEED, [BODY, Body(("",))]))
    assert feed.findtext("{*}author/{*}name") == "Levant Review"


def test_the_whole_text_has_absolute_urls() -> None:
    root = ET.fromstring(write_feed(FEED, [BODY, Body(("<p>Two.</p>",))]))
    content = root.find("{*}entry/{*}content")
    assert content is not None
    assert content.get("type") == "html"
    text = content.text or ""
    assert '<h2 id="one">One</h2>' in text
    assert '<a href="https://example.org/articles/other/?a=1&amp;b=2">other</a>' in text
    assert '<img src="https://example.org/articles/x/a.jpg" alt="">' in text
    assert '<a href="https://example.org/x/#fn-1">1</a>' in text
    assert '<a href="https://else.example/">else</a>' in text
    assert " gone. " in text
    assert "<h2>Chapter &lt;two&gt;</h2>\n<p>Two.</p>" in text


def test_an_entry_in_another_language_says_so() -> None:
    entries = ET.fromstring(write_feed(FEED, [BODY, BODY])).findall("{*}entry")
    assert [entry.get("{http://www.w3.org/XML/1998/namespace}lang") for entry in entries] == [None, "ar"]


def test_a_feed_without_entries_is_a_feed(default_theme: Theme) -> None:
    empty = FeedView("urn:a", "T", "https://e.example/f", "https://e.example/", "1970-01-01T00:00:00+00:00", "en", ())
    assert not feedparser.parse(_write(empty, "atom", [], default_theme)).bozo


hostile = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@given(hostile, hostile, hostile)
def test_no_text_breaks_the_xml(title: str, name: str, url: str) -> None:
    entry = FeedEntry(
        url, url, title, "2018-01-01", "2018-01-01", (name,), title, (name,), (BodyView("x", {}, "", name),)
    )
    feed = FeedView(url, title, url, url, "2018-01-01", "en", (entry,), name, url)
    root = ET.fromstring(write_feed(feed, [Body((title + "]]>&<\x00\ud800",))]))
    assert len(root.findall("{*}entry/{*}author")) == 1
    sitemap = SitemapView((SitemapUrl(url, title, ((name, url),)),))
    assert len(ET.fromstring(write_sitemap(sitemap))) == 1


def test_a_sitemap_lists_urls_with_their_versions(default_theme: Theme) -> None:
    urls = (
        SitemapUrl(
            "https://e.example/?a&b",
            "2018-04-10",
            (("ar", "https://e.example/ar/"), ("x-default", "https://e.example/")),
        ),
        SitemapUrl("https://e.example/c/", ""),
    )
    root = ET.fromstring(_write(SitemapView(urls), "sitemap", [], default_theme))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [url.findtext("{*}loc") for url in root] == ["https://e.example/?a&b", "https://e.example/c/"]
    assert [url.findtext("{*}lastmod") for url in root] == ["2018-04-10", None]
    links = root.findall(".//{http://www.w3.org/1999/xhtml}link")
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("alternate", "ar", "https://e.example/ar/"),
        ("alternate", "x-default", "https://e.example/"),
    ]


def test_an_index_lists_sitemaps(default_theme: Theme) -> None:
    view = SitemapIndexView((SitemapUrl("https://e.example/sitemap-1.xml", "2018-04-10"),))
    root = ET.fromstring(_write(view, "sitemap", [], default_theme))
    assert root.tag.endswith("}sitemapindex")
    assert root.findtext("{*}sitemap/{*}loc") == "https://e.example/sitemap-1.xml"


def test_a_text_is_written_as_it_is(default_theme: Theme) -> None:
    assert _write(TextView("User-agent: *\nسیاست\n"), "text", [], default_theme) == "User-agent: *\nسیاست\n".encode()
