"""A site that shows each kind of page, built once and served, and a browser to look at it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from basin import write_publication
from browsers import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page, sync_playwright
from sites import SiteFolder


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = write_publication(tmp_path_factory.mktemp("publication") / "site")
    site.build()
    return site


@pytest.fixture(scope="session")
def address(publication: SiteFolder) -> Iterator[str]:
    handler = partial(_Handler, directory=str(publication.root / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium: the theme is not tested in a browser")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as chromium:
        yield chromium


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the publication in a browser of its own; what it complains of, or asks of others, fails the test."""
    with ExitStack() as stack:
        complaints: list[str] = []

        def open_at(path: str, width: int = 1280, height: int = 800, **options: object) -> Page:
            context = stack.enter_context(browser.new_context(viewport={"width": width, "height": height}, **options))
            page = context.new_page()
            page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
            page.on("response", lambda got: complaints.append(got.url) if got.status >= 400 else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda asked: None if asked.url.startswith(address) else complaints.append(asked.url))
            page.goto(address + path)
            return page

        yield open_at
        assert complaints == []
