"""The publication of this repository, built and served once, and a browser to look at it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page, sync_playwright
from publication import build_publication, served


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_publication(tmp_path_factory.mktemp("publication"))


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    with served(output) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium: the pages are not looked at in a browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the publication in a window of its own; what is given beside its path goes to the browser's context."""
    contexts = []

    def open_(path: str, width: int = 1440, height: int = 900, **settings: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path, wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()
