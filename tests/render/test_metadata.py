"""What a page says to indexers has the facts that the rules of its class ask for, and no property that its class lacks."""

import json
from typing import Any

import msgspec
import pytest
from sample_views import FULL_ARTICLE, FULL_AUTHOR, PAGES, SITE

from sitegen.model.views import EventView, ListingView, PagerView, RecordingView
from sitegen.render.metadata import describe


def described(kind: str = "report", **fields: Any) -> dict[str, Any]:
    page = msgspec.structs.replace(FULL_ARTICLE, publication_class=kind, **fields)
    text = describe(page, SITE)[1]
    assert "<" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_person_is_known_by_their_orcid() -> None:
    author = described()["author"][0]
    assert author["name"] == "Ahmad Majidyar"
    assert author["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert author["url"] == "https://example.org/authors/ahmad-majidyar/"
    assert author["jobTitle"] == "Fellow"


def test_an_article_is_part_of_its_series() -> None:
    series = {"@type": "CreativeWorkSeries", "name": "Neighbours", "url": "https://example.org/series/n/"}
    assert described()["isPartOf"] == [series]


@pytest.mark.parametrize(
    ("place", "online", "mode", "places"),
    [
        ("Main Street 1", "", "Offline", ["Place"]),
        ("", "https://live.example/", "Online", ["VirtualLocation"]),
        ("Main Street 1", "https://live.example/", "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_an_event_has_a_time_and_a_place_and_nothing_of_a_text(
    place: str, online: str, mode: str, places: list[str]
) -> None:
    event = described("event", event=EventView("2018-04-20T14:00:00-04:00", "2018-04-20", place, online))
    assert event["startDate"] == "2018-04-20T14:00:00-04:00"
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [each["@type"] for each in event["location"]] == places
    assert event["organizer"]["name"] == "Institute for Regional Affairs"
    assert {"author", "publisher", "datePublished", "dateModified", "headline", "correction"}.isdisjoint(event)


def test_an_event_without_time_and_place_is_one_still() -> None:
    event = described("event", event=None)
    assert event["@type"] == "Event"
    assert {"startDate", "location", "eventAttendanceMode"}.isdisjoint(event)


def test_a_podcast_has_its_sound() -> None:
    episode = described("podcast")
    assert episode["associatedMedia"] == {
        "@type": "AudioObject",
        "contentUrl": "https://example.org/x/talk.mp3",
        "duration": "PT4321S",
    }
    assert episode["episodeNumber"] == "Episode 12"
    assert [person["name"] for person in episode["contributor"]] == ["Gus Guest"]
    assert "associatedMedia" not in described("podcast", recording=None)


def test_a_video_has_its_file_and_its_picture() -> None:
    video = described("video", recording=RecordingView("https://videos.example/x.mp4", duration=90))
    assert video["contentUrl"] == "https://videos.example/x.mp4"
    assert (video["duration"], video["thumbnailUrl"]) == ("PT90S", "https://example.org/hero.jpg")


def test_a_dataset_has_its_files() -> None:
    dataset = described("dataset")
    assert dataset["distribution"] == [{"@type": "DataDownload", "contentUrl": "https://example.org/x/report.pdf"}]
    assert dataset["creator"][0]["name"] == "Ahmad Majidyar"
    assert dataset["measurementTechnique"] == "Interviews with officials."


def test_an_authors_page_is_the_profile_of_a_person() -> None:
    metas, text = describe(PAGES["author"][1], SITE)
    person = json.loads(text)["mainEntity"]
    assert person["name"] == "Ahmad Majidyar"
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://a.example/"]
    assert "jobTitle" not in person  # a former position is none
    assert ("property", "og:type", "profile") in metas
    assert ("property", "og:image", "https://example.org/a.jpg") in metas


def test_the_further_pages_of_an_author_are_lists() -> None:
    page = PAGES["author"][1]
    assert isinstance(page, ListingView)
    later = msgspec.structs.replace(page, pager=PagerView(2), author=FULL_AUTHOR)
    assert describe(later, SITE)[1] == ""


def test_a_terms_page_shows_its_picture_elsewhere_too() -> None:
    metas = describe(PAGES["term"][1], SITE)[0]
    assert ("property", "og:image:alt", "A street in Tehran") in metas
