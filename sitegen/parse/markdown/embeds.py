"""Video, audio, maps and documents: their blocks to figures that ask nothing of another host before a reader does.

    ::: video                 video, audio, map or document
    url: https://vimeo.com/1084537
    title: What the drought means
    poster: drought.jpg
    :::

What lies elsewhere is a link in a figure with `data-embed`, the address of its frame, which a theme's script may put in the
link's place when a reader chooses it. What lies beside the text (`src`) is played by the browser itself, and a document is
framed like one from elsewhere.
"""

from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct

from sitegen.parse.faults import quoted
from sitegen.parse.markdown.chart_blocks import push_inline
from sitegen.parse.markdown.embed_hosts import Frame, frame_of
from sitegen.parse.markdown.entries import Entry, read_entries
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.links import image_piece, image_source, open_link
from sitegen.parse.markdown.sheet import Piece, Sheet, sheet_of
from sitegen.parse.markdown.targets import image_target
from sitegen.parse.markdown.typography import typeset_text
from sitegen.parse.markdown.writer import Rule, Writer

EMBEDS = ("video", "audio", "map", "document")

_KEYS = {
    "video": ("url", "src", "title", "poster", "captions", "transcript", "caption", "credit"),
    "audio": ("url", "src", "title", "poster", "transcript", "caption", "credit"),
    "map": ("url", "title", "poster", "caption", "credit"),
    "document": ("url", "src", "title", "poster", "caption", "credit"),
}
_FILES: Mapping[str, tuple[str, ...]] = {
    "video": (".mp4", ".webm", ".m4v", ".ogv"),
    "audio": (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac"),
    "document": (".pdf", ".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods", ".epub", ".txt", ".csv"),
    "captions": (".vtt",),
    "poster": (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"),
}
_FRAMED = (".pdf",)
"""Files that every browser shows in a frame."""


class _Embed(Struct, frozen=True):
    """What a block asks for: exactly one of `url` and `src`, of which the latter is an asset; addresses as written."""

    kind: str
    title: str
    entries: Mapping[str, Entry]
    frame: Frame | None = None
    src: str = ""

    @property
    def is_player(self) -> bool:
        """Whether the browser itself plays it."""
        return bool(self.src) and self.kind in {"video", "audio"}

    @property
    def has_caption(self) -> bool:
        """Whether anything stands below it."""
        return self.is_player or any(name in self.entries for name in ("caption", "credit", "transcript"))

    def value(self, name: str) -> str:
        """Return what the author wrote, empty where it is missing."""
        return self.entries[name].value if name in self.entries else ""


def push_embed(state: StateBlock, name: str, word: str, lines: range) -> None:
    """Read a block and push its tokens; nothing where there is nothing to show."""
    sheet = sheet_of(state.env)
    if word:
        message = f'{quoted(word)} stands after "{name}", which has no title there'
        sheet.report("bad-value", lines.start - 1, message, "write title: below it")
    entries = read_entries(state, lines, name, _KEYS[name], ("title",))
    usable = {each: entry for each, entry in entries.items() if each not in _FILES or _is_file(entry, each, sheet)}
    embed = _target_of(name, usable, lines.start - 1, sheet) if "title" in entries else None
    if embed is None:
        return
    state.push("embed_open", "", 1).meta["embed"] = embed
    for each in ("caption", "credit"):
        if each in entries:
            push_inline(state, f"embed_{each}", entries[each])
    state.push("embed_close", "", -1).meta["embed"] = embed


def _target_of(kind: str, entries: Mapping[str, Entry], line: int, sheet: Sheet) -> _Embed | None:
    title = typeset_text(entries["title"].value, sheet.style)
    if ("url" in entries) == ("src" in entries):
        message = f'"{kind}" has both "url" and "src"' if "url" in entries else f'"{kind}" says nowhere what it shows'
        hint = "give the address of a page elsewhere as url"
        hint += ", or a file beside the text as src" if "src" in _KEYS[kind] else ""
        sheet.report("missing-field", line, message, hint)
        return None
    if "src" in entries:
        return _beside(kind, title, entries, sheet)
    entry = entries["url"]
    if image_target(entry.value, sheet.folder).kind != "external":
        sheet.report(
            "bad-link", entry.line, f"url: {quoted(entry.value)} is no address of the web", "begin it with https://"
        )
        return None
    frame = frame_of(entry.value)
    if frame is None:
        message = f"what lies at {quoted(entry.value)} cannot be shown in place; readers get a link"
        hint = "docs/writing.md lists what can; else give a file beside the text as src"
        sheet.report("unknown-embed", entry.line, message, hint, "warning")
    else:
        sheet.embeds.add(frame.origin)
    return _Embed(kind, title, entries, frame=frame)


def _beside(kind: str, title: str, entries: Mapping[str, Entry], sheet: Sheet) -> _Embed | None:
    entry = entries["src"]
    if not _is_file(entry, kind, sheet):
        return None
    if entry.value.lower().endswith(_FRAMED):
        sheet.embeds.add("'self'")
    return _Embed(kind, title, entries, src=entry.value)


def _is_file(entry: Entry, kind: str, sheet: Sheet) -> bool:
    """Tell whether a value names a file of the right kind, beside the text or in `static/`; report it otherwise."""
    if image_target(entry.value, sheet.folder).kind == "escape":
        message = f"the file {quoted(entry.value)} leaves the project"
        sheet.report("path-escape", entry.line, message, "keep files inside the project")
        return False
    is_ours = image_target(entry.value, sheet.folder).kind in {"asset", "internal"}
    if is_ours and entry.value.lower().endswith(_FILES[kind]):
        return True
    endings = ", ".join(_FILES[kind])
    sheet.report(
        "bad-value", entry.line, f"{quoted(entry.value)} is not a file for this", f"name one beside the text: {endings}"
    )
    return False


# --- writing


def _embed_open(writer: Writer, token: Token) -> None:
    embed: _Embed = token.meta["embed"]
    if embed.is_player:
        writer.add(f'<figure class="embed embed-{embed.kind}">\n', *_player(writer, embed))
        writer.add(f'<figcaption><span class="embed-title">{escape(embed.title)}</span> ')
    else:
        writer.add(f'<figure class="embed embed-{embed.kind}"', *_frame_attributes(writer, embed), ">\n")
        writer.add(*_link(writer, embed), "<figcaption>" if embed.has_caption else "")


def _frame_attributes(writer: Writer, embed: _Embed) -> list[Piece]:
    title = f' data-embed-title="{escape(embed.title)}"'
    if embed.frame:
        return [f' data-embed="{escape(embed.frame.url)}"{title}']
    if embed.src.lower().endswith(_FRAMED):
        return [' data-embed="', *_source(writer, embed, "src"), f'"{title}']
    return []


def _player(writer: Writer, embed: _Embed) -> list[Piece]:
    kind = embed.kind
    poster = [' poster="', *_source(writer, embed, "poster"), '"'] if kind == "video" and embed.value("poster") else []
    name = f' aria-label="{escape(embed.title)}" controls preload="none"'
    inside: list[Piece] = []
    if embed.value("captions"):
        lang = escape(writer.sheet.source.lang)
        inside = ['<track kind="captions" src="', *_source(writer, embed, "captions"), f'" srclang="{lang}" default>']
    return [f'<{kind} src="', *_source(writer, embed, "src"), '"', *poster, f"{name}>", *inside, f"</{kind}>\n"]


def _link(writer: Writer, embed: _Embed) -> list[Piece]:
    """The whole poster is the link; what it does is said in words, and from where it comes."""
    labels = writer.sheet.labels
    address = embed.entries["src" if embed.src else "url"]
    opening, closing = open_link(address.value, ' class="embed-link"', address.line, writer.sheet)
    poster: list[Piece] = []
    if embed.value("poster"):
        entry = embed.entries["poster"]
        extra = ' alt="" class="embed-poster" loading="lazy" decoding="async"'
        poster = [image_piece(entry.value, extra, entry.line, writer.sheet) or ""]
    host = f' <span class="embed-host">{escape(labels.host.format(embed.frame.service))}</span>' if embed.frame else ""
    action = escape(getattr(labels, embed.kind))
    return [
        *opening,
        *poster,
        f'<span class="embed-action">{action}</span> <span class="embed-title">{escape(embed.title)}</span>{host}',
        closing,
        "\n",
    ]


def _source(writer: Writer, embed: _Embed, name: str) -> list[Piece]:
    entry = embed.entries[name]
    source = image_source(entry.value, entry.line, writer.sheet)
    return [] if source is None else [source]


def _embed_close(writer: Writer, token: Token) -> None:
    embed: _Embed = token.meta["embed"]
    labels = writer.sheet.labels
    if entry := embed.entries.get("transcript"):
        opening, closing = open_link(entry.value, "", entry.line, writer.sheet)
        writer.add(*opening, labels.transcript, closing, " ")
    if embed.is_player:
        entry = embed.entries["src"]
        opening, closing = open_link(entry.value, " download", entry.line, writer.sheet)
        writer.add(*opening, labels.file, closing)
    writer.add("</figcaption>\n</figure>\n" if embed.has_caption else "</figure>\n")


def _literal(html: str) -> Rule:
    def rule(writer: Writer, _: Token) -> None:
        writer.add(html)

    return rule


EMBED_RULES: dict[str, Rule] = {
    "embed_open": _embed_open,
    "embed_caption_open": _literal('<span class="embed-caption">'),
    "embed_caption_close": _literal("</span> "),
    "embed_credit_open": _literal('<span class="credit">'),
    "embed_credit_close": _literal("</span> "),
    "embed_close": _embed_close,
}
