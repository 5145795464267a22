"""What several commands take from the command line, each with one meaning everywhere."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _instant(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Read an instant in ISO 8601 with its zone, as seconds since 1970."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f'"{value}" is not an instant; write it as 2026-01-31T09:00:00Z.', ctx, param
        ) from None
    if moment.tzinfo is None:
        raise click.BadParameter(f'"{value}" has no zone; end it with Z or an offset such as +02:00.', ctx, param)
    return int(moment.timestamp())


root_option = click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder, which holds sitegen.toml (default: the current folder).",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")

jobs_option = click.option(
    "--jobs", type=click.IntRange(min=0), default=0, help="Worker processes (default: one for each core)."
)


def instant_option(name: str, meaning: str) -> Callable[[_Command], _Command]:
    """Make an option that takes an instant; its value is in seconds since 1970, or None."""
    return click.option(name, metavar="INSTANT", callback=_instant, help=meaning)


now_option = instant_option(
    "--now",
    "Build as of this instant (ISO 8601 with zone) instead of the present: it decides what is embargoed or expired.",
)
