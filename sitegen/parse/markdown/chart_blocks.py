"""Charts and tables made of a CSV file: their blocks to specs for those who draw, and to figures with holes to be filled.

    ::: chart line            line, bar, dot or map
    src: oil.csv
    title: Oil exports
    :::

    ::: table

What is drawn stands in a slot; title, source and download are written here, in the language of the text.
"""

from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sitegen.model.charts import ChartKind, ChartSpec
from sitegen.model.document import Slot
from sitegen.parse.faults import nearest, quoted
from sitegen.parse.markdown.entries import Entry, pick, read_entries
from sitegen.parse.markdown.escape import escape
from sitegen.parse.markdown.sheet import Piece, sheet_of
from sitegen.parse.markdown.targets import image_target
from sitegen.parse.markdown.typography import typeset_text
from sitegen.parse.markdown.writer import Rule, Writer

_ALWAYS = ("src", "title")
_COMMON = ("src", "title", "description", "unit", "decimal", "source", "credit")
_KEYS: dict[ChartKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "line": ((*_ALWAYS, "x", "y"), (*_COMMON, "x", "y", "group")),
    "bar": ((*_ALWAYS, "x", "y"), (*_COMMON, "x", "y", "group", "bars")),
    "dot": ((*_ALWAYS, "x", "y"), (*_COMMON, "x", "y", "group")),
    "map": ((*_ALWAYS, "lat", "lon"), (*_COMMON, "lat", "lon", "size", "label", "group")),
    "table": (_ALWAYS, ("src", "title", "columns", "decimal", "source", "credit")),
}
"""What each kind needs, and all that it may have."""

_CHARTS: tuple[ChartKind, ...] = ("line", "bar", "dot", "map")
_ENDING = ".csv"


def push_chart(state: StateBlock, name: str, word: str, lines: range) -> None:
    """Read a `chart` or `table` block and push its tokens; nothing where it cannot be drawn at all."""
    kind = _kind_of(state, name, word, lines.start - 1)
    if kind is None:
        return
    needed, known = _KEYS[kind]
    entries = read_entries(state, lines, f"{name} {word}".strip(), known, needed)
    spec = _spec_of(state, kind, entries)
    if spec is None or not all(name in entries for name in needed):
        return
    sheet = sheet_of(state.env)
    if kind != "table" and not spec.description:
        message = f'the chart "{spec.title}" has no text for those who cannot see it'
        hint = "say in a line description: … what it shows"
        sheet.report("image-alt", lines.start - 1, message, hint, "warning")
    sheet.add_chart(spec, lines.start - 1, {name: entry.line for name, entry in entries.items()})
    opening = state.push("chart_open", "", 1)
    opening.meta["spec"] = spec
    for key in ("source", "credit"):
        if key in entries:
            push_inline(state, f"chart_{key}", entries[key])
    state.push("chart_close", "", -1).meta["spec"] = spec


def push_inline(state: StateBlock, kind: str, entry: Entry) -> None:
    """Push a value that may have emphasis and links as any text."""
    state.push(f"{kind}_open", "", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = entry.value, [], [entry.line, entry.line + 1]
    state.push(f"{kind}_close", "", -1)


def _kind_of(state: StateBlock, name: str, word: str, line: int) -> ChartKind | None:
    sheet = sheet_of(state.env)
    if name == "table":
        if word:
            sheet.report("bad-value", line, f"{quoted(word)} stands after the name of a table", "write title: below it")
        return "table"
    kind = next((each for each in _CHARTS if each == word), None)
    if kind is None:
        message = (
            f"there is no chart of the kind {quoted(word)}" if word else '"chart" does not say of which kind it is'
        )
        sheet.report("bad-value", line, message, nearest(word, _CHARTS, f"write one of {', '.join(_CHARTS)}"))
    return kind


def _spec_of(state: StateBlock, kind: ChartKind, entries: dict[str, Entry]) -> ChartSpec | None:
    sheet = sheet_of(state.env)
    src = _file_of(state, entries["src"]) if "src" in entries else None
    decimal = pick(entries, "decimal", ("", "point", "comma"), state)
    bars = pick(entries, "bars", ("grouped", "stacked"), state)
    if src is None:
        return None
    told = {name: entry.value for name, entry in entries.items() if name not in {"source", "credit"}}
    texts: dict[str, str] = {
        name: typeset_text(told[name], sheet.style) for name in ("title", "description", "unit") if name in told
    }
    key = str(len(sheet.charts) + 1)
    values: dict[str, Any] = {"title": "", **told, **texts, "src": src, "decimal": decimal, "bars": bars}
    return ChartSpec(key=key, kind=kind, **values)


def _file_of(state: StateBlock, entry: Entry) -> str | None:
    """Return the project path of the file of data; what may stand there is reported otherwise."""
    sheet = sheet_of(state.env)
    target = image_target(entry.value, sheet.folder)
    if target.kind == "escape":
        sheet.report(
            "path-escape", entry.line, f"the file {quoted(entry.value)} leaves the project", "keep it beside the text"
        )
    elif target.kind != "asset" or not target.value.lower().endswith(_ENDING):
        hint = 'put the file beside the text and name it: "data.csv"'
        sheet.report("bad-value", entry.line, f"src: {quoted(entry.value)} is not a CSV file beside the text", hint)
    else:
        sheet.assets.add(target.value)
        sheet.mark(target.value, entry.line)
        return target.value
    return None


# --- writing


def _chart_open(writer: Writer, token: Token) -> None:
    spec: ChartSpec = token.meta["spec"]
    labels = writer.sheet.labels
    name = "data-table" if spec.kind == "table" else f"chart chart-{spec.kind}"
    unit = f' <span class="chart-unit">{escape(spec.unit)}</span>' if spec.unit else ""
    writer.add(f'<figure class="{name}">\n<figcaption><span class="chart-title">{escape(spec.title)}</span>{unit}')
    writer.add("</figcaption>\n")
    table = _table_pieces(spec, labels.data)
    if spec.kind == "table":
        writer.add(*table)
    else:
        writer.add(Slot("chart", spec.key), f'<details class="chart-data">\n<summary>{labels.data}</summary>\n')
        writer.add(*table, "</details>\n")
    writer.add('<p class="chart-source">')


def _table_pieces(spec: ChartSpec, label: str) -> list[Piece]:
    name = spec.title if spec.kind == "table" else f"{label}: {spec.title}"
    opening = f'<div class="table" role="region" aria-label="{escape(name)}" tabindex="0">\n'
    return [opening, Slot("chart", f"{spec.key}.table"), "</div>\n"]


def _source_open(writer: Writer, _: Token) -> None:
    writer.add(f"{writer.sheet.labels.source} ")


def _credit_open(writer: Writer, _: Token) -> None:
    writer.add('<span class="credit">')


def _source_close(writer: Writer, _: Token) -> None:
    writer.add(" · ")


def _credit_close(writer: Writer, _: Token) -> None:
    writer.add("</span> · ")


def _chart_close(writer: Writer, token: Token) -> None:
    spec: ChartSpec = token.meta["spec"]
    label = writer.sheet.labels.download
    writer.add(Slot("open", f"asset:{spec.src}", " download"), label, Slot("close"), "</p>\n</figure>\n")


CHARTS: dict[str, Rule] = {
    "chart_open": _chart_open,
    "chart_source_open": _source_open,
    "chart_source_close": _source_close,
    "chart_credit_open": _credit_open,
    "chart_credit_close": _credit_close,
    "chart_close": _chart_close,
}
