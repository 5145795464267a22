"""Bounds on one body, so that no text, however it is made, takes more than seconds; and what no text may hold."""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.parse.markdown.sheet import sheet_of

LONGEST = 8_000_000
"""Characters of one body: a shelf of books."""
DEEPEST = 40
"""Levels of quotes, lists and containers."""
MOST_BRACKETS = 1_500
"""Opening brackets of one paragraph, each of which may begin a link: trying them all takes quadratic time."""

_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def normalise(state: StateCore) -> None:
    """Core rule: refuse what is too long, make line ends one newline, drop control characters, which XML cannot hold."""
    text = state.src
    if len(text) > LONGEST:
        sheet_of(state.env).report("bad-value", 0, f'a text of "{len(text)}" characters', "divide it into chapters")
        text = ""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    state.src = _NOT_TEXT.sub("", text) if _has_controls(text) else text


def _has_controls(text: str) -> bool:
    encoded = text.encode(errors="surrogatepass")
    if text.isascii():
        return len(encoded.translate(None, _CONTROLS)) < len(encoded)
    return bool(_NOT_TEXT.search(text))


def too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: stop at the deepest level; what is below is dropped and reported."""
    if silent or state.level < DEEPEST:
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    beginning = state.src[begin : min(begin + 20, state.eMarks[start_line])]
    hint = f"quotes, lists and blocks may stand in one another {DEEPEST // 2} deep"
    sheet_of(state.env).report("bad-value", start_line, f'too deeply nested: "{beginning}"', hint)
    state.line = end_line
    return True


def report_brackets(token: Token, state: StateCore) -> None:
    """Report a paragraph that is shown as plain text for its brackets."""
    message = f'a paragraph with more than {MOST_BRACKETS} "[" is shown as plain text'
    line = token.map[0] if token.map else 0
    sheet_of(state.env).report("bad-value", line, message, "divide it into paragraphs")
