"""A build that is killed at any moment leaves whole files, and the next one completes the work without help."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sites import NOW, SiteFolder, difference

KILLS = 200 if os.environ.get("SITEGEN_PROVE") else 12

BUILD = """
import sys
from pathlib import Path
from sitegen.build import build
if __name__ == "__main__":
    build(Path(sys.argv[1]), now=int(sys.argv[2]), jobs=int(sys.argv[3]))
"""


class Reader(threading.Thread):
    """Reads every file of a folder again and again, and keeps what is neither the old nor the new version."""

    def __init__(self, output: Path, versions: dict[str, set[bytes]]) -> None:
        super().__init__(daemon=True)
        self.output = output
        self.versions = versions
        self.torn: set[str] = set()
        self.reads = 0
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            for path, whole in self.versions.items():
                try:
                    content = (self.output / path).read_bytes()
                except FileNotFoundError:
                    continue
                self.reads += 1
                if content not in whole:
                    self.torn.add(path)


def _version(site: SiteFolder, word: str) -> None:
    site.write("templates/part.html", word)
    for number in range(60):
        site.article(
            f"a{number}",
            f"{word} {number}",
            f"{word} " * 50,
            date=f"2020-01-{number % 28 + 1:02}",
            tags=f"[t{number % 5}]",
        )


@pytest.mark.slow
def test_killed_builds_tear_no_file_and_the_next_build_completes_the_work(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.use_tiny_theme()
    expected = {}
    for word in ("old", "new"):
        _version(site, word)
        expected[word] = site.clean_tree(tmp_path / "clean")
    paths = {path for path in expected["new"] if not path.startswith(".")}
    reader = Reader(site.root / "output", {path: {tree[path] for tree in expected.values()} for path in sorted(paths)})
    site.build()
    reader.start()
    rng = random.Random(5)
    killed, longest = 0, _seconds_of_a_build(site)
    for number in range(KILLS):
        word = ("old", "new")[number % 2]
        _version(site, word)
        was_killed = _build_and_kill(site.root, rng.uniform(0.1, 1) * longest, jobs=1 + number % 2)
        longest *= 1.15 if was_killed else 0.8  # the machine may be busier now than it was a moment ago
        killed += was_killed
        site.build()
        assert difference(site.tree(), expected[word]) == [], f"after kill {number}"
        assert not list((site.root / ".sitegen").glob("stage/*"))
    reader.enough.set()
    reader.join()
    assert reader.torn == set()
    assert reader.reads > 1000
    assert killed > KILLS // 4, "most builds ended before they were killed, so nothing was shown"


def _seconds_of_a_build(site: SiteFolder) -> float:
    _version(site, "old")
    started = time.perf_counter()
    _start(site.root, 1).wait()
    return time.perf_counter() - started


def _start(folder: Path, jobs: int) -> "subprocess.Popen[bytes]":
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", BUILD, str(folder), str(NOW), str(jobs)]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _build_and_kill(folder: Path, seconds: float, jobs: int) -> bool:
    process = _start(folder, jobs)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() != 0
