"""Turn the words of a command line into one command and its exit code: `main` is the `sitegen` command.

A command's module is imported only when it is called, and errors of ours are shown here, in one place: those that a
person can mend without a traceback, our own bugs with all of it.
"""

import errno
import gc
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType

import click

from sitegen import __version__
from sitegen.errors import SitegenError

UNHEARD = 5
"""What there was to say could not be written."""
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""
TERMINATED = 143
"""128 and the number of SIGTERM."""

_MODULES: Mapping[str, str] = {
    "build": "build",
    "explain": "explain",
    "import": "bring_in",
    "init": "init",
    "new": "new",
    "schema": "schema",
    "serve": "serve",
    "watch": "watch",
}


class _Terminated(BaseException):
    """SIGTERM came; like Ctrl-C it goes through everything, so that whatever is open is closed on the way."""


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
        with _open_to_sigterm():
            result = _run(argv)
        gc.freeze()  # all that is left goes with the process: to look for garbage in it would only take time
        return result
    except SystemExit:  # how click answers a closed pipe
        pass
    except OSError as error:
        if not _is_of_a_stream(error):
            raise
        if error.errno != errno.EPIPE:
            with suppress(OSError):
                click.echo(f'error: what there is to say cannot be written: "{error.strerror}"', err=True)
    _drop_what_is_unheard()
    return UNHEARD


def _run(argv: Sequence[str] | None) -> int:
    try:
        result = sitegen.main(argv, prog_name="sitegen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; the same command goes on from here.", err=True)
        return INTERRUPTED
    except _Terminated:
        click.echo("Terminated; the same command goes on from here.", err=True)
        return TERMINATED
    except SitegenError as error:
        return _report(error)
    return result if isinstance(result, int) else 0


@contextmanager
def _open_to_sigterm() -> Iterator[None]:
    """Have SIGTERM end the command in good order, as Ctrl-C does: processes, staged files and the lock are let go."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one would cut the tidying short
    raise _Terminated


def _is_of_a_stream(error: OSError) -> bool:
    """Tell whether it was raised where everything is printed, and not by a file."""
    from traceback import walk_tb  # noqa: PLC0415 (slow to import, seldom needed)

    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(error.__traceback__))


def _drop_what_is_unheard() -> None:
    """Turn away the streams that take no more: Python would try once again when it ends, and complain."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report(error: SitegenError) -> int:
    from sitegen.commands.console import exit_code, show_error  # noqa: PLC0415 (not needed where nothing fails)

    show_error(error)
    return exit_code(error)
