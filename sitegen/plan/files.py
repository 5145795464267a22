"""Plans the theme's assets and style sheets, what is copied (`static/`, the assets of documents), and `_redirects`."""

from collections.abc import Iterator, Mapping, Sequence

from sitegen.digest import pack
from sitegen.model.config import Images
from sitegen.model.dress import Dress
from sitegen.model.media import Media
from sitegen.model.output import Output
from sitegen.model.site import Site
from sitegen.model.source import Asset, Snapshot
from sitegen.model.views import TextView
from sitegen.plan.edition import Edition
from sitegen.plan.pages import redirects
from sitegen.plan.pictures import output_of, plan_picture, plan_versions, versions_of


def plan_files(
    site: Site,
    media: Media,
    snapshot: Snapshot,
    theme_assets: Mapping[str, str],
    sheets: Mapping[str, str],
    images: Images,
) -> Iterator[Output]:
    """Plan the copies, and the pictures in all their versions; of the assets beside sources only those that a published page
    shows or offers.

    `theme_assets` are the output paths of the theme's assets by name, `sheets` the texts of those that are style sheets.
    """
    for name, path in theme_assets.items():
        asset, origin = snapshot.theme.assets[name], f"theme asset {name}"
        yield _sheet(path, asset, origin, sheets[name]) if name in sheets else _copy(path, asset, origin)
    shown = {path for pictures in site.pictures.values() for path in pictures}
    for asset in snapshot.static:
        if asset.path != "static/_headers":  # whose rules are joined with ours: see plan/policy.py
            yield from _published(asset, output_of(asset.path), media, images if asset.path in shown else None)
    yield from _document_assets(site, media, {asset.path: asset for asset in snapshot.assets}, images)


def _document_assets(site: Site, media: Media, assets: Mapping[str, Asset], images: Images) -> Iterator[Output]:
    """Yield the assets beside each page; several sources of one page may show the same one."""
    offered, shown = set(), set()
    for source, files in site.files.items():
        offered |= {(placed, path) for path, placed in files.items()}
        shown |= {(files[path], path) for path in site.pictures.get(source, ()) if path in files}
    for placed, path in sorted(offered):
        if path not in media.refused:
            yield from _published(assets[path], placed, media, images if (placed, path) in shown else None)


def _published(asset: Asset, placed: str, media: Media, images: Images | None) -> Iterator[Output]:
    """Yield a file, and where it is a picture its versions; `images` is None where no page shows it as one."""
    found = media.pictures.get(asset.path)
    if found is None:
        yield _copy(placed, asset, asset.path)
        return
    yield plan_picture(asset, placed, found)
    if images is not None:
        yield from plan_versions(asset, versions_of(asset, placed, found, images))


def plan_fonts(dress: Dress) -> Iterator[Output]:
    """Plan the files of the house's own fonts."""
    for font in dress.fonts:
        yield Output(path=font.path, recipe="font", view=pack(font.cut), origin=font.file, rank=0, file=font.file)


def _sheet(path: str, asset: Asset, origin: str, text: str) -> Output:
    view = pack(TextView(text))
    return Output(path=path, recipe="style", view=view, origin=origin, rank=0, file=asset.file or asset.path)


def _copy(path: str, asset: Asset, origin: str) -> Output:
    return Output(
        path=path,
        recipe="copy",
        view=asset.digest.encode(),
        origin=origin,
        rank=0,
        file=asset.file or asset.path,
    )


def plan_redirect_map(editions: Sequence[Edition]) -> Iterator[Output]:
    """Yield `_redirects` (Netlify's and Cloudflare Pages' form) where there is any alias."""
    lines = [
        f"{edition.href(old)} {edition.href(permalink)} 301\n"
        for edition in editions
        for old, permalink, _ in redirects(edition)
    ]
    if lines:
        view = pack(TextView("".join(sorted(lines))))
        yield Output(path="_redirects", recipe="text", view=view, origin="aliases", rank=3)
