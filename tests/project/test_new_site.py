import json
import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.cli import main


class Outcome(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def sitegen(folder: Path, *words: str) -> Outcome:
    with chdir(folder), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = main(words)
    return Outcome(code, out.getvalue(), err.getvalue())


def build_json(folder: Path, *words: str) -> dict[str, object]:
    done = sitegen(folder, "build", "--json", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    return report


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    assert main(["init", str(folder)]) == 0
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_site_builds_at_once_without_a_problem(site: Path) -> None:
    report = build_json(site)
    assert (report["ok"], report["problems"]) == (True, [])
    published = files_in(site / "output")
    assert {"index.html", "about/index.html", "404.html", "sitemap.xml", "robots.txt"} <= set(published)
    assert any(path.startswith("authors/first-author/") for path in published)
    assert any(path.startswith("tags/publishing/") for path in published)


def test_new_site_ignores_what_builds_make(site: Path) -> None:
    assert (site / ".gitignore").read_text().split() == ["/output/", "/.sitegen/"]


def test_second_build_keeps_everything(site: Path) -> None:
    first, second = build_json(site), build_json(site)
    assert (second["rendered"], second["removed"], second["kept"]) == (0, 0, first["rendered"])
    assert second["outputs"] == first["outputs"]


def test_build_says_in_one_line_what_it_did(site: Path) -> None:
    said = sitegen(site, "build").stdout.strip().splitlines()
    assert said[-1].startswith("Rendered ")
    assert "new" in said[-1]
    said = sitegen(site, "build").stdout.strip().splitlines()
    assert said[-1].startswith("Rendered 0, kept ")


def test_verbose_build_names_outputs_with_reasons(site: Path) -> None:
    build_json(site)
    about = site / "content/pages/about.md"
    about.write_text(about.read_text() + "\nOne sentence more.\n")
    said = sitegen(site, "build", "-v").stdout
    assert "about/index.html: the text of " in said
    assert "search/pagefind/pagefind-entry.json: the text of " in said
    assert "Rendered 2 " in said


@pytest.mark.parametrize("name", ["file.txt", ".hidden"])
def test_init_refuses_a_folder_that_holds_something(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["note.txt/site", "dangling"])
def test_init_says_where_it_cannot_write(name: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    done = sitegen(tmp_path, "init", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'"{name}" cannot be written' in done.stderr


def test_new_and_schema_say_where_they_cannot_write(site: Path) -> None:
    (site / "note.txt").write_text("mine")
    (site / "content/articles/welcome.md").unlink()
    (site / "content/articles").rmdir()
    (site / "content/articles").write_text("mine")
    for words in (["new", "article", "A title"], ["schema", "note.txt/schemas"]):
        done = sitegen(site, *words)
        assert done.returncode == 2
        assert "cannot be written" in done.stderr


def test_new_leaves_nothing_behind_on_a_full_disk(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:5])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)
    before = files_in(site)
    done = sitegen(site, "new", "article", "A title")
    assert done.returncode == 2
    assert "cannot be written: No space left" in done.stderr
    assert files_in(site) == before


@pytest.mark.parametrize("name", ["Index", "CON"])
def test_new_refuses_a_name_that_a_build_would_refuse_or_misread(name: str, site: Path) -> None:
    before = files_in(site)
    done = sitegen(site, "new", "article", name)
    assert done.returncode == 2
    assert f'"{name.lower()}.md"' in done.stderr
    assert files_in(site) == before


def test_new_refuses_bytes_that_are_no_text_and_leaves_no_file(site: Path) -> None:
    before = files_in(site)
    done = sitegen(site, "new", "article", "Caf\udcc3 2")
    assert done.returncode == 2
    assert "encoding" in done.stderr
    assert files_in(site) == before


@pytest.mark.parametrize("control", ["\x07", "\x1b[31m", "\x1f", "\x7f", "\x9b", "\u202e", "\ufeff"])
@pytest.mark.parametrize("kind", ["article", "page", "author"])
def test_new_refuses_a_character_that_cannot_be_published(control: str, kind: str, site: Path) -> None:
    before = files_in(site)
    done = sitegen(site, "new", kind, f"A{control} title")
    assert done.returncode == 2
    assert f"holds the character U+{ord(control[0]):04X}" in done.stderr
    assert control not in done.stderr
    assert files_in(site) == before


def test_new_article_is_a_draft_that_a_build_leaves_out(site: Path) -> None:
    before = build_json(site)
    done = sitegen(site, "new", "article", 'Who "owns"   the\triver: ايران 😀')
    assert done.returncode == 0, done.stderr
    path = site / done.stdout.strip()
    assert path.parent.parent == site / "content/articles"
    assert 'title: "Who \\"owns\\" the river: ايران 😀"' in path.read_text()
    after = build_json(site)
    assert (after["problems"], after["rendered"], after["hidden"]) == ([], 0, int(str(before["hidden"])) + 1)
    path.write_text(path.read_text().replace("draft: true\n", "authors: [first-author]\n").replace("authors: []\n", ""))
    assert int(str(build_json(site)["outputs"])) > int(str(before["outputs"]))


def test_new_author_and_page_build(site: Path) -> None:
    assert sitegen(site, "new", "author", "Leila Haddad").stdout == "content/authors/leila-haddad.md\n"
    assert sitegen(site, "new", "page", "Support us").stdout == "content/pages/support-us.md\n"
    assert build_json(site)["problems"] == []


def test_new_never_overwrites(site: Path) -> None:
    assert sitegen(site, "new", "page", "About").returncode == 2
    assert "Say here what" in (site / "content/pages/about.md").read_text()


def test_new_refuses_a_name_without_letters(site: Path) -> None:
    assert sitegen(site, "new", "page", "?!").returncode == 2


def test_content_errors_are_all_reported_and_nothing_is_written(site: Path) -> None:
    build_json(site)
    before = files_in(site / "output")
    (site / "content/articles/a.md").write_text("---\ntitle: A\ndate: yesterday\n---\n")
    (site / "content/articles/b.md").write_text("---\ntitle: B\ndate: 2024-01-01\nauthers: [x]\n---\n")
    done = sitegen(site, "build")
    assert done.returncode == 1
    assert "content/articles/a.md:3" in done.stderr
    assert '"yesterday"' in done.stderr
    assert "content/articles/b.md:4" in done.stderr
    assert '"authors"' in done.stderr
    report = json.loads(sitegen(site, "build", "--json").stdout)
    assert report["ok"] is False
    assert {problem["path"] for problem in report["problems"]} == {"content/articles/a.md", "content/articles/b.md"}
    assert files_in(site / "output") == before


def test_foreign_output_folder_is_refused(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/mine.txt").write_text("mine")
    done = sitegen(site, "build")
    assert done.returncode == 3
    assert files_in(site / "output") == {"mine.txt": b"mine"}


def test_root_option_is_the_same_as_being_there(site: Path, tmp_path: Path) -> None:
    report = build_json(tmp_path, "-C", str(site))
    assert report["ok"] is True
    assert (site / "output/index.html").exists()


def test_instant_decides_what_is_public_and_what_falls_due(site: Path) -> None:
    (site / "content/articles/later.md").write_text("---\ntitle: Later\ndate: 2035-01-01\n---\n\nText.\n")
    before = build_json(site, "--now", "2034-12-31T23:59:59Z")
    assert (before["next_due"], before["hidden"]) == ("2035-01-01T00:00:00Z", 1)
    after = build_json(site, "--now", "2035-01-01T00:00:00Z")
    assert (after["next_due"], after["hidden"]) == (None, 0)
    assert (site / "output/articles/2035/later/index.html").exists()


def test_the_first_instant_of_1970_is_told_like_any_other(site: Path) -> None:
    (site / "content/articles/epoch.md").write_text("---\ntitle: Epoch\ndate: 1970-01-01\n---\n")
    early = build_json(site, "--now", "1969-12-31T23:59:59Z")
    assert early["next_due"] == "1970-01-01T00:00:00Z"
    told = sitegen(site, "build", "--now", "1969-12-31T23:59:59Z").stdout
    assert "the next falls due at 1970-01-01T00:00:00Z" in told


def test_build_as_of_an_instant_before_1970_leaves_nothing_stuck(site: Path) -> None:
    early = build_json(site, "--now", "0001-01-01T00:00:00Z")
    assert (early["hidden"], early["next_due"] is None) == (1, False)
    assert (site / "output/about/index.html").exists()
    assert build_json(site)["hidden"] == 0


def test_explain_names_sources_and_writes_nothing(site: Path) -> None:
    build_json(site)
    before = files_in(site / "output")
    done = sitegen(site, "explain", "about/index.html")
    assert done.returncode == 0
    assert "content/pages/about.md" in done.stdout
    assert "kept" in done.stdout
    assert files_in(site / "output") == before
    about = site / "content/pages/about.md"
    about.write_text(about.read_text() + "\nMore.\n")
    assert "rendered" in sitegen(site, "explain", "/about/").stdout


@pytest.mark.parametrize("base", ["/", "/publication/"])
@pytest.mark.parametrize(
    "written",
    [
        "research/عن/index.html",
        "research/عن",
        "/research/عن/",
        "./research/عن/",
        "public/www/research/عن/",
        "./public/www/research/عن/index.html",
        "{base}research/عن/",
        "{base}research/%D8%B9%D9%86/?utm=1#top",
        "https://example.org{base}research/%D8%B9%D9%86/",
        "http://EXAMPLE.org{base}research/عن/index.html?x=/y/#z",
    ],
)
def test_explain_takes_an_address_as_people_have_it_at_hand(written: str, base: str, site: Path) -> None:
    config = (site / "sitegen.toml").read_text()
    text = re.sub(r'base_url = ".*"', f'base_url = "https://example.org{base}"', config)
    (site / "sitegen.toml").write_text(text + '\n[build]\noutput = "public/www"\n')
    (site / "content/pages/research").mkdir()
    (site / "content/pages/research/عن.md").write_text("---\ntitle: On\n---\n")
    done = sitegen(site, "explain", written.replace("{base}", base))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("research/عن/index.html: content/pages/research/عن.md\n")


@pytest.mark.parametrize("written", ["/", "output", "output/", "https://example.org", "?x", "."])
def test_explain_of_the_home_page(written: str, site: Path) -> None:
    assert sitegen(site, "explain", written).stdout.startswith("index.html: ")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("abuot", 'did you mean "about/index.html"?'),
        ("output/abot/", 'did you mean "about/index.html"?'),
        ("https://example.org/abut/#x", 'did you mean "about/index.html"?'),
        (
            "https://elsewhere.example/about/",
            'give a path as it lies in "output/", or a URL below https://example.org/',
        ),
        ("https://[", 'give a path as it lies in "output/", or a URL below https://example.org/'),
        ("%ff", 'give a path as it lies in "output/", or a URL below https://example.org/'),
    ],
)
def test_explain_of_a_near_miss_names_what_is_nearest(written: str, hint: str, site: Path) -> None:
    done = sitegen(site, "explain", written)
    assert done.returncode == 1
    assert done.stderr == f'output: error: no output has the path "{written}"\n    {hint}\n'


def test_explain_of_nothing_is_an_error(site: Path) -> None:
    done = sitegen(site, "explain", "no/such/index.html")
    assert done.returncode == 1


def test_content_cannot_steer_the_terminal(site: Path) -> None:
    (site / "content/articles/a.md").write_text('---\ntitle: A\ndate: 2024-01-01\ntype: "\\e[2Jx\\x9b"\n---\n')
    done = sitegen(site, "build")
    assert done.returncode == 1
    assert '"\\u001b[2Jx' in done.stderr
    assert not {"\x1b", "\x9b"} & set(done.stderr)
    assert json.loads(sitegen(site, "build", "--json").stdout)["ok"] is False


def test_colour_and_progress_stay_out_of_pipes(site: Path) -> None:
    (site / "content/articles/a.md").write_text("---\ntitle: A\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "build"],
        cwd=site,
        capture_output=True,
        check=False,
        env={**os.environ, "FORCE_COLOR": "1"},
    )
    assert b"\x1b" not in done.stdout + done.stderr
