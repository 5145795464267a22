"""Plans every paginated list of articles: all, by year, by type, by term, by author.

Pages are counted from the oldest, and the index shows what is left, between one and two pages' worth: one article more
changes the index alone until a page is full.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitegen.model.document import AuthorRole, TermFacts
from sitegen.model.output import Output
from sitegen.model.roles import current_role, role_at
from sitegen.model.site import Author, Term
from sitegen.model.views import AuthorView, Entry, Head, ImageView, IndexItem, Link, ListingView, PagerView
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head
from sitegen.plan.voice import Voice


def split_pages(keys: Sequence[str], size: int) -> list[tuple[int, Sequence[str]]]:
    """Split keys, newest first, into (number, keys): the index as number 0 first, then the fullest number downward."""
    full = max(0, len(keys) // size - 1)
    first = len(keys) - full * size
    pages = [(0, keys[:first])]
    pages += [(number, keys[first + (full - number) * size :][:size]) for number in range(full, 0, -1)]
    return pages


def plan_listings(edition: Edition) -> Iterator[Output]:
    """Plan the list of all articles, and those of the years, types, terms and authors that have any."""
    by_year = _by_year(edition)
    yield from _all_articles(edition, by_year)
    yield from _years(edition, by_year)
    yield from _types(edition)
    for terms in edition.terms.values():
        for term in terms:
            yield from _term(edition, term)
    for author in edition.site.authors.values():
        if edition.lang in author.pages:
            yield from _author(edition, author)


def _all_articles(edition: Edition, by_year: Mapping[str, Sequence[str]]) -> Iterator[Output]:
    permalink = edition.root + edition.config.permalinks.articles
    view = ListingView(
        head=make_head(edition, permalink, "", versions=edition.versions(edition.config.permalinks.articles)),
        kind="articles",
        label="",
        entries=(),
        pager=PagerView(),
        years=tuple(
            IndexItem(year, edition.href(_year_permalink(edition, year)), len(keys)) for year, keys in by_year.items()
        ),
    )
    yield from _paginate(edition, permalink, edition.articles, view, origin="all articles")


def _years(edition: Edition, by_year: Mapping[str, Sequence[str]]) -> Iterator[Output]:
    years = tuple(IndexItem(year, edition.href(_year_permalink(edition, year)), 0) for year in by_year)
    for year, keys in by_year.items():
        permalink = _year_permalink(edition, year)
        head = make_head(edition, permalink, year)
        view = ListingView(head=head, kind="year", label=year, entries=(), pager=PagerView(), years=years)
        yield from _paginate(edition, permalink, keys, view, origin=f"year: {year}")


def _by_year(edition: Edition) -> dict[str, list[str]]:
    """Return the articles of each year, the newest year first."""
    by_year: dict[str, list[str]] = defaultdict(list)
    for key in edition.articles:
        by_year[edition.facts(key).date.year].append(key)
    return dict(sorted(by_year.items(), reverse=True))


def _year_permalink(edition: Edition, year: str) -> str:
    return f"{edition.root}{edition.config.permalinks.articles}{year}/"


def _types(edition: Edition) -> Iterator[Output]:
    by_type: dict[str, list[str]] = defaultdict(list)
    for key in edition.articles:
        by_type[edition.site.pages[key].type].append(key)
    for type_id, keys in by_type.items():
        permalink = edition.type_permalink(type_id)
        label = edition.label(edition.config.types[type_id].plural, type_id)
        view = ListingView(
            head=make_head(edition, permalink, label), kind="type", label=label, entries=(), pager=PagerView()
        )
        yield from _paginate(edition, permalink, keys, view, origin=f"type: {type_id}")


def _term(edition: Edition, term: Term) -> Iterator[Output]:
    terms = edition.site.terms[term.taxonomy]
    rule = edition.config.taxonomies[term.taxonomy]
    permalink = term.permalinks[edition.lang]
    label = edition.label(term.labels, term.id)
    file, main = term.files.get(edition.lang), next(iter(term.files.values()), None)
    description = file.description if file else ""
    feed = Link(label, edition.href(f"{permalink}feed.xml"))
    broader = terms.get(term.broader)
    text = term.texts.get(edition.lang)
    view = ListingView(
        head=make_head(edition, permalink, label, description=description, versions=term.permalinks, feeds=[feed]),
        kind="term",
        label=label,
        entries=(),
        pager=PagerView(),
        taxonomy=term.taxonomy,
        taxonomy_label=edition.label(rule.singular, term.taxonomy),
        description=description,
        bodies=(edition.body(text),) if text else (),
        broader=edition.term_link(broader) if broader else None,
        narrower=tuple(
            IndexItem(each.label, each.url, len(terms[id_].pages[edition.lang]))
            for id_ in term.narrower
            if edition.lang in terms[id_].pages
            for each in [edition.term_link(terms[id_])]
        ),
        image=_picture(edition, file) or _picture(edition, main),
        extra={**(main.extra if main else {}), **(file.extra if file else {})},
    )
    yield from _paginate(edition, permalink, term.pages[edition.lang], view, origin=f"{term.taxonomy}: {term.id}")


def _picture(edition: Edition, file: TermFacts | None) -> ImageView | None:
    return edition.image(file.image, file.path) if file else None


def _author(edition: Edition, author: Author) -> Iterator[Output]:
    permalink = author.permalinks[edition.lang]
    name = edition.author_name(author)
    text = author.texts.get(edition.lang)
    view = ListingView(
        head=make_head(
            edition,
            permalink,
            name,
            versions=author.permalinks,
            feeds=[Link(name, edition.href(f"{permalink}feed.xml"))],
        ),
        kind="author",
        label=name,
        entries=(),
        pager=PagerView(),
        author=_author_view(edition, author),
        bodies=(edition.body(text),) if text else (),
        extra=author.versions[edition.lang].extra,
    )
    keys = author.pages[edition.lang]
    entries = _entries(edition, author, keys)
    yield from _paginate(edition, permalink, keys, view, origin=f"author: {author.id}", entries=entries)


def _author_view(edition: Edition, author: Author) -> AuthorView:
    facts = author.versions[edition.lang]
    role = current_role(facts.roles)
    roles = sorted(facts.roles, key=lambda each: (each.start, each.end or "9999"), reverse=True)
    return AuthorView(
        name=facts.name,
        names=tuple(dict.fromkeys(each for each in (author.facts.name, *facts.names.values()) if each != facts.name)),
        title=role.title if role else "",
        org=role.org if role else "",
        former=facts.former or bool(role and role.end),
        roles=tuple((each.title, each.org, each.start, each.end) for each in roles),
        orcid=facts.orcid,
        image=edition.portrait(author),
        profiles=tuple(Link(each.name or each.url, each.url) for each in facts.profiles),
        email=facts.email,
        coauthors=tuple([edition.people.known[id_] for id_ in author.coauthors.get(edition.lang, ())]),
    )


def _entries(edition: Edition, author: Author, keys: Sequence[str]) -> Mapping[str, Entry]:
    """Return the entries of an author's articles: each says which role they held then, where it is another one now."""
    roles = author.versions[edition.lang].roles
    if len(roles) < 2:
        return edition.entries
    now = current_role(roles)
    return {key: _entry(edition, key, role_at(roles, edition.facts(key).date.date), now) for key in keys}


def _entry(edition: Edition, key: str, role: AuthorRole | None, now: AuthorRole | None) -> Entry:
    said = ", ".join(filter(None, [role.title, role.org])) if role and role != now else ""
    return Entry(edition.cards[key], said) if said else edition.entries[key]


def _paginate(
    edition: Edition,
    permalink: str,
    keys: Sequence[str],
    view: ListingView,
    *,
    origin: str,
    entries: Mapping[str, Entry] | None = None,
) -> Iterator[Output]:
    """Yield the index and the numbered pages of a list; what only the index shows is left out of the others."""
    entry_of = (edition.entries if entries is None else entries).__getitem__
    pages = split_pages(keys, edition.config.page_size)
    links = [permalink, *(f"{permalink}page/{number}/" for number, _ in pages[1:])]
    for place, (number, some) in enumerate(pages):
        pager = PagerView(
            number,
            newer=edition.href(links[place - 1]) if place else "",
            older=edition.href(links[place + 1]) if place + 1 < len(pages) else "",
        )
        shown = tuple(map(entry_of, some))
        count = 0 if number else len(keys)
        yield edition.made(("listing", links[place]), _page, view, pager, links[place], shown, count, origin)


def _page(
    voice: Voice,
    view: ListingView,
    pager: PagerView,
    permalink: str,
    entries: tuple[Entry, ...],
    count: int,
    origin: str,
) -> Output:
    head = _numbered(view.head, pager, voice.absolute(permalink))
    shown = replace(view, head=head, entries=entries, pager=pager, count=count)
    if pager.number:
        author = replace(view.author, coauthors=()) if view.author else None
        shown = replace(shown, bodies=(), years=(), narrower=(), image=None, extra={}, author=author)
    return voice.page(permalink, "listing.html", shown, origin, rank=2)


def _numbered(head: Head, pager: PagerView, canonical: str) -> Head:
    if pager.number == 0:
        return replace(head, next=pager.older)
    return replace(head, canonical=canonical, alternates=(), previous=pager.newer, next=pager.older)
