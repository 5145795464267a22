"""The kinds of value that stand in front matter, each a type that checks and normalises one value."""

import re
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema

from sitegen.parse.faults import refuse
from sitegen.parse.fields.origin import origin_of
from sitegen.urls import WEB_SCHEMES, is_allowed, name_fault, nfc, path_fault, scheme_of, slugify

_NOT_IN_SLUG = re.compile(r"[\s#%&+,;=]")
_FOCUS = re.compile(
    "(left|center|right)( (top|center|bottom))?|(top|center|bottom)( (left|center|right))?"
    "|(100|[1-9]?[0-9])% (100|[1-9]?[0-9])%"
)
_TEMPLATE = re.compile(r"[a-z0-9][a-z0-9_-]*\.html")
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?")
_EMAIL = re.compile(
    r"(?:mailto:)?([^\s@<>\"?&#%:,;()\[\]\\]+@[^\s@<>\"?&#%:,;()\[\]\\./]+(?:\.[^\s@<>\"?&#%:,;()\[\]\\./]+)+)"
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi: ?)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_DURATION = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,6})")
_TEXT = WithJsonSchema({"type": ["string", "number"]})


def _line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))


def _filled(text: str) -> str:
    return text or refuse("is empty", "give it a value or remove the name")


def _slug(text: str) -> str:
    slug = nfc(text).lower()
    fault = name_fault(slug)
    if not fault and (_NOT_IN_SLUG.search(slug) or slug.startswith((".", "_"))):
        fault = "holds a character that a slug cannot have"
    if fault:
        refuse(fault, f'write "{slugify(text) or "a-short-name"}"', kind="bad-name")
    return slug


def _old_url(text: str) -> str:
    path = nfc(unquote(text))
    if not path.startswith("/") or "//" in path or "#" in path or "?" in path:
        refuse("is not an old path of this site", "write /old/path/, without host, query or anchor")
    if path.strip("/") and (fault := path_fault(path)):
        refuse(fault, "write /old/path/", kind="path-escape" if ".." in path else "bad-name")
    return path if path.strip("/") else refuse("is the home page", "an alias is the old path of this one text")


def _web_url(text: str) -> str:
    url = text.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        host = None
    if scheme_of(url) not in WEB_SCHEMES or not is_allowed(url, WEB_SCHEMES) or not host or re.search(r"\s", url):
        refuse("is not a URL of the web", "write it whole: https://example.org/page", kind="bad-link")
    return url


def _file(text: str, info: ValidationInfo) -> str:
    return origin_of(info).file(text)


def _chapter(text: str, info: ValidationInfo) -> str:
    return origin_of(info).chapter(text)


def _focus(text: str) -> str:
    focus = " ".join(text.split())
    return (
        focus
        if _FOCUS.fullmatch(focus)
        else refuse("is not a place in a picture", "write top, left, bottom right, or 30% 60%")
    )


def _template(name: str) -> str:
    if not _TEMPLATE.fullmatch(name):
        refuse("is not the name of a template", "write the name of a file in templates/, wide.html")
    return name


def _orcid(text: str) -> str:
    found = _ORCID.fullmatch(text.strip())
    if not found:
        refuse("is not an ORCID", "write 0000-0002-1825-0097")
    digits = found[1].replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[-1]:
        refuse("is not an ORCID: its last digit does not fit", "copy it again from the person's ORCID page")
    return found[1]


def _email(text: str) -> str:
    found = _EMAIL.fullmatch(text.strip())
    return found[1] if found else refuse("is not an e-mail address", "write one like jane.doe@example.org")


def _doi(text: str) -> str:
    found = _DOI.fullmatch(text.strip())
    return found[1] if found else refuse("is not a DOI", "write 10.1234/abcd, as it was registered")


def _isbn(text: str) -> str:
    digits = text.replace("-", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{13}", digits):
        is_right = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        is_right = sum((10 - i) * "0123456789X".index(d) for i, d in enumerate(digits)) % 11 == 0
    else:
        is_right = False
    return (
        text
        if is_right
        else refuse("is not an ISBN, or one of its digits is wrong", "copy it again, 978-3-16-148410-0")
    )


def _duration(value: Any) -> int:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        refuse("is not a length of time", "write 42:30, 1:02:30, or a number of seconds")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if (found[2] and seconds > 59) or (found[1] and minutes > 59):
        refuse("is not a length of time", "minutes and seconds go up to 59")
    return hours * 3600 + minutes * 60 + seconds


Line = Annotated[str, AfterValidator(_line), _TEXT]
"""Text on one line; line breaks become spaces."""

FilledLine = Annotated[str, AfterValidator(_line), AfterValidator(_filled), _TEXT]
Text = Annotated[str, AfterValidator(str.strip), _TEXT]
Slug = Annotated[str, AfterValidator(_slug), _TEXT]
OldUrl = Annotated[str, AfterValidator(_old_url)]
WebUrl = Annotated[str, AfterValidator(_web_url)]
File = Annotated[str, AfterValidator(_file)]
Chapter = Annotated[str, AfterValidator(_chapter)]
Focus = Annotated[str, AfterValidator(_focus)]
Template = Annotated[str, AfterValidator(_template)]
Orcid = Annotated[str, AfterValidator(_orcid)]
Email = Annotated[str, AfterValidator(_email)]
Doi = Annotated[str, AfterValidator(_doi)]
Isbn = Annotated[str, AfterValidator(_isbn), _TEXT]
Duration = Annotated[int, PlainValidator(_duration), _TEXT]
