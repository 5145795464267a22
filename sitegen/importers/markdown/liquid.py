"""Tags of Liquid, Nunjucks and Jinja with an obvious plain meaning -> Markdown; None where there is none."""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from sitegen.importers.markdown import phrases
from sitegen.importers.markdown.arguments import Arguments, is_quoted, literal, read_arguments, split_filters
from sitegen.importers.markdown.names import guess_person

_HARMLESS = {
    "url", "relative_url", "absolute_url", "relURL", "absURL", "safe", "escape", "prepend", "strip", "xml_escape", "uri_escape",
}  # fmt: skip
_BASES = {"site.baseurl", "site.url", "baseurl", "site.github.url", "SITEURL", "page.baseurl"}
_VARIABLE = re.compile(r"(?:(?:page|post|article|this)\.)?([A-Za-z_][\w-]*)")
_PICTURES = {"image", "img", "picture", "figure", "photo"}


class Scope(Struct, frozen=True):
    """What a tag may name: the fields of its own post, and authors by id or name (their name and id here, or None)."""

    own: dict[str, Any]
    find_author: Callable[[str], tuple[str, str] | None]
    is_html: bool = False
    """The tag stands in a block of HTML, where Markdown is not read."""

    def image(self, src: str, alt: str, caption: str = "") -> str:
        if self.is_html:
            return f'<img src="{src}" alt="{alt.replace(chr(34), "&quot;")}">'
        return phrases.image(src, alt, caption)

    def link(self, text: str, target: str) -> str:
        return f'<a href="{target}">{text}</a>' if self.is_html else phrases.link(text, target)


def convert_output(inner: str, scope: Scope) -> str | None:
    """Convert `{{ inner }}`: a literal path or a field of the post, with filters that mean nothing here."""
    value, *filters = split_filters(inner)
    names = [each.split(":", 1)[0].strip() for each in filters]
    text = _value(value, scope)
    if text is None:
        return None
    if all(name in _HARMLESS for name in names):
        return text
    if len(filters) == 1 and (convert := _FILTERS.get(names[0])):
        return convert(text, literal(filters[0].partition(":")[2].strip()), scope)
    return None


def _value(written: str, scope: Scope) -> str | None:
    if is_quoted(written):
        return "".join(line.lstrip("> ") for line in literal(written).split("\n"))
    if written in _BASES:
        return ""
    match = _VARIABLE.fullmatch(written)
    value = scope.own.get(match[1]) if match else None
    return value if isinstance(value, str) else None


def _team_link(text: str, _: str, scope: Scope) -> str:
    found = scope.find_author(text)
    if not found or scope.is_html:
        return found[0] if found else guess_person(text)
    return phrases.link(found[0], f"author:{found[1]}")


def _team_photo(text: str, _: str, scope: Scope) -> str:
    found = scope.find_author(text)
    return phrases.missing_image(found[0] if found else guess_person(text))


def _embed(text: str, title: str, scope: Scope) -> str:
    return scope.link(title or text, text)


_FILTERS: dict[str, Callable[[str, str, Scope], str]] = {
    "team": _team_link,
    "team_link": _team_link,
    "team_photo": _team_photo,
    "embed": _embed,
}


def convert_tag(name: str, rest: str, scope: Scope) -> str | None:
    """Convert `{% name rest %}`."""
    arguments = read_arguments(rest)
    if name in {"image_with_class", "img_with_class"}:
        return _image(Arguments((arguments.at(0), *arguments.in_order[2:]), arguments.named), scope)
    if name in _PICTURES:
        return _image(arguments, scope)
    if name in {"include", "include_relative", "render"}:
        return _include(arguments, scope)
    if name in {"link", "post_url"} and arguments.in_order:
        target = arguments.at(0)
        return target if name == "link" else f"{target.removesuffix('.md')}.md"
    if name in {"youtube", "vimeo"} and arguments.in_order:
        return _video(name, arguments.at(0), "", scope)
    return None


def _image(arguments: Arguments, scope: Scope) -> str | None:
    src = arguments.get("src", "image", "file", "path", "url") or arguments.at(0)
    if not src:
        return None
    alt = arguments.get("alt", "alt_text", "image_alt") or " ".join(arguments.in_order[1:])
    return scope.image(_from_root(src), alt, arguments.get("caption", "title"))


def _include(arguments: Arguments, scope: Scope) -> str | None:
    file = arguments.at(0)
    src = arguments.get("image", "src", "file", "image_path", "image_url", "img")
    if src:
        return _image(Arguments((src,), {**arguments.named, "src": src}), scope)
    if "youtube" in file and (number := arguments.get("id", "video_id", "youtube_id", "code")):
        return _video("youtube", number, arguments.get("title", "caption"), scope)
    return None


def _video(site: str, number: str, title: str, scope: Scope) -> str:
    url = f"https://www.youtube.com/watch?v={number}" if site == "youtube" else f"https://vimeo.com/{number}"
    return scope.link(title or url, url)


def _from_root(src: str) -> str:
    return src if re.match(r"[/.{]|[a-z]+:", src) else f"/{src}"
