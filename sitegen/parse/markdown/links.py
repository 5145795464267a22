"""Links and images to pieces of HTML: slots for ours, literal URLs for another site's, plain text for what is refused."""

from sitegen.model.document import Slot
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.sheet import Piece, Sheet
from sitegen.parse.markdown.targets import image_target, link_target, remote_media
from sitegen.urls import SCHEMES, is_at

PREFIX = Slot("id")
_CLOSE = Slot("close")
_HINT = f"links may begin with {', '.join(sorted(SCHEMES))}, or be a path or an id"


def open_link(url: str, extra: str, line: int, sheet: Sheet) -> tuple[list[Piece], Piece]:
    """Return the pieces that open a link, and the one that closes it; `extra` is escaped attribute text."""
    target = link_target(url, sheet.folder, sheet.id_schemes)
    value = target.value
    if target.kind == "external":
        return [f'<a href="{escape(value)}"{extra}>'], "</a>"
    if target.kind == "internal":
        sheet.links.add(value)
        sheet.mark(value, line)
        return [Slot("open", value, extra)], _CLOSE
    if target.kind == "asset":
        sheet.assets.add(value)
        sheet.mark(value, line)
        return [Slot("open", "asset:" + value, extra)], _CLOSE
    if target.kind == "anchor":
        return _open_anchor(value, extra, line, sheet)
    _refuse(target.kind, "link", url, line, sheet)
    return [], ""


def _open_anchor(anchor: str, extra: str, line: int, sheet: Sheet) -> tuple[list[Piece], Piece]:
    if anchor in {"", "top"}:
        return [f'<a href="#{anchor}"{extra}>'], "</a>"
    if anchor in sheet.anchors:
        return ['<a href="#', PREFIX, f'{escape(anchor)}"{extra}>'], "</a>"
    hint = f"anchors here: {', '.join(sorted(sheet.anchors))}" if sheet.anchors else "this text has no headings"
    sheet.report("broken-anchor", line, f'no anchor "#{anchor}" in this text', hint, value="#" + anchor)
    return [], ""


def image_piece(url: str, extra: str, line: int, sheet: Sheet) -> Piece | None:
    """Return an image, or None where the address is refused; `extra` is escaped attribute text."""
    source = image_source(url, line, sheet)
    if source is None:
        return None
    if isinstance(source, Slot):
        sheet.pictures.add(source.value)
        return Slot("img", source.value, extra)
    return f'<img src="{source}"{extra}>'


def image_source(url: str, line: int, sheet: Sheet) -> str | Slot | None:
    """Return the inside of a `src` attribute, or None where the address is refused."""
    target = image_target(url, sheet.folder)
    if target.kind == "external":
        if not is_at(target.value, sheet.media_hosts):
            sheet.report("remote-media", line, *remote_media(target.value), "warning")
        return escape(target.value)
    if target.kind in {"internal", "asset"}:
        (sheet.assets if target.kind == "asset" else sheet.links).add(target.value)
        sheet.mark(target.value, line)
        return Slot("src", target.value)
    _refuse(target.kind, "image", url, line, sheet)
    return None


def _refuse(kind: str, what: str, url: str, line: int, sheet: Sheet) -> None:
    if kind == "escape":
        sheet.report("path-escape", line, f'the {what} "{url}" leaves the project', "keep files inside the project")
    else:
        sheet.report("bad-link", line, f'the {what} "{url}" is refused; it is shown as text', _HINT)
