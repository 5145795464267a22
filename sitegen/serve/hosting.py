"""The path of a request -> the output that answers it, a redirect, or nothing, as static hosts do it.

Pure, and closed: a path is decoded once and then refused unless every part of it is a plain name, so that nothing outside the
site can be asked for. Netlify, Cloudflare Pages and GitHub Pages agree on the rest: a folder is its `index.html` and has a
trailing slash, `/about` may be `about.html`, and the lines of `_redirects` come before files.
"""

import re
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar
from urllib.parse import unquote, unquote_to_bytes

from msgspec import Struct

from sitegen.urls import href

Something = TypeVar("Something")

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")
_COMMENT = re.compile(r"(?:^|\s)#")
_PLAIN_OLD = re.compile(r"/(?!/)(?!.*/:)[^*?]*")
_STATUS = re.compile(r"(301|302|303|307|308)!?")


class Found(Struct, Generic[Something], frozen=True):
    """The output that answers, with what `find` returned for it."""

    path: str
    file: Something


class Moved(Struct, frozen=True):
    """Where the browser must go instead."""

    to: str
    status: int


class Missing(Struct, frozen=True):
    """Nothing is there; `path` is the output that would be, empty where none can be."""

    path: str


def clean_path(path: str) -> str | None:
    """Return an absolute path without its first slash, None if a part of it is empty, hidden or no plain name.

    `.well-known` is the one hidden name that hosts serve.
    """
    if not path.startswith("/") or _UNSAFE.search(path):
        return None
    names = path[1:].split("/")
    folders = names[:-1] if not names[-1] else names
    if any(not name or (name.startswith(".") and name != ".well-known") for name in folders):
        return None
    return path[1:]


def parse_redirects(text: str) -> Mapping[str, Moved]:
    """Read `_redirects`: lines of an old path, a new address and perhaps a status, 301 if there is none.

    Keys are decoded paths without trailing slash. Lines with patterns, conditions or rewrites belong to one host and are left
    out; the first line for a path counts.
    """
    redirects: dict[str, Moved] = {}
    for line in text.splitlines():
        words = _COMMENT.split(line)[0].split()
        if len(words) == 2:
            words.append("301")
        if len(words) != 3 or not _PLAIN_OLD.fullmatch(words[0]) or not (status := _STATUS.fullmatch(words[2])):
            continue
        old, new = _place(words[0]), words[1]
        # A line that only adds or drops a slash would lead to itself.
        if old != _place(new):
            redirects.setdefault(old, Moved(new, int(status[1])))
    return redirects


def _place(url: str) -> str:
    """The decoded address, the same with and without a slash at the end."""
    return _without_slash(unquote(url.partition("?")[0]))


def _without_slash(path: str) -> str:
    return path.rstrip("/") or "/"


def locate(
    raw: bytes, base_path: str, redirects: Mapping[str, Moved], find: Callable[[str], Something | None]
) -> Found[Something] | Moved | Missing:
    """Decide what answers the undecoded path of a request; `find` returns what lies at an output path, or None."""
    url = _decoded(raw)
    if url is None or (path := clean_path(url)) is None:
        return Missing("")
    if moved := redirects.get(_without_slash(url)):
        return moved
    if not url.startswith(base_path):
        return Moved(href(base_path), 302) if f"{url.rstrip('/')}/" in {"/", base_path} else Missing("")
    return _output(path[len(base_path) - 1 :], base_path, find)


def _decoded(raw: bytes) -> str | None:
    try:
        return unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return None


def _output(path: str, base_path: str, find: Callable[[str], Something | None]) -> Found[Something] | Moved | Missing:
    is_folder = not path or path.endswith("/")
    for name in (f"{path}index.html",) if is_folder else (path, f"{path}.html"):
        if (file := find(name)) is not None:
            return Found(name, file)
    if is_folder:
        return Missing(f"{path}index.html")
    folder = f"{path}/index.html"
    if find(folder) is not None:
        return Moved(href(f"/{path}/", base_path), 301)
    return Missing(path if "." in path.rpartition("/")[2] else folder)
