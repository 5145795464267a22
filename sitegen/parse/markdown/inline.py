"""Core rules over inline tokens: their parsing, by the fast path where it can, and their typography."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.parse.markdown.limits import MOST_BRACKETS, report_brackets
from sitegen.parse.markdown.prose import set_prose
from sitegen.parse.markdown.sheet import sheet_of
from sitegen.parse.markdown.typography import typeset

_NEIGHBOURS = frozenset({"code_inline", "html_inline", "image", "text_special"})


def parse_inline(state: StateCore) -> None:
    """Parse every inline token by markdown-it's rules."""
    for token in state.tokens:
        if token.type == "inline":
            _parse(token, state)


def parse_inline_fast(state: StateCore) -> None:
    """Parse every inline token, prose by the fast path."""
    style = sheet_of(state.env).style
    for token in state.tokens:
        if token.type == "inline" and not set_prose(token, state.env, style):
            _parse(token, state)


def _parse(token: Token, state: StateCore) -> None:
    token.children = []
    if token.content.count("[") > MOST_BRACKETS:
        report_brackets(token, state)
        token.children.append(Token("text", "", 0, content=token.content))
        return
    state.md.inline.parse(token.content, state.md, state.env, token.children)


def set_typography(state: StateCore) -> None:
    """Set the quotes and dashes of the language in all that markdown-it's rules parsed."""
    style = sheet_of(state.env).style
    for token in state.tokens:
        if token.type == "inline" and token.children:
            texts, fixed = _texts_of(token.children)
            done = typeset(texts, [child.level for child in token.children], style, fixed)
            for child, text in zip(token.children, done, strict=True):
                if child.type == "text":
                    child.content = text


def _texts_of(children: list[Token]) -> tuple[list[str], set[int]]:
    texts, fixed, in_address = [], set(), False
    for i, child in enumerate(children):
        if child.type in {"link_open", "link_close"} and child.info == "auto":
            in_address = child.type == "link_open"
        if child.type == "text":
            texts.append(child.content)
            if in_address:
                fixed.add(i)
        else:
            fixed.add(i)
            is_break = child.type in {"softbreak", "hardbreak"}
            texts.append("\n" if is_break else child.content if child.type in _NEIGHBOURS else "")
    return texts, fixed
