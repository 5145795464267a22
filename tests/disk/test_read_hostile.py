"""A hostile folder: links, loops, pipes, sockets, unreadable files and names; never followed, never a hang."""

import os
import socket
from pathlib import Path

import pytest

from sitegen.files import open_file, read_file
from sitegen.read import read_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes are POSIX's")


def faults(root: Path, config) -> list[tuple[str, str]]:
    snapshot, _, problems = read_folder(root, config, {})
    assert (snapshot.sources, snapshot.assets, snapshot.static) == ((), (), ())
    assert all(p.hint for p in problems)
    return [(p.location.path, p.kind) for p in problems]


@pytest.fixture
def secret(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.md").write_text("SECRET")
    return folder


@pytest.mark.parametrize("place", ["content/articles", "static", "content/articles/deep/down"])
def test_links_are_refused_wherever_they_point(tmp_path, write, config, secret, place):
    folder = tmp_path / place
    folder.mkdir(parents=True)
    (folder / "file.md").symlink_to(secret / "secret.md")
    (folder / "folder").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "dangling.md").symlink_to("nowhere")
    (folder / "inside.md").symlink_to(tmp_path / "themes/plain/templates/article.html")
    (folder / "chain.md").symlink_to("file.md")
    names = ["chain.md", "dangling.md", "file.md", "folder", "inside.md", "loop", "self"]
    assert faults(tmp_path, config) == [(f"{place}/{name}", "path-escape") for name in names]


@pytest.mark.parametrize("top", ["content", "static", "templates"])
def test_a_top_folder_that_is_a_link_is_refused(tmp_path, write, config, secret, top):
    (tmp_path / top).symlink_to(secret)
    assert faults(tmp_path, config) == [(top, "path-escape")]


def test_a_top_folder_that_is_a_file_is_refused(tmp_path, write, config):
    write("content", "text")
    assert faults(tmp_path, config) == [("content", "not-a-file")]


def test_pipes_sockets_and_devices_are_never_opened(tmp_path, write, config, monkeypatch):
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)
        server.bind("socket.md")
        assert faults(tmp_path, config) == [
            ("content/articles/pipe.md", "not-a-file"),
            ("content/articles/socket.md", "not-a-file"),
        ]


def test_a_file_swapped_for_a_link_or_pipe_is_not_read(tmp_path, secret):
    (tmp_path / "link").symlink_to(secret / "secret.md")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "link", tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(OSError):
            open_file(path)
    assert read_file(secret / "secret.md") == b"SECRET"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(tmp_path, write, config):
    write("content/articles/x.md").chmod(0)
    write("static/closed/y.txt").parent.chmod(0)
    try:
        assert faults(tmp_path, config) == [("content/articles/x.md", "unreadable"), ("static/closed", "unreadable")]
    finally:
        (tmp_path / "static/closed").chmod(0o755)


def test_a_read_that_fails_is_a_problem_and_no_crash(tmp_path, write, config, monkeypatch):
    write("content/articles/x.md")

    def refuse(path):
        if str(path).endswith(".md"):
            raise PermissionError(13, "Permission denied", str(path))
        return "0" * 32

    monkeypatch.setattr("sitegen.read.contents.digest_file", refuse)
    assert faults(tmp_path, config) == [("content/articles/x.md", "unreadable")]


def test_a_file_that_goes_during_the_scan_was_never_there(tmp_path, write, config, monkeypatch):
    write("content/articles/x.md")

    def vanish(path):
        if str(path).endswith(".md"):
            raise FileNotFoundError
        return "0" * 32

    monkeypatch.setattr("sitegen.read.contents.digest_file", vanish)
    assert faults(tmp_path, config) == []


@pytest.mark.parametrize(
    "name",
    [
        *("con.md", "aux", "NUL.txt", "COM1.md", "x.", "x ", " x.md", "-rf", "~x", "x" * 201, "é" * 101),
        *("a:b.md", "a\\b.md", "a*b.md", "a?b.md", 'a"b.md', "a|b.md", "a<b>.md"),
        *("a\nb.md", "a\x01b.md", "a\u202eb.md", "a\u200bb.md"),
    ],
)
@pytest.mark.parametrize("top", ["content/articles", "static"])
def test_names_that_some_system_cannot_have_are_refused(tmp_path, write, config, top, name):
    write(f"{top}/{name}/x.md" if name == "aux" else f"{top}/{name}")
    _, _, problems = read_folder(tmp_path, config, {})
    assert [p.kind for p in problems] == ["bad-name"]
    assert problems[0].message.isprintable()
    assert problems[0].location.path.isprintable()


def test_a_name_that_is_no_text_is_refused(tmp_path, write, config):
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))).write_text("x")
    _, _, problems = read_folder(tmp_path, config, {})
    assert [p.kind for p in problems] == ["bad-name"]
    assert str(problems[0]).encode()
