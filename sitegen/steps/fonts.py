"""Finds the fonts of this machine that social cards can be set in; looked at again only where a folder of fonts changed.

Fonts are known by the names of their files, in an order of preference, so that equal folders give equal fonts.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from sitegen.digest import digest, digest_of
from sitegen.files import read_file
from sitegen.model.fonts import Font
from sitegen.steps.memory import FONTS
from sitegen.steps.tools import Tools

FAMILIES = (
    "sourceserif4", "notoserif", "georgia", "dejavuserif", "liberationserif", "timesnewroman", "times",
    "notonaskharabic", "vazirmatn", "amiri", "notosansarabic", "geezapro", "tahoma", "segoeui", "arial", "arialunicode",
    "notosans", "dejavusans", "liberationsans", "notosanshebrew", "notosansarmenian", "notosansgeorgian",
    "notosansdevanagari", "notosanscjk", "notoserifcjk",
)  # fmt: skip
"""Families by the names of their files, letters and digits alone: those for long reading first, then those of more scripts."""

_SIMPLE = ((0, 0x052F), (0x1E00, 0x20CF))
"""Latin, Greek, Cyrillic, and their punctuation: letters in a row, which need no shaping."""
_REGULAR, _BOLD = ("", "regular"), ("bold", "b", "bd")
_ENDINGS = ("ttf", "otf", "ttc")


def folders() -> list[Path]:
    """Return the folders in which systems keep their fonts, those of all users first."""
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


def find_fonts(tools: Tools) -> tuple[Font, ...]:
    """Return the fonts at hand, in the order of preference."""
    listed = list(_listed(folders()))
    state = digest_of([(str(folder), mtime) for folder, mtime, _ in listed])
    known = tools.memory.recall_made(FONTS, state)
    if known is None:
        files = {path: name for folder, _, names in listed for path, name in ((folder / each, each) for each in names)}
        known = tools.memory.note_made(FONTS, state, tuple(choose(files)))
    return known


def _listed(tops: Sequence[Path]) -> Iterator[tuple[Path, int, list[str]]]:
    """Yield every folder with the time of its last change and the names of its files."""
    for top in tops:
        for folder, inner, names in os.walk(top):
            inner.sort()
            try:
                yield Path(folder), Path(folder).stat().st_mtime_ns, sorted(names)
            except OSError:
                continue


def choose(files: Mapping[Path, str]) -> Iterator[Font]:
    """Yield the fonts to use of some files, given by path and name, in the order of preference."""
    by_name: dict[str, Path] = {}
    for path, name in files.items():
        stem, _, ending = name.lower().rpartition(".")
        if ending in _ENDINGS:
            by_name.setdefault("".join(filter(str.isalnum, stem)), path)
    for family in FAMILIES:
        for is_bold, styles in ((False, _REGULAR), (True, _BOLD)):
            found = (by_name[family + style] for style in styles if family + style in by_name)
            yield from filter(None, (_read(path, is_bold) for path in islice(found, 1)))


def _read(path: Path, is_bold: bool) -> Font | None:
    from sitegen.media import can_shape, characters_of  # noqa: PLC0415 - most builds look at no font

    try:
        content = read_file(path)
    except OSError:
        return None
    ranges = characters_of(content)
    if (
        not can_shape()
    ):  # another look, and so another digest; and scripts that need more than letters in a row are left out
        content += b"unshaped"
        both = ((max(one, first), min(other, last)) for one, other in _SIMPLE for first, last in ranges)
        ranges = tuple((first, last) for first, last in both if first <= last)
    return Font(str(path), digest(content), is_bold, ranges) if ranges else None
