"""Abbreviations: `*[IAEA]: International Atomic Energy Agency` on a line of its own explains every IAEA of the text.

A whole word is matched, capitals and all; code and addresses are left alone.
"""

import re
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.parse.markdown.sheet import sheet_of

MOST = 500
"""More abbreviations in one text are a mistake or an attack."""

_DEFINITION = re.compile(r"\*\[([^\[\]]{1,80})\]:[ \t]*(\S.*)")


def abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Block rule: one definition, which prints nothing where it stands."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("*[", start) or state.is_code_block(start_line):
        return False
    found = _DEFINITION.fullmatch(state.src, start, state.eMarks[start_line])
    if not found:
        return False
    if not silent:
        known = state.env.setdefault("abbreviations", {})
        if len(known) < MOST:
            known.setdefault(found[1].strip(), found[2].strip())
        elif "abbreviations-full" not in state.env:
            state.env["abbreviations-full"] = True
            message = f'more than {MOST} abbreviations, from "{found[1]}" on'
            sheet_of(state.env).report("bad-value", start_line, message, "explain those that readers need")
        state.line = start_line + 1
    return True


def pattern_of(env: Any) -> re.Pattern[str] | None:
    """Return the pattern that finds the known abbreviations of a text, longest first; None where there are none."""
    known = env.get("abbreviations")
    if not known:
        return None
    if "abbreviation-pattern" not in env:
        names = sorted(known, key=lambda name: (-len(name), name))
        env["abbreviation-pattern"] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    pattern: re.Pattern[str] = env["abbreviation-pattern"]
    return pattern


def mark_abbreviations(state: StateCore) -> None:
    """Core rule: wrap each abbreviation in the text tokens."""
    pattern = pattern_of(state.env)
    if not pattern:
        return
    known = state.env["abbreviations"]
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [part for child in token.children for part in _split(child, pattern, known)]


def _split(child: Token, pattern: re.Pattern[str], known: dict[str, str]) -> list[Token]:
    if child.type != "text":
        return [child]
    parts, last = [], 0
    for found in pattern.finditer(child.content):
        parts += [
            _text(child, child.content[last : found.start()]),
            Token("abbr_open", "abbr", 1, attrs={"title": known[found.group()]}, level=child.level),
            _text(child, found.group(), 1),
            Token("abbr_close", "abbr", -1, level=child.level),
        ]
        last = found.end()
    return [*parts, _text(child, child.content[last:])] if parts else [child]


def _text(child: Token, content: str, deeper: int = 0) -> Token:
    return Token("text", "", 0, content=content, level=child.level + deeper)
