"""Link and image targets as written to what they mean: another site's, ours, an anchor, an asset, or refused.

A target is read as a browser would read it: what begins with a scheme that is not on the list is refused whatever hides it,
and a relative path is joined by text alone and never leaves the project.
"""

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from msgspec import Struct

from sitegen.urls import WEB_SCHEMES, is_allowed, join_inside, origin_of, scheme_of

ID_SCHEMES = frozenset({"article", "page", "author"})
"""Schemes of our own ids, beside the names of the taxonomies: `author:ahmad-majidyar`, `tags:iran`."""

_PLAIN_URL = re.compile(r"https?://[a-z0-9.\-]+(?:[:/?#][A-Za-z0-9:/?#=&.,_~+;@!$()*\-]*)?")
_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")

TargetKind = Literal["external", "internal", "anchor", "asset", "escape", "refused"]


class Target(Struct, frozen=True):
    """What a link leads to. `value` is a URL for an attribute (external), the target as written (internal), an id (anchor),
    or the project path of an asset."""

    kind: TargetKind
    value: str = ""


_REFUSED = Target("refused")


@lru_cache(maxsize=4096)
def link_target(url: str, folder: str, id_schemes: frozenset[str]) -> Target:
    """Read the target of a link in a source of the given folder."""
    if _PLAIN_URL.fullmatch(url):
        return Target("external", url)
    scheme = scheme_of(url)
    if scheme in id_schemes and url.startswith(scheme + ":"):
        return Target("internal", url)
    if not url or not is_allowed(url):
        return _REFUSED
    if scheme:
        return Target("external", encoded(url))
    if url.startswith("#"):
        return Target("anchor", unquote(url[1:]))
    if url.startswith("/"):
        return Target("internal", url)
    return _relative(url, folder)


def image_target(url: str, folder: str) -> Target:
    """Read the address of an image: internal is a file of `static/`, addressed from the site's root."""
    if not url or url.startswith("#") or not is_allowed(url, WEB_SCHEMES):
        return _REFUSED
    if scheme_of(url):
        return Target("external", encoded(url))
    if url.startswith("/"):
        return Target("internal", url)
    return _asset(url, folder)


def remote_media(url: str) -> tuple[str, str]:
    """Say of a picture or recording elsewhere that browsers are not to load it, and what to do."""
    hint = f'Put the file beside the text, or list "{origin_of(url)}" as media_hosts in [policy].'
    return f'"{url}" is at another host, and readers do not see it', hint


def _relative(url: str, folder: str) -> Target:
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    name = unquote(path).rpartition("/")[2]
    if path and not name.lower().endswith(".md") and _SUFFIX.search(name):
        return _asset(url, folder)
    return Target("internal", url) if join_inside(folder, unquote(path)) is not None else Target("escape", url)


def _asset(url: str, folder: str) -> Target:
    path = join_inside(folder, unquote(re.split(r"[?#]", url, maxsplit=1)[0]))
    return Target("asset", path) if path else Target("escape", url)


def encoded(url: str) -> str:
    """Percent-encode a URL of another site, its host as ASCII; what is encoded already stays."""
    return normalizeLink(_PERCENT.sub("%25", url))
