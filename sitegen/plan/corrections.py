"""Plans the page of all corrections: every one that an article of the language names, newest first."""

from collections.abc import Iterator

from sitegen.model.document import ArticleFacts, Correction, PageFacts
from sitegen.model.output import Output
from sitegen.model.site import Page
from sitegen.model.views import CorrectedView, CorrectionsView, Link
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head
from sitegen.plan.voice import Voice, shown_date

CORRECTIONS = "corrections"
"""The id of the page that gives the list its title, its text and its address."""


def plan_corrections(edition: Edition) -> Iterator[Output]:
    """Plan the page where there is any correction, or a text for it."""
    permalink = corrections_permalink(edition)
    if not permalink:
        return
    made = [
        (correction, edition.made(("correction", key, place), _make_corrected, facts, correction, page.permalink))
        for key in edition.articles
        for page, facts in [(edition.site.pages[key], edition.facts(key))]
        for place, correction in enumerate(facts.corrections)
    ]
    newest = sorted(made, key=lambda each: each[0].date.epoch, reverse=True)
    page = _page(edition)
    facts = page.facts if page else PageFacts("", "", edition.lang, "")
    assert isinstance(facts, PageFacts)
    view = CorrectionsView(
        head=make_head(
            edition, permalink, facts.title, description=facts.summary, versions=_versions(edition, permalink, page)
        ),
        corrections=tuple([each for _, each in newest]),
        title=facts.title,
        bodies=(edition.body(page.key),) if page else (),
        summary=facts.summary,
        updated=shown_date(facts.updated),
        extra=facts.extra,
    )
    template = facts.template or "corrections.html"
    yield edition.page(permalink, template, view, page.key if page else "all corrections", rank=2)


def corrections_permalink(edition: Edition) -> str:
    """Return where the page of all corrections stands, empty where there is none."""
    if page := _page(edition):
        return page.permalink
    if any(edition.facts(key).corrections for key in edition.articles):
        return edition.root + edition.config.permalinks.page.format(slug=CORRECTIONS, id=CORRECTIONS)
    return ""


def _page(edition: Edition) -> Page | None:
    pages = (page for page in edition.site.pages.values() if page.kind == "page" and page.facts.id == CORRECTIONS)
    return next((page for page in pages if page.facts.lang == edition.lang), None)


def _versions(edition: Edition, permalink: str, page: Page | None) -> dict[str, str]:
    if page is None or not page.translations:
        return {edition.lang: permalink}
    return {lang: edition.site.pages[key].permalink for lang, key in page.translations.items()}


def _make_corrected(voice: Voice, facts: ArticleFacts, correction: Correction, permalink: str) -> CorrectedView:
    return CorrectedView(Link(facts.title, voice.href(permalink)), shown_date(correction.date), correction.text)
