"""Every pair of colours that the default theme sets beside each other can be told apart, in both schemes.

Text: WCAG 2.2, 1.4.3; lines that bound what can be pressed: 1.4.11.
"""

import re
from itertools import product
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "themes" / "default" / "assets" / "style.css").read_text()
PAIR = re.compile(r"(--[\w-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);")
ROOT_RULE = SHEET[SHEET.index(":root {") : SHEET.index("}")]
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(ROOT_RULE)}

GROUNDS = ("--paper", "--tint")
TEXT = ("--ink", "--soft", "--accent", "--link", "--good", "--warn", "--bad")
CODE = ("--code-word", "--code-name", "--code-text", "--code-number", "--code-quiet")
PAIRS = [
    *((text, ground, 4.5) for text, ground in product(TEXT, GROUNDS)),
    *((text, "--tint", 4.5) for text in CODE),
    *((text, "--mark", 4.5) for text in ("--ink", "--link")),
    *(("--edge", ground, 3.0) for ground in GROUNDS),
    ("--band", "--paper", 3.0),
    ("--paper", "--ink", 4.5),
]
"""Foreground, ground, and the contrast that there must be: the skip link alone is paper on ink."""


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_can_be_told_apart(front: str, ground: str, least: float, scheme: str) -> None:
    index = ("light", "dark").index(scheme)
    assert contrast(COLOURS[front][index], COLOURS[ground][index]) >= least


def test_every_colour_is_a_pair_and_is_tested() -> None:
    tested = {name for front, ground, _ in PAIRS for name in (front, ground)}
    assert set(COLOURS) - {"--rule"} == tested
    rules = re.sub(r"/\*.*?\*/", "", SHEET.replace(ROOT_RULE, ""), flags=re.DOTALL)
    screen = rules[: rules.index("@page")]
    literal = re.findall(r"^ +(?!--)[\w-]+: .*#[0-9a-f]{3,6}\b.*$", screen, re.MULTILINE)
    assert literal == [], "a colour outside the properties escapes this test and a child theme"
