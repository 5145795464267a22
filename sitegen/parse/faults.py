"""Turns what pydantic finds wrong with a table of names and values into problems with their place and a hint.

Every fault of the table is reported; the value stands in quotes in the message, the nearest valid name in the hint.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NoReturn, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sitegen.errors import Location, Problem

Path = tuple[str | int, ...]
"""Where a value stands in a table of tables and lists: names and indexes from the top."""

Place = Callable[[Path, bool], Location]
"""Finds a path in the file; true asks for the place of the name rather than that of its value."""

Form = Literal["yaml", "toml"]
"""How the file is written: hints show what to write in the same form."""

_QUOTED = re.compile("'([^']*)'")
_LONGEST = 80


class Strict(BaseModel):
    """A table in which every name must be known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def refuse(fault: str, hint: str = "", kind: str = "bad-value") -> NoReturn:
    """Reject a value from inside a validator; `fault` goes on from the value in quotes, `is not a date`."""
    raise PydanticCustomError("refused", "{fault}", {"fault": fault, "hint": hint, "kind": kind})


def nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint that names the nearest known name, else the other hint."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1) or difflib.get_close_matches(name.lower(), names, n=1)
    return f'did you mean "{near[0]}"?' if near else otherwise


def quoted(value: object) -> str:
    """Return a value as a message shows it: in double quotes and cut, or in words where it is a list or a table."""
    if isinstance(value, Mapping):
        return "the table"
    if isinstance(value, list | tuple):
        return "the list"
    text = {True: "true", False: "false", None: ""}.get(value) if isinstance(value, bool | None) else str(value)
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in str(text)[: _LONGEST + 1])
    return f'"{shown[:_LONGEST]}…"' if len(shown) > _LONGEST else f'"{shown}"'


def spelled(path: Path) -> str:
    """Return a path as people write it: `roles[1].from`; items count from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def problems_of(error: ValidationError, model: type[BaseModel], place: Place, form: Form) -> list[Problem]:
    """Return one problem for each fault."""
    return [_problem(fault, model, place, form) for fault in error.errors(include_url=False)]


def _problem(fault: ErrorDetails, model: type[BaseModel], place: Place, form: Form) -> Problem:
    is_key = fault["loc"][-1:] == ("[key]",)
    path = tuple(part for part in fault["loc"] if part not in {"", "[key]"})
    if fault["type"] == "extra_forbidden":
        return unknown_field(path, _names_at(model, path[:-1]), place)
    if fault["type"] == "missing":
        return Problem(place(path, True), "missing-field", f'"{spelled(path)}" is missing', "give it a value")
    wrong, hint = _wording(fault, form)
    message = f"{spelled(path)}: {quoted(fault['input'])} {wrong}"
    if fault["input"] is None:
        message, hint = f'"{spelled(path)}" has no value', hint or "give it a value or remove the name"
    return Problem(place(path, is_key), fault.get("ctx", {}).get("kind", "bad-value"), message, hint)


def unknown_field(path: Path, known: Sequence[str], place: Place) -> Problem:
    """Make the problem of a name that its table does not have."""
    hint = nearest(str(path[-1]), known, f"known here: {', '.join(known)}")
    return Problem(place(path, True), "unknown-field", f'there is no field "{spelled(path)}"', hint)


def _wording(fault: ErrorDetails, form: Form) -> tuple[str, str]:
    if fault["type"] == "refused":
        return fault["ctx"]["fault"], fault["ctx"]["hint"]
    if fault["type"] == "literal_error":
        known = _QUOTED.findall(fault["ctx"]["expected"])
        return "is not known here", nearest(str(fault["input"]), known, f"write one of {', '.join(known)}")
    if words := _WORDS.get(fault["type"]) or _WORDS_BY_FORM[form].get(fault["type"]):
        return words
    return "cannot stand here", fault["msg"].replace("Input should be", "it must be")


_WORDS: Mapping[str, tuple[str, str]] = {
    "string_type": ("stands where text must be", "put the text in quotes"),
    "bool_type": ("is neither true nor false", "write true or false, without quotes"),
    "int_type": ("is not a whole number", "write digits, without quotes"),
    "int_parsing": ("is not a whole number", "write digits, without quotes"),
}

_LIST, _TABLE = "stands where a list must be", "stands where a table of names and values must be"
_YAML_TABLE = (_TABLE, "write {name: value}, or each name: value on its own line")
_TOML_TABLE = (_TABLE, 'write {name = "value"}, or begin the table with its name in brackets')

_WORDS_BY_FORM: Mapping[Form, Mapping[str, tuple[str, str]]] = {
    "yaml": {
        "tuple_type": (_LIST, "write [one, two], or each after a hyphen on its own line"),
        "dict_type": _YAML_TABLE,
        "model_type": _YAML_TABLE,
    },
    "toml": {
        "tuple_type": (_LIST, 'write ["one", "two"], or begin each table of the list with its name in [[ ]]'),
        "dict_type": _TOML_TABLE,
        "model_type": _TOML_TABLE,
    },
}


def _names_at(model: type[BaseModel], path: Path) -> list[str]:
    """List the valid names of the table at a path, in the order of the model."""
    for part in path:
        if isinstance(part, str):
            field = next((f for n, f in model.model_fields.items() if part in {n, f.alias}), None)
            model = (field and _table_in(field.annotation)) or model
    return names_of(model)


def names_of(model: type[BaseModel]) -> list[str]:
    """List a model's fields under the names that a file gives them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _table_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part))), None)
