"""A house's own fonts as they are published: one file for each font and script."""

from typing import Literal

from msgspec import Struct

FONTS = "fonts"
"""The folder of a project in which its fonts lie."""

SCRIPT_NAMES = (
    "latin", "latin-ext", "arabic", "cyrillic", "greek", "hebrew", "armenian", "georgian", "devanagari", "bengali", "thai",
)  # fmt: skip
"""The scripts by which fonts are cut."""

FontRole = Literal["text", "headings", "interface", "mono"]


class FontFile(Struct, frozen=True):
    """A font that the config names: its project path, what it is for, and the scripts that it is to serve, all if none."""

    role: FontRole
    path: str
    scripts: tuple[str, ...] = ()


class FontCut(Struct, frozen=True, array_like=True):
    """What of a font is published for one script; `is_whole` where its maker forbids that parts of it are taken."""

    digest: str
    script: str
    is_whole: bool = False


class FontOutput(Struct, frozen=True):
    """A cut with its output path, and the project path of the font."""

    path: str
    file: str
    cut: FontCut
