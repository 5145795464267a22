"""SIGKILL in the middle of a publication: every file whole for a reader who reads on, and the next build repairs."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from publishing import is_whole, picture, put, site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")

KILLS = 200 if os.environ.get("SITEGEN_PROVE") == "1" else 20

PUBLISHER = """
    import sys
    from pathlib import Path
    from publishing import put, site
    root, before, after = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    old, new = site(before), site(after)
    kept = {path: data for path, data in new.items() if old.get(path) == data}
    print("go", flush=True)
    put(root, {path: data for path, data in new.items() if path not in kept}, kept)
    print("done", flush=True)
"""


class Reader(threading.Thread):
    """Reads the output over and over, and remembers what was not whole."""

    def __init__(self, output: Path) -> None:
        super().__init__()
        self.output, self.torn, self.read, self.ended = output, set(), 0, threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            for folder, _, names in os.walk(self.output):
                for name in names:
                    if name.endswith(".html") or name == "turn":
                        self.look_at(Path(folder) / name)

    def look_at(self, file: Path) -> None:
        try:
            data = file.read_bytes()
        except OSError:
            return
        self.read += 1
        if not is_whole(data):
            self.torn.add(file.name)


@pytest.mark.slow
def test_whatever_moment_a_publication_is_killed(tmp_path):
    root = tmp_path / "site"
    put(root, site(1))
    chance = random.Random(20180410)
    script = tmp_path / "publisher.py"
    script.write_text(textwrap.dedent(PUBLISHER))
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": f"{here.parents[1]}{os.pathsep}{here}"}
    reader = Reader(root / "output")
    reader.start()
    killed, version, window = 0, 1, 0.05
    try:
        for _ in range(KILLS):
            command = [sys.executable, script, root, str(version), str(version + 1)]
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as publisher:
                publisher.stdout.readline()
                time.sleep(chance.uniform(0, window))
                publisher.send_signal(signal.SIGKILL)
                was_cut_off = b"done" not in publisher.stdout.read()
            killed += was_cut_off
            window *= 1.25 if was_cut_off else 0.8
            old, new = site(version), site(version + 1)
            for path, data in picture(root / "output").items():
                assert data in (old.get(path), new.get(path)), path
            version += chance.choice([0, 1])
            put(root, site(version))
            assert picture(root / "output", own=True).keys() == {*site(version), ".sitegen-manifest"}
            assert picture(root / "output") == site(version)
    finally:
        reader.ended.set()
        reader.join()
    assert reader.torn == set()
    assert reader.read > KILLS
    assert killed > KILLS // 4


CALLS = ("replace", "mkdir", "chmod", "lstat", "rmdir", "open")


def put_until_killed(root: Path, files: dict[str, bytes], nth: int) -> bool:
    """Publish in another process that kills itself before its nth system call; tell whether it came that far."""
    if child := os.fork():
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    left = nth

    def counted(real):
        def call(*arguments, **named):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    Path.unlink = counted(Path.unlink)
    Path.write_bytes = counted(Path.write_bytes)
    put(root, files)
    os._exit(0)


def test_whatever_call_a_publication_is_killed_before(tmp_path):
    old = {"index.html": b"old", "gone/index.html": b"gone", "turn": b"file", "dir/x": b"x", "same": b"same"}
    new = {"index.html": b"new", "new/index.html": b"new", "turn/x": b"inner", "dir": b"file", "same": b"same"}
    nth, was_killed = 0, True
    while was_killed:
        nth += 1
        root = tmp_path / str(nth)
        root.mkdir()
        put(root, old)
        was_killed = put_until_killed(root, new, nth)
        for path, data in picture(root / "output").items():
            assert data in (old.get(path), new.get(path)), path
        repaired = old if nth % 2 else new
        put(root, repaired)
        assert picture(root / "output", own=True).keys() == {*repaired, ".sitegen-manifest"}
        assert picture(root / "output") == repaired
        assert picture(root / ".sitegen") == {}
    assert nth > 50
