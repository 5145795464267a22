"""Plans the social card of each article: its headline and what surrounds it, each in a font that has its characters."""

from collections.abc import Iterator, Sequence

from sitegen.digest import pack
from sitegen.model.document import ArticleFacts
from sitegen.model.fonts import Font, font_for
from sitegen.model.output import Output
from sitegen.model.site import Page
from sitegen.model.views import CardText, CardView
from sitegen.plan.edition import Edition, People
from sitegen.plan.voice import Voice
from sitegen.urls import output_path

_COMMAS = {"ar": "، ", "fa": "، ", "ur": "، ", "ckb": "، ", "ps": "، "}


def plan_cards(edition: Edition) -> Iterator[Output]:
    """Plan a card for each article of this language; none where no fonts were looked for, as in a preview."""
    fonts = edition.media.fonts
    if fonts is None:
        return
    for key in edition.articles:
        yield edition.made(("card image", key), _make_card, edition.site.pages[key], edition.people, fonts)


_NAMED = frozenset({"author", "with", "host"})


def card_permalink(permalink: str) -> str:
    """Return where the card of an article stands."""
    return f"{permalink}card.png"


def _make_card(voice: Voice, page: Page, people: People, fonts: Sequence[Font]) -> Output:
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    kicker = " · ".join(filter(None, [voice.type_link(page.type).label, facts.number]))
    names = [people.link(each).label for each in facts.contributors if each.role in _NAMED]
    language, colours = voice.config.language(voice.lang), voice.config.cards
    view = CardView(
        headline=_set(facts.title, fonts, bold=True),
        kicker=_set(kicker, fonts),
        authors=_set(_COMMAS.get(voice.lang, ", ").join(names), fonts),
        site=_set(voice.config.title, fonts),
        lang=voice.lang,
        direction=language.direction,
        paper=colours.paper,
        ink=colours.ink,
        accent=colours.accent,
    )
    path = output_path(card_permalink(page.permalink))
    return Output(path=path, recipe="card", view=pack(view), origin=facts.path, rank=0)


def _set(text: str, fonts: Sequence[Font], *, bold: bool = False) -> CardText:
    font = font_for(text, fonts, bold) if text else ""
    return CardText(text if font else "", font)
