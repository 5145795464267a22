"""Summary, keywords, words and minutes of a body."""

import pytest
from body_tools import render

from sitegen.parse.markdown.summary import summarise

LONG = "word " * 200

SUMMARIES = [
    ("One. Two. Three.", 9, "One. Two."),
    ("One. Two. Three.", 3, "One."),
    ("One and only", 5, "One…"),
    ("One and only", 20, "One and only"),
    ("", 20, ""),
    ("  \n ", 20, ""),
    ("A first sentence that is longer. B.", 20, "A first sentence that is longer."),
    (LONG, 20, "word word word word…"),
    ("Dr. Smith met Gen. Jones. They talked.", 26, "Dr. Smith met Gen. Jones."),
    ("The U.S. Congress voted. It passed.", 25, "The U.S. Congress voted."),
    ("He lives in the U.S. The law changed.", 22, "He lives in the U.S."),
    ("J. R. R. Tolkien wrote it. Yes.", 28, "J. R. R. Tolkien wrote it."),
    ("Growth of 3.5 percent. More.", 23, "Growth of 3.5 percent."),
    ("“We will go.” She left.", 15, "“We will go.”"),
    ("“Will we go?” she asked. Yes.", 14, "“Will we go?” she asked."),
    ("Apples Inc. is big. Yes.", 20, "Apples Inc. is big."),
    ("هل يبقى؟ نعم. لا.", 9, "هل يبقى؟"),
    ("این یک جمله است. دیگری.", 17, "این یک جمله است."),
    ("One!  Two\n three? Four.", 18, "One! Two three?"),
    ("Wait... what? Yes.", 14, "Wait... what?"),
    ("これは文です。次です。", 8, "これは文です。"),
]


@pytest.mark.parametrize(("paragraph", "length", "expected"), SUMMARIES)
def test_summary_is_whole_sentences(paragraph: str, length: int, expected: str) -> None:
    assert summarise(paragraph, length) == expected


def test_summary_of_a_body_is_the_first_paragraph_as_plain_text() -> None:
    text = '# Title\n\n> quote\n\nThe **first** [link](x.md) & "quote"[^1].\n\nSecond.\n\n[^1]: Note.'
    assert render(text).summary == "The first link & “quote”."


def test_summary_without_a_paragraph_is_empty() -> None:
    assert render("# Title\n\n- a").summary == ""


def test_words_are_those_that_are_read() -> None:
    text = (
        "# One two\n\nThree *four* [five](https://e.org) – six[^1].\n\n```\nnot counted\n```\n\n- seven\n\n[^1]: eight"
    )
    assert render(text).body.words == 8
    assert render("我们走。", "zh").body.words == 4


def test_minutes_go_by_the_language_and_are_not_rounded() -> None:
    assert render("").body.minutes == 0
    text = "word " * 119
    assert render(text, "en").body.minutes == 0.5
    assert round(render(text, "ar").body.minutes, 2) == 0.86


KEYWORDS = [
    (
        "en",
        "Russia Russia's RUSSIA Syria that the war of 2018 https Iran Iran and said",
        ("https", "iran", "russia", "syria"),
    ),
    ("ar", "إيران وإيرانُ إيران في من على روسيا", ("إیران", "روسیا", "وإیران")),
    ("fa", "ایران ايران کرد می‌کند است سوریه", ("ایران", "سوریه")),
    ("fr", "L’Élysée élysée cette politique", ("politique", "élysée")),
    ("tr", "İran Iğdır çünkü", ("iran", "ığdır")),
]


@pytest.mark.parametrize(("lang", "text", "expected"), KEYWORDS)
def test_keywords_are_folded_and_without_stop_words(lang: str, text: str, expected: tuple[str, ...]) -> None:
    assert render(text, lang).keywords == expected


def test_keywords_are_the_dozen_most_frequent() -> None:
    words = [f"{letter}word" for letter in "abcdefghijklmnop"]
    text = " ".join([*words, *words[4:6]])
    assert render(text).keywords == tuple(sorted(words[:12]))
    assert "pword" in render(text + " pword pword").keywords


def test_addresses_are_no_keywords() -> None:
    assert render("Energy at https://site.example/policy/paper and www.site.example").keywords == ("energy",)
