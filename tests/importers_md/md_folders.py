"""Foreign folders and what an import of them gave, for the tests of this folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from sitegen.importers.markdown import import_markdown
from sitegen.importers.report import ImportItem, ImportReport
from sitegen.model.config import Config
from sitegen.parse import parse_config


def config_of(languages: str = '["en"]', more: str = "") -> Config:
    text = f'[site]\ntitle = "Site"\nbase_url = "https://example.org/"\nlanguages = {languages}\n{more}'
    return parse_config(text.encode())


class Imported(NamedTuple):
    root: Path
    report: ImportReport

    @property
    def only(self) -> ImportItem:
        """The one item of the report."""
        (item,) = self.report.items
        return item

    def item(self, ending: str) -> ImportItem:
        (item,) = [item for item in self.report.items if item.source.endswith(ending)]
        return item

    def front(self, target: str = "") -> dict[str, Any]:
        text = (self.root / (target or self.only.target)).read_text(encoding="utf-8")
        front: dict[str, Any] = yaml.load(text.split("---\n")[1], Loader=yaml.BaseLoader)
        return front

    def body(self, target: str = "") -> str:
        text = (self.root / (target or self.only.target)).read_text(encoding="utf-8")
        return text.split("---\n", 2)[2].strip("\n")

    def words(self, target: str = "") -> str:
        """All notes as text."""
        return "\n".join(str(note) for item in self.report.items for note in item.notes if target in item.target)


def import_files(
    tmp_path: Path, files: Mapping[str, str | bytes], config: Config | None = None, folder: str = "old", **options: Any
) -> Imported:
    for name, content in files.items():
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    root = tmp_path / "site"
    root.mkdir(exist_ok=True)
    return Imported(root, import_markdown(root, config or config_of(), tmp_path / folder, **options))


def import_post(tmp_path: Path, body: str, front: str = "title: A post\n", **options: Any) -> Imported:
    return import_files(tmp_path, {"posts/2015-06-11-a-post.md": f"---\n{front}---\n{body}"}, **options)
