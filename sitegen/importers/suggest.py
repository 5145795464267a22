"""A text -> the terms that it is about, each with the words that say so; offline, and the same on every machine.

The names looked for are those of the site's vocabulary and the names of countries and territories in CLDR. Only whole words
count, the longest name wins, abbreviations such as `US` must be written in capitals, and countries with a capital.
Languages that do not part words by blanks get no suggestions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from babel import Locale, UnknownLocaleError
from msgspec import Struct

from sitegen.importers.report import Evidence
from sitegen.importers.vocabulary import TermNames
from sitegen.urls import fold

_MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0d7f"
_WORD = re.compile(rf"\b[A-Z](?:\.[A-Z])+\b\.?|[^\W_](?:[^\W_]|[{_MARKS}])*")
_GAP = re.compile(r"\s?[-‐‑–’'&]?\s?")
_GAP_AFTER_SHORT = re.compile(r"\.?\s?[-‐‑–’'&]?\s?")
_UNREAL = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})
_PARENTHESES = re.compile(r"(.+?)\s*\((.+)\)")

_TITLE, _LEAD, _ENOUGH = 4, 2, 4
_WORDS_PER_POINT = 1500
_MOST = 8

_Words = tuple[str, ...]


class _Name(Struct, frozen=True):
    """A name of a term; with `exact` a text must write it just so, with `is_proper` it must begin with a capital."""

    taxonomy: str
    term: str
    exact: str = ""
    is_proper: bool = False


class _Token(Struct, frozen=True, gc=False):
    folded: str
    start: int
    end: int


class Suggester:
    """Knows the vocabulary; `tags` is the taxonomy to which countries without a term file are suggested, empty for none."""

    def __init__(self, terms: Sequence[TermNames], languages: Sequence[str], tags: str = "tags") -> None:
        self._tags = tags
        self._territory_of = _territories_in(terms, ("en", *languages))
        self._vocabulary: dict[_Words, list[_Name]] = defaultdict(list)
        self._term_of: dict[str, list[TermNames]] = defaultdict(list)
        for term in terms:
            code = self._territory_of.get((term.taxonomy, term.id), "")
            self._term_of[code].append(term)
            for name in term.names:
                _add(self._vocabulary, name, _Name(term.taxonomy, term.id, _exact(name), bool(code)))
        self._by_language: dict[str, tuple[Mapping[_Words, list[_Name]], Mapping[str, int]]] = {}

    def suggest(self, title: str, paragraphs: Sequence[str], lang: str) -> tuple[Evidence, ...]:
        """Return the terms in order of weight, at most eight of each taxonomy.

        A name in the title is enough; else one in the first paragraph counts two, one below it one, and four are needed,
        more in a long text.
        """
        passages = {"title": title, "lead": "".join(paragraphs[:1]), "rest": "\n\n".join(paragraphs[1:])}
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        places: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        length = 0
        for place, passage in passages.items():
            tokens = _tokens(passage)
            length += len(tokens)
            for key, words in self._find(passage, tokens, lang):
                counts[key][words] += 1
                places[key][place] += 1
        found = [_evidence(key, counts[key], places[key]) for key in sorted(counts)]
        return _best(found, _ENOUGH + length // _WORDS_PER_POINT)

    def _find(self, text: str, tokens: list[_Token], lang: str) -> Iterator[tuple[tuple[str, str], str]]:
        names, longest = self._names(lang)
        is_shouted = text.isupper() and len(text) > 12
        position = 0
        while position < len(tokens):
            for count in range(longest.get(tokens[position].folded, 0), 0, -1):
                run = tokens[position : position + count]
                words = text[run[0].start : run[-1].end]
                known = names.get(tuple(token.folded for token in run), ()) if _is_joined(text, run) else ()
                meant = [name for name in known if _is_meant(name, words, is_shouted)]
                if meant:
                    yield from ((key, " ".join(words.split())) for key in sorted({(n.taxonomy, n.term) for n in meant}))
                    position += count - 1
                    break
            position += 1

    def _names(self, lang: str) -> tuple[Mapping[_Words, list[_Name]], Mapping[str, int]]:
        """Return the names to look for in a language, and how many words the longest with a given first word has."""
        if lang not in self._by_language:
            names = dict(self._vocabulary)
            for code, label in territories(lang).items():
                spellings = _spellings(label)
                unknown = TermNames(self._tags, spellings[0], spellings[0], ())
                terms = self._term_of.get(code) or ([unknown] if self._tags else [])
                for spelling in spellings:
                    words = _words(spelling)
                    if words and words not in self._vocabulary:
                        names[words] = [_Name(term.taxonomy, term.id, _exact(spelling), True) for term in terms]
            longest: dict[str, int] = {}
            for words in names:
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
            self._by_language[lang] = names, longest
        return self._by_language[lang]


@lru_cache(maxsize=16)
def territories(lang: str) -> Mapping[str, str]:
    """Return the names of countries and territories in a language by their ISO 3166 code; empty for an unknown language."""
    try:
        names = Locale.parse(lang, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: names[code] for code in sorted(names) if code.isalpha() and code not in _UNREAL}


def _territories_in(terms: Sequence[TermNames], languages: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the territory that a term stands for, by taxonomy and id."""
    codes = {
        _words(spelling): code
        for lang in reversed(languages)
        for code, label in territories(lang).items()
        for spelling in _spellings(label)
    }
    found = {(term.taxonomy, term.id): [codes.get(_words(name)) for name in term.names] for term in terms}
    return {key: code for key, all_ in found.items() if (code := next(filter(None, all_), None))}


def _spellings(label: str) -> list[str]:
    """CLDR writes `Myanmar (Burma)`, `Congo - Kinshasa` and `Hong Kong SAR China`; texts write otherwise."""
    if found := _PARENTHESES.fullmatch(label):
        return [found[1], found[2]]
    label = label.removesuffix(" SAR China")
    return [label, label.replace(" & ", " and ")]


def _add(names: dict[_Words, list[_Name]], text: str, name: _Name) -> None:
    if words := _words(text):
        names[words].append(name)


def _exact(name: str) -> str:
    letters = name.replace(".", "")
    return letters if len(letters) <= 3 and letters.isupper() else ""


def _words(text: str) -> _Words:
    return tuple(token.folded for token in _tokens(text))


def _tokens(text: str) -> list[_Token]:
    return [_Token(fold(found[0].replace(".", "")), found.start(), found.end()) for found in _WORD.finditer(text)]


def _is_joined(text: str, run: Sequence[_Token]) -> bool:
    """Only blanks, hyphens and apostrophes part the words of a name, and the full stop of `St. Lucia`."""
    return all(
        (_GAP_AFTER_SHORT if one.end - one.start < 3 else _GAP).fullmatch(text, one.end, other.start)
        for one, other in pairwise(run)
    )


def _is_meant(name: _Name, words: str, is_shouted: bool) -> bool:
    if name.exact:
        return words.replace(".", "") == name.exact and not is_shouted
    return not name.is_proper or words[0] == words[0].upper()


def _evidence(key: tuple[str, str], counts: Counter[str], places: Counter[str]) -> Evidence:
    words = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Evidence(*key, words, places["title"], places["lead"], places["rest"])


def _weight(evidence: Evidence) -> int:
    return _TITLE * evidence.title + _LEAD * evidence.lead + evidence.rest


def _best(found: Sequence[Evidence], enough: int) -> tuple[Evidence, ...]:
    ranked = sorted(found, key=lambda each: (-_weight(each), each.taxonomy, each.term))
    kept = [each for each in ranked if each.title or _weight(each) >= enough]
    seen: Counter[str] = Counter()
    best = []
    for each in kept:
        seen[each.taxonomy] += 1
        if seen[each.taxonomy] <= _MOST:
            best.append(each)
    return tuple(best)
