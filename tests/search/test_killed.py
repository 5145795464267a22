"""A build with search that is killed at any moment is completed by the next one: no file of an index stays behind."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from indexes import site_with_search
from sites import NOW, SiteFolder, difference

BUILD = """
import sys
from pathlib import Path
from sitegen.build import build
build(Path(sys.argv[1]), now=int(sys.argv[2]), jobs=1)
"""


@pytest.mark.slow
def test_the_build_after_a_kill_is_a_clean_one(tmp_path: Path) -> None:
    site = site_with_search(tmp_path / "site")
    expected = {}
    for word in ("old", "new"):
        _version(site, word)
        expected[word] = site.clean_tree(tmp_path / "clean")
    site.build()
    rng = random.Random(7)
    killed = 0
    for number in range(10):
        word = ("old", "new")[number % 2]
        _version(site, word)
        killed += _build_and_kill(site.root, rng.uniform(0.3, 1.5))
        site.build()
        assert difference(site.tree(), expected[word]) == [], f"after kill {number}"
    assert killed, "every build ended before it was killed, so nothing was shown"


def _version(site: SiteFolder, word: str) -> None:
    for number in range(40):
        site.article(f"more-{number}", f"{word} {number}", f"{word} {number} " * 50, tags=f"[{word}]")


def _build_and_kill(folder: Path, seconds: float) -> bool:
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(folder), str(NOW)], stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() != 0
