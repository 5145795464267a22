"""What pictures, cards and fonts were made into, kept from build to build by what they were made of.

A shortcut that builds and previews of a site share: it outlives the output folder, the theme and the cache, and may be deleted
at any time. A file that is not whole is made anew.
"""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.digest import digest, digest_all
from sitegen.files import read_file

_DIGEST_SIZE = 16
_LIST = ".list"


class Made(Struct, frozen=True):
    """The folder of what was made, by what makes it: `maker` is the digest of the code and the libraries that do."""

    folder: Path
    maker: str

    def name(self, view: bytes) -> str:
        """Return the name under which what a view asks for is kept."""
        return digest_all([self.maker, digest(view)])

    def has(self, name: str) -> bool:
        """Tell whether there is something under a name; whether it is whole is known when it is read."""
        return (self.folder / name).exists()

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name, None where it is not there or not whole."""
        try:
            kept = read_file(self.folder / name)
        except OSError:
            return None
        made = kept[_DIGEST_SIZE:]
        return made if kept[:_DIGEST_SIZE] == bytes.fromhex(digest(made)) else None

    def put(self, name: str, made: bytes) -> None:
        """Keep what was made; where the disk does not let us, the next build makes it again."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(name, bytes.fromhex(digest(made)) + made)

    def prune(self, user: str, names: Iterable[str]) -> None:
        """Forget what is in use neither by this user, given all names it uses, nor by another."""
        with suppress(OSError):
            if not self.folder.exists():
                return
            used = set(names)
            self._write(user + _LIST, "\n".join(sorted(used)).encode())
            for each in self.folder.glob(f"*{_LIST}"):
                used |= {each.name, *read_file(each).decode("ascii", "replace").split("\n")}
            for entry in os.scandir(self.folder):
                if entry.name not in used and entry.is_file(follow_symlinks=False):
                    Path(entry.path).unlink(missing_ok=True)

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all."""
        descriptor, part = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(part).replace(self.folder / name)
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise
