"""Turns a folder into the list of its regular files, whatever else lies in it.

A link is never followed, at any depth and also where it is the folder itself: what a site publishes lies in the site.
A pipe, socket or device is never opened. Each of these is a problem that names it.
"""

import os
import re
import stat
from collections.abc import Container
from functools import lru_cache

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.urls import name_fault, nfc

_IGNORED = re.compile(r"\..*|~\$.*|.*~|#.*#|.*\.sw[op]|thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


_GOOD = (False, "")


class Found(Struct, frozen=True, gc=False):
    """A regular file: its project path in NFC, the path by which the system opens it, and its state when listed."""

    path: str
    file: str
    size: int
    mtime_ns: int
    ctime_ns: int


def walk(
    folder: str, project: str, hidden: frozenset[str] = frozenset(), known: Container[str] = ()
) -> tuple[list[Found], list[Problem]]:
    """List the regular files below a folder, ordered by their path, which begins with `project`.

    Hidden files, but for the names in `hidden`, and what editors and systems leave behind are passed over. The names of
    `known` paths were found good before and are not looked at again. A folder that is not there is empty.
    """
    walk_ = _Walk(hidden, known)
    if walk_.is_real_folder(folder, project):
        walk_.run(folder, project)
    return sorted(walk_.found, key=lambda f: f.path), walk_.problems


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

    def __init__(self, hidden: frozenset[str], known: Container[str]) -> None:
        self.hidden = hidden
        self.known = known
        self.pending: list[tuple[str, str]] = []
        self.found: list[Found] = []
        self.problems: list[Problem] = []

    def run(self, folder: str, project: str) -> None:
        self.pending.append((folder, project))
        while self.pending:
            place, path = self.pending.pop()
            for entry in self._entries(place, path):
                self._sort_in(entry, f"{path}/{nfc(entry.name)}")

    def is_real_folder(self, folder: str, path: str) -> bool:
        try:
            mode = os.lstat(folder).st_mode
        except FileNotFoundError:
            return False
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return False
        if stat.S_ISLNK(mode):
            self.problems.append(_link(path))
        elif not stat.S_ISDIR(mode):
            self.problems.append(_not_a_folder(path))
        return stat.S_ISDIR(mode)

    def _entries(self, place: str, path: str) -> "list[os.DirEntry[str]]":
        try:
            with os.scandir(place) as entries:
                return list(entries)
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return []

    def _sort_in(self, entry: "os.DirEntry[str]", path: str) -> None:
        ignored, fault = _GOOD if path in self.known else _verdict(entry.name)
        if ignored and entry.name not in self.hidden:
            return
        if fault:
            self.problems.append(_bad_name(path, entry.name, fault))
        elif entry.is_symlink():
            self.problems.append(_link(path))
        elif entry.is_dir(follow_symlinks=False):
            self.pending.append((entry.path, path))
        elif entry.is_file(follow_symlinks=False):
            self._add_file(entry, path)
        else:
            self.problems.append(_not_a_file(path))

    def _add_file(self, entry: "os.DirEntry[str]", path: str) -> None:
        try:
            state = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return
        self.found.append(Found(path, entry.path, state.st_size, state.st_mtime_ns, state.st_ctime_ns))


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
