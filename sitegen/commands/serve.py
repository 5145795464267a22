"""`sitegen serve`: a live preview of the site in a browser, with what is not published yet, until Ctrl-C."""

import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.build import load_config
from sitegen.commands.console import say, show_problems, warn
from sitegen.commands.options import instant_option, jobs_option, root_option
from sitegen.errors import Problem

if TYPE_CHECKING:
    from sitegen.model.config import Config
    from sitegen.serve.about import Suggest


@click.command()
@root_option
@click.option(
    "--host", default="127.0.0.1", help="Address to listen at; 0.0.0.0 lets other devices in (default: 127.0.0.1)."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="Port; the next free one is taken (default: 8000)."
)
@click.option("--open", "opens", is_flag=True, help="Open the preview in the browser.")
@instant_option("--as-of", "Show the site as readers see it at this instant (ISO 8601 with zone).")
@click.option("--public", is_flag=True, help="Show what readers see now: no drafts, nothing embargoed or expired.")
@click.option(
    "--editor",
    default="",
    envvar="EDITOR_URL",
    metavar="URL",
    help="URL that opens a file, such as vscode://file/{path}:{line} (default: $EDITOR_URL).",
)
@jobs_option
def command(
    *, root: Path, host: str, port: int, opens: bool, as_of: int | None, public: bool, editor: str, jobs: int
) -> int:
    """Show the site in a browser and renew it on every change, until Ctrl-C; output/ is not touched."""
    from sitegen.serve.app import make_app  # noqa: PLC0415 (help needs none of it)
    from sitegen.serve.preview import Preview  # noqa: PLC0415
    from sitegen.serve.running import allowed_hosts, run  # noqa: PLC0415
    from sitegen.serve.shown import Editor  # noqa: PLC0415
    from sitegen.serve.watching import Watcher, folders_of  # noqa: PLC0415

    config = load_config(root)
    root = root.absolute()  # the folder at that path, also where it is another one by then
    watcher = Watcher(root, folders_of(root), warn)
    preview = Preview(
        root,
        watcher,
        _tell,
        base_path=config.base_path,
        shows_all=not public and as_of is None,
        as_of=as_of,
        jobs=jobs,
        editor=Editor(editor),
        suggest=_suggester(root, config),
    )

    def announce(url: str) -> None:
        say(f"Preview at {url}; Ctrl-C ends.")
        if opens:
            # A browser may take its time to start, and the server is to answer it.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    try:
        preview.start()
        run(make_app(preview, allowed_hosts(host)), host, port, say=announce, warn=warn)
    finally:
        preview.close()
    return 0


def _tell(line: str, problems: Sequence[Problem]) -> None:
    show_problems(problems)
    if line:
        say(line)


def _suggester(root: Path, config: "Config") -> "Suggest":
    """Suggest terms as an import does, by the vocabulary as it is at that moment."""

    def suggest(title: str, text: str, lang: str) -> list[tuple[str, str]]:
        from sitegen.importers.suggest import Suggester  # noqa: PLC0415 (for articles alone, and slow to import)
        from sitegen.importers.vocabulary import read_terms  # noqa: PLC0415

        codes = [language.code for language in config.languages]
        tags = "tags" if "tags" in config.taxonomies else ""
        suggester = Suggester(read_terms(root, config.taxonomies, codes), codes, tags)
        return [(each.taxonomy, each.term) for each in suggester.suggest(title, text.split("\n\n"), lang)]

    return suggest
