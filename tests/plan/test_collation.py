"""Names come in the order of each language's alphabet, whatever machine sorts them."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.plan.collation import family_name, initial, sort_key

ORDERED = {
    "en": ["3 Rivers", "Ábel", "abelard", "De Silva", "Łukasz", "Øster", "Özal", "straße", "Strasser", "Zeta", "مجید"],
    "fr": ["Béatrice", "beau", "Étienne", "Œuvre", "Zoé"],
    "tr": [
        "Can",
        "Çelik",
        "Demir",
        "Gül",
        "Ğ",
        "Hasan",
        "Işık",
        "İnan",
        "Kaya",
        "Oya",
        "Öz",
        "Su",
        "Şahin",
        "Uz",
        "Ünal",
    ],
    "ar": ["أحمد", "الباز", "تميم", "الجابري", "حسن", "العلي", "كامل", "مُحمّد", "محمود", "هاني", "وليد", "يوسف", "Abel"],
    "fa": [
        "آرام",
        "احمدی",
        "بهار",
        "پارسا",
        "تهرانی",
        "چمران",
        "ژاله",
        "کریمی",
        "گلستان",
        "نوری",
        "وفا",
        "هاشمی",
        "یزدی",
    ],
}


@pytest.mark.parametrize("lang", ORDERED)
def test_names_are_ordered_by_the_alphabet(lang: str) -> None:
    names = ORDERED[lang]
    assert sorted(Random(1).sample(names, len(names)), key=lambda name: sort_key(name, lang)) == names


@pytest.mark.parametrize(
    ("name", "lang", "letter"),
    [
        ("Ábel", "en", "A"),
        ("Øster", "en", "O"),
        ("Çelik", "tr", "Ç"),
        ("Çelik", "en", "C"),
        ("İnan", "tr", "İ"),
        ("Işık", "tr", "I"),
        ("العلي", "ar", "ع"),
        ("إبراهيم", "ar", "ا"),
        ("آل خليفة", "ar", "ا"),
        ("آرام", "fa", "آ"),
        ("كريمي", "fa", "ک"),
        ("گلستان", "fa", "گ"),
        ("‘Abd", "en", "A"),
        ("3 Rivers", "en", "#"),
        ("***", "en", "#"),
        ("", "fa", "#"),
        ("мир", "en", "М"),
    ],
)
def test_names_stand_under_a_letter(name: str, lang: str, letter: str) -> None:
    assert initial(name, lang) == letter


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Jane Doe", "Doe"),
        ("Madonna", "Madonna"),
        ("", ""),
        ("احمد مجیدیار", "مجیدیار"),
        ("محمد عبد الله", "عبد الله"),
        ("خالد بن سلمان", "بن سلمان"),
        ("علی حسن زاده", "حسن زاده"),
        ("عبد الله", "الله"),
    ],
)
def test_people_are_listed_by_their_family_name(name: str, family: str) -> None:
    assert family_name(name) == family


@given(st.lists(st.text(max_size=12), max_size=12), st.sampled_from(["en", "tr", "ar", "fa", "ru"]))
def test_a_letter_heads_one_group_of_an_ordered_index(names: list[str], lang: str) -> None:
    ordered = sorted(names, key=lambda name: sort_key(name, lang))
    letters = [initial(name, lang) for name in ordered]
    changes = sum(one != other for one, other in pairwise(letters))
    assert changes <= max(0, len(set(letters)) - 1)
