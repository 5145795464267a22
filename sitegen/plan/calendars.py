"""Plans a file for calendars beside the page of each event that has a start."""

from collections.abc import Iterator

from sitegen.digest import pack
from sitegen.model.document import ArticleFacts
from sitegen.model.output import Output
from sitegen.model.views import CalendarView
from sitegen.plan.edition import Edition
from sitegen.plan.voice import Voice, shown_date
from sitegen.urls import output_path


def calendar_permalink(permalink: str) -> str:
    """Return the address of the file for the event at a permalink."""
    return f"{permalink}event.ics"


def plan_calendars(edition: Edition) -> Iterator[Output]:
    """Plan the file of every event of this language."""
    for key in edition.articles:
        facts = edition.facts(key)
        if facts.event and facts.event.start:
            yield edition.made(("calendar", key), _make_calendar, facts, edition.site.pages[key].permalink)


def _make_calendar(voice: Voice, facts: ArticleFacts, permalink: str) -> Output:
    assert facts.event
    view = CalendarView(
        url=voice.absolute(permalink),
        title=facts.title,
        stamp=shown_date(facts.updated or facts.date),
        start=shown_date(facts.event.start),
        end=shown_date(facts.event.end),
        place=facts.event.place,
        online=facts.event.online,
        summary=facts.summary,
        lang=voice.lang,
    )
    path = output_path(calendar_permalink(permalink))
    return Output(path=path, recipe="calendar", view=pack(view), origin=f"calendar of {facts.path}")
