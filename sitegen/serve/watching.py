"""Turns a project's folders into the moments at which something in them may have changed.

It says when, and never for certain what: a scan is the truth, and whoever waits scans every few seconds in any case. So an
event that is missed only delays, and the files that events name are a hint of where to look first.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from threading import Condition, RLock
from typing import Protocol

from sitegen.serve.mounts import remote_type

if sys.platform == "linux":
    from sitegen.serve.inotify import Inotify as Listener
else:
    from sitegen.serve.observing import Observed as Listener

_QUIET_SECONDS = 0.015
"""The pause that ends a burst. The steps of one save follow each other within a few milliseconds."""
_LONGEST_BURST_SECONDS = 0.15
"""When a burst is cut off: a copy of thousands of files should show its first ones soon, and its end wakes again."""

LOOK_SECONDS = 2.0
"""How often whoever waits looks for changes that no event told of."""
_SHARE = 0.03
"""Those looks take at most this share of a core."""
_MOST_NAMED = 8
"""More changed files than this are not named: to look at everything is as quick."""

_CONFIG = "sitegen.toml"
_LIMITS = {
    errno.ENOSPC: "Raise the limit fs.inotify.max_user_watches (with sysctl) for changes to show at once.",
    errno.EMFILE: "Raise the limit fs.inotify.max_user_instances (with sysctl), or of open files, for changes to show at once.",
}
_REMOTE_HINT = "Changes show after a few seconds. Work on a disk of this machine for them to show at once."
_HINT = "Changes show after a few seconds. Start the preview again for them to show at once."


class Watching(Protocol):
    """What says that something may have changed: see `Watcher`."""

    @property
    def named(self) -> Collection[str]:
        """Which files had changed when `wait` last returned True, as it seems; empty where any may have."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for a change; False when the time is up, or when closed."""
        ...

    def close(self) -> None:
        """End all waiting."""
        ...


class Watcher:
    """Watches the folders that a site is made from, and of the project's own folder its config and where they lie.

    `folders` may lie anywhere and need not be there yet; links in them are not followed. `tell` is given a text for
    people, once, when changes cannot be noticed any more: then `is_polling`, and `wait` only waits. Never raises for
    what happens to files and folders.
    """

    def __init__(self, root: Path, folders: Iterable[Path], tell: Callable[[str], None]) -> None:
        self.is_polling = False
        self._root = root
        self._tell = tell
        self._listening = RLock()
        self._listener: Listener | None = None
        self._scopes: Mapping[str, frozenset[str] | None] = {}
        self._identities: list[tuple[int, int] | None] = []
        self._news = Condition()
        self._has_changed = self._is_closed = False
        self._is_outdated = False
        self._last_event = 0.0
        self._named: set[str] = set()
        self.named: frozenset[str] = frozenset()
        """Which files seem to be all that had changed when `wait` last returned True, by absolute path; empty where more
        may have."""
        self.watch(folders)

    def watch(self, folders: Iterable[Path]) -> None:
        """Watch these folders from now on in place of the earlier ones."""
        with self._listening:
            self._scopes = _scopes(self._root, folders)
            self._listen()

    def wait(self, seconds: float) -> bool:
        """Return True when something may have changed and no more seems to follow, False when the time is up.

        A change since the last call counts, so that none falls between two calls. False at once after `close`.
        """
        with self._listening:
            self._mend()
        with self._news:
            self._news.wait_for(lambda: self._has_changed or self._is_closed, seconds)
            if self._has_changed:
                self._outlast_burst()
            if self._is_closed or not self._has_changed:
                return False
            self._has_changed = False
            is_hint = not self._is_outdated and len(self._named) <= _MOST_NAMED
            self.named = frozenset(self._named if is_hint else ())
            self._named.clear()
        with self._listening:
            # New folders are watched before the caller looks into them, so that nothing in them is missed.
            if self._is_outdated:
                self._listen()
        return True

    def close(self) -> None:
        """End all waiting, and stop watching for good."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()
        with self._listening:
            self._stop()

    def _notice(self, file: str, is_outdated: bool = False) -> None:
        with self._news:
            self._last_event = time.monotonic()
            self._is_outdated |= is_outdated
            self._named.add(file)
            # Only the first event of a burst wakes who waits; the others move its end.
            if not self._has_changed:
                self._has_changed = True
                self._news.notify_all()

    def _outlast_burst(self) -> None:
        end = time.monotonic() + _LONGEST_BURST_SECONDS
        while not self._is_closed:
            pause = min(self._last_event + _QUIET_SECONDS, end) - time.monotonic()
            if pause <= 0:
                break
            self._news.wait(pause)

    def _mend(self) -> None:
        """Notice what no event tells: folders that are others than those that are watched, and a thread that ended.

        Where a folder went, a thread may have ended with it, and to watch anew is enough.
        """
        if self._listener is None or self._is_outdated:
            return
        if self._identities != [_identity(folder) for folder in self._scopes]:
            self._notice("", is_outdated=True)
        elif not self._listener.is_alive():
            self._poll("the thread that waits for changes ended", _HINT)

    def _listen(self) -> None:
        """Watch all folders anew: cheap, and right whatever was made, moved or removed, in whatever order."""
        self._stop()
        if self.is_polling or self._is_closed:
            return
        if kind := remote_type(self._scopes):
            self._poll(f'a file system of type "{kind}" does not tell of all changes', _REMOTE_HINT)
            return
        self._is_outdated = False
        self._identities = [_identity(folder) for folder in self._scopes]
        try:
            self._listener = Listener(self._scopes, self._notice)
        except OSError as error:
            self._poll(str(error.strerror or error), _LIMITS.get(error.errno or 0, _HINT))

    def _stop(self) -> None:
        if self._listener:
            self._listener.close()
            self._listener = None

    def _poll(self, why: str, hint: str) -> None:
        self._stop()
        self.is_polling = True
        self._tell(f"{self._root}: warning: changes cannot be noticed as they happen: {why}\n    {hint}")


def _scopes(root: Path, folders: Iterable[Path]) -> dict[str, frozenset[str] | None]:
    """Folder -> the names in it that matter, or None for all below it.

    The folder around each watched one is in it for that one's name, which may go and come again.
    """
    whole = {str(folder.absolute()) for folder in folders}
    names = {str(root.absolute()): {_CONFIG}}
    for folder in sorted(whole):
        names.setdefault(os.path.dirname(folder), set()).add(os.path.basename(folder))  # noqa: PTH119, PTH120
    return {folder: frozenset(inner) for folder, inner in names.items()} | dict.fromkeys(sorted(whole))


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        state = os.lstat(folder)
    except OSError:
        return None
    return state.st_dev, state.st_ino


def pause_after(cost: float, took: float) -> float:
    """Return for how many seconds to wait between two looks of which one costs so many of a core, and took so many."""
    return max(LOOK_SECONDS, cost / _SHARE, took)


def folders_of(root: Path) -> tuple[Path, ...]:
    """Return the folders that a site is made from, whether they are there or not."""
    return tuple(root / name for name in ("content", "fonts", "static", "templates", "themes"))
