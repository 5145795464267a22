"""Letters that readers take for one are sought as one, and shown as they were written."""

import pytest

from sitegen.letters import MARKS, fold_letters, folded_letters

SAME = [
    ("fa", "سياست", "سیاست"),
    ("fa", "كتاب", "کتاب"),
    ("fa", "ايران", "ایران"),
    ("fa", "2018", "۲۰۱۸"),
    ("fa", "٢٠١٨", "۲۰۱۸"),
    ("fa", "دولة", "دوله"),
    ("ar", "سیاست", "سياست"),
    ("ar", "على", "علي"),
    ("ar", "جامعة", "جامعه"),
    ("ar", "محـــمد", "محمد"),
    ("ar", "٢٠١٨", "2018"),
    ("ar", "ﻻجئ", "لاجئ"),
    ("en", "ایران", "ايران"),
    ("en", "co\u00adoperation", "cooperation"),
]


def sought(text: str, lang: str) -> str:
    """What the index sees: marks are no letters."""
    return fold_letters(text, lang).translate(dict.fromkeys(map(ord, MARKS)))


def shown(text: str, lang: str) -> str:
    for letter, folded in folded_letters(lang).items():
        text = text.replace(folded, letter) if folded else text
    return text


@pytest.mark.parametrize(("lang", "written", "other"), SAME)
def test_forms_of_a_letter_are_one(lang: str, written: str, other: str) -> None:
    assert sought(written, lang) == sought(other, lang)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, one, other in SAME for text in (one, other)])
def test_a_folded_text_can_be_shown_as_it_was_written(lang: str, text: str) -> None:
    plain = text.replace("ـ", "").replace("\u00ad", "").replace("ﻻ", "لا")
    assert shown(fold_letters(text, lang), lang) == plain


def test_tags_are_left_alone() -> None:
    assert fold_letters('<h2 id="كتاب">كتاب</h2>', "fa") == f'<h2 id="كتاب">ک{MARKS[0]}تاب</h2>'


def test_what_is_folded_to_is_folded_no_further() -> None:
    for lang in ("en", "ar", "fa"):
        letters = folded_letters(lang)
        assert not {folded[0] for folded in letters.values() if folded} & letters.keys()
