"""Turns bytes into staged files: whole, with their digest and final mode, on the file system where they will be published.

A stage is flat, one file named by the digest of its output path, so that no path can leave it and workers need no
folders. It is gone after the build, however that ends; what a killed build left is removed by the next.
"""

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from sitegen.digest import digest
from sitegen.errors import Location, Problem, PublishFailed
from sitegen.files import chunks_of

FILE_MODE = 0o644


class Staged(Struct, frozen=True, array_like=True):
    """A file that waits to be published: its place in the order, and the digest and size of its bytes."""

    rank: int
    digest: str
    size: int


class Stage:
    """The staging area of one build, below `folder`; the caller holds the project's lock."""

    def __init__(self, folder: Path) -> None:
        self._all = folder
        self.folder = folder

    def __enter__(self) -> Self:
        shutil.rmtree(self._all, ignore_errors=True)
        try:
            self._all.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(dir=self._all))
        except OSError as error:
            shutil.rmtree(self._all, ignore_errors=True)
            raise failure(str(self._all), error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Workers of a build that failed may still be writing: under another name they cannot, and nothing stays behind.
        with suppress(OSError):
            self.folder.rename(self._all / "gone")
        shutil.rmtree(self._all, ignore_errors=True)


def stage_file(stage: Path, path: str, data: bytes) -> tuple[str, int]:
    """Stage the bytes of an output path in the folder of a `Stage`; return digest and size. For any process."""
    target = Path(staged_file(stage, path))
    try:
        target.write_bytes(data)
        target.chmod(FILE_MODE)
    except OSError as error:
        raise failure(path, error) from error
    return digest(data), len(data)


def stage_copy(stage: Path, path: str, file: Path) -> tuple[str, int]:
    """Stage a copy of a regular file, chunk by chunk; return the digest and size of what was copied."""
    target = Path(staged_file(stage, path))
    sha, size = hashlib.sha256(), 0
    try:
        with target.open("wb") as copy:
            for chunk in chunks_of(file):
                sha.update(chunk)
                size += len(chunk)
                copy.write(chunk)
        target.chmod(FILE_MODE)
    except OSError as error:
        raise failure(path, error) from error
    return sha.hexdigest()[:32], size


def staged_file(stage: Path, path: str) -> str:
    """Return where the bytes of an output path are staged."""
    return f"{stage}/{digest(path.encode())}"


def failure(path: str, error: OSError) -> PublishFailed:
    """Say that a path cannot be written, and what may help."""
    message = f'the file cannot be written: "{error.strerror or error}"'
    hint = "Nothing is lost: fix this and build again."
    return PublishFailed(problems=[Problem(Location(path), "unwritable", message, hint)])
