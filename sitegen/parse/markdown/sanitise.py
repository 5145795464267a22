"""Raw HTML of authors to HTML that cannot run, style or load anything it should not.

The whole body passes the sanitiser at once, with everything that is ours replaced by private marks, so that a `<div>` may
begin in one block and end in another. Only complete tags count as tags; so no mark ever stands inside one.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.html_re import close_tag, open_tag

from sitegen.parse.markdown.attributes import is_good
from sitegen.parse.markdown.sheet import Piece, Raw, Sheet
from sitegen.urls import SCHEMES, WEB_SCHEMES, is_allowed, scheme_of

_TAG_NAMES = """
a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3
h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead
time tr u ul var wbr
"""
TAGS = frozenset(_TAG_NAMES.split())
"""No svg, math, style, iframe, form or object: each has carried scripts past a sanitiser."""

CLASSES = frozenset({"align-left", "align-center", "align-right", "lead", "small", "note", "warning", "wide", "credit"})
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "class"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "details": {"open"},
}
_TAG = re.compile(f"{open_tag}|{close_tag}")
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE = str.maketrans(dict.fromkeys(f"{_OPEN}{_CLOSE}"))


def sanitised(pieces: Sequence[Piece], sheet: Sheet) -> Iterator[Piece]:
    """Return the pieces with their raw HTML made safe; what the sanitiser drops takes its contents along."""
    import nh3  # noqa: PLC0415

    marked = "".join(
        _complete_tags(piece.html) if isinstance(piece, Raw) else f"{_OPEN}{i}{_CLOSE}"
        for i, piece in enumerate(pieces)
    )
    clean = nh3.clean(
        marked,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _kept(tag, name, value, sheet),
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    for i, part in enumerate(_MARK.split(clean)):
        if i % 2:
            yield pieces[int(part)]
        elif part:
            yield part


def _complete_tags(html: str) -> str:
    parts, last = [], 0
    html = _without_comments(html.translate(_PRIVATE))
    for found in _TAG.finditer(html):
        parts += [html[last : found.start()].replace("<", "&lt;"), found.group()]
        last = found.end()
    return "".join([*parts, html[last:].replace("<", "&lt;")])


def _without_comments(html: str) -> str:
    parts, last = [], 0
    while (start := html.find("<!--", last)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[last:start])
        last = end + 3
    return "".join([*parts, html[last:]])


def _kept(tag: str, name: str, value: str, sheet: Sheet) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    if name in {"href", "src"}:
        if scheme_of(value) and is_allowed(value, SCHEMES if name == "href" else WEB_SCHEMES):
            return value
        hint = "in raw HTML write a whole URL; paths of the site belong in Markdown links"
        sheet.report("bad-link", 0, f'the {name} "{value}" of a raw <{tag}> is dropped', hint)
        return None
    if name in {"lang", "dir", "title", "width", "height"}:
        return value if is_good(name, value, tag == "img") else None
    return value
