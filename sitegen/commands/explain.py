"""`sitegen explain PATH`: say of one output where it comes from, what shows on it, and whether a build would render it."""

from pathlib import Path

import click

from sitegen.build import explain
from sitegen.commands.console import say
from sitegen.commands.options import now_option, root_option


@click.command()
@root_option
@now_option
@click.argument("path")
def command(root: Path, now: int | None, path: str) -> None:
    """Say why the output at PATH would be rendered or kept, and which sources show on it.

    PATH is what you have at hand: a URL of the site, a path of it (/articles/2018/x/), or a file of the output folder
    (output/articles/2018/x/index.html, with or without the folder's name).
    """
    found = explain(root, path, now=now)
    say(f"{found.path}: {found.origin}")
    for reason in found.reasons:
        say(f"  would be rendered: {reason}")
    if not found.reasons:
        say("  would be kept: nothing that it is made from changed since the last build")
    for source in found.sources:
        say(f"  shows {source}")
