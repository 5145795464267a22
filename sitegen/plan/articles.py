"""Plans the page of each article: everything it shows, with roles as of its date and its neighbours in a series."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sitegen.model.document import ArticleFacts, AuthorRole, Contributor, ContributorRole
from sitegen.model.output import Output
from sitegen.model.roles import role_at
from sitegen.model.site import Page
from sitegen.model.views import (
    ArticleView,
    BodyView,
    Card,
    ContributorView,
    CorrectionView,
    EventView,
    FileView,
    ImageView,
    Link,
    RecordingView,
    SeriesView,
    TermGroup,
)
from sitegen.plan.cards import card_permalink
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head
from sitegen.plan.voice import Voice, shown_date


def plan_articles(edition: Edition) -> Iterator[Output]:
    """Plan the page of every article, of this language."""
    neighbours = _Neighbours(edition)
    for key in edition.articles:
        page = edition.site.pages[key]
        facts = edition.facts(key)
        yield edition.made(
            ("article", key),
            _page,
            _Around(
                facts,
                page.permalink,
                page.type,
                people=tuple(_person(edition, each) for each in facts.contributors),
                bodies=edition.bodies(page),
                image=edition.image(facts.image, facts.path),
                groups=tuple(_groups(edition, page)),
                series=tuple(neighbours.of(page)),
                related=tuple(map(edition.card, edition.related.get(key, ()))),
                versions={lang: edition.site.pages[other].permalink for lang, other in page.translations.items()},
                files=tuple(_files(edition, facts)),
                recording=_recording(edition, facts),
                has_card=edition.media.fonts is not None,
            ),
        )


class _Person(Struct, frozen=True, gc=False):
    """One name of a byline with the address of that person's page, what they did, and the roles that they ever had."""

    link: Link
    role: ContributorRole
    roles: tuple[AuthorRole, ...]


class _Around(Struct, frozen=True, gc=False):
    """All that an article's page is made of: its facts, and what the rest of the site says of it."""

    facts: ArticleFacts
    permalink: str
    type: str
    people: tuple[_Person, ...]
    bodies: tuple[BodyView, ...]
    image: ImageView | None
    groups: tuple[TermGroup, ...]
    series: tuple[SeriesView, ...]
    related: tuple[Card, ...]
    versions: Mapping[str, str]
    files: tuple[FileView, ...]
    recording: RecordingView | None
    has_card: bool


def _page(voice: Voice, around: _Around) -> Output:
    facts = around.facts
    rule = voice.config.types[around.type]
    view = ArticleView(
        head=make_head(
            voice,
            around.permalink,
            facts.title,
            description=facts.summary,
            versions=around.versions,
        ),
        title=facts.title,
        type=voice.type_link(around.type),
        publication_class=rule.publication_class,
        date=shown_date(facts.date),
        bodies=around.bodies,
        updated=shown_date(facts.updated),
        contributors=tuple(_contributor(person, facts.date.date) for person in around.people),
        summary=facts.summary,
        takeaways=facts.takeaways,
        image=around.image,
        card=voice.href(card_permalink(around.permalink)) if around.has_card else "",
        groups=around.groups,
        series=around.series,
        related=around.related,
        translations=tuple(link for link in voice.language_links(around.versions) if link.code != voice.lang),
        corrections=tuple(CorrectionView(shown_date(each.date), each.text) for each in facts.corrections),
        files=around.files,
        event=_event(facts),
        recording=around.recording,
        number=facts.number,
        doi=facts.doi,
        isbn=facts.isbn,
        methodology=facts.dataset.methodology if facts.dataset else "",
        funding=facts.funding,
        license=facts.license or voice.config.license,
        disclaimer=voice.label(rule.disclaimer),
        source=Link(facts.source.name or facts.source.url, facts.source.url) if facts.source else None,
        extra=facts.extra,
    )
    return voice.page(around.permalink, "article.html", view, origin=facts.path)


def _person(edition: Edition, each: Contributor) -> _Person:
    author = edition.site.authors.get(each.author)
    return _Person(edition.person_link(each), each.role, author.facts.roles if author else ())


def _contributor(person: _Person, day: str) -> ContributorView:
    role = role_at(person.roles, day)
    return ContributorView(
        name=person.link.label,
        url=person.link.url,
        role=person.role,
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


def _files(edition: Edition, facts: ArticleFacts) -> Iterable[FileView]:
    for value in [facts.pdf, *(facts.dataset.files if facts.dataset else ())]:
        if value and (url := edition.file_url(value, facts.path)):
            yield FileView(value.rpartition("/")[2], url, edition.assets[value].size if value in edition.assets else 0)


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
