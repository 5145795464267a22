"""Footnote tokens to HTML."""

from markdown_it.token import Token

from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.footnotes import back_pieces, reference_pieces
from sitegen.parse.markdown.links import PREFIX
from sitegen.parse.markdown.writer import Rule, Writer


def _reference(writer: Writer, token: Token) -> None:
    writer.out.extend(reference_pieces(token.meta["id"], token.meta["subId"], writer.sheet.labels))


def _block_open(writer: Writer, _: Token) -> None:
    label = escape(writer.sheet.labels.notes)
    writer.out.append(f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n')


def _block_close(writer: Writer, _: Token) -> None:
    writer.out.append("</ol>\n</section>\n")


def _open(writer: Writer, token: Token) -> None:
    writer.add('<li id="', PREFIX, f'fn-{token.meta["id"] + 1}">')


def _close(writer: Writer, _: Token) -> None:
    writer.out.append("</li>\n")


def _back(writer: Writer, token: Token) -> None:
    writer.out.extend(back_pieces(token.meta["id"], token.meta["subId"], writer.sheet.labels))


NOTES: dict[str, Rule] = {
    "footnote_ref": _reference,
    "footnote_block_open": _block_open,
    "footnote_block_close": _block_close,
    "footnote_open": _open,
    "footnote_close": _close,
    "footnote_anchor": _back,
}
