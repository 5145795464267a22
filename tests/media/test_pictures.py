"""Pictures on their way through a whole site: every size and format, nothing of their metadata, each made once."""

import io
import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from pictures import PLACE, draw, located, opened, picture, saved
from PIL import Image, ImageCms
from sites import SiteFolder

from sitegen.media import make_pictures, measure
from sitegen.model.media import Dimensions
from sitegen.model.views import PictureView

PAGE = "articles/2020/a/index.html"
FOLDER = "articles/2020/a"


def made(content: bytes, kind: str = "WEBP", width: int = 0, quality: int = 75) -> bytes:
    (one,) = make_pictures(content, [PictureView("", kind, width, quality)])  # type: ignore[arg-type]
    return one


# --- one picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_no_version_says_where_it_was_taken(kind: str, orientation: int) -> None:
    content = located(300, 200, kind, orientation)
    assert PLACE in content
    for width in (0, 120):
        one = made(content, kind if width == 0 else "AVIF", width)
        image = opened(one)
        assert PLACE not in one
        assert not image.getexif(), kind
        assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"} & image.info.keys()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_comes_out_upright(orientation: int) -> None:
    """What a camera held any way up writes is shown as it was seen."""
    turned = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    seen = draw(90, 60)
    held = seen if turned is None else seen.transpose(Image.Transpose(turned))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = saved(held, "PNG", exif=exif)
    out = opened(made(content, "PNG"))
    assert measure(content) == Dimensions(90, 60, "PNG")
    assert out.size == (90, 60)
    assert out.convert("RGB").getpixel((5, 5)) == seen.getpixel((5, 5))
    assert out.convert("RGB").getpixel((85, 55)) == seen.getpixel((85, 55))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_gets_smaller_versions(mode: str) -> None:
    image = draw(300, 200)
    image = Image.new("I;16", (300, 200), 40_000) if mode == "I;16" else image.convert("RGBA").convert(mode)
    out = opened(made(saved(image, "PNG"), "WEBP", 120))
    assert out.size == (120, 80)
    if mode == "I;16":
        assert out.convert("L").getpixel((9, 9)) == pytest.approx(156, abs=3)


def test_what_is_transparent_stays_so() -> None:
    image = draw(300, 200, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((300, 200)))
    for kind in ("AVIF", "WEBP"):
        out = opened(made(saved(image, "PNG"), kind, 120))
        assert out.mode == "RGBA"
        assert out.getchannel("A").getextrema()[0] < 20


def test_print_colours_become_those_of_a_screen() -> None:
    out = opened(made(saved(draw(300, 200, "CMYK"), "JPEG"), "JPEG"))
    assert out.mode == "RGB"
    red, green, blue = out.getpixel((10, 10))  # type: ignore[misc]
    assert red > 150 > max(green, blue)


def test_colours_of_a_profile_become_srgb_and_the_profile_goes() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    content = picture(300, 200, "JPEG", icc_profile=swapped.tobytes())
    assert "icc_profile" not in opened(made(content, "JPEG")).info
    assert opened(made(picture(300, 200, "JPEG", icc_profile=b"no profile at all"), "AVIF", 120)).size == (120, 80)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_what_moves_still_does_and_loses_its_metadata(kind: str) -> None:
    frames = [draw(90, 60, seed=seed) for seed in (1, 60, 120)]
    more = {"exif": located()[:0] or _exif(), "xmp": b"<x>" + PLACE + b"</x>"} if kind in {"WEBP", "AVIF"} else {}
    more |= {"comment": PLACE} if kind == "GIF" else {}
    content = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0, **more)
    out = made(content, kind)
    assert PLACE not in out
    image = Image.open(io.BytesIO(out))
    assert getattr(image, "n_frames", 1) == 3
    image.seek(1)
    image.load()
    assert image.info["duration"] == 200
    assert not image.getexif()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    return exif.tobytes()


def test_nothing_hangs_on_behind_a_picture() -> None:
    """Phones put films behind their photographs."""
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        assert PLACE not in made(picture(90, 60, kind) + PLACE, kind), kind


def test_the_same_bytes_on_every_run() -> None:
    content = picture(1300, 900)
    for kind in ("AVIF", "WEBP", "JPEG"):
        assert made(content, kind, 800) == made(content, kind, 800)


# --- a site


def sources(html: str) -> list[str]:
    return [url for srcset in re.findall(r'srcset="([^"]*)"', html) for url, _ in map(str.split, srcset.split(", "))]


def test_a_photograph_with_its_place_goes_through_the_site(site: SiteFolder) -> None:
    site.write("content/articles/photo.JPG", located(1000, 700, orientation=6))
    site.write("content/articles/lead.jpg", located(600, 400))
    site.article("a", body="![A view](photo.JPG)\n\n[Full size](photo.JPG)", image="{src: lead.jpg, alt: Lead}")
    assert site.build().problems == ()
    tree = site.tree()
    assert [path for path, content in tree.items() if PLACE in content or b"Exif" in content] == []
    html = site.page(PAGE)
    assert f'<img src="/{FOLDER}/photo.JPG" width="700" height="1000" alt="A view"' in html
    widths = {path.split(".")[0]: opened(content).size for path, content in tree.items() if path.endswith(".avif")}
    assert widths == {
        f"{FOLDER}/photo-480": (480, 686),
        f"{FOLDER}/photo-700": (700, 1000),
        f"{FOLDER}/lead-480": (480, 320),
        f"{FOLDER}/lead-600": (600, 400),
    }
    for url in sources(html):
        assert unquote(url).lstrip("/") in tree
    feed = site.page("feed.xml")
    assert "&lt;picture" not in feed
    assert f"https://example.org/{FOLDER}/photo.JPG" in feed


def test_names_of_every_script_and_with_blanks(site: SiteFolder) -> None:
    for name in ("my photo, 1.png", "صورة.png"):
        site.write(f"content/articles/{name}", picture(600, 400, "PNG"))
    site.article("a", body="![A](<my photo, 1.png>)\n\n![B](صورة.png)")
    site.build()
    found = sources(site.page(PAGE))
    assert len(found) == 8
    assert {unquote(url).lstrip("/") for url in found} <= site.tree().keys()


def test_a_picture_of_static_is_offered_in_all_sizes_too(site: SiteFolder) -> None:
    site.write("static/img/a map.jpg", located(600, 400))
    site.write("static/img/other.jpg", located(600, 400))
    site.write("static/img/logo.svg", "<svg/>")
    site.article("a", body="![A map](</img/a map.jpg>) ![Logo](/img/logo.svg)")
    site.build()
    tree = site.tree()
    assert len([path for path in tree if path.startswith("img/a map-")]) == 4
    assert {unquote(url).lstrip("/") for url in sources(site.page(PAGE))} <= tree.keys()
    assert PLACE not in tree["img/a map.jpg"]
    assert tree["img/other.jpg"] == located(600, 400)
    assert tree["img/logo.svg"] == b"<svg/>"


def test_small_pictures_are_never_made_larger(site: SiteFolder) -> None:
    site.write("content/articles/dot.png", picture(1, 1, "PNG"))
    site.write("content/articles/small.png", picture(200, 100, "PNG"))
    site.article("a", body="![Dot](dot.png) ![Small](small.png)")
    site.build()
    names = sorted(path.removeprefix(FOLDER + "/") for path in site.tree() if path.startswith(FOLDER))
    assert names[:2] == ["dot.png", "index.html"]
    assert [name.split(".")[0] for name in names[2:]] == ["small-200", "small-200", "small"]


def test_what_moves_or_is_only_offered_has_no_other_versions(site: SiteFolder) -> None:
    moving = saved(draw(600, 400), "GIF", save_all=True, append_images=[draw(600, 400, seed=90)])
    site.write("content/articles/moving.gif", moving)
    site.write("content/articles/press.jpg", located(600, 400))
    site.article("a", body="![Film](moving.gif) [Press photo](press.jpg)")
    site.build()
    names = {path for path in site.tree() if path.startswith(FOLDER)}
    assert names == {PAGE, f"{FOLDER}/moving.gif", f"{FOLDER}/press.jpg"}
    assert PLACE not in site.tree()[f"{FOLDER}/press.jpg"]
    assert '<img src="/articles/2020/a/moving.gif" width="600" height="400"' in site.page(PAGE)


def test_a_picture_of_a_draft_leaves_no_trace(site: SiteFolder) -> None:
    site.article("b")
    without = site.clean_tree(site.root.parent / "without")
    site.write("content/articles/secret.jpg", located(600, 400))
    site.article("a", body="![S](secret.jpg)", draft="true")
    site.build()
    assert site.tree() == without
    assert not (site.root / ".sitegen/made").exists()


def test_another_picture_of_the_same_size_and_time_is_another(site: SiteFolder) -> None:
    file = site.write("content/articles/p.bmp.png", saved(draw(300, 200, seed=1), "PNG", compress_level=0))
    site.article("a", body="![P](p.bmp.png)")
    site.build()
    before, state = site.tree(), file.stat()
    file.write_bytes(saved(draw(300, 200, seed=99), "PNG", compress_level=0))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    site.build()
    assert site.tree() == site.clean_tree(site.root.parent / "clean") != before


def test_versions_are_made_once_for_ever(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("content/articles/p.jpg", picture(600, 400))
    site.article("a", body="![P](p.jpg)")
    site.article("b", body="![P](p.jpg)")
    site.build()
    tree, kept = site.tree(), _kept(site)
    assert len(kept) == 5, "one picture in two places is made once"
    monkeypatch.setattr("sitegen.steps.picturing.make_pictures", None)
    _remove(site.root / "output")
    site.build()
    assert site.tree() == tree
    site.write("templates/extra.html", "x")
    site.build(clean=True)
    assert site.tree() == tree


def test_what_is_kept_is_taken_only_whole_and_let_go_when_unused(site: SiteFolder) -> None:
    site.write("content/articles/p.jpg", picture(600, 400))
    site.article("a", body="![P](p.jpg)")
    site.build()
    tree = site.tree()
    for number, file in enumerate(_kept(site)):
        content = file.read_bytes()
        file.write_bytes([content[:-3], b"", content[:20] + b"\0" + content[21:], content + b"x", b"x" * 99][number])
    _remove(site.root / "output")
    site.build()
    assert site.tree() == tree
    before = _kept(site)
    site.write("content/articles/p.jpg", picture(600, 400, seed=50))
    site.build()
    assert len(_kept(site)) == 5
    assert not set(before) & set(_kept(site))


def _kept(site: SiteFolder) -> list[Path]:
    return sorted(path for path in (site.root / ".sitegen/made").iterdir() if path.suffix != ".list")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def test_all_cores_give_the_same_bytes(site: SiteFolder) -> None:
    for number in range(3):
        site.write(f"content/articles/p{number}.jpg", picture(600, 400, seed=number))
    site.article("a", body="![P](p0.jpg) ![P](p1.jpg) ![P](p2.jpg)")
    site.build(jobs=2)
    assert site.tree() == site.clean_tree(site.root.parent / "clean")


def test_the_config_says_which_versions_there_are(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[images]\nwidths = [100, 50]\nformats = ["webp"]\nquality = 40\n')
    site.write("content/articles/p.jpg", picture(600, 400))
    site.article("a", body="![P](p.jpg)")
    site.build()
    names = sorted(path.split(".")[0] for path in site.tree() if path.endswith((".webp", ".avif")))
    assert names == [f"{FOLDER}/p-100", f"{FOLDER}/p-50"]
