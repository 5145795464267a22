"""Putting files into place: what is written, kept, removed, and left alone."""

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publishing import picture, put

from sitegen.digest import digest
from sitegen.errors import PublishFailed
from sitegen.publish import (
    Stage,
    Staged,
    digest_outputs,
    is_unfinished,
    publish,
    read_manifest,
    scan_output,
    stage_copy,
    stage_file,
)

SITE = {"index.html": b"home", "articles/a/index.html": b"a", "articles/b/index.html": b"b", "feed.xml": b"feed"}


def test_files_are_published_and_listed(tmp_path):
    states = put(tmp_path, SITE)
    assert picture(tmp_path / "output") == SITE
    assert states == scan_output(tmp_path / "output", SITE)
    assert read_manifest(tmp_path / "output") == {path: digest(data) for path, data in SITE.items()}
    assert not is_unfinished(tmp_path / "output")
    assert picture(tmp_path / ".sitegen") == {}


def test_only_what_changed_is_written(tmp_path):
    put(tmp_path, SITE)
    before = scan_output(tmp_path / "output", SITE)
    kept = {path: data for path, data in SITE.items() if path != "index.html"}
    states = put(tmp_path, {"index.html": b"new"}, kept)
    after = scan_output(tmp_path / "output", SITE)
    assert states == {"index.html": after["index.html"]}
    assert {path for path in SITE if before[path] != after[path]} == {"index.html"}


def test_a_file_staged_with_the_bytes_it_has_is_not_touched(tmp_path):
    put(tmp_path, SITE)
    before = scan_output(tmp_path / "output", SITE)
    inode = (tmp_path / "output/index.html").stat().st_ino
    assert put(tmp_path, SITE) == before
    assert (tmp_path / "output/index.html").stat().st_ino == inode


def test_nothing_to_do_touches_nothing(tmp_path):
    put(tmp_path, SITE)
    before = {path: path.stat().st_mtime_ns for path in [tmp_path / "output", *(tmp_path / "output").rglob("*")]}
    assert put(tmp_path, {}, SITE) == {}
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_removed_files_go_with_the_folders_they_leave_empty(tmp_path):
    put(tmp_path, {**SITE, "deep/er/est/x.html": b"x"})
    put(tmp_path, {}, {"index.html": b"home"})
    assert [path.name for path in (tmp_path / "output").iterdir() if path.name != ".sitegen-manifest"] == ["index.html"]


def test_what_is_not_ours_stays(tmp_path):
    put(tmp_path, SITE)
    stranger = tmp_path / "output/articles/a/notes.txt"
    stranger.write_text("mine")
    (tmp_path / "output/empty").mkdir()
    put(tmp_path, {}, {"index.html": b"home"})
    assert stranger.read_text() == "mine"
    assert (tmp_path / "output/empty").is_dir()
    assert picture(tmp_path / "output") == {"index.html": b"home", "articles/a/notes.txt": b"mine"}


@pytest.mark.parametrize("path", ["articles/c/index.html", "articles", "articles/c"])
def test_a_strangers_file_in_the_way_stops_everything(tmp_path, path):
    put(tmp_path, {"index.html": b"home"})
    stranger = tmp_path / "output" / path
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_text("mine")
    before = picture(tmp_path / "output", own=True)
    with pytest.raises(PublishFailed, match=f"{path}: error"):
        put(tmp_path, {"index.html": b"new", "articles/c/index.html": b"c"})
    assert picture(tmp_path / "output", own=True) == before


def test_a_strangers_file_with_the_same_bytes_becomes_ours(tmp_path):
    put(tmp_path, {"index.html": b"home"})
    (tmp_path / "output/robots.txt").write_bytes(b"all")
    put(tmp_path, {"robots.txt": b"all"}, {"index.html": b"home"})
    put(tmp_path, {}, {"index.html": b"home"})
    assert picture(tmp_path / "output") == {"index.html": b"home"}


def test_a_page_becomes_a_folder_and_back(tmp_path):
    put(tmp_path, {"a": b"file", "x": b"x"})
    put(tmp_path, {"a/b": b"inner", "a/c/d": b"deep"}, {"x": b"x"})
    assert picture(tmp_path / "output") == {"a/b": b"inner", "a/c/d": b"deep", "x": b"x"}
    put(tmp_path, {"a": b"file"}, {"x": b"x"})
    assert picture(tmp_path / "output") == {"a": b"file", "x": b"x"}


def test_a_folder_that_holds_a_strangers_file_does_not_become_a_page(tmp_path):
    put(tmp_path, {"a/b": b"inner"})
    (tmp_path / "output/a/notes.txt").write_text("mine")
    with pytest.raises(PublishFailed, match=r"a/notes\.txt"):
        put(tmp_path, {"a": b"file"})
    assert picture(tmp_path / "output") == {"a/b": b"inner", "a/notes.txt": b"mine"}


def test_a_change_of_case_is_published_on_every_file_system(tmp_path):
    put(tmp_path, {"About/index.html": b"same"})
    put(tmp_path, {"about/index.html": b"same"})
    assert picture(tmp_path / "output") == {"about/index.html": b"same"}
    assert [path.name for path in (tmp_path / "output").iterdir() if path.is_dir()] == ["about"]


def test_files_go_in_by_rank_and_removals_come_last(tmp_path, monkeypatch):
    put(tmp_path, {"old.css": b"old"})
    order = []
    replace, unlink = os.replace, Path.unlink
    monkeypatch.setattr(os, "replace", lambda a, b: (order.append(str(b)), replace(a, b)))
    monkeypatch.setattr(
        Path, "unlink", lambda path, missing_ok=False: (order.append(str(path)), unlink(path, missing_ok))
    )
    ranks = {"a.css": 0, "z/index.html": 1, "list.html": 2, "feed.xml": 3}
    put(tmp_path, {path: path.encode() for path in ("feed.xml", "list.html", "z/index.html", "a.css")}, ranks=ranks)
    names = [Path(path).relative_to(tmp_path / "output").as_posix() for path in order if "/output/" in path]
    assert [name for name in names if name != ".sitegen-part"] == [
        ".sitegen-journal",
        "a.css",
        "z/index.html",
        "list.html",
        "feed.xml",
        "old.css",
        ".sitegen-manifest",
        ".sitegen-journal",
    ]


def test_the_manifest_is_that_of_the_files_whatever_came_before(tmp_path):
    put(tmp_path, {**SITE, "gone": b"gone"})
    put(tmp_path, {"index.html": b"new"}, {path: data for path, data in SITE.items() if path != "index.html"})
    (tmp_path / "clean").mkdir()
    put(tmp_path / "clean", {**SITE, "index.html": b"new"})
    assert picture(tmp_path / "output", own=True) == picture(tmp_path / "clean/output", own=True)


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o027])
def test_modes_do_not_depend_on_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        put(tmp_path, SITE)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "output").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "output").rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})


def test_another_device_is_copied_to(tmp_path, monkeypatch):
    put(tmp_path, {"index.html": b"old"})
    replace = os.replace

    def refuse_across(source, target):
        if "/stage/" in str(source):
            raise OSError(errno.EXDEV, "Invalid cross-device link", source, None, target)
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse_across)
    states = put(tmp_path, SITE)
    assert picture(tmp_path / "output") == SITE
    assert states == scan_output(tmp_path / "output", SITE)
    assert not (tmp_path / "output/.sitegen-part").exists()


def test_a_copy_is_digested_as_it_is_made(tmp_path):
    data = os.urandom(3_000_000)
    (tmp_path / "photo.jpg").write_bytes(data)
    with Stage(tmp_path / ".sitegen/stage") as stage:
        made = stage_copy(stage.folder, "photo.jpg", tmp_path / "photo.jpg")
        publish(tmp_path / "output", stage.folder, {"photo.jpg": Staged(0, *made)}, {})
    assert made == (digest(data), len(data))
    assert picture(tmp_path / "output") == {"photo.jpg": data}


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX's")
def test_an_asset_swapped_for_a_link_is_not_copied(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    (tmp_path / "photo.jpg").symlink_to(tmp_path / "secret")
    with Stage(tmp_path / ".sitegen/stage") as stage, pytest.raises(PublishFailed, match=r"photo\.jpg"):
        stage_copy(stage.folder, "photo.jpg", tmp_path / "photo.jpg")


def test_what_a_killed_build_staged_is_cleared_away(tmp_path):
    (tmp_path / ".sitegen/stage/older").mkdir(parents=True)
    (tmp_path / ".sitegen/stage/older/x").write_text("x")
    with Stage(tmp_path / ".sitegen/stage") as stage:
        assert [path.name for path in (tmp_path / ".sitegen/stage").iterdir()] == [stage.folder.name]
    assert not (tmp_path / ".sitegen/stage").exists()


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX's")
def test_nothing_is_written_or_removed_through_a_link(tmp_path):
    put(tmp_path, SITE)
    shutil.rmtree(tmp_path / "output/articles")
    outside = tmp_path / "outside"
    (outside / "a").mkdir(parents=True)
    (outside / "a/index.html").write_text("theirs")
    (tmp_path / "output/articles").symlink_to(outside)
    with pytest.raises(PublishFailed, match="output/articles: error"):
        put(tmp_path, {**SITE, "articles/a/index.html": b"new"})
    put(tmp_path, {}, {"index.html": b"home"})
    assert picture(outside) == {"a/index.html": b"theirs"}


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX's")
def test_a_published_file_swapped_for_a_link_is_replaced_and_its_target_kept(tmp_path):
    put(tmp_path, SITE)
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "output/index.html").unlink()
    (tmp_path / "output/index.html").symlink_to(tmp_path / "theirs")
    put(tmp_path, SITE)
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert not (tmp_path / "output/index.html").is_symlink()
    assert picture(tmp_path / "output") == SITE


def test_state_and_digest_of_published_files(tmp_path):
    put(tmp_path, SITE)
    (tmp_path / "output/articles/a/index.html").unlink()
    found = scan_output(tmp_path / "output", [*SITE, "articles", "../.sitegen"])
    assert found.keys() == SITE.keys() - {"articles/a/index.html"}
    assert digest_outputs(tmp_path / "output", SITE) == {path: digest(SITE[path]) for path in found}
    assert scan_output(tmp_path / "nowhere", SITE) == {}


@pytest.mark.parametrize(
    "path", ["../decoy.txt", "/decoy.txt", "a/../../decoy.txt", "..", "", "a//b", "C:/x", "..\\decoy.txt", "./x", "a/"]
)
def test_a_manifest_that_names_other_places_removes_nothing(tmp_path, path):
    put(tmp_path, SITE)
    (tmp_path / "decoy.txt").write_text("decoy")
    manifest = tmp_path / "output/.sitegen-manifest"
    manifest.write_bytes(manifest.read_bytes() + f"{'0' * 32}  {path}\n".encode())
    before = picture(tmp_path)
    with pytest.raises(PublishFailed, match="cannot be the path of a published file"):
        put(tmp_path, {}, {"index.html": b"home"})
    assert picture(tmp_path) == before


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.text("./\\:a%～．\x00\n-", max_size=12)))
def test_no_path_leads_out_of_the_output_folder(tmp_path_factory, path):
    """Published or refused: all around the output folder stays as it was."""
    root = tmp_path_factory.mktemp("out")
    for decoy in ("decoy.txt", "output-private/x", "output2/x"):
        (root / decoy).parent.mkdir(exist_ok=True)
        (root / decoy).write_text(decoy)
    try:
        encoded = path.encode()
        with Stage(root / ".sitegen/stage") as stage:
            staged = {path: Staged(1, *stage_file(stage.folder, path, b"EVIL"))}
            publish(root / "output", stage.folder, staged, {})
    except (PublishFailed, UnicodeEncodeError, ValueError):
        pass
    else:
        assert (root / "output").joinpath(*encoded.decode().split("/")).read_bytes() == b"EVIL"
    outside = {p: data for p, data in picture(root).items() if not p.startswith("output/")}
    assert outside == {decoy: decoy.encode() for decoy in ("decoy.txt", "output-private/x", "output2/x")}


names = st.sampled_from(["a", "b", "A", "c"])
sites = st.dictionaries(st.lists(names, min_size=1, max_size=3).map("/".join), st.binary(max_size=4), max_size=6)


def is_a_tree(site: dict[str, bytes]) -> bool:
    """No path is a folder of another, and none differs from another by case alone."""
    folded = {path.lower() for path in site}
    return len(folded) == len(site) and not any(other.startswith(f"{path}/") for path in folded for other in folded)


@settings(max_examples=60, deadline=None)
@given(st.lists(sites.filter(is_a_tree), min_size=1, max_size=5))
def test_any_sequence_of_sites_ends_in_the_last_one(tmp_path_factory, sequence):
    root = tmp_path_factory.mktemp("sequence")
    before: dict[str, bytes] = {}
    for site in sequence:
        kept = {path: data for path, data in site.items() if before.get(path) == data}
        put(root, {path: data for path, data in site.items() if path not in kept}, kept)
        assert picture(root / "output") == site
        before = site
