"""A paragraph to its first whole sentences, for a list or a feed."""

import re
from collections.abc import Iterator

_END = re.compile(r"""[.!?؟۔…]+["'”’»«“)\]]*(?=\s|$)|[。！？][」』”’）]*""")
_LAST_WORD = re.compile(r"[^\s(\[“‘«\"']+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")

_BEFORE_NAMES = """
adm al amb approx apr art aug av bd brig bzw ca capt cf ch cmdr col dec dept doç dr e.g ed eds esp est feb fig figs ft
gen gov hon i.e jan jul jun lt maj mar messrs mlle mm mme mr mrs ms mt no nos nov oct op p par pp prof rep reps rev
sec sen sens sep sept sgt sn st v vol vols vs
"""
_NEVER_LAST = frozenset(_BEFORE_NAMES.split())
"""Abbreviations that go before something: a full stop after one never ends a sentence."""

_AFTER_NAMES = """
a.d a.m b.c bros co corp d.c e.u etc inc jr ltd p.m ph.d sr u.k u.n u.s
"""
_MAYBE_LAST = frozenset(_AFTER_NAMES.split())
"""Abbreviations that may end a sentence: they do where the next word is one that begins sentences."""

_FIRST_WORDS = """
A After Although An And As At Because Before But By Despite During For From He Her His However If In It Its Moreover
Nor On One Or Our She Since So Some Still That The Their Then There These They This Those Though To Under Until We
What When Where While Who Why With Yet You Le La Les Il Elle En Der Die Das Es Bu
"""
_STARTERS = frozenset(_FIRST_WORDS.split())


def summarise(paragraph: str, length: int) -> str:
    """Return the first whole sentences of a plain paragraph that fit in about `length` characters.

    A first sentence that alone is longer is kept whole up to twice the length, and cut after a word, with an ellipsis,
    beyond that. A paragraph of blanks gives an empty string.
    """
    text = " ".join(paragraph[: 8 * length + 1000].split())
    best = 0
    for end in _sentence_ends(text[: 2 * length + 200]):
        if best and end > length:
            break
        best = end
    return text[:best] if best <= 2 * length else _cut(text, length)


def _sentence_ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if _ends_sentence(text, found):
            yield found.end()
    yield len(text)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    following = text[stop.end() : stop.end() + 30].lstrip()
    if not following or stop.group()[0] in "。！？":
        return True
    if following[0].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(0, stop.start() - 40), stop.start())
    last = word.group() if word else ""
    if last.lower() in _NEVER_LAST:
        return False
    if last.lower() in _MAYBE_LAST or _INITIALS.fullmatch(last + "."):
        return re.split(r"\W", following, maxsplit=1)[0] in _STARTERS
    return True


def _cut(text: str, length: int) -> str:
    short = text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-،؛")
    return f"{short}…"
