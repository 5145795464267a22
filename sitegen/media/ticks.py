"""The ends of an axis to the places of its ticks, each with what stands beside it in the language of the text.

Every label is made here, so that no font and no locale of the machine decides about a drawing.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10

from msgspec import Struct
from msgspec.structs import replace

from sitegen.language import show_compact, show_decimal, show_period
from sitegen.media.lettering import FONT, text_width

COMPACT_FROM = 1_000_000
"""Numbers from here on are written short."""


class Tick(Struct, frozen=True):
    """A place on an axis: a number or a day, and its label."""

    at: float | str
    label: str


class Axis(Struct, frozen=True):
    """The ends of an axis, between which all of its ticks lie."""

    low: float | str
    high: float | str
    ticks: tuple[Tick, ...]


def number_axis(values: Sequence[float], most: int, lang: str, has_zero: bool, is_percent: bool = False) -> Axis:
    """Return an axis that holds the values and ends on ticks of 1, 2 or 5, at most about so many.

    Zero is on it where asked for, and where leaving it out would gain little.
    """
    low, high = min(values), max(values)
    if has_zero or (low > 0 and low < high / 2) or (high < 0 and high > low / 2):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low - abs(low) / 2, high + abs(high) / 2) if low else (0.0, 1.0)
    step = _round_step((high - low) / most)
    first, last = floor(Decimal(repr(low)) / step), ceil(Decimal(repr(high)) / step)
    places = max(0, -int(step.as_tuple().exponent))
    at = [float(number * step) for number in range(first, last + 1)]
    is_large = max(map(abs, at)) >= COMPACT_FROM
    labels = [
        show_compact(each, lang) if is_large and not is_percent else show_decimal(each, places, lang, is_percent)
        for each in at
    ]
    return Axis(at[0], at[-1], tuple(map(Tick, at, labels)))


def fitting_axis(make: Callable[[int], Axis], most: int, room: int) -> Axis:
    """Return the axis with the most ticks whose labels find room beside one another in so many pixels.

    Where there is no room for two labels there is one, at zero if zero is on the axis.
    """
    for number in range(max(most, 1), 0, -1):
        axis = make(number)
        if (len(axis.ticks) - 1) * max((text_width(tick.label) + FONT for tick in axis.ticks), default=0) <= room:
            return axis
    told = next((tick for tick in axis.ticks if tick.at == 0), axis.ticks[0])
    return replace(axis, ticks=tuple(tick if tick is told else replace(tick, label="") for tick in axis.ticks))


def degree_axis(low: float, high: float, most: int, lang: str) -> Axis:
    """Return an axis with degrees between its very ends."""
    step = _round_step((high - low) / most)
    places = max(0, -int(step.as_tuple().exponent))
    first, last = ceil(Decimal(repr(low)) / step), floor(Decimal(repr(high)) / step)
    at = [float(number * step) for number in range(first, last + 1)]
    return Axis(low, high, tuple(Tick(each, show_decimal(each, places, lang) + "°") for each in at))


def _round_step(least: float) -> Decimal:
    power = Decimal(10) ** floor(log10(least))
    step = next(power * factor for factor in (1, 2, 5, 10) if float(power * factor) >= least * 0.999)
    return step.to_integral_value() if step >= 1 else step.normalize()


def time_axis(days: Sequence[str], step: str, most: int, lang: str) -> Axis:
    """Return an axis from the first day to the last, with ticks where days, months, quarters or years begin.

    Nothing shorter is told apart than a `step` of the times themselves.
    """
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    rows = [(unit, _begins(first, last, unit, every)) for unit, every in _EVERY if _LENGTHS[unit] >= _LENGTHS[step]]
    unit, at = next(((unit, found) for unit, found in rows if 1 < len(found) <= most), (step, [first]))
    ticks = tuple(Tick(day.isoformat(), show_period(day.isoformat(), unit, lang)) for day in at)
    return Axis(first.isoformat(), (last if last > first else first + timedelta(days=1)).isoformat(), ticks)


_LENGTHS = {"day": 1, "month": 30, "quarter": 91, "year": 365}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_EVERY = (
    *(("day", every) for every in (1, 2, 5, 10, 20)),
    *(("month", every) for every in (1, 2, 3, 6)),
    *(("quarter", every) for every in (1, 2)),
    *(("year", every) for every in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


def _begins(first: date, last: date, unit: str, every: int) -> list[date]:
    """Return the days within a span on which every so many days, months, quarters or years begin."""
    if unit == "day":
        return [first + timedelta(days=days) for days in range(0, (last - first).days + 1, every)]
    length = _MONTHS[unit] * every
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    begin = -(-month // length) * length
    end = last.year * 12 + last.month
    return [date(each // 12, each % 12 + 1, 1) for each in range(begin, end, length)]
