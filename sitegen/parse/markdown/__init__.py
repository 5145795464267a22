"""The body of a source to HTML with holes, and to the facts that other pages may show.

Pure: the same text, source and options give the same result, and nothing that an author writes becomes a script, a style or
an address that is not on the list. Stages, in order: the chain makes tokens (`chain`), the writer pieces of HTML
(`writer`), raw HTML is sanitised where it is allowed (`sanitise`), pieces become parts and slots here.
"""

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.charts import ChartSpec
from sitegen.model.config import ParseOptions
from sitegen.model.document import Body, Slot
from sitegen.model.source import Source
from sitegen.parse.markdown.chain import chain_for
from sitegen.parse.markdown.chart_blocks import CHARTS
from sitegen.parse.markdown.embeds import EMBED_RULES
from sitegen.parse.markdown.sanitise import sanitised
from sitegen.parse.markdown.sheet import SHEET, Piece, Sheet
from sitegen.parse.markdown.summary import summarise
from sitegen.parse.markdown.words import count_words, keywords_of, reading_minutes
from sitegen.parse.markdown.write_blocks import BLOCKS
from sitegen.parse.markdown.write_inline import INLINE
from sitegen.parse.markdown.write_notes import NOTES
from sitegen.parse.markdown.writer import Writer

__all__ = ["Rendered", "render_body"]

_RULES = {**BLOCKS, **INLINE, **NOTES, **CHARTS, **EMBED_RULES}


class Rendered(Struct, frozen=True):
    """A body, and what it adds to the Facts of its source: charts in their order, and the rest sorted."""

    body: Body
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    embeds: tuple[str, ...] = ()
    summary: str = ""
    problems: tuple[Problem, ...] = ()


def render_body(text: str, first_line: int, source: Source, options: ParseOptions, fast: bool = True) -> Rendered:
    """Parse the Markdown after the front matter, which begins on `first_line` of its file (from 1).

    Without `fast` every run goes through markdown-it's own rules; the result is the same.
    """
    sheet = Sheet(source, first_line, options)
    writer = Writer(sheet, _RULES)
    writer.write(chain_for(sheet.sanitises, fast).parse(text, {SHEET: sheet}))
    pieces = list(sanitised(writer.out, sheet)) if sheet.sanitises and sheet.has_raw_html else writer.out
    parts, slots = _joined(pieces)
    read = "".join(writer.text)
    words = count_words(read, source.lang)
    return Rendered(
        body=Body(
            parts=parts,
            slots=slots,
            toc=tuple(sheet.toc),
            words=words,
            minutes=reading_minutes(words, source.lang),
            marks=sheet.marks,
        ),
        anchors=tuple(sorted(sheet.anchors)),
        links=tuple(sorted(sheet.links)),
        assets=tuple(sorted(sheet.assets)),
        pictures=tuple(sorted(sheet.pictures)),
        keywords=keywords_of(read, source.lang),
        charts=tuple(sheet.charts),
        embeds=tuple(sorted(sheet.embeds)),
        summary=summarise(writer.summary, options.summary_length),
        problems=tuple(sorted(sheet.problems)),
    )


def _joined(pieces: list[Piece]) -> tuple[tuple[str, ...], tuple[Slot, ...]]:
    parts: list[str] = []
    slots: list[Slot] = []
    start = 0
    for i, piece in enumerate(pieces):
        if not isinstance(piece, str):
            parts.append("".join(pieces[start:i]))  # type: ignore[arg-type]
            slots.append(piece)  # type: ignore[arg-type]
            start = i + 1
    parts.append("".join(pieces[start:]))  # type: ignore[arg-type]
    return tuple(parts), tuple(slots)
