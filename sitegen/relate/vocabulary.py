"""Turns the labels written in articles and the term files of one taxonomy into its terms.

Two names are one term when they fold alike or when a term file claims both. The result depends on the set of files and
uses alone, not on their order.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.config import TaxonomyRule, label_in
from sitegen.model.document import TermFacts
from sitegen.relate.broader import resolve_broader
from sitegen.urls import fold, nfc, slugify

Use = tuple[str, str, Sequence[str]]
"""The path of an article, its language, and the labels of one taxonomy as written in it."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))


class Entry(Struct, frozen=True):
    """One term: `labels` by language with the general one under "", `files` its term files by language, main one first.

    `broader` is an id or empty, `narrower` are ids in order; neither ever forms a cycle.
    """

    id: str
    slug: str
    labels: Mapping[str, str]
    files: Mapping[str, TermFacts] = {}
    broader: str = ""
    narrower: tuple[str, ...] = ()


class Vocabulary(Struct, frozen=True):
    """The terms of one taxonomy by id, in order of id, and the id that each folded name stands for."""

    terms: Mapping[str, Entry]
    names: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def ids_of(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Resolve labels, in whatever case and form, in the order written; each term once, what names none left out."""
        found = [id_ for label in labels if (id_ := self.names.get(name_key(label)))]
        return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))


class _Usage(Struct):
    """How often one spelling stands in articles of each language, and the first article by path that has it."""

    first: str
    counts: Counter[str]


class _Owner(Struct, frozen=True):
    """What takes a slug: a term file, or a name that only articles use."""

    slug: str
    id: str
    label: str
    path: str
    has_file: bool


_Usages = Mapping[str, _Usage]


def resolve_terms(rule: TaxonomyRule, files: Sequence[TermFacts], uses: Iterable[Use]) -> Vocabulary:
    """Resolve every label of one taxonomy; problems come in order of place.

    A label without letter or digit that no term file explains is reported and names no term. Of terms in conflict the
    first by id keeps the name, so that the rest of the site can still be checked.
    """
    ordered = sorted((file for file in files if file.taxonomy == rule.name), key=_main_first)
    usages = _collect(uses)
    names, problems = _claim_names(ordered)
    problems += _doubled(ordered)
    written_in_files = {name for _, name in _file_names(ordered)}
    spellings = _by_key(usages)
    problems += _merged(spellings, usages, written_in_files)
    problems += _unnameable(spellings, usages, names)
    labels = {key: _labels_of(group, usages) for key, group in spellings.items() if key not in names}
    free = {key: slug for key, by_language in labels.items() if (slug := slugify(by_language[""]))}
    problems += _slug_conflicts(rule, [*_file_owners(ordered), *_free_owners(free, labels, spellings, usages)])
    entries = _file_entries(ordered)
    # Only term files answer here: whether a site is sound must not hang on which articles are published.
    links, faults = resolve_broader(
        {id_: entry.files for id_, entry in entries.items()},
        lambda name: names.get(name_key(name), ""),
        {id_: label_in(entry.labels, "") for id_, entry in entries.items()},
    )
    for key, slug in sorted(free.items(), key=lambda item: (item[1], item[0])):
        names[key] = slug
        entries.setdefault(slug, Entry(slug, slug, labels[key]))
    return Vocabulary(_linked(entries, links), names, tuple(sorted(problems + faults)))


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Return the form under which names of terms are the same: `urls.fold`, with every apostrophe alike."""
    return fold(name.translate(_APOSTROPHES)).strip()


def _main_first(file: TermFacts) -> tuple[str, bool, str, str]:
    return file.id, file.path.endswith(f".{file.lang}.md"), file.lang, file.path


def _collect(uses: Iterable[Use]) -> dict[str, _Usage]:
    first: dict[str, str] = {}
    written: dict[str, list[Sequence[str]]] = defaultdict(list)
    for path, lang, labels in sorted(uses, key=itemgetter(0), reverse=True):
        first.update(dict.fromkeys(labels, path))
        written[lang].append(labels)
    usages = {label: _Usage(path, Counter()) for label, path in first.items()}
    for lang, each in written.items():
        for label, count in Counter(chain.from_iterable(each)).items():
            usages[label].counts[lang] = count
    return usages


def _by_key(usages: _Usages) -> dict[str, list[str]]:
    spellings = defaultdict(list)
    for written in sorted(usages):
        spellings[name_key(written)].append(written)
    return spellings


# --- term files


def _file_names(files: Iterable[TermFacts]) -> Iterable[tuple[TermFacts, str]]:
    for file in files:
        for name in (file.id, file.label, *file.labels.values(), *file.aliases):
            yield file, name


def _claim_names(files: Iterable[TermFacts]) -> tuple[dict[str, str], list[Problem]]:
    claims: dict[str, TermFacts] = {}
    problems: dict[tuple[str, str], Problem] = {}
    for file, name in _file_names(files):
        key = name_key(name)
        holder = claims.setdefault(key, file)
        if key and holder.id != file.id:
            problems.setdefault((key, file.id), _name_conflict(name, holder, file))
    return {key: file.id for key, file in sorted(claims.items()) if key}, list(problems.values())


def _name_conflict(name: str, holder: TermFacts, file: TermFacts) -> Problem:
    return Problem(
        Location(file.path),
        "term-conflict",
        f'"{name}" names two terms: {holder.path} and {file.path}',
        "leave it as label or alias of one of them only",
        value=name,
    )


def _doubled(files: Iterable[TermFacts]) -> list[Problem]:
    seen: dict[tuple[str, str], TermFacts] = {}
    return [
        Problem(
            Location(file.path),
            "term-conflict",
            f'"{first.path}" and "{file.path}" are both the "{file.lang}" file of the term "{file.id}"',
            "keep one of them",
        )
        for file in files
        if (first := seen.setdefault((file.id, file.lang), file)) is not file
    ]


def _file_entries(files: Iterable[TermFacts]) -> dict[str, Entry]:
    by_id: dict[str, dict[str, TermFacts]] = defaultdict(dict)
    for file in files:
        by_id[file.id].setdefault(file.lang, file)
    return {id_: Entry(id_, _slug_of(group), _file_labels(group), group) for id_, group in by_id.items()}


def _slug_of(group: Mapping[str, TermFacts]) -> str:
    main = next(iter(group.values()))
    return main.slug or slugify(main.id)


def _file_labels(group: Mapping[str, TermFacts]) -> dict[str, str]:
    """A file's own label for its language wins over what another file says of that language."""
    main = next(iter(group.values()))
    labels = {"": main.label or main.id}
    for file in reversed(list(group.values())):
        labels |= {lang: label for lang, label in file.labels.items() if label}
    labels |= {lang: file.label for lang, file in group.items() if file.label}
    return dict(sorted(labels.items()))


# --- names that only articles use


def _labels_of(spellings: Sequence[str], usages: _Usages) -> dict[str, str]:
    """Return the most used spelling, and that of each language where it is another one."""
    labels = {"": max(spellings, key=lambda written: _weight(written, usages[written].counts.total()))}
    for lang in sorted({lang for written in spellings for lang in usages[written].counts}):
        candidates = [written for written in spellings if usages[written].counts[lang]]
        labels[lang] = max(candidates, key=lambda written: _weight(written, usages[written].counts[lang]))
    return {lang: nfc(label) for lang, label in labels.items() if not lang or label != labels[""]}


def _weight(written: str, count: int) -> tuple[int, int, int, str]:
    """Between spellings used equally often, accents and capitals speak for the one written with more care."""
    return count, sum(not char.isascii() for char in nfc(written)), sum(map(str.isupper, written)), written


def _merged(spellings: Mapping[str, list[str]], usages: _Usages, explained: Collection[str]) -> list[Problem]:
    return [
        _merge_of(group, usages)
        for group in spellings.values()
        if len(group) > 1 and not any(written in explained for written in group)
    ]


def _merge_of(group: Sequence[str], usages: _Usages) -> Problem:
    seen = ", ".join(f'"{written}" ({usages[written].first})' for written in group)
    invisible = len({nfc(written) for written in group}) < len(group)
    also = "; those that look alike differ in Unicode form" if invisible else ""
    return Problem(
        Location(usages[group[-1]].first),
        "merged-terms",
        f"these spellings were merged into one term: {seen}",
        f"write it one way everywhere, or add a term file that lists the others as aliases{also}",
        "warning",
        group[-1],
    )


def _unnameable(spellings: Mapping[str, list[str]], usages: _Usages, names: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            Location(usages[written].first),
            "bad-value",
            f'the term "{written}" has no letter or digit, so it can have no page',
            "give it a name in words",
            value=written,
        )
        for key, group in spellings.items()
        for written in group
        if key not in names and not slugify(written)
    ]


# --- slugs


def _file_owners(files: Iterable[TermFacts]) -> list[_Owner]:
    groups = _file_entries(files).values()
    return [
        _Owner(entry.slug, entry.id, entry.labels[""], next(iter(entry.files.values())).path, True) for entry in groups
    ]


def _free_owners(
    free: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
    spellings: Mapping[str, list[str]],
    usages: _Usages,
) -> list[_Owner]:
    return [
        _Owner(slug, slug, labels[key][""], min(usages[written].first for written in spellings[key]), False)
        for key, slug in free.items()
    ]


def _slug_conflicts(rule: TaxonomyRule, owners: Iterable[_Owner]) -> list[Problem]:
    by_slug: dict[str, list[_Owner]] = defaultdict(list)
    for owner in sorted(owners, key=lambda one: (not one.has_file, one.id, one.label)):
        by_slug[owner.slug].append(owner)
    return [_slug_conflict(rule, group[0], other) for group in by_slug.values() for other in group[1:]]


def _slug_conflict(rule: TaxonomyRule, first: _Owner, other: _Owner) -> Problem:
    return Problem(
        Location(other.path),
        "term-conflict",
        f'"{first.label}" ({first.path}) and "{other.label}" ({other.path}) would share the address "{other.slug}"',
        f'write a term file in content/{rule.name}/ for "{other.label}" with a slug of its own, '
        "or list one as an alias of the other",
        value=other.label,
    )


def _linked(entries: Mapping[str, Entry], links: Mapping[str, str]) -> dict[str, Entry]:
    narrower: dict[str, list[str]] = defaultdict(list)
    for id_, broader in sorted(links.items()):
        narrower[broader].append(id_)
    return {
        id_: Entry(entry.id, entry.slug, entry.labels, entry.files, links.get(id_, ""), tuple(narrower[id_]))
        for id_, entry in sorted(entries.items())
    }
