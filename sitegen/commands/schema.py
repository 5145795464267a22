"""`sitegen schema`: write the JSON Schemas by which editors complete and check front matter and sitegen.toml."""

import json
from pathlib import Path

import click

from sitegen.build import load_config
from sitegen.commands.console import say, unwritable
from sitegen.commands.options import root_option


@click.command()
@root_option
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
def command(root: Path, folder: Path | None) -> None:
    """Write the site's JSON Schemas into DIR (default: schemas/ in the site's folder), over those of an earlier run."""
    from sitegen.parse.schema import schemas  # noqa: PLC0415 (its libraries are slow to import; --help needs none)

    written = schemas(load_config(root))
    folder = folder or root / "schemas"
    for name, schema in written.items():
        path = folder / name
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise unwritable(path, error) from None
        say(str(path))
