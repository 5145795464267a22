"""One foreign file -> a `Post`: its fields under this site's names, everything unknown under `extra`."""

from datetime import date, datetime, time
from pathlib import PurePosixPath
from typing import Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.importers.markdown.dates import read_date
from sitegen.importers.markdown.edits import Text, apply
from sitegen.importers.markdown.files import SourceFile
from sitegen.importers.markdown.front import Front, opens_front, split_front
from sitegen.importers.markdown.headline import first_heading
from sitegen.importers.markdown.images import Picture, take_picture
from sitegen.importers.markdown.intake import Intake
from sitegen.importers.markdown.names import FileName, match_language, read_name
from sitegen.importers.markdown.people import Person, take_people
from sitegen.importers.markdown.terms import take_terms
from sitegen.importers.markdown.urls import derived_url, written_url
from sitegen.importers.write import writable
from sitegen.model.config import Config
from sitegen.urls import slugify

_UPDATED = (
    "updated",
    "lastmod",
    "modified",
    "last_modified_at",
    "last_modified",
    "updated_at",
    "last_updated",
    "changed",
)
_EXPIRES = ("expires", "expiryDate", "unpublish_date")
_SUMMARY = ("summary", "excerpt", "description", "abstract", "lead", "dek")
_LANGUAGE = ("lang", "locale", "language")
_ADDRESS = ("permalink", "url")
_OLD = ("aliases", "alias", "redirect_from", "old_urls")
_YES = {"true", "yes", "on", "1", "y"}
_NO = {"false", "no", "off", "0", "n"}
_PUBLIC = {"published", "publish", "public", "live"}
_HIDDEN = {"draft", "hidden", "private", "unpublished", "pending", "skip"}


class Post(Struct, frozen=True):
    """One document read, before its references are resolved. `fields` are ready front matter of this site.

    `slug` is safe as a file name; `old_urls` are paths of the old site, the one it lived at first.
    """

    file: SourceFile
    kind: Literal["article", "page"]
    title: str
    day: date | datetime | None
    slug: str
    lang: str
    fields: dict[str, Any]
    people: tuple[Person, ...]
    picture: Picture | None
    old_urls: tuple[str, ...]
    extra: dict[str, Any]
    own: dict[str, Any]
    """The foreign fields as read, for tags of the body that show them."""
    front: Front
    body: Text
    notes: tuple[Problem, ...]


class Refusal(Struct, frozen=True):
    """Why a file is not imported; a decision waits for the editor, another refusal is for good."""

    reason: str
    is_decision: bool = False


def read_post(file: SourceFile, config: Config) -> Post | Refusal:
    """Read one file; refused are files that no generator would have published."""
    name = read_name(file.below, _languages(config))
    front = split_front(file.text)
    if front is None:
        if opens_front(file.text):
            return Refusal(f'the front matter that "{file.text[:3]}" opens on line 1 has no end')
        if not (name.day or name.no_day):
            return Refusal("has no front matter, and no date in its name")
        front = Front({}, Text(file.text))
    intake = Intake(front, file.shown)
    if not file.is_exact:
        intake.note("", "the file is not UTF-8; it was read as Windows-1252", "encoding")
    try:
        return _read(file, name, intake, config)
    except _NoDate as error:
        place = f"{file.shown}:{front.line_of(error.key)}"
        question = f'{place}: "{error.value}" in "{error.key}" is not a date: correct it and import the file again'
        return Refusal(question, is_decision=True)


class _NoDate(Exception):
    """A field that decides when a text is published, and whose value is no date."""

    def __init__(self, key: str, value: Any) -> None:
        super().__init__(key)
        self.key, self.value = key, value


def _languages(config: Config) -> list[str]:
    return [language.code for language in config.languages]


def _read(file: SourceFile, name: FileName, intake: Intake, config: Config) -> Post | Refusal:
    front = intake.front
    publish_at = _take_moment(intake, "publish_at", "publishDate", is_needed=True)
    day_else = publish_at or name.day
    day = _take_moment(intake, "date", "published_at", "pubdate", "created", is_needed=not day_else) or day_else
    is_draft = _take_draft(intake) or "_drafts" in file.below.parts
    people = take_people(intake)
    terms = take_terms(intake, config.taxonomies, is_jekyll=file.is_jekyll)
    if day is None and name.no_day:
        question = f'the date "{name.no_day}" in its name does not exist: correct it and import the file again'
        return Refusal(question, is_decision=True)
    if day is None and (people or terms or "_posts" in file.below.parts or "_drafts" in file.below.parts):
        return Refusal("has no date in its front matter or its name; give it one and import it again", is_decision=True)
    kind: Literal["article", "page"] = "article" if day else "page"
    if kind == "page":
        intake.note("date", "no date: it was imported as a page")
    written = _take_slug(intake)
    old_urls, url_slug = _take_urls(intake, file, name, written, day)
    slug = written or url_slug or name.slug
    title, body = _take_title(intake, front.body, name)
    fields: dict[str, Any] = {}
    _put(fields, "updated", _take_moment(intake, *_UPDATED, since=day, zone=config.timezone))
    _put(fields, "type", _take_type(intake, config) if kind == "article" else "")
    fields |= terms
    _put(fields, "summary", intake.text(*_SUMMARY))
    _put(fields, "draft", is_draft)
    _put(fields, "publish_at", publish_at)
    _put(fields, "expires", _take_moment(intake, *_EXPIRES, since=publish_at, zone=config.timezone, is_needed=True))
    _put(fields, "license", intake.text("license"))
    lang = _take_language(intake, _languages(config)) or name.lang or config.default_language
    picture = take_picture(intake)
    return Post(
        file, kind, title, day, slugify(slug) or slugify(title) or "untitled", lang, fields, people, picture, old_urls,
        intake.finish(), front.fields, front, body, intake.notes.in_order(),
    )  # fmt: skip


def _put(fields: dict[str, Any], name: str, value: Any) -> None:
    if value:
        fields[name] = value


def _take_slug(intake: Intake) -> str:
    for key, value in intake.each("slug"):
        slug = written_url(str(value)).strip("/").rsplit("/", 1)[-1]
        if slug:
            return slug
        intake.note(key, f'"{value}" is no slug; it is kept in extra.{key}')
        intake.keep(key, value)
    return ""


def _take_title(intake: Intake, body: Text, name: FileName) -> tuple[str, Text]:
    title = intake.text("title", "headline")
    heading, edit = first_heading(body.text)
    heading = writable(heading).strip()
    if heading and (not title or slugify(heading) == slugify(title)):
        if title:
            intake.note("title", "the body repeated the title as its first heading; the heading was taken out")
        return title or heading, apply(body, [edit])
    if not title:
        title = name.slug.replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled"
        intake.note("title", f'no title: it was made from the file name, "{title}"')
    return title, body


def _take_moment(
    intake: Intake, *names: str, since: date | datetime | None = None, zone: str = "UTC", is_needed: bool = False
) -> date | datetime | None:
    """Take the first of these fields that is a date, not before `since`; others stay in `extra`.

    _NoDate where it is needed and none of the fields that are there is a date.
    """
    found = None
    fault = None
    for key, value in intake.each(*names):
        moment = read_date(value)
        if moment is None:
            fault = fault or _NoDate(key, value)
            intake.note(key, f'"{value}" is not a date; it is kept in extra.{key}')
        elif since and _instant(moment, zone) < _instant(since, zone):
            intake.note(key, f'"{value}" in "{key}" lies before "{since}"; it is kept in extra.{key}')
            moment = None
        if moment is None or (found and moment != found):
            intake.keep(key, value)
        found = found or moment
    if is_needed and fault and not found:
        raise fault
    return found


def _instant(moment: date | datetime, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _take_draft(intake: Intake) -> bool:
    is_draft = False
    for key, value in intake.each("draft", "published", "status"):
        word = str(value).strip().casefold()
        if key.casefold() == "status" and word in _PUBLIC | _HIDDEN:
            is_draft |= word in _HIDDEN
        elif key.casefold() != "status" and word in _YES | _NO:
            is_draft |= (word in _YES) == (key.casefold() == "draft")
        else:
            intake.note(key, f'"{value}" is no state of publication; it is kept in extra.{key}')
            intake.keep(key, value)
    return is_draft


def _take_type(intake: Intake, config: Config) -> str:
    found = ""
    for key, value in intake.each("type", "layout"):
        id_ = slugify(value) if isinstance(value, str) else ""
        if id_ in config.types and not found:
            found = id_
        else:
            intake.keep(key, value)
    return found


def _take_language(intake: Intake, languages: list[str]) -> str:
    for key, value in intake.each(*_LANGUAGE):
        if lang := match_language(str(value), languages):
            return lang
        intake.note(key, f'the site has no language "{value}"; it is kept in extra.{key}')
        intake.keep(key, value)
    return ""


def _take_urls(
    intake: Intake, file: SourceFile, name: FileName, slug: str, day: date | datetime | None
) -> tuple[tuple[str, ...], str]:
    """Return the old addresses, the one it lived at first, and the slug that an address of its own gives."""
    folder_name = file.path.parents[len(file.below.parts) - 1].name
    derived = derived_url(file.below, PurePosixPath(folder_name), slug or name.slug, day, bool(name.day))
    own: list[str] = []
    old: list[str] = []
    for fields, into in ((_ADDRESS, own), (_OLD, old)):
        for key, value in intake.each(*fields):
            values = value if isinstance(value, list) else [value]
            base = derived.rstrip("/").rpartition("/")[0] or "/"
            paths = [written_url(str(each), base) for each in values]
            into += [path for path in paths if path]
            if not all(paths):
                intake.note(key, f'"{value}" is no address; it is kept in extra.{key}')
                intake.keep(key, value)
    own_slug = own[0].rstrip("/").rsplit("/", 1)[-1].removesuffix(".html") if own else ""
    home = own or ([derived] if derived else [])
    return (*home, *old), own_slug
