"""Turns a folder into the type of the file system that it lies on, as far as the system tells."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
"""Linux alone has it; proc(5) describes its lines."""
_REMOTE = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|virtiofs|fuse\..*|vboxsf|vmhgfs|prl_fs|afs|ceph|lustre|ncpfs|coda|gfs2?|ocfs2"
)
_ESCAPED = re.compile(r"\\(\d{3})")


def remote_type(folders: Iterable[str]) -> str:
    """Return the type of the first file system below `folders` that others may change unnoticed, or an empty string.

    A network drive, or a folder that a container has from its host, tells only of what this machine itself changes.
    """
    mounts = _mounts()
    types = (_type_of(os.path.realpath(folder), mounts) for folder in folders)
    return next((kind for kind in types if _REMOTE.fullmatch(kind)), "")


def _mounts() -> dict[str, str]:
    """Where each file system is mounted, with its type; of several at one place, the last is the one that is seen."""
    try:
        lines = _TABLE.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return {}
    halves = (line.partition(" - ") for line in lines)
    return {_unescaped(mount.split()[4]): device.split()[0] for mount, dash, device in halves if dash}


def _unescaped(place: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 8)), place)


def _type_of(folder: str, mounts: dict[str, str]) -> str:
    while folder not in mounts and folder != (parent := os.path.dirname(folder)):  # noqa: PTH120 - text, not a file
        folder = parent
    return mounts.get(folder, "")
