"""What several commands take from the command line, each with one meaning everywhere."""

from datetime import datetime
from pathlib import Path

import click


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


def unwritable(path: Path | str, error: OSError) -> click.UsageError:
    """Make the error of a file or folder that a command was told to write and cannot."""
    return click.UsageError(f'"{path}" cannot be written: {error.strerror}.')


root_option = click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder, which holds sitegen.toml (default: the current folder).",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")

now_option = click.option(
    "--now",
    metavar="INSTANT",
    callback=_instant,
    help="Build as of this instant (ISO 8601 with zone) instead of the present: it decides what is embargoed or expired.",
)
