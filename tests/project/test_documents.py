"""The documents are complete: what the code knows, a reader finds."""

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel
from view_tables import PAGE, write_tables

from sitegen.cli import sitegen
from sitegen.model.config import PROBLEM_KINDS
from sitegen.parse.config_tables import ProjectTable
from sitegen.parse.fields import MODELS

ROOT = Path(__file__).resolve().parents[2]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names_in_code(name: str) -> set[str]:
    return {word for code in re.findall(r"`([^`\n]+)`", text_of(name)) for word in re.findall(r"[\w-]+", code)}


@pytest.mark.parametrize("kind", MODELS)
def test_writing_lists_every_field(kind: str) -> None:
    fields = {field.alias or name for name, field in MODELS[kind].model_fields.items()}
    assert fields - names_in_code("docs/writing.md") == set()


def test_configuration_lists_every_key() -> None:
    tables = ProjectTable.model_fields
    keys = {key for field in tables.values() for key in _keys_of(field.annotation)}
    documented = names_in_code("docs/configuration.md")
    assert (set(tables) | keys) - documented == set()


def _keys_of(annotation: object) -> set[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {field.alias or name for name, field in annotation.model_fields.items()}
    return {key for part in getattr(annotation, "__args__", ()) for key in _keys_of(part)}


def test_configuration_lists_every_kind_of_problem() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", text_of("docs/configuration.md"), re.MULTILINE))
    assert set(PROBLEM_KINDS) - rows == set()


def test_commands_and_their_options_are_documented() -> None:
    documents = text_of("docs/commands.md") + text_of("docs/importing.md")
    context = click.Context(sitegen)
    for name in sitegen.list_commands(context):
        command = sitegen.get_command(context, name)
        assert command is not None
        assert f"sitegen {name}" in text_of("docs/commands.md")
        options = [word for option in command.params if isinstance(option, click.Option) for word in option.opts]
        assert [word for word in options if word.startswith("--") and word not in documents] == []


def test_views_are_documented_field_by_field() -> None:
    assert PAGE.read_text() == write_tables(), "run: python tests/project/view_tables.py"


def test_theming_names_every_block_to_override() -> None:
    rows = re.findall(r"^\| (?:`(\w+\.html)`)? ?\| ((?:`\w+`,? ?)+) \|", text_of("docs/theming.md"), re.MULTILINE)
    documented, template = set(), ""
    for name, blocks in rows:
        template = name or template
        documented |= {(template, block) for block in re.findall(r"`(\w+)`", blocks)}
    found = {
        (name, block)
        for name in ("base.html", "article.html")
        for block in re.findall(r"{% block (\w+)", text_of(f"themes/default/templates/{name}"))
    }
    assert {(name, block) for name, block in found if (name, block) not in documented} <= {
        ("article.html", "kind"),
        ("article.html", "main"),
    }
    assert {each for each in documented if each[0] in {"base.html", "article.html"}} <= found


def test_architecture_names_every_module() -> None:
    text = text_of("ARCHITECTURE.md")
    modules = [path.relative_to(ROOT / "sitegen").as_posix() for path in (ROOT / "sitegen").rglob("*.py")]
    wanted = [name for name in modules if not name.endswith("__init__.py")]
    assert [name for name in wanted if f"`{name}`" not in text] == []


def test_architecture_names_no_module_that_is_gone() -> None:
    named = re.findall(r"^\| `([\w/]+\.py)` \|", text_of("ARCHITECTURE.md"), re.MULTILINE)
    assert named
    assert [name for name in named if not (ROOT / "sitegen" / name).exists()] == []
