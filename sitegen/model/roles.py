"""Dated roles of a person: which one somebody held on a day, and which one they hold now. No clock is asked."""

import calendar
from collections.abc import Sequence
from functools import lru_cache

from sitegen.model.document import AuthorRole


def role_at(roles: Sequence[AuthorRole], day: str) -> AuthorRole | None:
    """Return the role held on a day (YYYY-MM-DD), None where none covers it.

    Of several the one that began last wins, then the one written first. A role without dates covers every day.
    """
    held = [role for role in roles if _first_day(role.start) <= day <= _last_day(role.end)]
    return max(held, key=lambda role: _first_day(role.start), default=None)


def current_role(roles: Sequence[AuthorRole]) -> AuthorRole | None:
    """Return the role that has not ended and began last, else the one that ended last; None where there are none."""
    if is_open := [role for role in roles if not role.end]:
        return max(is_open, key=lambda role: _first_day(role.start))
    return max(roles, key=lambda role: _last_day(role.end), default=None)


@lru_cache(maxsize=4096)
def _first_day(start: str) -> str:
    return start + "-01" * ((10 - len(start)) // 3) if start else ""


@lru_cache(maxsize=4096)
def _last_day(end: str) -> str:
    if not end:
        return "9999"
    if len(end) == 4:
        end += "-12"
    if len(end) == 7:
        end += f"-{calendar.monthrange(int(end[:4]), int(end[5:]))[1]:02}"
    return end
