"""Turns the front matter of a term's file into Facts."""

from typing import Annotated

from pydantic import Field

from sitegen.model.document import TermFacts
from sitegen.model.source import Source
from sitegen.parse.fields.parts import CommonFields, ImageField, Names, OldUrls, image_of
from sitegen.parse.fields.values import FilledLine, Line, Text
from sitegen.parse.short import OneOrMore


class TermFields(CommonFields):
    """Front matter of a term."""

    label: FilledLine = Field(description="Name of the term as shown")
    labels: Names = Field({}, description="Name by language: {ar: …}")
    aliases: Annotated[tuple[FilledLine, ...], OneOrMore()] = Field(
        (), description="Other names: a text that has one of them has the term"
    )
    broader: Line = Field("", description="Id of the broader term, whose page shows these texts too")
    description: Text = Field("", description="One sentence on the term")
    image: ImageField = Field(None, description="Picture of the term's page")
    old_urls: OldUrls = Field((), description="Old paths that lead here: /old/path/")


def term_facts(fields: TermFields, source: Source) -> TermFacts:
    """Make the Facts that front matter alone decides."""
    return TermFacts(
        path=source.path,
        id=source.id,
        lang=source.lang,
        taxonomy=source.taxonomy,
        label=fields.label,
        labels=fields.labels,
        aliases=tuple(dict.fromkeys(fields.aliases)),
        broader=fields.broader,
        description=fields.description,
        image=image_of(fields.image),
        slug=fields.slug,
        old_urls=fields.old_urls,
        extra=fields.extra,
    )
