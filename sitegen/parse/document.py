"""Turns the bytes of one source into its Facts and its Body.

Every problem of the file is reported, in front matter and body alike, even where one of them makes the Facts impossible.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.errors import Location, Problem
from sitegen.model.config import ParseOptions
from sitegen.model.document import ArticleFacts, AuthorFacts, Facts, PageFacts, Parsed
from sitegen.model.source import Source
from sitegen.parse.fields import read_fields
from sitegen.parse.fields.origin import Origin
from sitegen.parse.front_matter import Split, split
from sitegen.parse.markdown import Rendered, render_body
from sitegen.parse.marks import marks_of
from sitegen.parse.yaml import Header
from sitegen.urls import slugify

_FIRST_LINE = 2
"""The header begins below the line of hyphens."""


def parse_document(source: Source, data: bytes, options: ParseOptions) -> Parsed:
    """Parse one source; its problems come in the order of the file."""
    parts = split(data, source.path)
    if parts.problems:
        return Parsed(digest(data), None, None, parts.problems)
    rendered = render_body(parts.body, parts.first_line, source, options)
    facts, marks, problems = _read_facts(parts, rendered, source, options)
    body = replace(rendered.body, marks={**rendered.body.marks, **marks}) if marks else rendered.body
    return Parsed(digest(data), facts, body, tuple(sorted({*problems, *rendered.problems})))


def _read_facts(
    parts: Split, rendered: Rendered, source: Source, options: ParseOptions
) -> tuple[Facts | None, Mapping[str, int], list[Problem]]:
    if parts.header is None:
        return None, {}, [_no_front_matter(source)]
    header = Header(parts.header, source.path, _FIRST_LINE)
    if not header.is_readable:
        return None, {}, header.problems
    origin = Origin(source.path, options.timezone)
    facts, faults = read_fields(header, source, options, origin)
    problems = [*header.problems, *faults]
    if facts and not header.problems:
        whole = _with_body(facts, origin, rendered, bool(parts.body.strip()))
        return whole, marks_of(facts, header, origin), problems + _without_address(facts, source)
    # Nothing of a draft is published, so what is wrong with it keeps nothing else from being so.
    if header.values.get("draft") is True:
        problems = [replace(problem, severity="warning") for problem in problems]
    return None, {}, problems


def _no_front_matter(source: Source) -> Problem:
    hint = 'begin the file with a line "---", then title: and the rest, then another line "---"'
    return Problem(Location(source.path, 1), "missing-field", "the file has no front matter", hint)


def _without_address(facts: Facts, source: Source) -> list[Problem]:
    """A page's folders are in its address as well as its name."""
    names = source.id.split("/") if source.kind == "page" else [source.id.rpartition("/")[2]]
    if facts.slug or all(map(slugify, names)):
        return []
    message = f'the name "{source.id}" has no letter or digit to make an address of'
    return [Problem(Location(source.path), "bad-name", message, 'Rename it, or give the text a "slug".')]


def _with_body(facts: Facts, origin: Origin, rendered: Rendered, has_text: bool) -> Facts:
    links = tuple(sorted(origin.links.union(rendered.links)))
    assets = tuple(sorted(origin.assets.union(rendered.assets)))
    facts = replace(
        facts,
        links=links,
        assets=assets,
        pictures=rendered.pictures,
        charts=rendered.charts,
        embeds=rendered.embeds,
    )
    if isinstance(facts, AuthorFacts):
        facts = replace(facts, bio=facts.bio or rendered.summary)
    if not isinstance(facts, ArticleFacts | PageFacts):
        return replace(facts, has_text=has_text)
    facts = replace(facts, summary=facts.summary or rendered.summary, anchors=rendered.anchors)
    return replace(facts, keywords=rendered.keywords) if isinstance(facts, ArticleFacts) else facts
