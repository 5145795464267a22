"""Relates people to what they published; who published nothing visible has no page."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import permutations

from msgspec.structs import replace

from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.document import AuthorFacts, Contributor
from sitegen.model.site import Author
from sitegen.relate.permalinks import author_permalink
from sitegen.relate.visible import Visible
from sitegen.reuse import Reuse

_WRITERS = frozenset({"author", "with"})
_MOST_COAUTHORS = 12


def relate_authors(seen: Visible, reuse: Reuse[Config]) -> tuple[Mapping[str, Author], Sequence[Problem]]:
    """Return the authors who published, by id. An id without a file is a problem."""
    bylines = tuple([each.contributors for each in seen.articles])
    paths, langs = tuple([each.path for each in seen.articles]), tuple([each.lang for each in seen.articles])
    return reuse.made("authors", _relate, seen.authors, paths, langs, bylines)


def _relate(
    config: Config,
    files: Sequence[AuthorFacts],
    paths: Sequence[str],
    langs: Sequence[str],
    bylines: Sequence[Sequence[Contributor]],
) -> tuple[Mapping[str, Author], Sequence[Problem]]:
    """`paths`, `langs` and `bylines` are those of all articles, newest first."""
    versions: dict[str, dict[str, AuthorFacts]] = defaultdict(dict)
    for facts in files:
        versions[facts.id][facts.lang] = facts
    pages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    problems = []
    for path, lang, byline in zip(paths, langs, bylines, strict=True):
        for id_ in dict.fromkeys([contributor.author for contributor in byline]):
            if id_ in versions:
                pages[id_][lang].append(path)
            else:
                problems.append(_unknown_author(path, id_, versions))
    company = _company(langs, bylines, versions)
    return {id_: _author(versions[id_], pages[id_], company.get(id_, {}), config) for id_ in sorted(pages)}, problems


def _company(
    langs: Sequence[str], bylines: Sequence[Sequence[Contributor]], known: Collection[str]
) -> Mapping[str, Mapping[str, Counter[str]]]:
    """Return by author and language with whom they wrote, and how often."""
    company: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for lang, byline in zip(langs, bylines, strict=True):
        if len(byline) > 1:
            together = dict.fromkeys([each.author for each in byline if each.role in _WRITERS and each.author in known])
            for one, other in permutations(together, 2):
                company[one][lang][other] += 1
    return company


def _author(
    versions: Mapping[str, AuthorFacts],
    pages: Mapping[str, Sequence[str]],
    company: Mapping[str, Counter[str]],
    config: Config,
) -> Author:
    langs = [lang.code for lang in config.languages if lang.code in pages]
    facts = next(versions[lang.code] for lang in config.languages if lang.code in versions)
    return Author(
        id=facts.id,
        facts=facts,
        permalinks={lang: author_permalink(facts, lang, config) for lang in langs},
        pages={lang: tuple(pages[lang]) for lang in langs},
        texts={lang: versions[lang].path for lang in langs if lang in versions and versions[lang].has_text},
        versions={lang: _told(facts, versions.get(lang), lang) for lang in langs},
        coauthors={lang: _most_frequent(company[lang]) for lang in langs if lang in company},
    )


def _told(main: AuthorFacts, own: AuthorFacts | None, lang: str) -> AuthorFacts:
    """A biography in another language is none; a name without file of its own has no family name that we would know."""
    if own is None:
        name = main.names.get(lang, main.name)
        known = replace(main, name=name, bio="")
        return known if name == main.name else replace(known, family_name="", sort_as="")
    return replace(
        own,
        names={**main.names, main.lang: main.name, **own.names},
        roles=own.roles or main.roles,
        orcid=own.orcid or main.orcid,
        email=own.email or main.email,
        image=own.image or main.image,
        profiles=own.profiles or main.profiles,
        former=own.former or main.former,
        extra={**main.extra, **own.extra},
    )


def _most_frequent(together: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(together, key=lambda id_: (-together[id_], id_))[:_MOST_COAUTHORS])


def _unknown_author(path: str, id_: str, known: Iterable[str]) -> Problem:
    near = difflib.get_close_matches(id_, list(known), n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"write content/authors/{id_}.md, or correct the id"
    return Problem(Location(path), "unknown-author", f'no author has the id "{id_}"', hint, value=id_)
