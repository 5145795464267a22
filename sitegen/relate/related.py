"""Turns the terms and keywords of articles into the related articles of each, and remembers them for the next build.

What is remembered is a shortcut: the result is the same with it, without it, and with that of any other state of the site.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, groupby

import msgspec
from msgspec import Struct

from sitegen.digest import pack
from sitegen.relate.overlap import Task, score

Run = Callable[[Callable[[Task], list[list[int]]], Iterable[Task]], Iterable[list[list[int]]]]
"""Applies a function to each task, in this process or in others, and returns the results in order; `map` is one."""

_VERSION = 1
_BLOCK = 5000
"""An article is compared with those of its own block of this many, the one before and the one after."""
_MARK_BYTES = 8
_DIGEST_BYTES = 16
_FEW = 32
"""Where more than one article in this many has changed, all are scored again."""
_MANY = 1000
"""Fewer articles than this are scored here, before other processes would have started."""


class ArticleFeatures(Struct, frozen=True, array_like=True):
    """What one article is compared by. `terms` and `words` are names that no other kind of feature has (`tags:iran`)."""

    key: str
    lang: str
    epoch: int
    terms: tuple[str, ...]
    words: tuple[str, ...]


class _Index(Struct, frozen=True):
    """The articles of one language in order of date and key, their features as numbers, and who has each feature."""

    keys: list[str]
    epochs: list[int]
    rows: list[list[int]]
    names: list[str]
    weights: list[int]
    members: list[list[int]]
    marks: list[bytes]


class _Remembered(Struct, frozen=True, array_like=True):
    """What the lists of one language were made from: a mark of each article, the weight of each feature."""

    keys: list[str]
    marks: bytes
    names: list[str]
    weights: list[int]
    lists: list[list[int]]


class _State(Struct, frozen=True, array_like=True):
    version: int
    length: int
    made_from: bytes
    groups: dict[str, _Remembered]


_NOTHING = _Remembered([], b"", [], [], [])

_decode = msgspec.msgpack.Decoder(_State).decode


def relate_articles(
    articles: Sequence[ArticleFeatures], length: int, remembered: bytes | None = None, run: Run = map
) -> tuple[dict[str, tuple[str, ...]], bytes]:
    """Return the keys of at most `length` related articles by key, best first, and what to remember.

    Articles relate within their language only, in whatever order they are given. `remembered` is what an earlier call
    returned; anything unreadable counts as nothing. `run` may spread the work of a large site over processes.
    """
    if not length:
        return {article.key: () for article in articles}, b""
    ordered = sorted(articles, key=lambda one: (one.lang, one.epoch, one.key))
    made_from = _digest(pack(ordered))
    state = _recall(remembered, length)
    if state.made_from != made_from:
        groups = {
            lang: _relate(_index(list(group)), length, state.groups.get(lang, _NOTHING), run)
            for lang, group in groupby(ordered, lambda one: one.lang)
        }
        state = _State(_VERSION, length, made_from, groups)
    return _keys_of(state.groups.values()), _remember(state)


def _recall(remembered: bytes | None, length: int) -> _State:
    nothing = _State(_VERSION, length, b"", {})
    check, payload = (remembered or b"")[:_DIGEST_BYTES], (remembered or b"")[_DIGEST_BYTES:]
    if check != _digest(payload):
        return nothing
    try:
        state = _decode(payload)
    except msgspec.DecodeError:
        return nothing
    return state if (state.version, state.length) == (_VERSION, length) else nothing


def _remember(state: _State) -> bytes:
    payload = pack(state)
    return _digest(payload) + payload


def _digest(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=_DIGEST_BYTES).digest()


def _keys_of(groups: Iterable[_Remembered]) -> dict[str, tuple[str, ...]]:
    return {
        key: tuple([group.keys[at] for at in related])
        for group in groups
        for key, related in zip(group.keys, group.lists, strict=True)
    }


# --- index


def _index(articles: Sequence[ArticleFeatures]) -> _Index:
    features = [dict.fromkeys((*article.terms, *article.words)) for article in articles]
    ids = {name: number for number, name in enumerate(dict.fromkeys(chain.from_iterable(features)))}
    rows = [list(map(ids.__getitem__, names)) for names in features]
    members: list[list[int]] = [[] for _ in ids]
    for at, row in enumerate(rows):
        for feature in row:
            members[feature].append(at)
    terms = {ids[name] for name in set(chain.from_iterable(article.terms for article in articles))}
    size = len(articles).bit_length()
    return _Index(
        keys=[article.key for article in articles],
        epochs=[article.epoch for article in articles],
        rows=rows,
        names=list(ids),
        weights=[_weight(len(group), size, feature in terms) for feature, group in enumerate(members)],
        members=members,
        marks=[_mark(article, at) for at, article in enumerate(articles)],
    )


def _weight(count: int, size: int, is_term: bool) -> int:
    """Weigh a feature by its rarity, in halvings of the site; a term, which an editor chose, counts twice a keyword.

    Only a doubling of the count changes it, so that one article more seldom does.
    """
    return max(1, size - count.bit_length()) << is_term if count > 1 else 0


def _mark(article: ArticleFeatures, at: int) -> bytes:
    made_from = pack((at // _BLOCK, article.epoch, article.terms, article.words))
    return blake2b(made_from, digest_size=_MARK_BYTES).digest()


# --- what has to be scored again


def _relate(index: _Index, length: int, old: _Remembered, run: Run) -> _Remembered:
    """Score the articles whose list may have changed, and keep the lists of the others."""
    lists = _kept(index, old)
    stale = _stale(index, old, lists, length)
    apply: Run = run if len(stale) >= _MANY else map
    scored = dict(zip(stale, chain.from_iterable(apply(score, _tasks(index, stale, length))), strict=True))
    return _Remembered(
        index.keys,
        b"".join(index.marks),
        index.names,
        index.weights,
        [scored[at] if at in scored else lists[at] or [] for at in range(len(index.keys))],
    )


def _kept(index: _Index, old: _Remembered) -> dict[int, list[int] | None]:
    """Return the old list of each article that is as it was, in new positions; None where it names one that is not."""
    before = {key: (at, old.marks[at * _MARK_BYTES : (at + 1) * _MARK_BYTES]) for at, key in enumerate(old.keys)}
    moved: dict[int, int] = {}
    for at, (key, mark) in enumerate(zip(index.keys, index.marks, strict=True)):
        known = before.get(key)
        if known and known[1] == mark:
            moved[known[0]] = at
    kept: dict[int, list[int] | None] = {}
    for was, at in moved.items():
        try:
            kept[at] = [moved[other] for other in old.lists[was]]
        except KeyError:
            kept[at] = None
    return kept


def _stale(index: _Index, old: _Remembered, kept: Mapping[int, list[int] | None], length: int) -> list[int]:
    """Return the articles whose list may differ from the old one: no other can have changed.

    They are those that changed, that lost a neighbour, that have a feature whose weight changed, and those to which a
    changed article is now at least as near as the last of their list.
    """
    size = len(index.keys)
    changed = [at for at in range(size) if at not in kept]
    if len(changed) * _FEW > size:
        return list(range(size))
    stale = {*changed, *(at for at, related in kept.items() if related is None)}
    weights = dict(zip(old.names, old.weights, strict=True))
    for feature, name in enumerate(index.names):
        if weights.get(name, 0) != index.weights[feature]:
            stale.update(index.members[feature])
    floors: dict[int, int] = {}
    for at in changed:
        for other, found in _scores(index, at).items():
            if other not in stale:
                if other not in floors:
                    floors[other] = _floor(index, other, kept[other] or [], length)
                if found >= floors[other]:
                    stale.add(other)
    return sorted(stale)


def _scores(index: _Index, at: int) -> dict[int, int]:
    """Return the score of one article against every other of its band that shares a feature."""
    scores: dict[int, int] = {}
    first, end = _band(at // _BLOCK)
    for feature in index.rows[at]:
        if weight := index.weights[feature]:
            for other in _within(index.members[feature], first, end):
                scores[other] = scores.get(other, 0) + weight
    return scores


def _floor(index: _Index, at: int, related: Sequence[int], length: int) -> int:
    if len(related) < length:
        return 1
    common = set(index.rows[at]).intersection(index.rows[related[-1]])
    return sum(map(index.weights.__getitem__, common))


# --- scoring


def _tasks(index: _Index, stale: Sequence[int], length: int) -> Iterator[Task]:
    for block, group in groupby(stale, lambda at: at // _BLOCK):
        wanted = list(group)
        first, end = _band(block)
        features = dict.fromkeys(chain.from_iterable(index.rows[at] for at in wanted))
        members = {feature: _within(index.members[feature], first, end) for feature in features}
        members = {feature: group for feature, group in members.items() if len(group) > 1}
        yield Task(
            first=first,
            wanted=wanted,
            epochs=index.epochs[first:end],
            rows=index.rows[first:end],
            weights={feature: index.weights[feature] for feature in members},
            members=members,
            length=length,
        )


def _band(block: int) -> tuple[int, int]:
    return max(0, block - 1) * _BLOCK, (block + 2) * _BLOCK


def _within(members: list[int], first: int, end: int) -> list[int]:
    return members[bisect_left(members, first) : bisect_left(members, end)]
