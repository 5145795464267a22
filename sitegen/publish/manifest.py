"""The list of an output folder's files that sitegen made, kept in that folder: only what is on it is ever removed.

It lies with the output and not in the cache, so that deleting the cache makes nothing a stranger's; hosts and deploys
leave hidden files out. While files are put into place, a journal names those that are new, so that a build that was
killed leaves nothing unclaimed. Both are text; the manifest's bytes depend on the published files alone.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

MANIFEST = ".sitegen-manifest"
JOURNAL = ".sitegen-journal"
PART = ".sitegen-part"
"""The one temporary file that is ever in an output folder."""

OWN_NAMES = frozenset({MANIFEST, JOURNAL, PART})

_HEADER = "sitegen manifest 1"
_DIGEST_END = 34


def manifest_text(digests: Mapping[str, str]) -> bytes:
    """Write a manifest of content digests by path."""
    return "".join((f"{_HEADER}\n", *(f"{digests[path]}  {path}\n" for path in sorted(digests)))).encode()


def read_manifest(output: Path) -> dict[str, str]:
    """Return the content digests by path that an output folder's manifest names; empty where it has none.

    Paths are as written: check them before removing anything.
    """
    header, *lines = _lines(output / MANIFEST)
    if header != _HEADER:
        return {}
    return {line[_DIGEST_END:]: line[: _DIGEST_END - 2] for line in lines}


def has_manifest(output: Path) -> bool:
    """Tell whether a folder is the output of an earlier build, by the first line of its manifest or of its journal."""
    return _first_line(output / MANIFEST) == _HEADER or _first_line(output / JOURNAL) == _HEADER


def is_unfinished(output: Path) -> bool:
    """Tell whether a build was cut off while it put files into place, or was about to."""
    return (output / JOURNAL).exists() or (output / PART).exists()


def journal_text(paths: Iterable[str]) -> bytes:
    """Write the journal of the files that publishing is about to make."""
    return "".join((f"{_HEADER}\n", *(f"{path}\n" for path in sorted(paths)))).encode()


def read_journal(output: Path) -> set[str]:
    """Return the paths that an unfinished build may have made."""
    header, *lines = _lines(output / JOURNAL)
    return set(lines) if header == _HEADER else set()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return [""]


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(100).removesuffix("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
