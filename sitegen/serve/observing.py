"""macOS, Windows and BSD: turns folders into a call for every change in them, with watchdog's observer of the system."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePath

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from sitegen.serve.names import matters

_HARMLESS = frozenset({"opened", "closed_no_write"})


class Observed:
    """Watches the folders of `scopes` with the interface of `Inotify`; inner folders that come later are watched too."""

    def __init__(self, scopes: Mapping[str, frozenset[str] | None], notice: Callable[[str, bool], None]) -> None:
        self._observer = Observer()
        self._observer.start()
        try:
            for folder, names in scopes.items():
                self._add(folder, names, notice)
        except OSError:
            self.close()
            raise

    def is_alive(self) -> bool:
        """Tell whether changes are still noticed: of watchdog's threads, each may end alone."""
        return self._observer.is_alive() and all(emitter.is_alive() for emitter in self._observer.emitters)

    def close(self) -> None:
        """Stop, and wait for the threads' end."""
        self._observer.stop()
        self._observer.join()

    def _add(self, folder: str, names: frozenset[str] | None, notice: Callable[[str, bool], None]) -> None:
        if names is None and os.path.islink(folder):  # noqa: PTH114 - as everywhere, a link is not followed
            return
        with suppress(FileNotFoundError, NotADirectoryError):
            self._observer.schedule(_Ear(folder, names, notice), folder, recursive=names is None)


class _Ear(FileSystemEventHandler):
    """What watchdog calls for one scope."""

    def __init__(self, folder: str, names: frozenset[str] | None, notice: Callable[[str, bool], None]) -> None:
        self._folder = folder
        self._names = names
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of a change. That a folder was modified is said by what was made or removed in it."""
        if event.event_type in _HARMLESS or (event.is_directory and event.event_type == "modified"):
            return
        for path in [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]:
            if self._concerns(path):
                self._notice(path, event.is_directory)

    def _concerns(self, path: str) -> bool:
        if not PurePath(path).is_relative_to(self._folder):
            return False
        parts = PurePath(path).relative_to(self._folder).parts
        if self._names is None or not parts:
            return all(map(matters, parts))
        return parts[0] in self._names
