"""A post with its place and all that surrounds it -> the front matter and the body of a source of this site."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.importers.markdown.assets import asset_fault
from sitegen.importers.markdown.code import find_blocks
from sitegen.importers.markdown.edits import Text
from sitegen.importers.markdown.fields import Post
from sitegen.importers.markdown.html import convert_html
from sitegen.importers.markdown.images import Picture
from sitegen.importers.markdown.links import rewrite_links
from sitegen.importers.markdown.liquid import Scope
from sitegen.importers.markdown.notes import Notes, Say
from sitegen.importers.markdown.tags import convert_tags
from sitegen.importers.markdown.targets import OldSite, Resolver, copy_beside, keep_address
from sitegen.importers.past import note_of
from sitegen.model.document import AuthorRole
from sitegen.urls import WEB_SCHEMES, is_allowed, scheme_of

_HTML = re.compile(r"<(?!https?:|mailto:)/?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>")


class Article(Struct, frozen=True):
    """All of a source but the names of the places that it links to, which need all bodies."""

    post: Post
    target: str
    front: dict[str, Any]
    body: Text
    notes: tuple[Problem, ...]


class Surroundings(Struct, frozen=True):
    """What one post is given by all others: its authors by id with their roles, its aliases and what could not be one.

    A role without a title is none.
    """

    target: str
    people: Mapping[str, AuthorRole]
    aliases: Sequence[str]
    lost: Sequence[str]


def make_article(post: Post, around: Surroundings, site: OldSite) -> Article:
    """Write a post anew; copies the files that it shows."""
    notes = Notes(post.file.shown, post.notes)
    say = notes.say
    extra = dict(post.extra)
    if around.lost:
        extra["old_urls"] = list(around.lost)
        words = ", ".join(f'"{url}"' for url in around.lost)
        say(
            post.front.start,
            "alias",
            f"{words} cannot be an alias, or another text has it; it is kept in extra.old_urls",
        )
    image = _image(post, around.target, site, extra, say)
    body = _body(post, around, site, say)
    if "imported" in extra:
        extra["imported_before"] = extra["imported"]
    extra["imported"] = note_of(
        post.file.id, post.file.digest, {id_: role for id_, role in around.people.items() if role.title}
    )
    front = {
        "title": post.title,
        "date": iso(post.day),
        "authors": list(around.people) if post.kind == "article" else [],
        **{name: iso(value) for name, value in post.fields.items()},
        "image": image,
        "aliases": list(around.aliases),
        "extra": extra,
    }
    return Article(post, around.target, _for_page(front) if post.kind == "page" else front, body, notes.in_order())


def iso(value: Any) -> Any:
    """Return a date or a moment as front matter writes it; other values as they are."""
    return value.isoformat() if isinstance(value, date | datetime) else value


_PAGE_FIELDS = {"title", "updated", "summary", "draft", "publish_at", "expires", "aliases", "extra"}


def _for_page(front: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in front.items() if name in _PAGE_FIELDS}
    rest = {name: value for name, value in front.items() if name not in _PAGE_FIELDS and value}
    return {**kept, "extra": {**rest, **front["extra"]}}


def _body(post: Post, around: Surroundings, site: OldSite, say: Say) -> Text:
    text = convert_tags(post.body, Scope(post.own, site.find_author), say)
    text = convert_html(text, say)
    _note_html(text, say)
    home = post.old_urls[0] if post.old_urls else ""
    return rewrite_links(text, Resolver(site, post.file, around.target, home, say))


def _note_html(text: Text, say: Say) -> None:
    code = find_blocks(text.text).code
    tags = [match for match in _HTML.finditer(text.text) if not code.covers(match.start())]
    if tags:
        line = text.line_at(tags[0].start())
        words = f'raw HTML is kept, {len(tags)} tags, the first is "{tags[0][0][:60]}"; raw_html = "sanitise" shows it as HTML'
        say(line, "raw-html", words)


def _image(post: Post, target: str, site: OldSite, extra: dict[str, Any], say: Say) -> dict[str, str] | None:
    picture = post.picture
    if picture is None:
        return None
    if src := _source(post, picture, target, site):
        return _named(picture, src)
    line = post.front.line_of(picture.field)
    if site.url and picture.src.startswith("/") and is_allowed(picture.src):
        say(line, "missing-asset", f'no file for the image "{picture.src}"; it leads to the old site now')
        return _named(picture, site.url.rstrip("/") + picture.src)
    say(line, "missing-asset", f'no file for the image "{picture.src}"; it is kept in extra.{picture.field}')
    named = _named(picture, picture.src)
    extra.setdefault(picture.field, picture.src if len(named) == 1 else named)
    return None


def _source(post: Post, picture: Picture, target: str, site: OldSite) -> str:
    if scheme_of(picture.src):
        return picture.src if is_allowed(picture.src, WEB_SCHEMES) else ""
    file = site.finder.find(picture.src, post.file.path)
    if not file:
        return ""
    if not asset_fault(file):
        return copy_beside(file, target, site)
    return keep_address(file, picture.src, site) if file.suffix.lower() == ".svg" else ""


def _named(picture: Picture, src: str) -> dict[str, str]:
    values = {"src": src, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
    return {name: value for name, value in values.items() if value}
