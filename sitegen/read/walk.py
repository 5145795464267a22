"""Turns a folder into the list of its regular files, whatever else lies in it.

A link is never followed, at any depth and also where it is the folder itself: what a site publishes lies in the site.
A pipe, socket or device is never opened. Each of these is a problem that names it.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.source import FileStat
from sitegen.read.contents import state_of
from sitegen.urls import name_fault, nfc

_IGNORED = re.compile(r"\..*|~\$.*|.*~|#.*#|.*\.sw[op]|thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")

_GONE = (0, 0, -1)
"""The times and size of no file."""
_NOTHING: Mapping[str, FileStat] = MappingProxyType({})


class Found(Struct, frozen=True, gc=False):
    """A regular file: its project path in NFC, its folder and name as the system knows them, and its state when listed.

    The state is what was remembered, where that still stands; else it has no digest.
    """

    path: str
    folder: str
    name: str
    state: FileStat

    @property
    def file(self) -> str:
        """The path by which the system opens it."""
        return self.folder + os.sep + self.name


class Listings:
    """What walks saw: of every folder the names in it, with times and size where it was asked for them."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, tuple[int, int, int] | None] | None] = {}

    def still_stand(self) -> bool:
        """Tell whether walks would see just the same again, at less than half of what they cost."""
        return all(_is_gone(place) if seen is None else _is_as(place, seen) for place, seen in self.of.items())


def walk(
    folder: str,
    project: str,
    hidden: frozenset[str] = frozenset(),
    known: Mapping[str, FileStat] = _NOTHING,
    listings: Listings | None = None,
) -> tuple[list[Found], list[Problem]]:
    """List the regular files below a folder, ordered by their path, which begins with `project`.

    Hidden files, but for the names in `hidden`, and what editors and systems leave behind are passed over. The names of
    `known` paths were found good before and are not looked at again. A folder that is not there is empty. What is seen
    is added to `listings`.
    """
    walk_ = _Walk(hidden, known, listings or Listings())
    if walk_.is_real_folder(folder, project):
        walk_.run(folder, project)
    return sorted(walk_.found, key=attrgetter("path")), walk_.problems


def is_passed_over(name: str) -> bool:
    """Tell whether a name is hidden, or one of those that editors and systems leave behind."""
    return _IGNORED.fullmatch(name) is not None


def shown(path: str) -> str:
    """Return a path as a message can print it: invisible characters and bytes that are no text are written out."""
    return path if path.isprintable() else _INVISIBLE.sub(lambda m: f"\\u{ord(m.group()):04x}", path)


def unreadable(path: str, error: OSError) -> Problem:
    """Make the problem of a file or folder that the system does not let us read."""
    why = error.strerror or "cannot be read"
    return Problem(
        Location(shown(path)), "unreadable", f'"{shown(path)}" cannot be read: {why}', "Check its permissions."
    )


class _Walk:
    """Folders still to be listed, and what the listed ones held."""

    def __init__(self, hidden: frozenset[str], known: Mapping[str, FileStat], listings: Listings) -> None:
        self.hidden = hidden
        self.known = known
        self.listings = listings.of
        self.pending: list[tuple[str, str]] = []
        self.found: list[Found] = []
        self.problems: list[Problem] = []

    def run(self, folder: str, project: str) -> None:
        self.pending.append((folder, project))
        while self.pending:
            place, path = self.pending.pop()
            seen = self.listings[place] = {}
            for entry in self._entries(place, path):
                inner = f"{path}/{nfc(entry.name)}"
                old = self.known.get(inner)
                seen[entry.name] = None
                if old is not None or not self._is_left_out(entry.name, inner):
                    seen[entry.name] = self._sort_in(entry, place, inner, old)

    def is_real_folder(self, folder: str, path: str) -> bool:
        try:
            mode = os.lstat(folder).st_mode
        except FileNotFoundError:
            self.listings[folder] = None
            return False
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return False
        if stat.S_ISLNK(mode):
            self.problems.append(_link(path))
        elif not stat.S_ISDIR(mode):
            self.problems.append(_not_a_folder(path))
        return stat.S_ISDIR(mode)

    def _entries(self, place: str, path: str) -> "Iterator[os.DirEntry[str]]":
        try:
            with _opened(place) as folder, os.scandir(folder) as entries:
                # In order, what a scan makes and remembers lies side by side in memory, and is passed through faster.
                yield from sorted(entries, key=attrgetter("name"))
        except OSError as error:
            self.problems.append(unreadable(path, error))

    def _sort_in(
        self, entry: "os.DirEntry[str]", place: str, path: str, old: FileStat | None
    ) -> tuple[int, int, int] | None:
        """Take an entry for what it is; return its times and size, None for a folder, whose own are of no account."""
        try:
            state = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return _GONE
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return _GONE
        # One look decides: a second could see something else in its place.
        mode = state.st_mode
        if stat.S_ISREG(mode):
            self.found.append(Found(path, place, entry.name, state_of(state, old)))
        elif stat.S_ISDIR(mode):
            self.pending.append((place + os.sep + entry.name, path))
            return None
        else:
            self.problems.append(_link(path) if stat.S_ISLNK(mode) else _not_a_file(path))
        return state.st_mtime_ns, state.st_ctime_ns, state.st_size

    def _is_left_out(self, name: str, path: str) -> bool:
        ignored, fault = _verdict(name)
        if ignored and name not in self.hidden:
            return True
        if fault:
            self.problems.append(_bad_name(path, name, fault))
        return bool(fault)


def _is_gone(place: str) -> bool:
    return not os.path.lexists(place)


def _is_as(place: str, seen: Mapping[str, tuple[int, int, int] | None]) -> bool:
    number = 0
    try:
        with _opened(place) as folder, os.scandir(folder) as entries:
            for number, entry in enumerate(entries, 1):  # noqa: B007 - how many there were
                before = seen.get(entry.name, _GONE)
                if before is not None:
                    state = entry.stat(follow_symlinks=False)
                    if (state.st_mtime_ns, state.st_ctime_ns, state.st_size) != before:
                        return False
    except OSError:
        return False
    return number == len(seen)


@contextmanager
def _opened(place: str) -> Iterator[int | str]:
    """A folder as it can be listed. By a descriptor the system looks at each file by its name, and not along the way to it."""
    if os.scandir not in os.supports_fd:
        yield place
        return
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@lru_cache(maxsize=65536)
def _verdict(name: str) -> tuple[bool, str]:
    ignored = is_passed_over(name)
    try:
        return ignored, name_fault(nfc(name))
    except UnicodeEncodeError:
        return ignored, "is not valid UTF-8"


def _bad_name(path: str, name: str, fault: str) -> Problem:
    message = f'the name "{shown(name)}" {fault}'
    return Problem(Location(shown(path)), "bad-name", message, "Rename it: letters, digits, hyphens and dots are safe.")


def _link(path: str) -> Problem:
    hint = "Links are not followed: put the file or folder itself there."
    return Problem(Location(shown(path)), "path-escape", f'"{shown(path)}" is a symbolic link', hint)


def _not_a_file(path: str) -> Problem:
    message = f'"{shown(path)}" is neither a file nor a folder'
    return Problem(
        Location(shown(path)), "not-a-file", message, "Pipes, sockets and devices cannot be published: remove it."
    )


def _not_a_folder(path: str) -> Problem:
    return Problem(Location(path), "not-a-file", f'"{path}" is not a folder', "Move it away.")
