"""Paragraphs -> the text itself and the labelled `Comment:` sections that follow it."""

import re
from collections.abc import Iterable

from msgspec import Struct

_COMMENT = re.compile(r"(?:Comment|COMMENT)s?\s?[:：]\s*")


class Section(Struct, frozen=True):
    """Paragraphs in order, each one line; `is_comment` for those after the label, which itself is gone."""

    paragraphs: tuple[str, ...]
    is_comment: bool = False


def split_sections(paragraphs: Iterable[str]) -> tuple[Section, ...]:
    """Begin a section at each label; what follows up to the next belongs to it. Sections without text are left out."""
    sections: list[tuple[bool, list[str]]] = [(False, [])]
    for text in paragraphs:
        label = _COMMENT.match(text)
        if label:
            sections.append((True, []))
        if rest := text[label.end() if label else 0 :]:
            sections[-1][1].append(rest)
    return tuple(Section(tuple(texts), is_comment) for is_comment, texts in sections if texts)
