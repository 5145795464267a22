"""The lines of a block that holds names and values instead of text: `name: value`, one a line.

A value is taken as it stands, may be in quotes, and goes on over the lines below it that begin with a blank. Every fault is
reported with its line and the value in quotes.
"""

import re
from collections.abc import Mapping, Sequence

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from sitegen.parse.faults import nearest, quoted
from sitegen.parse.markdown.sheet import sheet_of

_ENTRY = re.compile(r"([^\s:][^:]*?)[ \t]*:(?:[ \t]+(.*))?")


class Entry(Struct, frozen=True):
    """A value with its line, counted as markdown-it does."""

    value: str
    line: int


def read_entries(
    state: StateBlock, lines: range, block: str, known: Sequence[str], needed: Sequence[str]
) -> dict[str, Entry]:
    """Read the lines between the fences of a block; `needed` are those of the `known` names that it cannot do without."""
    sheet = sheet_of(state.env)
    entries: dict[str, Entry] = {}
    seen: set[str] = set()
    last = ""
    for line in lines:
        text = state.getLines(line, line + 1, state.blkIndent, False).rstrip()
        found = _ENTRY.fullmatch(text)
        if not text:
            continue
        if text[0] in " \t" and last in entries:
            entries[last] = Entry(f"{entries[last].value} {text.strip()}".strip(), entries[last].line)
        elif not found:
            sheet.report("bad-value", line, f"{quoted(text)} is not a name with a value", 'write "name: value"')
        elif found[1] not in known:
            last = ""
            hint = nearest(found[1], known, f"known here: {', '.join(known)}")
            sheet.report("unknown-field", line, f'"{block}" has no "{found[1]}"', hint)
        else:
            last = found[1]
            if last in seen:
                sheet.report("duplicate-key", line, f'"{last}" is given twice', "keep one of them")
            seen.add(last)
            entries.setdefault(last, Entry((found[2] or "").strip(), line))
    return _checked(state, {name: _without_quotes(entry) for name, entry in entries.items()}, lines, block, needed)


def _checked(
    state: StateBlock, entries: Mapping[str, Entry], lines: range, block: str, needed: Sequence[str]
) -> dict[str, Entry]:
    sheet = sheet_of(state.env)
    for name, entry in entries.items():
        if not entry.value:
            sheet.report("missing-field", entry.line, f'"{name}" has no value', "give it a value or remove the name")
    for name in needed:
        if name not in entries:
            sheet.report("missing-field", lines.start - 1, f'"{block}" lacks "{name}"', f"add a line {name}: …")
    return {name: entry for name, entry in entries.items() if entry.value}


def _without_quotes(entry: Entry) -> Entry:
    value = entry.value
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]
    return Entry(value[1:-1].strip(), entry.line) if is_quoted else entry


def pick(entries: Mapping[str, Entry], name: str, choices: Sequence[str], state: StateBlock) -> str:
    """Return the value of a name that must be one of the choices; the first where it is missing or wrong."""
    entry = entries.get(name)
    if entry is None or entry.value in choices:
        return entry.value if entry else choices[0]
    hint = nearest(entry.value, choices, f"write one of {', '.join(filter(None, choices))}")
    sheet_of(state.env).report("bad-value", entry.line, f"{name}: {quoted(entry.value)} is not known here", hint)
    return choices[0]
