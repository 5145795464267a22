"""The text of a body to figures about it: its words, the minutes that reading takes, and the keywords for related work."""

import re
import string
from collections import Counter
from heapq import nsmallest

from sitegen.parse.markdown.stopwords import STOP_WORDS

KEYWORDS = 12

_PER_MINUTE = {
    "ar": 138,
    "de": 179,
    "en": 238,
    "es": 218,
    "fa": 150,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
    "ja": 357,
    "zh": 255,
}
"""Words a minute. English: silent reading of non-fiction, Brysbaert, Journal of Memory and Language 109 (2019). Others:
standard texts read aloud, Trauzettel-Klosinski and Dietz, Investigative Ophthalmology and Visual Science 53 (2012);
Persian, which was not measured there, is set between Arabic and Turkish; Chinese and Japanese count characters."""
_OTHERS_PER_MINUTE = 184
"""The mean of the seventeen languages of 2012."""

_ARABIC_SCRIPT = frozenset({"ar", "ckb", "fa", "ps", "ur"})
_UNSPACED = frozenset({"ja", "zh"})
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ARABIC_NOT_IN_WORDS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_FORMS = str.maketrans("يىك،؛؟۔", "ییک    ")

_LEADS_TO_SIGNS = b"\xc2\xe2"
"""First bytes in UTF-8 of the signs that stand between words: no-break spaces, dashes, typographic quotes."""
_LETTERS = bytes(range(128, 256)).translate(None, _LEADS_TO_SIGNS) + string.ascii_letters.encode()
_WORDS = bytes(b if b in _LETTERS else 32 for b in bytes(range(256)).lower())


def count_words(text: str, lang: str) -> int:
    """Count the words of plain text: what stands between blanks and is more than a dash; in Chinese and Japanese each
    character is one."""
    characters = 0
    if primary(lang) in _UNSPACED:
        text, characters = _CJK.subn(" ", text)
    dashes = text.count(" – ") + text.count(" — ") if "–" in text or "—" in text else 0
    return characters + len(text.split()) - dashes


def reading_minutes(words: int, lang: str) -> float:
    """Return the minutes that reading takes, not rounded: a report adds up those of its chapters first."""
    return words / _PER_MINUTE.get(primary(lang), _OTHERS_PER_MINUTE)


def keywords_of(text: str, lang: str) -> tuple[str, ...]:
    """Return the dozen words that say most about plain text, sorted.

    The most frequent ones, alphabetically among equals, without the stop words of the language. A word has at least four
    letters, three in Arabic script, whose vowel signs are dropped and whose forms of yeh and kaf are one.
    """
    language = primary(lang)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    stop = STOP_WORDS.get(language, frozenset())
    shortest = 3 if language in _ARABIC_SCRIPT else 4
    counts = Counter(_letters(text, language).split())
    ranked = [(-n, word) for word, n in counts.items() if len(word) >= shortest and word not in stop]
    return tuple(sorted({word.lower() for _, word in nsmallest(KEYWORDS, ranked)}))


def primary(lang: str) -> str:
    """Return the primary subtag of a language tag, in lower case."""
    return lang.partition("-")[0].lower()


def _letters(text: str, language: str) -> str:
    """Return lower-case words with blanks between them.

    It works on bytes, which is five times as fast as on characters: the first byte of a sign becomes a blank, and what is
    left of the sign is no character any more and is dropped.
    """
    if language in _ARABIC_SCRIPT:
        text = _ARABIC_NOT_IN_WORDS.sub("", text).translate(_ARABIC_FORMS)
    elif language == "tr":
        text = text.replace("I", "ı").replace("İ", "i").lower()
    elif language != "en":
        text = text.lower()
    return text.encode().translate(_WORDS).decode(errors="ignore")
