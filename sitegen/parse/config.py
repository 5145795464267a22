"""Turns `sitegen.toml` into the frozen `Config`, with every default filled in.

Types, taxonomies and menus keep the order of the file; all faults of the file are reported at once.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from pydantic import ValidationError

from sitegen.errors import ConfigError, Location, Problem
from sitegen.model.config import (
    Analytics,
    Cards,
    Config,
    Feeds,
    Home,
    Images,
    Labels,
    Language,
    MenuItem,
    ParseOptions,
    Permalinks,
    SearchRule,
    TaxonomyRule,
    TypeRule,
)
from sitegen.model.webfonts import FontFile, FontRole
from sitegen.parse.config_defaults import ORDERED, SECTIONS, TAXONOMIES, TYPES, Names
from sitegen.parse.config_tables import (
    FontsTable,
    HomeTable,
    LanguageTable,
    ProjectTable,
    TaxonomyTable,
    TypeTable,
    validation_context,
)
from sitegen.parse.faults import problems_of
from sitegen.parse.languages import direction_of, language_name
from sitegen.parse.toml_marks import TomlMarks

_FORMATS: Mapping[str, Literal["AVIF", "WEBP"]] = {"avif": "AVIF", "webp": "WEBP"}
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def read_config(data: bytes, path: str) -> Config:
    """Read the config; raise ConfigError with every problem of the file, each with its line."""
    text = _decode(data, path)
    raw = _read_toml(text, path)
    try:
        project = ProjectTable.model_validate(raw, context=validation_context(raw))
    except ValidationError as error:
        marks = TomlMarks(text)
        problems = problems_of(error, ProjectTable, lambda at, _: marks.place(path, at), "toml")
        raise ConfigError(problems=sorted(problems)) from None
    return _config(project)


def _decode(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fatal(Location(path, line), "bad-encoding", "the file is not UTF-8", "save it as UTF-8") from None


def _read_toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        line, column = (int(found[2]), int(found[3])) if found and found[2] else (text.count("\n") + 1, 0)
        fault = found[1] if found else str(error)
        raise _fatal(Location(path, line, column), "bad-toml", f"this is not TOML: {fault}", _TOML_HINT) from None
    except RecursionError:
        raise _fatal(Location(path), "bad-toml", "the file nests lists or tables too deeply", _TOML_HINT) from None


_TOML_HINT = "text stands in double quotes, a list in brackets, a table begins with its name in brackets: [site]"


def _fatal(place: Location, kind: str, message: str, hint: str) -> ConfigError:
    return ConfigError(problems=[Problem(place, kind, message, hint)])


def _config(project: ProjectTable) -> Config:
    site, build = project.site, project.build
    languages = tuple(map(_language, site.languages or (LanguageTable.model_validate({"code": "en"}),)))
    tables = project.types or {name: TypeTable.model_validate({"class": name}) for name in TYPES}
    types = {name: _type(name, table) for name, table in tables.items()}
    taxonomies = project.taxonomies or dict.fromkeys(TAXONOMIES, TaxonomyTable.model_validate({}))
    return Config(
        title=site.title,
        base_url=site.base_url,
        description=site.description or {"": ""},
        organisation=site.organisation,
        languages=languages,
        timezone=site.timezone,
        default_type=site.default_type or ("commentary" if "commentary" in types else next(iter(types))),
        types=types,
        taxonomies={name: _taxonomy(name, table) for name, table in taxonomies.items()},
        permalinks=Permalinks(**project.permalinks.model_dump()),
        menus={
            name: tuple(MenuItem(label=entry.label, to=entry.to) for entry in entries)
            for name, entries in project.menus.items()
        },
        theme=build.theme,
        output=build.output,
        page_size=build.page_size,
        related=build.related,
        feeds=Feeds(items=project.feeds.items, full_text=project.feeds.full_text),
        cards=Cards(**project.cards.model_dump()),
        images=Images(
            widths=tuple(sorted(set(project.images.widths))),
            formats=tuple(_FORMATS[name] for name in dict.fromkeys(project.images.formats)),
            quality=project.images.quality,
        ),
        severity=dict(sorted(project.severity.items())),
        parse=ParseOptions(
            languages=tuple(language.code for language in languages),
            timezone=site.timezone,
            taxonomies=tuple(taxonomies),
            raw_html=project.markdown.raw_html,
            summary_length=project.summary.length,
            media_hosts=project.policy.media_hosts,
        ),
        license=site.license,
        fonts=tuple(_fonts(project.fonts)),
        analytics=Analytics(**project.analytics.model_dump()),
        media_hosts=project.policy.media_hosts,
        newsletter=site.newsletter or {},
        home=_home(project.home, tuple(taxonomies)),
        search=_SEARCH[project.search.enabled],
        extra=project.extra,
    )


_SEARCH: dict[bool | None, SearchRule] = {None: "where-installed", True: "always", False: "never"}


def _home(table: HomeTable, taxonomies: tuple[str, ...]) -> Home:
    sections = [name for name in SECTIONS if name in taxonomies] if table.sections is None else table.sections
    return Home(tuple(sections), table.terms, table.cards, table.events)


def _language(table: LanguageTable) -> Language:
    code = table.code
    return Language(code, table.name or language_name(code), table.direction or direction_of(code), table.calendar)


def _type(name: str, table: TypeTable) -> TypeRule:
    label, plural = _names(name, TYPES.get(name), table.label, table.plural)
    return TypeRule(
        id=name,
        label=label,
        plural=plural,
        publication_class=table.publication_class,
        disclaimer=table.disclaimer or {},
    )


def _taxonomy(name: str, table: TaxonomyTable) -> TaxonomyRule:
    label, singular = _names(name, TAXONOMIES.get(name), table.label, table.singular)
    return TaxonomyRule(
        name=name,
        label=label,
        singular=singular,
        permalink=table.permalink or f"/{name}/{{slug}}/",
        ordered=name in ORDERED if table.ordered is None else table.ordered,
    )


def _names(name: str, known: Names | None, label: Labels | None, other: Labels | None) -> Names:
    """Return both labels: as written, else as known; a label that is written serves for the other one too."""
    if label is not None:
        return label, other or label
    first, second = known or ({"": _readable(name)}, {"": _readable(name)})
    return first, other or second


def _fonts(table: FontsTable) -> Iterator[FontFile]:
    roles: tuple[FontRole, ...] = get_args(FontRole)
    for role in roles:
        yield from (FontFile(role, each.file, each.scripts) for each in getattr(table, role))


def _readable(name: str) -> str:
    return name.replace("-", " ").capitalize()
