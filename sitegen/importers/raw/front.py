"""The parts of a raw text -> the front matter of its article."""

from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.importers.past import note_of
from sitegen.importers.raw.article import RawArticle
from sitegen.importers.raw.people import RawPerson
from sitegen.importers.report import Evidence
from sitegen.model.config import Config
from sitegen.model.document import AuthorRole
from sitegen.parse.markdown.summary import summarise

PROGRAMS = "programs"


def make_front(
    article: RawArticle,
    people: Sequence[tuple[str, RawPerson, AuthorRole]],
    terms: Sequence[Evidence],
    config: Config,
    origin: tuple[str, str],
) -> dict[str, Any]:
    """Make the fields; `people` are ids with their roles, `origin` is the name of the raw file and its digest."""
    roles = {id_: role for id_, _, role in people if role.title}
    return {
        "title": article.title,
        "date": article.day,
        "type": type_of(article, config),
        "authors": [id_ if person.part == "author" else {"id": id_, "role": person.part} for id_, person, _ in people],
        **_terms(terms, [role.program for role in roles.values()], config),
        "summary": summarise(article.paragraphs[0], config.parse.summary_length),
        "extra": {"imported": note_of(*origin, roles)},
    }


def type_of(article: RawArticle, config: Config) -> str:
    """Return the site's type of commentaries where the text has a comment section, else its default type."""
    commentaries = [id_ for id_, rule in config.types.items() if rule.publication_class == "commentary"]
    is_unclear = not article.has_comment or config.default_type in commentaries
    return config.default_type if is_unclear or not commentaries else commentaries[0]


def _terms(terms: Sequence[Evidence], programs: Sequence[str], config: Config) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for evidence in terms:
        found.setdefault(evidence.taxonomy, []).append(evidence.term)
    if PROGRAMS in config.taxonomies:
        found[PROGRAMS] = list(dict.fromkeys(filter(None, programs)))
    return found
