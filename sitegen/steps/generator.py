"""Digests sitegen itself: its own code and the versions of the libraries that shape the output."""

import sys
import unicodedata
import zlib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from sitegen.digest import digest, digest_all

LIBRARIES = (
    "babel", "brotli", "fonttools", "jinja2", "lightningcss", "markdown_it_py", "mdit_py_plugins", "msgspec", "nh3", "pillow",
    "pygments", "python_slugify", "vl_convert_python",
)  # fmt: skip
_PACKAGE = Path(__file__).parent.parent


def digest_generator() -> str:
    """Return a digest that changes with any line of sitegen's code and any version of a library that shapes output."""
    return digest_all([*_code_in(_PACKAGE), *sorted(_installed(LIBRARIES)), *_platform()])


@cache
def digest_maker() -> str:
    """Return a digest of what makes pictures, cards and cuts of fonts alone: these take long to make, and most of our code is
    not theirs."""
    code = (*_code_in(_PACKAGE / "media"), *_code_in(_PACKAGE / "fonts"))
    return digest_all([*code, *sorted(_installed(("brotli", "fonttools", "pillow"))), *_platform()])


def name_search_tool() -> str:
    """Name the program that makes search indexes, with its version; empty where the extra `search` is not installed.

    The library that compresses them shapes them too.
    """
    found = [name for name in _dist_infos() if name.startswith("pagefind_bin-")]
    return f"{found[0].removesuffix('.dist-info')} zlib-{zlib.ZLIB_RUNTIME_VERSION}" if found else ""


def _code_in(folder: Path) -> Iterator[str]:
    return (digest(file.read_bytes()) for file in sorted(folder.rglob("*.py")))


def _platform() -> tuple[str, str]:
    return sys.version.split()[0], unicodedata.unidata_version


def _installed(libraries: Collection[str]) -> Iterator[str]:
    """Yield `jinja2-3.1.6.dist-info` and the like."""
    for name in _dist_infos():
        if name.partition("-")[0].lower() in libraries:
            yield name


@cache
def _dist_infos() -> tuple[str, ...]:
    """The names of folders alone: asking importlib costs a tenth of a second."""
    folders = filter(Path.is_dir, map(Path, sys.path))
    return tuple(found.name for folder in folders for found in folder.glob("*.dist-info"))
