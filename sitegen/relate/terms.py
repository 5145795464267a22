"""Makes the terms of every taxonomy from term files and from the labels in visible articles, narrower ones rolled up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sitegen.errors import Problem
from sitegen.model.config import Config, TaxonomyRule
from sitegen.model.site import Term
from sitegen.relate.broader import roll_up
from sitegen.relate.permalinks import term_permalink
from sitegen.relate.visible import Visible
from sitegen.relate.vocabulary import Entry, Vocabulary, resolve_terms

OwnTerms = dict[str, dict[str, tuple[str, ...]]]
"""path -> taxonomy -> ids of the article's own terms, in the order written"""


def relate_terms(seen: Visible, config: Config) -> tuple[dict[str, dict[str, Term]], OwnTerms, list[Problem]]:
    """Return the terms that have articles by taxonomy and id, and each article's own."""
    terms = {}
    own: OwnTerms = defaultdict(dict)
    problems: list[Problem] = []
    for rule in config.taxonomies.values():
        labels = [(each.path, each.lang, each.terms.get(rule.name, ())) for each in seen.articles]
        vocabulary = resolve_terms(rule, seen.terms, labels)
        problems += vocabulary.problems
        resolved = [(path, lang, ids) for path, lang, written in labels if (ids := vocabulary.ids_of(written))]
        for path, _, ids in resolved:
            own[path][rule.name] = ids
        terms[rule.name] = _terms_of(rule, vocabulary, resolved, config)
    return terms, dict(own), problems


def _terms_of(
    rule: TaxonomyRule, vocabulary: Vocabulary, resolved: Sequence[tuple[str, str, tuple[str, ...]]], config: Config
) -> dict[str, Term]:
    """`resolved` gives path, language and term ids of the articles that have any, newest first."""
    broader = {id_: entry.broader for id_, entry in vocabulary.terms.items() if entry.broader}
    by_lang = {
        lang.code: roll_up(((path, ids) for path, written_in, ids in resolved if written_in == lang.code), broader)
        for lang in config.languages
    }
    shown = {id_ for rolled in by_lang.values() for id_ in rolled}
    return {
        id_: _term(rule, entry, {lang: rolled[id_] for lang, rolled in by_lang.items() if id_ in rolled}, shown, config)
        for id_, entry in vocabulary.terms.items()
        if id_ in shown
    }


def _term(
    rule: TaxonomyRule, entry: Entry, pages: Mapping[str, tuple[str, ...]], shown: set[str], config: Config
) -> Term:
    return Term(
        id=entry.id,
        taxonomy=rule.name,
        labels=entry.labels,
        permalinks={lang: term_permalink(entry.slug, rule.name, lang, config) for lang in pages},
        pages=pages,
        broader=entry.broader,
        narrower=tuple(id_ for id_ in entry.narrower if id_ in shown),
        files=entry.files,
        texts={lang: file.path for lang, file in entry.files.items() if file.has_text and lang in pages},
    )
