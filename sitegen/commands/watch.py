"""`sitegen watch`: keep output/ up to date while the site is edited, until Ctrl-C."""

from pathlib import Path

import click

from sitegen.build import load_config
from sitegen.commands.build import summary
from sitegen.commands.console import say, show_error, show_problems, warn
from sitegen.commands.options import jobs_option, root_option
from sitegen.model.report import BuildReport


@click.command()
@root_option
@jobs_option
def command(*, root: Path, jobs: int) -> int:
    """Build the site, and build it again whenever something changed, until Ctrl-C."""
    from sitegen.serve.keeping import keep_output  # noqa: PLC0415 (help needs none of it)
    from sitegen.serve.watching import Watcher, folders_of  # noqa: PLC0415

    load_config(root)  # a folder that is no site is said to be none, and not watched for becoming one
    root = root.absolute()  # the folder at that path, also where it is another one by then
    watcher = Watcher(root, folders_of(root), warn)
    try:
        say("Watching for changes; Ctrl-C ends.")
        keep_output(root, watcher, jobs=jobs, report=_report, refuse=show_error)
    except KeyboardInterrupt:
        say("")
    finally:
        watcher.close()
    return 0


def _report(report: BuildReport) -> None:
    show_problems(report.problems)
    for note in report.notes:
        say(note)
    say(summary(report))
