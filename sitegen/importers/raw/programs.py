"""The program that a position names: `Fellow and Director of IranObserved Project` -> IranObserved."""

import re
from collections.abc import Callable

from sitegen.importers.raw.people import is_position

_OPENINGS = re.compile(r"(?:\b(?:of|for|at|with|in)|[,(–-]) (?:(?:the|our|its) )?")
_NAME = re.compile(
    r"([A-Z0-9][\w’'.-]*(?: (?:and|of|on|for|in|the|to|&|[A-Z0-9][\w’'.-]*)){0,8}?),? (Project|Program|Programme|Initiative)\b"
)


def find_program(position: str, known: Callable[[str], str]) -> str:
    """Return the name of the program, without the word Project, Program or Initiative unless `known` has it with the word.

    `known` returns the label of a program that the site's vocabulary holds, else an empty string.
    """
    for opening in _OPENINGS.finditer(f", {position}"):
        found = _NAME.match(f", {position}", opening.end())
        if found and not is_position(found[1]):
            return known(found[0]) or known(found[1]) or found[1]
    return ""
