"""The chain that turns Markdown into tokens: every rule and plugin of the project, in order, in one table.

The chain with its fast paths and the one without give the same bytes; only tests and benchmarks ask for the latter.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from sitegen.parse.markdown.abbreviations import abbreviation, mark_abbreviations
from sitegen.parse.markdown.anchors import read_heading_attributes, set_anchors
from sitegen.parse.markdown.attributes import ALLOWED
from sitegen.parse.markdown.containers import container
from sitegen.parse.markdown.dispatch import dispatch_by_sign
from sitegen.parse.markdown.figures import set_figures
from sitegen.parse.markdown.footnotes import footnote_ref, report_unused
from sitegen.parse.markdown.inline import parse_inline, parse_inline_fast, set_typography
from sitegen.parse.markdown.limits import DEEPEST, normalise, too_deep
from sitegen.parse.markdown.paragraphs import plain_paragraph

_BEFORE_BLOCKS = ["paragraph", "reference", "blockquote", "list"]

_PLUGINS: tuple[tuple[Callable[..., Any], dict[str, Any]], ...] = (
    (footnote_plugin, {"inline": False}),
    (deflist_plugin, {}),
    (attrs_plugin, {"spans": True, "allowed": ALLOWED}),
    (attrs_block_plugin, {"allowed": ALLOWED}),
    (gfm_autolink_plugin, {}),
)
"""What others keep: each plugin with its arguments."""

_BLOCK_RULES: tuple[tuple[str, str, Callable[[StateBlock, int, int, bool], bool], list[str]], ...] = (
    ("fence", "container", container, _BEFORE_BLOCKS),
    ("reference", "abbreviation", abbreviation, ["paragraph", "reference"]),
    ("table", "too_deep", too_deep, []),
)
"""The rule that each one precedes, its name, the rule, and the blocks that it may end."""

_CORE_RULES: tuple[tuple[str, str, Callable[[StateCore], None]], ...] = (
    ("attr", "heading_attributes", read_heading_attributes),
    ("inline", "unused_footnotes", report_unused),
    ("footnote_tail", "abbreviations", mark_abbreviations),
    ("abbreviations", "typography", set_typography),
    ("text_join", "figures", set_figures),
    ("figures", "anchors", set_anchors),
)
"""The rule that each one follows, its name, and the rule."""


class Markdown(MarkdownIt):
    """CommonMark with targets left as they are written: what they may be is decided where they become HTML."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Let every target pass; `targets` refuses what may not be published."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Leave the target as it is written, so that it can be found as a source or a file."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Show a bare URL as it is written."""
        return link


@lru_cache(maxsize=4)
def chain_for(sanitises: bool, fast: bool = True) -> Markdown:
    """Return the chain; with raw HTML as blocks of its own only where it will be sanitised."""
    markdown = Markdown("commonmark", {"maxNesting": 2 * DEEPEST, "html": True})
    markdown.enable("table")
    if not sanitises:
        markdown.disable("html_block")
    for plugin, arguments in _PLUGINS:
        markdown.use(plugin, **arguments)
    markdown.inline.ruler.at("footnote_ref", footnote_ref)
    for before, name, block_rule, ends in _BLOCK_RULES:
        markdown.block.ruler.before(before, name, block_rule, {"alt": ends})
    markdown.core.ruler.at("normalize", normalise)
    markdown.core.ruler.at("inline", parse_inline_fast if fast else parse_inline)
    for after, name, core_rule in _CORE_RULES:
        markdown.core.ruler.after(after, name, core_rule)
    if fast:
        markdown.block.ruler.before("table", "plain_paragraph", plain_paragraph)
        dispatch_by_sign(markdown)
    return markdown
