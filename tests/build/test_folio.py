"""The second theme proves the contract of the first: it extends it, and this repository's publication stands in it."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from sites import NOW, SiteFolder, tree_of

from sitegen.build import build

ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes" / "folio"


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of this repository's publication in the second theme, by path."""
    root = tmp_path_factory.mktemp("publication")
    shutil.copytree(ROOT / "content", root / "content")
    config = (ROOT / "sitegen.toml").read_text()
    (root / "sitegen.toml").write_text(config.replace("[build]", '[build]\ntheme = "folio"'))
    build(root, now=1_800_000_000, jobs=1)
    return {path: text.decode() for path, text in tree_of(root / "output").items() if path.endswith((".html", ".css"))}


def test_every_page_is_the_themes(publication: dict[str, str]) -> None:
    pages = {path: text for path, text in publication.items() if path.endswith(".html")}
    assert len(pages) >= 20
    for path, page in pages.items():
        moved = 'http-equiv="refresh"' in page
        assert moved or 'class="running-head"' in page, path
        assert 'class="masthead"' not in page, path
        assert "default-src 'none'" in unescape(page), path


def test_a_paper_has_a_title_page_and_one_column(publication: dict[str, str]) -> None:
    (page,) = [text for path, text in publication.items() if path.startswith("articles/2018/rouhani")]
    assert page.index('class="title-page"') < page.index('id="_abstract"') < page.index('class="prose"')
    assert page.count("<h1") == 1


def test_its_style_sheet_is_the_defaults_and_its_own(publication: dict[str, str]) -> None:
    (sheet,) = [text for path, text in publication.items() if re.fullmatch(r"assets/style\.\w{8}\.css", path)]
    assert ".masthead" in sheet
    assert ".title-page" in sheet
    assert "@import" not in sheet


def test_it_holds_only_what_is_different() -> None:
    files = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file()}
    templates = {name for name in files if name.startswith("templates/")}
    assert templates == {"templates/base.html", "templates/article.html", "templates/home.html"}
    for name in files:
        original = ROOT / "themes/default" / name
        assert not original.exists() or original.read_bytes() != (THEME / name).read_bytes()


@pytest.mark.parametrize(("lang", "word"), [("ar", "الملخص"), ("fa", "چکیده"), ("fr", "Résumé"), ("tr", "Özet")])
def test_its_words_and_the_defaults_are_translated(lang: str, word: str, tmp_path: Path) -> None:
    config = (
        f'[site]\ntitle = "T"\nbase_url = "https://example.org/"\nlanguages = ["{lang}"]\n[build]\ntheme = "folio"\n'
    )
    site = SiteFolder(tmp_path / "site", config=config)
    site.article("a", summary="S.")
    site.build(now=NOW)
    page = site.page("articles/2020/a/index.html")
    assert f'id="_abstract" class="label">{word}</h2>' in page
    assert ">Published<" not in page
