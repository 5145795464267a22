"""Plans the indexes: authors by surname, and the terms of each taxonomy, narrower ones below broader ones."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sitegen.model.output import Output
from sitegen.model.roles import current_role
from sitegen.model.site import Author, Term
from sitegen.model.views import IndexGroup, IndexItem, IndexView
from sitegen.plan.collation import family_name, initial, sort_key
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head


def plan_indexes(edition: Edition) -> Iterator[Output]:
    """Plan every index, empty ones too: a menu may name it before there is anything in it."""
    yield _authors(edition)
    for taxonomy, terms in edition.terms.items():
        yield _terms(edition, taxonomy, terms)


def index_permalink(edition: Edition, pattern: str) -> str:
    """Return where the index of a pattern stands: `/tags/{slug}/` has its index at `/tags/`."""
    return edition.root + pattern.split("{", maxsplit=1)[0]


def _authors(edition: Edition) -> Output:
    people = [author for author in edition.site.authors.values() if edition.lang in author.pages]
    ordered = sorted(people, key=lambda author: (sort_key(_listed_as(edition, author), edition.lang), author.id))
    groups = tuple(
        IndexGroup(initial, tuple(_author_item(edition, author) for author in some))
        for initial, some in groupby(ordered, key=lambda author: initial(_listed_as(edition, author), edition.lang))
    )
    permalink = index_permalink(edition, edition.config.permalinks.author)
    view = IndexView(make_head(edition, permalink, ""), "authors", "", groups)
    return edition.page(permalink, "index.html", view, "all authors", rank=2)


def _author_item(edition: Edition, author: Author) -> IndexItem:
    facts = author.versions[edition.lang]
    role = current_role(facts.roles)
    note = ", ".join(filter(None, [role.title, role.org])) if role and not role.end and not facts.former else ""
    url = edition.href(author.permalinks[edition.lang])
    return IndexItem(edition.author_name(author), url, len(author.pages[edition.lang]), note)


def _listed_as(edition: Edition, author: Author) -> str:
    """Return `sort_as`, else the family name and the whole name, as told in this language."""
    facts = author.versions[edition.lang]
    return facts.sort_as or f"{facts.family_name or family_name(facts.name)} {facts.name}"


def _terms(edition: Edition, taxonomy: str, terms: Sequence[Term]) -> Output:
    rule = edition.config.taxonomies[taxonomy]
    permalink = index_permalink(edition, rule.permalink)
    label = edition.label(rule.label, taxonomy)
    items = tuple(_term_items(edition, terms, {term.id: term for term in terms}))
    languages = {lang for term in edition.site.terms[taxonomy].values() for lang in term.pages}
    versions = edition.versions(rule.permalink.split("{", maxsplit=1)[0], languages)
    head = make_head(edition, permalink, label, versions=versions)
    view = IndexView(head, "terms", label, (IndexGroup("", items),), taxonomy)
    return edition.page(permalink, "index.html", view, f"all {taxonomy}", rank=2)


def _term_items(edition: Edition, terms: Sequence[Term], shown: Mapping[str, Term]) -> Iterator[IndexItem]:
    """Yield the broadest terms by label, each followed by its narrower ones."""
    waiting = [(term, 0) for term in reversed(terms) if term.broader not in shown]
    while waiting:
        term, level = waiting.pop()
        link = edition.term_link(term)
        yield IndexItem(link.label, link.url, len(term.pages[edition.lang]), level=level)
        narrower = sorted((shown[id_] for id_ in term.narrower if id_ in shown), key=edition.term_order, reverse=True)
        waiting += [(each, level + 1) for each in narrower]
