"""A small site into which raw texts are imported, and what came of it, as plain values."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.importers.raw import import_raw
from sitegen.importers.report import ImportItem, ImportReport
from sitegen.importers.write import write_new
from sitegen.model.source import Source
from sitegen.parse import parse, parse_config
from sitegen.parse.front_matter import split
from sitegen.parse.yaml import Header

CONFIG = parse_config(b'[site]\ntitle = "T"\nbase_url = "https://example.org/"\nlanguages = ["en", "fr"]\n')

TERMS = {
    "iran": {"label": "Iran", "aliases": ["Iranian", "Tehran", "Islamic Republic"]},
    "oman": {"label": "Oman", "aliases": ["Omani"]},
    "pakistan": {"label": "Pakistan", "aliases": ["Islamic Republic of Pakistan"]},
    "russia": {"label": "Russia", "aliases": ["Russian", "Moscow"]},
    "syria": {"label": "Syria", "aliases": ["Syrian"]},
    "united-states": {"label": "United States", "aliases": ["US", "U.S.", "Washington"]},
}


class Site:
    """A project folder with a vocabulary and a folder for raw texts beside it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.raw = folder / "site", folder / "raw"
        self.raw.mkdir(parents=True)
        for id_, fields in TERMS.items():
            write_new(self.root / f"content/tags/{id_}.md", fields, "")

    def run(self, *paths: Path, **options: Any) -> ImportReport:
        return import_raw(self.root, CONFIG, paths or (self.raw,), **options)

    def take(self, text: str | bytes, name: str = "text.txt", **options: Any) -> ImportItem:
        """Import one text."""
        path = self.raw / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        (item,) = self.run(path, **options).items
        return item

    def fields(self, path: str) -> Mapping[str, Any]:
        return Header(split((self.root / path).read_bytes(), path).header or "", path, 2).values

    def body(self, path: str) -> str:
        return split((self.root / path).read_bytes(), path).body.strip("\n")

    def roles(self, author: str) -> list[Any]:
        roles: list[Any] = self.fields(f"content/authors/{author}.md").get("roles", [])
        return roles

    def tree(self) -> dict[str, bytes]:
        return {str(p.relative_to(self.root)): p.read_bytes() for p in sorted(self.root.rglob("*")) if p.is_file()}

    def problems(self) -> list[str]:
        """Everything that the parser finds wrong with what was written."""
        found = []
        for path in sorted(self.root.glob("content/a*/**/*.md")):
            name = path.relative_to(self.root).as_posix()
            kind: Any = "author" if name.startswith("content/authors") else "article"
            source = Source(name, kind, path.stem, "en", "", 0)
            found += [str(problem) for problem in parse(source, path.read_bytes(), CONFIG.parse).problems]
        return found
