"""Files that are named are read again alone: what comes of it is what a scan finds, or nothing."""

import os
from pathlib import Path

import pytest

from sitegen.read import read_folder, read_named

ARTICLE, CHART, SHEET, MARK = (
    "content/articles/one.md",
    "content/articles/chart.csv",
    "themes/plain/assets/style.css",
    "static/robots.txt",
)
TEMPLATE = "themes/plain/templates/article.html"


@pytest.fixture
def scanned(tmp_path, write, config):
    for path in (ARTICLE, "content/articles/two.md", CHART, SHEET, MARK):
        write(path)
    return read_folder(tmp_path, config, {})


@pytest.mark.parametrize("paths", [[ARTICLE], [CHART], [SHEET], [MARK], [TEMPLATE], [ARTICLE, SHEET, TEMPLATE], []])
def test_edits_of_what_is_named_are_found_as_a_scan_finds_them(tmp_path, write, config, scanned, paths):
    snapshot, known, _ = scanned
    for path in paths:
        write(path, "other bytes\n")
    some = read_named(tmp_path, snapshot, known, [str(tmp_path / path) for path in paths])
    assert some == read_folder(tmp_path, config, known)[:2]
    assert (some[0] == snapshot) == (not paths)


def test_what_is_not_named_is_as_it_was(tmp_path, write, config, scanned):
    snapshot, known, _ = scanned
    write("content/articles/two.md", "other bytes\n")
    assert read_named(tmp_path, snapshot, known, [str(tmp_path / ARTICLE)])[0] == snapshot


def test_a_site_that_is_named_from_where_one_stands(tmp_path, write, config, scanned, monkeypatch):
    snapshot, known, _ = scanned
    write(ARTICLE, "other bytes\n")
    monkeypatch.chdir(tmp_path)
    some = read_named(Path(), snapshot, known, [str(tmp_path / ARTICLE)])
    assert some[0] == read_folder(tmp_path, config, known)[0]


def _link(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("two.md"))


def _link_folder(file: Path) -> None:
    file.parent.rename(file.parents[2] / "away")
    file.parent.symlink_to(file.parents[2] / "away")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("change", [Path.unlink, _link, _link_folder, _pipe, _folder], ids=lambda c: c.__name__)
def test_what_may_be_no_part_of_the_site_any_more_is_left_to_a_scan(tmp_path, scanned, change):
    snapshot, known, _ = scanned
    change(tmp_path / ARTICLE)
    assert read_named(tmp_path, snapshot, known, [str(tmp_path / ARTICLE)]) is None


@pytest.mark.parametrize("path", ["content/articles/new.md", "sitegen.toml", "../elsewhere.md", ""])
def test_what_was_no_part_of_the_site_is_left_to_a_scan(tmp_path, write, scanned, path):
    snapshot, known, _ = scanned
    if path:
        write(path)
    assert read_named(tmp_path, snapshot, known, [str(tmp_path / path)]) is None


def test_markup_under_another_name_is_left_to_a_scan(tmp_path, write, scanned):
    snapshot, known, _ = scanned
    write(CHART, "<script>")
    assert read_named(tmp_path, snapshot, known, [str(tmp_path / CHART)]) is None


def test_a_file_of_a_theme_that_lies_elsewhere_is_left_to_a_scan(tmp_path, write, config, monkeypatch):
    elsewhere = write("elsewhere/plain/templates/article.html").parents[2]
    (tmp_path / "themes").rename(tmp_path / "no-themes")
    monkeypatch.setattr("sitegen.read.theme._bundled", lambda: (elsewhere,))
    snapshot, known, _ = read_folder(tmp_path, config, {})
    write(TEMPLATE, "the site's own, which comes before the one elsewhere")
    assert read_named(tmp_path, snapshot, known, [str(tmp_path / TEMPLATE)]) is None
