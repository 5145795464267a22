"""Makes the terms of every taxonomy from term files and from the labels in visible articles, narrower ones rolled up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sitegen.errors import Problem
from sitegen.model.config import Config, TaxonomyRule
from sitegen.model.document import TermFacts
from sitegen.model.site import Term
from sitegen.relate.broader import roll_up
from sitegen.relate.permalinks import term_permalink
from sitegen.relate.visible import Visible
from sitegen.relate.vocabulary import Entry, Vocabulary, resolve_terms
from sitegen.reuse import Reuse

Ids = tuple[str, ...]
OwnTerms = Mapping[str, Mapping[str, Ids]]
"""path -> taxonomy -> ids of the article's own terms, in the order written"""


def relate_terms(
    seen: Visible, reuse: Reuse[Config]
) -> tuple[dict[str, Mapping[str, Term]], OwnTerms, Sequence[Problem]]:
    """Return the terms that have articles by taxonomy and id, and each article's own."""
    paths, langs = tuple([each.path for each in seen.articles]), tuple([each.lang for each in seen.articles])
    terms = {}
    own: list[tuple[str, Mapping[str, Ids]]] = []
    problems: list[Problem] = []
    for name in reuse.context.taxonomies:
        files = tuple([file for file in seen.terms if file.taxonomy == name])
        labels = tuple([each.terms.get(name, ()) for each in seen.articles])
        terms[name], ids, found = reuse.made(("terms", name), _relate_taxonomy, name, files, paths, langs, labels)
        own.append((name, ids))
        problems += found
    return terms, reuse.made("own terms", _by_article, tuple(own)), problems


def _by_article(_config: Config, own: Sequence[tuple[str, Mapping[str, Ids]]]) -> OwnTerms:
    """Turn the ids by taxonomy and path into those by path and taxonomy."""
    turned: dict[str, dict[str, Ids]] = defaultdict(dict)
    for name, ids_of in own:
        for path, ids in ids_of.items():
            turned[path][name] = ids
    return dict(turned)


def _relate_taxonomy(
    config: Config,
    name: str,
    files: Sequence[TermFacts],
    paths: Sequence[str],
    langs: Sequence[str],
    labels: Sequence[Ids],
) -> tuple[Mapping[str, Term], Mapping[str, Ids], Sequence[Problem]]:
    """Return the terms of one taxonomy by id, and the ids of each article's own by path.

    `paths`, `langs` and `labels` are those of all articles, newest first.
    """
    rule = config.taxonomies[name]
    uses = [use for use in zip(paths, langs, labels, strict=True) if use[2]]
    vocabulary = resolve_terms(rule, files, uses)
    resolved = [(path, lang, ids) for path, lang, written in uses if (ids := vocabulary.ids_of(written))]
    return (
        _terms_of(rule, vocabulary, resolved, config),
        {path: ids for path, _, ids in resolved},
        vocabulary.problems,
    )


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
