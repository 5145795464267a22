"""The fast path of blocks: a plain paragraph is known by how its lines begin, and no other rule needs to be tried.

It takes a paragraph of which every line begins with a letter or the like, up to a blank line. For anything else it does not
match, and the stock rules decide; where it matches they would have made the same tokens.
"""

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_PLAIN_START = re.compile(
    r"[^\W\d_]"  # a letter
    r"|[“‘«(…—–]"
    r"|\*{1,2}[^\W_]"  # emphasis; a list or a rule has a blank or another star here
    r"|[0-9]+(?:[^0-9.)\n]|[.)][^\s])"  # a number that is no list marker
    r"|\[[^\[\]^\\\n][^\[\]\\\n]*\](?!:)"  # a link; a definition has a colon here
)
_PARENTS = frozenset({"root", "container"})


def plain_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001
    """Block rule: a paragraph without surprises, at the outermost indent."""
    if silent or state.blkIndent or state.parentType not in _PARENTS:
        return False
    begins, ends, source = state.bMarks, state.eMarks, state.src
    line, last = start_line, state.lineMax
    while line < last and begins[line] + state.tShift[line] < ends[line]:
        if state.sCount[line] or not _PLAIN_START.match(source, begins[line]):
            return False
        line += 1
    if line == start_line + 1 and _defines_term(state, line, last):
        return False
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start_line, line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(source[begins[start_line] : ends[line - 1]])
    inline.map = [start_line, line]
    state.push("paragraph_close", "p", -1)
    return True


def _defines_term(state: StateBlock, blank: int, last: int) -> bool:
    """Tell whether a line after one blank one begins like a definition: then the paragraph is a term."""
    line = blank + 1
    return line < last and state.src.startswith((":", "~"), state.bMarks[line] + state.tShift[line])
