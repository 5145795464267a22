"""What a build that fails tells people and programs: a place, what is wrong, and what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from sites import SiteFolder

from sitegen.cli import main
from sitegen.commands import build as command
from sitegen.errors import SitegenError
from sitegen.publish import lock


def _forget_config(site: SiteFolder) -> None:
    (site.root / "sitegen.toml").unlink()


def _name_another_theme(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[build]\ntheme = "fancy"\n')


def _fill_output(site: SiteFolder) -> None:
    site.write("output/mine.txt", "mine")


def _stand_in_the_way(site: SiteFolder) -> None:
    site.build()
    site.write("output/about", "mine")
    site.write("content/pages/about.md", "---\ntitle: About\n---\n")


def _forge_manifest(site: SiteFolder) -> None:
    site.build()
    manifest = site.root / "output/.sitegen-manifest"
    manifest.write_text(manifest.read_text() + f"{'0' * 32}  ../sitegen.toml\n")


def _block_the_lock(site: SiteFolder) -> None:
    (site.root / ".sitegen/lock").mkdir(parents=True)


@pytest.mark.parametrize(
    ("harm", "code", "path", "kind"),
    [
        (_forget_config, 1, "sitegen.toml", "unreadable"),
        (_name_another_theme, 1, "sitegen.toml", "unknown-theme"),
        (_fill_output, 3, "output", "refused-output"),
        (_stand_in_the_way, 3, "output/about", "foreign-file"),
        (_forge_manifest, 3, "output", "path-escape"),
        (_block_the_lock, 3, ".sitegen/lock", "unwritable"),
    ],
)
def test_an_error_has_its_place_in_text_and_json(
    harm: Callable[[SiteFolder], None],
    code: int,
    path: str,
    kind: str,
    site: SiteFolder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harm(site)
    monkeypatch.chdir(site.root)
    assert main(["build", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["error"]) == (False, "")
    [problem] = told["problems"]
    assert (problem["path"], problem["kind"], problem["severity"]) == (path, kind, "error")
    assert '"' in problem["message"]
    assert problem["hint"]
    assert main(["build"]) == code
    assert capsys.readouterr().err == f"{path}: error: {problem['message']}\n    {problem['hint']}\n"


def test_a_second_build_at_the_same_time_names_the_lock(site: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    with lock(site.root / ".sitegen"):
        assert main(["build", "--json", "-C", str(site.root)]) == 3
    [problem] = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["path"], problem["kind"]) == (str(site.root / ".sitegen/lock"), "busy")


def test_an_error_without_a_place_is_a_message(
    site: SiteFolder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SitegenError("a worker died\n    Try fewer.")

    monkeypatch.setattr(command, "run_build", fail)
    assert main(["build", "-C", str(site.root)]) == 1
    assert capsys.readouterr().err == "error: a worker died\n    Try fewer.\n"
    assert main(["build", "--json", "-C", str(site.root)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "error": "a worker died\n    Try fewer.",
        "problems": [],
    }


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["build", "--json"], ["build", "-v"], ["explain", "/"], ["--help"]])
def test_where_the_output_is_full_it_is_said_and_the_work_is_done(
    words: list[str], unbuffered: str, site: SiteFolder
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = run_in(site, words, unbuffered, stdout=full, stderr=subprocess.PIPE)
        mute = run_in(site, words, unbuffered, stdout=full, stderr=full)
    said = 'error: what there is to say cannot be written: "No space left on device"\n'
    assert (done.returncode, done.stderr, mute.returncode) == (5, said, 5)
    assert words[0] != "build" or site.tree()


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["build", "--json"], ["build", "-v"], ["explain", "/"], ["--help"]])
def test_where_the_pipe_is_closed_nothing_more_is_said(words: list[str], unbuffered: str, site: SiteFolder) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = run_in(site, words, unbuffered, stdout=pipe, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (5, "")


def test_where_errors_cannot_be_told_no_traceback_takes_their_place(site: SiteFolder) -> None:
    _forget_config(site)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = run_in(site, ["build"], "", stdout=subprocess.PIPE, stderr=pipe)
    assert (done.returncode, done.stdout) == (5, "")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are no text")
def test_a_name_that_is_no_text_is_written_out(site: SiteFolder) -> None:
    folder = site.root / "x\udcff"
    folder.mkdir()
    done = run_in(site, ["build", "--json", "-C", str(folder)], "", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["problems"][0]["message"].startswith(f'"{folder}/sitegen.toml" cannot be read')


def run_in(
    site: SiteFolder, words: list[str], unbuffered: str, **streams: int | IO[str]
) -> "subprocess.CompletedProcess[str]":
    python = {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONUNBUFFERED": unbuffered,
        "PYTHONIOENCODING": "utf-8:strict",
    }
    command = [sys.executable, "-m", "sitegen", *words]
    return subprocess.run(command, cwd=site.root, env={**os.environ, **python}, text=True, check=False, **streams)
