"""Charts and tables as readers see them: in both schemes, at every width, in both directions, under the strictest policy."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sites import SiteFolder

CHROMIUM = shutil.which("chromium")
if not CHROMIUM:
    pytest.skip("there is no Chromium: charts are not looked at in a browser", allow_module_level=True)

pytestmark = pytest.mark.slow

POLICY = "default-src 'self'; style-src 'self'; script-src 'self'"
LONG = "Occupied Palestinian Territory and neighbouring areas"
FILES = {
    "years.csv": "year,Iran,Iraq,Oman\n" + "".join(f"{y},{y % 7}.5,{y % 5},{9 - y % 4}\n" for y in range(2000, 2021)),
    "names.csv": f"name,people\nIraq,4120000\n{LONG},2450000\nسوريا (الشمال),-13500000\n",
    "pairs.csv": "gdp,life,where\n" + "".join(f"{n * 2300},{60 + n},{'AB'[n % 2]}\n" for n in range(1, 20)),
    "places.csv": "city,lat,lon,people\nTehran,35.69,51.39,9040000\nBaghdad,33.32,44.37,7680000\nNajaf,32.0,44.33,747000\n",
    "long.csv": "name,"
    + ",".join(f"Year {y}" for y in range(2000, 2020))
    + "\n"
    + "".join(f"Country {n}," + ",".join(str(n * y) for y in range(20)) + "\n" for n in range(200)),
}
BLOCKS = {
    "line": "src: years.csv\nx: year\ny: Iran, Iraq, Oman",
    "bar": "src: years.csv\nx: year\ny: Iran, Iraq, Oman\nbars: stacked\nunit: Barrels",
    "bar ": "src: names.csv\nx: name\ny: people",
    "dot": "src: names.csv\nx: name\ny: people",
    "dot ": "src: pairs.csv\nx: gdp\ny: life\ngroup: where",
    "map": "src: places.csv\nlat: lat\nlon: lon\nsize: people\nlabel: city",
}
TABLE = "::: table\nsrc: long.csv\ntitle: Many rows\n:::\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of which `/en/` and `/ar/` hold nothing but charts and the style sheet, behind the strictest policy."""
    site = SiteFolder(tmp_path_factory.mktemp("charts"))
    text = "\n\n".join(
        f"::: chart {kind}\ntitle: The {n}\ndescription: It.\n{keys}\n:::"
        for n, (kind, keys) in enumerate(BLOCKS.items())
    )
    for name, content in FILES.items():
        site.write(f"content/articles/{name}", content)
    site.article("story", body=f"{text}\n\n{TABLE}")
    site.write("content/articles/story.ar.md", f"---\ntitle: عنوان\ndate: 2020-01-01\n---\n{text}\n\n{TABLE}")
    site.build()
    for lang, path, way in (("en", "articles/2020/story", "ltr"), ("ar", "ar/articles/2020/story", "rtl")):
        html = site.page(f"{path}/index.html")
        style = re.search(r'href="(/assets/style\.[^"]+)"', html)
        figures = re.findall(r'<figure class="(?:chart|data-table).*?</figure>', html, re.DOTALL)
        assert style
        assert len(figures) == len(BLOCKS) + 1
        head = f'<!doctype html><html lang="{lang}" dir="{way}"><meta charset="utf-8"><title>Charts</title>'
        head += '<meta name="viewport" content="width=device-width">'
        body = f'<link rel="stylesheet" href="{style[1]}"><main class="prose">{"".join(figures)}</main>'
        site.write(f"output/{lang}/index.html", head + body)
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Strict, directory=site.root / "output")
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


CASES = [(lang, width, scheme) for lang in ("en", "ar") for width in (320, 390, 1440) for scheme in ("light", "dark")]


@pytest.fixture(params=CASES, ids=lambda case: "-".join(map(str, case)))
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    lang, width, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(address) else None)
    page.goto(f"{address}/{lang}/")
    yield page
    assert [each for each in said if "favicon" not in each and "404" not in each] == []
    page.close()


def test_charts_fit_and_can_be_read(page: Page) -> None:
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.evaluate("""() => [...document.querySelectorAll('.chart-frame')].map(frame =>
        [...frame.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width)
            .map(svg => [svg.getAttribute('class'), svg.getBoundingClientRect().width / svg.viewBox.baseVal.width]))""")
    assert len(shown) == len(BLOCKS)
    for svgs in shown:
        assert [name for name, _ in svgs] == ["chart-wide" if width == 1440 else "chart-narrow"]
        assert svgs[0][1] * 13 >= 10, "letters smaller than 10 pixels"


def test_no_text_of_a_chart_leaves_it(page: Page) -> None:
    outside = page.evaluate("""() => [...document.querySelectorAll('.chart-frame svg')].flatMap(svg => {
        const room = svg.getBoundingClientRect();
        return [...svg.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.width && (box.left < room.left - 4 || box.right > room.right + 4 || box.bottom > room.bottom + 2);
        }).map(text => text.textContent)})""")
    assert outside == []


def test_names_of_rows_do_not_touch_one_another_or_the_bars(page: Page) -> None:
    touching = page.evaluate("""() => [...document.querySelectorAll('.chart-frame svg')].flatMap(svg => {
        const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
        return boxes.flatMap(([name, one], at) => boxes.slice(at + 1).filter(([_, other]) => one.width && other.width &&
            one.left < other.right - 1 && other.left < one.right - 1 &&
            one.top < other.bottom - 5 && other.top < one.bottom - 5).map(([other]) => `${name} / ${other}`))})""")
    assert touching == []


def test_series_stand_out_from_the_paper(page: Page) -> None:
    contrasts = page.evaluate("""() => {
        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const light = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const part = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
            return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
        };
        const chart = document.querySelector('.chart');
        const probe = chart.appendChild(document.createElement('i'));
        const paper = light(getComputedStyle(document.body).backgroundColor);
        return [1, 2, 3, 4, 5, 6, 7, 8].map(n => {
            probe.className = `series-${n}`;
            const [low, high] = [light(getComputedStyle(probe).color), paper].sort((a, b) => a - b);
            return Math.round((high + 0.05) / (low + 0.05) * 100) / 100;
        });
    }""")
    assert min(contrasts) >= 3, contrasts


def test_head_of_a_long_table_stays_in_sight(page: Page) -> None:
    places = page.evaluate("""() => {
        const frame = document.querySelector('.data-table .table');
        frame.scrollTop = 2000;
        const [outer, head] = [frame, frame.querySelector('thead th')].map(each => each.getBoundingClientRect());
        return [frame.scrollTop, head.top - outer.top, outer.height];
    }""")
    assert places[0] == 2000
    assert abs(places[1]) <= 3
    assert places[2] <= 900


def test_chart_is_named_and_its_data_can_be_opened_by_keyboard(page: Page) -> None:
    chart = page.get_by_role("img", name="The 0").first
    assert chart.is_visible()
    summary = page.locator(".chart-data summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".chart-data[open] table").first.is_visible()
