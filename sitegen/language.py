"""Writes dates, numbers, durations, sizes and lists of names as the readers of a language do, by CLDR.

Pure: the language is an argument, no clock and no locale of the machine is asked.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format, get_timezone_gmt
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit
from markupsafe import Markup, escape

_ZERO = {"arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966, "mymr": 0x1040}
_DIGITS = {name: str.maketrans("0123456789", "".join(map(chr, range(zero, zero + 10)))) for name, zero in _ZERO.items()}
_NUMBERING = {"ar": "arab"}
"""Where the habit of publications differs from CLDR's default for a language without region."""

_LAST_PERSIAN = 9000
"""Beyond it days are Gregorian: the library that counts the others ends there."""

_SIZES = (("digital-gigabyte", 10**9), ("digital-megabyte", 10**6), ("digital-kilobyte", 10**3), ("digital-byte", 1))


@lru_cache(maxsize=256)
def locale_of(lang: str) -> Locale:
    """Return the locale of a BCP 47 tag, of its longest known prefix, else English."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=65536)
def show_date(iso: str, style: str = "long", lang: str = "en", calendar: str = "gregorian") -> str:
    """Write an ISO date as `full`, `long` (April 10, 2018), `medium` or `short`; YYYY and YYYY-MM as they are.

    Of a moment also `datetime` (long, with the time), `time`, and `zone` (its offset). Raises ValueError for no date.
    In the `persian` calendar are whole days alone: no month and no year of the one is one of the other.
    """
    locale = locale_of(lang)
    if len(iso) < 10:
        first = date.fromisoformat(iso + "-01" * ((10 - len(iso)) // 3))
        return _in_digits(format_skeleton("yMMMM" if "-" in iso else "y", first, locale=locale), lang)
    if style not in {"datetime", "time", "zone"}:
        return _in_digits(_show_day(date.fromisoformat(iso[:10]), style, locale, calendar), lang)
    moment = datetime.fromisoformat(iso)
    if style == "zone":
        return _in_digits(get_timezone_gmt(moment, "long", locale=locale), lang)
    time = format_time(moment, "short", locale=locale)
    if style == "datetime":
        pattern = str(get_datetime_format("medium", locale=locale)).replace("'", "")
        time = pattern.replace("{0}", time).replace("{1}", _show_day(moment.date(), "long", locale, calendar))
    return _in_digits(time, lang)


def _show_day(day: date, style: str, locale: Locale, calendar: str) -> str:
    if calendar != "persian" or day.year > _LAST_PERSIAN:
        return format_date(day, style, locale=locale)
    from sitegen.persian import format_persian  # noqa: PLC0415 - loads a library that most sites do not need

    return format_persian(day, style, locale)


@lru_cache(maxsize=8192)
def show_number(value: int | float, lang: str = "en") -> str:
    """Write a number with the language's digits and separators."""
    return _in_digits(format_decimal(value, locale=locale_of(lang), numbering_system=_numbering(lang)), lang)


@lru_cache(maxsize=65536)
def show_decimal(value: float, places: int = 0, lang: str = "en", is_percent: bool = False) -> str:
    """Write a number with exactly so many digits after its decimal mark; one that is a percentage with its sign."""
    locale, number = locale_of(lang), Decimal(repr(value))
    digits = "#,##0." + "0" * places if places else "#,##0"
    if not is_percent:
        return _in_digits(format_decimal(number, digits, locale=locale, numbering_system=_numbering(lang)), lang)
    pattern = locale.percent_formats[None].pattern.replace("#,##0", digits)
    text = format_percent(number / 100, pattern, locale=locale, numbering_system=_numbering(lang))
    return _in_digits(text.replace("%", "٪") if _numbering(lang) in {"arab", "arabext"} else text, lang)


@lru_cache(maxsize=8192)
def show_compact(value: float, lang: str = "en") -> str:
    """Write a large number short: 1.5M."""
    locale, numbering = locale_of(lang), _numbering(lang)
    return _in_digits(format_compact_decimal(value, locale=locale, fraction_digits=2, numbering_system=numbering), lang)


@lru_cache(maxsize=65536)
def show_period(iso: str, step: str, lang: str = "en") -> str:
    """Write the `year`, `quarter`, `month` or `day` that begins on a day of the calendar."""
    text = format_skeleton(_SKELETONS[step], date.fromisoformat(iso), locale=locale_of(lang))
    return _in_digits(text, lang)


_SKELETONS = {"year": "y", "quarter": "yQQQ", "month": "yMMM", "day": "yMMMd"}


@lru_cache(maxsize=8192)
def show_duration(seconds: int, lang: str = "en") -> str:
    """Write a length of time in hours and minutes, rounded; under a minute in seconds."""
    if seconds < 60:
        return _unit(seconds, "duration-second", lang)
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [_unit(n, unit, lang) for n, unit in ((hours, "duration-hour"), (minutes, "duration-minute")) if n]
    return format_list(parts, locale=locale_of(lang))


@lru_cache(maxsize=8192)
def show_size(size: int, lang: str = "en") -> str:
    """Write a number of bytes as bytes, kB, MB or GB."""
    unit, factor = next((pair for pair in _SIZES if size >= pair[1]), _SIZES[-1])
    return _unit(round(size / factor, 1 if size / factor < 10 else None), unit, lang)


def join_names(names: Iterable[str], lang: str = "en") -> Markup:
    """Join texts or markup as a sentence lists them: "A, B and C". Empty for none."""
    items = [escape(name) for name in names]
    separators = _separators(len(items), lang)
    return Markup("").join(part for pair in zip(items, separators, strict=True) for part in pair)


@lru_cache(maxsize=1024)
def _separators(count: int, lang: str) -> tuple[str, ...]:
    """What follows each of so many names."""
    return tuple(format_list(["\0"] * count, locale=locale_of(lang)).split("\0")[1:]) if count else ()


def _unit(value: float, unit: str, lang: str) -> str:
    text = format_unit(value, unit, "short", locale=locale_of(lang), numbering_system=_numbering(lang))
    return _in_digits(text, lang)


def _in_digits(text: str, lang: str) -> str:
    system = _numbering(lang)
    return text.translate(_DIGITS[system]) if system in _DIGITS else text


def _numbering(lang: str) -> str:
    return _NUMBERING.get(lang) or locale_of(lang).default_numbering_system
