"""Turns the name of a file or folder into whether a change of it may change the site."""

import re

from sitegen.read import SERVED
from sitegen.read.walk import is_passed_over

_TEMPORARY = re.compile(r"4913|~.*\.tmp|.*___jb_(tmp|old)___", re.IGNORECASE | re.DOTALL)
"""Files that editors make for a moment while they save, under names that content could have: vim, Word, JetBrains."""


def matters(name: str) -> bool:
    """Tell whether a name below a watched folder may be part of the site; what reading passes over is none."""
    return name in SERVED or not (is_passed_over(name) or _TEMPORARY.fullmatch(name))
