"""Dates, numbers and lists are written as the readers of each language write them."""

import pytest
from markupsafe import Markup

from sitegen.language import join_names, show_date, show_duration, show_number, show_size


@pytest.mark.parametrize(
    ("iso", "style", "lang", "shown"),
    [
        ("2018-04-10", "long", "en", "April 10, 2018"),
        ("2018-04-10", "long", "en-GB", "10 April 2018"),
        ("2018-04-10", "medium", "en", "Apr 10, 2018"),
        ("2018-04-10", "long", "fr", "10 avril 2018"),
        ("2018-04-10", "long", "ar", "١٠ أبريل ٢٠١٨"),
        ("2018-04-10", "long", "fa", "۱۰ آوریل ۲۰۱۸"),
        ("2018-04-10T23:30:00-04:00", "long", "en", "April 10, 2018"),
        ("2018-04-10T14:05:00-04:00", "zone", "en", "GMT-04:00"),
        ("2018-04", "long", "en", "April 2018"),
        ("2018", "long", "fa", "۲۰۱۸"),
        ("2018-04-10", "long", "xx-unknown", "April 10, 2018"),
        ("2018-04-10", "long", "pt-XX", "10 de abril de 2018"),
    ],
)
def test_dates(iso: str, style: str, lang: str, shown: str) -> None:
    assert show_date(iso, style, lang) == shown


@pytest.mark.parametrize(
    ("iso", "style", "lang", "shown"),
    [
        ("2018-04-10", "long", "fa", "۲۱ فروردین ۱۳۹۷"),
        ("2018-04-10", "full", "fa", "سه‌شنبه ۲۱ فروردین ۱۳۹۷"),
        ("2018-04-10", "short", "fa", "۱۳۹۷/۱/۲۱"),
        ("2018-04-10", "long", "fa-AF", "۲۱ حمل ۱۳۹۷"),
        ("2021-03-20", "long", "fa", "۳۰ اسفند ۱۳۹۹"),
        ("2021-03-21", "medium", "fa", "۱ فروردین ۱۴۰۰"),
        ("2018-04-10T23:30:00+03:30", "long", "fa", "۲۱ فروردین ۱۳۹۷"),
        ("2018-04", "long", "fa", "آوریل ۲۰۱۸"),
        ("2018", "long", "fa", "۲۰۱۸"),
        ("9999-12-31", "long", "fa", "۳۱ دسامبر ۹۹۹۹"),
    ],
)
def test_days_of_the_persian_calendar(iso: str, style: str, lang: str, shown: str) -> None:
    assert show_date(iso, style, lang, "persian") == shown


def test_a_moment_of_the_persian_calendar_has_its_day_and_time() -> None:
    moment = show_date("2018-04-10T14:05:00+04:30", "datetime", "fa", "persian")
    assert "۲۱ فروردین ۱۳۹۷" in moment
    assert "۱۴:۰۵" in moment
    assert show_date("2018-04-10T14:05:00+04:30", "time", "fa", "persian") == "۱۴:۰۵"


def test_a_moment_has_a_time() -> None:
    moment = show_date("2018-04-10T14:05:00-04:00", "datetime", "en")
    assert moment.replace("\u202f", " ") == "April 10, 2018, 2:05 PM"
    assert show_date("2018-04-10T14:05:00-04:00", "time", "de") == "14:05"


@pytest.mark.parametrize("iso", ["", "yesterday", "2018-13-01", "10/04/2018"])
def test_what_is_no_date_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        show_date(iso)


def test_numbers_and_sizes() -> None:
    assert show_number(1234567, "en") == "1,234,567"
    assert show_number(1234, "de") == "1.234"
    assert show_number(1234, "fa") == "۱٬۲۳۴"
    assert [show_size(size) for size in (0, 5, 999, 1000, 34_567, 1_234_567, 25_000_000, 3 * 10**9)] == [
        *["0 byte", "5 byte", "999 byte", "1 kB", "35 kB", "1.2 MB", "25 MB", "3 GB"]
    ]
    assert [show_size(49, lang) for lang in ("ar", "fa", "fr")] == ["٤٩ بايت", "۴۹ بایت", "49\u202fo"]


def test_durations() -> None:
    assert [show_duration(seconds) for seconds in (45, 60, 2520, 3600, 4321)] == [
        *["45 sec", "1 min", "42 min", "1 hr", "1 hr and 12 min"]
    ]
    assert show_duration(4321, "ar") == "١ س و١٢ د"


def test_names_are_joined_as_in_a_sentence() -> None:
    assert [join_names("ABC"[:n]) for n in range(4)] == ["", "A", "A and B", "A, B, and C"]
    assert join_names("ABC", "en-GB") == "A, B and C"
    assert join_names("AB", "ar") == "A وB"


def test_joined_names_are_escaped_but_markup_is_kept() -> None:
    assert join_names(["<i>", Markup("<b>B</b>")]) == "&lt;i&gt; and <b>B</b>"
