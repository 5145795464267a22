"""The kinds of value that stand in `sitegen.toml`, each a type with the check that belongs to it.

A check that needs another part of the file finds it in the validation context: `languages`, `types` and `taxonomies`.
"""

import re
from collections.abc import Sequence
from string import Formatter
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from sitegen.model.config import PROBLEM_KINDS
from sitegen.model.webfonts import FONTS, SCRIPT_NAMES
from sitegen.parse.faults import nearest, refuse
from sitegen.urls import SCHEMES, WEB_SCHEMES, is_allowed, join_inside, origin_of, path_fault, scheme_of, slugify

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FONT_ENDINGS = (".ttf", ".otf", ".woff2", ".woff")
_HOST = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_BASE_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
_SOURCE_FOLDERS = frozenset({"content", "fonts", "static", "templates", "themes", ".sitegen", ".git"})
_RESERVED_TAXONOMIES = frozenset({"article", "articles", "author", "authors", "page", "pages", "types"})


def _known(info: ValidationInfo, what: str) -> Sequence[str]:
    known: Sequence[str] = (info.context or {})[what]
    return known


def _title(text: str) -> str:
    return text.strip() or refuse("is empty", "write the name that readers see")


def _base_url(url: str) -> str:
    hint = "write scheme, host and path, https://example.org/publication/"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        refuse("is not a URL", hint)
    if parts.scheme not in {"http", "https"} or not host:
        refuse("is not an http or https URL with a host", hint)
    if parts.query or parts.fragment or parts.username is not None or url.endswith(("?", "#")):
        refuse("has more than scheme, host and path", hint)
    if not _BASE_PATH.fullmatch(parts.path) or "//" in parts.path or path_fault(parts.path.strip("/") or "x"):
        refuse("has a path that cannot be one", hint)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        refuse("is not a time zone", nearest(name, available_timezones(), "write one like Europe/London, or UTC"))
    return name


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        refuse("is not a colour", "write it as # and six digits: #8a2a1b")
    return value.lower()


def _slug(name: str) -> str:
    if not _SLUG.fullmatch(name):
        refuse("is not a plain name", f"use small letters, digits and hyphens: {slugify(name) or 'my-name'}")
    return name


def _taxonomy(name: str, info: ValidationInfo) -> str:
    if name in _RESERVED_TAXONOMIES or name in _known(info, "article_fields"):
        refuse("already has another meaning in content", "choose another name for the taxonomy")
    return _slug(name)


def _pattern(*allowed: str) -> AfterValidator:
    return AfterValidator(lambda pattern: _check_pattern(pattern, allowed))


def _check_pattern(pattern: str, allowed: tuple[str, ...]) -> str:
    shown = ", ".join(f"{{{name}}}" for name in allowed) or "none"
    if not pattern.startswith("/") or not pattern.endswith("/") or "//" in pattern:
        refuse("does not begin and end with one slash", "write it as in /articles/{year}/{slug}/")
    try:
        pieces = list(Formatter().parse(pattern))
    except ValueError:
        refuse("has a brace without its partner", f"placeholders here: {shown}")
    names = [name for _, name, _, _ in pieces if name is not None]
    if any(name not in allowed or spec or conversion for _, name, spec, conversion in pieces if name is not None):
        refuse("has a placeholder that is not known here", f"placeholders here: {shown}")
    if allowed and not {"slug", "id"} & set(names):
        refuse("would give every one the same URL", "let it contain {slug}" + (" or {id}" if "id" in allowed else ""))
    if (fixed := "".join(text for text, *_ in pieces).strip("/")) and path_fault(re.sub("/+", "/", fixed)):
        refuse("has a part that files or URLs cannot have", "use letters, digits, hyphens and slashes")
    return pattern


def _output(folder: str) -> str:
    path = join_inside("", folder)
    if not path or path_fault(path):
        refuse("is not a folder inside the project", "write a relative path, output")
    if path.split("/")[0].lower() in _SOURCE_FOLDERS:
        refuse("is a folder that the build reads", "choose a folder of its own, output")
    return path


def _theme(name: str) -> str:
    return name if _SLUG.fullmatch(name) else refuse("is not the name of a theme", "write the folder's name in themes/")


def _target(to: str, info: ValidationInfo) -> str:
    kinds = {"article", "page", "author", *_known(info, "taxonomies")}
    if not to.strip() or not is_allowed(to, SCHEMES | kinds):
        wrong = nearest(scheme_of(to), kinds, "write a source path, an id (page:about), a site path or a URL")
        refuse("leads nowhere", wrong)
    return to


def _script(url: str) -> str:
    if url and not (url.startswith("/") and not path_fault(url)) and not origin_of(url):
        refuse(
            "is no address of a script", "write its path below static/, /count.js, or a URL that begins with https://"
        )
    return url


def _web_url(url: str) -> str:
    return (
        url if not url or origin_of(url) else refuse("is not a URL of the web", "write it whole: https://example.org/")
    )


def _host(url: str) -> str:
    if not _HOST.fullmatch(url):
        refuse("is not a scheme with a host", "write it without a path: https://media.example.org")
    return url


def _data_name(name: str) -> str:
    return name if _SLUG.fullmatch(name) else refuse("is no name of an attribute", "write what follows data-, site-id")


def _section(name: str, info: ValidationInfo) -> str:
    taxonomies = _known(info, "taxonomies")
    return (
        name
        if name in taxonomies
        else refuse("is not one of the taxonomies", nearest(name, taxonomies, "see [taxonomies]"))
    )


def _calendar(name: str, info: ValidationInfo) -> str:
    known = ("gregorian", "persian")
    if name not in known:
        refuse("is not a calendar known here", nearest(name, known, "write gregorian or persian"))
    code = str(info.data.get("code", "fa"))
    if name == "persian" and code.split("-", maxsplit=1)[0] != "fa":
        refuse(f'is not offered for "{code}"', "take the key out; the names of its months are known in Persian alone")
    return name


def _sign_up(labels: dict[str, str]) -> dict[str, str]:
    for url in labels.values():
        if not is_allowed(url, WEB_SCHEMES) or not (url.startswith("/") or scheme_of(url)):
            which = "is" if "" in labels and len(labels) == 1 else f'has "{url}", which is'
            refuse(f"{which} no place to sign up", "write https://example.org/newsletter, or a path of the site")
    return labels


def _font(path: str) -> str:
    inside = join_inside(FONTS, path)
    if not inside or not inside.startswith(f"{FONTS}/") or path_fault(inside):
        refuse("is no file below fonts/", "put the file there, and write its path from there on: Serif-Regular.ttf")
    if not inside.lower().endswith(_FONT_ENDINGS):
        refuse("is no name of a font file", f"use a font that ends in {', '.join(_FONT_ENDINGS)}")
    return inside


def _font_script(name: str) -> str:
    return name if name in SCRIPT_NAMES else refuse("is no script that fonts are cut by", nearest(name, SCRIPT_NAMES))


def _default_type(name: str, info: ValidationInfo) -> str:
    types = _known(info, "types")
    return name if name in types else refuse("is not one of the types", nearest(name, types, "add it below [types]"))


def _kind(name: str) -> str:
    known = PROBLEM_KINDS
    return name if name in known else refuse("is not a kind of problem", nearest(name, known, "see the documentation"))


def _labels(value: Any, info: ValidationInfo) -> Any:
    """Take a string for all languages, or a table by language whose first language serves those that it lacks."""
    if not isinstance(value, dict):
        return {"": value}
    languages = _known(info, "languages")
    for code in value:
        if code not in languages:
            refuse(
                f'has "{code}", which is not a language of the site', nearest(code, languages, "add it to languages")
            )
    if languages[0] not in value:
        refuse(f'lacks the site\'s first language, "{languages[0]}"', f'add {languages[0]} = "…"')
    return {"": value[languages[0]], **value}


_LABELS_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}

Title = Annotated[str, AfterValidator(_title)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
Timezone = Annotated[str, AfterValidator(_timezone)]
TypeName = Annotated[str, AfterValidator(_slug)]
TaxonomyName = Annotated[str, AfterValidator(_taxonomy)]
MenuName = Annotated[str, AfterValidator(_slug)]
DefaultType = Annotated[str, AfterValidator(_default_type)]
ArticlePattern = Annotated[str, _pattern("year", "month", "day", "slug", "type", "id")]
NamePattern = Annotated[str, _pattern("slug", "id")]
SlugPattern = Annotated[str, _pattern("slug")]
FixedPath = Annotated[str, _pattern()]
OutputFolder = Annotated[str, AfterValidator(_output)]
ThemeName = Annotated[str, AfterValidator(_theme)]
ScriptUrl = Annotated[str, AfterValidator(_script)]
WebUrl = Annotated[str, AfterValidator(_web_url)]
HostOrigin = Annotated[str, AfterValidator(_host)]
DataName = Annotated[str, AfterValidator(_data_name)]
Colour = Annotated[str, AfterValidator(_colour)]
PictureWidth = Annotated[int, Field(strict=True, ge=16, le=8192)]
FontPath = Annotated[str, AfterValidator(_font)]
FontScript = Annotated[str, AfterValidator(_font_script)]
MenuTarget = Annotated[str, AfterValidator(_target)]
ProblemKind = Annotated[str, AfterValidator(_kind)]
SectionName = Annotated[str, AfterValidator(_section)]
CalendarName = Annotated[
    Literal["gregorian", "persian"], BeforeValidator(_calendar), WithJsonSchema({"enum": ["gregorian", "persian"]})
]
WrittenLabels = Annotated[dict[str, str], BeforeValidator(_labels), WithJsonSchema(_LABELS_SCHEMA)]
Newsletter = Annotated[WrittenLabels, AfterValidator(_sign_up)]
