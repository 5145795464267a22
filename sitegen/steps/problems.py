"""Settles problems: gives each its severity by the config and its line, and puts them in the order of their places.

A problem inside a document that is not published never blocks a build: it is a warning. A file that is there but was
refused is not said to be missing as well.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from sitegen.errors import ContentError, Location, Problem, Severity
from sitegen.model.config import Config, Level
from sitegen.read import read_source
from sitegen.steps.memory import Head
from sitegen.steps.parsing import decode_body
from sitegen.steps.tools import Tools

_SEVERITIES: Mapping[Level, Severity] = {"error": "error", "warn": "warning"}


def settle(
    tools: Tools, heads: Mapping[str, Head], found: Iterable[Problem], hidden: Collection[str], config: Config
) -> tuple[Problem, ...]:
    """Return what parsing and later stages found, as it is to be shown; `hidden` are the documents not published."""
    own = (problem for head in heads.values() for problem in head.decode_problems())
    told = [problem for problem in {*own, *found} if config.severity.get(problem.kind) != "ignore"]
    at_fault = {problem.location.path for problem in told}
    settled = []
    for problem in told:
        if problem.kind != "missing-asset" or problem.value not in at_fault:
            level = config.severity.get(problem.kind)
            severity = _SEVERITIES[level] if level else problem.severity
            if problem.location.path in hidden:
                severity = "warning"
            settled.append(replace(problem, severity=severity, location=_locate(tools, heads, problem)))
    return tuple(sorted(settled))


def stop_at_errors(problems: tuple[Problem, ...]) -> None:
    """Raise ContentError with all problems where any of them is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems=problems)


def _locate(tools: Tools, heads: Mapping[str, Head], problem: Problem) -> Location:
    """Find the line of a value that a stage without the text could only name."""
    path, value = problem.location.path, problem.value
    if problem.location.line or not value:
        return problem.location
    head = heads.get(path)
    line = _line_marked(tools, head, value) if head else _line_found(tools, path, value)
    return Location(path, line)


def _line_marked(tools: Tools, head: Head, value: str) -> int:
    marks = decode_body(tools.store.body(head.body)).marks if head.body else {}
    return marks.get(value) or marks.get(value.rpartition("/")[2], 0)


def _line_found(tools: Tools, path: str, value: str) -> int:
    """The config has no marks: its menus are short, and a target stands there as it is written."""
    lines = read_source(tools.root, path).decode("utf-8", errors="replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if value in line), 0)
