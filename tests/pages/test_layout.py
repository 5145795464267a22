"""Pages fit their window at every width and text size, and nothing moves once it is shown."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from publication import KINDS

pytestmark = pytest.mark.slow

WIDTHS = [320, 390, 768, 1440, 2560]
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
SHIFT = """new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) shift += each.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(shift), 500);
})"""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window(kind: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind])
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if over := page.evaluate(OVERFLOW):
            wide[width] = over
    assert wide == {}


@pytest.mark.parametrize("kind", ["home", "report", "dataset", "author", "Arabic brief", "search"])
def test_text_of_twice_the_size_fits(kind: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind], width=640, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves(kind: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind], width=390)
    page.mouse.wheel(0, 3000)
    assert page.evaluate(SHIFT) == 0
