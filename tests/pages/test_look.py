"""Pages look like their pictures in `docs/pages/`, whatever fonts the machine has: the light, the dark, the colours in place.

After a change of the look, renew the pictures with `SITEGEN_LOOK=1` and look at them before they are committed.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

pytestmark = pytest.mark.slow

PICTURES = Path(__file__).resolve().parents[2] / "docs/pages"
WIDE, NARROW = (1440, 900), (390, 844)
LOOKS = {
    "home": ("", WIDE, "light"),
    "home-narrow-dark": ("", NARROW, "dark"),
    "article-narrow": ("articles/2026/start-here/", NARROW, "light"),
    "report": ("articles/2026/how-to-publish-a-report/", WIDE, "light"),
    "dataset-dark": ("articles/2026/build-times/", WIDE, "dark"),
    "brief-arabic": ("ar/articles/2026/how-an-embargo-works/", WIDE, "light"),
    "author": ("authors/sitegen-maintainers/", WIDE, "light"),
}
COARSE = 24
"""Width in pixels to which pictures are shrunk before they are compared."""
TOLERANCE = 4.0
"""Mean difference, of 255, that other fonts and other rendering of them may make."""


@pytest.mark.parametrize("name", LOOKS)
def test_page_looks_like_its_picture(name: str, open_page: Callable[..., Page]) -> None:
    path, (width, height), scheme = LOOKS[name]
    page = open_page(path, width, height, color_scheme=scheme, reduced_motion="reduce")
    taken = page.screenshot()
    kept = PICTURES / f"{name}.png"
    if os.environ.get("SITEGEN_LOOK"):
        Image.open(BytesIO(taken)).convert("RGB").quantize(128).save(kept, optimize=True)
    assert _difference(Image.open(BytesIO(taken)), Image.open(kept)) < TOLERANCE


def _difference(one: Image.Image, other: Image.Image) -> float:
    coarse = [each.convert("RGB").resize((COARSE, COARSE * each.height // each.width)) for each in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*coarse)).mean)
