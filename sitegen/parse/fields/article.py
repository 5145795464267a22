"""Turns the front matter of a publication into its Facts."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StrictBool

from sitegen.model.document import (
    ArticleFacts,
    Contributor,
    ContributorRole,
    Correction,
    Dataset,
    Event,
    Recording,
)
from sitegen.model.source import Source
from sitegen.parse.faults import Strict, names_of
from sitegen.parse.fields.dates import GivenWhen, When, after
from sitegen.parse.fields.parts import CommonFields, ImageField, OldUrls, SourceField, image_of, named_url_of
from sitegen.parse.fields.values import Chapter, Doi, Duration, File, FilledLine, Isbn, Line, Text, WebUrl
from sitegen.parse.short import OneOrMore, Short

_Part = TypeVar("_Part", Event, Recording, Dataset)


class AuthorEntry(Strict):
    id: FilledLine = Field(description="Name of the author's file in content/authors/, without its ending")
    role: Literal["author", "with", "editor", "translator", "reviewer"] = "author"
    name: Line = Field("", alias="as", description="The name to print in place of the author's own")


class VoiceEntry(Strict):
    id: FilledLine = Field(description="Name of the person's file in content/authors/, without its ending")
    name: Line = Field("", alias="as", description="The name to print in place of the person's own")


class CorrectionFields(Strict):
    date: When
    text: Text


Voices = Annotated[tuple[Annotated[VoiceEntry, Short("id")], ...], OneOrMore()]
Terms = Annotated[tuple[FilledLine, ...], OneOrMore()]


class ArticleFields(CommonFields):
    """Front matter of a publication."""

    title: FilledLine = Field(description="Title, without markup")
    date: When = Field(description="Day of publication, with or without a time; in the site's zone where it names none")
    updated: Annotated[GivenWhen, after("date")] = Field(None, description="Day of the last change of substance")
    type: Line = Field("", description="Type of publication, one of the site's own")
    authors: Annotated[tuple[Annotated[AuthorEntry, Short("id")], ...], OneOrMore()] = Field(
        (), description="Ids of authors, in the order of the byline"
    )
    summary: Text = Field("", description="A sentence or two; the first of the text where it is left out")
    takeaways: Annotated[tuple[FilledLine, ...], OneOrMore()] = Field((), description="Main points, a sentence each")
    image: ImageField = Field(None, description="Lead picture")
    translation_of: Line = Field("", description="Id of the text that this one translates, where its name differs")
    aliases: OldUrls = Field((), description="Old paths that lead here: /old/path/")
    draft: StrictBool = Field(False, description="true keeps the text out of the site")
    publish_at: GivenWhen = Field(None, description="Instant from which the text is public")
    expires: Annotated[GivenWhen, after("publish_at")] = Field(None, description="Instant at which it stops being so")
    pin: StrictBool = Field(False, description="true makes it the lead story")
    number: Line = Field("", description="Report number: PB-2018-7")
    doi: Doi = Field("", description="DOI, bare: 10.1234/abcd")
    isbn: Isbn = Field("", description="ISBN of ten or thirteen digits")
    pdf: File = Field("", description="The text as PDF: a file beside this one, a path in static/, or a URL")
    corrections: Annotated[tuple[CorrectionFields, ...], OneOrMore()] = Field(
        (), description="What was corrected, and when"
    )
    funding: Text = Field("", description="Who paid for the work")
    license: Line = Field("", description="Licence, where it is not the site's")
    source: SourceField = Field(None, description="Where the text appeared first")
    chapters: Annotated[tuple[Chapter, ...], OneOrMore()] = Field(
        (), description="Files of the chapters, in reading order"
    )
    start: GivenWhen = Field(None, description="Beginning of an event")
    end: Annotated[GivenWhen, after("start")] = Field(None, description="End of an event")
    place: Line = Field("", description="Where an event is")
    online: WebUrl = Field("", description="Where to follow an event online")
    audio: File = Field("", description="Recording: a file beside this one, a path in static/, or a URL")
    transcript: File = Field("", description="File of the transcript")
    duration: Duration = Field(0, description="Length of the recording: 42:30, 1:02:30, or seconds")
    episode: Line = Field("", description="Number or name of the episode")
    hosts: Voices = Field((), description="Ids of those who host")
    guests: Voices = Field((), description="Ids of guests")
    files: Annotated[tuple[File, ...], OneOrMore()] = Field((), description="Files of a dataset")
    methodology: Text = Field("", description="How the data was made")


ARTICLE_FIELDS = frozenset(names_of(ArticleFields))
"""Names that no taxonomy may have."""


def article_facts(fields: ArticleFields, source: Source, terms: Mapping[str, tuple[str, ...]]) -> ArticleFacts:
    """Make the Facts that front matter alone decides; `terms` are the labels as written, by taxonomy."""
    return ArticleFacts(
        path=source.path,
        id=source.id,
        lang=source.lang,
        title=fields.title,
        date=fields.date,
        type=fields.type,
        updated=fields.updated,
        contributors=_contributors(fields),
        terms={name: tuple(dict.fromkeys(labels)) for name, labels in terms.items() if labels},
        summary=fields.summary,
        takeaways=fields.takeaways,
        image=image_of(fields.image),
        translation_of=fields.translation_of,
        slug=fields.slug,
        aliases=fields.aliases,
        draft=fields.draft,
        publish_at=fields.publish_at,
        expires=fields.expires,
        pin=fields.pin,
        number=fields.number,
        doi=fields.doi,
        isbn=fields.isbn,
        pdf=fields.pdf,
        corrections=tuple(Correction(date=item.date, text=item.text) for item in fields.corrections),
        funding=fields.funding,
        license=fields.license,
        source=named_url_of(fields.source) if fields.source else None,
        chapters=fields.chapters,
        event=_given(Event(fields.start, fields.end, fields.place, fields.online), Event()),
        recording=_given(Recording(fields.audio, fields.transcript, fields.duration, fields.episode), Recording()),
        dataset=_given(Dataset(fields.files, fields.methodology), Dataset()),
        extra=fields.extra,
    )


def _given(part: _Part, empty: _Part) -> _Part | None:
    return part if part != empty else None


def _contributors(fields: ArticleFields) -> tuple[Contributor, ...]:
    listed: list[tuple[str, ContributorRole, str]] = [(entry.id, entry.role, entry.name) for entry in fields.authors]
    listed += [(entry.id, "host", entry.name) for entry in fields.hosts]
    listed += [(entry.id, "guest", entry.name) for entry in fields.guests]
    return tuple(Contributor(*entry) for entry in listed)
