"""Turns files into their digests, reading only those that may have changed since they were last read.

A remembered digest stands while size and both times are equal and were settled when it was taken; in every other
case, as after a copy to another machine, the content decides.
"""

from collections.abc import Mapping

from sitegen.files import digest_file
from sitegen.model.source import FileStat
from sitegen.read.walk import Found

_SETTLED_AFTER_NS = 2_000_000_000
"""The coarsest clock of a file system in use (FAT) ticks every two seconds."""


def stat_of(found: Found, known: Mapping[str, FileStat], moment_ns: int) -> FileStat:
    """Return a file's state with its digest. `moment_ns` is when the scan began; OSError where it cannot be read."""
    old = known.get(found.path)
    if old is not None and _stands(old, found):
        return old
    settled = max(found.mtime_ns, found.ctime_ns) < moment_ns - _SETTLED_AFTER_NS
    return FileStat(found.mtime_ns, found.ctime_ns, found.size, digest_file(found.file), settled)


def _stands(old: FileStat, found: Found) -> bool:
    return old.settled and old.mtime_ns == found.mtime_ns and old.ctime_ns == found.ctime_ns and old.size == found.size
