"""Texts of a drawing to the room that they take, by their letters alone: no font of the machine is asked."""

from collections.abc import Sequence

FONT = 13
LINE = 15
"""From one line of a text to the next."""


def text_width(text: str) -> int:
    """Return about how wide a text is, rather too much than too little."""
    return round(sum(FONT if ord(c) > 0x2E7F else FONT * 0.62 if c.isupper() else FONT * 0.54 for c in text))


def cut(text: str, width: int) -> str:
    """Shorten a text that is wider than its room."""
    if text_width(text) <= width:
        return text
    kept = next((text[:end] for end in range(len(text), 0, -1) if text_width(text[:end]) + FONT <= width), text[:1])
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: int) -> list[str]:
    """Break a name over at most three lines of a width."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 3:
        lines = [*lines[:2], " ".join(lines[2:])]
    return [cut(line, width) for line in lines]


def thinned(names: Sequence[str], width: int, each: int) -> list[str]:
    """Return so many of the names, evenly, as find room beside one another."""
    every = max(1, -(-len(names) * each // width))
    return list(names[::every])
