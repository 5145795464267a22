"""The fast path among block rules: only those are tried that can match a line beginning with this sign.

It puts one rule before all others that tries the few in their order, and one for each list of rules that may end a block.
The rules and their order stay those of the chain, so the tokens are the same.
"""

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_SIGNS = {
    "abbreviation": "*",
    "attr": "{",
    "blockquote": ">",
    "container": ":",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hr": "*-_",
    "html_block": "<",
    "list": "*+-0123456789",
    "reference": "[",
}
"""The first signs of the lines that a rule can match; one that is not here is tried on every line."""

_ENDINGS = ("paragraph", "reference", "blockquote", "list")


def dispatch_by_sign(markdown: MarkdownIt) -> None:
    """Set the dispatch before the block rules of a finished chain."""
    ruler = markdown.block.ruler
    every = list(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    endings = {ending: set(ruler.getRules(ending)) for ending in _ENDINGS}
    for name, rule in every:
        ruler.at(name, rule)
    first = every[0][0]
    ruler.before(first, "dispatch", _dispatch(every))
    for ending, rules in endings.items():
        chosen = [(name, rule) for name, rule in every if rule in rules]
        ruler.before(first, f"dispatch_{ending}", _dispatch(chosen), {"alt": [ending]})


def _dispatch(rules: Sequence[tuple[str, _BlockRule]]) -> _BlockRule:
    signs = sorted(set("".join(_SIGNS.values())))
    by_sign = {sign: tuple(rule for name, rule in rules if sign in _SIGNS.get(name, sign)) for sign in signs}
    others = tuple(rule for name, rule in rules if name not in _SIGNS)

    def dispatch(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        start = state.bMarks[start_line] + state.tShift[start_line]
        for rule in by_sign.get(state.src[start : start + 1], others):  # noqa: SIM110 (a generator costs more)
            if rule(state, start_line, end_line, silent):
                return True
        return False

    return dispatch
