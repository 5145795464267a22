"""The sheet that one body is set on: everything that parsing gathers beside the HTML.

It lives for one call of `render_body`. Rules of the chain find it in the environment under `SHEET`; lines are counted from
0 within the body as markdown-it does, and become lines of the file here and nowhere else.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from sitegen.errors import Location, Problem
from sitegen.model.charts import ChartSpec
from sitegen.model.config import ParseOptions
from sitegen.model.document import Slot, TocEntry
from sitegen.model.source import Source
from sitegen.parse.markdown.labels import BodyLabels, labels_of
from sitegen.parse.markdown.targets import ID_SCHEMES
from sitegen.parse.markdown.typography import Style, style_of

SHEET = "sheet"


class Raw(Struct, frozen=True):
    """HTML as its author wrote it, to be sanitised before anyone sees it."""

    html: str


Piece = str | Slot | Raw
"""Finished HTML, a hole, or HTML that is not safe yet."""


class Sheet:
    """One body in the making."""

    def __init__(self, source: Source, first_line: int, options: ParseOptions) -> None:
        self.source = source
        self.folder = source.path.rpartition("/")[0]
        self.first_line = first_line
        self.id_schemes = ID_SCHEMES.union(options.taxonomies)
        self.media_hosts = options.media_hosts
        self.sanitises = options.raw_html == "sanitise"
        self.style: Style = style_of(source.lang)
        self.labels: BodyLabels = labels_of(source.lang)
        self.problems: dict[Problem, None] = {}
        self.links: set[str] = set()
        self.assets: set[str] = set()
        self.pictures: set[str] = set()
        self.marks: dict[str, int] = {}
        self.anchors: set[str] = set()
        self.numbers: dict[str, int] = {}
        """The last number given to anchors of one name."""
        self.toc: list[TocEntry] = []
        self.charts: list[ChartSpec] = []
        self.embeds: set[str] = set()
        """From where frames may be loaded, as a Content-Security-Policy names it."""
        self.has_raw_html = False

    def mark(self, target: str, line: int) -> None:
        """Note the line on which a link target or an asset stands; only the first counts."""
        self.marks.setdefault(target, self.first_line + line)

    def add_chart(self, spec: ChartSpec, line: int, lines: Mapping[str, int]) -> None:
        """Note a chart with the line of its block and those of its names."""
        self.charts.append(spec)
        for name, at in {"": line, **lines}.items():
            self.mark(spec.mark(name), at)

    def report(  # noqa: PLR0917
        self,
        kind: str,
        line: int,
        message: str,
        hint: str = "",
        severity: Literal["error", "warning"] = "error",
        value: str = "",
    ) -> None:
        """Note a problem, once however often it is met."""
        location = Location(self.source.path, self.first_line + line)
        self.problems[Problem(location, kind, message, hint, severity, value)] = None

    def report_escaped_html(self, line: int, html: str) -> None:
        """Note the first raw HTML of the text; there is one warning however much follows."""
        if not self.has_raw_html:
            self.has_raw_html = True
            hint = 'write Markdown, or set raw_html = "sanitise" in sitegen.toml'
            self.report("raw-html", line, f'raw HTML is shown as text: "{html[:60]}"', hint, "warning")


def sheet_of(env: Any) -> Sheet:
    """Return the sheet that a rule of the chain works on, from the environment of the parse."""
    sheet: Sheet = env[SHEET]
    return sheet
