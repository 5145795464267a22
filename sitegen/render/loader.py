"""Reads the theme's files by name, and makes sure that they are the bytes whose digests the build knows."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from sitegen.digest import digest
from sitegen.model.source import Asset
from sitegen.render.faults import fault

INLINE = "inline/"
"""The folder of files that stand in pages as they are, and are no templates."""

_NO_TEMPLATES = (INLINE, "locale/")


class ThemeLoader(BaseLoader):
    """A Jinja loader over `ThemeFiles.templates`; a template's file name in tracebacks is its project path."""

    def __init__(self, files: Mapping[str, Asset], root: Path) -> None:
        self.files = files
        self.root = root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return a template's text and project path, and that it stays current, for one build reads one state of the theme."""
        if template not in self.files:
            raise TemplateNotFound(template)
        return self.text(template), self.path_of(template), lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all templates, sorted, without the catalogues and inline files beside them."""
        return sorted(name for name in self.files if not name.startswith(_NO_TEMPLATES))

    def path_of(self, name: str) -> str:
        """Return the project path of a file of the theme, for messages."""
        return self.files[name].path

    def text(self, name: str) -> str:
        """Return a file's text. Raises ThemeError where it is no UTF-8."""
        try:
            return self.read(name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"the file is not UTF-8: {error.reason} at byte {error.start}"
            raise fault(self.path_of(name), message, "save it as UTF-8") from error

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises ThemeError where they cannot be read or are no longer those of the digest."""
        asset = self.files[name]
        try:
            content = Path(asset.file or self.root / asset.path).read_bytes()
        except OSError as error:
            raise fault(asset.path, f"the file cannot be read: {error.strerror}") from error
        if digest(content) != asset.digest:
            raise fault(asset.path, "the file changed while the site was built", "build again")
        return content
