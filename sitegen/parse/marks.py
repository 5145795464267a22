"""Notes on which line front matter names each author, term, file or link, so that a problem found later has a place."""

from collections.abc import Iterator, Mapping

from sitegen.model.document import ArticleFacts, Facts, TermFacts
from sitegen.parse.fields.origin import Origin
from sitegen.parse.yaml import Header

_BY_FIELD = ("aliases", "old_urls", "slug", "template", "translation_of")
"""What relate and plan quote by the name of the field."""


def marks_of(facts: Facts, header: Header, origin: Origin) -> Mapping[str, int]:
    """Return the line of every name that only the whole site can check, as relate will quote it."""
    marks = {name: header.line_of(name) for name in _names(facts)}
    for path, written in origin.named.items():
        marks[path] = marks[path.rpartition("/")[2]] = header.line_of(written)
    marks |= {field: header.place((field,)).line for field in _BY_FIELD if field in header.values}
    return marks


def _names(facts: Facts) -> Iterator[str]:
    match facts:
        case ArticleFacts():
            yield from (contributor.author for contributor in facts.contributors)
            for labels in facts.terms.values():
                yield from labels
            yield from filter(None, (facts.type,))
        case TermFacts():
            yield from (facts.label, *facts.aliases, *facts.labels.values())
            yield from filter(None, (facts.broader,))
