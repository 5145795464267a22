"""Plans the Atom feeds: of the site, of each author, of each term."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.digest import pack
from sitegen.model.document import ArticleFacts, Moment
from sitegen.model.output import Output
from sitegen.model.views import FeedEntry, FeedView
from sitegen.plan.edition import Edition, People, TermLinks, Text, make_body, plain
from sitegen.plan.voice import Voice, packed

_WRITERS = frozenset({"author", "with"})


def plan_feeds(edition: Edition) -> Iterator[Output]:
    """Plan the feed of the site, and that of each author and term with articles; the config says which carry whole texts."""
    whole = edition.config.feeds.full_text
    entries = _Entries(edition)
    title = edition.config.title
    yield _feed(edition, entries, f"{edition.root}/", edition.articles, title, whole in {"site", "all"})
    for author in edition.site.authors.values():
        if keys := author.pages.get(edition.lang):
            name = edition.author_name(author)
            yield _feed(edition, entries, author.permalinks[edition.lang], keys, f"{name} – {title}", whole == "all")
    for terms in edition.terms.values():
        for term in terms:
            label = edition.label(term.labels, term.id)
            keys = term.pages[edition.lang]
            yield _feed(edition, entries, term.permalinks[edition.lang], keys, f"{label} – {title}", whole == "all")


class _Entries:
    """Makes the entry of each article once, since most stand in several feeds."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._made: dict[tuple[str, bool], FeedEntry] = {}

    def of(self, key: str, whole: bool) -> FeedEntry:
        entry = self._made.get((key, whole))
        if entry is None:
            entry = self._made[key, whole] = _entry(self._edition, key, whole)
        return entry


def _feed(edition: Edition, made: _Entries, home: str, keys: Sequence[str], title: str, whole: bool) -> Output:
    some = keys[: edition.config.feeds.items]
    entries = tuple([made.of(key, whole) for key in some])
    updated = max(map(edition.changed.__getitem__, some), default=Moment.at(0)).iso
    sources = tuple(text.source for key in some for text in edition.texts(edition.site.pages[key])) if whole else ()
    return edition.made(("feed", home), _make_feed, home, title, updated, entries, sources)


def _make_feed(
    voice: Voice, home: str, title: str, updated: str, entries: tuple[FeedEntry, ...], sources: tuple[str, ...]
) -> Output:
    permalink = f"{home}feed.xml"
    view = FeedView(
        id=voice.absolute(permalink),
        title=title,
        url=voice.absolute(permalink),
        home=voice.absolute(home),
        updated=updated,
        lang=voice.lang,
        entries=entries,
        subtitle=voice.label(voice.config.description),
        origin=voice.config.origin,
    )
    return Output(
        path=permalink.lstrip("/"),
        recipe="atom",
        view=pack(view),
        origin=f"feed of {home}",
        rank=3,
        bodies=sources,
    )


def _entry(edition: Edition, key: str, whole: bool) -> FeedEntry:
    page = edition.site.pages[key]
    return edition.made(
        ("feed entry", key, whole),
        _make_entry,
        edition.facts(key),
        page.permalink,
        page.terms,
        edition.people,
        edition.term_links,
        edition.texts(page) if whole else (),
    )


def _make_entry(
    voice: Voice,
    facts: ArticleFacts,
    permalink: str,
    terms: Mapping[str, tuple[str, ...]],
    people: People,
    links: TermLinks,
    texts: tuple[Text, ...],
) -> FeedEntry:
    url = voice.absolute(permalink)
    return packed(
        FeedEntry(
            id=url,
            url=url,
            title=facts.title,
            published=facts.date.iso,
            updated=(facts.updated or facts.date).iso,
            contributors=tuple([people.link(each).label for each in facts.contributors if each.role in _WRITERS]),
            summary=facts.summary,
            categories=links.labels(terms),
            bodies=tuple([plain(make_body(voice, text)) for text in texts]),
            lang=facts.lang,
        )
    )
