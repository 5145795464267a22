"""Inline tokens to HTML."""

import re

from markdown_it.token import Token

from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.links import PREFIX, image_piece, open_link
from sitegen.parse.markdown.sheet import Raw
from sitegen.parse.markdown.writer import Rule, Writer

_UNKNOWN_NOTE = re.compile(r"\[\^[^\s\[\]]+\]")


def _text(writer: Writer, token: Token) -> None:
    if "[^" in token.content and (found := _UNKNOWN_NOTE.search(token.content)):
        hint = f"add a line {found.group()}: with its text"
        writer.sheet.report(
            "broken-footnote", writer.line, f'the footnote "{found.group()}" is not defined', hint, "warning"
        )
    writer.out.append(escape(token.content))
    writer.text.append(token.content)


def _softbreak(writer: Writer, _: Token) -> None:
    writer.line += 1
    writer.out.append("\n")
    writer.text.append("\n")


def _hardbreak(writer: Writer, _: Token) -> None:
    writer.line += 1
    writer.out.append("<br>\n")
    writer.text.append("\n")


def _code(writer: Writer, token: Token) -> None:
    writer.open("code", token)
    writer.out.append(f"{escape(token.content)}</code>")
    writer.text.append(token.content)


def _link_open(writer: Writer, token: Token) -> None:
    pieces, closer = open_link(str(token.attrs["href"]), writer.attributes(token), writer.line, writer.sheet)
    if "id" in token.attrs:
        writer.open("span", Token("", "", 0, attrs={"id": token.attrs["id"]}))
        writer.out.append("</span>")
    writer.out.extend(pieces)
    writer.closers.append(closer)


def _link_close(writer: Writer, _: Token) -> None:
    writer.out.append(writer.closers.pop())


def _image(writer: Writer, token: Token) -> None:
    alt = " ".join("".join(_alt_of(token)).split())
    extra = f' alt="{escape(alt)}"{writer.attributes(token, is_image=True)} loading="lazy" decoding="async"'
    image = image_piece(str(token.attrs["src"]), extra, writer.line, writer.sheet)
    if image is None:
        writer.out.append(escape(alt))
        return
    if not alt:
        message = f'the image "{token.attrs["src"]}" has no text for those who cannot see it'
        writer.sheet.report("image-alt", writer.line, message, "say what it shows: ![text](image.jpg)", "warning")
    anchor = str(token.attrs.get("id", ""))
    if anchor in writer.sheet.anchors:
        writer.add('<span id="', PREFIX, f'{escape(anchor)}">', image, "</span>")
    else:
        writer.add(image)


def _alt_of(token: Token) -> list[str]:
    parts: list[str] = []
    for child in token.children or ():
        if child.type == "image":
            parts += _alt_of(child)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            parts.append(child.content)
    return parts


def _html(writer: Writer, token: Token) -> None:
    if writer.sheet.sanitises:
        writer.sheet.has_raw_html = True
        writer.out.append(Raw(token.content))
    else:
        writer.sheet.report_escaped_html(writer.line, token.content)
        writer.out.append(escape(token.content))


def _tag(html: str) -> Rule:
    def rule(writer: Writer, _: Token) -> None:
        writer.out.append(html)

    return rule


def _opening(tag: str) -> Rule:
    def rule(writer: Writer, token: Token) -> None:
        writer.open(tag, token)

    return rule


INLINE: dict[str, Rule] = {
    "text": _text,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "code_inline": _code,
    "em_open": _tag("<em>"),
    "em_close": _tag("</em>"),
    "strong_open": _tag("<strong>"),
    "strong_close": _tag("</strong>"),
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "html_inline": _html,
    "abbr_open": _opening("abbr"),
    "abbr_close": _tag("</abbr>"),
    "span_open": _opening("span"),
    "span_close": _tag("</span>"),
}
