"""Names that become addresses: slugs, folded names, permalinks, output paths, and the walls that keep paths inside.

A permalink is a decoded path from the site's root (`/articles/2018/سیاست/`), without the base path. It becomes a file by
`output_path` and an `href` by `href`.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote

from slugify import slugify as _slugify

WEB_SCHEMES = frozenset({"http", "https"})
"""The schemes that an image in content may have, and what must be a URL of the web."""

SCHEMES = WEB_SCHEMES | {"mailto", "tel"}
"""The schemes that a link in content may have."""

MAX_NAME_BYTES = 200
"""Longest part of an output path in UTF-8; file systems end at 255 and deploy targets add suffixes."""

_ORIGIN = re.compile(r"https?://[^/?#@\s]+", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHES = re.compile("['’ʼ`´]")
_SPECIAL = re.compile("[&,]")
"""Entities and commas in numbers, of which the library knows more."""
_NOT_IN_SLUG = re.compile("[^\\w\u0900-\u0dff\u0e00-\u0eff]+|_")
"""The scripts of India and South-East Asia write vowels as marks, which are no letters to a regular expression."""
_ASCII_WORDS = re.compile("[a-z0-9]+")
_LONGEST_SLUG = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_UNSAFE_IN_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def nfc(text: str) -> str:
    """Return text in Unicode form NFC, in which every name and path is compared."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the form under which names are the same: NFKC, casefolded, without accents, spaces and hyphens alike.

    Accents are dropped from Latin, Greek and Cyrillic; Arabic letters keep theirs apart from vowel signs and tatweel,
    and the Arabic and Persian forms of yeh and kaf are one.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.translate(_ARABIC)
    return " ".join(re.split(r"[\s\-_\u200c\u2010-\u2015]+", text.strip()))


_ARABIC = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ـ": None})


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Return text as one part of a URL: lower case, words joined by hyphens, letters of every script kept.

    Latin letters lose their accents; at most 80 characters, cut between words. Empty where the text has no letter or digit.
    """
    if text.isascii() and not _SPECIAL.search(text) and len(text) <= _LONGEST_SLUG:
        return "-".join(_ASCII_WORDS.findall(_APOSTROPHES.sub("", text).lower()))
    plain = "".join(map(plain_latin, unicodedata.normalize("NFKC", _APOSTROPHES.sub("", text)).casefold()))
    return _slugify(
        plain,
        allow_unicode=True,
        max_length=_LONGEST_SLUG,
        word_boundary=True,
        save_order=True,
        regex_pattern=_NOT_IN_SLUG.pattern,
    )


def plain_latin(char: str) -> str:
    """Return the plain letters for a letter of Latin script with accents, and every other character as it is."""
    if char.isascii():
        return char
    if "\u0300" <= char <= "\u036f":
        return ""
    if special := _LATIN.get(char):
        return special
    base = unicodedata.normalize("NFKD", char)
    return base[0] if base[0].isascii() and base[0].isalpha() else char


_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}


def chapter_anchor(slug: str, id_: str) -> str:
    """Return the id of a chapter's heading on its report's page; with a hyphen it prefixes the ids in the chapter's text."""
    return slug or slugify(id_.rsplit("/", 1)[-1])


def asset_path(name: str, digest: str = "") -> str:
    """Return the output path of a theme asset: `assets/style.1a2b3c4d.css`, which changes with its bytes, or its plain name
    where no digest is given."""
    path = PurePosixPath("assets") / name
    return str(path.with_name(f"{path.stem}.{digest[:8]}{path.suffix}") if digest else path)


def collision_key(path: str) -> str:
    """Return the form in which two output paths are one file on some file system or host."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())


def output_path(permalink: str) -> str:
    """Return the file that serves a permalink: `/a/b/` is `a/b/index.html`, `/a.xml` is `a.xml`."""
    path = permalink.split("#", maxsplit=1)[0].lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


@lru_cache(maxsize=65536)
def href(permalink: str, base_path: str = "/") -> str:
    """Percent-encode a permalink (with its anchor) and set it below the base path."""
    path, hash_, anchor = permalink.partition("#")
    return (
        base_path + quote(path.lstrip("/"), safe="/~@!$&'()*+,;=:") + hash_ + quote(anchor, safe="-._~!$&'()*+,;=:@/?")
    )


def absolute(origin: str, url: str) -> str:
    """Set scheme and host before a URL of the site; any other stays as it is."""
    return origin + url if url.startswith("/") and not url.startswith("//") else url


def scheme_of(url: str) -> str:
    """Return the scheme as a browser would read it, in lower case: controls and blanks are dropped first. Empty if none."""
    match = _SCHEME.match(_IGNORED_BY_BROWSERS.sub("", url))
    return match.group(1).lower() if match else ""


def origin_of(url: str) -> str:
    """Return scheme and host of a URL of the web, empty for any other: `https://example.org` of `https://example.org/a`."""
    match = _ORIGIN.match(url)
    return match.group().lower() if match else ""


def is_at(url: str, hosts: Collection[str]) -> bool:
    """Tell whether a URL of the web lies at one of some hosts, each given as a policy names it: `https://*.example.org`."""
    origin = origin_of(url)
    scheme, _, host = origin.partition("://")
    above = (host[place:] for place, letter in enumerate(host) if letter == ".")
    return origin in hosts or any(f"{scheme}://*{domain}" in hosts for domain in above)


def is_allowed(url: str, schemes: frozenset[str] = SCHEMES) -> bool:
    """Tell whether a URL of content may be published: an allowed scheme, or none and not another host's (`//evil`)."""
    bare = _IGNORED_BY_BROWSERS.sub("", url)
    if scheme := scheme_of(bare):
        return scheme in schemes
    return not re.match(r"[/\\]{2}", bare)


def name_fault(name: str) -> str:
    """Say what is wrong with one part of an output path, or return an empty string."""
    if not name or name in {".", ".."} or "/" in name:
        return "is not a name"
    if _UNSAFE_IN_NAME.search(name):
        return "holds a character that file names or URLs cannot have"
    if name.endswith((".", " ")) or name.startswith((" ", "-", "~")):
        return "begins or ends with a character that some systems drop or misread"
    if _RESERVED.match(name):
        return "is a reserved name on Windows"
    if len(name.encode()) > MAX_NAME_BYTES:
        return f"is longer than {MAX_NAME_BYTES} bytes"
    return ""


def path_fault(path: str) -> str:
    """Say what is wrong with a relative output path, part by part, or return an empty string."""
    for name in path.strip("/").split("/"):
        if fault := name_fault(name):
            return fault
    return ""


def picture_path(target: str) -> str:
    """Return the project path of a picture by its target, an asset's path or a path of the site; empty for another site's."""
    if "://" in target or not target.startswith("/"):
        return "" if "://" in target else target
    return nfc("static" + re.split(r"[?#]", target, maxsplit=1)[0])


def join_inside(folder: str, relative: str) -> str | None:
    """Resolve a relative path against a folder by text alone; None where it leaves the project or is absolute.

    `join_inside("content/articles", "../authors/a.md")` is `content/authors/a.md`.
    """
    if relative.startswith(("/", "\\")) or "\\" in relative or "\x00" in relative or re.match(r"[A-Za-z]:", relative):
        return None
    parts = list(PurePosixPath(folder).parts)
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
