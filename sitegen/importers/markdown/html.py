"""Raw HTML of a body that Markdown can say as well -> Markdown: figures, images, frames, links and named places.

Nothing resolves a path inside raw HTML, so what refers to something must become Markdown to keep its way. Comments go, because
nobody was to see them. All other HTML stays as it is; so do a figure or an image that is more than Markdown can say.
"""

import re
from collections.abc import Iterable, Iterator

from sitegen.importers.markdown import phrases
from sitegen.importers.markdown.code import Blocks, find_blocks
from sitegen.importers.markdown.edits import Edit, Text, apply
from sitegen.importers.markdown.intake import plain_text
from sitegen.importers.markdown.notes import Say
from sitegen.importers.markdown.paragraphs import stand_alone
from sitegen.parse.markdown.anchors import RESERVED

_REST = r"""(?:[^<>"']|"[^"<]{0,3000}"|'[^'<]{0,3000}')*"""
_FIGURE = re.compile(rf"<figure\b({_REST})>", re.IGNORECASE)
_IMAGE = re.compile(rf"<img\b({_REST})/?>", re.IGNORECASE)
_FRAME = re.compile(rf"<iframe\b({_REST})>\s*</iframe>", re.IGNORECASE)
_LINK = re.compile(rf"<a\b({_REST})>", re.IGNORECASE)
_END_FIGURE = re.compile(r"</figure\s*>", re.IGNORECASE)
_END_LINK = re.compile(r"</a\s*>", re.IGNORECASE)
_CAPTION = re.compile(r"<figcaption\b[^<>]*>(.*?)</figcaption>", re.IGNORECASE | re.DOTALL)
_MARKDOWN_IMAGE = re.compile(r"!\[((?:[^\[\]\\]|\\.){0,2000})\]\(([^()\s]{1,1000})\)")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_LAST_ALT = re.compile(r"""\balt\s*=\s*"([^=]*)"\s*/?\s*$""", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_OTHER_TAG = re.compile(r"<(?!/?(?:a|p|div|br)\b)", re.IGNORECASE)
_SIZE = re.compile(r"[1-9]\d{0,4}")
_NAME = re.compile(r"[A-Za-z][\w.-]*")
_CLASS = re.compile(r"[\w-]+(?: +[\w-]+)*")
_LONGEST = 8000


def convert_html(body: Text, say: Say) -> Text:
    """Return the body with all of it that can be Markdown; `say` hears how much that was, and of each comment."""
    body = _without_comments(body, say)
    count = 0
    for find in (_figures, _images, _frames, _links):
        if "<" not in body.text:
            break
        blocks = find_blocks(body.text)
        edits = list(_apart(find(body, blocks)))
        count += len(edits)
        body = apply(body, edits)
    if count:
        say(body.lines[0], "raw-html", f"images, figures, frames and links of raw HTML that became Markdown: {count}")
    return body


def _without_comments(body: Text, say: Say) -> Text:
    edits = []
    place = 0
    code = find_blocks(body.text).code if "<!--" in body.text else None
    while code and (start := body.text.find("<!--", place)) >= 0:
        end = body.text.find("-->", start)
        if end < 0:
            break
        place = end + len("-->")
        if not code.covers(start):
            words = phrases.one_line(body.text[start + 4 : end])
            say(body.line_at(start), "comment", f'a comment was left out: "{words}"')
            edits.append(Edit(start, place, ""))
    return apply(body, edits)


def anchor_name(written: str) -> str:
    """Return the id that a named place gets here: themes have some names for themselves."""
    return f"to-{written}" if written in RESERVED else written


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    done = 0
    for edit in edits:
        if edit.start >= done:
            done = edit.end
            yield edit


def _figures(body: Text, blocks: Blocks) -> Iterator[Edit]:
    text = body.text
    for match in _FIGURE.finditer(text):
        end = _END_FIGURE.search(text, match.end(), match.end() + _LONGEST)
        if not end or blocks.code.covers(match.start()):
            continue
        if picture := _figure(text[match.end() : end.start()], _attributes(match[1])):
            yield stand_alone(text, match.start(), end.end(), picture, is_html=True)


def _figure(inner: str, attributes: dict[str, str]) -> str:
    """Return the figure in Markdown; empty where it holds more than one picture, its link and a caption."""
    captions = _CAPTION.findall(inner)
    rest = _CAPTION.sub("", inner)
    pictures = [*_IMAGE.finditer(rest), *_MARKDOWN_IMAGE.finditer(rest)]
    if len(pictures) != 1 or len(captions) > 1:
        return ""
    found = pictures[0]
    outside = rest[: found.start()] + rest[found.end() :]
    links = [_attributes(match[1]).get("href", "") for match in _LINK.finditer(outside)]
    if _TAGS.sub("", outside).strip() or len(links) > 1 or _OTHER_TAG.search(outside):
        return ""
    image = _attributes(found[1]) if found[0].startswith("<") else {"src": found[2], "alt": found[1]}
    image["class"] = " ".join(name for name in (attributes.get("class", ""), image.get("class", "")) if name)
    picture = _picture(image, _caption(captions[0]) if captions else "")
    return f"[{picture}]({phrases.destination(links[0])})" if links and links[0] and picture else picture


def _caption(html: str) -> str:
    """Return a caption as text; the target of a link in it stands behind the link."""
    parts = []
    place = 0
    for match in _LINK.finditer(html):
        end = _END_LINK.search(html, match.end())
        href = _attributes(match[1]).get("href", "")
        if end and href and match.start() >= place:
            parts += [html[place : match.start()], f"{html[match.end() : end.start()]} ({href})"]
            place = end.start()
    return plain_text("".join(parts) + html[place:])


def _images(body: Text, blocks: Blocks) -> Iterator[Edit]:
    for match in _IMAGE.finditer(body.text):
        picture = "" if blocks.code.covers(match.start()) else _picture(_attributes(match[1]))
        if picture and blocks.html.covers(match.start()):
            yield stand_alone(body.text, match.start(), match.end(), picture, is_html=True)
        elif picture:
            yield Edit(match.start(), match.end(), picture)


def _picture(attributes: dict[str, str], caption: str = "") -> str:
    src = attributes.get("src", "")
    if not src or "{{" in src:
        return ""
    kept = [f".{name}" for name in attributes.get("class", "").split() if _CLASS.fullmatch(name)]
    kept += [f"{name}={attributes[name]}" for name in ("width", "height") if _SIZE.fullmatch(attributes.get(name, ""))]
    picture = phrases.image(src, attributes.get("alt", ""), caption)
    return picture + (f"{{{' '.join(kept)}}}" if kept else "")


def _frames(body: Text, blocks: Blocks) -> Iterator[Edit]:
    for match in _FRAME.finditer(body.text):
        attributes = _attributes(match[1])
        src = attributes.get("src", "")
        if src and not blocks.code.covers(match.start()):
            link = phrases.link(attributes.get("title") or src, src)
            yield stand_alone(body.text, match.start(), match.end(), link, blocks.html.covers(match.start()))


def _links(body: Text, blocks: Blocks) -> Iterator[Edit]:
    text = body.text
    for match in _LINK.finditer(text):
        end = _END_LINK.search(text, match.end(), match.end() + _LONGEST)
        if not end or blocks.code.covers(match.start()) or blocks.html.covers(match.start()):
            continue
        if link := _link(_attributes(match[1]), text[match.end() : end.start()]):
            yield Edit(match.start(), end.end(), link)


def _link(attributes: dict[str, str], inner: str) -> str:
    name = attributes.get("id") or attributes.get("name", "")
    href = attributes.get("href", "")
    if not href:
        return f"[{phrases.one_line(inner)}]{{#{anchor_name(name)}}}" if _NAME.fullmatch(name) else ""
    if "<a" in inner.lower() or "\n\n" in inner or inner.count("[") != inner.count("]") or "{{" in href:
        return ""
    title = attributes.get("title", "").replace('"', "'")
    return f"[{inner.strip()}]({phrases.destination(href)}{f' {chr(34)}{title}{chr(34)}' if title else ''})"


def _attributes(text: str) -> dict[str, str]:
    """Read a tag's attributes; an `alt` at the end may hold quotes that its author forgot to escape."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        found.setdefault(match[1].lower(), plain_text(value[1:-1] if value[:1] in {'"', "'"} else value))
    if (last := _LAST_ALT.search(text)) and '"' in last[1]:
        found["alt"] = plain_text(last[1])
    return found
