"""`sitegen import`: take in raw articles, or another generator's Markdown, as sources of this site."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sitegen.build import PUBLIC, load_config
from sitegen.commands.console import UNDECIDED, ProgressBar, say
from sitegen.commands.options import json_option, root_option
from sitegen.importers.report import ImportProgress, ImportReport
from sitegen.model.config import Config
from sitegen.publish import lock

if TYPE_CHECKING:
    from sitegen.importers.raw.dates import DateOrder

Importer = Callable[[Path, Config, ImportProgress], ImportReport]


@click.command()
@root_option
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--from",
    "form",
    type=click.Choice(["raw", "markdown"]),
    default="raw",
    help="raw: headline, byline and text (default); markdown: one folder of Jekyll, Hugo, Eleventy or Pelican.",
)
@click.option("--date-order", type=click.Choice(["dmy", "mdy"]), help="raw: how to read dates like 10/04/2018.")
@click.option(
    "--assets",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="markdown: one more folder in which the files that texts show may lie.",
)
@click.option(
    "--old-url", default="", help="markdown: address of the old site, to which links lead that this one lacks."
)
@json_option
def command(
    *,
    root: Path,
    paths: tuple[Path, ...],
    form: Literal["raw", "markdown"],
    date_order: "DateOrder | None",
    assets: Path | None,
    old_url: str,
    as_json: bool,
) -> int:
    """Import texts from PATH into the site; what was imported before is left alone.

    Ends with a report: what was imported, what needs a decision, what was rejected and why. Its exit code is 4 where
    something was not imported.
    """
    run = _raw(paths, date_order, assets, old_url) if form == "raw" else _markdown(paths, date_order, assets, old_url)
    config = load_config(root)
    with lock(root / PUBLIC.state), ProgressBar() as bar:
        report = run(root, config, lambda done, total: bar.step("import", done, total))
    say(report.as_json() if as_json else report.as_text())
    counts = report.counts()
    return UNDECIDED if counts["decision"] or counts["rejected"] else 0


def _raw(paths: Sequence[Path], date_order: "DateOrder | None", assets: Path | None, old_url: str) -> Importer:
    from sitegen.importers.raw import import_raw  # noqa: PLC0415 (one importer of two is needed)

    if assets or old_url:
        raise click.UsageError("--assets and --old-url go with --from markdown.")
    return lambda root, config, progress: import_raw(root, config, paths, progress, date_order=date_order)


def _markdown(paths: Sequence[Path], date_order: "DateOrder | None", assets: Path | None, old_url: str) -> Importer:
    from sitegen.importers.markdown import import_markdown  # noqa: PLC0415 (one importer of two is needed)

    if len(paths) != 1 or date_order:
        raise click.UsageError("--from markdown takes one folder, and no --date-order.")
    folder = paths[0]
    return lambda root, config, progress: import_markdown(
        root, config, folder, progress, assets=assets, old_url=old_url
    )
