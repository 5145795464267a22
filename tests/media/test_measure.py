"""Pictures as they come: what is one, how large it is as shown, and what is refused in words."""

import struct
import zlib

import pytest
from pictures import draw, located, picture, saved
from sites import SiteFolder

from sitegen.errors import ContentError
from sitegen.media import is_picture, measure
from sitegen.model.media import Dimensions, NoPicture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_each_kind_is_measured_by_its_bytes(kind: str) -> None:
    content = picture(31, 20, kind)
    assert is_picture(content)
    assert measure(content) == Dimensions(31, 20, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_colours_of_every_kind(mode: str) -> None:
    assert measure(saved(draw(31, 20, mode), "JPEG")) == Dimensions(31, 20, "JPEG")


@pytest.mark.parametrize(("orientation", "size"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_size_is_that_of_the_picture_set_upright(orientation: int, size: tuple[int, int]) -> None:
    assert measure(located(30, 20, orientation=orientation)) == Dimensions(*size, "JPEG")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_pictures_that_move(kind: str) -> None:
    frames = [draw(30, 20, seed=seed) for seed in (1, 90)]
    moving = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    assert measure(moving) == Dimensions(30, 20, kind, is_animated=True)  # type: ignore[arg-type]


def test_damaged_pictures_are_refused() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = picture(300, 200, kind)
        found = measure(whole[: len(whole) // 2])
        assert isinstance(found, NoPicture), kind
        assert found.is_broken


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    found = measure(_png_of(20_000, 20_000))
    assert isinstance(found, NoPicture)
    assert "pixels" in found.why


def _png_of(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.png", b"", "it is empty"),
        ("text.JPG", b"no picture", "no JPEG, PNG, GIF, WebP or AVIF"),
        ("scan.tif", picture(300, 200, "TIFF"), "no JPEG, PNG, GIF, WebP or AVIF"),
        ("paper.pdf", b"%PDF-1.4", "no JPEG, PNG, GIF, WebP or AVIF"),
        ("half.jpg", picture(300, 200)[:900], "it is damaged"),
        ("bomb.png", _png_of(20_000, 20_000), "pixels"),
    ],
)
def test_a_refused_picture_is_an_error_of_the_page_that_shows_it(
    site: SiteFolder, name: str, content: bytes, why: str
) -> None:
    site.write(f"content/articles/{name}", content)
    site.article("a", body=f"Words.\n\n![A view]({name})")
    with pytest.raises(ContentError, match=rf'a\.md:8: error: the picture "content/articles/{name}".*{why}'):
        site.build()
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[severity]\nbad-picture = "warn"\n')
    site.build()
    assert not [path for path in site.tree() if name in path]


def test_a_broken_picture_of_a_draft_is_no_ones_concern(site: SiteFolder) -> None:
    site.write("content/articles/x.png", b"")
    site.article("a", body="![A view](x.png)", draft="true")
    site.article("b")
    assert not site.build().problems


def test_a_file_of_another_kind_stays_as_it_is(site: SiteFolder) -> None:
    site.write("content/articles/x.pdf", b"%PDF-1.4")
    site.article("a", body="[Read](x.pdf)")
    site.build()
    assert site.tree()["articles/2020/a/x.pdf"] == b"%PDF-1.4"
