"""Describes a page for indexers from its view: Open Graph, citation tags for Scholar and Zotero, schema.org as JSON-LD.

What an article carries follows its class. Reports and papers have the full citation tags; commentary must not look like a
journal article, so its Zotero type is said outright and it stays out of what Scholar collects (Google Scholar inclusion
guidelines; Zotero's Embedded Metadata).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.model.views import (
    CARD_SIZE,
    ArticleView,
    AuthorView,
    HomeView,
    ImageView,
    ListingView,
    RedirectView,
    SiteView,
    TemplateView,
)
from sitegen.render.schema_org import describe_article, describe_author, labels_of
from sitegen.urls import absolute

Metas = list[tuple[str, str, str]]
"""(attribute, name, content) of each meta tag, in order; the attribute is `name` or `property`."""

_SCHOLARLY = frozenset({"brief", "report", "paper"})

_ZOTERO_TYPES: Mapping[str, str] = {
    "commentary": "blogPost",
    "interview": "interview",
    "podcast": "podcast",
    "video": "videoRecording",
    "dataset": "dataset",
    "in-the-news": "webpage",
}

_UNSAFE_IN_SCRIPT = re.compile("[<>&\u2028\u2029]")

_encode_json = json.JSONEncoder(ensure_ascii=False).encode


def describe(page: TemplateView, site: SiteView) -> tuple[Metas, str]:
    """Return the meta tags of a page and its JSON-LD, which is safe inside a script element and empty for most pages."""
    match page:
        case RedirectView():
            return [], ""
        case ArticleView():
            return _article_metas(page, site), _script(describe_article(page, site))
        case ListingView(author=AuthorView() as author) if page.pager.number == 0:
            return _listing_metas("profile", page, author.image, site), _script(describe_author(page, author, site))
        case ListingView():
            return _listing_metas("website", page, page.image, site), ""
        case _:
            title = site.title if isinstance(page, HomeView) else page.head.title or site.title
            return _open_graph("website", title, page.head.canonical, page.head.description, site), ""


def _open_graph(kind: str, title: str, url: str, description: str, site: SiteView) -> Metas:
    """The properties that every page has (https://ogp.me)."""
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:url", url),
        ("og:description", description),
        ("og:site_name", site.title),
        ("og:locale", site.lang.replace("-", "_")),
    ]
    return [("property", name, content) for name, content in properties if content]


def _listing_metas(kind: str, page: ListingView, image: ImageView | None, site: SiteView) -> Metas:
    metas = _open_graph(kind, page.head.title or site.title, page.head.canonical, page.head.description, site)
    return metas + _picture(image, site)


def _picture(image: ImageView | None, site: SiteView) -> Metas:
    if image is None:
        return []
    properties = [("og:image", absolute(site.origin, image.url)), ("og:image:alt", image.alt)]
    return [("property", name, content) for name, content in properties if content]


def _article_metas(page: ArticleView, site: SiteView) -> Metas:
    metas = _open_graph("article", page.title, page.head.canonical, page.summary, site)
    properties = [
        ("article:published_time", page.date),
        ("article:modified_time", page.updated),
        ("article:section", page.type.label),
        *(("article:tag", label) for label in labels_of(page)),
    ]
    metas += [("property", name, content) for name, content in properties if content]
    metas += _card(page, site) if page.card else _picture(page.image, site)
    metas.append(("name", "twitter:card", "summary_large_image" if page.card or page.image else "summary"))
    return metas + [("name", name, content) for name, content in _citation(page, site) if content]


def _card(page: ArticleView, site: SiteView) -> Metas:
    """The picture made for social media, with its size, so that they need not load it first."""
    width, height = map(str, CARD_SIZE)
    return [
        ("property", "og:image", absolute(site.origin, page.card)),
        ("property", "og:image:width", width),
        ("property", "og:image:height", height),
        ("property", "og:image:alt", page.title),
    ]


def _citation(page: ArticleView, site: SiteView) -> Iterator[tuple[str, str]]:
    if page.publication_class == "event":
        return
    yield "z:itemType", _ZOTERO_TYPES.get(page.publication_class, "")
    yield "citation_title", page.title
    yield from (("citation_author", each.name) for each in page.contributors if each.role in {"author", "with"})
    yield "citation_publication_date", page.date[:10].replace("-", "/")
    yield "citation_language", site.lang
    if page.publication_class in _SCHOLARLY:
        yield "citation_technical_report_institution", site.organisation
        yield "citation_technical_report_number", page.number
        yield "citation_doi", page.doi
        yield "citation_isbn", page.isbn
        yield from (
            ("citation_pdf_url", absolute(site.origin, file.url)) for file in page.files if file.url.endswith(".pdf")
        )


def _script(described: Mapping[str, Any]) -> str:
    """Encode what is not empty, such that nothing in it can close a script element."""
    text = _encode_json({"@context": "https://schema.org", **{key: value for key, value in described.items() if value}})
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
