"""A house's own fonts: cut by script, named by a style of which the policy has the hash, and never in the way of the text."""

import re
import shutil
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from font_files import ARABIC, LATIN, TURKISH, make_font
from fontTools.ttLib import TTFont
from sites import CONFIG, SiteFolder, difference

from sitegen.build import load_config
from sitegen.digest import digest
from sitegen.errors import ConfigError, ContentError
from sitegen.fonts import cut, inspect
from sitegen.read import read_folder, read_named


def _use(site: SiteFolder, table: str, **fonts: bytes) -> None:
    (site.root / "sitegen.toml").write_text(f"{CONFIG}\n[fonts]\n{table}\n")
    for name, content in fonts.items():
        site.write(f"fonts/{name}.ttf", content)


@pytest.fixture
def housed(site: SiteFolder) -> SiteFolder:
    """A site in two languages whose running text has a font for Latin and one for Arabic."""
    site.article("a")
    site.article("b.ar", "عنوان")
    _use(site, 'text = ["serif.ttf", "naskh.ttf"]', serif=make_font(LATIN + TURKISH), naskh=make_font(LATIN + ARABIC))
    return site


def _fonts(site: SiteFolder) -> dict[str, set[str]]:
    """The characters of each published font by its name without fingerprint."""
    found = {}
    for file in sorted((site.root / "output/assets/fonts").glob("*")):
        assert file.read_bytes()[:4] == b"wOF2"
        name, digest, ending = file.name.split(".")
        assert (len(digest), ending) == (8, "woff2")
        found[name] = set(map(chr, TTFont(BytesIO(file.read_bytes())).getBestCmap()))
    return found


def _style(page: str) -> str:
    found = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert found
    return found[1]


def test_each_font_is_cut_by_script_and_of_two_the_first_serves(housed: SiteFolder) -> None:
    housed.build()
    assert _fonts(housed) == {"serif-latin": set(LATIN), "serif-latin-ext": set(TURKISH), "naskh-arabic": set(ARABIC)}


def test_the_style_names_each_cut_and_the_policy_has_its_hash(housed: SiteFolder) -> None:
    housed.build()
    page = housed.page("index.html")
    style = _style(page)
    urls = re.findall(r'url\("(/assets/fonts/[^"]+)"\)', style)
    assert {url.rpartition("/")[2].split(".")[0] for url in urls} == set(_fonts(housed))
    assert all((housed.root / "output" / url[1:]).is_file() for url in urls)
    hash_ = f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"
    assert hash_ in page.partition("</head>")[0].replace("&#39;", "'")
    assert hash_ in housed.page("_headers")
    assert "unicode-range:U+600-6FF" in style
    assert '--house-text:"house-text","house-text-fallback",;' in style


def test_a_page_loads_at_once_what_its_own_script_needs(housed: SiteFolder) -> None:
    housed.build()
    for path, name in (("index.html", "serif-latin"), ("ar/index.html", "naskh-arabic")):
        links = re.findall(
            r'<link rel="preload" href="([^"]+)" as="font" type="font/woff2" crossorigin>', housed.page(path)
        )
        assert [link.rpartition("/")[2].split(".")[0] for link in links] == [name]


def test_the_stand_in_is_as_wide_and_as_high(housed: SiteFolder) -> None:
    housed.build()
    (rule,) = re.findall(r'@font-face{font-family:"house-text-fallback"[^}]*}', _style(housed.page("index.html")))
    value = {name: float(number) / 100 for name, number in re.findall(r"([a-z-]+):([\d.]+)%", rule)}
    assert value["size-adjust"] == pytest.approx(0.5 / 0.4172, abs=0.001)  # Times New Roman
    assert value["ascent-override"] * value["size-adjust"] == pytest.approx(0.9, abs=0.001)
    assert value["descent-override"] * value["size-adjust"] == pytest.approx(0.3, abs=0.001)
    assert value["line-gap-override"] * value["size-adjust"] == pytest.approx(0.1, abs=0.001)
    assert 'local("Times New Roman")' in rule


def test_where_nothing_stands_in_the_font_may_not_come_late(housed: SiteFolder) -> None:
    housed.build()
    faces = re.findall(r'@font-face{font-family:"house-text";[^}]*}', _style(housed.page("index.html")))
    shown = {re.search(r"fonts/([\w-]+)\.", face)[1]: re.search(r"font-display:(\w+)", face)[1] for face in faces}
    assert shown == {"serif-latin": "swap", "serif-latin-ext": "swap", "naskh-arabic": "optional"}


def test_weights_and_slants_are_read_from_the_fonts(site: SiteFolder) -> None:
    _use(
        site, 'interface = ["all.ttf", "slanted.ttf"]\nmono = "slanted.ttf"',
        all=make_font(weights=(300, 800)), slanted=make_font(is_italic=True, weight=700),
    )  # fmt: skip
    site.build()
    style = _style(site.page("index.html"))
    assert "font-weight:300 800;font-style:normal" in style
    assert style.count("font-weight:700;font-style:italic") == 2
    assert len(_fonts(site)) == 2  # one file serves both roles
    assert 'local("Arial Bold Italic")' in style
    assert 'rel="preload"' not in site.page("index.html")


def test_a_font_may_be_kept_to_some_scripts(site: SiteFolder) -> None:
    _use(site, 'text = [{ file = "n.ttf", scripts = ["arabic"] }]', n=make_font(LATIN + ARABIC))
    site.build()
    assert _fonts(site) == {"n-arabic": set(ARABIC)}


def test_a_site_without_fonts_has_no_word_of_them(site: SiteFolder) -> None:
    site.build()
    assert "<style" not in site.page("index.html")
    assert "preload" not in site.page("index.html")
    assert not (site.root / "output/assets/fonts").exists()


def test_what_the_maker_forbids_is_not_done(site: SiteFolder) -> None:
    _use(
        site, 'text = ["closed.ttf", "uncut.ttf"]',
        closed=make_font(permissions=0x0002), uncut=make_font(LATIN + TURKISH, permissions=0x0100),
    )  # fmt: skip
    report = site.build()
    assert [(each.location.path, each.kind, each.severity) for each in report.problems] == [
        ("fonts/closed.ttf", "font-permission", "warning"),
        ("fonts/uncut.ttf", "font-permission", "warning"),
    ]
    assert _fonts(site) == {"uncut": set(LATIN + TURKISH)}


def _broken_table(content: bytes) -> bytes:
    """A font whose outlines are rubbish, which shows only when it is cut."""
    font = TTFont(BytesIO(content))
    place = next(iter(font.reader.tables["glyf"] for _ in (1,)))
    return content[: place.offset] + b"\xff" * place.length + content[place.offset + place.length :]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no font, or a broken one"),
        (b"<svg/>", "no font, or a broken one"),
        (make_font()[:400], "no font, or a broken one"),
        (b"ttcf" + bytes(64), "a collection of fonts"),
        (_broken_table(make_font()), "cannot be cut"),
    ],
)
def test_a_broken_font_is_told_with_its_path(content: bytes, words: str, site: SiteFolder) -> None:
    _use(site, 'text = "a.ttf"', a=content)
    with pytest.raises(ContentError, match=rf'fonts/a.ttf: error: "fonts/a.ttf" cannot be used: .*{words}'):
        site.build()


def test_a_font_that_is_not_there_is_told_with_its_line(site: SiteFolder) -> None:
    _use(site, 'text = ["a.ttf"]')
    with pytest.raises(ContentError, match=r'sitegen.toml:\d+: error: there is no font "fonts/a.ttf"'):
        site.build()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('text = "../a.ttf"', "is no file below fonts/"),
        ('text = "/etc/a.ttf"', "is no file below fonts/"),
        ('text = "a.svg"', "is no name of a font file"),
        ('text = [{ file = "a.ttf", scripts = ["arabian"] }]', 'did you mean "arabic"?'),
        ('body = "a.ttf"', "body"),
    ],
)
def test_a_wrong_table_is_refused(table: str, words: str, site: SiteFolder) -> None:
    _use(site, table)
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert words in str(caught.value)


def test_edits_of_fonts_are_seen(housed: SiteFolder, tmp_path: Path) -> None:
    housed.build()
    for name, content in (
        ("serif", make_font(LATIN)),
        ("naskh", make_font(ARABIC, width=700)),
        ("serif", make_font(LATIN, permissions=2)),
        ("serif", make_font(LATIN + TURKISH)),
    ):
        housed.write(f"fonts/{name}.ttf", content)
        housed.build()
        assert difference(housed.tree(), housed.clean_tree(tmp_path / "clean")) == []
    report = housed.build()
    assert report.rendered == 0


def test_fonts_stay_where_another_file_is_looked_at_alone(housed: SiteFolder) -> None:
    config = load_config(housed.root)
    snapshot, known, _ = read_folder(housed.root, config, {})
    content = make_font(ARABIC)
    files = [housed.article("a", body="Other text."), housed.write("fonts/naskh.ttf", content)]
    named = read_named(housed.root, snapshot, known, [str(file) for file in files])
    assert named
    assert {font.path: font.digest for font in named[0].fonts} == {
        "fonts/naskh.ttf": digest(content),
        "fonts/serif.ttf": next(font.digest for font in snapshot.fonts if font.path == "fonts/serif.ttf"),
    }


def test_a_cut_is_made_once(housed: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    housed.build()
    before = housed.tree()
    shutil.rmtree(housed.root / "output")
    monkeypatch.setattr("sitegen.fonts.cut", lambda *_, **__: pytest.fail("it was cut again"))
    housed.build()
    assert difference(before, housed.tree()) == []


def test_a_cut_is_the_same_each_time() -> None:
    font = make_font(LATIN + ARABIC)
    assert cut(font, "arabic") == cut(font, "arabic")
    assert inspect(cut(font, "arabic")).scripts == ("arabic",)
