"""The index of what readers may find: complete, without a trace of what is not published, and made only where needed."""

import random
import shutil
from pathlib import Path

import pytest
from edits import Editor
from indexes import found_in, index_of, site_with_search
from sites import CONFIG, NOW, SiteFolder, difference

from sitegen import build as building
from sitegen.build import explain
from sitegen.errors import SitegenError
from sitegen.letters import MARKS

ENTRY = "search/pagefind/pagefind-entry.json"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return site_with_search(tmp_path / "site")


def test_everything_published_can_be_found_in_its_language(site: SiteFolder) -> None:
    site.build()
    tree = site.tree()
    english = found_in(index_of(tree))
    assert set(english) == {
        "/articles/2020/oil/",
        "/articles/2019/water/",
        "/about/",
        "/authors/ann/",
        "/regions/iran/",
        "/regions/gulf/",
        "/tags/oil/",
        "/tags/water/",
    }
    oil = english["/articles/2020/oil/"]
    assert oil["meta"] == {
        "title": "Oil and gas",
        "kind": "article",
        "label": "Commentary",
        "people": "Ann Smith",
        "date": "2020-01-01",
    }
    assert oil["filters"] == {
        "author": ["Ann Smith"],
        "type": ["Commentary"],
        "year": ["2020"],
        "regions": ["Iran", "Gulf"],
        "tags": ["oil"],
    }
    assert [anchor["id"] for anchor in english["/articles/2019/water/"]["anchors"]] == ["rivers-of-khuzestan"]
    assert set(found_in(index_of(tree, "fa/search/pagefind/"))) == {"/fa/articles/2018/policy/"}
    assert set(found_in(index_of(tree, "ar/search/pagefind/"))) == {"/ar/articles/2018/siyasa/"}


def test_letters_are_folded_in_the_index(site: SiteFolder) -> None:
    site.build()
    (page,) = found_in(index_of(site.tree(), "fa/search/pagefind/")).values()
    words = (page["meta"]["title"] + page["content"]).translate(dict.fromkeys(map(ord, MARKS)))
    assert "سیاست" in words
    assert "کتاب" in words
    assert not set("يك") & set(words)


def test_what_is_not_published_leaves_no_trace(site: SiteFolder) -> None:
    site.build()
    whole = b"".join(
        data for folder in ("", "ar/", "fa/") for data in index_of(site.tree(), f"{folder}search/").values()
    )
    assert b"karun" in whole
    for word in (b"wischenzug", b"ugzwang", b"ugluft", b"uodlibet", b"uidditas"):
        assert word not in whole


def test_an_article_turned_draft_is_gone_from_the_index(site: SiteFolder) -> None:
    site.build()
    assert b"arun" in b"".join(index_of(site.tree()).values())
    site.article(
        "water", "Water", "A drought.\n\n## Rivers of Khuzestan\n\nThe Karun.", date="2019-05-05", draft="true"
    )
    site.build()
    whole = b"".join(index_of(site.tree()).values())
    assert b"arun" not in whole
    assert b"water" not in whole
    assert len(found_in(index_of(site.tree()))) == 6


def test_the_index_is_kept_while_what_is_found_is_equal(site: SiteFolder) -> None:
    site.build()
    assert site.build().rendered == 0
    site.write("templates/parts/person.html", "{# another #}" + _theme("templates/parts/person.html"))
    site.article("policy.fa", "سياست ديگر", "كتاب‌هاي سياسي در ۲۰۱۸.", date="2018-04-10")
    report = site.build()
    assert report.indexed == 1
    assert ENTRY not in report.reasons
    assert "fa/" + ENTRY in report.reasons


def test_a_changed_text_is_a_reason_for_a_new_index(site: SiteFolder) -> None:
    site.build()
    site.write("content/pages/about.md", "---\ntitle: About\nsummary: Us.\n---\nWhat the institute never did.\n")
    report = site.build()
    assert set(report.reasons) == {"about/index.html", ENTRY}
    assert str(report.reasons[ENTRY][0]) == 'the text of "content/pages/about.md" changed'
    assert (report.rendered, report.indexed, report.removed) == (2, 1, 0)


def test_explain_knows_every_file_of_an_index(site: SiteFolder) -> None:
    site.build()
    part = next(path for path in site.tree() if path.startswith("search/pagefind/fragment/"))
    for path in (part, f"output/{part}", f"https://example.org/{part}", ENTRY):
        found = explain(site.root, path, now=NOW)
        assert (found.path, found.origin, found.reasons) == (ENTRY, "search index: en", ())
        assert "content/articles/oil.md" in found.sources


@pytest.mark.parametrize("deed", ["remove", "alter"])
def test_an_index_of_which_a_file_is_gone_is_made_again(site: SiteFolder, deed: str) -> None:
    site.build()
    before = site.tree()
    part = site.root / "output" / next(path for path in before if path.startswith("search/pagefind/index/"))
    part.unlink() if deed == "remove" else part.write_bytes(b"mine")
    report = site.build()
    assert {path: each[0].kind for path, each in report.reasons.items()} == {
        ENTRY: "missing" if deed == "remove" else "altered"
    }
    assert site.tree() == before


def test_without_search_nothing_of_it_is_left(site: SiteFolder) -> None:
    site.build()
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = true", "enabled = false"))
    site.build()
    assert not [path for path in site.tree() if "search" in path and not path.startswith("assets/")]
    assert "data-search" not in site.page("index.html")


def test_an_index_is_the_same_wherever_and_however_it_is_made(site: SiteFolder, tmp_path: Path) -> None:
    for number in range(30):
        site.article(f"more-{number}", f"Title {number}", f"Text {number}.", authors="[ann]", tags=f"[t{number % 7}]")
    site.build(jobs=2)
    expected = index_of(site.tree())
    for number in range(3):
        moved = tmp_path / f"moved-{number}"
        files = [path for path in site.root.rglob("*.md") if path.is_file()]
        random.Random(number).shuffle(files)
        other = SiteFolder(moved, config=(site.root / "sitegen.toml").read_text())
        for file in files:
            other.write(str(file.relative_to(site.root)), file.read_bytes())
        other.build(jobs=1 + number % 2)
        assert difference(index_of(other.tree()), expected) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_incremental_equals_clean_with_search(tmp_path: Path, seed: int) -> None:
    site = SiteFolder(tmp_path / "site", config=CONFIG.replace("enabled = false", "enabled = true"))
    editor = Editor(site, random.Random(seed))
    editor.start()
    site.write("themes/tiny/templates/search.html", "{% extends 'base.html' %}{% block main %}{{ page }}{% endblock %}")
    script = []
    for _ in range(8):
        try:
            expected = site.clean_tree(tmp_path / "clean")
        except SitegenError:
            with pytest.raises(SitegenError):
                site.build()
        else:
            site.build()
            assert difference(site.tree(), expected) == [], f"after {script}"
            assert site.build().rendered == 0
        script.append(editor.edit())


# --- where the extra is not installed


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "name_search_tool", lambda: "")


@pytest.mark.usefixtures("without_extra")
def test_search_that_is_asked_for_needs_its_extra(site: SiteFolder) -> None:
    with pytest.raises(SitegenError) as refused:
        site.build()
    assert str(refused.value) == (
        'sitegen.toml:2: error: search is enabled, and the extra "search" is not installed\n'
        '    install it: `pip install "sitegen[search]"`'
    )


@pytest.mark.usefixtures("without_extra")
def test_a_site_that_says_nothing_of_search_goes_without(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = true", ""))
    report = site.build()
    assert report.notes == (
        'Readers cannot search the site: for that, `pip install "sitegen[search]"`, or write `[search] enabled = false`.',
    )
    assert not [path for path in site.tree() if path.startswith("search")]


def test_installing_the_extra_is_enough(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = true", ""))
    with monkeypatch.context() as gone:
        gone.setattr(building, "name_search_tool", lambda: "")
        site.build()
    site.build()
    assert ENTRY in site.tree()


def test_a_theme_without_a_search_page_has_no_search_unless_it_is_asked_for(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", config=CONFIG.replace("enabled = false", ""))
    site.use_tiny_theme()
    site.article("a")
    site.build()
    assert not [path for path in site.tree() if path.startswith("search")]
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace("[search]", "[search]\nenabled = true"))
    with pytest.raises(SitegenError, match=r'the theme "tiny" has no template "search\.html"'):
        site.build()


def test_a_page_of_the_site_introduces_the_search(site: SiteFolder) -> None:
    site.write("content/pages/search.md", "---\ntitle: Find a text\nslug: find\n---\nAll since 2010.\n")
    site.build()
    page = site.page("find/index.html")
    assert "Find a text" in page
    assert "All since 2010." in page
    assert 'data-index="/find/pagefind/"' in page
    assert "find/pagefind/pagefind-entry.json" in site.tree()
    assert "/find/" not in found_in(index_of(site.tree(), "find/pagefind/"))


def test_what_lies_at_its_address_is_a_conflict(site: SiteFolder) -> None:
    site.write("static/search/index.html", "mine")
    with pytest.raises(SitegenError, match=r'is the address of both "search page" and "static/search/index\.html"'):
        site.build()


def _theme(path: str) -> str:
    return (Path(__file__).resolve().parents[2] / "themes/default" / path).read_text()


def test_a_program_that_fails_is_told(site: SiteFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr("sitegen.steps.indexing.find_program", lambda: program)
    with pytest.raises(SitegenError, match=r"the search index cannot be made: .*ended before its work was done"):
        site.build()
    assert not (site.root / "output").exists() or site.tree() == {}
    monkeypatch.undo()
    shutil.rmtree(site.root / "output", ignore_errors=True)
    site.build()
    assert ENTRY in site.tree()
