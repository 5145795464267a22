"""A page asks nobody but its own host for anything, and breaks no rule of its own policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from publication import KINDS

pytestmark = pytest.mark.slow

WATCH = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective))"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_foreign_is_asked_for_and_nothing_is_blocked(kind: str, browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(WATCH)
    page.goto(address + KINDS[kind], wait_until="networkidle")
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert said == ([] if kind != "not found" else said)
    assert page.evaluate("document.cookie") == ""
    context.close()


@pytest.mark.parametrize("kind", ["commentary", "report", "Arabic brief"])
def test_pages_are_whole_without_scripts(kind: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind], java_script_enabled=False)
    assert page.locator("main h1").is_visible()
    assert page.locator("main article .prose, main article .text").first.is_visible()


def test_two_requests_come_before_the_first_paint(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + KINDS["commentary"], wait_until="load")
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking').length"
    )
    assert blocking <= 1
    context.close()
