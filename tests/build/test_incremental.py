"""The property that everything rests on: an incremental build yields the bytes of a clean one, whatever was edited."""

import os
import random
import shutil
from pathlib import Path

import pytest
from edits import Editor
from sites import SiteFolder, difference

from sitegen.errors import SitegenError

SCRIPTS = 1000 if os.environ.get("SITEGEN_PROVE") else 12
STEPS = 8


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_incremental_equals_clean(tmp_path: Path, seed: int) -> None:
    site = SiteFolder(tmp_path / "site")
    editor = Editor(site, random.Random(seed))
    editor.start()
    script = []
    for _ in range(STEPS):
        outcome = _build_both(site, tmp_path / "clean")
        assert outcome == "", f"after {script}: {outcome}"
        script.append(editor.edit())


def _build_both(site: SiteFolder, clean: Path) -> str:
    """Build incrementally and from nothing; return how they differ. Both refuse the same sites, and change nothing then."""
    before = site.tree()
    try:
        expected = site.clean_tree(clean)
    except SitegenError as refusal:
        try:
            site.build()
        except SitegenError as error:
            unchanged = site.tree() == before
            return "" if str(error) == str(refusal) and unchanged else f"{error} is not {refusal}"
        return f"only the clean build failed: {refusal}"
    report = site.build()
    again = site.build()
    if again.rendered or again.removed:
        return f"a second build was not idle: {dict(again.reasons)}"
    if report.rendered + report.kept != len(expected) - 1:
        return f"{report.rendered} rendered and {report.kept} kept are not {len(expected) - 1} files"
    return ", ".join(difference(site.tree(), expected))


def _filled(site: SiteFolder) -> SiteFolder:
    for number in range(30):
        site.article(
            f"a{number}", f"Title {number}", f"Body of {number}.", date=f"2020-01-{number + 1:02}", tags="[x, y]"
        )
    site.build()
    return site


def test_nothing_is_rendered_when_nothing_changed(site: SiteFolder) -> None:
    report = _filled(site).build()
    assert (report.rendered, report.removed) == (0, 0)


def test_edit_of_a_text_alone_renders_the_one_page_that_shows_it(site: SiteFolder) -> None:
    _filled(site)
    article = site.root / "content/articles/a0.md"
    article.write_text(article.read_text() + "\nMore about title.\n")
    report = site.build()
    assert list(report.reasons) == ["articles/2020/a0/index.html"]
    assert [str(reason) for reason in report.reasons["articles/2020/a0/index.html"]] == [
        'the text of "content/articles/a0.md" changed'
    ]


def test_edit_of_a_text_that_the_feed_carries_renders_the_feed_too(site: SiteFolder) -> None:
    _filled(site)
    article = site.root / "content/articles/a29.md"
    article.write_text(article.read_text() + "\nMore about title.\n")
    assert sorted(site.build().reasons) == ["articles/2020/a29/index.html", "feed.xml"]


def test_new_title_renders_the_pages_that_show_it_and_no_others(site: SiteFolder) -> None:
    _filled(site)
    article = site.root / "content/articles/a0.md"
    article.write_text(article.read_text().replace("Title 0", "Other title"))
    report = site.build()
    shown = {path for path, text in site.tree().items() if b"Other title" in text}
    assert shown == set(report.reasons)


def test_new_article_leaves_the_older_pages_of_listings_alone(site: SiteFolder) -> None:
    for number in range(70):
        site.article(f"a{number}", date=f"2019-{number // 28 + 1:02}-{number % 28 + 1:02}", tags="[x]")
    site.build()
    site.article("newest", date="2020-02-02", tags="[x]")
    reasons = site.build().reasons
    assert "articles/index.html" in reasons
    assert not [path for path in reasons if "/page/" in path]


def test_stylesheet_and_template_changes_reach_what_uses_them(site: SiteFolder) -> None:
    site.use_tiny_theme()
    _filled(site)
    listing = site.root / "themes/tiny/templates/listing.html"
    listing.write_text(listing.read_text().replace("{% endblock %}", "EDITED{% endblock %}"))
    edited = set(site.build().reasons)
    assert edited == {path for path, text in site.tree().items() if b"EDITED" in text}
    site.write("themes/tiny/assets/style.css", "body { color: red }")
    renewed = set(site.build().reasons)
    assert renewed >= {
        path for path, text in site.tree().items() if path.endswith(".html") and b"assets/style." in text
    }
    assert "feed.xml" not in renewed


def test_site_templates_override_those_of_the_theme(site: SiteFolder) -> None:
    site.use_tiny_theme()
    _filled(site)
    site.write("templates/part.html", "OURS")
    assert site.build().rendered > 0
    assert "OURS" in site.page("index.html")
    (site.root / "templates/part.html").unlink()
    site.build()
    assert "OURS" not in site.page("index.html")


def test_cache_survives_a_move_with_new_times(site: SiteFolder, tmp_path: Path) -> None:
    _filled(site)
    moved = SiteFolder(tmp_path / "moved")
    shutil.copytree(site.root, moved.root, dirs_exist_ok=True, copy_function=shutil.copyfile)
    report = moved.build()
    assert (report.rendered, report.removed) == (0, 0)
    assert moved.tree() == site.tree()


@pytest.mark.parametrize("damage", ["empty", "noise", "half", "flip"])
def test_damaged_cache_is_replaced_politely(site: SiteFolder, damage: str) -> None:
    _filled(site)
    before = site.tree()
    cache = next((site.root / ".sitegen").glob("*.sqlite3"))
    content = cache.read_bytes()
    middle = len(content) // 2
    cache.write_bytes(
        {
            "empty": b"",
            "noise": b"noise" * 1000,
            "half": content[:middle],
            "flip": content[:middle]
            + bytes(b ^ 255 for b in content[middle : middle + 4096])
            + content[middle + 4096 :],
        }[damage]
    )
    site.build()
    assert site.tree() == before


def test_files_taken_away_are_missing_and_files_written_over_are_altered(site: SiteFolder) -> None:
    _filled(site)
    shutil.rmtree(site.root / "output/articles")
    site.write("output/index.html", "mine")
    kinds = {path: {reason.kind for reason in reasons} for path, reasons in site.build().reasons.items()}
    assert kinds.pop("index.html") == {"altered"}
    assert kinds == {path: {"missing"} for path in site.tree() if path.startswith("articles/")}
    shutil.rmtree(site.root / "output")
    assert {reason.kind for reasons in site.build().reasons.values() for reason in reasons} == {"missing"}


def test_stranger_in_the_output_folder_survives(site: SiteFolder) -> None:
    _filled(site)
    stranger = site.write("output/notes.txt", "mine")
    (site.root / "content/articles/a3.md").unlink()
    site.build()
    assert stranger.read_text() == "mine"


def test_failed_build_changes_nothing(site: SiteFolder) -> None:
    _filled(site)
    before = site.tree()
    record = (site.root / ".sitegen/cache.sqlite3").read_bytes()
    site.write("content/articles/bad.md", "---\ntitle: [\n---\n")
    with pytest.raises(SitegenError):
        site.build()
    assert site.tree() == before
    assert len((site.root / ".sitegen/cache.sqlite3").read_bytes()) >= len(record)
