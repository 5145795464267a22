"""Turns an article or an author into what schema.org calls it, with the properties that indexers ask of each class.

A property that its class does not have is left out: an event has no author, a dataset has files.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sitegen.model.views import ArticleView, AuthorView, ContributorView, EventView, ListingView, SiteView
from sitegen.urls import absolute

Described = dict[str, Any]
"""Properties by name; empty ones are for the writer to leave out."""

_TYPES: Mapping[str, str | list[str]] = {
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

_WRITERS = frozenset({"author", "with", "host"})


def describe_article(page: ArticleView, site: SiteView) -> Described:
    """Describe a publication by its class."""
    own: Described = {
        "@type": _TYPES[page.publication_class],
        "name" if page.publication_class in _NAMED else "headline": page.title,
        "url": page.head.canonical,
        "mainEntityOfPage": page.head.canonical,
        "description": page.summary,
        "inLanguage": site.lang,
        "image": [absolute(site.origin, url) for url in (page.image.url if page.image else "", page.card) if url],
        "keywords": labels_of(page),
        "identifier": f"https://doi.org/{page.doi}" if page.doi else "",
    }
    if page.publication_class == "event":
        return own | _event(page, site)
    return own | _work(page, site) | _by_class(page, site)


def describe_author(page: ListingView, author: AuthorView, site: SiteView) -> Described:
    """Describe an author's page as the profile of a person."""
    person: Described = {
        "@type": "Person",
        "name": author.name,
        "alternateName": author.names,
        "url": page.head.canonical,
        "image": absolute(site.origin, author.image.url) if author.image else "",
        "email": author.email,
        "sameAs": [*([_orcid(author.orcid)] if author.orcid else []), *(profile.url for profile in author.profiles)],
    }
    if not author.former:
        person |= _position(author.title, author.org)
    return {
        "@type": "ProfilePage",
        "inLanguage": site.lang,
        "mainEntity": {key: value for key, value in person.items() if value},
    }


def labels_of(page: ArticleView) -> list[str]:
    """Return the labels of all terms of an article."""
    return [term.label for group in page.groups for term in group.terms]


def _work(page: ArticleView, site: SiteView) -> Described:
    return {
        "datePublished": page.date,
        "dateModified": page.updated,
        "author": _people(page, _WRITERS, site),
        "editor": _people(page, {"editor"}, site),
        "translator": _people(page, {"translator"}, site),
        "publisher": _publisher(site),
        "isPartOf": [
            {"@type": "CreativeWorkSeries", "name": series.name.label, "url": site.origin + series.name.url}
            for series in page.series
        ],
        "reportNumber": page.number,
        "isbn": page.isbn,
        "license": page.license,
        "correction": [each.text for each in page.corrections],
    }


def _event(page: ArticleView, site: SiteView) -> Described:
    event = page.event or EventView()
    places: list[Described] = []
    if event.place:
        places.append({"@type": "Place", "name": event.place, "address": event.place})
    if event.online:
        places.append({"@type": "VirtualLocation", "url": event.online})
    kind = "Mixed" if len(places) > 1 else "Online" if event.online else "Offline"
    return {
        "startDate": event.start,
        "endDate": event.end,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{kind}EventAttendanceMode" if places else "",
        "location": places,
        "organizer": _publisher(site),
        "performer": _people(page, _WRITERS | {"guest"}, site),
    }


def _by_class(page: ArticleView, site: SiteView) -> Described:
    audio = absolute(site.origin, page.recording.audio) if page.recording else ""
    length = f"PT{page.recording.duration}S" if page.recording and page.recording.duration else ""
    match page.publication_class:
        case "podcast":
            media = {"@type": "AudioObject", "contentUrl": audio, **({"duration": length} if length else {})}
            return {
                "associatedMedia": media if audio else "",
                "timeRequired": length,
                "episodeNumber": page.recording.episode if page.recording else "",
                "contributor": _people(page, {"guest"}, site),
            }
        case "video":
            image = absolute(site.origin, page.image.url) if page.image else ""
            return {"uploadDate": page.date, "contentUrl": audio, "duration": length, "thumbnailUrl": image}
        case "dataset":
            files = [{"@type": "DataDownload", "contentUrl": absolute(site.origin, each.url)} for each in page.files]
            creator = _people(page, _WRITERS, site)
            return {"creator": creator, "distribution": files, "measurementTechnique": page.methodology}
        case _:
            return {}


def _people(page: ArticleView, roles: Collection[str], site: SiteView) -> list[Described]:
    return [_person(each, site) for each in page.contributors if each.role in roles]


def _person(each: ContributorView, site: SiteView) -> Described:
    """A person with the role of the article's date, which is what a citation of it must say."""
    person: Described = {"@type": "Person", "name": each.name}
    if each.url:
        person["url"] = site.origin + each.url
    if each.orcid:
        person["sameAs"] = _orcid(each.orcid)
    return person | _position(each.title, each.org)


def _position(title: str, org: str) -> Described:
    position: Described = {"jobTitle": title} if title else {}
    return position | {"affiliation": {"@type": "Organization", "name": org}} if org else position


def _orcid(orcid: str) -> str:
    return f"https://orcid.org/{orcid}"


def _publisher(site: SiteView) -> Described:
    return {"@type": "Organization", "name": site.organisation or site.title, "url": site.origin + site.root}
