"""Every kind of page has no fault that axe-core knows, in both colour schemes."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from publication import KINDS

pytestmark = pytest.mark.slow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_violation(kind: str, scheme: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind], width=390, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    violations = found.response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations] == []


@pytest.mark.parametrize("kind", ["commentary", "report", "author", "Arabic brief"])
def test_no_violation_on_a_wide_screen(kind: str, open_page: Callable[..., Page]) -> None:
    page = open_page(KINDS[kind], width=1440, bypass_csp=True)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found.response["violations"]] == []
