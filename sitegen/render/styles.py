"""Turns a style sheet of the theme into the one that is published: sheets that it imports are put in their places, the files
that it names get their published names, and it is made small.

A fault is told with its file and line. Nothing that browsers would ask of another host gets through.
"""

import difflib
import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from sitegen.render.faults import fault
from sitegen.render.loader import ThemeLoader
from sitegen.urls import asset_path, href, scheme_of

_BLANK = r"(?:\s|/\*.*?\*/)*"
_STRING = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
_BEFORE_IMPORT = re.compile(rf"{_BLANK}(?:@(?:charset|layer)\b[^;{{}}]*;{_BLANK})*", re.DOTALL)
_IMPORT = re.compile(rf"@import\s*(?:url\(\s*)?({_STRING}|[^\s)'\";]+)\s*\)?([^;]*);", re.IGNORECASE)
_CONDITIONS = re.compile(
    r"\s*(?:(layer)(?:\(\s*([\w.-]+)\s*\))?(?=\s|$))?\s*(?:supports\(((?:[^()]|\([^()]*\))*)\))?\s*(.*?)\s*", re.DOTALL
)
_URL = re.compile(rf"/\*.*?\*/|{_STRING}|url\(\s*({_STRING}|[^)'\"]*?)\s*\)", re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(r"(?:Parsing stylesheet failed: )?(.*?)(?: at .*?:(\d+):(\d+))?", re.DOTALL)


class Sheets(Struct, frozen=True):
    """The theme's style sheets, as `ThemeFiles.sheets` names them, and the output paths of its other assets by name."""

    loader: ThemeLoader
    assets: Mapping[str, str]


def make_sheet(sheets: Sheets, name: str, *, is_small: bool) -> str:
    """Return the text of a style sheet; ThemeError where it, or one that it imports, cannot be used."""
    import lightningcss  # noqa: PLC0415 - needed only where a theme changed, and slow to import

    text = _Bundle(sheets, PurePosixPath(asset_path(name)).parent.as_posix()).take(name, ())
    return str(lightningcss.process_stylesheet(text, filename=name, minify=True)) if is_small else text


class _Bundle:
    """One sheet with all that it imports; `folder` is where it will be published."""

    def __init__(self, sheets: Sheets, folder: str) -> None:
        self._loader = sheets.loader
        self._assets = sheets.assets
        self._folder = folder

    def take(self, name: str, above: tuple[str, ...]) -> str:
        """Return the text of a sheet; `above` are the paths of those that import it."""
        path = self._loader.path_of(name)
        text = self._loader.text(name).replace("\r\n", "\n")
        end = _end_of_imports(text)
        _check(path, re.sub(r"[^\n]", " ", text[:end]) + text[end:])
        head = _IMPORT.sub(lambda found: self._imported(name, text, found, (*above, path)), text[:end])
        return head + _URL.sub(lambda found: self._renamed(name, text, found), text[end:])

    def _imported(self, name: str, text: str, found: re.Match[str], above: tuple[str, ...]) -> str:
        wanted, path = _bare(found[1]), above[-1]
        line = text.count("\n", 0, found.start()) + 1
        target = next((each for each in _candidates(name, wanted) if each in self._loader.files), None)
        if target is None:
            near = difflib.get_close_matches(wanted, self._loader.files, n=1)
            hint = (
                f'did you mean "{near[0]}"?'
                if near
                else "the theme's own sheets and those of its parents can be imported"
            )
            raise fault(path, f'there is no style sheet "{wanted}" to import', hint, line)
        if self._loader.path_of(target) in above:
            raise fault(path, f'"{wanted}" imports itself', "take the @import away", line)
        return _under_conditions(self.take(target, above), found[2])

    def _renamed(self, name: str, text: str, found: re.Match[str]) -> str:
        url = _bare(found[1] or "")
        if not url or url.startswith(("#", "data:")):
            return found[0]
        path, line = self._loader.path_of(name), text.count("\n", 0, found.start()) + 1
        if scheme_of(url) or url.startswith("//"):
            raise fault(path, f'"{url}" is at another host', "put the file into assets/, and name it there", line)
        if url.startswith("/"):
            return found[0]
        place, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", url, re.DOTALL).groups()  # type: ignore[union-attr]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(_plain(name, self._loader)), unquote(place)))
        if wanted not in self._assets:
            near = difflib.get_close_matches(wanted, self._assets, n=1)
            hint = (
                f'did you mean "{near[0]}"?'
                if near
                else "put it there, or begin the path of a file of static/ with a slash"
            )
            raise fault(path, f'the theme has no "{wanted}" in its assets/', hint, line)
        return f'url("{href(posixpath.relpath(self._assets[wanted], self._folder), "")}{mark}{rest}")'


def _end_of_imports(text: str) -> int:
    """Return where the rules begin before which alone a sheet may import others."""
    end = 0
    while found := _IMPORT.match(text, _BEFORE_IMPORT.match(text, end).end()):  # type: ignore[union-attr]
        end = found.end()
    return end


def _candidates(name: str, wanted: str) -> tuple[str, str]:
    """A sheet beside this one comes before one named from the top of assets/, which may begin with a theme's name."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted)), posixpath.normpath(wanted)


def _plain(name: str, loader: ThemeLoader) -> str:
    """Return the name of a sheet below assets/, without that of its theme."""
    return loader.path_of(name).partition("/assets/")[2]


def _under_conditions(text: str, written: str) -> str:
    layer, named, supports, media = _CONDITIONS.fullmatch(written).groups()  # type: ignore[union-attr]
    for rule in (
        f"@media {media}" if media else "",
        f"@supports ({supports})" if supports else "",
        f"@layer {named or ''}" if layer else "",
    ):
        text = f"{rule} {{\n{text}}}\n" if rule else text
    return text


def _bare(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", written[1:-1]) if written[:1] in {"'", '"'} else written


def _check(path: str, text: str) -> None:
    import lightningcss  # noqa: PLC0415

    try:
        lightningcss.process_stylesheet(text, filename=path, minify=False)
    except ValueError as error:
        found = _PLACE.fullmatch(str(error))
        message, line = (found[1], int(found[2] or -1) + 1) if found else (str(error), 0)
        raise fault(path, f"the style sheet cannot be read: {message.replace(chr(39), chr(34))}", line=line) from error
