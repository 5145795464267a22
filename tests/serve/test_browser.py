"""The live preview as an editor sees it: `sitegen serve` as a program, a browser on it, and files that are saved."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsers import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright
from previews import eventually
from sites import CONFIG, SiteFolder

if not CHROMIUM:
    pytest.skip("there is no Chromium: the preview is not tested in a browser", allow_module_level=True)

pytestmark = pytest.mark.slow

THEMES = Path(__file__).resolve().parents[2] / "themes"
CONNECTIONS = Path("/proc/net/tcp")
LONG = 30.0
"""Seconds in which a change shows however busy the machine is."""

FORM = '<form><input name="name"><textarea id="remark"></textarea></form>'
TALL = "\n\n".join(f"Paragraph {number}." for number in range(200))


class Served:
    """A site with a theme of its own, under a preview in a process of its own."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self._said = site.root.parent / "said.txt"
        with self._said.open("w") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sitegen", "serve", "-C", str(site.root), "--port", "0", "--jobs", "1"],
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        assert eventually(lambda: "Preview at" in self.said, LONG), self.said
        self.url = re.search(r"http://127\.0\.0\.1:\d+", self.said)[0]

    @property
    def said(self) -> str:
        return self._said.read_text()

    def streams(self) -> int:
        """Return how many connections are open: some seconds after the last request, only event streams."""
        ours = f"0100007F:{urlsplit(self.url).port:04X}"
        rows = [line.split() for line in CONNECTIONS.read_text().splitlines()[1:]]
        return sum(row[1] == ours and row[3] == "01" for row in rows)

    def end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(LONG)
        finally:
            self._process.kill()


class Tabs:
    """The tabs of one browser on a preview; `asked` are the URLs of all requests, `faults` what failed in scripts."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._context = browser.new_context(viewport={"width": 1200, "height": 750})
        self._context.set_default_timeout(LONG * 1000)
        self._url = url
        self.asked: list[str] = []
        self.faults: list[str] = []
        self._context.expose_function("tellFault", lambda fault: self.faults.append(fault))  # noqa: PLW0108 - playwright marks what it is given
        self._context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => tellFault(`${e.violatedDirective} ${e.blockedURI}`))"
        )
        self._context.on("request", lambda request: self.asked.append(request.url))
        self._context.on("weberror", lambda fault: self.faults.append(str(fault.error)))

    def open(self, path: str = "/") -> Page:
        """Open a page of the site, which the preview may not have built yet."""
        page = self._context.new_page()
        page.goto(self._url + path)
        page.wait_for_selector("html:has(#_main) > sitegen-bar", state="attached")
        return page

    def visit(self, path: str) -> Response:
        response = self._context.new_page().goto(self._url + path)
        assert response
        return response

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's own Chromium: none is ever downloaded."""
    expect.set_options(timeout=LONG * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Two articles, and a theme that may be edited."""
    site = SiteFolder(tmp_path / "site", config=CONFIG + '\n[build]\ntheme = "mine"\n')
    shutil.copytree(THEMES / "default", site.root / "themes/mine")
    write(site, "one", "The first", "Some words.")
    write(site, "two", "The second", "Other words.")
    return site


@pytest.fixture
def serve(site: SiteFolder) -> Iterator[Callable[[], Served]]:
    """Start a preview of the site as it is by then; it ends with the test."""
    with ExitStack() as stack:

        def start() -> Served:
            served = Served(site)
            stack.callback(served.end)
            return served

        yield start


@pytest.fixture
def tabs(browser: Browser, serve: Callable[[], Served]) -> Iterator[Tabs]:
    """A browser on the preview; what it asks for, it asks of the preview alone, and no script of ours fails or is kept
    from its work by the policy of the page."""
    served = serve()
    tabs = Tabs(browser, served.url)
    yield tabs
    tabs.close()
    assert tabs.asked
    assert [url for url in tabs.asked if not url.startswith(served.url + "/")] == []
    assert tabs.faults == []


def write(site: SiteFolder, name: str, title: str, body: str, **fields: object) -> Path:
    """Write an article whose address is its name, and whose text is nowhere but on its page."""
    return site.article(name, title, body, slug=name, summary="In short.", **fields)


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def mark(page: Page) -> None:
    """Leave a trace in a page that only a reload wipes out."""
    page.evaluate("window.trace = 1")


def is_marked(page: Page) -> bool:
    return page.evaluate("window.trace === 1")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id")


def test_a_body_and_a_title(site: SiteFolder, tabs: Tabs) -> None:
    page, home = tabs.open("/articles/2020/one/"), tabs.open()
    write(site, "one", "The first", "Better words.")
    expect(page.get_by_text("Better words.")).to_be_visible()
    write(site, "one", "The very first", "Better words.")
    expect(page.get_by_role("heading", level=1)).to_have_text("The very first")
    expect(page).to_have_title("The very first – Review")
    expect(home.get_by_role("link", name="The very first")).to_be_visible()


def test_a_template(site: SiteFolder, tabs: Tabs) -> None:
    page = tabs.open("/articles/2020/one/")
    replace(site.root / "themes/mine/templates/base.html", "</main>", "<p>Under every page.</p></main>")
    expect(page.get_by_text("Under every page.")).to_be_visible()


def test_a_style_sheet_is_exchanged_in_place(site: SiteFolder, tabs: Tabs) -> None:
    page = tabs.open("/articles/2020/one/")
    mark(page)
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        sheet = site.root / "themes/mine/assets/style.css"
        sheet.write_text(f"{sheet.read_text()}\nh1 {{ color: {colour} }}\n")
        expect(page.get_by_role("heading", level=1)).to_have_css("color", colour)
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    assert is_marked(page)


def test_a_page_that_did_not_change_is_left_alone(site: SiteFolder, tabs: Tabs) -> None:
    one, two = tabs.open("/articles/2020/one/"), tabs.open("/articles/2020/two/")
    mark(one)
    write(site, "two", "The second", "New words.")
    expect(two.get_by_text("New words.")).to_be_visible()
    # The page takes one message after the other, so with the style it has dealt with the text, too.
    sheet = site.root / "themes/mine/assets/style.css"
    sheet.write_text(f"{sheet.read_text()}\nh1 {{ color: rgb(1, 2, 3) }}\n")
    expect(one.get_by_role("heading", level=1)).to_have_css("color", "rgb(1, 2, 3)")
    assert is_marked(one)


def test_a_broken_file_shows_over_the_page_until_it_is_mended(site: SiteFolder, tabs: Tabs) -> None:
    replace(
        site.root / "themes/mine/templates/article.html",
        "{{ text.prose(bodies) }}",
        f"{{{{ text.prose(bodies) }}}}{FORM}",
    )
    page = tabs.open("/articles/2020/one/")
    page.locator("[name=name]").focus()
    write(site, "one", "The first", "Better words.", date="2020-02-31")
    overlay = page.get_by_role("alertdialog", name="1 problem")
    expect(overlay).to_be_visible()
    expect(overlay).to_have_accessible_description(re.compile("last that could be built"))
    expect(overlay.locator(".place")).to_have_text(re.compile(r"content/articles/one\.md:\d+:\d+"))
    expect(overlay.locator(".excerpt .row.here mark")).to_have_text("2020-02-31")
    expect(overlay.locator(".hint")).to_be_visible()
    expect(page.get_by_text("Some words.")).to_be_visible()

    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    assert focused(page) == "name"
    page.get_by_role("button", name="1 problem").click()
    expect(overlay).to_be_visible()

    write(site, "one", "The first", "Mended words.")
    expect(page.get_by_text("Mended words.")).to_be_visible()
    expect(overlay).to_be_hidden()


def test_another_file_that_is_broken_leaves_the_page_as_it_is(site: SiteFolder, tabs: Tabs) -> None:
    page = tabs.open("/articles/2020/one/")
    mark(page)
    template = site.root / "themes/mine/templates/home.html"
    right = template.read_text()
    template.write_text(right + "{% if %}")
    overlay = page.get_by_role("alertdialog", name="1 problem")
    expect(overlay.locator(".place")).to_have_text(re.compile("home.html"))
    template.write_text(right)
    expect(overlay).to_be_hidden()
    assert is_marked(page)


def test_the_page_comes_by_itself_when_the_first_build_failed(
    site: SiteFolder, browser: Browser, serve: Callable[[], Served]
) -> None:
    write(site, "one", "[", "Some words.")
    tabs = Tabs(browser, serve().url)
    response = tabs.visit("/articles/2020/one/")
    assert response.status == 503
    page = response.frame.page
    expect(page.get_by_role("alertdialog", name="1 problem")).to_be_visible()
    write(site, "one", "Mended", "Some words.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mended")
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    tabs.close()


def test_an_article_that_is_renamed(site: SiteFolder, tabs: Tabs) -> None:
    page, home = tabs.open("/articles/2020/one/"), tabs.open()
    (site.root / "content/articles/one.md").unlink()
    write(site, "three", "The first", "Some words.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(home.get_by_role("link", name="The first")).to_have_attribute("href", "/articles/2020/three/")
    assert tabs.visit("/articles/2020/one/").status == 404
    assert tabs.visit("/articles/2020/three/").status == 200
    (site.root / "content/articles/three.md").rename(site.root / "content/articles/one.md")
    write(site, "one", "The first", "Some words.")
    expect(page.get_by_role("heading", level=1)).to_have_text("The first")


def test_another_branch(site: SiteFolder, tabs: Tabs) -> None:
    def git(*words: str) -> None:
        who = [f"GIT_{role}_{part}=a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")]
        alone = {**os.environ, **dict(each.split("=") for each in who), "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *words], cwd=site.root, check=True, capture_output=True, env=alone)

    def write_all(word: str) -> None:
        for number in range(60):
            write(site, f"story-{number}", f"{word} {number}", f"{word} text.")

    site.write(".gitignore", ".sitegen/\n")
    git("init", "-b", "main")
    write_all("Old")
    git("add", ".")
    git("commit", "-m", "old")
    git("checkout", "-b", "other")
    write_all("New")
    (site.root / "content/articles/one.md").unlink()
    git("commit", "-am", "new")
    git("checkout", "main")
    story, gone, home = tabs.open("/articles/2020/story-59/"), tabs.open("/articles/2020/one/"), tabs.open()
    for branch, word, title in (("other", "New", "Page not found"), ("main", "Old", "The first")):
        git("checkout", branch)
        expect(story.get_by_text(f"{word} text.")).to_be_visible()
        expect(gone.get_by_role("heading", level=1)).to_have_text(title)
        expect(home.get_by_role("link", name=f"{word} 0", exact=True)).to_be_visible()


def test_what_was_typed_stays(site: SiteFolder, tabs: Tabs) -> None:
    write(site, "one", "The first", TALL)
    replace(
        site.root / "themes/mine/templates/article.html",
        "{{ text.prose(bodies) }}",
        f"{FORM}{{{{ text.prose(bodies) }}}}",
    )
    page = tabs.open("/articles/2020/one/")
    page.locator("[name=name]").fill("Ann")
    page.locator("#remark").fill("Half a sentence")
    page.evaluate("document.querySelector('#remark').setSelectionRange(5, 6)")
    page.evaluate("scrollTo(0, 1234)")
    mark(page)
    write(site, "one", "The first", f"{TALL}\n\nThe end.")
    expect(page.get_by_text("The end.")).to_be_attached()
    assert not is_marked(page)
    expect(page.locator("#remark")).to_be_focused()
    assert page.evaluate("scrollY") == 1234
    assert page.locator("[name=name]").input_value() == "Ann"
    assert page.locator("#remark").input_value() == "Half a sentence"
    assert page.evaluate("document.querySelector('#remark').selectionStart") == 5


def test_a_draft_says_so_and_the_bar_tells_about_it(site: SiteFolder, tabs: Tabs) -> None:
    write(site, "one", "The first", "Four words of text.", draft="true")
    page = tabs.open("/articles/2020/one/")
    banner = page.get_by_role("note")
    expect(banner).to_have_text("Draft: readers do not see this page.")
    bar = page.get_by_role("region", name="Preview")
    toggle = bar.get_by_role("button", name="Preview")
    expect(bar.get_by_role("definition")).to_have_count(0)
    toggle.click()
    for label, text in (
        ("Source", "content/articles/one.md"),
        ("Status", "draft"),
        ("Words", "4"),
        ("Shown on", "/articles/"),
    ):
        row = bar.locator("dl > div").filter(has=page.locator("dt").get_by_text(label, exact=True))
        expect(row.locator("dd").get_by_text(text, exact=True)).to_be_visible()
    write(site, "one", "The first", "Four words of text.")
    expect(banner).to_be_hidden()
    expect(bar.get_by_text("public", exact=True)).to_be_visible()


@pytest.mark.skipif(not CONNECTIONS.exists(), reason="counts connections as Linux lists them")
def test_seven_tabs_share_one_stream(site: SiteFolder, browser: Browser, serve: Callable[[], Served]) -> None:
    for number in range(7):
        write(site, f"story-{number}", f"Story {number}", "Old text.")
    served = serve()
    tabs = Tabs(browser, served.url)
    pages = [tabs.open(f"/articles/2020/story-{number}/") for number in range(7)]
    for text in ("Newer text.", "Newest text."):
        for number in range(7):
            write(site, f"story-{number}", f"Story {number}", text)
        for page in pages:
            expect(page.get_by_text(text)).to_be_visible()
    assert eventually(lambda: served.streams() == 1, LONG)
    for page in pages:
        page.close()
    tabs.close()
    assert eventually(lambda: served.streams() == 0, LONG)
