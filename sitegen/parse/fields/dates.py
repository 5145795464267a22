"""Reads the dates of front matter: a day, or a day and a time with or without a zone, and the days of a role.

No date is guessed: one that does not exist, or is not written with the year first, is refused.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema

from sitegen.model.document import Moment
from sitegen.parse.faults import refuse
from sitegen.parse.fields.origin import origin_of

_WHEN = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:(?:[Tt]| {1,9})([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r" {0,9}(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?)?"
)
_PART_OF_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_HINT = "write 2018-04-10, or 2018-04-10 09:00 with or without a zone such as +03:30"
_FIRST_YEAR = 1000


def _moment(value: Any, info: ValidationInfo) -> Moment:
    found = _WHEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        refuse("is not a date", _HINT)
    *day, hour, minute, second, utc, sign, zone_hours, zone_minutes = found.groups()
    year, month, day_of_month = map(int, day)
    try:
        zone = _zone(utc, sign, zone_hours, zone_minutes)
        written = datetime(year, month, day_of_month, int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone)
    except ValueError:
        refuse("is not a date that exists", _HINT)
    if year < _FIRST_YEAR:
        refuse("is too long ago", _HINT)
    return origin_of(info).moment(written, hour is None)


def _zone(utc: str | None, sign: str | None, hours: str | None, minutes: str | None) -> timezone | None:
    if utc:
        return UTC
    if not sign:
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if int(minutes or 0) > 59:
        raise ValueError(minutes)
    return timezone(-offset if sign == "-" else offset)


def _part_of_date(text: str) -> str:
    found = _PART_OF_DATE.fullmatch(text.strip())
    if not found:
        refuse("is not a year, a month or a day", "write 2018, 2018-04 or 2018-04-10")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        refuse("is not a date that exists", "write 2018, 2018-04 or 2018-04-10")
    return text.strip()


def after(*earlier: str) -> AfterValidator:
    """Demand that a date come after those of the fields named, which must stand before it in the model."""

    def check(moment: Moment, info: ValidationInfo) -> Moment:
        for name in earlier:
            if (other := info.data.get(name)) and moment.epoch < other.epoch:
                refuse(f'lies before {name}, "{other.iso[:16]}"', f"correct this field or {name}")
        return moment

    return AfterValidator(check)


_WHEN_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ].+)?$"})

When = Annotated[Moment, PlainValidator(_moment), _WHEN_SCHEMA]
GivenWhen = Annotated[Moment | None, PlainValidator(_moment), _WHEN_SCHEMA]
"""A date that may be left out; named without a value it is refused, so that no embargo is lost by a slip."""

PartOfDate = Annotated[
    str,
    AfterValidator(_part_of_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
