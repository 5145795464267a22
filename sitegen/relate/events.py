"""Turns the visible articles into the events that are not over at an instant, and into the instant at which the next one is.

An event is over at its end; where only a day is given, or no end at all, with the last of its days.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sitegen.model.document import ArticleFacts, Moment

_DAY = 24 * 60 * 60


def find_upcoming(articles: Iterable[ArticleFacts], now: int) -> tuple[Mapping[str, tuple[str, ...]], int | None]:
    """Return the paths of events to come or under way by language, in the order of their start, and when the first is over."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    ends = []
    for facts in articles:
        if facts.event and facts.event.start and (over := _end_of(facts.event.start, facts.event.end)) > now:
            found[facts.lang].append((facts.event.start.epoch, facts.path))
            ends.append(over)
    return {lang: tuple([path for _, path in sorted(some)]) for lang, some in sorted(found.items())}, min(
        ends, default=None
    )


def _end_of(start: Moment, end: Moment | None) -> int:
    return end.epoch if end and not end.whole_day else _midnight_after(end or start)


def _midnight_after(moment: Moment) -> int:
    """Return the end of a moment's day, by the editor's clock."""
    hours, minutes, seconds = map(int, moment.iso[11:19].split(":"))
    return moment.epoch - (hours * 60 + minutes) * 60 - seconds + _DAY
