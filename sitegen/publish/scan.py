"""Reads the state of published files: sizes and times, and digests where those are not enough."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from sitegen.files import digest_file


def scan_output(output: Path, paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return size and mtime in nanoseconds of those paths at which a regular file lies; the others are left out."""
    # Asking for each path is four times as fast as listing the tree, in which most files have a folder of their own.
    prefix = os.fspath(output) + "/"
    found = {}
    for path in paths:
        try:
            state = os.lstat(prefix + path)
        except OSError:
            continue
        if stat.S_ISREG(state.st_mode):
            found[path] = (state.st_size, state.st_mtime_ns)
    return found


def digest_outputs(output: Path, paths: Iterable[str]) -> dict[str, str]:
    """Digest published files, as after a copy that gave them new times; one that cannot be read is left out."""
    digests = {}
    for path in paths:
        try:
            digests[path] = digest_file(output / path)
        except OSError:
            continue
    return digests
