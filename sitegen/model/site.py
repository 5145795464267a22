"""The site as related facts: every relation is a key into a mapping of `Site`, so that the value stays acyclic and frozen."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.document import ArticleFacts, AuthorFacts, PageFacts, TermFacts

PageKind = Literal["article", "page"]

Related = Mapping[str, tuple[str, ...]]
"""The keys of each article's related articles, best first."""


class Rule(Struct, frozen=True):
    """What is visible: at an instant (seconds since 1970), and whether drafts, embargoed and expired documents are too."""

    now: int
    shows_all: bool = False


class Page(Struct, frozen=True):
    """A published document with its relations resolved.

    `key` is the source's path. `terms` holds the ids of its own terms by taxonomy, in the order written. `translations`
    are the keys of its versions by language, itself included, where there are others. `chapters` are the facts of a
    report's chapters, in reading order.
    """

    key: str
    kind: PageKind
    facts: ArticleFacts | PageFacts
    permalink: str
    type: str = ""
    terms: Mapping[str, tuple[str, ...]] = {}
    translations: Mapping[str, str] = {}
    chapters: tuple[PageFacts, ...] = ()


class Author(Struct, frozen=True):
    """One person with everything they published, by language, newest first."""

    id: str
    facts: AuthorFacts
    permalinks: Mapping[str, str]
    """By language; only languages in which they published."""
    pages: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str] = {}
    """Source path of the biography by language."""
    versions: Mapping[str, AuthorFacts] = {}
    """What is told of them by language: what its own file says, and for the rest the main one."""
    coauthors: Mapping[str, tuple[str, ...]] = {}
    """The ids of those with whom they wrote most, by language; the most frequent first."""


class Term(Struct, frozen=True):
    """One term of a taxonomy. `pages` are the keys by language, newest first, those of narrower terms included once."""

    id: str
    taxonomy: str
    labels: Mapping[str, str]
    permalinks: Mapping[str, str]
    pages: Mapping[str, tuple[str, ...]]
    broader: str = ""
    narrower: tuple[str, ...] = ()
    files: Mapping[str, TermFacts] = {}
    """Its term files by language, the main one first; empty for a term that only articles name."""
    texts: Mapping[str, str] = {}


class MenuLink(Struct, frozen=True):
    """One entry of a menu: a permalink, or the URL of another site."""

    label: str
    url: str


class Site(Struct, frozen=True):
    """All that is published. Mappings are ordered: pages by key, authors and terms by id, articles newest first."""

    pages: Mapping[str, Page]
    authors: Mapping[str, Author]
    terms: Mapping[str, Mapping[str, Term]]
    """taxonomy -> term id -> Term"""
    articles: Mapping[str, tuple[str, ...]]
    """language -> keys of its articles, newest first; only languages that have any page"""
    links: Mapping[str, Mapping[str, str]]
    """source path -> internal target as written -> permalink with anchor, or "" where it became plain text"""
    files: Mapping[str, Mapping[str, str]]
    """source path -> project path of an asset that it shows or offers -> output path"""
    menus: Mapping[str, Mapping[str, tuple[MenuLink, ...]]]
    """language -> menu -> its entries"""
    pictures: Mapping[str, tuple[str, ...]] = {}
    """source path -> the project path of each picture that it shows, in `static/` too"""
    upcoming: Mapping[str, tuple[str, ...]] = {}
    """language -> keys of the events that are not over, the next one first"""
    problems: tuple[Problem, ...] = ()
    next_due: int | None = None
    """The instant at which the next embargo ends, article expires or event is over, None where nothing is due."""
    hidden: tuple[str, ...] = ()
    """The paths of the documents that the visibility rule dropped."""
