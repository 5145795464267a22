"""The view of a social card -> a PNG of 1200 x 630 pixels: kicker, headline, authors, and the name of the site beside its mark.

The card has three colours, so it is drawn as how much ink and how much accent lies on each pixel, and saved with a palette of
sixteen. What a font cannot say is not drawn.
"""

import io
import zlib
from collections.abc import Mapping

from PIL import Image, ImageChops, ImageDraw

from sitegen.media.typeset import Direction, Setting, cut, fit, load_font, wrap
from sitegen.model.views import CARD_SIZE, CardText, CardView

WIDTH, HEIGHT = CARD_SIZE
_MARGIN = 72
_INNER = WIDTH - 2 * _MARGIN
_SIZES = (92, 84, 76, 68, 60, 52, 46)
_LINES = 5
_SMALL = 30
_TOP, _BOTTOM = 132, 446
"""Between these the headline stands."""
_AUTHORS, _SITE = 516, 582
"""The baselines of authors and site."""
_INK_LEVELS, _ACCENT_LEVELS = 10, 6


def draw_card(view: CardView, fonts: Mapping[str, str]) -> bytes:
    """Draw a card; `fonts` are font files by digest."""
    ink = Image.new("L", (WIDTH, HEIGHT))
    accent = Image.new("L", (WIDTH, HEIGHT))
    if view.headline.font:
        _Card(view, fonts, ink, accent).write()
    else:
        _draw_mark(ImageDraw.Draw(accent), WIDTH // 2 - 120, HEIGHT // 2 - 120, 240)
    return _saved(ink, accent, view)


class _Card:
    """One card that is being written on, from the edge at which its language begins."""

    def __init__(self, view: CardView, fonts: Mapping[str, str], ink: Image.Image, accent: Image.Image) -> None:
        self.view = view
        self.fonts = fonts
        self.ink = ImageDraw.Draw(ink)
        self.accent = ImageDraw.Draw(accent)
        self.is_rtl = view.direction == "rtl"
        self.edge = WIDTH - _MARGIN if self.is_rtl else _MARGIN

    def write(self) -> None:
        self.accent.rectangle((0, 0, WIDTH, 15), fill=255)
        self._line(self.accent, self.view.kicker, 92)
        self._headline()
        self.accent.rectangle((_MARGIN, 466, WIDTH - _MARGIN, 467), fill=120)
        self._line(self.ink, self.view.authors, _AUTHORS, cuts_names=True)
        mark = self.edge - 36 if self.is_rtl else self.edge
        _draw_mark(self.accent, mark, _SITE - 28, 36)
        self._line(self.ink, self.view.site, _SITE, indent=56)

    def _headline(self) -> None:
        text = self.view.headline
        settings = (self._setting(text.font, size) for size in _SIZES)
        setting, lines = fit(text.text, settings, _LINES, _BOTTOM - _TOP)
        baseline = _TOP + setting.font.getmetrics()[0]
        for number, line in enumerate(lines):
            self._put(self.ink, setting, line, self.edge, baseline + number * setting.leading)

    def _line(
        self, on: ImageDraw.ImageDraw, text: CardText, baseline: int, *, indent: int = 0, cuts_names: bool = False
    ) -> None:
        """Write one line of small text, cut where it is too long; names are left out whole."""
        if text.font:
            setting = self._setting(text.font, _SMALL, indent)
            (line,) = cut(wrap(text.text, setting), 1, setting)
            if cuts_names and line.endswith("…") and (end := max(line.rfind(","), line.rfind("،"))) > 0:
                line = line[:end] + "…"
            self._put(on, setting, line, self.edge - indent if self.is_rtl else self.edge + indent, baseline)

    def _setting(self, font: str, size: int, indent: int = 0) -> Setting:
        direction: Direction = "rtl" if self.is_rtl else "ltr"
        return Setting(load_font(self.fonts[font], size), self.view.lang, direction, _INNER - indent)

    def _put(self, on: ImageDraw.ImageDraw, setting: Setting, line: str, x: int, baseline: int) -> None:
        anchor = "rs" if self.is_rtl else "ls"
        on.text((x, baseline), line, 255, setting.font, anchor, **setting.features)


def _draw_mark(on: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    """Draw the mark, a page with three lines on it, into a square."""
    unit = size / 9
    on.rectangle((x, y, x + size - 1, y + size - 1), fill=255)
    for number, length in enumerate((5, 5, 3)):
        top = y + unit * (2 + 2 * number)
        on.rectangle((x + 2 * unit, top, x + (2 + length) * unit - 1, top + unit - 1), fill=0)


def _saved(ink: Image.Image, accent: Image.Image, view: CardView) -> bytes:
    """Lay both colours over each other, which never meet on a pixel, and save them with the palette of their shades."""
    dark = ink.point(_steps(_INK_LEVELS, 0))
    bright = accent.point(_steps(_ACCENT_LEVELS, _INK_LEVELS - 1))
    levels = ImageChops.lighter(dark, bright)
    card = levels
    paper = _rgb(view.paper)
    shades = [_mixed(paper, _rgb(view.ink), step / (_INK_LEVELS - 1)) for step in range(_INK_LEVELS)]
    shades += [_mixed(paper, _rgb(view.accent), step / _ACCENT_LEVELS) for step in range(1, _ACCENT_LEVELS + 1)]
    card.putpalette([value for shade in shades for value in shade])
    out = io.BytesIO()
    card.save(out, "PNG", bits=4, compress_type=zlib.Z_RLE)  # flat rows: as small as any, and the soonest
    return out.getvalue()


def _steps(levels: int, above: int) -> list[int]:
    """Return for each shade of grey its step; the lightest is none, and those of the accent stand above those of the ink."""
    if not above:
        return [round(value * (levels - 1) / 255) for value in range(256)]
    return [step + above if (step := round(value * levels / 255)) else 0 for value in range(256)]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
