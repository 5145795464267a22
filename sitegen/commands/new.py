"""`sitegen new`: write the first lines of an article, a page or an author, where their kind belongs."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from sitegen.build import load_config
from sitegen.commands.console import say, unwritable
from sitegen.commands.options import root_option
from sitegen.importers.write import write_whole
from sitegen.parse.yaml import Header
from sitegen.urls import name_fault, slugify


@click.group()
def command() -> None:
    """Write a new article, page or author to begin with."""


@command.command()
@root_option
@click.argument("title")
def article(root: Path, title: str) -> None:
    """Write a draft article with today's date; remove `draft: true` to publish it."""
    today = _today(root)
    text = f"---\ntitle: {_quoted(title)}\ndate: {today}\ndraft: true\nauthors: []\ntags: []\n---\n\n"
    _write(root, f"content/articles/{today[:4]}/{_slug(title)}.md", text)


@command.command()
@root_option
@click.argument("title")
def page(root: Path, title: str) -> None:
    """Write a draft of a plain page, such as "About"."""
    _today(root)
    _write(root, f"content/pages/{_slug(title)}.md", f"---\ntitle: {_quoted(title)}\ndraft: true\n---\n\n")


@command.command()
@root_option
@click.argument("name")
def author(root: Path, name: str) -> None:
    """Write an author's file; articles name the author by the file's name."""
    _today(root)
    _write(root, f"content/authors/{_slug(name)}.md", f"---\nname: {_quoted(name)}\nroles: []\n---\n\n")


def _today(root: Path) -> str:
    """Return today's date in the site's zone; a folder without a usable config is refused."""
    return datetime.now(ZoneInfo(load_config(root).timezone)).date().isoformat()


def _slug(name: str) -> str:
    if not _is_text(name):
        raise click.UsageError(f'"{name}" is not text in the encoding of this terminal; set LC_ALL=C.UTF-8.')
    for problem in Header(json.dumps({"name": name}, ensure_ascii=False), "", 1).problems:
        raise click.UsageError(f"{problem.message}: {problem.hint}.")
    slug = slugify(name)
    if not slug:
        raise click.UsageError(f'"{name}" has no letter or digit to make a file name of.')
    fault = "stands for its whole folder" if slug == "index" else name_fault(f"{slug}.md")
    if fault:
        raise click.UsageError(f'"{name}" would be the file "{slug}.md", a name that {fault}; choose another.')
    return slug


def _is_text(name: str) -> bool:
    """Tell whether the system could read the bytes that were typed: those that it could not are surrogates."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _quoted(text: str) -> str:
    """Write a one-line string in the form that JSON and YAML share."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _write(root: Path, path: str, text: str) -> None:
    try:
        write_whole(root / path, text)
    except FileExistsError:
        raise click.UsageError(f'"{path}" is there already.') from None
    except OSError as error:
        raise unwritable(path, error) from None
    say(path)
