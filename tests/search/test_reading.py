"""Searching as a reader does it: the built site on a host with its own headers, and Debian's Chromium."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import CHROMIUM, QUIET
from indexes import ENABLED, site_with_search
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sites import SiteFolder

if not CHROMIUM:
    pytest.skip("there is no Chromium: the search is not tested in a browser", allow_module_level=True)

pytestmark = pytest.mark.slow

BASE = "/publication/"
LONG = 30_000.0


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves an output folder below a path, with the policy that the site itself names for all files."""

    policy = ""

    def translate_path(self, path: str) -> str:
        below = unquote(path.partition("?")[0]).removeprefix(BASE)
        file = Path(self.directory) / below
        return str(file / "index.html" if file.is_dir() else file)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


class Reader:
    """One tab on the site. `asked` are the paths that it asked for, `faults` what browser and scripts complained of."""

    def __init__(self, browser: Browser, url: str, **options: object) -> None:
        self._context = browser.new_context(**options)
        self._context.set_default_timeout(LONG)
        self.url = url
        self.page: Page = self._context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self._context.on("request", lambda request: self.asked.append(request.url.removeprefix(url)))
        self._context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        self.page.on("console", lambda said: said.type in {"error", "warning"} and self.faults.append(said.text))

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.url}{BASE}{path}")
        return self.page

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=LONG)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site: SiteFolder = site_with_search(tmp_path_factory.mktemp("search") / "site")
    config = ENABLED.replace('base_url = "https://example.org/"', f'base_url = "https://example.org{BASE}"')
    (site.root / "sitegen.toml").write_text(config)
    site.article("policy2.fa", "سیاست داخلی", "کتاب و علی.", date="2018-04-11")
    for number in range(14):
        site.article(f"note-{number}", f"Note {number}", "A ceasefire.", date=f"2017-01-{number + 1:02}", type="brief")
    site.build()
    return site.root / "output"


@pytest.fixture(scope="module")
def host(output: Path) -> Iterator[str]:
    policy = re.search(r"Content-Security-Policy: (.*)", (output / "_headers").read_text())
    assert policy
    handler = type("Host", (_Host,), {"policy": policy[1]})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(browser: Browser, host: str) -> Iterator[Reader]:
    """A reader whose browser has nothing to complain of, and asks this site alone."""
    reader = Reader(browser, host)
    yield reader
    reader.close()
    assert [path for path in reader.asked if not path.startswith(("/", "data:"))] == []
    assert reader.faults == []


def titles(page: Page) -> list[str]:
    return page.locator("[data-finder] ol .headline").all_inner_texts()


def said(page: Page) -> object:
    return expect(page.locator("[data-finder] [role=status]"))


@pytest.mark.parametrize(
    ("lang", "query", "found", "marked"),
    [
        ("", "refinery", ["Oil and gas"], {"refineries."}),
        ("", "KARUN", ["Water"], {"Karun."}),
        ("fa/", "سیاست", ["سياست خارجي", "سیاست داخلی"], set()),
        ("fa/", "سياست", ["سياست خارجي", "سیاست داخلی"], set()),
        ("fa/", "كتاب", ["سياست خارجي", "سیاست داخلی"], {"كتاب\u200cهاي", "کتاب"}),
        ("fa/", "2018", ["سياست خارجي"], {"۲۰۱۸."}),
        ("fa/", "٢٠١٨", ["سياست خارجي"], {"۲۰۱۸."}),
        ("fa/", "علي", ["سیاست داخلی"], {"علی."}),
        ("ar/", "علي", ["السياسة الخارجية"], {"على"}),
        ("ar/", "الجامعه", ["السياسة الخارجية"], {"الجامعة"}),
        ("ar/", "محمد", ["السياسة الخارجية"], {"محمّد."}),
        ("ar/", "2018", ["السياسة الخارجية"], {"٢٠١٨"}),
        ("ar/", "الس\u0640\u0640ياسة", ["السياسة الخارجية"], set()),
    ],
)
def test_a_text_is_found_however_it_is_typed(
    reader: Reader, lang: str, query: str, found: list[str], marked: set[str]
) -> None:
    page = reader.open(f"{lang}search/")
    page.get_by_role("searchbox").fill(query)
    expect(page.locator("[data-finder] ol > li")).to_have_count(len(found))
    assert sorted(titles(page)) == sorted(found)
    assert marked <= set(page.locator("mark").all_inner_texts())


def test_results_are_narrowed_down_and_the_address_tells_how(reader: Reader) -> None:
    page = reader.open("search/")
    expect(page.get_by_label("Region").locator("option")).to_have_text(["All", "Gulf (1)", "Iran (1)"])
    page.get_by_label("Region").select_option("Gulf")
    said(page).to_have_text("Results: 1")
    assert titles(page) == ["Oil and gas"]
    page.get_by_label("Region").select_option("")
    page.get_by_label("Type").select_option("Policy brief")
    said(page).to_have_text("Results: 14")
    assert page.url.endswith("/search/?type=Policy+brief")
    assert titles(page)[0] == "Note 13"
    page.get_by_role("button", name="More results").click()
    expect(page.locator("[data-finder] ol > li")).to_have_count(14)
    expect(page.get_by_role("button", name="More results")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Note 3"
    page.get_by_role("searchbox").fill("ceasefire")
    expect(page).to_have_url(re.compile(r"\?q=ceasefire&type=Policy\+brief$"))
    said(page).to_have_text("Results: 14")
    again = reader.open(page.url.partition(BASE)[2])
    expect(again.get_by_role("searchbox")).to_have_value("ceasefire")
    expect(again.get_by_label("Type")).to_have_value("Policy brief")
    said(again).to_have_text("Results: 14")


def test_nothing_found_and_nothing_asked(reader: Reader) -> None:
    page = reader.open("search/?q=zzzz")
    said(page).to_have_text("Nothing was found. Try fewer or other words.")
    page.get_by_role("searchbox").fill("")
    said(page).to_have_text("")
    assert titles(page) == []
    assert page.url.endswith("/search/")


def test_what_is_not_published_is_not_found(reader: Reader) -> None:
    for word in ("Zugzwang", "Quidditas"):
        said(reader.open(f"search/?q={word}")).to_have_text("Nothing was found. Try fewer or other words.")


def test_a_result_leads_to_its_page_and_to_the_section(reader: Reader) -> None:
    page = reader.open("search/?q=karun")
    page.get_by_role("link", name="Rivers of Khuzestan").click()
    expect(page).to_have_url(re.compile("/articles/2019/water/#rivers-of-khuzestan$"))


def test_the_quick_search_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("articles/2020/oil/")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Words to search for")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("ceasefire")
    said(page).to_have_text("Results: 14")
    assert len(titles(page)) == 6
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == titles(page)[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    expect(dialog.get_by_role("link", name="All results and filters")).to_have_attribute(
        "href", re.compile("q=ceasefire")
    )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_nothing_is_loaded_before_a_reader_asks(reader: Reader) -> None:
    page = reader.open("")
    page.wait_for_load_state("networkidle")
    assert not [path for path in reader.asked if "search" in path or "pagefind" in path]
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("link", name="Search")).to_be_focused()


def test_the_quick_search_from_right_to_left(reader: Reader) -> None:
    page = reader.open("fa/")
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("کتاب")
    expect(page.locator("dialog ol > li")).to_have_count(2)
    box, close = page.locator("dialog").bounding_box(), page.locator(".quick-close").bounding_box()
    assert box
    assert close
    assert close["x"] - box["x"] < box["width"] / 2


def test_without_scripts_the_page_says_what_else_to_use(browser: Browser, host: str) -> None:
    reader = Reader(browser, host, java_script_enabled=False)
    page = reader.open("search/")
    expect(page.get_by_text("Searching needs scripts, which this browser does not run.")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    links = page.locator(".finder-otherwise a")
    assert [link.get_attribute("href") for link in links.all()][-1] == (
        "https://duckduckgo.com/?q=site:example.org/publication"
    )
    page.locator("main").get_by_role("link", name="All publications").click()
    expect(page).to_have_url(re.compile("/publication/articles/$"))
    reader.open("")
    page.get_by_role("link", name="Search").click()
    expect(page).to_have_url(re.compile("/publication/search/$"))
    reader.close()


def test_an_index_that_cannot_be_had_is_said(browser: Browser, host: str) -> None:
    reader = Reader(browser, host)
    reader.page.route("**/pagefind.js", lambda route: route.abort())
    page = reader.open("search/?q=oil")
    said(page).to_have_text("The search cannot be loaded at the moment.")
    expect(page.locator(".finder-otherwise").get_by_role("link", name="All publications")).to_be_visible()
    reader.page.unroute("**/pagefind.js")
    page.get_by_role("searchbox").fill("refinery")
    said(page).to_have_text("Results: 1")
    reader.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("lang", "query"), [("", "refinery"), ("ar/", "علي")])
def test_axe_finds_no_fault(browser: Browser, host: str, scheme: str, lang: str, query: str) -> None:
    reader = Reader(browser, host, color_scheme=scheme, viewport={"width": 390, "height": 900})
    page = reader.open(f"{lang}search/?q={query}")
    expect(page.locator("[data-finder] ol > li")).to_have_count(1)
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    page = reader.open(lang)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill(query)
    expect(page.locator("dialog ol > li")).to_have_count(1)
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    reader.close()
