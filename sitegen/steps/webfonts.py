"""Finds out what the house's own fonts are, and cuts them for the web; each fault has the font's path."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from sitegen.digest import digest, digest_of
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import read_file
from sitegen.model.config import Config
from sitegen.model.output import Output
from sitegen.model.source import Asset
from sitegen.model.webfonts import FontCut, FontFile, FontOutput
from sitegen.steps.made import Made
from sitegen.urls import asset_path, href, slugify

if TYPE_CHECKING:
    from sitegen.fonts import Font

_REGULAR = 400


class Wardrobe(msgspec.Struct, frozen=True):
    """What is made of the house's fonts: files, the style that has pages use them, and by language the path of the file that
    running text needs first."""

    outputs: tuple[FontOutput, ...] = ()
    faces: str = ""
    preloads: Mapping[str, str] = {}


def fit_fonts(
    root: Path, config: Config, assets: Sequence[Asset], *, is_preview: bool
) -> tuple[Wardrobe, tuple[Problem, ...]]:
    """Return what is made of the fonts that the config names, and what is wrong with them."""
    if not assets:
        return Wardrobe(), ()
    if not find_spec("fontTools") or not find_spec("brotli"):
        return Wardrobe(), (Problem(Location(assets[0].path), "missing-extra", _MISSING, _INSTALL),)
    read = {asset.path: _inspect(root, asset) for asset in assets}
    problems = tuple(each for each in read.values() if isinstance(each, Problem))
    fonts = {path: each for path, each in read.items() if not isinstance(each, Problem)}
    listed = {asset.path: asset for asset in assets}
    told = tuple(_permissions(fonts))
    usable = [file for file in config.fonts if file.path in fonts and not fonts[file.path].is_restricted]
    return _fit(config, usable, fonts, listed, is_preview=is_preview), (*problems, *told)


_MISSING = "fonts need a library that is not installed"
_INSTALL = 'Run: pip install "sitegen[fonts]"'


def _inspect(root: Path, asset: Asset) -> "Font | Problem":
    from sitegen.fonts import Unusable, inspect  # noqa: PLC0415 - few sites have fonts of their own

    try:
        return inspect(read_file(root / (asset.file or asset.path)))
    except Unusable as error:
        return _problem(asset.path, f'"{asset.path}" cannot be used: {error}', "Save or fetch it anew.")
    except OSError as error:
        return _problem(asset.path, f'"{asset.path}" cannot be read: {error.strerror}', "Build again.")


def _problem(path: str, message: str, hint: str) -> Problem:
    return Problem(Location(path), "bad-font", message, hint)


def _permissions(fonts: "Mapping[str, Font]") -> Iterator[Problem]:
    hint = "Ask its maker for a version for the web."
    for path, font in fonts.items():
        if font.is_restricted:
            message = f'"{path}" is not used: it says that it may not be embedded'
            yield Problem(Location(path), "font-permission", message, hint, severity="warning")
        elif font.is_whole:
            message = f'"{path}" is published whole, and so is large: it says that no part of it may be taken'
            yield Problem(Location(path), "font-permission", message, hint, severity="warning")


def _fit(
    config: Config,
    files: Sequence[FontFile],
    fonts: "Mapping[str, Font]",
    listed: Mapping[str, Asset],
    *,
    is_preview: bool,
) -> Wardrobe:
    from sitegen.fonts import Served, style_of  # noqa: PLC0415

    outputs: dict[str, FontOutput] = {}
    served = []
    taken: set[tuple[object, ...]] = set()
    for file in files:
        font = fonts[file.path]
        made = {}
        for script in font.scripts:
            place = file.role, font.weight, font.width, font.is_italic, script
            if place in taken or (file.scripts and script not in file.scripts):
                continue  # of two fonts for one script the first is meant
            taken.add(place)
            made[script] = _output(file.path, FontCut(listed[file.path].digest, script, font.is_whole), is_preview)
        if made:
            outputs |= {each.path: each for each in made.values()}
            urls = {script: href(f"/{each.path}", config.base_path) for script, each in made.items()}
            served.append((file.role, font, made, Served(file.role, font, urls)))
    if not served:
        return Wardrobe()
    preloads = {lang.code: _needed(lang.code, [each[:3] for each in served]) for lang in config.languages}
    return Wardrobe(tuple(outputs.values()), style_of([each for *_, each in served]), preloads)


def _output(file: str, cut: FontCut, is_preview: bool) -> FontOutput:
    """A whole font is one file for all its scripts."""
    cut = msgspec.structs.replace(cut, script="") if cut.is_whole else cut
    stem = slugify(PurePosixPath(file).stem) or "font"
    name = f"fonts/{stem}-{cut.script}.woff2" if cut.script else f"fonts/{stem}.woff2"
    return FontOutput(asset_path(name, "" if is_preview else digest_of(cut)), file, cut)


def _needed(lang: str, served: "Sequence[tuple[str, Font, Mapping[str, FontOutput]]]") -> str:
    """Return the path of the upright file nearest to regular weight that sets the running text of a language."""
    from sitegen.fonts import script_of  # noqa: PLC0415

    script = script_of(lang)
    fitting = [
        (abs(min(max(_REGULAR, font.weight[0]), font.weight[-1]) - _REGULAR), made[script].path)
        for role, font, made in served
        if role == "text" and not font.is_italic and script in made
    ]
    return min(fitting)[1] if fitting else ""


_decode_cut = msgspec.msgpack.Decoder(FontCut).decode


def cut_font(root: Path, made: Made, output: Output) -> bytes:
    """Return the bytes of a font's output, those made before if there are; ContentError with its path where the font cannot
    be cut."""
    name = made.name(output.view)
    before = made.get(name)
    if before is None:
        before = _cut(root, output)
        made.put(name, before)
    return before


def _cut(root: Path, output: Output) -> bytes:
    from sitegen.fonts import Unusable, cut  # noqa: PLC0415

    wanted = _decode_cut(output.view)
    content = read_file(root / output.file)
    try:
        if digest(content) != wanted.digest:
            raise Unusable("it changed while the site was built: build again")
        return cut(content, wanted.script, is_whole=wanted.is_whole)
    except Unusable as error:
        message = f'"{output.file}" cannot be used: {error}'
        raise ContentError(problems=[_problem(output.file, message, "Save or fetch it anew.")]) from error
