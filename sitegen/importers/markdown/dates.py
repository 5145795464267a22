"""A date as generators write it -> a date or a moment; what is none, or could be two, is None.

Read without regard to locale: ISO forms with a loose zone (`2015-03-17 14:00:00 -4`), `March 17, 2015`, `17 March 2015` and the
form of mail headers. Midnight is what generators write for a day, so it is one.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([Zz]|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_WORDS = re.compile(
    r"(?:[A-Za-z]+,\s+)?(?:(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?|"
    r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[A-Za-z]{3,9})\.?,?)\s+(?P<year>\d{4})"
    r"(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_FIRST_YEAR = 1000
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def read_date(value: Any) -> date | datetime | None:
    """Return a day, or a moment with or without a zone; None where the value is no date."""
    found = _read_date(value)
    return found if found and found.year >= _FIRST_YEAR else None


def _read_date(value: Any) -> date | datetime | None:
    if not isinstance(value, str) or len(value) > 80:
        return None
    text = value.strip()
    if match := _ISO.fullmatch(text):
        return _moment(match[1], int(match[2]), match[3], match.groups()[3:])
    if match := _WORDS.fullmatch(text):
        month = _month(match["month"] or match["month2"])
        return _moment(match["year"], month, match["day"] or match["day2"], match.groups()[5:]) if month else None
    return None


def _month(word: str) -> int:
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)


def _moment(year: str, month: int, day: str, clock: tuple[str | None, ...]) -> date | datetime | None:
    hour, minute, second, zone = clock
    try:
        if hour is None:
            return date(int(year), month, int(day))
        at = datetime(int(year), month, int(day), int(hour), int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        return None
    return _day_at_midnight(at)


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written in {"Z", "z", "UTC", "GMT"}:
        return UTC
    digits = written[1:].replace(":", "")
    hours, minutes = (digits, "0") if len(digits) < 3 else (digits[:-2], digits[-2:])
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if written[0] == "-" else offset)


def _day_at_midnight(at: datetime) -> date | datetime:
    return at.date() if at.time() == time() else at
