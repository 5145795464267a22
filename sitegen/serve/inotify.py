"""Linux: turns folders into a call for every change in them, with one thread that sleeps until there is one.

The thread is watchdog's; its observer is not used here. That keeps to itself that the system's limit was reached below
a folder, its thread ends over folders that were moved away, and it tells every reading of a file.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count

from watchdog.observers.inotify_c import CallbackId, InotifyConstants, InotifyEvent, InotifyFD, Mask, WatchDescriptor

from sitegen.serve.names import matters

_EVENTS = Mask(
    InotifyConstants.IN_CREATE
    | InotifyConstants.IN_DELETE
    | InotifyConstants.IN_MOVE
    | InotifyConstants.IN_CLOSE_WRITE
    | InotifyConstants.IN_ATTRIB
    | InotifyConstants.IN_DELETE_SELF
    | InotifyConstants.IN_MOVE_SELF
    | InotifyConstants.IN_ONLYDIR
)
"""Reading makes none of them, and neither does a write before the file is closed: half a text is not worth a build."""

# An overflow of the system's queue is dealt with here, so watchdog need not print that there was one.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


class Inotify:
    """Watches the folders of `scopes` as they are now; folders that come later are told of, and not watched.

    A scope maps a folder to the names in it that matter, or to None: then all below it does. `notice` is called on
    another thread, with the path that seems to have changed, and with True where folders came or went, so that only a
    new Inotify would see everything. Folders that are not there are passed over. OSError where the system has no more
    watches to give.
    """

    def __init__(self, scopes: Mapping[str, frozenset[str] | None], notice: Callable[[str, bool], None]) -> None:
        self._reader = InotifyFD()
        self._reader.start()
        self._ids = map(CallbackId, count())
        try:
            for folder, names in scopes.items():
                for place in _below(folder) if names is None else [folder]:
                    self._add(place, _Ear(place, names, notice))
        except OSError:
            self.close()
            raise

    def is_alive(self) -> bool:
        """Tell whether changes are still noticed."""
        return self._reader.is_alive()

    def close(self) -> None:
        """Stop, and wait for the thread's end."""
        self._reader.stop()
        self._reader.join()

    def _add(self, folder: str, ear: "_Ear") -> None:
        with suppress(FileNotFoundError, NotADirectoryError):
            # Each has its own id: a folder may be met twice, by two paths, and watchdog warns of an id that it knows.
            self._reader.add_callback(os.fsencode(folder), _EVENTS, ear, next(self._ids))


def _below(folder: str) -> Iterator[str]:
    """A folder and all in it that may hold a part of the site. What cannot be listed cannot be watched, and is left out."""
    if os.path.islink(folder):  # noqa: PTH114 - as everywhere, a link is not followed
        return
    for place, names, _ in os.walk(folder):
        names[:] = filter(matters, names)
        yield place


class _Ear:
    """What watchdog calls for one folder."""

    def __init__(self, folder: str, names: frozenset[str] | None, notice: Callable[[str, bool], None]) -> None:
        self._folder = folder
        self._names = names
        self._notice = notice

    def on_event(self, event: InotifyEvent) -> None:
        """Tell of a change; one without a name is of the watched folder itself."""
        name = os.fsdecode(event.name)
        if not name or (matters(name) if self._names is None else name in self._names):
            self._notice(f"{self._folder}/{name}", not name or event.is_directory)

    def on_watch_deleted(self, wd: WatchDescriptor) -> None:
        """Do nothing: that the folder went was an event already, and the end of our own watching is none."""

    def on_queue_overflow(self) -> None:
        """Tell that anything may have changed: the system dropped events."""
        self._notice("", True)
