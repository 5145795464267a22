import json
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.publish import lock

RAW = (
    "The river falls\n\nBy Leila Haddad | Fellow - The Institute | {date}\n\nThe river fell, and it will fall again.\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path / "site")]) == 0
    return tmp_path / "site"


def import_json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, int]]:
    capsys.readouterr()
    code = main(["import", "--json", *words])
    counts: dict[str, int] = json.loads(capsys.readouterr().out)["counts"]
    return code, {status: number for status, number in counts.items() if number}


def test_raw_import_asks_about_a_date_that_can_be_read_in_two_ways(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "river.txt"
    raw.write_text(RAW.format(date="10/04/2018"))
    assert import_json(capsys, "-C", str(site), str(raw)) == (4, {"decision": 1})
    assert import_json(capsys, "-C", str(site), str(raw), "--date-order", "dmy") == (0, {"imported": 1})
    assert import_json(capsys, "-C", str(site), str(raw), "--date-order", "dmy") == (0, {"unchanged": 1})
    (article,) = (site / "content/articles/2018").glob("*.md")
    assert "date: 2018-04-10" in article.read_text()


def test_raw_import_reports_for_people(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "river.txt").write_text(RAW.format(date="April 10, 2018"))
    (tmp_path / "empty.txt").write_text("")
    code = main(["import", "-C", str(site), str(tmp_path / "river.txt"), str(tmp_path / "empty.txt")])
    said = capsys.readouterr().out
    assert code == 4
    assert "1 imported, 0 unchanged, 0 need a decision, 1 rejected" in said
    assert str(tmp_path / "empty.txt") in said


def test_markdown_import_builds(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = tmp_path / "_posts"
    posts.mkdir()
    (posts / "2018-04-10-river.md").write_text("---\ntitle: The river\nauthor: Leila Haddad\n---\n\nIt fell.\n")
    assert import_json(capsys, "-C", str(site), "--from", "markdown", str(posts)) == (0, {"imported": 1})
    assert import_json(capsys, "-C", str(site), "--from", "markdown", str(posts)) == (0, {"unchanged": 1})
    assert main(["build", "-C", str(site)]) == 0
    assert (site / "output/articles/2018/river/index.html").exists()


def test_one_import_at_a_time(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "river.txt").write_text(RAW.format(date="April 10, 2018"))
    with lock(site / ".sitegen"):
        assert main(["import", "-C", str(site), str(tmp_path / "river.txt")]) == 3
    assert "another build or import is running" in capsys.readouterr().err
    assert not (site / "content/articles/2018").exists()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        *((path, []) for path in ("articles/2018", "authors/a.md", "pages/a.md", "tags/a.md")),
        *((path, ["--from", "markdown"]) for path in ("articles/2018", "authors/a.md", "pages/a.md")),
    ],
)
def test_an_import_into_content_that_cannot_all_be_seen_writes_nothing(
    path: str, words: list[str], site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/river.txt").write_text(RAW.format(date="April 10, 2018"))
    (tmp_path / "in/2018-04-10-river.md").write_text("---\ntitle: River\n---\n")
    link = site / "content" / path
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path)
    assert main(["import", "-C", str(site), *words, str(tmp_path / "in")]) == 4
    assert f'content/{path}: error: "content/{path}" is a symbolic link' in capsys.readouterr().err
    assert not list((site / "content").rglob("*river*"))


@pytest.mark.parametrize(
    ("name", "words", "fault", "hint"),
    [
        ("a.md", [], "holds no raw text", "--from markdown"),
        ("", [], "holds no raw text", ".txt"),
        ("a.txt", ["--from", "markdown"], "holds no Markdown", "leave out --from markdown"),
        ("", ["--from", "markdown"], "holds no Markdown", ".md"),
    ],
)
def test_a_folder_in_which_there_is_nothing_to_import_is_an_error(
    name: str, words: list[str], fault: str, hint: str, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in box"
    folder.mkdir()
    if name:
        (folder / name).write_text("Text")
    assert main(["import", "-C", str(site), *words, str(folder)]) == 4
    said = capsys.readouterr().err
    assert f'{folder}: error: "{folder}" {fault}' in said
    assert hint in said


@pytest.mark.parametrize(
    "words",
    [
        ["--from", "markdown", ".", "."],
        ["--from", "markdown", "--date-order", "dmy", "."],
        ["--from", "word", "."],
        ["--old-url", "https://example.org/", "."],
        ["--date-order", "ymd", "."],
        ["no-such-file.txt"],
        [],
    ],
)
def test_options_that_do_not_fit_are_a_usage_error(words: list[str], site: Path) -> None:
    assert main(["import", "-C", str(site), *words]) == 2
