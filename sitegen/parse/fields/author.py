"""Turns the front matter of an author's file into Facts."""

from typing import Annotated

from pydantic import AfterValidator, Field, StrictBool, ValidationInfo

from sitegen.model.document import AuthorFacts, AuthorRole
from sitegen.model.source import Source
from sitegen.parse.faults import Strict, refuse
from sitegen.parse.fields.dates import PartOfDate
from sitegen.parse.fields.parts import (
    CommonFields,
    ImageField,
    NamedUrlField,
    Names,
    OldUrls,
    image_of,
    named_url_of,
)
from sitegen.parse.fields.values import Email, FilledLine, Line, Orcid, Text
from sitegen.parse.short import OneOrMore


def _not_before_start(end: str, info: ValidationInfo) -> str:
    start = info.data.get("start") or ""
    if end[: len(start)] < start[: len(end)]:
        refuse(f'lies before from, "{start}"', "correct one of the two")
    return end


class RoleFields(Strict):
    title: FilledLine = Field(description="Senior Fellow")
    org: Line = Field("", description="The institution")
    program: Line = Field("", description="The programme within it")
    start: PartOfDate = Field("", alias="from", description="First day, month or year; open where left out")
    end: Annotated[PartOfDate, AfterValidator(_not_before_start)] = Field(
        "", alias="to", description="Last day, month or year; open where left out"
    )


class AuthorFields(CommonFields):
    """Front matter of an author."""

    name: FilledLine = Field(description="Name as printed in bylines")
    family_name: Line = Field("", description="Family name, for citations and the index")
    sort_as: Line = Field("", description="Form by which the index sorts, where it is not the family name")
    names: Names = Field({}, description="Name by language or script: {ar: …, fa: …}")
    roles: Annotated[tuple[RoleFields, ...], OneOrMore()] = Field((), description="Positions held, with their dates")
    orcid: Orcid = Field("", description="ORCID: 0000-0002-1825-0097")
    email: Email = Field("", description="Address that the author's page shows")
    bio: Text = Field(
        "", description="A few sentences below what they wrote; the first of the text where it is left out"
    )
    image: ImageField = Field(None, description="Portrait")
    links: Annotated[tuple[NamedUrlField, ...], OneOrMore()] = Field((), description="Profiles elsewhere")
    former: StrictBool = Field(False, description="true for somebody who has left")
    aliases: OldUrls = Field((), description="Old paths that lead here: /old/path/")


def author_facts(fields: AuthorFields, source: Source) -> AuthorFacts:
    """Make the Facts that front matter alone decides."""
    return AuthorFacts(
        path=source.path,
        id=source.id,
        lang=source.lang,
        name=fields.name,
        family_name=fields.family_name,
        sort_as=fields.sort_as,
        names=fields.names,
        roles=tuple(AuthorRole(role.title, role.org, role.program, role.start, role.end) for role in fields.roles),
        orcid=fields.orcid,
        email=fields.email,
        bio=" ".join(fields.bio.split()),
        image=image_of(fields.image),
        profiles=tuple(map(named_url_of, fields.links)),
        former=fields.former,
        slug=fields.slug,
        aliases=fields.aliases,
        extra=fields.extra,
    )
