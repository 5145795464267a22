"""Turns files into their digests, reading only those that may have changed since they were last read.

A remembered digest stands while size and both times are equal and were settled when it was taken; in every other
case, as after a copy to another machine, the content decides.
"""

import os

from sitegen.files import digest_file
from sitegen.model.source import FileStat

_SETTLED_AFTER_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT) ticks every two seconds."""


def state_of(now: os.stat_result, old: FileStat | None) -> FileStat:
    """Return what was remembered of a file, where it still stands; else the file's state, without a digest."""
    mtime_ns, ctime_ns, size = now.st_mtime_ns, now.st_ctime_ns, now.st_size
    if old and old.settled and old.mtime_ns == mtime_ns and old.ctime_ns == ctime_ns and old.size == size:
        return old
    return FileStat(mtime_ns, ctime_ns, size, digest="", settled=False)


def digested(file: str, state: FileStat, moment_ns: int) -> FileStat:
    """Return a file's state with its digest. `moment_ns` is when the scan began; OSError where it cannot be read."""
    settled = max(state.mtime_ns, state.ctime_ns) < moment_ns - _SETTLED_AFTER_NS
    return FileStat(state.mtime_ns, state.ctime_ns, state.size, digest_file(file), settled)
