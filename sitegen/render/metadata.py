"""Describes a page for indexers from its view: Open Graph, citation tags for Scholar and Zotero, schema.org as JSON-LD.

What an article carries follows its class. Reports and papers have the full citation tags; commentary must not look like a
journal article, so its Zotero type is said outright and it stays out of what Scholar collects (Google Scholar inclusion
guidelines; Zotero's Embedded Metadata).
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.model.views import ArticleView, ContributorView, HomeView, RedirectView, SiteView, TemplateView

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

_SCHEMA_TYPES: Mapping[str, str | list[str]] = {
    "commentary": "AnalysisNewsArticle",
    "brief": "Report",
    "report": "Report",
    "paper": ["Report", "ScholarlyArticle"],
    "interview": "Article",
    "podcast": "PodcastEpisode",
    "video": "VideoObject",
    "event": "Event",
    "dataset": "Dataset",
    "in-the-news": "Article",
}

_NAMED = frozenset({"event", "podcast", "video", "dataset"})
"""Classes whose schema.org type has a name and no headline."""

_UNSAFE_IN_SCRIPT = re.compile("[<>&\u2028\u2029]")

_encode_json = json.JSONEncoder(ensure_ascii=False).encode


def describe(page: TemplateView, site: SiteView) -> tuple[Metas, str]:
    """Return the meta tags of a page and its JSON-LD, which is safe inside a script element and empty for most pages."""
    match page:
        case RedirectView():
            return [], ""
        case ArticleView():
            return _article_metas(page, site), _article_json_ld(page, site)
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


def _article_metas(page: ArticleView, site: SiteView) -> Metas:
    metas = _open_graph("article", page.title, page.head.canonical, page.summary, site)
    properties = [
        ("article:published_time", page.date),
        ("article:modified_time", page.updated),
        ("article:section", page.type.label),
        *(("article:tag", label) for label in _terms(page)),
        ("og:image", absolute(site.origin, page.image.url) if page.image else ""),
        ("og:image:alt", page.image.alt if page.image else ""),
    ]
    metas += [("property", name, content) for name, content in properties if content]
    metas.append(("name", "twitter:card", "summary_large_image" if page.image else "summary"))
    return metas + [("name", name, content) for name, content in _citation(page, site) if content]


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


def _article_json_ld(page: ArticleView, site: SiteView) -> str:
    named = page.publication_class in _NAMED
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _SCHEMA_TYPES[page.publication_class],
        "name" if named else "headline": page.title,
        "url": page.head.canonical,
        "mainEntityOfPage": page.head.canonical,
        "datePublished": page.date,
        "dateModified": page.updated,
        "description": page.summary,
        "inLanguage": site.lang,
        "author": [_person(each, site) for each in page.contributors if each.role in {"author", "with", "host"}],
        "editor": [_person(each, site) for each in page.contributors if each.role == "editor"],
        "translator": [_person(each, site) for each in page.contributors if each.role == "translator"],
        "publisher": {"@type": "Organization", "name": site.organisation, "url": site.origin + site.root},
        "image": absolute(site.origin, page.image.url) if page.image else "",
        "keywords": _terms(page),
        "reportNumber": page.number,
        "isbn": page.isbn,
        "identifier": f"https://doi.org/{page.doi}" if page.doi else "",
        "license": page.license,
        "correction": [each.text for each in page.corrections],
        **_by_class(page),
    }
    text = _encode_json({key: value for key, value in described.items() if value})
    return _UNSAFE_IN_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _by_class(page: ArticleView) -> dict[str, Any]:
    if page.publication_class == "event" and page.event:
        place = {"@type": "Place", "name": page.event.place} if page.event.place else page.event.online
        return {"startDate": page.event.start, "endDate": page.event.end, "location": place}
    return {"uploadDate": page.date} if page.publication_class == "video" else {}


def _person(each: ContributorView, site: SiteView) -> dict[str, Any]:
    """A person with the role of the article's date, which is what a citation of it must say."""
    person: dict[str, Any] = {"@type": "Person", "name": each.name}
    if each.url:
        person["url"] = site.origin + each.url
    if each.title:
        person["jobTitle"] = each.title
    if each.org:
        person["affiliation"] = {"@type": "Organization", "name": each.org}
    return person


def _terms(page: ArticleView) -> list[str]:
    return [term.label for group in page.groups for term in group.terms]


def absolute(origin: str, url: str) -> str:
    """Set scheme and host before a URL of the site; any other stays as it is."""
    return origin + url if url.startswith("/") and not url.startswith("//") else url
