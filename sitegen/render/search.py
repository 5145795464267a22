"""Turns what the search index holds of one page into the HTML by which it is indexed: words, headings, filters."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from sitegen.letters import fold_letters
from sitegen.model.document import Body
from sitegen.model.search import SearchDocument
from sitegen.model.views import BodyView

_TAG = re.compile(r"<[^>]*>")


def write_document(document: SearchDocument, bodies: Sequence[Body], lang: str) -> str:
    """Write the document, its letters folded; `bodies` come in the order of `document.bodies`."""
    return (
        f'<!doctype html><html lang="{lang}"><body data-pagefind-body>{_content(document, bodies, lang)}</body></html>'
    )


def _content(document: SearchDocument, bodies: Sequence[Body], lang: str) -> str:
    sought = {"title": document.title, "label": document.label, "people": document.people}
    parts = [_hidden("meta", name, _folded(value, lang)) for name, value in sought.items() if value]
    parts += [
        _hidden("meta", name, value) for name, value in (("kind", document.kind), ("date", document.date)) if value
    ]
    if document.date:
        parts.append(_hidden("sort", "date", document.date))
    for name, values in document.filters.items():
        # As written: the reader chooses among values, and never types one.
        parts += [_hidden("filter", name, escape(value)) for value in values]
    text = "".join(_texts(document, bodies, lang))
    if document.summary and not _says(text, fold_letters(document.summary, lang)):
        text = f"<p>{_folded(document.summary, lang)}</p>{text}"
    # What has no text at all would be left out of the index.
    return "".join(parts) + (text or f"<p>{_folded(document.title, lang)}</p>")


def _texts(document: SearchDocument, bodies: Sequence[Body], lang: str) -> Iterator[str]:
    for body, view in zip(bodies, document.bodies, strict=True):
        if view.title:
            yield f'<h2 id="{escape(view.anchor)}">{_folded(view.title, lang)}</h2>'
        yield fold_letters("".join(_text(body, view)), lang)


def _says(html: str, summary: str) -> bool:
    """Tell whether a summary was taken from the text: in an excerpt it would stand twice."""
    words = " ".join(unescape(_TAG.sub("", html)).split())
    return summary.removesuffix("…").strip() in words


def _folded(text: str, lang: str) -> str:
    return fold_letters(escape(text), lang)


def _hidden(what: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{what}="{escape(name)}[content]" content="{value}">'


def _text(body: Body, view: BodyView) -> Iterator[str]:
    """Yield the HTML of a body without links and pictures, of which nothing is sought; ids are those of its page."""
    yield body.parts[0]
    for slot, part in zip(body.slots, body.parts[1:], strict=True):
        if slot.kind == "id":
            yield escape(view.prefix)
        yield part
