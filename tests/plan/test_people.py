"""People on the pages that show them: their bios, portraits and addresses, with whom they write, and in which order."""

import re

import pytest
from pictures import picture
from sites import SiteFolder, difference

from sitegen.build import BuildReport

PEOPLE = """
-- content/authors/ann.md --
---
name: Ann Abel
email: ann@house.example
orcid: 0000-0002-1825-0097
image: {src: ann.jpg, alt: Ann}
roles: [{title: Fellow, org: House}]
extra: {desk: north}
---
Ann writes on water. She was an engineer.

And more about her.
-- content/authors/bob.md --
---
name: Bob Baker
bio: Bob counts ships.
---
-- content/authors/cem.md --
---
name: Cem Çelik
names: {ar: جم}
---
"""


@pytest.fixture
def people(site: SiteFolder) -> SiteFolder:
    site.write_all(PEOPLE)
    site.write("content/authors/ann.jpg", picture(90, 120, "JPEG"))
    site.article("a", authors="[ann, bob]")
    site.article("b", authors="[ann, cem]", date="2019-01-01")
    site.article("c", authors="[cem, bob, ann]", date="2018-01-01")
    site.article("d", authors="[cem]", date="2018-01-02")
    return site


def rebuilt(site: SiteFolder) -> tuple[BuildReport, set[str]]:
    """Build again; return the report and the paths whose bytes changed."""
    before = site.tree()
    report = site.build()
    return report, set(difference(before, site.tree())) - {".sitegen-manifest"}


def test_a_text_ends_with_who_wrote_it(people: SiteFolder) -> None:
    people.build()
    page = people.page("articles/2020/a/index.html")
    assert "Ann writes on water. She was an engineer." in page
    assert "And more about her." not in page
    assert "Bob counts ships." in page
    assert 'src="/authors/ann/ann.jpg"' in page
    assert "authors/ann/ann.jpg" in people.tree()
    assert "https://orcid.org/0000-0002-1825-0097" in page


def test_an_authors_page_has_their_address_and_company(people: SiteFolder) -> None:
    people.build()
    page = " ".join(re.sub("<[^>]*>", "", people.page("authors/ann/index.html")).split())
    assert "ann@house.example" in page
    assert "Writes with Bob Baker and Cem Çelik" in page
    assert 'href="mailto:ann@house.example"' in people.page("authors/ann/index.html")


def test_a_new_bio_changes_the_pages_that_show_it_and_no_others(people: SiteFolder) -> None:
    people.build()
    file = people.root / "content/authors/bob.md"
    file.write_text(file.read_text().replace("counts ships", "counts boats"))
    report, changed = rebuilt(people)
    assert changed == {"articles/2020/a/index.html", "articles/2018/c/index.html"}
    assert set(report.reasons) == changed


def test_more_of_a_biography_changes_the_authors_page_alone(people: SiteFolder) -> None:
    people.build()
    file = people.root / "content/authors/ann.md"
    file.write_text(file.read_text() + "\nA third paragraph.\n")
    assert rebuilt(people)[1] == {"authors/ann/index.html"}


def test_a_language_without_bio_shows_none(people: SiteFolder) -> None:
    people.article("a.ar", "عنوان", authors="[ann, cem]")
    people.build()
    page = people.page("ar/articles/2020/a/index.html")
    assert "Ann writes" not in page
    assert "جم" in page
    assert "Cem" not in page


def test_a_person_is_told_of_in_the_language_of_the_page(people: SiteFolder) -> None:
    people.article("a.ar", "عنوان", authors="[ann]")
    front = "name: آن هابيل\nroles: [{title: زميلة}]"
    people.write("content/authors/ann.ar.md", f"---\n{front}\n---\nتكتب آن عن المياه.\n")
    people.build()
    page = people.page("ar/articles/2020/a/index.html")
    assert [text for text in ("آن هابيل", "زميلة", "تكتب آن عن المياه.") if text not in page] == []
    assert "Fellow" not in page
    assert 'src="/authors/ann/ann.jpg"' in page  # what its own file lacks is taken from the main one
    assert "Fellow" in people.page("articles/2020/a/index.html")
    assert "ann@house.example" in people.page("ar/authors/ann/index.html")
    assert "Ann Abel" in people.page("ar/authors/ann/index.html")


def test_an_author_without_file_is_nobodys_company(people: SiteFolder) -> None:
    config = people.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[severity]\nunknown-author = "warn"\n')
    people.article("x", authors="[ann, nobody]", date="2017-01-01")
    people.build()
    assert re.findall(r"Writes with .*", people.page("authors/ann/index.html")) == [
        'Writes with <a href="/authors/bob/">Bob Baker</a> and <a href="/authors/cem/">Cem Çelik</a></p>'
    ]


def test_who_is_embargoed_is_nobodys_company_yet(people: SiteFolder) -> None:
    people.build()
    before = people.tree()
    people.author("dan", "Dan Secret")
    people.article("x", authors="[ann, dan]", publish_at="2031-01-01")
    people.build()
    assert difference(before, people.tree()) == []


@pytest.mark.parametrize(
    ("lang", "names", "letters"),
    [
        ("tr", ["Can Çelik", "Ali Cem", "Ece İnan", "Su Işık"], ["C", "Ç", "I", "İ"]),
        ("fa", ["نسیم گلستان", "لیلا آرام", "رضا پارسا"], ["آ", "پ", "گ"]),
        ("ar", ["سعاد العلي", "منى حسن", "زيد الباز"], ["ب", "ح", "ع"]),
    ],
)
def test_authors_are_indexed_by_the_alphabet_of_the_language(
    site: SiteFolder, lang: str, names: list[str], letters: list[str]
) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace('["en", "ar"]', f'["{lang}"]'))
    for number, name in enumerate(names):
        site.author(f"p{number}", name)
        site.article(f"a{number}", authors=f"[p{number}]")
    site.build()
    assert re.findall(r'class="initial">(.*?)<', site.page("authors/index.html")) == letters
