"""Turns problems into what a browser shows of them: the place with the lines around it, and a link that opens the editor."""

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.files import read_file
from sitegen.serve.interface import ShownProblem

_AROUND = 2
_LONGEST = 400
"""A line of an excerpt is cut to this many characters: a data file may be one line."""


class Editor(Struct, frozen=True):
    """How files are opened: a URL with the places {path}, {line} and {column}, such as `vscode://file/{path}:{line}`;
    empty where none is known."""

    pattern: str

    def link(self, file: Path, line: int = 0, column: int = 0) -> str:
        """Return the URL that opens a file, at its beginning where no line is known."""
        values = {"{path}": quote(str(file.absolute())), "{line}": str(line or 1), "{column}": str(column or 1)}
        url = self.pattern
        for place, value in values.items():
            url = url.replace(place, value)
        return url


def show_problem(root: Path, problem: Problem, editor: Editor) -> ShownProblem:
    """Return a problem with its excerpt, which is empty where its file cannot be read or its line is not known."""
    place = problem.location
    file = root / place.path
    return ShownProblem(
        severity=problem.severity,
        file=place.path,
        line=place.line,
        column=place.column,
        message=problem.message,
        hint=problem.hint,
        excerpt=_excerpt(file, place.line) if place.path else (),
        open=editor.link(file, place.line, place.column) if place.path else "",
    )


def _excerpt(file: Path, line: int) -> tuple[tuple[int, str], ...]:
    if not line:
        return ()
    try:
        lines = read_file(file).decode("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return ()
    first = max(1, line - _AROUND)
    return tuple((number, text[:_LONGEST]) for number, text in enumerate(lines[first - 1 : line + _AROUND], first))
