"""Plans the home page: lead story, latest, events to come, and the leading terms of the taxonomies that the config names."""

from collections.abc import Iterator, Sequence
from itertools import islice

from sitegen.model.output import Output
from sitegen.model.site import Page, Term
from sitegen.model.views import HomeSection, HomeView, TermGroup
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head

HOME = "home"
"""The id of the page that gives the home page its text."""

LATEST = 12
MOST_USED = 12
_FEWEST = 2


def plan_home(edition: Edition) -> Iterator[Output]:
    """The lead story is the newest pinned article, else the newest of all. No article stands on the page twice."""
    keys = edition.articles
    pinned = next((key for key in keys if edition.facts(key).pin), "")
    events = [key for key in edition.site.upcoming.get(edition.lang, ()) if key != pinned][: edition.config.home.events]
    others = [key for key in keys[: LATEST + len(events) + 1] if key not in events]
    lead = pinned or next(iter(others), "")
    latest = [key for key in others if key != lead][:LATEST]
    shown = {lead, *latest, *events}
    permalink = f"{edition.root}/"
    page = _home_page(edition)
    description = (page.facts.summary if page else "") or edition.label(edition.config.description)
    view = HomeView(
        head=make_head(edition, permalink, "", description=description, versions=edition.versions("/")),
        lead=edition.cards[lead] if lead else None,
        latest=tuple([edition.cards[key] for key in latest]),
        more=edition.href(edition.root + edition.config.permalinks.articles) if len(keys) > len(shown) else "",
        groups=tuple(_most_used(edition)),
        bodies=(edition.body(page.key),) if page else (),
        sections=tuple(_sections(edition, shown)),
        events=tuple([edition.cards[key] for key in events]),
    )
    yield edition.page(permalink, "home.html", view, page.key if page else "home page", rank=2)


def _home_page(edition: Edition) -> Page | None:
    """`content/pages/home.md` gives the home page its text; it has no page of its own."""
    pages = (page for page in edition.site.pages.values() if page.kind == "page" and page.facts.id == HOME)
    return next((page for page in pages if page.facts.lang == edition.lang), None)


def _sections(edition: Edition, shown: set[str]) -> Iterator[HomeSection]:
    """Yield the sections that have at least two articles which stand nowhere above them."""
    home = edition.config.home
    for taxonomy in home.sections:
        for term in _leading(edition.terms[taxonomy], edition.lang)[: home.terms]:
            keys = list(islice((key for key in term.pages[edition.lang] if key not in shown), home.cards))
            if len(keys) >= min(_FEWEST, home.cards):
                shown.update(keys)
                yield HomeSection(taxonomy, edition.term_link(term), tuple([edition.cards[key] for key in keys]))


def _leading(terms: Sequence[Term], lang: str) -> list[Term]:
    return sorted(terms, key=lambda term: (-len(term.pages[lang]), term.id))


def _most_used(edition: Edition) -> Iterator[TermGroup]:
    for taxonomy, terms in edition.terms.items():
        if terms:
            most = _leading(terms, edition.lang)[:MOST_USED]
            label = edition.label(edition.config.taxonomies[taxonomy].label, taxonomy)
            yield TermGroup(taxonomy, label, tuple(edition.term_link(term) for term in most))
