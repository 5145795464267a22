"""Plans the Atom feeds: of the site, of each author, of each term."""

from collections.abc import Iterator, Sequence

import msgspec

from sitegen.model.document import Moment
from sitegen.model.output import Output
from sitegen.model.views import FeedEntry, FeedView
from sitegen.plan.edition import Edition

_encode = msgspec.msgpack.Encoder().encode


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
    permalink = f"{home}feed.xml"
    view = FeedView(
        id=edition.absolute(permalink),
        title=title,
        url=edition.absolute(permalink),
        home=edition.absolute(home),
        updated=max(map(edition.changed.__getitem__, some), default=Moment.at(0)).iso,
        lang=edition.lang,
        entries=entries,
        subtitle=edition.label(edition.config.description),
        origin=edition.config.origin,
    )
    return Output(
        path=permalink.lstrip("/"),
        recipe="atom",
        view=_encode(view),
        origin=f"feed of {home}",
        rank=3,
        bodies=tuple(body.source for entry in entries for body in entry.bodies),
    )


def _entry(edition: Edition, key: str, whole: bool) -> FeedEntry:
    facts = edition.facts(key)
    page = edition.site.pages[key]
    url = edition.absolute(page.permalink)
    return FeedEntry(
        id=url,
        url=url,
        title=facts.title,
        published=facts.date.iso,
        updated=edition.changed[key].iso,
        contributors=tuple(edition.name_of(each) for each in facts.contributors if each.role in {"author", "with"}),
        summary=facts.summary,
        categories=edition.term_labels(page),
        bodies=edition.bodies(page) if whole else (),
        lang=facts.lang,
    )
