"""`sitegen init DIR`: turn an empty folder into a small site that builds at once."""

import shlex
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from sitegen.commands.console import say, unwritable

_RENAMED = {"gitignore": ".gitignore"}
"""Under its own name it would work on this repository too."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a new site in DIR, which must be empty or not yet there."""
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f'"{folder}" is not empty; a new site needs a folder of its own.')
    today = datetime.now(UTC).date().isoformat()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(files("sitegen.commands") / "starter", folder, today)
    except OSError as error:
        raise unwritable(folder, error) from None
    say(f"A new site is in {folder}. Next:")
    say(f"  cd {shlex.quote(str(folder))}\n  sitegen serve --open")


def _copy(template: Traversable, folder: Path, today: str) -> None:
    for item in sorted(template.iterdir(), key=lambda found: found.name):
        target = folder / _RENAMED.get(item.name, item.name)
        if item.is_dir():
            target.mkdir()
            _copy(item, target, today)
        else:
            text = item.read_text(encoding="utf-8").replace("__TODAY__", today)
            target.write_text(text, encoding="utf-8", newline="\n")
