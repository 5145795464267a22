"""The pen: pieces of HTML in order, with what is open and where it stands.

Rules in `write_blocks`, `write_inline` and `write_notes` say what each type of token becomes. Whatever came from the author
passes `escape` on its way out; ids and in-page references stand behind an `id` slot. Nothing writes a style or a script.
"""

from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from sitegen.parse.markdown.attributes import is_good
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.links import PREFIX
from sitegen.parse.markdown.sheet import Piece, Sheet

OWN_ATTRIBUTES = frozenset({"id", "href", "src", "alt", "style", "start"})
"""Attributes that a rule writes itself."""


class Writer:
    """Writes one body onto its sheet."""

    def __init__(self, sheet: Sheet, rules: "Mapping[str, Rule]") -> None:
        self.sheet = sheet
        self.rules = rules
        self.out: list[Piece] = []
        self.text: list[str] = []
        """What is read, without markup, code blocks and marks of footnotes."""
        self.line = 0
        self.closers: list[Piece] = []
        """What closes the links that are open."""
        self.heading_start = 0
        self.tables = 0
        self.paragraph_start = -1
        self.summary = ""
        """The text of the first paragraph."""

    def write(self, tokens: Sequence[Token]) -> None:
        """Write a stream of tokens."""
        rules = self.rules
        for token in tokens:
            rules[token.type](self, token)

    def add(self, *pieces: Piece) -> None:
        """Append pieces as they are; what the author wrote must be escaped already."""
        self.out.extend(pieces)

    def html_since(self, start: int) -> str:
        """Return what was written since a position, without holes and raw HTML: for reading, not for a page."""
        return "".join(piece for piece in self.out[start:] if isinstance(piece, str))

    def attributes(self, token: Token, is_image: bool = False) -> str:
        """Return the attributes that content set on a token, without its id; report those that it may not set."""
        if token.meta and "insecure_attrs" in token.meta:
            for name in token.meta["insecure_attrs"]:
                self._refuse(token, name)
        parts = []
        for name, value in token.attrs.items():
            if name == "id" and not is_good("id", str(value), False):
                self._refuse(token, name)
            elif name in OWN_ATTRIBUTES:
                continue
            elif is_good(name, str(value), is_image):
                parts.append(f' {name}="{escape(str(value))}"')
            else:
                self._refuse(token, name)
        return "".join(parts)

    def _refuse(self, token: Token, name: str) -> None:
        line = token.map[0] if token.map else self.line
        hint = "allowed: #id, .class, lang, dir, title; width and height in pixels on images"
        self.sheet.report("bad-attribute", line, f'the attribute "{name}" is dropped', hint, "warning")

    def open(self, tag: str, token: Token, fixed: str = "") -> None:
        """Write an opening tag with the token's attributes; its id stands behind a slot."""
        if not token.attrs and not token.meta:
            self.out.append(f"<{tag}{fixed}>")
            return
        anchor = str(token.attrs.get("id", ""))
        rest = f"{fixed}{self.attributes(token)}>"
        if anchor and is_good("id", anchor, False):
            self.add(f'<{tag} id="', PREFIX, f'{escape(anchor)}"{rest}')
        else:
            self.add(f"<{tag}{rest}")


Rule = Callable[[Writer, Token], None]
