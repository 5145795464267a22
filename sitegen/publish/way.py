"""Looks, before anything is touched, at what lies in the way of the files to be put into place.

What is not of our making is never replaced: it makes the whole publication fail while the old output is still intact.
"""

import os
import stat
from collections.abc import Collection, Iterator
from itertools import accumulate
from pathlib import Path

from sitegen.errors import Location, Problem, PublishFailed


class Way:
    """The paths of one output folder, seen with the list of what is ours (`owned`) and what of it is to go (`removed`)."""

    def __init__(self, output: Path, owned: Collection[str], removed: Collection[str]) -> None:
        self._prefix = os.fspath(output) + "/"
        self._owned = owned
        self._removed = removed
        self._folders: dict[str, bool] = {}

    def above(self, path: str) -> set[str]:
        """Return the file to be removed before the folders of `path` can be made, if any; PublishFailed for a stranger's."""
        for parent in parents_of(path):
            if parent not in self._folders:
                mode = mode_of(self._prefix + parent)
                if mode is not None and not stat.S_ISDIR(mode):
                    if parent not in self._removed:
                        raise self._foreign(parent)
                    return {parent}
                self._folders[parent] = mode is not None
            if not self._folders[parent]:
                break
        return set()

    def leads_to(self, path: str) -> bool:
        """Tell whether the folder of a path, asked for before with `above`, is there by now."""
        parent = path.rpartition("/")[0]
        return not parent or self._folders.get(parent, False)

    def at(self, path: str) -> set[str]:
        """Return the files to be removed before one can be put at `path` itself; PublishFailed for a stranger's."""
        mode = mode_of(self._prefix + path)
        if mode is not None and stat.S_ISDIR(mode):
            return set(self._files_below(path))
        if mode is not None and path not in self._owned:
            raise self._foreign(path)
        return set()

    def _files_below(self, folder: str) -> Iterator[str]:
        with os.scandir(self._prefix + folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        for name, is_folder in found:
            path = f"{folder}/{name}"
            if is_folder:
                yield from self._files_below(path)
            elif path in self._removed:
                yield path
            else:
                raise self._foreign(path)

    def _foreign(self, path: str) -> PublishFailed:
        message = f'"{path}" lies where a page must go, and no build made it'
        hint = "Move it away, or choose another output folder."
        return PublishFailed(problems=[Problem(Location(self._prefix + path), "foreign-file", message, hint)])


def mode_of(path: str) -> int | None:
    """Return the mode of what lies at a path, a link's own; None where nothing does."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def parents_of(path: str) -> list[str]:
    """Return the folders of a path, outermost first: `a/b/c` has `a` and `a/b`."""
    return list(accumulate(path.split("/")[:-1], "{}/{}".format))
