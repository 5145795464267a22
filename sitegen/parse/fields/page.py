"""Turns the front matter of a plain page or of a chapter into its Facts."""

from typing import Annotated

from pydantic import Field, StrictBool

from sitegen.model.document import PageFacts
from sitegen.model.source import Source
from sitegen.parse.fields.dates import GivenWhen, after
from sitegen.parse.fields.parts import CommonFields, OldUrls
from sitegen.parse.fields.values import FilledLine, Template, Text


class PageFields(CommonFields):
    """Front matter of a page or a chapter."""

    title: FilledLine = Field(description="Title, without markup")
    summary: Text = Field("", description="A sentence or two; the first of the text where it is left out")
    aliases: OldUrls = Field((), description="Old paths that lead here: /old/path/")
    draft: StrictBool = Field(False, description="true keeps the page out of the site")
    publish_at: GivenWhen = Field(None, description="Instant from which the page is public")
    expires: Annotated[GivenWhen, after("publish_at")] = Field(None, description="Instant at which it stops being so")
    updated: GivenWhen = Field(None, description="Day of the last change of substance")
    template: Template = Field("", description="Template of its own, a file in templates/")


def page_facts(fields: PageFields, source: Source) -> PageFacts:
    """Make the Facts that front matter alone decides."""
    return PageFacts(
        path=source.path,
        id=source.id,
        lang=source.lang,
        title=fields.title,
        summary=fields.summary,
        slug=fields.slug,
        aliases=fields.aliases,
        draft=fields.draft,
        publish_at=fields.publish_at,
        expires=fields.expires,
        updated=fields.updated,
        template=fields.template,
        extra=fields.extra,
    )
