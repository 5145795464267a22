"""Social cards: one for each article, in fonts that have its letters, drawn anew only when what it says changes."""

import json
import re
from pathlib import Path

import pytest
from fonts import ARABIC, LATIN, font, install
from hypothesis import given
from hypothesis import strategies as st
from pictures import opened
from PIL import Image
from sites import SiteFolder

from sitegen.build import Session
from sitegen.media import characters_of
from sitegen.media.typeset import Setting, fit, load_font, wrap
from sitegen.steps import fonts as fonts_step
from sitegen.steps.tools import Purpose

CARD = "articles/2020/{}/card.png"


@pytest.fixture
def house(site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site whose machine has one Latin and one Arabic font."""
    install(tmp_path / "fonts", notoserif=LATIN, amiri=ARABIC)
    monkeypatch.setattr(fonts_step, "folders", lambda: [tmp_path / "fonts", tmp_path / "no-such-folder"])
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().replace("[cards]\nenabled = false", "[cards]\nenabled = true"))
    return site


def card(site: SiteFolder, name: str = "a") -> Image.Image:
    return opened(site.tree()[CARD.format(name)])


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Return the share of a part of a card that is not paper."""
    part = image.convert("RGB").crop(box)
    paper = image.convert("RGB").getpixel((600, 300 if box[1] < 300 else 620))
    return 1 - sum(count for count, colour in part.getcolors(99999) or () if colour == paper) / (
        part.width * part.height
    )


def test_every_article_has_a_card_that_its_page_names(house: SiteFolder) -> None:
    house.author("ann", "Ann Doe")
    house.article("a", "Water", authors="[ann]", number="PB-1")
    house.article("b", "Hidden", draft="true")
    house.build()
    image = card(house)
    assert (image.size, image.mode) == ((1200, 630), "P")
    assert [path for path in house.tree() if path.endswith("card.png")] == [CARD.format("a")]
    html = house.page("articles/2020/a/index.html")
    url = "https://example.org/articles/2020/a/card.png"
    for name, content in (
        ("og:image", url),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Water"),
    ):
        assert f'<meta property="{name}" content="{content}">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    (described,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(described)["image"] == [url]


def test_a_card_begins_where_its_language_does(house: SiteFolder) -> None:
    house.article("a", "Oil")
    house.article("b.ar", "ماء")
    house.build()
    left, right = (72, 140, 300, 230), (900, 140, 1128, 230)
    english, arabic = card(house), opened(house.tree()["ar/" + CARD.format("b")])
    assert ink(english, left) > 0.1 > 10 * ink(english, right)
    assert ink(arabic, right) > 0.1 > 10 * ink(arabic, left)


def test_where_no_font_has_the_letters_the_mark_stands_alone_and_is_told_of_once(house: SiteFolder) -> None:
    house.article("a", "中東の水")
    house.article("b", "水")
    house.article("c", "Water 水")
    report = house.build()
    told = [(problem.location.path, problem.kind, problem.severity) for problem in report.problems]
    assert told == [("sitegen.toml", "missing-font", "warning")]
    assert "Cjk: the cards of 3" in report.problems[0].message
    tree = house.tree()
    assert tree[CARD.format("a")] == tree[CARD.format("b")] == tree[CARD.format("c")]
    assert len(card(house).getcolors() or ()) == 2


def test_where_letters_cannot_be_joined_arabic_is_not_written(
    house: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.article("a", "Oil – and water")
    house.article("b.ar", "ماء")
    house.build()
    shaped = house.tree()
    monkeypatch.setattr("sitegen.media.can_shape", lambda: False)
    report = house.build(clean=True)
    assert [problem.kind for problem in report.problems] == ["missing-font"]
    assert len(opened(house.tree()["ar/" + CARD.format("b")]).getcolors() or ()) == 2
    assert house.tree()[CARD.format("a")] == shaped[CARD.format("a")]


def test_a_card_is_drawn_anew_when_what_it_says_changes_and_not_else(
    house: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.author("ann", "Ann")
    house.article("a", "One", authors="[ann]")
    house.article("b", "Two")
    house.build()
    before = house.tree()
    house.author("ann", "Anna")
    house.build()
    after = house.tree()
    assert [path for path in after if path.endswith("card.png") and after[path] != before[path]] == [CARD.format("a")]
    monkeypatch.setattr("sitegen.steps.picturing.make_card", None)
    house.article("b", "Two", "Another text.")
    house.build()
    house.build(clean=True)
    assert house.tree().keys() == after.keys()


def test_another_font_draws_every_card_anew(house: SiteFolder, tmp_path: Path) -> None:
    house.article("a", "One")
    house.build()
    before = house.tree()
    (tmp_path / "fonts/noto-serif-bold.ttf").write_bytes(font(LATIN, 700))
    report = house.build()
    assert report.reasons.keys() == {CARD.format("a")}
    assert house.tree() == house.clean_tree(tmp_path / "clean") != before
    assert house.build().rendered == 0


def test_cards_may_be_turned_off_and_a_preview_has_none(house: SiteFolder) -> None:
    house.article("a", "One")
    with Session(
        house.root, purpose=Purpose(".sitegen/preview", ".sitegen/preview/output", is_preview=True)
    ) as session:
        session.build()
    assert not list((house.root / ".sitegen/preview/output").rglob("card.png"))
    config = house.root / "sitegen.toml"
    config.write_text(config.read_text().replace("[cards]\nenabled = true", "[cards]\nenabled = false"))
    house.build()
    assert CARD.format("a") not in house.tree()
    assert "og:image" not in house.page("articles/2020/a/index.html")
    assert "card.png" not in house.page("articles/2020/a/index.html")


def test_colours_by_the_config(house: SiteFolder) -> None:
    config = house.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = true", 'paper = "#102030"\naccent = "#AABBCC"'))
    house.article("a", "One")
    house.build()
    image = card(house).convert("RGB")
    assert (image.getpixel((600, 300)), image.getpixel((600, 3))) == ((0x10, 0x20, 0x30), (0xAA, 0xBB, 0xCC))


# --- setting text


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("fonts") / "blocks.ttf"
    file.write_bytes(font(LATIN))
    return str(file)


@given(st.lists(st.text("abc,-", min_size=1, max_size=40), min_size=1, max_size=60))
def test_every_headline_fits(blocks: str, words: list[str]) -> None:
    text = " ".join(words)
    settings = [Setting(load_font(blocks, size), "en", "ltr", 1000) for size in (80, 60, 40)]
    setting, lines = fit(text, settings, 5, 320)
    assert 1 <= len(lines) <= 5
    assert len(lines) * setting.leading <= 320
    assert all(setting.measure(line) <= 1000 for line in lines)
    said = "".join(lines).replace(" ", "")
    if "…" in said:
        assert text.replace(" ", "").startswith(said.removesuffix("…"))
    else:
        assert said == text.replace(" ", "")


def test_no_word_is_left_alone_on_the_last_line(blocks: str) -> None:
    setting = Setting(load_font(blocks, 40), "en", "ltr", 1000)
    text = "aaaa " * 8 + "bbbb"
    assert len(wrap(text, setting)[-1].split()) == 1
    lines = fit(text, [setting], 5, 320)[1]
    assert [len(line.split()) for line in lines] == [5, 4]


# --- what a font has


def test_the_characters_of_a_font_are_told_by_its_table() -> None:
    for some in ("abcxyz", LATIN + ARABIC, "a𐎠𐎡"):
        found = {chr(char) for first, last in characters_of(font(some)) for char in range(first, last + 1)}
        assert found == {*some, " "}


@given(st.binary(max_size=200), st.integers(0, 900))
def test_what_is_no_font_has_no_characters(noise: bytes, at: int) -> None:
    broken = font("ab")
    characters_of(noise)
    characters_of(broken[:at] + noise + broken[at + len(noise) :])
    assert characters_of(broken[:at]) in {(), characters_of(broken)}
