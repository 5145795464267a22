"""The references of a Markdown body -> the same body with each leading where it leads now.

Links, images, link definitions and the `href` and `src` of raw HTML are asked about one by one. A link that leads nowhere
becomes its text with the old target behind it, a missing image becomes a text that names it: nothing is lost, nothing is
broken. Code is never touched.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from sitegen.importers.markdown.code import find_blocks
from sitegen.importers.markdown.edits import Edit, Text, apply
from sitegen.importers.markdown.phrases import code, destination

_TOKEN = re.compile(r"\\.|!?\[|\]\(|\]|\n[ \t]*\n|<[A-Za-z][^<>]*>", re.DOTALL)
_TARGET = re.compile(
    r"[ \t]*\n?[ \t]*(?P<target><[^<>\n]*>|(?!<)(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"(?P<title>\s{1,20}(?:\"(?:[^\"\\]|\\.){0,1000}\"|'(?:[^'\\]|\\.){0,1000}'))?[ \t]*\n?[ \t]*\)",
    re.DOTALL,
)
_DEFINITION = re.compile(r"^ {0,3}(\[)(?!\^)[^\[\]\n]{1,200}\]:[ \t]*(<[^<>\n]*>|[^\s<]\S*)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}\n]{1,200}\}")
_ATTRIBUTE = re.compile(r"""(?<=[\s"'])(href|src)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)


class Reference(Struct, frozen=True):
    """A target as written, and the line of the source on which it stands."""

    target: str
    line: int
    is_image: bool = False
    is_html: bool = False


Resolve = Callable[[Reference], str | None]
"""Returns the target to write, the same one to leave a reference alone, None where it leads nowhere."""


def rewrite_links(body: Text, resolve: Resolve) -> Text:
    """Return the body with every reference resolved."""
    return apply(body, sorted(_Walk(body, resolve).edits() + _definitions(body, resolve)))


class _Walk:
    """One walk over a body, with the brackets that are open. A blank line closes them all."""

    def __init__(self, body: Text, resolve: Resolve) -> None:
        self.body, self.text, self.resolve = body, body.text, resolve
        self.code = find_blocks(body.text).code
        self.open: list[re.Match[str]] = []

    def edits(self) -> list[Edit]:
        edits: list[Edit] = []
        place = 0
        while token := _TOKEN.search(self.text, place):
            place = token.end()
            if (end := self.code.end_at(token.start())) is not None:
                place = end
            elif token[0] in {"[", "!["}:
                self.open.append(token)
            elif token[0] == "](":
                found, place = self._target(token)
                edits += found
            elif token[0] == "]":
                self.open = self.open[:-1]
            elif token[0][0] == "<":
                edits += self._html(token)
            elif token[0][0] == "\n":
                self.open = []
        return edits

    def _target(self, token: re.Match[str]) -> tuple[list[Edit], int]:
        opening = self.open.pop() if self.open else None
        found = _TARGET.match(self.text, token.end())
        if not opening or not found:
            return [], token.end()
        written = _bare(found["target"])
        is_image = opening[0] == "!["
        answer = self._ask(Reference(written, self.body.line_at(token.start()), is_image))
        if answer == written:
            return [], found.end()
        if answer is not None:
            return [Edit(found.start("target"), found.end("target"), destination(answer))], found.end()
        attributes = _ATTRIBUTES.match(self.text, found.end())
        end = attributes.end() if attributes else found.end()
        return self._spelled_out(opening, token, found, end), end

    def _spelled_out(self, opening: re.Match[str], token: re.Match[str], found: re.Match[str], end: int) -> list[Edit]:
        target, title = code(_bare(found["target"])), (found["title"] or "").strip()
        if opening[0] == "![":
            has_alt = bool(self.text[opening.end() : token.start()].strip())
            words = ", ".join(part for part in (target, title) if part)
            return [
                Edit(opening.start(), opening.end(), r"\[image: "),
                Edit(token.start(), end, ", " * has_alt + words + r"\]"),
            ]
        return [Edit(opening.start(), opening.end(), ""), Edit(token.start(), end, f" ({target})" if target else "")]

    def _html(self, tag: re.Match[str]) -> list[Edit]:
        edits = []
        for match in _ATTRIBUTE.finditer(self.text, tag.start(), tag.end()):
            written = match[2][1:-1].strip()
            line = self.body.line_at(match.start())
            answer = self._ask(Reference(written, line, match[1].lower() == "src", is_html=True))
            if answer is None:
                edits.append(Edit(match.start(1), match.end(1), "title"))
            elif answer != written:
                edits.append(Edit(match.start(2) + 1, match.end(2) - 1, answer))
        return edits

    def _ask(self, reference: Reference) -> str | None:
        return _ask(self.resolve, reference)


def _definitions(body: Text, resolve: Resolve) -> list[Edit]:
    """Definitions that lead nowhere become plain text, and so do the links that use them."""
    edits = []
    blocks = find_blocks(body.text).code
    for match in _DEFINITION.finditer(body.text):
        if blocks.covers(match.start(1)):
            continue
        written = _bare(match[2])
        answer = _ask(resolve, Reference(written, body.line_at(match.start(1))))
        if answer is None:
            edits.append(Edit(match.start(1), match.end(1), r"\["))
        elif answer != written:
            edits.append(Edit(match.start(2), match.end(2), destination(answer)))
    return edits


def _ask(resolve: Resolve, reference: Reference) -> str | None:
    if "{{" in reference.target or "{%" in reference.target:
        return reference.target
    return resolve(reference)


def _bare(target: str) -> str:
    return target[1:-1] if target.startswith("<") else target
