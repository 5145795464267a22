"""How labels written in articles become terms."""

import os
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from sitegen.model.config import TaxonomyRule
from sitegen.model.document import TermFacts
from sitegen.relate.broader import roll_up
from sitegen.relate.vocabulary import Use, Vocabulary, resolve_terms

TAGS = TaxonomyRule("tags", {"": "Tags"}, {"": "Tag"}, "/tags/{slug}/")
COUNT = 2000 if os.environ.get("SITEGEN_PROVE") else 100


def term(id_: str, label: str = "", *, lang: str = "en", suffix: str = "", **fields: object) -> TermFacts:
    path = f"content/tags/{id_}{suffix}.md"
    return TermFacts(path, id_, lang, "tags", label or id_.title(), **fields)  # type: ignore[arg-type]


def resolve(files: list[TermFacts], *labels: str) -> Vocabulary:
    """Each label stands in an article of its own: content/articles/0.md, 1.md and so on."""
    return resolve_terms(TAGS, files, [(f"content/articles/{i}.md", "en", (label,)) for i, label in enumerate(labels)])


def kinds(vocabulary: Vocabulary) -> list[str]:
    return [problem.kind for problem in vocabulary.problems]


IRAN = term("iran", "Iran", aliases=("Islamic Republic of Iran", "Tehran"), labels={"fr": "Perse"})


@pytest.mark.parametrize(
    "written",
    ["iran", "Iran", "IRAN", "Tehran", "tehran", "Islamic Republic of Iran", "islamic-republic-of-iran", "Perse"],
)
def test_every_name_of_a_term_file_names_its_term(written: str) -> None:
    vocabulary = resolve([IRAN], written)
    assert vocabulary.ids_of([written]) == ("iran",)
    assert list(vocabulary.terms) == ["iran"]
    assert vocabulary.problems == ()


def test_a_term_file_in_another_language_names_the_same_term() -> None:
    arabic = term("iran", "إيران", lang="ar", suffix=".ar", description="جمهورية")
    vocabulary = resolve([arabic, IRAN], "إيران", "Iran")
    assert vocabulary.ids_of(["إيران", "Iran"]) == ("iran",)
    entry = vocabulary.terms["iran"]
    assert entry.labels == {"": "Iran", "ar": "إيران", "en": "Iran", "fr": "Perse"}
    assert list(entry.files) == ["en", "ar"]


def test_labels_resolve_in_the_order_written_each_term_once() -> None:
    vocabulary = resolve([IRAN], "Syria", "Tehran")
    assert vocabulary.ids_of(["Syria", "Tehran", "Iran", "nowhere"]) == ("syria", "iran")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Human Rights", "human rights"),
        ("Human Rights", "human-rights"),
        ("Québec", "Quebec"),
        ("Québec", unicodedata.normalize("NFD", "Québec")),
        ("Women's rights", "Women’s rights"),
    ],
)
def test_spellings_of_one_name_are_one_term_and_reported(one: str, other: str) -> None:
    vocabulary = resolve([], one, other)
    assert len(vocabulary.terms) == 1
    (problem,) = vocabulary.problems
    assert (problem.kind, problem.severity) == ("merged-terms", "warning")
    for written in (f'"{one}"', f'"{other}"', "content/articles/0.md", "content/articles/1.md"):
        assert written in problem.message


def test_a_spelling_that_a_term_file_has_is_no_merger() -> None:
    assert resolve([IRAN], "IRAN", "Iran").problems == ()


def test_the_most_used_spelling_is_the_label_and_care_decides_between_equals() -> None:
    assert resolve([], "iran", "iran", "Iran").terms["iran"].labels == {"": "iran"}
    assert resolve([], "iran", "Iran").terms["iran"].labels == {"": "Iran"}
    assert resolve([], "Quebec", "Québec").terms["quebec"].labels == {"": "Québec"}


def test_each_language_shows_its_own_spelling() -> None:
    uses = [("a.md", "it", ("Economia",)), ("b.md", "it", ("Economia",)), ("c.md", "es", ("Economía",))]
    (entry,) = resolve_terms(TAGS, [], uses).terms.values()
    assert entry.labels == {"": "Economia", "es": "Economía"}


def test_a_name_claimed_by_two_terms_is_a_conflict_that_names_both_files() -> None:
    persia = term("persia", aliases=("tehran",))
    vocabulary = resolve([IRAN, persia])
    (problem,) = vocabulary.problems
    assert problem.kind == "term-conflict"
    assert problem.location.path == "content/tags/persia.md"
    assert IRAN.path in problem.message
    assert '"tehran"' in problem.message


def test_two_files_of_one_term_in_one_language_are_a_conflict() -> None:
    nested = term("iran", "Iran", suffix="/index")
    assert kinds(resolve([IRAN, nested])) == ["term-conflict"]


def test_two_names_with_one_slug_are_a_conflict_until_a_term_file_tells_them_apart() -> None:
    (problem,) = resolve([], "C++", "C#").problems
    assert problem.kind == "term-conflict"
    for part in ('"C#"', '"C++"', "content/articles/0.md", "content/articles/1.md"):
        assert part in problem.message
    assert "slug" in problem.hint
    cleared = resolve([term("cpp", "C++")], "C++", "C#")
    assert cleared.problems == ()
    assert cleared.ids_of(["C++", "C#"]) == ("cpp", "c")


def test_a_slug_in_front_matter_conflicts_too() -> None:
    assert kinds(resolve([term("cpp", "C++", slug="c")], "C#")) == ["term-conflict"]


@pytest.mark.parametrize("written", ["???", "🔥", "--", "…"])
def test_a_label_without_letter_or_digit_is_refused(written: str) -> None:
    vocabulary = resolve([], written)
    assert kinds(vocabulary) == ["bad-value"]
    assert f'"{written}"' in vocabulary.problems[0].message
    assert vocabulary.terms == {}
    assert resolve([term("fire", aliases=(written,))], written).terms.keys() == {"fire"}


@pytest.mark.parametrize("written", ["middle-east", "Middle East", "mideast"])
def test_broader_may_be_id_label_or_alias(written: str) -> None:
    region = term("middle-east", "Middle East", aliases=("Mideast",))
    vocabulary = resolve([region, term("iran", broader=written), term("iraq", broader=written)])
    assert vocabulary.terms["iran"].broader == "middle-east"
    assert vocabulary.terms["middle-east"].narrower == ("iran", "iraq")
    assert vocabulary.problems == ()


def test_an_unknown_broader_term_suggests_the_nearest() -> None:
    vocabulary = resolve([term("middle-east", "Middle East"), term("iran", broader="Midle East")])
    (problem,) = vocabulary.problems
    assert (problem.kind, problem.location.path) == ("unknown-term", "content/tags/iran.md")
    assert '"Midle East"' in problem.message
    assert '"Middle East"' in problem.hint
    assert vocabulary.terms["iran"].broader == ""


def test_a_broader_term_needs_a_file_even_where_articles_name_it() -> None:
    assert kinds(resolve([term("iran", broader="Gulf")], "Gulf")) == ["unknown-term"]


def test_a_cycle_is_named_once_and_cut() -> None:
    files = [term("a", broader="b"), term("b", broader="c"), term("c", broader="a"), term("d", broader="c")]
    vocabulary = resolve(files)
    (problem,) = vocabulary.problems
    assert problem.kind == "term-cycle"
    assert "a → b → c → a" in problem.message
    assert {id_: entry.broader for id_, entry in vocabulary.terms.items()} == {"a": "", "b": "", "c": "", "d": "c"}


def test_a_term_broader_than_itself_is_a_cycle() -> None:
    assert kinds(resolve([term("a", broader="A")])) == ["term-cycle"]


def test_a_broader_term_has_the_articles_of_narrower_ones_each_once_in_order() -> None:
    pages = [("new", ("iran", "middle-east")), ("mid", ("asia",)), ("old", ("tehran-city", "iran")), ("none", ())]
    broader = {"tehran-city": "iran", "iran": "middle-east", "middle-east": "asia"}
    assert roll_up(pages, broader) == {
        "asia": ("new", "mid", "old"),
        "iran": ("new", "old"),
        "middle-east": ("new", "old"),
        "tehran-city": ("old",),
    }


NAMES = st.sampled_from(
    [
        "Iran",
        "iran",
        "IRAN",
        "Tehran",
        "tehran",
        "Québec",
        "Quebec",
        "C++",
        "C#",
        "C",
        "???",
        "سياسة",
        "سیاسة",
        "A B",
        "a-b",
    ]
)
FILES = st.builds(
    lambda id_, label, aliases, broader, lang: term(
        id_, label, aliases=aliases, broader=broader, lang=lang, suffix="" if lang == "en" else f".{lang}"
    ),
    st.sampled_from(["iran", "tehran", "c", "cpp", "a-b"]),
    NAMES,
    st.lists(NAMES, max_size=2).map(tuple),
    st.one_of(st.just(""), NAMES),
    st.sampled_from(["en", "ar"]),
)
USES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["en", "ar"]), st.lists(NAMES, max_size=4).map(tuple))
)


@settings(max_examples=COUNT, deadline=None)
@given(st.lists(FILES, max_size=5, unique_by=lambda file: file.path), USES, st.randoms(use_true_random=False))
def test_the_order_of_files_and_uses_does_not_matter(
    files: list[TermFacts], uses: list[Use], chance: random.Random
) -> None:
    once = resolve_terms(TAGS, files, uses)
    chance.shuffle(files)
    chance.shuffle(uses)
    again = resolve_terms(TAGS, files, uses)
    assert again == once
    assert msgpack.encode(again) == msgpack.encode(once)


@settings(max_examples=COUNT, deadline=None)
@given(st.lists(FILES, max_size=5, unique_by=lambda file: file.path), USES)
def test_every_label_names_a_term_or_has_a_problem(files: list[TermFacts], uses: list[Use]) -> None:
    vocabulary = resolve_terms(TAGS, files, uses)
    refused = {problem.value for problem in vocabulary.problems if problem.kind == "bad-value"}
    for _, _, labels in uses:
        for label in labels:
            assert (label in refused) != bool(vocabulary.ids_of([label]))
            assert vocabulary.terms.keys() >= set(vocabulary.ids_of([label]))
    assert all(entry.broader in {"", *vocabulary.terms} for entry in vocabulary.terms.values())
