"""Plans the search of a language: its page, and the index of everything that readers may find, made by a tool as a whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.digest import pack
from sitegen.errors import Location, Problem
from sitegen.letters import folded_letters
from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, AuthorRole
from sitegen.model.output import Output
from sitegen.model.roles import current_role
from sitegen.model.search import SearchDocument, SearchIndex
from sitegen.model.site import Author, Page, Term
from sitegen.model.views import BodyView, SearchFilter, SearchView
from sitegen.plan.edition import Edition, People, text_parts
from sitegen.plan.heads import make_head
from sitegen.plan.voice import Voice, packed, shown_date
from sitegen.reuse import Shared
from sitegen.urls import output_path

SEARCH_TEMPLATE = "search.html"

_INDEX = "pagefind/"
_ENTRY = "pagefind-entry.json"

_OWN_FILTERS = ("author", "type", "year")
_BYLINE_ROLES = frozenset({"author", "with", "host", "guest"})
_TEXTLESS = frozenset({"home", "search"})
"""Plain pages that are parts of other pages."""


class _Filed(Shared, frozen=True, eq=False):
    """Under which labels an article with a term is found, by taxonomy and id: the term's, and those of all broader ones,
    since who looks for a region wants its countries too."""

    known: Mapping[str, Mapping[str, tuple[str, ...]]]

    def labels(self, taxonomy: str, ids: Iterable[str]) -> tuple[str, ...]:
        known = self.known[taxonomy]
        return tuple(dict.fromkeys(label for id_ in ids for label in known[id_]))


class _Found(Struct, frozen=True):
    """A document, packed, with what its place and its dependencies are known by."""

    url: str
    sources: tuple[str, ...]
    document: SearchDocument


def missing_search(config: Config, templates: Collection[str]) -> Iterator[Problem]:
    """Yield a problem where search is asked for, and the theme has no page for it."""
    if config.search == "always" and SEARCH_TEMPLATE not in templates:
        message = f'search is enabled, and the theme "{config.theme}" has no template "{SEARCH_TEMPLATE}"'
        hint = f'write the file "templates/{SEARCH_TEMPLATE}", or set `enabled = false`'
        yield Problem(Location("sitegen.toml"), "unknown-template", message, hint, value="[search]")


def search_url(edition: Edition) -> str:
    """Return the URL of the search page of a language."""
    return edition.href(_permalink(edition))


def plan_searches(editions: Sequence[Edition], tool: str) -> Iterator[Output]:
    """Plan the search page and the index of every language; `tool` names what makes indexes, with its version."""
    versions = {edition.lang: _permalink(edition) for edition in editions}
    for edition in editions:
        folder = f"{versions[edition.lang]}{_INDEX}"
        yield _search_page(edition, versions, edition.href(folder))
        yield _index(edition, output_path(f"{folder}{_ENTRY}"), tool)


def _permalink(edition: Edition) -> str:
    intro = _intro(edition)
    return intro.permalink if intro else f"{edition.root}/search/"


def _intro(edition: Edition) -> Page | None:
    """`content/pages/search.md` introduces the search page, and gives it its address; it has no other page of its own."""
    pages = (page for page in edition.site.pages.values() if page.kind == "page" and page.facts.id == "search")
    return next((page for page in pages if page.facts.lang == edition.lang), None)


def _search_page(edition: Edition, versions: Mapping[str, str], index: str) -> Output:
    intro = _intro(edition)
    title = intro.facts.title if intro else ""
    summary = intro.facts.summary if intro else ""
    permalink = versions[edition.lang]
    view = SearchView(
        head=make_head(edition, permalink, title, description=summary, versions=versions),
        index=index,
        filters=tuple(_filters(edition)),
        letters=folded_letters(edition.lang),
        title=title,
        host=edition.config.base_url.partition("://")[2].rstrip("/") + edition.root,
        bodies=(edition.body(intro.key),) if intro else (),
    )
    return edition.page(permalink, SEARCH_TEMPLATE, view, intro.key if intro else "search page", rank=2)


def _index(edition: Edition, path: str, tool: str) -> Output:
    found = sorted(_all(edition), key=lambda each: each.url)
    return Output(
        path=path,
        recipe="index",
        view=pack(SearchIndex(edition.lang, tool, tuple(each.document for each in found))),
        origin=f"search index: {edition.lang}",
        rank=3,
        bodies=tuple(source for each in found for source in each.sources),
    )


def _filters(edition: Edition) -> Iterator[SearchFilter]:
    """Yield the filters in the order in which readers see them; the theme names those that are not a taxonomy's."""
    yield from (SearchFilter(name, "") for name in _OWN_FILTERS)
    for name, terms in edition.terms.items():
        if terms and name not in _OWN_FILTERS:
            yield SearchFilter(name, edition.label(edition.config.taxonomies[name].singular, name))


def _all(edition: Edition) -> Iterator[_Found]:
    site, lang = edition.site, edition.lang
    filed = edition.made("search labels", _make_filed, _labels(edition))
    for key in edition.articles:
        yield edition.made(("search", key), _make_article, site.pages[key], edition.people, filed)
    for page in site.pages.values():
        if page.kind == "page" and page.facts.lang == lang and page.facts.id not in _TEXTLESS:
            yield _page(edition, page)
    for author in site.authors.values():
        if lang in author.permalinks:
            yield _author(edition, author)
    for terms in edition.terms.values():
        for term in terms:
            if lang in term.permalinks:
                yield _term(edition, term)


def _labels(edition: Edition) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {
        taxonomy: {id_: tuple(_lineage(edition, terms, id_)) for id_ in terms}
        for taxonomy, terms in edition.site.terms.items()
    }


def _lineage(edition: Edition, terms: Mapping[str, Term], id_: str) -> Iterator[str]:
    """Yield the label of a term and of all that are broader."""
    seen: set[str] = set()
    while id_ in terms and id_ not in seen:
        seen.add(id_)
        yield edition.term_link(terms[id_]).label
        id_ = terms[id_].broader


def _make_filed(_voice: Voice, known: Mapping[str, Mapping[str, tuple[str, ...]]]) -> _Filed:
    return _Filed(known)


def _make_article(voice: Voice, page: Page, people: People, filed: _Filed) -> _Found:
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    names = tuple([people.link(each).label for each in facts.contributors if each.role in _BYLINE_ROLES])
    label = voice.type_link(page.type).label
    own = {"author": names, "type": (label,), "year": (facts.date.year,)}
    document = SearchDocument(
        url=voice.href(page.permalink),
        title=facts.title,
        kind="article",
        summary=facts.summary,
        label=label,
        people=", ".join(names),
        date=shown_date(facts.date),
        filters=own | {name: filed.labels(name, ids) for name, ids in page.terms.items() if name not in _OWN_FILTERS},
        bodies=tuple(
            BodyView(source, prefix=prefix, title=title, anchor=anchor)
            for source, prefix, title, anchor in text_parts(page)
        ),
    )
    return _found(document)


def _page(edition: Edition, page: Page) -> _Found:
    facts = page.facts
    url = edition.href(page.permalink)
    return edition.made(("search", page.key), _make_other, url, "page", facts.title, facts.summary, "", page.key)


def _author(edition: Edition, author: Author) -> _Found:
    lang = edition.lang
    facts = author.versions[lang]
    name = facts.name
    names = " · ".join(dict.fromkeys(each for each in (author.facts.name, *facts.names.values()) if each != name))
    url = edition.href(author.permalinks[lang])
    role = _role(facts.roles)
    return edition.made(
        ("search", author.facts.path), _make_other, url, "author", name, names, role, author.texts.get(lang, "")
    )


def _role(roles: tuple[AuthorRole, ...]) -> str:
    role = current_role(roles)
    return ", ".join(filter(None, [role.title, role.org])) if role and not role.end else ""


def _term(edition: Edition, term: Term) -> _Found:
    lang = edition.lang
    file = term.files.get(lang)
    url = edition.href(term.permalinks[lang])
    label = edition.label(edition.config.taxonomies[term.taxonomy].singular, term.taxonomy)
    text = term.texts.get(lang, "")
    about = file.description if file else ""
    name = edition.label(term.labels, term.id)
    return edition.made(("search", term.taxonomy, term.id), _make_other, url, "term", name, about, label, text)


def _make_other(voice: Voice, url: str, kind: str, title: str, summary: str, label: str, text: str) -> _Found:  # noqa: ARG001
    bodies = (BodyView(text),) if text else ()
    return _found(SearchDocument(url, title, kind, summary, label, bodies=bodies))  # type: ignore[arg-type]


def _found(document: SearchDocument) -> _Found:
    return _Found(document.url, tuple(body.source for body in document.bodies), packed(document))
