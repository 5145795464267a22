"""Digests sitegen itself: its own code and the versions of the libraries that shape the output."""

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from sitegen.digest import digest, digest_all

LIBRARIES = (
    "babel",
    "jinja2",
    "markdown_it_py",
    "mdit_py_plugins",
    "msgspec",
    "nh3",
    "pillow",
    "pygments",
    "python_slugify",
)


def digest_generator() -> str:
    """Return a digest that changes with any line of sitegen's code and any version of a library that shapes output."""
    package = Path(__file__).parent.parent
    code = (digest(file.read_bytes()) for file in sorted(package.rglob("*.py")))
    return digest_all([*code, *sorted(_installed()), sys.version.split()[0], unicodedata.unidata_version])


def _installed() -> Iterator[str]:
    """Yield `jinja2-3.1.6.dist-info` and the like from folder names alone: asking importlib costs a tenth of a second."""
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        for found in folder.glob("*.dist-info"):
            if found.name.partition("-")[0].lower() in LIBRARIES:
                yield found.name
