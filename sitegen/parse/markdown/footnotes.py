"""Footnotes as endnotes with accessible references and back-references.

Definitions and their order are the footnote plugin's; ids stand behind an `id` slot, so that several bodies share a page.
"""

from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from sitegen.model.document import Slot
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.labels import BodyLabels
from sitegen.parse.markdown.sheet import Piece, sheet_of

PREFIX = Slot("id")


def cite(label: str, env: Any) -> tuple[int, int] | None:
    """Count one reference to a footnote; return its number from 0 and how many came before, None for an unknown one."""
    notes = env.get("footnotes")
    number = notes["refs"].get(":" + label) if notes else None
    if number is None:
        return None
    listed = notes.setdefault("list", {})
    if number < 0:
        number = notes["refs"][":" + label] = len(listed)
        listed[number] = {"label": label, "count": 0}
    earlier = listed[number]["count"]
    listed[number]["count"] += 1
    return number, earlier


def footnote_ref(state: StateInline, silent: bool) -> bool:
    """Inline rule: `[^label]` where the label is defined."""
    if not state.src.startswith("[^", state.pos):
        return False
    end = state.src.find("]", state.pos, state.posMax)
    label = state.src[state.pos + 2 : end]
    if end < 0 or not label or " " in label or "\n" in label or ":" + label not in known_labels(state.env):
        return False
    if not silent and (found := cite(label, state.env)):
        state.push("footnote_ref", "", 0).meta.update(id=found[0], subId=found[1])
    state.pos = end + 1
    return True


def known_labels(env: Any) -> Any:
    """Return the number of each note by its label with a colon before it; -1 while no mark has led to it."""
    return env.get("footnotes", {}).get("refs", {})


def report_unused(state: StateCore) -> None:
    """Core rule: tell which notes no mark leads to; they are left out."""
    labels = known_labels(state.env)
    if -1 not in labels.values():
        return
    for token in state.tokens:
        if token.type == "footnote_reference_open" and labels[":" + token.meta["label"]] == -1:
            message = f'nothing refers to the footnote "{token.meta["label"]}"; it is left out'
            hint = f"refer to it by [^{token.meta['label']}], or remove it"
            line = token.map[0] if token.map else 0
            sheet_of(state.env).report("unused-footnote", line, message, hint, "warning")


def _name(number: int, earlier: int) -> str:
    return f"{number + 1}-{earlier + 1}" if earlier else str(number + 1)


def reference_pieces(number: int, earlier: int, labels: BodyLabels) -> list[Piece]:
    """Return the mark in the text; a second reference to one note has an id of its own."""
    label = escape(labels.footnote.format(number + 1))
    return [
        '<sup class="footnote-ref"><a href="#',
        PREFIX,
        f'fn-{number + 1}" id="',
        PREFIX,
        f'fnref-{_name(number, earlier)}" role="doc-noteref" aria-label="{label}">{number + 1}</a></sup>',
    ]


def back_pieces(number: int, earlier: int, labels: BodyLabels) -> list[Piece]:
    """Return the link from a note back to one of its marks."""
    label = escape(labels.back.format(_name(number, earlier)))
    return [
        ' <a href="#',
        PREFIX,
        f'fnref-{_name(number, earlier)}" class="footnote-back" role="doc-backlink" aria-label="{label}">↩\ufe0e</a>',
    ]
