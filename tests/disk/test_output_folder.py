"""Which folders are refused as output, with nothing in them changed."""

from pathlib import Path

import pytest
from publishing import picture, put

from sitegen.errors import PublishFailed
from sitegen.publish import check_output_folder


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A project in a home folder, beside a folder of someone else's."""
    root = tmp_path / "home/project"
    for path in ("content/articles/x.md", "static/x", "themes/t/x", "templates/x", ".sitegen/x", ".git/config"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    (tmp_path / "home/photos").mkdir()
    (tmp_path / "home/photos/me.jpg").write_text("me")
    (tmp_path / "clone/.git").mkdir(parents=True)
    (tmp_path / "file").write_text("file")
    (tmp_path / "home/project/link").symlink_to(tmp_path / "home")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    return root


@pytest.mark.parametrize(
    "output",
    [
        *("", ".", "..", "../..", "/", "../../..", "output/../..", "../../file", "a\x00b", "link", "link/project"),
        *("content", "content/articles", "Content", "content/new", "static", "themes", "templates", "sitegen"),
        *(".sitegen", ".sitegen/out", ".git", ".git/pages", "../../clone", "../../clone/.git/x", "../photos"),
    ],
)
def test_dangerous_folders_are_refused_and_left_alone(root, tmp_path, output):
    before = picture(tmp_path)
    with pytest.raises(PublishFailed, match="the output folder"):
        check_output_folder(root, root / output)
    assert picture(tmp_path) == before


def test_home_is_refused_wherever_the_project_lies(root, tmp_path):
    with pytest.raises(PublishFailed, match="home folder"):
        check_output_folder(tmp_path / "elsewhere", tmp_path / "home")


@pytest.mark.parametrize("output", ["output", "public/site", "../site", "content-old", ".sitegen-out"])
def test_a_new_or_empty_folder_is_accepted(root, output):
    check_output_folder(root, root / output)
    (root / output).mkdir(parents=True)
    (root / output / ".DS_Store").write_text("x")
    (root / output / ".gitkeep").write_text("")
    check_output_folder(root, root / output)


def test_an_earlier_output_is_accepted_also_without_the_cache(root):
    put(root, {"index.html": b"home"})
    assert not (root / ".sitegen/stage").exists()
    check_output_folder(root, root / "output")


def test_an_output_that_was_cut_off_at_its_very_beginning_is_accepted(root):
    (root / "output").mkdir()
    (root / "output/.sitegen-part").write_bytes(b"sitegen mani")
    check_output_folder(root, root / "output")
    (root / "output/.sitegen-journal").write_bytes(b"sitegen manifest 1\nindex.html\n")
    (root / "output/index.html").write_bytes(b"home")
    check_output_folder(root, root / "output")


@pytest.mark.parametrize("manifest", [b"", b"something else\n", b"\xff\xfe", b"sitegen manifest 999\n"])
def test_a_folder_with_a_foreign_manifest_is_refused(root, manifest):
    (root / "output").mkdir()
    (root / "output/.sitegen-manifest").write_bytes(manifest)
    (root / "output/thesis.doc").write_text("mine")
    with pytest.raises(PublishFailed, match="holds files that no build made"):
        check_output_folder(root, root / "output")


def test_an_output_that_became_a_repository_is_refused(root):
    put(root, {"index.html": b"home"})
    (root / "output/.git").mkdir()
    with pytest.raises(PublishFailed, match="git repository"):
        check_output_folder(root, root / "output")


def test_without_a_home_folder_builds_work(root, monkeypatch):
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    check_output_folder(root, root / "output")
