"""Moves staged files to their places in the output folder, and takes away what is no longer part of the site.

A file is replaced by one rename, so a reader sees the old or the new one. Folders are entered only where they are real
ones: a link inside the output folder leads nowhere.
"""

# For thousands of files, paths as objects would cost more than what the system does with them.
# ruff: noqa: PTH101, PTH102, PTH105, PTH106

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

from sitegen.publish.manifest import PART
from sitegen.publish.stage import FILE_MODE, failure
from sitegen.publish.way import mode_of, parents_of

_FOLDER_MODE = 0o755


class Places:
    """One output folder while files are put into it and taken out; every OSError becomes a PublishFailed with its path."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._prefix = os.fspath(output) + "/"
        self._part = self._prefix + PART
        self._folders: set[str] = set()

    def put(self, path: str, staged: str) -> tuple[int, int]:
        """Move a staged file to its path; return size and mtime in nanoseconds."""
        target = self._prefix + path
        try:
            self._make_folders(path)
            try:
                _move(staged, target, self._part)
            except (IsADirectoryError, PermissionError):
                _remove_empty_folders(target)
                _move(staged, target, self._part)
            state = os.lstat(target)
        except OSError as error:
            raise failure(target, error) from error
        return state.st_size, state.st_mtime_ns

    def put_bytes(self, path: str, data: bytes) -> None:
        """Write one of our own lists as a whole."""
        try:
            _make_output(self._output)
            Path(self._part).unlink(missing_ok=True)
            Path(self._part).write_bytes(data)
            os.chmod(self._part, FILE_MODE)
            os.replace(self._part, self._prefix + path)
        except OSError as error:
            raise failure(self._prefix + path, error) from error

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that this leaves empty; what is a folder or behind a link by now stays."""
        emptied: set[str] = set()
        for path in sorted(paths):
            if self._remove_file(path):
                emptied.update(parents_of(path))
        for folder in sorted(emptied, reverse=True):
            self._folders.discard(folder)
            try:
                os.rmdir(self._prefix + folder)
            except OSError:
                continue

    def _remove_file(self, path: str) -> bool:
        """Tell whether nothing lies at the path any more."""
        if not all(map(self._is_real_folder, parents_of(path))):
            return False
        mode = mode_of(self._prefix + path)
        if mode is None or stat.S_ISDIR(mode):
            return mode is None
        try:
            Path(self._prefix + path).unlink(missing_ok=True)
        except OSError as error:
            raise failure(self._prefix + path, error) from error
        return True

    def _is_real_folder(self, folder: str) -> bool:
        if folder not in self._folders and stat.S_ISDIR(mode_of(self._prefix + folder) or 0):
            self._folders.add(folder)
        return folder in self._folders

    def _make_folders(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if not parent or parent in self._folders:
            return
        for folder in parents_of(path):
            if not self._is_real_folder(folder):
                _make_folder(self._prefix + folder)
                self._folders.add(folder)


def _make_output(output: Path) -> None:
    for folder in [*reversed(output.parents), output]:
        if not folder.exists():
            _make_folder(os.fspath(folder))


def _make_folder(folder: str) -> None:
    os.mkdir(folder)
    os.chmod(folder, _FOLDER_MODE)


def _move(staged: str, target: str, part: str) -> None:
    try:
        os.replace(staged, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        Path(part).unlink(missing_ok=True)
        shutil.copyfile(staged, part)
        os.chmod(part, FILE_MODE)
        os.replace(part, target)


def _remove_empty_folders(top: str) -> None:
    """Remove a folder that holds nothing but folders, as a page that became one leaves it when a build is cut off."""
    for folder, _, _ in os.walk(top, topdown=False):
        os.rmdir(folder)
