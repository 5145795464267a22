"""The paragraphs of a raw text -> the Markdown body of an article."""

from collections.abc import Iterable, Iterator

from sitegen.importers.raw.escape import escape, link
from sitegen.importers.raw.links import RawLink
from sitegen.importers.raw.sections import Section


def write_body(sections: Iterable[Section], links: Iterable[RawLink]) -> str:
    """Write a body: comments as labelled sections, links as a list under a heading of its own."""
    return "\n\n".join(_blocks(sections, tuple(links)))


def _blocks(sections: Iterable[Section], links: tuple[RawLink, ...]) -> Iterator[str]:
    for section in sections:
        paragraphs = map(escape, section.paragraphs)
        yield from ("::: comment", *paragraphs, ":::") if section.is_comment else paragraphs
    if links:
        yield "## Read more"
        yield "\n".join(f"- {link(each.title, each.url)}" for each in links)
