"""Turns one event into a file that calendars take in (RFC 5545): moments in UTC, so that no table of zones is needed."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sitegen.model.views import CalendarView

_SPECIAL = re.compile(r"[\\;,]")
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_LONGEST_LINE = 75
"""In bytes, without the line break (section 3.1)."""

_LAST = datetime(9999, 12, 30, tzinfo=UTC)
"""From which a day can still be added and a zone be left."""


def write_calendar(event: CalendarView) -> bytes:
    """Write the event. An end of another kind than the start is taken as the end of its day, and days are exclusive."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//EN",
        "BEGIN:VEVENT",
        f"UID:{event.url}",
        f"DTSTAMP:{_instant(event.stamp)}",
        *_times(event.start, event.end),
        f"SUMMARY;LANGUAGE={event.lang}:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.summary)}" if event.summary else "",
        f"LOCATION:{_text(event.place or event.online)}" if event.place or event.online else "",
        f"URL:{event.url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines if line)


def _times(start: str, end: str) -> Iterator[str]:
    if "T" not in start:
        yield f"DTSTART;VALUE=DATE:{_day(start)}"
        yield f"DTEND;VALUE=DATE:{_day(end or start, 1)}"
        return
    yield f"DTSTART:{_instant(start)}"
    if end:
        yield f"DTEND:{_instant(end if 'T' in end else f'{end}T23:59:59{start[19:]}')}"


def _day(iso: str, later: int = 0) -> str:
    return f"{min(date.fromisoformat(iso[:10]), _LAST.date()) + timedelta(later):%Y%m%d}"


def _instant(iso: str) -> str:
    """A whole day is its midnight in UTC."""
    moment = datetime.fromisoformat(iso)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{min(moment, _LAST).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Escape text (section 3.3.11); controls other than line breaks are dropped."""
    safe = _UNSAFE.sub("", _SPECIAL.sub(lambda found: f"\\{found.group()}", value))
    return safe.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Break a line where it is too long, between characters; a line that begins with a blank continues the one before."""
    pieces, size, start = [], 0, 0
    for place, char in enumerate(line):
        width = len(char.encode())
        if size + width > _LONGEST_LINE:
            pieces.append(line[start:place])
            start, size = place, 1
        size += width
    return "\r\n ".join([*pieces, line[start:]]).encode() + b"\r\n"
