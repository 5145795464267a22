"""Fills the slots of a body with the links, asset URLs and id prefix of the page that shows it.

A body's parts are HTML that parse made and cleaned, so they are marked as such here; slot values are escaped.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape
from msgspec import Struct

from sitegen.model.document import Body, Slot
from sitegen.model.views import BodyView, ImageView
from sitegen.urls import picture_path

_ANCHOR = re.compile(r' ?<a class="anchor"[^>]*>#</a>')
_NOTES = '<section class="footnotes" role="doc-endnotes" aria-label="'
_SIDE = re.compile(r' (width|height)="(\d+)"')
_SIZES = "(min-width: 46rem) 44rem, 100vw"
"""How wide a picture in a text is shown: as wide as the column, which is not known here to the pixel."""
_RELATIVE = re.compile(r' (href|src|poster)="(?=[/#])(?!//)')


class TocItem(Struct, frozen=True):
    """A heading of the text: level, the id to link to, its text."""

    level: int
    anchor: str
    html: Markup


class FilledBody(Struct, frozen=True):
    """A body as templates see it; `title` and `anchor` are a chapter's, empty for the main text. `toc` begins with the
    chapter's title, at level 1. `minutes` are not rounded, so that those of chapters add up."""

    html: Markup
    toc: tuple[TocItem, ...]
    words: int
    minutes: float
    title: str
    anchor: str


def fill(body: Body, view: BodyView) -> FilledBody:
    """Return the body with its slots filled."""
    return FilledBody(
        html=Markup(fill_html(body, view)),
        toc=_toc(body, view),
        words=body.words,
        minutes=body.minutes,
        title=view.title,
        anchor=view.anchor,
    )


def fill_html(body: Body, view: BodyView, is_plain: bool = False) -> str:
    """Return the HTML alone. A link whose target has no URL becomes its text, an image without one is left out.

    Pictures are in all their versions, unless `is_plain` asks for one that every reader knows.
    """
    if not body.slots:
        return "".join(body.parts)
    return _name_notes("".join(_pieces(body, view, is_plain)), view.title)


def _name_notes(html: str, chapter: str) -> str:
    """Name the notes of a chapter after it, since each chapter of a page has its own."""
    if not chapter:
        return html
    return html.replace(_NOTES, f"{_NOTES}{escape(chapter)}: ", 1)


def _pieces(body: Body, view: BodyView, is_plain: bool) -> list[str]:
    pieces = [body.parts[0]]
    prefix = str(escape(view.prefix))
    is_open = False
    for slot, part in zip(body.slots, body.parts[1:], strict=True):
        if slot.kind == "id":
            pieces.append(prefix)
        elif slot.kind == "img":
            pieces.append(_image(slot, view, is_plain))
        elif slot.kind == "src":
            pieces.append(str(escape(view.targets.get(slot.value, ""))))
        elif slot.kind == "open":
            tag = _opening(slot.value, slot.extra, view.targets)
            is_open = bool(tag)
            pieces.append(tag)
        elif slot.kind == "chart":
            pieces.append(view.charts.get(slot.value, ""))
        elif slot.kind == "close" and is_open:
            pieces.append("</a>")
        pieces.append(part)
    return pieces


def fill_absolute(body: Body, view: BodyView, origin: str, url: str) -> str:
    """Return the HTML for a reader elsewhere: every URL of this site is absolute, those within the text begin with `url`,
    and headings have no link to themselves."""
    bases = {"/": origin, "#": str(escape(url))}
    html = _ANCHOR.sub("", fill_html(body, view, is_plain=True))
    return _RELATIVE.sub(lambda match: match.group() + bases[html[match.end()]], html)


def _opening(target: str, extra: str, targets: Mapping[str, str]) -> str:
    url = targets.get(target, "")
    return f'<a href="{escape(url)}"{extra}>' if url else ""


def _image(slot: Slot, view: BodyView, is_plain: bool) -> str:
    picture = view.pictures.get(picture_path(slot.value)) or ImageView(view.targets.get(slot.value, ""))
    if not picture.url:
        return ""
    given = {name: int(value) for name, value in _SIDE.findall(slot.extra)}
    image = f'<img src="{escape(picture.url)}"{_sides(picture, given)}{slot.extra}>'
    if is_plain or not picture.sources:
        return image
    sizes = f"{given['width']}px" if "width" in given else _SIZES
    sources = (
        f'<source type="{each.type}" srcset="{escape(each.srcset)}" sizes="{sizes}">' for each in picture.sources
    )
    return f"<picture>{''.join(sources)}{image}</picture>"


def _sides(picture: ImageView, given: Mapping[str, int]) -> str:
    """Return width and height as attributes, those that the author has not given: in proportion where one is."""
    width, height = picture.width, picture.height
    if not width or len(given) == 2:
        return ""
    if "width" in given:
        return f' height="{max(1, round(height * given["width"] / width))}"'
    if "height" in given:
        return f' width="{max(1, round(width * given["height"] / height))}"'
    return f' width="{width}" height="{height}"'


def _toc(body: Body, view: BodyView) -> tuple[TocItem, ...]:
    chapter = (TocItem(1, view.anchor, escape(view.title)),) if view.title else ()
    return chapter + tuple(TocItem(each.level, view.prefix + each.anchor, Markup(each.html)) for each in body.toc)
