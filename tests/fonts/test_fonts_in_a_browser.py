"""A browser sets the text in the house's own fonts, asks nobody else, and runs no script that the policy does not name."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from browsers import CHROMIUM, QUIET
from font_files import ARABIC, LATIN, make_font
from playwright.sync_api import Page, sync_playwright
from sites import CONFIG, SiteFolder

if not CHROMIUM:
    pytest.skip("there is no Chromium: fonts and the policy are not tested in a browser", allow_module_level=True)

pytestmark = pytest.mark.slow

LOADED = "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture
def visit(site: SiteFolder) -> Iterator[Callable[[str], tuple[Page, list[str], list[str]]]]:
    """Build and open a page; return it, the paths that it asked for, and what the browser says against it."""
    with ExitStack() as stack:

        def open_at(path: str) -> tuple[Page, list[str], list[str]]:
            site.build()
            handler = partial(_Handler, directory=str(site.root / "output"))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            playwright = stack.enter_context(sync_playwright())
            page = stack.enter_context(playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)).new_page()
            asked: list[str] = []
            said: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.on("console", lambda told: said.append(told.text) if told.type in {"error", "warning"} else None)
            address = f"http://127.0.0.1:{server.server_port}"
            page.goto(address + path, wait_until="networkidle")
            assert all(url.startswith(address) for url in asked)
            return page, [url.removeprefix(address) for url in asked], said

        yield open_at


def test_each_page_loads_the_font_of_its_script_alone(site: SiteFolder, visit: Callable[..., tuple]) -> None:
    (site.root / "sitegen.toml").write_text(f'{CONFIG}\n[fonts]\ntext = "house.ttf"\n')
    site.write("fonts/house.ttf", make_font(LATIN + ARABIC))
    site.article("a", "A title", body="Plain words of the text.")
    page, asked, said = visit("/articles/2020/a/")
    assert page.evaluate(LOADED) == ["house-text"]
    assert [path.split("/")[-1].split(".")[0] for path in asked if path.endswith(".woff2")] == ["house-latin"]
    assert "house-text" in page.locator(".prose p").first.evaluate("(e) => getComputedStyle(e).fontFamily")
    assert said == []


def test_a_script_that_got_into_a_page_does_not_run(site: SiteFolder, visit: Callable[..., tuple]) -> None:
    site.write(
        "templates/404.html",
        '{% extends "default/404.html" %}{% block main %}<p id="p" style="color: red">T</p>'
        "<script>window.ran = 1</script>{% endblock %}",
    )
    page, _, said = visit("/404.html")
    assert page.evaluate("window.ran") is None
    assert page.locator("#p").evaluate("(e) => getComputedStyle(e).color") != "rgb(255, 0, 0)"
    assert sum("Content Security Policy" in text for text in said) == 2
    assert page.evaluate("document.documentElement.dataset.scheme")  # by the theme's own script in the page
