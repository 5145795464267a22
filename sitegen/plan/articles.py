"""Plans the page of each article: everything it shows, with roles as of its date and its neighbours in a series."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sitegen.model.document import ArticleFacts, Contributor
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
from sitegen.plan.calendars import calendar_permalink
from sitegen.plan.cards import card_permalink
from sitegen.plan.edition import Edition, Profile, TermLinks, Text, make_body
from sitegen.plan.heads import make_head
from sitegen.plan.voice import Voice, shown_date


def plan_articles(edition: Edition) -> Iterator[Output]:
    """Plan the page of every article, of this language."""
    neighbours = _Neighbours(edition)
    cards, profiles, has_card = edition.cards, edition.profiles, edition.media.fonts is not None
    for key in edition.articles:
        page = edition.site.pages[key]
        facts = edition.facts(key)
        people = tuple(
            [(edition.people.link(each), profiles.get(each.author, _STRANGER)) for each in facts.contributors]
        )
        own = edition.made(("own", key), _make_own, page, edition.texts(page), people, edition.term_links)
        yield edition.made(
            ("article", key),
            _page,
            _Around(
                facts,
                page.permalink,
                page.type,
                *own,
                series=tuple(neighbours.of(page)),
                related=tuple([cards[other] for other in edition.related.get(key, ())]),
                versions={lang: edition.site.pages[other].permalink for lang, other in page.translations.items()},
                image=edition.image(facts.image, key),
                placed=edition.placed(key),
                sizes=tuple([edition.size(value) for value in _offered(facts)]),
                has_card=has_card,
            ),
        )


_Own = tuple[tuple[ContributorView, ...], tuple[BodyView, ...], tuple[TermGroup, ...]]


_STRANGER = Profile()
"""Somebody without a file, of whom nothing is known but the name."""


class _Around(Struct, frozen=True, gc=False):
    """All that an article's page is made of: its facts, and what the rest of the site says of it.

    `placed` are the output paths of its assets, `sizes` those of the files that it offers, in bytes.
    """

    facts: ArticleFacts
    permalink: str
    type: str
    people: tuple[ContributorView, ...]
    bodies: tuple[BodyView, ...]
    groups: tuple[TermGroup, ...]
    series: tuple[SeriesView, ...]
    related: tuple[Card, ...]
    versions: Mapping[str, str]
    image: ImageView | None
    placed: Mapping[str, str]
    sizes: tuple[int, ...]
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
        contributors=around.people,
        summary=facts.summary,
        takeaways=facts.takeaways,
        image=around.image,
        card=voice.href(card_permalink(around.permalink)) if around.has_card else "",
        groups=around.groups,
        series=around.series,
        related=around.related,
        translations=tuple(link for link in voice.language_links(around.versions) if link.code != voice.lang),
        corrections=tuple(CorrectionView(shown_date(each.date), each.text) for each in facts.corrections),
        files=tuple(_files(voice, around)),
        event=_event(voice, around),
        recording=_recording(voice, around),
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


def _make_own(
    voice: Voice, page: Page, texts: tuple[Text, ...], people: tuple[tuple[Link, Profile], ...], links: TermLinks
) -> _Own:
    """Return byline, bodies and terms: what of an article's page is the same while its neighbours change."""
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    day = facts.date.date
    return (
        tuple([_contributor(each, *person, day) for each, person in zip(facts.contributors, people, strict=True)]),
        tuple([make_body(voice, text) for text in texts]),
        tuple(_groups(voice, page, links)),
    )


def _contributor(each: Contributor, link: Link, profile: Profile, day: str) -> ContributorView:
    role = role_at(profile.roles, day)
    return ContributorView(
        name=link.label,
        url=link.url,
        role=each.role,
        title=role.title if role else "",
        org=role.org if role else "",
        image=profile.image,
        bio=profile.bio,
        orcid=profile.orcid,
    )


def _groups(voice: Voice, page: Page, links: TermLinks) -> Iterator[TermGroup]:
    for taxonomy, ids in page.terms.items():
        label = voice.label(voice.config.taxonomies[taxonomy].label, taxonomy)
        yield TermGroup(taxonomy, label, tuple([links.known[taxonomy][id_] for id_ in ids]))


def _offered(facts: ArticleFacts) -> tuple[str, ...]:
    """Return the files that an article offers for download."""
    files = facts.dataset.files if facts.dataset else ()
    return (facts.pdf, *files) if facts.pdf else files


def _files(voice: Voice, around: _Around) -> Iterable[FileView]:
    for value, size in zip(_offered(around.facts), around.sizes, strict=True):
        if url := voice.file_url(value, around.placed):
            yield FileView(value.rpartition("/")[2], url, size)


def _event(voice: Voice, around: _Around) -> EventView | None:
    event = around.facts.event
    if event is None:
        return None
    calendar = voice.href(calendar_permalink(around.permalink)) if event.start else ""
    return EventView(shown_date(event.start), shown_date(event.end), event.place, event.online, calendar)


def _recording(voice: Voice, around: _Around) -> RecordingView | None:
    recording = around.facts.recording
    if recording is None:
        return None
    audio = voice.file_url(recording.audio, around.placed) if recording.audio else ""
    transcript = voice.file_url(recording.transcript, around.placed) if recording.transcript else ""
    return RecordingView(audio, transcript, recording.duration, recording.episode)


class _Neighbours:
    """The article before and after each article in every term of the ordered taxonomies, by date."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._places = {
            taxonomy: {
                term.id: {key: place for place, key in enumerate(term.pages[edition.lang])}
                for term in edition.terms[taxonomy]
            }
            for taxonomy, rule in edition.config.taxonomies.items()
            if rule.ordered
        }

    def of(self, page: Page) -> Iterator[SeriesView]:
        for taxonomy, terms in self._places.items():
            for id_ in page.terms.get(taxonomy, ()):
                term = self._edition.site.terms[taxonomy][id_]
                keys = term.pages[self._edition.lang]
                place = terms[id_][page.key]
                yield SeriesView(
                    self._edition.term_link(term),
                    previous=self._link(keys[place + 1]) if place + 1 < len(keys) else None,
                    next=self._link(keys[place - 1]) if place else None,
                )

    def _link(self, key: str) -> Link:
        page = self._edition.site.pages[key]
        return Link(page.facts.title, self._edition.href(page.permalink))
