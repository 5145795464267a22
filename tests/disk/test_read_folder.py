"""What a project's folder is read as: sources by their place, assets, static files, the theme."""

import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from sitegen.digest import digest
from sitegen.errors import ThemeError
from sitegen.model.config import Config, Language
from sitegen.model.source import FileStat
from sitegen.read import Seen, read_folder, read_source


@pytest.fixture
def settled_clock(monkeypatch):
    """Let every file look as if it was written long before the scan."""
    now = time.time_ns
    monkeypatch.setattr("sitegen.read.time.time_ns", lambda: now() + 3_600_000_000_000)


@pytest.mark.parametrize(
    ("path", "kind", "id_", "lang", "taxonomy"),
    [
        ("content/articles/rouhani.md", "article", "rouhani", "en", ""),
        ("content/articles/2018/rouhani-syria.ar.md", "article", "2018/rouhani-syria", "ar", ""),
        ("content/articles/2018/report/index.md", "article", "2018/report", "en", ""),
        ("content/articles/2018/report/index.ar.md", "article", "2018/report", "ar", ""),
        ("content/articles/a.b.md", "article", "a.b", "en", ""),
        ("content/articles/.ar.hidden/x.md", None, "", "", ""),
        ("content/pages/about.md", "page", "about", "en", ""),
        ("content/pages/about/team.ar.md", "page", "about/team", "ar", ""),
        ("content/authors/ahmad-majidyar.md", "author", "ahmad-majidyar", "en", ""),
        ("content/authors/ahmad/index.md", "author", "ahmad", "en", ""),
        ("content/tags/iran.md", "term", "iran", "en", "tags"),
        ("content/tags/ایران.md", "term", "ایران", "en", "tags"),
    ],
)
def test_place_says_what_a_source_is(tmp_path, write, config, path, kind, id_, lang, taxonomy):
    write(path)
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert problems == ()
    assert [(s.path, s.kind, s.id, s.lang, s.taxonomy) for s in snapshot.sources] == (
        [(path, kind, id_, lang, taxonomy)] if kind else []
    )


def test_other_markdown_in_an_articles_folder_is_its_chapters(tmp_path, write, config):
    for name in ("index.md", "one.md", "one.ar.md", "part/two.md", "nested/index.md", "nested/three.md"):
        write(f"content/articles/report/{name}")
    write("content/articles/other.md")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    kinds = {(s.id, s.lang): s.kind for s in snapshot.sources}
    assert problems == ()
    assert kinds == {
        ("report", "en"): "article",
        ("report/one", "en"): "chapter",
        ("report/one", "ar"): "chapter",
        ("report/part/two", "en"): "chapter",
        ("report/nested", "en"): "article",
        ("report/nested/three", "en"): "chapter",
        ("other", "en"): "article",
    }


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/readme.md", "misplaced"),
        ("content/drafts/x.md", "misplaced"),
        ("content/articles/index.md", "misplaced"),
        ("content/pages/index.md", "misplaced"),
        ("content/authors/staff/x.md", "misplaced"),
        ("content/tags/a/b.md", "misplaced"),
        ("content/articles/x.fr.md", "unknown-language"),
        ("content/articles/x.pt-BR.md", "unknown-language"),
        ("content/articles/x.MD", "bad-name"),
        ("content/articles/x.markdown", "bad-name"),
    ],
)
def test_misplaced_or_misnamed_markdown_is_a_problem_with_a_hint(tmp_path, write, config, path, kind):
    write(path)
    _, _, problems = read_folder(tmp_path, config, {})
    assert [(p.location.path, p.kind) for p in problems] == [(path, kind)]
    assert problems[0].hint


def test_a_dotted_name_that_is_no_language_is_a_name(tmp_path, write, config):
    write("content/articles/version-1.2.md")
    write("content/articles/report.final.md")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert ([s.id for s in snapshot.sources], problems) == (["report.final", "version-1.2"], ())


def test_two_files_for_one_source_are_named_together(tmp_path, write, config):
    write("content/articles/x.md")
    write("content/articles/x/index.md")
    _, _, problems = read_folder(tmp_path, config, {})
    assert [p.kind for p in problems] == ["same-name"]
    assert '"content/articles/x.md"' in problems[0].message
    assert '"content/articles/x/index.md"' in problems[0].message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("About.md", "about.md"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("stra\u00dfe.md", "STRASSE.md"),
        ("x.md", "x.en.md"),
    ],
)
def test_names_that_some_file_system_takes_for_one_are_refused(tmp_path, write, config, first, second):
    write(f"content/pages/{first}")
    write(f"content/pages/{second}")
    if len(list((tmp_path / "content/pages").iterdir())) < 2:
        pytest.skip("this file system takes the names for one")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert len(snapshot.sources) == 1
    assert [p.kind for p in problems] == ["same-name"]


def test_a_name_on_disk_in_another_unicode_form_is_read_all_the_same(tmp_path, write, config):
    decomposed = unicodedata.normalize("NFD", "content/articles/été/café.md")
    write(decomposed, "bonjour")
    write(unicodedata.normalize("NFD", "content/articles/été/déjà.pdf"), b"%PDF")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert problems == ()
    assert [s.path for s in snapshot.sources] == [unicodedata.normalize("NFC", decomposed)]
    assert read_source(tmp_path, snapshot.sources[0].path) == b"bonjour"
    (asset,) = snapshot.assets
    assert Path(asset.file or tmp_path / asset.path).read_bytes() == b"%PDF"


def test_assets_static_files_and_theme(tmp_path, write, config):
    write("content/articles/x/photo.jpg", b"\xff\xd8")
    write("static/.well-known/security.txt")
    write("static/.env", "secret")
    write("static/sub/page.html", "<p>")
    write("themes/plain/assets/css/site.css", "a{}")
    write("themes/plain/locale/ar.po", "msgid")
    write("themes/plain/templates/base.html", "theme")
    write("templates/base.html", "own")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert problems == ()
    assert [a.path for a in snapshot.assets] == ["content/articles/x/photo.jpg"]
    assert snapshot.assets[0].digest == digest(b"\xff\xd8")
    assert [a.path for a in snapshot.static] == ["static/.well-known/security.txt", "static/sub/page.html"]
    assert list(snapshot.theme.assets) == ["css/site.css"]
    own = [name for name in snapshot.theme.templates if not name.startswith("plain/")]
    assert own == ["article.html", "base.html", "locale/ar.po"]
    assert snapshot.theme.templates["base.html"].digest == digest(b"own")


def test_theme_digest_follows_names_and_contents(tmp_path, write, config):
    digests = []
    for path, content in [
        ("static/x", "1"),
        ("templates/a.html", "1"),
        ("templates/a.html", "2"),
        ("templates/b.html", "2"),
    ]:
        write(path, content)
        digests.append(read_folder(tmp_path, config, {})[0].theme.digest)
    assert len(set(digests)) == 4


def test_a_missing_theme_names_those_that_there_are(tmp_path, write, config):
    with pytest.raises(ThemeError, match=r'no theme "fancy"[\s\S]*"plain"'):
        read_folder(tmp_path, msgspec.structs.replace(config, theme="fancy"), {})
    with pytest.raises(ThemeError):
        read_folder(tmp_path, msgspec.structs.replace(config, theme="../themes/plain"), {})


@pytest.mark.parametrize(
    "name", [".x.md.swp", "x.md~", ".#x.md", "#x.md#", ".DS_Store", "Thumbs.db", "~$report.docx", ".hidden.md", "x.swp"]
)
def test_what_editors_and_systems_leave_behind_is_passed_over(tmp_path, write, config, name):
    write(f"content/articles/{name}")
    snapshot, stats, problems = read_folder(tmp_path, config, {})
    assert (snapshot.sources, snapshot.assets, problems) == ((), (), ())
    assert not any(path.startswith("content/") for path in stats)


@pytest.mark.parametrize(
    "name",
    [
        *("x.svg", "x.SVG", "x.html", "x.xhtml", "x.xml", "x.js", "x.mjs", "x.swf", "x.htm", "x.shtml", "x.php"),
        *("x.php.jpg", "x.phtml", "x.phar", "x.hta", "x.aspx", "x.jsp", "x.cgi"),
        *("web.config", "_headers", "_redirects", "CNAME"),
    ],
)
def test_what_a_browser_or_server_would_run_is_no_asset(tmp_path, write, config, name):
    write(f"content/articles/{name}")
    write(f"static/{name}")
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert (snapshot.assets, [p.kind for p in problems]) == ((), ["unsafe-asset"])
    assert len(snapshot.static) == 1


@pytest.mark.parametrize("content", [b"<svg onload=x>", b"\xef\xbb\xbf <!DOCTYPE html>", b"<?xml ", b"\n\n<SCRIPT>"])
def test_markup_under_another_name_is_no_asset_however_often_it_is_read(
    tmp_path, write, config, settled_clock, content
):
    write("content/articles/photo.png", content)
    write("content/articles/real.png", b"\x89PNG\r\n")
    known: dict[str, FileStat] = {}
    for _ in range(3):
        snapshot, known, problems = read_folder(tmp_path, config, known)
        assert [a.path for a in snapshot.assets] == ["content/articles/real.png"]
        assert [(p.location.path, p.kind) for p in problems] == [("content/articles/photo.png", "unsafe-asset")]


def test_unchanged_files_are_not_read_again(tmp_path, write, config, settled_clock, monkeypatch):
    write("content/articles/x.md")
    first, known, _ = read_folder(tmp_path, config, {})
    monkeypatch.setattr("sitegen.read.contents.digest_file", lambda file: pytest.fail(f"{file} was read again"))
    second, again, _ = read_folder(tmp_path, config, known)
    assert (second, again) == (first, known)


def test_a_file_written_within_the_clocks_tick_is_read_again(tmp_path, write, config):
    """Same size, same time: only content tells, and what was written just before the scan is not trusted."""
    file = write("content/articles/x.md", "one", age_seconds=0)
    state = file.stat()
    first, known, _ = read_folder(tmp_path, config, {})
    file.write_text("two")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    second, _, _ = read_folder(tmp_path, config, known)
    assert (first.sources[0].digest, second.sources[0].digest) == (digest(b"one"), digest(b"two"))


@pytest.mark.skipif(os.name == "nt", reason="the time of change is not kept")
def test_an_edit_that_restores_size_and_time_is_seen(tmp_path, write, config, settled_clock):
    file = write("content/articles/x.md", "one")
    state = file.stat()
    _, known, _ = read_folder(tmp_path, config, {})
    file.write_text("two")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    snapshot, _, _ = read_folder(tmp_path, config, known)
    assert snapshot.sources[0].digest == digest(b"two")


def test_an_older_file_put_back_is_read(tmp_path, write, config, settled_clock):
    write("content/articles/x.md", "new")
    _, known, _ = read_folder(tmp_path, config, {})
    write("content/articles/x.md", "old", age_seconds=1_000_000)
    snapshot, _, _ = read_folder(tmp_path, config, known)
    assert snapshot.sources[0].digest == digest(b"old")


def test_new_times_alone_change_nothing(tmp_path, write, config, settled_clock):
    write("content/articles/x.md", "text")
    first, known, _ = read_folder(tmp_path, config, {})
    write("content/articles/x.md", "text", age_seconds=5)
    second, _, _ = read_folder(tmp_path, config, known)
    assert second == first


def test_order_is_by_path_whatever_the_file_system_says(tmp_path, write, config, monkeypatch):
    for name in ("b/1", "a/2", "a-b", "a", "c", "a/1"):
        write(f"content/articles/{name}.md")
    plain, _, _ = read_folder(tmp_path, config, {})
    scandir = os.scandir

    class Backwards(list):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(os, "scandir", lambda path: Backwards(reversed(list(scandir(path)))))
    shuffled, _, _ = read_folder(tmp_path, config, {})
    assert shuffled == plain
    assert [s.path for s in plain.sources] == sorted(s.path for s in plain.sources)


def test_a_site_without_content_is_empty(tmp_path, write, config: Config):
    snapshot, _, problems = read_folder(tmp_path, config, {})
    assert (snapshot.sources, snapshot.assets, snapshot.static, problems) == ((), (), (), ())


def test_a_scan_after_any_change_finds_what_a_first_one_finds(tmp_path, write, config, settled_clock):
    content = tmp_path / "content/articles"
    write("content/articles/report/one.md")
    write("content/articles/b.fr.md", "text")
    changes = [
        lambda: write("content/articles/b.fr.md", "longer text"),
        lambda: write("content/articles/report/index.md"),
        lambda: write("content/articles/REPORT.md"),
        lambda: write("content/nowhere/x.md"),
        lambda: (content / "b.fr.md").replace(content / "report/b.fr.md"),
        (content / "report/index.md").unlink,
        lambda: (content / "c.md").symlink_to(content / "REPORT.md"),
        (content / "REPORT.md").unlink,
    ]
    known: dict[str, FileStat] = {}
    for change in changes:
        change()
        for _ in range(2):
            again = read_folder(tmp_path, config, known)
            assert again == read_folder(tmp_path, config, {})
            known = again[1]
    others = msgspec.structs.replace(config, languages=(*config.languages, Language("fr", "Français")), taxonomies={})
    assert read_folder(tmp_path, others, known) == read_folder(tmp_path, others, {})
    assert read_folder(tmp_path, others, known)[0].sources != read_folder(tmp_path, config, known)[0].sources


def _changes(root: Path) -> dict[str, Callable[[], object]]:
    article, template = root / "content/articles/one.md", root / "themes/plain/templates/article.html"

    def restore_times() -> None:
        before = article.stat()
        article.write_text("same size"[: before.st_size])
        os.utime(article, ns=(before.st_atime_ns, before.st_mtime_ns))

    def swap_for_a_link() -> None:
        article.replace(root / "away.md")
        article.symlink_to(root / "away.md")

    def swap_a_folder_for_a_link() -> None:
        article.parent.rename(root / "away")
        article.parent.symlink_to(root / "away")

    return {
        "edit": lambda: article.write_text("longer text"),
        "edit with old times": restore_times,
        "touch": article.touch,
        "new file": (article.parent / "two.md").touch,
        "hidden file": (article.parent / ".two.md.swp").touch,
        "new folder": (root / "content/pages").mkdir,
        "new top": (root / "static").mkdir,
        "gone": article.unlink,
        "renamed": lambda: article.rename(article.with_name("two.md")),
        "gone folder": lambda: shutil.rmtree(article.parent),
        "gone top": lambda: shutil.rmtree(root / "content"),
        "a link": swap_for_a_link,
        "a folder that is a link": swap_a_folder_for_a_link,
        "template": lambda: template.write_text("other"),
        "mode": lambda: article.chmod(0o640),
    }


@pytest.mark.skipif(os.name == "nt", reason="links and modes are POSIX's")
@pytest.mark.parametrize("name", _changes(Path()))
def test_no_change_is_missed_where_a_scan_is_spared(tmp_path, write, config, settled_clock, name):
    write("content/articles/one.md")
    seen = Seen()
    read_folder(tmp_path, config, {}, seen)
    assert seen.still_stands(tmp_path, config)
    time.sleep(0.02)  # a tick of the file system's clock
    _changes(tmp_path)[name]()
    assert not seen.still_stands(tmp_path, config)


def test_no_scan_is_spared_where_a_file_has_to_be_read(tmp_path, write, config):
    write("content/articles/one.md", age_seconds=0)
    just_written = Seen()
    read_folder(tmp_path, config, {}, just_written)
    assert not just_written.still_stands(tmp_path, config)


def test_no_scan_is_spared_where_something_is_wrong(tmp_path, write, config, settled_clock):
    write("content/articles/bad|name.md")
    refused = Seen()
    read_folder(tmp_path, config, {}, refused)
    assert not refused.still_stands(tmp_path, config)


def test_a_theme_that_comes_before_another_is_no_spared_scan(tmp_path, write, config, settled_clock, monkeypatch):
    elsewhere = write("elsewhere/plain/templates/article.html").parents[2]
    (tmp_path / "themes").rename(tmp_path / "no-themes")
    monkeypatch.setattr("sitegen.read.theme._bundled", lambda: (elsewhere,))
    seen = Seen()
    read_folder(tmp_path, config, {}, seen)
    assert seen.still_stands(tmp_path, config)
    (tmp_path / "no-themes").rename(tmp_path / "themes")
    assert not seen.still_stands(tmp_path, config)
