"""Turns what went wrong inside a template into a ThemeError that names the template, the line and the missing field."""

import difflib
import re
import traceback
from collections.abc import Collection

import msgspec
from jinja2 import TemplateNotFound, TemplateSyntaxError

from sitegen.errors import Location, Problem, ThemeError
from sitegen.model import views

_NO_ATTRIBUTE = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")
_UNDEFINED = re.compile(r"'(\w+)' is undefined")


def explain(error: Exception, paths: Collection[str]) -> ThemeError:
    """Make the ThemeError; `paths` are the theme's templates: the innermost one in the traceback is to blame."""
    message, hint = _describe(error)
    return ThemeError(problems=[Problem(_place(error, paths), "theme", message, hint)])


def fault(path: str, message: str, hint: str = "", line: int = 0) -> ThemeError:
    """Make a ThemeError about one file of the theme."""
    return ThemeError(problems=[Problem(Location(path, line), "theme", message, hint)])


def _place(error: Exception, paths: Collection[str]) -> Location:
    if isinstance(error, TemplateSyntaxError):
        return Location(error.filename or error.name or "", error.lineno)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in paths]
    return Location(frames[-1].filename, frames[-1].lineno or 0) if frames else Location("templates")


def _describe(error: Exception) -> tuple[str, str]:
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.name}"', "templates are named by their path below templates/"
    if isinstance(error, RecursionError):
        return "the template includes or calls itself without end", ""
    if match := _NO_ATTRIBUTE.search(str(error)):
        return f'{match[1]} has no field "{match[2]}"', _suggest(match[2], _fields(match[1]))
    if match := _UNDEFINED.search(str(error)):
        return f'there is no variable "{match[1]}"', _suggest(match[1], ["page", "site", "bodies"])
    return (str(error) or type(error).__name__).replace("'", '"'), ""


def _suggest(name: str, known: list[str]) -> str:
    if near := difflib.get_close_matches(name, known, n=1):
        return f'did you mean "{near[0]}"?'
    return f"there are {', '.join(known)}" if known else ""


def _fields(view: str) -> list[str]:
    struct = getattr(views, view, None)
    return [field.name for field in msgspec.structs.fields(struct)] if struct else []
