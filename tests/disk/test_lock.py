"""One build at a time: a second process is told who is at work, and a dead owner holds nothing."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.errors import Busy, PublishFailed
from sitegen.publish import lock

HOLD = """
    import sys
    from pathlib import Path
    from sitegen.publish import lock
    with lock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that holds the lock until its input ends."""
    command = [sys.executable, "-c", textwrap.dedent(HOLD), folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


def test_a_second_build_is_told_who_is_at_work(tmp_path):
    with (
        another_process(tmp_path / ".sitegen") as process,
        pytest.raises(Busy, match=rf"process {process.pid} on .+, since \d{{4}}-"),
        lock(tmp_path / ".sitegen"),
    ):
        pytest.fail("two builds at once")


def test_the_lock_is_free_after_a_build_and_after_a_failed_one(tmp_path):
    with pytest.raises(ZeroDivisionError), lock(tmp_path):
        1 / 0  # noqa: B018
    with lock(tmp_path) as owner:
        assert owner.pid == os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_an_owner_that_was_killed_holds_nothing(tmp_path):
    with another_process(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with lock(tmp_path) as owner:
            assert owner.pid == os.getpid()


def test_a_build_may_wait_for_its_turn(tmp_path):
    with another_process(tmp_path) as process:
        threading.Timer(0.3, process.stdin.close).start()
        with lock(tmp_path, wait_seconds=30) as owner:
            assert owner.pid == os.getpid()


def test_waiting_ends(tmp_path):
    with another_process(tmp_path), pytest.raises(Busy), lock(tmp_path, wait_seconds=0.2):
        pytest.fail("two builds at once")


def test_an_owner_that_did_not_sign_is_busy_all_the_same(tmp_path):
    with another_process(tmp_path):
        (tmp_path / "lock").write_bytes(b"\xff not json")
        with pytest.raises(Busy, match="has not signed"), lock(tmp_path):
            pytest.fail("two builds at once")


def test_where_no_lock_can_be_made_the_path_is_named(tmp_path):
    (tmp_path / "lock").mkdir()
    with pytest.raises(PublishFailed, match=r"lock: error: the project cannot be locked"), lock(tmp_path):
        pytest.fail("no lock was held")


def test_where_the_disk_is_full_the_path_is_named(tmp_path, monkeypatch):
    def refuse(_descriptor, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(PublishFailed, match=r'lock: error: the project cannot be locked: "No space'), lock(tmp_path):
        pytest.fail("no lock was held")
