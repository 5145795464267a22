"""Puts the preview's script into a page on its way to the browser; the file itself stays as it will be published."""

import html
import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from sitegen.digest import digest

CLIENT = "/__sitegen/client/"

_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_SHEET = re.compile(rb"<link\b(?=[^>]*\brel\s*=\s*[\"']?[^\"'>]*\bstylesheet\b)[^>]*>", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class PageState(Struct, frozen=True):
    """What the script must know of the page that it runs in."""

    run: str
    """Names this run of the server: versions of another one say nothing."""
    version: int
    base: str
    main: str
    """The output path that the page shows, or would show if it were there."""
    pages: Mapping[str, str]
    """The outputs that this answer is made of -> digests, empty where there is none yet."""
    rest: str
    """The digest of the page without its links to stylesheets: while it is equal, only these need to be renewed."""
    waits: bool
    """No page of the site: the next version may have one."""


def inject(page: bytes, state: PageState) -> bytes:
    """Return the page with the script before its last `</body>`, else at its end.

    Pages in UTF-16, of which any byte too many would make rubbish, stay as they are.
    """
    if page.startswith(_WIDE):
        return page
    value = html.escape(msgspec.json.encode(state).decode()).encode()
    script = b'<script type="module" src="%spreview.js" data-sitegen="%s"></script>\n' % (CLIENT.encode(), value)
    ends = [match.start() for match in _BODY_END.finditer(page)]
    place = ends[-1] if ends else len(page)
    return page[:place] + script + page[place:]


def sheets_of(page: bytes) -> list[str]:
    """Return the address of each stylesheet that a page links to, in order and as written."""
    hrefs = (_HREF.search(link) for link in _SHEET.findall(page))
    return [html.unescape(b"".join(found.groups(b"")).decode("utf-8", "replace")) if found else "" for found in hrefs]


def digest_but_sheets(page: bytes) -> str:
    """Digest a page without its links to stylesheets."""
    return digest(_SHEET.sub(b"", page))
