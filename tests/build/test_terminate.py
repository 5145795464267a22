"""SIGTERM, by which services and CI end a build: a word, an exit code, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sites import NOW, SiteFolder

SLOW = "{% for _ in range(3000) %}{% for _ in range(1000) %}{% endfor %}{% endfor %}"
"""Takes about a tenth of a second, so that a hundred pages do not end before they are told to."""


@pytest.mark.skipif(sys.platform != "linux", reason="signals are POSIX's, and /proc Linux's")
@pytest.mark.parametrize(("jobs", "to_workers_too"), [(1, False), (2, False), (2, True)])
def test_a_terminated_build_leaves_nothing_behind(site: SiteFolder, jobs: int, to_workers_too: bool) -> None:
    site.use_tiny_theme()
    site.write("templates/part.html", SLOW)
    for number in range(120):
        site.article(f"a{number}")
    command = [sys.executable, "-m", "sitegen", "build", "--now", "2020-09-13T12:26:40Z", "--jobs", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    build = subprocess.Popen(
        command, cwd=site.root, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    _wait_for_staged_files(site.root)
    workers = Path(f"/proc/{build.pid}/task/{build.pid}/children").read_text().split()
    if to_workers_too:
        os.killpg(build.pid, signal.SIGTERM)
    else:
        build.send_signal(signal.SIGTERM)
    _, said = build.communicate(timeout=60)
    assert (build.returncode, said) == (143, "Terminated; the same command goes on from here.\n")
    assert len(workers) == (jobs if jobs > 1 else 0)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert not (site.root / ".sitegen/stage").exists()
    assert not (site.root / "output").exists()
    site.write("templates/part.html", "")
    assert site.build(now=NOW).outputs > 120


def _wait_for_staged_files(root: Path) -> None:
    deadline = time.monotonic() + 60
    while not list(root.glob(".sitegen/stage/*/*")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
