"""Turn what a run found into words for people: problems, summaries and progress, plain wherever no one is watching.

Results go to standard output, problems and progress to standard error. Colour is used on terminals only, and never
where NO_COLOR is set.
"""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from sitegen.errors import ImportFailed, Problem, PublishFailed, SitegenError

if TYPE_CHECKING:
    from rich.progress import Progress

UNUSABLE = 1
"""The content, the config or the theme has errors."""
NOT_PUBLISHED = 3
"""The output folder is refused, locked or cannot be written."""
UNDECIDED = 4
"""An import left something out, or to be decided."""

_PATIENCE = 1.0
"""Seconds before progress is shown."""
_REFRESH = 0.1
"""Seconds between two drawings of the bar."""

_CONTROLS = {
    code: f"\\u{code:04x}" for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000)) if chr(code) not in "\t\n"
}
"""What content says must not steer a terminal, and names that are no text cannot be printed; this form is right in JSON too."""
_COLOURS = {"error": "red", "warning": "yellow"}


def exit_code(error: SitegenError) -> int:
    """Return the exit code that docs/commands.md gives for an error."""
    if isinstance(error, PublishFailed):
        return NOT_PUBLISHED
    return UNDECIDED if isinstance(error, ImportFailed) else UNUSABLE


def unwritable(path: Path | str, error: OSError) -> click.UsageError:
    """Make the error of a file or folder that a command was told to write and cannot."""
    return click.UsageError(f'"{path}" cannot be written: {error.strerror}.')


def say(text: str) -> None:
    """Print a result."""
    click.echo(text.translate(_CONTROLS))


def show_error(error: SitegenError) -> None:
    """Print the problems that an error carries, else its message."""
    if error.problems:
        show_problems(error.problems)
    else:
        warn(f"{_label('error')}: {str(error).translate(_CONTROLS)}")


def show_problems(problems: Sequence[Problem]) -> None:
    """Print problems in the order of their places, and how many there are where that is more than one."""
    for problem in sorted(problems):
        place, message, hint = (
            str(part).translate(_CONTROLS) for part in (problem.location, problem.message, problem.hint)
        )
        warn(f"{place}: {_label(problem.severity)}: {message}")
        if hint:
            warn(f"    {hint}")
    if len(problems) > 1:
        errors = sum(p.severity == "error" for p in problems)
        warn(_listed([counted(errors, "error"), counted(len(problems) - errors, "warning")]) + ".")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, `1,204 pages`, or nothing for none."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}" if number else ""


def instant(epoch: int) -> str:
    """Write seconds since 1970 in ISO 8601."""
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_builtins(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as `--json` prints them, in the order of their places."""
    return [
        {
            "path": p.location.path,
            "line": p.location.line or None,
            "column": p.location.column or None,
            "severity": p.severity,
            "kind": p.kind,
            "message": p.message,
            "hint": p.hint,
        }
        for p in sorted(problems)
    ]


class ProgressBar:
    """A bar on standard error that appears when the work takes over a second, and only on a terminal.

    `with ProgressBar() as bar: work(progress=bar.step)`.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown: Progress | None = None
        self._wanted = sys.stderr.isatty()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._shown.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Take note that a stage has done so many of its steps."""
        now = time.monotonic()
        if not self._wanted or now - self._began < _PATIENCE or (done < total and now - self._drawn < _REFRESH):
            return
        self._drawn = now
        self._shown = self._shown or _open_bar()
        self._shown.update(self._shown.task_ids[0], description=stage, completed=done, total=total, refresh=True)


def _open_bar() -> "Progress":
    from rich.console import Console  # noqa: PLC0415 (slow to import, seldom needed)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    # No thread of its own redraws the bar: a build that forks must have none.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.add_task("")
    bar.start()
    return bar


def _listed(parts: Iterable[str]) -> str:
    return " and ".join(part for part in parts if part)


def _label(severity: str) -> str:
    return click.style(severity, fg=_COLOURS[severity], bold=True)


def warn(text: str) -> None:
    """Print a line of a problem, or a remark on how the command runs."""
    click.echo(text, err=True, color=_colour())


def _colour() -> bool | None:
    """None leaves it to whether the stream is a terminal."""
    return False if os.environ.get("NO_COLOR") else None
