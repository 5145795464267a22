"""A text -> its lines in a font and a width: wrapped between words, shaped in its script, cut where it must be."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct
from PIL import ImageFont

_NARROWER = (0.92, 0.84, 0.76, 0.68, 0.6)
Direction = Literal["ltr", "rtl"]


class Setting(Struct, frozen=True):
    """How a text is set: its font, language and direction, and how wide it may be."""

    font: ImageFont.FreeTypeFont
    lang: str
    direction: Direction
    width: int

    def measure(self, text: str) -> float:
        """Return the width of a line."""
        return self.font.getlength(text, **self.features)

    @property
    def features(self) -> dict[str, Any]:
        """What is asked of Raqm, where it is there."""
        is_shaped = self.font.layout_engine == ImageFont.Layout.RAQM
        return {"direction": self.direction, "language": self.lang} if is_shaped else {}

    @property
    def leading(self) -> int:
        """From one baseline to the next: the height of the font's own letters, whatever its script."""
        ascent, descent = self.font.getmetrics()
        return round((ascent + descent) * 1.02)


@lru_cache(maxsize=64)
def load_font(file: str, size: int) -> ImageFont.FreeTypeFont:
    """Load a font in a size, once in each process."""
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)


def fit(text: str, settings: Iterable[Setting], lines: int, height: int) -> tuple[Setting, list[str]]:
    """Set a text in the first of some settings, the largest first, in which it takes no more than so many lines and no more
    height; else cut it in the last."""
    for setting in settings:
        most = min(lines, height // setting.leading)
        wrapped = wrap(text, setting)
        if len(wrapped) <= most and all(setting.measure(line) <= setting.width for line in wrapped):
            return setting, _balanced(text, setting, wrapped)
    return setting, cut(_wrap_anywhere(wrapped, setting), most, setting)


def _balanced(text: str, setting: Setting, lines: list[str]) -> list[str]:
    """Wrap a text in as many lines, but of lengths as even as may be: no word is left alone on the last."""
    best = lines
    for share in _NARROWER:
        narrow = wrap(text, setting, int(setting.width * share))
        if len(narrow) > len(lines) or any(setting.measure(line) > setting.width for line in narrow):
            break
        best = narrow
    return best


def wrap(text: str, setting: Setting, width: int = 0) -> list[str]:
    """Break a text between words, at the setting's own width unless another is given; a word that is wider than that has a line
    of its own."""
    lines: list[str] = []
    most = width or setting.width
    line, used = "", 0.0
    blank = setting.measure(" ")
    for word in text.split():
        length = _word(word, setting)
        if line and used + blank + length > most:
            lines.append(line)
            line, used = word, length
        else:
            line, used = (f"{line} {word}", used + blank + length) if line else (word, length)
    return [*lines, line]


@lru_cache(maxsize=4096)
def _word(word: str, setting: Setting) -> float:
    return setting.measure(word)


def _wrap_anywhere(lines: list[str], setting: Setting) -> list[str]:
    """Break words that are wider than the width wherever it ends."""
    broken = []
    for line in lines:
        rest = line
        while rest and setting.measure(rest) > setting.width:
            end = max(1, _longest(rest, setting, ""))
            broken.append(rest[:end])
            rest = rest[end:]
        broken.append(rest)
    return [line for line in broken if line]


def cut(lines: list[str], most: int, setting: Setting) -> list[str]:
    """Return no more than so many lines; the last ends in an ellipsis where there were more."""
    if len(lines) <= most:
        return lines
    last = " ".join(lines[most - 1 :])
    whole = last[: _longest(last, setting, "…")]
    at = whole.rfind(" ")
    return [*lines[: most - 1], (whole[:at] if at > len(whole) // 2 else whole).rstrip(" ,;:–—-،؛") + "…"]


def _longest(text: str, setting: Setting, end: str) -> int:
    """Return how many characters of a text fit into the width before an end."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if setting.measure(text[:middle] + end) <= setting.width:
            low = middle
        else:
            high = middle - 1
    return low
