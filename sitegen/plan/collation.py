"""Puts names in the order of a language's alphabet: by tables for Arabic, Persian and Turkish, by plain letters for others.

CLDR's own rules take a library larger than all of ours; for names these few tables give their order, on every machine.
Digits come first, then the letters of the language, then those of other scripts.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sitegen.urls import plain_latin

Key = tuple[tuple[int, int], ...]

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_LETTERS: Mapping[str, str] = {
    "ar": "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "fa": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z",
}
_RANKS = {
    lang: {letter: rank for rank, letter in enumerate(letters.split())}
    for lang, letters in {"": _LATIN, **_LETTERS}.items()
}
_SAME: Mapping[str, Mapping[int, int | None]] = {
    "ar": str.maketrans("ىیکةپچژگ", "ييكهبجزك", "ءـ"),
    "fa": str.maketrans("يىكة", "ییکه", "ءـ"),
    "tr": {},
}
"""Letters that are sorted, and shown at the head of a group, as another one."""

_ARTICLE = "ال"
_BEFORE_FAMILY = frozenset(["آل", "ابن", "بن", "بنت", "أبو", "ابو", "أبي", "عبد", "ولد"])
_AFTER_FAMILY = frozenset(["زاده", "نژاد", "پور", "فر", "نیا"])


@lru_cache(maxsize=65536)
def sort_key(name: str, lang: str) -> Key:
    """Return what names are compared by; those that differ in case and accents alone are equal."""
    ranks = _ranks(lang)
    return tuple([_place(char, ranks) for char in _plain(name, lang)])


def initial(name: str, lang: str) -> str:
    """Return the letter under which an index lists a name, in upper case; `#` for a digit, and for a name of signs."""
    first = next((char for char in _plain(name, lang) if char != " "), "#")
    if first.isdecimal():
        return "#"
    return "İ" if first == "i" and _language(lang) == "tr" else first.upper()


def family_name(name: str) -> str:
    """Return what of a name people are listed by: its last word, with the particles that Arabic and Persian join to it."""
    words = name.split()
    start = max(0, len(words) - 1)
    if words and words[-1] in _AFTER_FAMILY:
        start -= 1
    while start > 1 and words[start - 1] in _BEFORE_FAMILY:
        start -= 1
    return " ".join(words[max(0, start) :])


def _language(lang: str) -> str:
    code = lang.split("-", maxsplit=1)[0]
    return code if code in _LETTERS else ""


def _ranks(lang: str) -> Mapping[str, int]:
    return _RANKS[_language(lang)]


def _place(char: str, ranks: Mapping[str, int]) -> tuple[int, int]:
    if char == " ":
        return 0, 0
    if char.isdecimal():
        return 1, unicodedata.decimal(char)
    return (2, ranks[char]) if char in ranks else (3, ord(char))


def _plain(name: str, lang: str) -> str:
    """Return the letters and digits of a name as they are sorted, with one blank between words.

    Arabic names are listed without the article, which half of them begin with.
    """
    language, ranks = _language(lang), _ranks(lang)
    if language == "tr":
        name = name.replace("İ", "i").replace("I", "ı")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    words = "".join(_letters(text.translate(_SAME.get(language, {})), ranks)).split()
    if language == "ar" and words and len(words[0]) > len(_ARTICLE) + 1:
        words[0] = words[0].removeprefix(_ARTICLE)
    return " ".join(words)


def _letters(text: str, ranks: Mapping[str, int]) -> Iterator[str]:
    for char in text:
        if char in ranks:
            yield char
        elif char.isspace() or char in "-_\u200c":
            yield " "
        else:
            plain = unicodedata.normalize("NFKD", plain_latin(char))
            yield from (each for each in plain if each.isalnum())
