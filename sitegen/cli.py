"""Turn the words of a command line into one command and its exit code: `main` is the `sitegen` command.

A command's module is imported only when it is called, and errors of ours are shown here, in one place: those that a
person can mend without a traceback, our own bugs with all of it.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from sitegen import __version__
from sitegen.errors import SitegenError

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""

_MODULES: Mapping[str, str] = {
    "build": "build",
    "explain": "explain",
    "import": "bring_in",
    "init": "init",
    "new": "new",
    "schema": "schema",
}


class _LazyGroup(click.Group):
    """Commands by name, each in a module of its own that has a `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        command = import_module(f"sitegen.commands.{_MODULES[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen", message="%(prog)s %(version)s")
def sitegen() -> None:
    """Turn a folder of Markdown into a think tank's publication."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return the exit code of docs/commands.md."""
    try:
        result = sitegen.main(argv, prog_name="sitegen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; the same command goes on from here.", err=True)
        return INTERRUPTED
    except SitegenError as error:
        return _report(error)
    return result if isinstance(result, int) else 0


def _report(error: SitegenError) -> int:
    from sitegen.commands.console import exit_code, show_error  # noqa: PLC0415 (not needed where nothing fails)

    show_error(error)
    return exit_code(error)
