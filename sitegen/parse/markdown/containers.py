"""Blocks between `:::` fences: callouts, labelled sections, pull quotes, and what is made of names and values.

    ::: note Title            note, tip, important, warning: a callout; its title is the kind's name where none is given
    ::: comment Title         comment, background, methodology, update, references: a section with a heading of its own
    ::: quote Attribution     a pull quote
    ::: chart line            chart, table, video, audio, map, document: lines of names and values, no text

The body ends at a line of at least as many colons; a fence with more colons holds blocks with fewer. Names are lower case
and the same in every language; what the reader sees is in the language of the source. Containers nest like any block.
"""

import re
from collections.abc import Callable, Mapping

from markdown_it.rules_block import StateBlock

from sitegen.parse.faults import nearest
from sitegen.parse.markdown.chart_blocks import push_chart
from sitegen.parse.markdown.embeds import EMBEDS, push_embed
from sitegen.parse.markdown.sheet import sheet_of

CALLOUTS = frozenset({"note", "tip", "important", "warning"})
SECTIONS = frozenset({"comment", "background", "methodology", "update", "references"})
QUOTE = "quote"
_OF_ENTRIES: Mapping[str, Callable[[StateBlock, str, str, range], None]] = {
    "chart": push_chart,
    "table": push_chart,
    **dict.fromkeys(EMBEDS, push_embed),
}
"""The blocks that hold names and values."""

_NAMES = sorted(CALLOUTS | SECTIONS | {QUOTE} | _OF_ENTRIES.keys())
_FENCE = re.compile(r"(:{3,})[ \t]*([^\s:]*)[ \t]*(.*?)[ \t]*")


def container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: one container with everything in it."""
    opening = _fence_at(state, start_line)
    if not opening or state.is_code_block(start_line):
        return False
    if silent:
        return True
    fence, name, title = opening.groups()
    sheet = sheet_of(state.env)
    if name not in _NAMES:
        message = f'unknown block "{name}"' if name else f'"{fence}" closes nothing'
        hint = f"known blocks: {', '.join(_NAMES)}"
        sheet.report("unknown-block", start_line, message, nearest(name, _NAMES, hint) if name else hint)
        state.line = start_line + 1
        return True
    close_line = _closing_line(state, start_line, end_line, len(fence))
    if close_line is None:
        message = f'the block "{fence} {name}" is not closed'
        sheet.report("unclosed-block", start_line, message, f"close it with a line {fence}")
    end = end_line if close_line is None else close_line
    if name in _OF_ENTRIES:
        _OF_ENTRIES[name](state, name, title, range(start_line + 1, end))
    else:
        _push(state, name, title, start_line, end)
    state.line = end if close_line is None else end + 1
    return True


def _fence_at(state: StateBlock, line: int) -> re.Match[str] | None:
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return None
    return _FENCE.fullmatch(state.src, start, state.eMarks[line])


def _closing_line(state: StateBlock, start_line: int, end_line: int, length: int) -> int | None:
    for line in range(start_line + 1, end_line):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        fence = _fence_at(state, line)
        if fence and not fence[2] and len(fence[1]) >= length and not state.is_code_block(line):
            return line
    return None


def _push(state: StateBlock, name: str, title: str, start_line: int, end_line: int) -> None:
    kind = "section" if name in SECTIONS else "pullquote" if name == QUOTE else "callout"
    opening = state.push(f"{kind}_open", "", 1)
    opening.meta["name"] = name
    opening.map = [start_line, end_line]
    label = title or getattr(sheet_of(state.env).labels, name, "")
    if kind == "section":
        _push_line(state, "heading", "h2", label, start_line)
    elif kind == "callout":
        _push_line(state, "callout_title", "", label, start_line)
    old_parent, old_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end_line
    state.md.block.tokenize(state, start_line + 1, end_line)
    state.parentType, state.lineMax = old_parent, old_max
    if kind == "pullquote":
        state.push("pullquote_end", "", 0)
        if title:
            _push_line(state, "attribution", "", title, start_line)
    state.push(f"{kind}_close", "", -1)


def _push_line(state: StateBlock, kind: str, tag: str, text: str, line: int) -> None:
    opening = state.push(f"{kind}_open", tag, 1)
    opening.meta["section"] = True
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = text, [], [line, line + 1]
    state.push(f"{kind}_close", tag, -1)
