"""Turns a day into the same day of the Persian calendar (Jalali, Solar Hijri), written as CLDR has it for Persian.

Babel holds no calendar but the Gregorian; patterns and names are those of CLDR, "calendar-persian", for `fa` and `fa-AF`.
"""

from collections.abc import Mapping
from datetime import date

import jdatetime
from babel import Locale

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "": ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
    "AF": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبلهٔ", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
}
"""By territory, where it is one with names of its own."""

_PATTERNS = {"full": "{weekday} {day} {month} {year}", "long": "{day} {month} {year}", "medium": "{day} {month} {year}"}


def format_persian(day: date, style: str, locale: Locale) -> str:
    """Write a day with European digits; ValueError for a style that is none."""
    if style not in {*_PATTERNS, "short"}:
        raise ValueError(f'"{style}" is no style of dates')
    there = jdatetime.date.fromgregorian(date=day)
    if style == "short":
        return f"{there.year}/{there.month}/{there.day}"
    months = _MONTHS.get(locale.territory or "", _MONTHS[""])
    weekday = locale.days["format"]["wide"][day.weekday()]
    return _PATTERNS[style].format(weekday=weekday, day=there.day, month=months[there.month - 1], year=there.year)
