"""The same sources give the same bytes on every machine: zone, locale, hash seed, umask, folder and times do not matter."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from edits import Editor
from sites import NOW, SiteFolder, difference, tree_of

BUILD = """
import sys
from pathlib import Path
from sitegen.build import build
if __name__ == "__main__":
    build(Path(sys.argv[1]), now=int(sys.argv[2]), jobs=int(sys.argv[3]))
"""

SURROUNDINGS = {
    "zone": {"env": {"TZ": "Pacific/Kiritimati"}},
    "other zone": {"env": {"TZ": "America/Los_Angeles"}},
    "locale": {"env": {"LC_ALL": "C", "LANG": "C"}},
    "turkish": {"env": {"LC_ALL": "tr_TR.UTF-8"}},
    "hash seed 1": {"env": {"PYTHONHASHSEED": "1"}},
    "hash seed 2": {"env": {"PYTHONHASHSEED": "4242"}},
    "umask": {"umask": 0o077},
    "open umask": {"umask": 0},
    "two jobs": {"jobs": 2},
    "working folder": {"cwd": "/"},
}


def _build_apart(
    folder: Path, env: dict[str, str] | None = None, umask: int = 0o022, jobs: int = 1, cwd: str = "."
) -> None:
    command = [sys.executable, "-c", BUILD, str(folder), str(NOW), str(jobs)]
    everything = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **(env or {})}
    subprocess.run(command, env=everything, cwd=cwd, umask=umask, check=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site of random articles in two languages, large enough that two processes share the work."""
    site = SiteFolder(tmp_path_factory.mktemp("sample") / "site")
    editor = Editor(site, random.Random(7))
    editor.start()
    for number in range(130):
        editor.add()
        if number % 10 == 0:
            editor.add_translation()
    _build_apart(site.root)
    return site


@pytest.mark.slow
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_no_byte(sample: SiteFolder, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(
        sample.root, copy, ignore=shutil.ignore_patterns("output", ".sitegen"), copy_function=shutil.copyfile
    )
    _build_apart(copy, **SURROUNDINGS[name])  # type: ignore[arg-type]
    assert difference(tree_of(copy / "output"), sample.tree()) == []


@pytest.mark.slow
def test_order_in_which_files_were_made_changes_no_byte(sample: SiteFolder, tmp_path: Path) -> None:
    files = [path for path in sorted(sample.root.rglob("*")) if path.is_file()]
    files = [path for path in files if not {"output", ".sitegen"} & set(path.relative_to(sample.root).parts)]
    random.Random(1).shuffle(files)
    copy = tmp_path / "copy"
    for number, path in enumerate(files):
        target = copy / path.relative_to(sample.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        os.utime(target, (number, number))
    _build_apart(copy)
    assert difference(tree_of(copy / "output"), sample.tree()) == []


@pytest.mark.slow
def test_modes_of_files_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.article("a")
    _build_apart(site.root, umask=0o077)
    modes = {oct(path.stat().st_mode & 0o777) for path in (site.root / "output").rglob("*") if path.is_file()}
    assert modes == {"0o644"}


def test_instant_of_the_build_leaves_no_trace(site: SiteFolder) -> None:
    site.article("a")
    site.build(now=NOW)
    before = site.tree()
    site.build(now=NOW + 10**8, clean=True)
    assert site.tree() == before


@pytest.mark.slow
def test_instant_and_not_the_zone_of_the_machine_decides_what_is_visible(tmp_path: Path) -> None:
    for zone in ("UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"):
        for instant, published in ((NOW - 1, False), (NOW, True)):
            site = SiteFolder(tmp_path / f"{zone.replace('/', '-')}-{published}")
            site.article("a", publish_at="2020-09-13T12:26:40+00:00")
            command = [sys.executable, "-c", BUILD, str(site.root), str(instant), "1"]
            env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TZ": zone}
            subprocess.run(command, env=env, check=True)
            assert ("articles/2020/a/index.html" in site.tree()) is published, json.dumps([zone, instant])
