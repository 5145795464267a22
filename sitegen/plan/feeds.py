"""Plans the Atom feeds: of the site, of each author, of each term."""

from collections.abc import Iterator, Sequence

from sitegen.digest import pack
from sitegen.model.document import ArticleFacts, Moment
from sitegen.model.output import Output
from sitegen.model.views import BodyView, FeedEntry, FeedView
from sitegen.plan.edition import Edition
from sitegen.plan.voice import Voice, packed


def plan_feeds(edition: Edition) -> Iterator[Output]:
    """Plan the feed of the site, and that of each author and term with articles; the config says which carry whole texts."""
    whole = edition.config.feeds.full_text
    title = edition.config.title
    yield _feed(edition, f"{edition.root}/", edition.articles, title, whole in {"site", "all"})
    for author in edition.site.authors.values():
        if keys := author.pages.get(edition.lang):
            name = edition.author_name(author)
            yield _feed(edition, author.permalinks[edition.lang], keys, f"{name} – {title}", whole == "all")
    for terms in edition.terms.values():
        for term in terms:
            label = edition.label(term.labels, term.id)
            keys = term.pages[edition.lang]
            yield _feed(edition, term.permalinks[edition.lang], keys, f"{label} – {title}", whole == "all")


def _feed(edition: Edition, home: str, keys: Sequence[str], title: str, whole: bool) -> Output:
    some = keys[: edition.config.feeds.items]
    entries = tuple(_entry(edition, key, whole) for key in some)
    updated = max(map(edition.changed.__getitem__, some), default=Moment.at(0)).iso
    sources = tuple(body.source for key in some for body in edition.bodies(edition.site.pages[key])) if whole else ()
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
    facts = edition.facts(key)
    page = edition.site.pages[key]
    return edition.made(
        ("feed entry", key, whole),
        _make_entry,
        facts,
        page.permalink,
        tuple(edition.person_link(each).label for each in facts.contributors if each.role in {"author", "with"}),
        edition.term_labels(page),
        edition.plain_bodies(page) if whole else (),
    )


def _make_entry(
    voice: Voice,
    facts: ArticleFacts,
    permalink: str,
    contributors: tuple[str, ...],
    categories: tuple[str, ...],
    bodies: tuple[BodyView, ...],
) -> FeedEntry:
    url = voice.absolute(permalink)
    return packed(
        FeedEntry(
            id=url,
            url=url,
            title=facts.title,
            published=facts.date.iso,
            updated=(facts.updated or facts.date).iso,
            contributors=contributors,
            summary=facts.summary,
            categories=categories,
            bodies=bodies,
            lang=facts.lang,
        )
    )
