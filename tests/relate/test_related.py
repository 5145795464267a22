"""Related articles: the best by shared features, and the same whether remembered or not."""

import os
import pickle
import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.relate import related
from sitegen.relate.overlap import Task
from sitegen.relate.related import ArticleFeatures, relate_articles

COUNT = 2000 if os.environ.get("SITEGEN_PROVE") else 100
DAY = 86400


def article(key: str, day: int = 0, terms: str = "", words: str = "", lang: str = "en") -> ArticleFeatures:
    return ArticleFeatures(
        key, lang, day * DAY, tuple(f"tags:{t}" for t in terms.split()), tuple(f"w:{w}" for w in words.split())
    )


def relate(articles: Sequence[ArticleFeatures], length: int = 5) -> dict[str, tuple[str, ...]]:
    return relate_articles(articles, length)[0]


def test_no_articles_have_no_lists() -> None:
    assert relate([]) == {}


def test_a_length_of_nothing_turns_the_lists_off() -> None:
    assert relate([article("a", 0, "iran"), article("b", 1, "iran")], 0) == {"a": (), "b": ()}


def test_articles_that_share_nothing_are_not_related() -> None:
    assert relate([article("a", 0, "iran"), article("b", 1, "cats")]) == {"a": (), "b": ()}


def test_the_one_that_shares_more_comes_first_however_far() -> None:
    lists = relate([article("far", 0, "iran", "oil"), article("a", 900, "iran", "oil"), article("near", 901, "iran")])
    assert lists["a"] == ("far", "near")


def test_a_rare_term_says_more_than_a_common_one() -> None:
    common = [article(f"c{i}", i, "politics") for i in range(6)]
    lists = relate([*common, article("a", 6, "politics tehran"), article("rare", 99, "tehran")])
    assert lists["a"][0] == "rare"


def test_a_term_says_more_than_a_keyword() -> None:
    lists = relate([article("a", 1, "iran", "oil"), article("word", 1, "", "oil"), article("term", 50, "iran")])
    assert lists["a"] == ("term", "word")


def test_between_equals_the_nearest_in_time_comes_first_and_the_later_of_two_as_near() -> None:
    days = {"x0": 0, "x8": 8, "a": 10, "x12": 12, "x13": 13}
    lists = relate([article(key, day, "iran") for key, day in days.items()], 3)
    assert lists["a"] == ("x12", "x8", "x13")


def test_languages_are_apart() -> None:
    lists = relate([article("a", 0, "iran"), article("b", 0, "iran", lang="ar"), article("c", 0, "iran", lang="ar")])
    assert lists == {"a": (), "b": ("c",), "c": ("b",)}


@pytest.mark.parametrize("remembered", [b"", b"no state", b"\xc1" * 40, b"\x00" * 16])
def test_what_cannot_be_read_counts_as_nothing(remembered: bytes) -> None:
    articles = [article("a", 0, "iran"), article("b", 1, "iran")]
    assert relate_articles(articles, 5, remembered) == relate_articles(articles, 5)


def test_a_state_that_was_cut_or_made_for_another_length_is_not_used() -> None:
    articles = [article(f"{i}", i, "iran") for i in range(9)]
    state = relate_articles(articles, 3)[1]
    assert relate_articles(articles, 5, state) == relate_articles(articles, 5)
    assert relate_articles(articles, 3, state[:-1]) == relate_articles(articles, 3)


def test_equal_features_score_nothing_and_one_article_more_only_the_lists_it_enters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(related, "_MANY", 0)
    chance = random.Random(1)
    names = [f"t{i}" for i in range(40)]
    articles = [article(f"{i:04}", i, " ".join(chance.sample(names, 4))) for i in range(500)]
    state = relate_articles(articles, 5)[1]
    scored: list[int] = []

    def count(function: Callable[[Task], list[list[int]]], tasks: Iterable[Task]) -> Iterable[list[list[int]]]:
        for task in tasks:
            scored.append(len(task.wanted))
            yield function(task)

    relate_articles(articles, 5, state, count)
    assert scored == []
    more = [*articles, article("0500", 500, "t1 t2 t3 t4")]
    assert relate_articles(more, 5, state, count)[0] == relate(more)
    assert 0 < sum(scored) < 100


# --- properties

NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=4).map(" ".join)
ARTICLES = st.lists(
    st.builds(
        article, st.integers(0, 40).map(str), st.integers(0, 6), NAMES, NAMES, st.sampled_from(["en", "en", "en", "ar"])
    ),
    max_size=30,
    unique_by=lambda one: one.key,
)


@pytest.fixture(params=[3, 1000], ids=["small-blocks", "one-block"])
def blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Make sites of a few articles go the way of large ones."""
    monkeypatch.setattr(related, "_BLOCK", request.param)
    monkeypatch.setattr(related, "_FEW", 1)
    monkeypatch.setattr(related, "_MANY", 0)
    return int(request.param)


def by_comparing_all(articles: Sequence[ArticleFeatures], length: int, block: int) -> dict[str, tuple[str, ...]]:
    """The same lists by the plainest way: every pair of articles, scored from the names."""
    lists: dict[str, tuple[str, ...]] = {}
    terms = {name for one in articles for name in one.terms}
    for lang in {one.lang for one in articles}:
        group = sorted((one for one in articles if one.lang == lang), key=lambda one: (one.epoch, one.key))
        names = [{*one.terms, *one.words} for one in group]

        def weight(name: str, names: list[set[str]] = names) -> int:
            rarity = max(1, len(names).bit_length() - sum(name in each for each in names).bit_length())
            return rarity * 2 if name in terms & set().union(*names) else rarity

        for at, one in enumerate(group):
            ranked = sorted(
                (-sum(map(weight, names[at] & names[i])), abs(other.epoch - one.epoch), i < at, abs(i - at), other.key)
                for i, other in enumerate(group)
                if i != at and abs(i // block - at // block) <= 1 and names[at] & names[i]
            )
            lists[one.key] = tuple(rank[-1] for rank in ranked[:length])
    return lists


@settings(max_examples=COUNT, deadline=None)
@given(articles=ARTICLES, length=st.integers(1, 5))
@pytest.mark.usefixtures("blocks")
def test_the_lists_are_those_of_comparing_every_pair(articles: list[ArticleFeatures], length: int) -> None:
    assert relate(articles, length) == by_comparing_all(articles, length, related._BLOCK)


@st.composite
def edits(draw: st.DrawFn) -> list[list[ArticleFeatures]]:
    """The same site after each of some edits: articles added, removed, moved in time or language, named otherwise."""
    site = {one.key: one for one in draw(ARTICLES)}
    versions = [list(site.values())]
    for _ in range(draw(st.integers(1, 4))):
        for one in draw(
            st.lists(st.builds(article, st.integers(0, 40).map(str), st.integers(0, 6), NAMES, NAMES), max_size=2)
        ):
            site[one.key] = one
        if site and draw(st.booleans()):
            key = draw(st.sampled_from(sorted(site)))
            match draw(st.sampled_from(["remove", "terms", "words", "date", "lang"])):
                case "remove":
                    del site[key]
                case "terms":
                    site[key] = replace(site[key], terms=article("", 0, draw(NAMES)).terms)
                case "words":
                    site[key] = replace(site[key], words=article("", 0, "", draw(NAMES)).words)
                case "date":
                    site[key] = replace(site[key], epoch=draw(st.integers(0, 6)) * DAY)
                case _:
                    site[key] = replace(site[key], lang="ar")
        versions.append(list(site.values()))
    return versions


@settings(max_examples=2 * COUNT, deadline=None)
@given(versions=edits(), length=st.integers(1, 4))
@pytest.mark.usefixtures("blocks")
def test_after_any_edits_lists_and_state_equal_those_from_nothing(
    versions: list[list[ArticleFeatures]], length: int
) -> None:
    state = None
    for version in versions:
        lists, state = relate_articles(version, length, state)
        assert (lists, state) == relate_articles(version, length)


@settings(max_examples=COUNT, deadline=None)
@given(articles=ARTICLES, chance=st.randoms(use_true_random=False))
@pytest.mark.usefixtures("blocks")
def test_neither_the_order_given_nor_the_process_matters(
    articles: list[ArticleFeatures], chance: random.Random
) -> None:
    def far(function: Callable[[Task], list[list[int]]], tasks: Iterable[Task]) -> Iterable[list[list[int]]]:
        return map(function, map(pickle.loads, map(pickle.dumps, tasks)))

    once = relate_articles(articles, 3)
    chance.shuffle(articles)
    assert relate_articles(articles, 3, None, far) == once
