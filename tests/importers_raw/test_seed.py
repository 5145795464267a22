"""The seed article and its variants: what each yields, as tables of cases."""

import re
from pathlib import Path
from typing import Any

import pytest
from raw_site import Site

SEED = (Path(__file__).parents[1] / "seeds/rouhani.txt").read_text(encoding="utf-8")
TITLE = "Rouhani calls for continued Tehran-Moscow cooperation in Syria in wake of chemical attack"
BYLINE = "By Ahmad Majidyar | Fellow and Director of IranObserved Project - The Middle East Institute | Apr 10, 2018"
ROLE = {
    "title": "Fellow and Director of IranObserved Project",
    "org": "The Middle East Institute",
    "program": "IranObserved",
    "from": "2018-04-10",
}
TARGET = "content/articles/2018/rouhani-calls-for-continued-tehran-moscow-cooperation-in-syria-in-wake-of.md"


def test_the_seed(site: Site) -> None:
    item = site.take(SEED)
    assert (item.status, item.target) == ("imported", TARGET)
    fields = site.fields(TARGET)
    assert fields["title"] == TITLE
    assert fields["date"] == "2018-04-10"
    assert fields["type"] == "commentary"
    assert fields["authors"] == ["ahmad-majidyar"]
    assert set(fields["tags"]) == {"iran", "russia", "syria", "united-states"}
    assert fields["programs"] == ["IranObserved"]
    assert fields["summary"].startswith("Iran’s President Hassan Rouhani on Monday praised")
    assert fields["summary"].endswith("the Iranian media reported.")
    assert site.fields("content/authors/ahmad-majidyar.md") == {"name": "Ahmad Majidyar", "roles": [ROLE]}
    assert site.problems() == []


def test_the_body_of_the_seed(site: Site) -> None:
    site.take(SEED)
    body = site.body(TARGET)
    assert TITLE not in body
    blocks = body.split("\n\n")
    assert blocks[2] == "::: comment"
    assert blocks[3].startswith("Rouhani’s remarks came soon after alleged Israeli raids")
    assert blocks[-2].endswith("to sanction the Islamic Republic.")
    assert blocks[-1] == ":::"
    for gone in ("Comment:", "Read more", "\u00a0", "By Ahmad"):
        assert gone not in body
    for kept in ("“As promised to the Syrian nation", "this [counter-terrorism] cooperation", "parliaments."):
        assert kept in body


def test_the_articles_of_this_repository_are_what_the_importer_makes_of_the_seed(site: Site) -> None:
    content = Path(__file__).parents[2] / "content"
    for path in (content / "tags").glob("*.md"):
        (site.root / "content/tags" / path.name).write_bytes(path.read_bytes())
    site.take(SEED, "000_8b2c204cd3f15611.txt")
    for path in (TARGET, "content/authors/ahmad-majidyar.md"):
        assert (site.root / path).read_bytes() == (content.parent / path).read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SEED.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(SEED.replace("\n", "\r").encode(), id="CR"),
        pytest.param(SEED.encode("utf-8-sig"), id="byte-order mark"),
        pytest.param(SEED.encode("utf-16"), id="UTF-16 with mark"),
        pytest.param(b"\xfe\xff" + SEED.encode("utf-16-be"), id="big-endian UTF-16 with mark"),
        pytest.param(SEED.encode("utf-16-le"), id="UTF-16 without mark"),
        pytest.param(SEED.encode("utf-16-be"), id="big-endian UTF-16 without mark"),
        pytest.param(SEED.encode("cp1252"), id="Windows-1252"),
        pytest.param(SEED.encode("cp1252").decode("latin-1").encode(), id="Windows-1252 taken for Latin-1"),
        pytest.param(SEED.replace(" ", "\u00a0").encode(), id="no-break spaces"),
        pytest.param(re.sub(r"(\w)(\w{3})", "\\1\u200b\\2\u2060", SEED).encode(), id="zero-width spaces"),
        pytest.param(SEED.replace("’s", "\u00ad’s").encode(), id="soft hyphens"),
        pytest.param(SEED.replace("\n", "  \n").replace(" ", "  ").encode(), id="double spaces"),
        pytest.param(SEED.replace("\n\n", "\n\n\n\n").encode(), id="more blank lines"),
        pytest.param(SEED.replace("\n\n", "\n").encode(), id="no blank lines"),
        pytest.param(SEED.removesuffix("Read more:").encode(), id="no Read more"),
        pytest.param(SEED.replace("Comment:", "COMMENT :").encode(), id="label in capitals"),
        pytest.param(SEED.replace(f"2018\n{TITLE}", "2018").encode(), id="headline not repeated"),
        pytest.param(SEED.replace(f"2018\n{TITLE}", f"2018\n\n{TITLE.upper()}.").encode(), id="headline in capitals"),
        pytest.param(SEED.replace("By Ahmad", "by: Ahmad").encode(), id="by:"),
        pytest.param(SEED.replace(" | ", "|").encode(), id="bars without spaces"),
        pytest.param(SEED.replace("Project - The", "Project – The").encode(), id="en dash in the byline"),
        pytest.param(
            SEED.replace(f"\n\n{BYLINE}", "").replace(TITLE, f"{BYLINE}\n{TITLE}", 1).encode(), id="byline first"
        ),
    ],
)
def test_variants_that_mean_the_same_yield_the_same(site: Site, tmp_path: Path, data: bytes) -> None:
    other = Site(tmp_path / "other")
    site.take(SEED)
    item = other.take(data)
    assert (item.status, item.target) == ("imported", TARGET)
    assert other.body(TARGET) == site.body(TARGET)
    mine, theirs = other.fields(TARGET), site.fields(TARGET)
    assert {**mine, "extra": 0} == {**theirs, "extra": 0}
    assert other.roles("ahmad-majidyar") == site.roles("ahmad-majidyar")


A, B, C = "ahmad-majidyar", "bilal-saab", "claire-doe"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ahmad Majidyar and Bilal Saab | Apr 10, 2018", [A, B]),
        ("By Ahmad Majidyar & Bilal Saab | Apr 10, 2018", [A, B]),
        ("By Ahmad Majidyar, Bilal Saab and Claire Doe | Apr 10, 2018", [A, B, C]),
        ("By Ahmad Majidyar, Bilal Saab, and Claire Doe | Apr 10, 2018", [A, B, C]),
        ("By Ahmad Majidyar; Bilal Saab | Apr 10, 2018", [A, B]),
        ("By Ahmad Majidyar with Bilal Saab | Apr 10, 2018", [A, {"id": B, "role": "with"}]),
        ("By Ahmad Majidyar and Bilal Saab with Claire Doe | Apr 10, 2018", [A, B, {"id": C, "role": "with"}]),
        ("By Ahmad Majidyar, PhD, and Bilal Saab, Jr. | Apr 10, 2018", ["ahmad-majidyar-phd", "bilal-saab-jr"]),
        ("By Ahmad Majidyar, Fellow at the Institute | Apr 10, 2018", [A]),
        ("By Ahmad Majidyar | Fellow | Bilal Saab | Senior Fellow - Institute | Apr 10, 2018", [A, B]),
        ("Ahmad Majidyar | Fellow - Institute | Apr 10, 2018", [A]),
        ("By The Institute for Peace | Apr 10, 2018", ["the-institute-for-peace"]),
        ("By Hélène Löfven | Apr 10, 2018", ["helene-lofven"]),
        ("By Patrick O’Brien | Apr 10, 2018", ["patrick-obrien"]),
        ("By Theresa Fellow | Apr 10, 2018", ["theresa-fellow"]),
        ("By أحمد مجيديار | Apr 10, 2018", ["أحمد-مجيديار"]),
    ],
)
def test_names_of_the_byline(site: Site, byline: str, authors: list[Any]) -> None:
    item = site.take(SEED.replace(BYLINE, byline))
    assert item.status == "imported"
    assert site.fields(item.target)["authors"] == authors
    assert site.problems() == []


@pytest.mark.parametrize(
    ("written", "title", "org", "program"),
    [
        ("Fellow", "Fellow", "", ""),
        ("Fellow -", "Fellow", "", ""),
        ("Fellow - The Institute", "Fellow", "The Institute", ""),
        ("Senior Fellow, Iran - The Institute", "Senior Fellow, Iran", "The Institute", ""),
        ("Non-resident Fellow - The Institute", "Non-resident Fellow", "The Institute", ""),
        ("Fellow - Nonresident - The Institute", "Fellow - Nonresident", "The Institute", ""),
        ("Fellow — The Institute", "Fellow", "The Institute", ""),
        ("Fellow | The Institute", "Fellow", "The Institute", ""),
        ("Director, Turkey Program - MEI", "Director, Turkey Program", "MEI", "Turkey"),
        (
            "Director of the Rule of Law Initiative - MEI",
            "Director of the Rule of Law Initiative",
            "MEI",
            "Rule of Law",
        ),
        (
            "Fellow of Defense and Head of the Gulf Project",
            "Fellow of Defense and Head of the Gulf Project",
            "",
            "Gulf",
        ),
        ("Program Associate - MEI", "Program Associate", "MEI", ""),
    ],
)
def test_roles_of_the_byline(site: Site, written: str, title: str, org: str, program: str) -> None:
    item = site.take(SEED.replace(BYLINE, f"By Ahmad Majidyar | {written} | Apr 10, 2018"))
    expected = {"title": title, "org": org, "program": program, "from": "2018-04-10"}
    assert site.roles("ahmad-majidyar") == [{name: value for name, value in expected.items() if value}]
    assert site.fields(item.target).get("programs", []) == ([program] if program else [])


def test_a_program_has_the_label_of_the_vocabulary(site: Site) -> None:
    path = site.root / "content/programs/law.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nlabel: Rule of Law\naliases: [Law Initiative]\n---\n")
    item = site.take(SEED.replace("IranObserved Project", "the Law Initiative"))
    assert site.fields(item.target)["programs"] == ["Rule of Law"]


def test_one_role_for_several_authors_is_noted(site: Site) -> None:
    item = site.take(SEED.replace(BYLINE, "By Ann Lee and Bo Roe | Fellows - MEI | Apr 10, 2018"))
    assert site.roles("ann-lee") == site.roles("bo-roe") == [{"title": "Fellows", "org": "MEI", "from": "2018-04-10"}]
    assert '"Fellows - MEI"' in item.notes[0].message


@pytest.mark.parametrize(
    "date",
    [
        *(
            "10 April 2018",
            "April 10, 2018",
            "April 10 2018",
            "10 Apr 2018",
            "2018-04-10",
            "2018/4/10",
            "10th of April, 2018",
        ),
        *("Tuesday, April 10, 2018", "Apr. 10, 2018", "Apr 10, 2018 9:30 am", "2018-04-10T09:30:00Z", "APRIL 10, 2018"),
    ],
)
def test_forms_of_the_date(site: Site, date: str) -> None:
    item = site.take(SEED.replace("Apr 10, 2018", date))
    assert site.fields(item.target)["date"] == "2018-04-10"


@pytest.mark.parametrize(
    ("written", "order", "date"),
    [
        ("13/04/2018", None, "2018-04-13"),
        ("04/13/2018", None, "2018-04-13"),
        ("04/04/2018", None, "2018-04-04"),
        ("10.04.2018", "dmy", "2018-04-10"),
        ("10/04/2018", "dmy", "2018-04-10"),
        ("10/04/2018", "mdy", "2018-10-04"),
        ("04/13/2018", "dmy", "2018-04-13"),
    ],
)
def test_dates_in_numbers(site: Site, written: str, order: Any, date: str) -> None:
    item = site.take(SEED.replace("Apr 10, 2018", written), date_order=order)
    assert site.fields(item.target)["date"] == date


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            SEED.replace("Apr 10, 2018", "10/04/2018"), '"10/04/2018" is 10 April or 4 October 2018', id="order"
        ),
        pytest.param(SEED.replace("Apr 10, 2018", "Feb 30, 2018"), '"Feb 30, 2018" does not exist', id="no such day"),
        pytest.param(SEED.replace("Apr 10, 2018", "Aprl 10, 2018"), '"Aprl 10, 2018" is no date', id="misspelt"),
        pytest.param(SEED.replace(" | Apr 10, 2018", ""), "it has no date", id="no date"),
        pytest.param(SEED.replace(BYLINE, ""), "it has no date", id="neither byline nor date"),
        pytest.param(
            SEED.replace("By Ahmad Majidyar", "By Director of Studies"), '"Director of Studies"', id="no name"
        ),
        pytest.param("word " * 100 + SEED, "too long for a headline", id="no headline"),
    ],
)
def test_what_is_asked(site: Site, text: str, question: str) -> None:
    before = site.tree()
    item = site.take(text)
    assert item.status == "decision"
    assert question in item.reason
    assert site.tree() == before


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        ("\ufeff \n\u200b\n".encode(), "it is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "it is binary"),
        (bytes(range(1, 256)) * 9, "it is"),
        (SEED.encode().replace(b"Syria", b"Syr\xefa", 1), "it is UTF-8 with 1 broken characters, the first on line 1"),
        (b"%PDF-1.7\nBy A | Apr 10, 2018", "it is a PDF"),
        (b"PK\x03\x04rest", "a ZIP or Word file"),
        (b"<!DOCTYPE html><p>By A", "it is a web page"),
        (b"A headline\n\nBy Ann Lee | Apr 10, 2018\n\nRead more:\n", "it is a headline without a text"),
        (b"a" * (2 * 1024 * 1024 + 1), "2 MB are too much"),
    ],
)
def test_what_is_rejected(site: Site, data: bytes, reason: str) -> None:
    before = site.tree()
    item = site.take(data)
    assert (item.status, item.target) == ("rejected", "")
    assert reason in item.reason
    assert site.tree() == before


def test_no_byline_but_a_date(site: Site) -> None:
    item = site.take(SEED.replace(BYLINE, "April 10, 2018"))
    assert item.status == "imported"
    assert "authors" not in site.fields(item.target)
    assert any("no byline" in note.message for note in item.notes)
    assert site.problems() == []


def test_a_sentence_that_begins_with_by_is_no_byline(site: Site) -> None:
    item = site.take(SEED.replace(BYLINE, "April 10, 2018\nBy contrast, Iran and Russia agreed."))
    assert item.status == "imported"
    assert "authors" not in site.fields(item.target)
    assert site.body(item.target).startswith("By contrast, Iran")


def test_a_bare_byline_with_the_date_below(site: Site) -> None:
    item = site.take(SEED.replace(BYLINE, "By Ahmad Majidyar\n10 April 2018"))
    fields = site.fields(item.target)
    assert (fields["authors"], fields["date"]) == (["ahmad-majidyar"], "2018-04-10")


def test_a_headline_that_differs_a_little_is_dropped_and_noted(site: Site) -> None:
    changed = TITLE.replace("continued", "more").replace("wake of", "wake of a")
    item = site.take(SEED.replace(f"2018\n{TITLE}", f"2018\n{changed}"))
    assert site.fields(item.target)["title"] == TITLE
    assert changed not in site.body(item.target)
    assert any(changed in note.message for note in item.notes)


def test_a_first_paragraph_that_is_like_the_headline_stays(site: Site) -> None:
    lead = "Rouhani calls for an end to cooperation with Moscow."
    item = site.take(SEED.replace(f"2018\n{TITLE}", f"2018\n{lead}"))
    assert site.body(item.target).startswith(lead)


def test_a_guessed_encoding_is_noted(site: Site) -> None:
    item = site.take(SEED.encode("cp1252"))
    assert "Windows-1252" in item.notes[0].message


def test_wrapped_lines_are_joined(site: Site) -> None:
    item = site.take("A headline\n\nBy Ann Lee | Apr 10, 2018\n\nOne line that\nwas wrapped.\n\nTwo\nlines.\n")
    assert site.body(item.target) == "One line that was wrapped.\n\nTwo lines."


def test_a_text_without_a_comment_has_the_default_type(site: Site) -> None:
    item = site.take("A headline\n\nBy Ann Lee | Apr 10, 2018\n\nA text.\n")
    assert site.fields(item.target)["type"] == "commentary"
    assert site.body(item.target) == "A text."


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("", []),
        ("https://example.org/a_b_c", ["- <https://example.org/a_b_c>"]),
        ("Tehran’s aims https://example.org/a", ["- [Tehran’s aims](https://example.org/a)"]),
        ("Tehran’s aims (https://example.org/a)", ["- [Tehran’s aims](https://example.org/a)"]),
        ("Tehran’s aims: https://example.org/a.", ["- [Tehran’s aims](https://example.org/a)"]),
        ("[Tehran’s aims](https://example.org/a)", ["- [Tehran’s aims](https://example.org/a)"]),
        ("- Tehran’s aims - www.example.org/a", ["- [Tehran’s aims](https://www.example.org/a)"]),
        ("Tehran’s aims\nhttps://example.org/a", ["- [Tehran’s aims](https://example.org/a)"]),
        ("A * (b) [c] https://example.org/x_(y)", ["- [A * (b) \\[c\\]](<https://example.org/x_(y)>)"]),
        ("https://example.org/x_(y)", ["- <https://example.org/x_(y)>"]),
        ("A https://a.org\n\n* B https://b.org", ["- [A](https://a.org)", "- [B](https://b.org)"]),
        ("Tehran’s aims", ["- Tehran’s aims"]),
    ],
)
@pytest.mark.parametrize("label", ["Read more:\n", "READ MORE: "])
def test_read_more(site: Site, label: str, written: str, links: list[str]) -> None:
    item = site.take(SEED.replace("Read more:", label + written))
    body = site.body(item.target)
    tail = body.partition("## Read more\n\n")[2]
    assert tail.split("\n") == (links or [""])
    assert body.count("Read more") == bool(links)
    assert site.problems() == []


def test_prose_after_read_more_is_prose(site: Site) -> None:
    sentence = "Read more: it is said, than you did last year."
    item = site.take(SEED.replace("Read more:", sentence))
    assert sentence in site.body(item.target)
