"""An event as a file for calendars keeps to RFC 5545, whatever stands in its texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.views import CalendarView
from sitegen.render.calendar import write_calendar

URL = "https://example.org/articles/2024/talk/"


def lines_of(**fields: str) -> list[str]:
    """Write an event and return its lines, unfolded."""
    given = {"title": "A talk", "stamp": "2024-01-02", "start": "2024-05-06T18:00:00+03:00", "lang": "en", **fields}
    text = write_calendar(CalendarView(url=URL, **given)).decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")


def test_an_event_has_what_calendars_ask_for() -> None:
    assert lines_of(
        end="2024-05-06T19:30:00+03:00", place="Main Street 1", summary="On water.", online="https://x.example/"
    ) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//EN",
        "BEGIN:VEVENT",
        f"UID:{URL}",
        "DTSTAMP:20240102T000000Z",
        "DTSTART:20240506T150000Z",
        "DTEND:20240506T163000Z",
        "SUMMARY;LANGUAGE=en:A talk",
        "DESCRIPTION:On water.",
        "LOCATION:Main Street 1",
        f"URL:{URL}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("2024-05-06", "", ["DTSTART;VALUE=DATE:20240506", "DTEND;VALUE=DATE:20240507"]),
        ("2024-05-06", "2024-05-07", ["DTSTART;VALUE=DATE:20240506", "DTEND;VALUE=DATE:20240508"]),
        ("2024-05-06", "2024-05-06T18:00:00Z", ["DTSTART;VALUE=DATE:20240506", "DTEND;VALUE=DATE:20240507"]),
        ("2024-05-06T18:00:00+03:00", "2024-05-07", ["DTSTART:20240506T150000Z", "DTEND:20240507T205959Z"]),
        ("2024-05-06T18:00:00-05:00", "", ["DTSTART:20240506T230000Z"]),
        ("9999-12-31T23:00:00-05:00", "", ["DTSTART:99991230T000000Z"]),
        ("9999-12-31", "", ["DTSTART;VALUE=DATE:99991230", "DTEND;VALUE=DATE:99991231"]),
    ],
)
def test_days_and_moments(start: str, end: str, times: list[str]) -> None:
    assert [line for line in lines_of(start=start, end=end) if line.startswith("DT")][1:] == times


def test_an_event_without_a_place_is_where_it_can_be_followed() -> None:
    assert "LOCATION:https://x.example/" in lines_of(online="https://x.example/")


def test_signs_of_the_format_are_escaped() -> None:
    lines = lines_of(title="Water; power, and\nprice \\ cost\r\x00")
    assert "SUMMARY;LANGUAGE=en:Water\\; power\\, and\\nprice \\\\ cost" in lines


@given(st.text(max_size=300))
def test_no_text_breaks_the_file(text: str) -> None:
    names = [re.split("[;:]", line)[0] for line in lines_of(title=text, place=f"x{text}", summary=f"x{text}")]
    assert names == [
        *["BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "LOCATION"],
        *["URL", "END", "END", ""],
    ]
