"""Regular files as bytes and digests: a link is never followed, a pipe or device never waited for."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_CHUNK = 1 << 20


def open_file(path: str | Path) -> int:
    """Open a regular file for reading and return its descriptor; OSError for a link, folder, pipe, socket or device."""
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(None, "not a regular file", str(path))
    return descriptor


def chunks_of(path: str | Path) -> Iterator[bytes]:
    """Yield a regular file's bytes, at most 1 MiB at a time."""
    descriptor = open_file(path)
    try:
        while chunk := os.read(descriptor, _CHUNK):
            yield chunk
    finally:
        os.close(descriptor)


def read_file(path: str | Path) -> bytes:
    """Return a regular file's bytes."""
    return b"".join(chunks_of(path))


def digest_file(path: str | Path) -> str:
    """Digest a regular file as `digest.digest` does its bytes, without holding them."""
    sha = hashlib.sha256()
    for chunk in chunks_of(path):
        sha.update(chunk)
    return sha.hexdigest()[:32]
