"""Plans the page of each article: everything it shows, with roles as of its date and its neighbours in a series."""

from collections.abc import Iterable, Iterator

from sitegen.model.document import ArticleFacts, Contributor
from sitegen.model.output import Output
from sitegen.model.roles import role_at
from sitegen.model.site import Page
from sitegen.model.views import (
    ArticleView,
    Card,
    ContributorView,
    CorrectionView,
    EventView,
    FileView,
    Link,
    RecordingView,
    SeriesView,
    TermGroup,
)
from sitegen.plan.edition import Edition, shown_date
from sitegen.plan.heads import make_head


def plan_articles(edition: Edition) -> Iterator[Output]:
    neighbours = _Neighbours(edition)
    for key in edition.articles:
        page = edition.site.pages[key]
        yield edition.page(page.permalink, "article.html", _view(edition, page, neighbours), origin=key)


def _view(edition: Edition, page: Page, neighbours: "_Neighbours") -> ArticleView:
    facts = edition.facts(page.key)
    rule = edition.config.types[page.type]
    people = tuple(_contributor(edition, each, facts) for each in facts.contributors)
    image = edition.image(facts.image, facts.path)
    versions = {lang: edition.site.pages[key].permalink for lang, key in page.translations.items()}
    return ArticleView(
        head=make_head(
            edition,
            page.permalink,
            facts.title,
            description=facts.summary,
            versions=versions,
        ),
        title=facts.title,
        type=edition.type_link(page.type),
        publication_class=rule.publication_class,
        date=shown_date(facts.date),
        bodies=edition.bodies(page),
        updated=shown_date(facts.updated),
        contributors=people,
        summary=facts.summary,
        takeaways=facts.takeaways,
        image=image,
        groups=tuple(_groups(edition, page)),
        series=tuple(neighbours.of(page)),
        related=tuple(_related(edition, page)),
        translations=tuple(link for link in edition.language_links(versions) if link.code != edition.lang),
        corrections=tuple(CorrectionView(shown_date(each.date), each.text) for each in facts.corrections),
        files=tuple(_files(edition, facts)),
        event=_event(facts),
        recording=_recording(edition, facts),
        number=facts.number,
        doi=facts.doi,
        isbn=facts.isbn,
        methodology=facts.dataset.methodology if facts.dataset else "",
        funding=facts.funding,
        license=facts.license or edition.config.license,
        disclaimer=edition.label(rule.disclaimer),
        source=Link(facts.source.name or facts.source.url, facts.source.url) if facts.source else None,
        extra=facts.extra,
    )


def _contributor(edition: Edition, each: Contributor, facts: ArticleFacts) -> ContributorView:
    author = edition.site.authors.get(each.author)
    role = role_at(author.facts.roles, facts.date.date) if author else None
    return ContributorView(
        name=edition.name_of(each),
        url=edition.author_url(each.author),
        role=each.role,
        title=role.title if role else "",
        org=role.org if role else "",
    )


def _groups(edition: Edition, page: Page) -> Iterable[TermGroup]:
    for taxonomy, ids in page.terms.items():
        rule = edition.config.taxonomies[taxonomy]
        terms = edition.site.terms[taxonomy]
        yield TermGroup(
            taxonomy, edition.label(rule.label, taxonomy), tuple(edition.term_link(terms[id_]) for id_ in ids)
        )


def _related(edition: Edition, page: Page) -> Iterable[Card]:
    return (edition.card(key) for key in edition.related.get(page.key, ()))


def _files(edition: Edition, facts: ArticleFacts) -> Iterable[FileView]:
    for value in [facts.pdf, *(facts.dataset.files if facts.dataset else ())]:
        if value and (url := edition.file_url(value, facts.path)):
            yield FileView(value.rpartition("/")[2], url, edition.sizes.get(value, 0))


def _event(facts: ArticleFacts) -> EventView | None:
    if facts.event is None:
        return None
    event = facts.event
    return EventView(shown_date(event.start), shown_date(event.end), event.place, event.online)


def _recording(edition: Edition, facts: ArticleFacts) -> RecordingView | None:
    if facts.recording is None:
        return None
    recording = facts.recording
    audio = edition.file_url(recording.audio, facts.path) if recording.audio else ""
    transcript = edition.file_url(recording.transcript, facts.path) if recording.transcript else ""
    return RecordingView(audio, transcript, recording.duration, recording.episode)


class _Neighbours:
    """The article before and after each article in every term of the ordered taxonomies, by date."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._places = {
            (taxonomy, term.id): {key: place for place, key in enumerate(term.pages[edition.lang])}
            for taxonomy, rule in edition.config.taxonomies.items()
            if rule.ordered
            for term in edition.terms[taxonomy]
        }

    def of(self, page: Page) -> Iterable[SeriesView]:
        for taxonomy, ids in page.terms.items():
            for id_ in ids:
                if (taxonomy, id_) in self._places:
                    term = self._edition.site.terms[taxonomy][id_]
                    keys = term.pages[self._edition.lang]
                    place = self._places[taxonomy, id_][page.key]
                    yield SeriesView(
                        self._edition.term_link(term),
                        previous=self._link(keys[place + 1]) if place + 1 < len(keys) else None,
                        next=self._link(keys[place - 1]) if place else None,
                    )

    def _link(self, key: str) -> Link:
        page = self._edition.site.pages[key]
        return Link(page.facts.title, self._edition.href(page.permalink))
