"""A piece of Markdown put in the place of HTML -> a paragraph of its own there, with the blank lines that this needs."""

from sitegen.importers.markdown.edits import Edit

_DEPTH = " \t>"


def stand_alone(text: str, start: int, end: int, markdown: str, is_html: bool) -> Edit:
    """Replace text[start:end], as deep in quotes and lists as the line on which it stands; a block of HTML has no depth."""
    line_start, line_end = _line(text, start)[0], _line(text, end)[1]
    prefix = text[line_start:start]
    is_first = not prefix.strip(_DEPTH)
    is_last = not text[end:line_end].strip()
    depth = prefix if is_first and (">" in prefix or not is_html) else ""
    if is_first and not depth:
        start = line_start
    opening = closing = ""
    if not is_first:
        opening = "\n\n"
    elif _has_words(text, line_start - 1):
        opening = f"\n{depth}"
    if not is_last:
        closing = f"\n{depth.rstrip()}\n{depth}"
    elif _has_words(text, line_end + 1):
        closing = f"\n{depth.rstrip()}"
    return Edit(start, end, opening + markdown + closing)


def _line(text: str, place: int) -> tuple[int, int]:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def _has_words(text: str, place: int) -> bool:
    """Tell whether the line at a place is there and not blank."""
    if not 0 <= place < len(text):
        return False
    start, end = _line(text, place)
    return bool(text[start:end].strip(_DEPTH))
