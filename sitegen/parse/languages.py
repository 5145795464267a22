"""What is known of languages by their codes: the form of a code, the language's own name, its direction of writing."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator

from sitegen.parse.faults import refuse

_CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def _code(code: str) -> str:
    if not _CODE.fullmatch(code):
        refuse("is not a language code", "write it as in en, ar or pt-BR")
    return code


LanguageCode = Annotated[str, AfterValidator(_code)]
"""A BCP 47 code as file names have it; the site need not have the language."""

_NAMES: Mapping[str, str] = {
    "ar": "العربية",
    "az": "Azərbaycanca",
    "bn": "বাংলা",
    "ckb": "کوردیی ناوەندی",
    "de": "Deutsch",
    "dv": "ދިވެހި",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hy": "Հայերեն",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "ko": "한국어",
    "ku": "Kurdî",
    "nl": "Nederlands",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ru": "Русский",
    "sd": "سنڌي",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "tr": "Türkçe",
    "ug": "ئۇيغۇرچە",
    "uk": "Українська",
    "ur": "اردو",
    "uz": "Oʻzbekcha",
    "yi": "ייִדיש",
    "zh": "中文",
}

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def language_name(code: str) -> str:
    """Return a language's own name for itself, else its code."""
    return _NAMES.get(code) or _NAMES.get(code.split("-", maxsplit=1)[0], code)


def direction_of(code: str) -> Literal["ltr", "rtl"]:
    """Return `rtl` for a language written from right to left, unless its tag names the Latin or Cyrillic script."""
    language, *rest = code.split("-")
    return "rtl" if language in _RIGHT_TO_LEFT and not {"Latn", "Cyrl"} & set(rest) else "ltr"
