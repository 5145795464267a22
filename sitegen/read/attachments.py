"""Turns a file beside a content source into a verdict: may it be published as an asset?

Authors cannot publish what a browser or a server would run: what is active has its place in `static/` or in a theme,
which only those who run the site write to.
"""

import re
from itertools import islice

from sitegen.errors import Location, Problem
from sitegen.files import chunks_of

_ACTIVE = re.compile(
    r".*\.(svgz?|s?html?|xht(ml)?|xml|xslt?|mht(ml)?|m?js|cjs|swf|wasm"
    r"|ph(p\d?|tml|ar)|cgi|pl|as[phm]x?|ashx|cer|jspx?|cfm|hta|htc)"
)
_INNER = re.compile(r".*\.(php\d?|phtml|shtml|cgi|pl)\.")
"""Some servers run `x.php.jpg`: any suffix that they know decides."""

_RESERVED = frozenset({"_headers", "_redirects", "cname", "web.config", "netlify.toml", "vercel.json"})
_OTHER_MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd", "mkdn", "mdx"})
_MARKUP = (b"<svg", b"<!doctype", b"<html", b"<?xml", b"<?php", b"<script", b"<!--", b"<head", b"<body")
_HINT = (
    "Put it in static/, if those who run the site trust it, or convert it (a picture to PNG or WebP, a text to PDF)."
)


def name_problem(path: str) -> Problem | None:
    """Return a problem where a file's name alone forbids it as an asset."""
    name = path.rpartition("/")[2].lower()
    suffix = name.rpartition(".")[2] if "." in name else ""
    if suffix in _OTHER_MARKDOWN:
        message = f'"{path}" looks like Markdown, but does not end in ".md"'
        return Problem(Location(path), "bad-name", message, 'Rename it to end in ".md".')
    if name in _RESERVED or _ACTIVE.fullmatch(name) or _INNER.match(name):
        return Problem(Location(path), "unsafe-asset", f'"{path}" is a kind of file that content cannot publish', _HINT)
    return None


def content_problem(path: str, file: str) -> Problem | None:
    """Return a problem where the file holds markup under another name, which some browsers would run; `path` is its name."""
    head = b"".join(islice(chunks_of(file), 1))[:512].lstrip(b"\xef\xbb\xbf \t\r\n\x0b\x0c").lower()
    if not head.startswith(_MARKUP):
        return None
    return Problem(Location(path), "unsafe-asset", f'"{path}" holds markup under another name', _HINT)
