"""Block tokens to HTML."""

from markdown_it.token import Token

from sitegen.model.document import TocEntry
from sitegen.parse.markdown.escape import escape, plain, without_links
from sitegen.parse.markdown.highlight import code_html
from sitegen.parse.markdown.links import PREFIX
from sitegen.parse.markdown.prose import prose_pieces
from sitegen.parse.markdown.sheet import Raw
from sitegen.parse.markdown.typography import typeset_text
from sitegen.parse.markdown.writer import Rule, Writer


def _inline(writer: Writer, token: Token) -> None:
    writer.line = token.map[0] if token.map else writer.line
    if "prose" in token.meta:
        writer.out += prose_pieces(token.meta["prose"], writer.line, writer.sheet)
        writer.text.append(token.meta["text"])
    else:
        writer.write(token.children or ())
    writer.text.append("\n")


def _paragraph_open(writer: Writer, token: Token) -> None:
    if not token.hidden:
        writer.open("p", token)
    if not writer.summary and token.level == 0:
        writer.paragraph_start = len(writer.text)


def _paragraph_close(writer: Writer, token: Token) -> None:
    if writer.paragraph_start >= 0:
        writer.summary = "".join(writer.text[writer.paragraph_start :])
        writer.paragraph_start = -1
    if not token.hidden:
        writer.out.append("</p>\n")


def _heading_open(writer: Writer, token: Token) -> None:
    writer.add(f'<{token.tag} id="', PREFIX, f'{escape(token.meta["anchor"])}"{writer.attributes(token)}>')
    writer.heading_start = len(writer.out)


def _heading_close(writer: Writer, token: Token) -> None:
    anchor, text, tag = token.meta["anchor"], token.meta["text"], token.tag
    html = without_links(writer.html_since(writer.heading_start))
    writer.sheet.toc.append(TocEntry(int(tag[1]), anchor, html))
    label = escape(writer.sheet.labels.heading.format(text))
    writer.add(' <a class="anchor" href="#', PREFIX, f'{escape(anchor)}" aria-label="{label}">#</a></{tag}>\n')


def _fence(writer: Writer, token: Token) -> None:
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    name = f' class="language-{escape(language)}"' if language else ""
    writer.open("pre", _with_class(token, "highlight"), ' tabindex="0"')
    writer.add(f"<code{name}>{code_html(token.content, language)}</code></pre>\n")


def _with_class(token: Token, name: str) -> Token:
    return token.copy(attrs={**token.attrs, "class": f"{name} {token.attrs.get('class', '')}".strip()})


def _table_open(writer: Writer, token: Token) -> None:
    writer.tables += 1
    label = escape(writer.sheet.labels.table.format(writer.tables))
    writer.add(f'<div class="table" role="region" aria-label="{label}" tabindex="0">\n')
    writer.open("table", token)


def _cell_open(writer: Writer, token: Token) -> None:
    scope = ' scope="col"' if token.tag == "th" else ""
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    writer.add(f'<{token.tag}{scope} class="align-{align}">' if align else f"<{token.tag}{scope}>")


def _ordered_list_open(writer: Writer, token: Token) -> None:
    start = token.attrs.get("start")
    writer.open("ol", token, f' start="{start}"' if isinstance(start, int) else "")
    writer.out.append("\n")


def _html_block(writer: Writer, token: Token) -> None:
    writer.sheet.has_raw_html = True
    writer.add(Raw(token.content))
    writer.text.append(plain(token.content))


def _section_open(writer: Writer, token: Token) -> None:
    anchor = escape(token.meta["anchor"])
    writer.add(f'<section class="{token.meta["name"]}" aria-labelledby="', PREFIX, f'{anchor}">\n')


def _callout_open(writer: Writer, token: Token) -> None:
    writer.add(f'<div class="callout {token.meta["name"]}" role="note">\n')


def _figure_close(writer: Writer, token: Token) -> None:
    caption = escape(typeset_text(token.meta["caption"], writer.sheet.style))
    credit = escape(typeset_text(token.meta["credit"], writer.sheet.style))
    if credit:
        caption = f'{caption} <span class="credit">{credit}</span>'.lstrip()
    writer.add(f"<figcaption>{caption}</figcaption></figure>\n" if caption else "</figure>\n")


def _wrapped(tag: str, after: str = "") -> Rule:
    def rule(writer: Writer, token: Token) -> None:
        writer.open(tag, token)
        if after:
            writer.out.append(after)

    return rule


def _literal(html: str) -> Rule:
    def rule(writer: Writer, _: Token) -> None:
        writer.out.append(html)

    return rule


BLOCKS: dict[str, Rule] = {
    "inline": _inline,
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "blockquote_open": _wrapped("blockquote", "\n"),
    "blockquote_close": _literal("</blockquote>\n"),
    "bullet_list_open": _wrapped("ul", "\n"),
    "bullet_list_close": _literal("</ul>\n"),
    "ordered_list_open": _ordered_list_open,
    "ordered_list_close": _literal("</ol>\n"),
    "list_item_open": _wrapped("li"),
    "list_item_close": _literal("</li>\n"),
    "dl_open": _wrapped("dl", "\n"),
    "dl_close": _literal("</dl>\n"),
    "dt_open": _wrapped("dt"),
    "dt_close": _literal("</dt>\n"),
    "dd_open": _wrapped("dd"),
    "dd_close": _literal("</dd>\n"),
    "hr": _literal("<hr>\n"),
    "fence": _fence,
    "code_block": _fence,
    "html_block": _html_block,
    "table_open": _table_open,
    "table_close": _literal("</table>\n</div>\n"),
    "thead_open": _literal("<thead>\n"),
    "thead_close": _literal("</thead>\n"),
    "tbody_open": _literal("<tbody>\n"),
    "tbody_close": _literal("</tbody>\n"),
    "tr_open": _literal("<tr>"),
    "tr_close": _literal("</tr>\n"),
    "th_open": _cell_open,
    "th_close": _literal("</th>"),
    "td_open": _cell_open,
    "td_close": _literal("</td>"),
    "figure_open": _wrapped("figure"),
    "figure_close": _figure_close,
    "section_open": _section_open,
    "section_close": _literal("</section>\n"),
    "callout_open": _callout_open,
    "callout_close": _literal("</div>\n"),
    "callout_title_open": _literal('<p class="callout-title">'),
    "callout_title_close": _literal("</p>\n"),
    "pullquote_open": _literal('<aside class="pullquote">\n<blockquote>\n'),
    "pullquote_end": _literal("</blockquote>\n"),
    "attribution_open": _literal('<p class="attribution">'),
    "attribution_close": _literal("</p>\n"),
    "pullquote_close": _literal("</aside>\n"),
}
