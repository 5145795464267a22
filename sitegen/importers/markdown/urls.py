"""The old address of a foreign post, as far as its file and its fields tell it, in the form that `aliases` take."""

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from sitegen.urls import collision_key, join_inside

_PATTERN = re.compile(r"[{}:*?]")


def derived_url(below: PurePosixPath, folder: PurePosixPath, slug: str, day: date | None, has_dated_name: bool) -> str:
    """Return the address that the generator gives by itself; empty where it cannot be known.

    A dated file name is Jekyll's and yields `/2015/06/11/slug/`. A file below a folder `content` is Hugo's and yields
    its path.
    """
    if has_dated_name and day:
        return f"/{day:%Y/%m/%d}/{slug}/"
    parts = (*folder.parts, *below.parts[:-1])
    if "content" not in parts:
        return ""
    section = parts[len(parts) - parts[::-1].index("content") :]
    if below.stem in {"index", "_index"}:
        section = section[:-1]
    return "/" + "/".join((*section, slug)).lower() + "/"


def written_url(value: str, base: str = "/") -> str:
    """Return the path of an alias or permalink as written, relative ones below `base`; empty where it is no plain path."""
    path = unquote(value.strip())
    if not path or _PATTERN.search(path):
        return ""
    if not path.startswith("/"):
        inside = join_inside(base.strip("/"), path)
        path = f"/{inside}/" if inside else ""
    return re.sub(r"/{2,}", "/", path)


def url_key(path: str) -> str:
    """Return the form under which addresses of the old site are one: no final slash, `index.html` or `.html`; case folded."""
    path = re.sub(r"/{2,}", "/", unquote(path.split("?", 1)[0].split("#", 1)[0]))
    path = path.removesuffix("index.html").removesuffix(".html").rstrip("/")
    return collision_key(path) or "/"
