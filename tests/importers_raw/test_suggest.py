"""Which terms a text is about, and which words are no sign of any."""

import pytest
from raw_site import TERMS

from sitegen.importers.suggest import Suggester
from sitegen.importers.vocabulary import TermNames

VOCABULARY = [
    *(TermNames("tags", id_, str(f["label"]), (str(f["label"]), *f["aliases"])) for id_, f in sorted(TERMS.items())),
    TermNames("regions", "gulf", "Gulf", ("Gulf", "Gulf states")),
]
SUGGESTER = Suggester(VOCABULARY, ["en", "fr", "ar", "fa"])


def terms(title: str, *paragraphs: str, lang: str = "en") -> list[str]:
    return [evidence.term for evidence in SUGGESTER.suggest(title, paragraphs, lang)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Iran and the bomb", ["iran"]),
        ("Tehran’s answer", ["iran"]),
        ("Tehran-Moscow ties", ["iran", "russia"]),
        ("IRAN ANSWERS", ["iran"]),
        ("iran answers", []),
        ("Woman of the romance", []),
        ("A woman in Oman", ["oman"]),
        ("An Omani woman", ["oman"]),
        ("Iranian-backed", ["iran"]),
        ("The US answers", ["united-states"]),
        ("The U.S. answers", ["united-states"]),
        ("The U.S.-led war", ["united-states"]),
        ("Let us answer", []),
        ("LET US ANSWER THEM NOW", []),
        ("Islamic Republic of Pakistan", ["pakistan"]),
        ("The Islamic Republic", ["iran"]),
        ("South Sudan", ["South Sudan"]),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("A china cup", []),
        ("A cup of China", ["China"]),
        ("Côte d’Ivoire", ["Côte d’Ivoire"]),
        ("Cote d'Ivoire", ["Côte d’Ivoire"]),
        ("Bosnia and Herzegovina", ["Bosnia & Herzegovina"]),
        ("Hong Kong", ["Hong Kong"]),
        ("Burma", ["Myanmar"]),
        ("St. Lucia", ["St. Lucia"]),
        ("Saudi. Arabia", []),
        ("gulf states", ["gulf"]),
        ("", []),
    ],
)
def test_words_of_the_title(title: str, expected: list[str]) -> None:
    assert terms(title) == expected


def test_the_language_of_the_text_names_the_countries() -> None:
    assert terms("L’Allemagne et l’Iran", lang="fr") == ["Allemagne", "iran"]
    assert terms("إيران والعراق", lang="ar") == ["iran"]
    assert terms("سیاست ایران", lang="fa") == ["iran"]
    assert terms("Iran", lang="tlh") == ["iran"]


def test_place_and_frequency_decide() -> None:
    assert terms("Title", "Syria is named once.") == []
    assert terms("Title", "Syria is named. Syrian words.") == ["syria"]
    assert terms("Title", "First.", "Syria, Syria, Syria.") == []
    assert terms("Title", "First.", "Syria, Syria, Syria.", "Syrian words.") == ["syria"]
    assert terms("Title", "First.", "Syria, Syria, Syria, Syria. " + "word " * 3000) == []
    assert terms("On Oman", "Iran, Iran and Iran.") == ["iran", "oman"]


def test_the_evidence_says_which_words_where() -> None:
    (evidence,) = SUGGESTER.suggest("Tehran", ("Iran and Tehran.", "Iranian words, Iran."), "en")
    assert (evidence.taxonomy, evidence.term) == ("tags", "iran")
    assert evidence.words == (("Iran", 2), ("Tehran", 2), ("Iranian", 1))
    assert (evidence.title, evidence.lead, evidence.rest) == (1, 2, 2)
    assert str(evidence) == 'tags: iran for "Iran" 2×, "Tehran" 2×, "Iranian" (title 1, first paragraph 2, rest 2)'


def test_at_most_eight_of_a_taxonomy() -> None:
    assert len(terms("Iran, Oman, Russia, Syria, France, Spain, Italy, Peru, Chile, Cuba and the Gulf")) == 9


def test_without_tags_no_country_is_suggested() -> None:
    assert Suggester((), ["en"], "").suggest("France", (), "en") == ()
