"""What a body asks to be drawn from a file of data: charts and tables, each with the keys that its author gave."""

from typing import Literal

from msgspec import Struct

ChartKind = Literal["line", "bar", "dot", "map", "table"]


class ChartSpec(Struct, frozen=True, array_like=True):
    """One chart or table of a body.

    `key` names it within its body: what is drawn stands in the slot `key`, the table of its data in `key.table`, and the
    body marks the line of each of its names under `mark(name)`. `src` is the asset that holds the data. All that follows
    `description` names columns, but for `unit`; `y` and `columns` may be several names with commas between them.
    """

    key: str
    kind: ChartKind
    src: str
    title: str
    description: str = ""
    x: str = ""
    y: str = ""
    group: str = ""
    lat: str = ""
    lon: str = ""
    size: str = ""
    label: str = ""
    columns: str = ""
    unit: str = ""
    bars: Literal["grouped", "stacked"] = "grouped"
    decimal: Literal["", "point", "comma"] = ""
    """How numbers are written; empty where the file itself shows it."""

    def mark(self, name: str = "") -> str:
        """Return the name under which the body marks the line of one of the block's names, or of the block itself."""
        return f"chart:{self.key}:{name}"
