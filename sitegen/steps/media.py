"""Finds out about the files that published pages show what planning must know; each file once, remembered by its digest."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.digest import digest
from sitegen.errors import Location, Problem
from sitegen.files import chunks_of, digest_file, read_file
from sitegen.model.config import Config
from sitegen.model.fonts import Font, font_for
from sitegen.model.media import Dimensions, Media, NoPicture
from sitegen.model.site import Site
from sitegen.model.source import Asset, Snapshot
from sitegen.pool import chunks
from sitegen.steps.drawing import draw_charts
from sitegen.steps.memory import PICTURES
from sitegen.steps.tools import Tools

_FEW = 4
"""Fewer new pictures than this are measured in this process: starting others would take longer."""
_CHUNK = 8
_ENDINGS = (".jpg", ".jpeg", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif")
"""What ends so means to be a picture, also where it is only offered for download."""
_NONE, _EMPTY = "it is no JPEG, PNG, GIF, WebP or AVIF", "it is empty"


def gather_media(
    tools: Tools, site: Site, snapshot: Snapshot, config: Config, fonts: tuple[Font, ...] | None
) -> tuple[Media, tuple[Problem, ...]]:
    """Return what is known of the files that the pages of a site show, and what is wrong with them."""
    shown = _assets_shown(site, snapshot)
    known = _measure(tools, list(shown.values()))
    found = {path: known[asset.digest] for path, asset in shown.items() if asset.digest in known}
    refused = set(_refused(site, found))
    charts, faults = draw_charts(tools, site, snapshot, config)
    media = Media(
        charts=charts,
        pictures={path: each for path, each in found.items() if isinstance(each, Dimensions)},
        fonts=fonts,
        refused=frozenset(path for path in shown if path not in found or path in refused),
    )
    return media, (*_problems(site, found, refused), *_scripts_without_font(site, fonts), *faults)


def _assets_shown(site: Site, snapshot: Snapshot) -> dict[str, Asset]:
    """Return the files beside sources that a page shows or offers, and those of `static/` that one shows as pictures."""
    names = {path for files in (*site.files.values(), *site.pictures.values()) for path in files}
    return {asset.path: asset for asset in (*snapshot.assets, *snapshot.static) if asset.path in names}


def _measure(tools: Tools, assets: Sequence[Asset]) -> Mapping[str, Dimensions | NoPicture]:
    """Return by digest what each file is."""
    before = tools.memory.recall_made(PICTURES, "") or {}
    wanted = {asset.digest: asset for asset in assets}
    new = [asset for digest_, asset in wanted.items() if digest_ not in before]
    if before.keys() == wanted.keys():
        return before
    known = {digest_: before[digest_] for digest_ in wanted if digest_ in before}
    known |= dict(_measure_all(tools, new))
    return tools.memory.note_made(PICTURES, "", dict(sorted(known.items())))


def _measure_all(tools: Tools, assets: Sequence[Asset]) -> Iterator[tuple[str, Dimensions | NoPicture]]:
    done = 0
    if len(assets) < _FEW:
        yield from measure_chunk(tools.root, assets)
        return
    for some in tools.pool.map(measure_chunk, chunks(assets, _CHUNK), (tools.root,)):
        yield from some
        done += len(some)
        tools.progress("measure", done, len(assets))


def measure_chunk(root: Path, assets: Sequence[Asset]) -> list[tuple[str, Dimensions | NoPicture]]:
    """Measure some files in whatever process this is; one that has changed since it was listed is left to the next build."""
    measured = ((asset.digest, *_measure_one(root / (asset.file or asset.path))) for asset in assets)
    return [(listed, each) for listed, found, each in measured if each is not None and listed == found]


def _measure_one(file: Path) -> tuple[str, Dimensions | NoPicture | None]:
    """Return a file's digest and what it is; one that is no picture never enters memory whole."""
    from sitegen.media import is_picture, measure  # noqa: PLC0415 - most builds have no new file

    try:
        head = next(chunks_of(file), b"")
        if not is_picture(head):
            return digest_file(file), NoPicture(_NONE if head else _EMPTY)
        content = read_file(file)
    except OSError:
        return "", None
    return digest(content), measure(content)


def _refused(site: Site, found: Mapping[str, Dimensions | NoPicture]) -> Iterator[str]:
    """Yield the files that mean to be pictures and are none; what lies in `static/` may be an SVG."""
    shown = {path for pictures in site.pictures.values() for path in pictures if not path.startswith("static/")}
    for path, each in found.items():
        if isinstance(each, NoPicture) and (each.is_broken or path in shown or path.lower().endswith(_ENDINGS)):
            yield path


def _problems(site: Site, found: Mapping[str, Dimensions | NoPicture], refused: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each refused picture and each source that shows it."""
    for source, files in site.files.items():
        for path in sorted({*files, *site.pictures.get(source, ())}):
            each = found.get(path)
            if path in refused and isinstance(each, NoPicture):
                message = f'the picture "{path}" cannot be published: {each.why}'
                hint = "Save it anew as a JPEG, PNG or WebP, or take it out."
                yield Problem(Location(source), "bad-picture", message, hint, value=path.removeprefix("static"))


def _scripts_without_font(site: Site, fonts: Sequence[Font] | None) -> Iterator[Problem]:
    """Yield one problem for each script in which there are headlines that no font can write."""
    articles = (site.pages[key].facts for keys in site.articles.values() for key in keys)
    titles = [facts.title for facts in articles if fonts is not None and not font_for(facts.title, fonts, bold=True)]
    by_script: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        by_script[_script_of(title)].append(title)
    for script, some in sorted(by_script.items()):
        message = (
            f'no font at hand writes {script}: the cards of {len(some)}, such as "{some[0]}", carry the mark alone'
        )
        hint = "Install a font for it (DejaVu Sans, Noto), or turn cards off in [cards]."
        yield Problem(Location("sitegen.toml"), "missing-font", message, hint, "warning")


def _script_of(text: str) -> str:
    """Return the script of most letters, as Unicode names it; close enough to tell people which font is wanted."""
    names = Counter(unicodedata.name(char, "?").split()[0].capitalize() for char in text if char.isalpha())
    return max(names, key=lambda name: (name != "Latin", names[name], name), default="this text")
