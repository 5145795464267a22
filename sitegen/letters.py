"""Letters that readers take for one, though they are written in several ways: Arabic and Persian keyboards, old and new digits.

A text is folded before it is indexed and a query before it is sought, so that سياست finds سیاست. What a letter was
before is kept in an invisible mark after it, so that excerpts can be shown as they were written.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

MARKS = "\u2061\u2062\u2063"
"""Invisible operators of mathematics, which words lose when they are indexed: the first, second or third other form."""

_ARABIC = ("ييیى", "ككکڪ", "ههةە", "اٱ")
_PERSIAN = ("ییيى", "ککكڪ", "ههةە", "اٱ")
"""The form to which each group is folded, and then all its forms. Hamza and vowel signs are dropped by the index itself."""

_IGNORED = "\u0640\u00ad" + MARKS
"""The stroke that stretches words, and soft hyphens; marks of our own that a text may hold by chance."""

_PRESENTED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
"""Letters by their shape, as they come out of old documents."""


@lru_cache
def folded_letters(lang: str) -> Mapping[str, str]:
    """Return, for a language, what each letter or digit that has other forms is folded to, with the mark of what it was.

    What is ignored is folded to nothing.
    """
    is_persian = lang.split("-", maxsplit=1)[0] == "fa"
    groups = [(group[0], group[1:]) for group in (_PERSIAN if is_persian else _ARABIC)]
    for digit in range(10):
        forms = [chr(start + digit) for start in (0x30, 0x660, 0x6F0)]
        groups.append((forms[2] if is_persian else forms[0], "".join(forms)))
    letters = dict.fromkeys(_IGNORED, "")
    for canonical, group in groups:
        others = [form for form in group if form != canonical]
        letters |= {other: canonical + mark for other, mark in zip(others, MARKS, strict=False)}
    return letters


@lru_cache
def _foldable(lang: str) -> re.Pattern[str]:
    return re.compile(f"<[^>]*>|[{''.join(folded_letters(lang))}]")


def fold_letters(text: str, lang: str) -> str:
    """Return a text of a language as it is indexed; of HTML the tags stay as they are."""
    letters = folded_letters(lang)
    plain = _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _foldable(lang).sub(lambda found: letters.get(found[0], found[0]), plain)
