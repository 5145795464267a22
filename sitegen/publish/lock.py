"""One build or import of a site at a time, and one preview: a lock that the system frees with its owner, however it ended."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from sitegen.errors import Busy, Location, Problem, PublishFailed

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FILE = "lock"

_PAUSE_SECONDS = 0.05
_WINDOWS_BYTE = 1 << 30
"""Windows locks bytes against reading too, so the one that stands for the file lies beyond the owner's name."""


_held: set[int] = set()


def _let_go() -> None:
    """A forked process does not own the locks of the one that it came from, and must not outlive them."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


class Owner(Struct, frozen=True):
    """Who holds the lock; `since` is in seconds since 1970."""

    pid: int
    host: str
    since: int

    def __str__(self) -> str:
        began = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.since))
        return f"process {self.pid} on {self.host}, since {began}"


@contextmanager
def lock(folder: Path, wait_seconds: float = 0.0, work: str = "build or import") -> Iterator[Owner]:
    """Hold the lock of a state folder (`.sitegen/`, or the preview's below it), which is made where needed.

    Busy, naming the owner, where another holds it for longer than `wait_seconds`; `work` says what it holds it for.
    """
    path = folder / FILE
    descriptor = _open(path)
    try:
        deadline = time.monotonic() + wait_seconds
        while not _take(descriptor, path):
            if time.monotonic() >= deadline:
                raise _busy(path, work)
            time.sleep(_PAUSE_SECONDS)
        _held.add(descriptor)
        yield _sign(descriptor, path)
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Tell whether this process holds the lock of a state folder as it is now: the folder may be another than before."""
    with suppress(OSError):
        state = os.stat(folder / FILE)  # noqa: PTH116 - beside that of a descriptor
        return any(os.path.samestat(os.fstat(descriptor), state) for descriptor in _held)
    return False


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise _unusable(path, error) from error


def _busy(path: Path, work: str) -> Busy:
    message, hint = f'another {work} is running: "{_owner(path)}"', "Wait for its end, or end it, then try again."
    return Busy(problems=[Problem(Location(str(path)), "busy", message, hint)])


def _unusable(path: Path, error: OSError) -> PublishFailed:
    message = f'the project cannot be locked: "{error.strerror}"'
    hint = "Check the folder's permissions, and the space on its disk."
    return PublishFailed(problems=[Problem(Location(str(path)), "unwritable", message, hint)])


def _take(descriptor: int, path: Path) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise _unusable(path, error) from error
    return True


def _sign(descriptor: int, path: Path) -> Owner:
    owner = Owner(os.getpid(), socket.gethostname(), int(time.time()))
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.truncate(descriptor, 0)
        os.write(descriptor, msgspec.json.encode(owner))
    except OSError as error:
        raise _unusable(path, error) from error
    return owner


def _owner(path: Path) -> str:
    try:
        return str(msgspec.json.decode(path.read_bytes(), type=Owner))
    except (OSError, msgspec.DecodeError):
        return "its owner has not signed"
