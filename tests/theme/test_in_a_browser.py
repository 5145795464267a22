"""The default theme as readers meet it: with and without scripts, by keyboard, on paper, on every width."""

import re
from collections.abc import Callable
from gzip import compress

import pytest
from axe_playwright_python.sync_playwright import Axe
from basin import PLACES
from playwright.sync_api import Page, expect
from sites import SiteFolder

pytestmark = pytest.mark.slow

Open = Callable[..., Page]
ARTICLE = PLACES["article"]
SCHEMES = "document.documentElement.dataset.scheme"
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 253, 249)", "rgb(22, 24, 27)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PLACES)
def test_nothing_bars_anyone(kind: str, scheme: str, open_page: Open) -> None:
    page = open_page(PLACES[kind], color_scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440, 2560])
def test_pages_fit_every_width(width: int, open_page: Open) -> None:
    page = open_page("/", width)
    for kind, place in PLACES.items():
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + place)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, kind


def test_text_of_twice_the_size_still_fits(open_page: Open) -> None:
    page = open_page(ARTICLE, 1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_targets_are_large_enough(open_page: Open) -> None:
    for place in (ARTICLE, "/", "/authors/person-0/", "/articles/"):
        small = open_page(place, 390).evaluate("""[...document.querySelectorAll("nav a, button, summary, .kicker a")]
            .filter((each) => each.checkVisibility())
            .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 24 && box.height < 24)
            .map(([text]) => text)""")
        assert small == []


def test_a_footnote_opens_at_its_mark_and_gives_the_place_back(open_page: Open) -> None:
    page = open_page(ARTICLE)
    mark = page.locator(".footnote-ref a").nth(2)
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.focus()
    page.keyboard.press("Enter")
    note = page.locator(".note-here")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Note 3, with a source")
    expect(note.locator(".footnote-back")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "note-here"
    assert abs(note.bounding_box()["y"] - mark.bounding_box()["y"]) < 200
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()
    assert page.evaluate("scrollY") == before
    assert "#" not in page.url


def test_a_note_on_a_small_screen_stands_at_its_foot(open_page: Open) -> None:
    page = open_page(ARTICLE, 390)
    page.locator(".footnote-ref a").first.click()
    box = page.locator(".note-here").bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 800)


def test_without_scripts_notes_and_contents_are_links(open_page: Open) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    page.locator(".footnote-ref a").first.click()
    assert page.url.endswith(page.locator(".footnote-ref a").first.get_attribute("href"))
    expect(page.locator(".footnotes li").first).to_be_in_viewport()
    page.locator(".footnotes li").first.locator(".footnote-back").click()
    expect(page.locator(".footnote-ref a").first).to_be_in_viewport()
    expect(page.locator(".toc a").first).to_be_visible()
    for hidden in page.locator(".scripted").all():
        expect(hidden).to_be_hidden()


def test_on_a_small_screen_contents_open_without_scripts(open_page: Open) -> None:
    page = open_page(ARTICLE, 390, java_script_enabled=False)
    expect(page.locator(".toc a").first).to_be_hidden()
    page.locator(".toc summary").click()
    expect(page.locator(".toc a").first).to_be_visible()


@pytest.mark.parametrize("width", [1100, 1440])
def test_contents_stay_in_view_beside_the_text(width: int, open_page: Open) -> None:
    page = open_page(ARTICLE, width)
    page.locator("#part-6").scroll_into_view_if_needed()
    expect(page.locator(".toc a").first).to_be_in_viewport()


def test_the_switch_turns_the_scheme_and_is_kept(open_page: Open) -> None:
    page = open_page(ARTICLE, color_scheme="light")
    switch = page.get_by_role("button", name="Dark colours")
    assert (page.evaluate(PAPER), switch.get_attribute("aria-pressed")) == (LIGHT, "false")
    switch.click()
    assert (page.evaluate(PAPER), switch.get_attribute("aria-pressed")) == (DARK, "true")
    page.reload()
    assert (page.evaluate(PAPER), page.evaluate(SCHEMES)) == (DARK, "dark")
    switch.click()
    assert (page.evaluate(PAPER), page.evaluate(SCHEMES)) == (LIGHT, "auto")
    page.emulate_media(color_scheme="dark")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(PAPER) == DARK


def test_the_scheme_follows_the_system_without_scripts(open_page: Open) -> None:
    assert open_page("/", color_scheme="dark", java_script_enabled=False).evaluate(PAPER) == DARK


def test_the_link_is_copied(open_page: Open) -> None:
    page = open_page(ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/articles/2020/whole/"
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(open_page: Open) -> None:
    page = open_page(ARTICLE, reduced_motion="reduce")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.goto(page.url.split("#")[0])
    reached = 0
    for _ in range(200):
        page.keyboard.press("Tab")
        shown = page.evaluate("""(() => {
            const { activeElement: at } = document, style = getComputedStyle(at), box = at.getBoundingClientRect();
            if (at === document.body) return null;
            at.dataset.reached = "";
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return [style.outlineStyle, parseFloat(style.outlineWidth) >= 2, y >= 0 && y <= innerHeight && x >= 0];
        })()""")
        if shown is None:
            break
        assert shown == ["solid", True, True]
        reached += 1
    missed = page.evaluate("""[...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
        .filter((each) => each.checkVisibility() && each.tabIndex >= 0 && !("reached" in each.dataset))
        .map((each) => each.outerHTML)""")
    assert reached > 40
    assert missed == []


@pytest.mark.parametrize("kind", ["home", "article", "article in Arabic", "report", "author"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(kind: str, width: int, open_page: Open) -> None:
    page = open_page(PLACES[kind], width)
    page.wait_for_load_state("networkidle")
    shift = page.evaluate("""new Promise((give) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => give(sum), 300);
    })""")
    assert shift == 0


def test_an_article_weighs_little_and_waits_for_one_file(publication: SiteFolder, open_page: Open) -> None:
    page = open_page(ARTICLE)
    waited = page.evaluate("""performance.getEntriesByType("resource")
        .filter((each) => each.renderBlockingStatus === "blocking").map((each) => each.name)""")
    assert [bool(re.search(r"/style\.\w+\.css$", name)) for name in waited] == [True]
    names = [
        ARTICLE[1:] + "index.html",
        *(f"assets/{path.name}" for path in (publication.root / "output/assets").iterdir()),
    ]
    texts = [name for name in names if name.endswith((".html", ".css", ".js"))]
    assert sum(len(compress((publication.root / "output" / name).read_bytes())) for name in texts) < 30_000


def test_on_paper_there_is_the_text_and_no_navigation(open_page: Open) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".menu", ".toc", ".scheme", ".languages", ".related", ".footnote-back", ".share ul"):
        expect(page.locator(gone).first).to_be_hidden()
    for there in (".site-name", "h1", ".byline", ".dates", ".prose", ".footnotes", ".corrections", ".article-foot"):
        expect(page.locator(there).first).to_be_visible()
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    after = "(place) => getComputedStyle(document.querySelector(place), '::after').content"
    assert page.evaluate(after, ".prose a[href^='https://example.com']") == '" <" attr(href) ">"' or page.evaluate(
        after, ".prose a[href^='https://example.com']"
    ).endswith('https://example.com/ledger/1>"')


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_long_text_prints_on_pages(size: str, open_page: Open) -> None:
    printed = open_page(PLACES["report"]).pdf(format=size)
    pages = re.findall(rb"/Type\s*/Page\b", printed)
    assert len(pages) > 6


def test_colours_that_are_forced_keep_the_bounds_of_parts(open_page: Open) -> None:
    page = open_page(ARTICLE, forced_colors="active")
    for part in (".panel", ".prose section.comment"):
        assert page.evaluate("(part) => getComputedStyle(document.querySelector(part)).borderTopStyle", part) == "solid"


def test_whoever_wants_no_motion_sees_none(open_page: Open) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert open_page(ARTICLE, reduced_motion="reduce").evaluate(behaviour) == "auto"
    assert open_page(ARTICLE, reduced_motion="no-preference").evaluate(behaviour) == "smooth"
