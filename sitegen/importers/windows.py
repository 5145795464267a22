"""Roles seen on single days -> roles held from a day to a day, laid beside those that stand in an author's file.

The windows depend on the set of what was seen and on nothing else, so that the order of imports does not matter:

1. What was seen is put in order of days. Days in a row with one role are one window, from the first of them to the day
   before another role is first seen; the last window stays open.
2. A role in the file is the importer's own where some part of what was seen would have made exactly that role;
   all others are hand-written.
3. A window takes the place of the importer's own role that begins in it. One that has no such role is added if it holds a
   day of this import, or a day that an own role of the same title covered until now; but not where hand-written
   roles of that title cover all its days. So what an editor took out does not come back.
4. Nothing is removed, and a hand-written role is never changed: of two roles that cover a day the later one counts.
"""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from msgspec import Struct

from sitegen.importers.past import Seen
from sitegen.model.document import AuthorRole
from sitegen.model.roles import role_at
from sitegen.urls import fold

_Key = tuple[str, str]


class Window(Struct, frozen=True):
    """A role with its first and last day, and the days on which it was seen."""

    role: AuthorRole
    days: tuple[str, ...]


def windows(seen: Iterable[Seen]) -> list[Window]:
    """Turn what was seen into windows, oldest first (rule 1)."""
    in_order = sorted(set(seen), key=lambda item: (item.date, _key(item), item))
    spelling: dict[_Key, Seen] = {}
    for item in in_order:
        spelling.setdefault(_key(item), item)
    runs = [(key, [item.date for item in run]) for key, run in groupby(in_order, _key)]
    ends = [max(days[-1], _day_before(after[0])) for (_, days), (_, after) in pairwise(runs)]
    return [
        Window(_role(spelling[key], days[0], end), tuple(days))
        for (key, days), end in zip(runs, [*ends, ""], strict=True)
    ]


def lay(roles: Sequence[AuthorRole], past: Collection[Seen], fresh: Collection[Seen]) -> list[tuple[int, AuthorRole]]:
    """Lay what is freshly seen beside a list of roles (rules 2 to 4): each role of the new list with its place in the
    old one, -1 where it is new. Places ascend."""
    seen = [*past, *fresh]
    own = {index for index, role in enumerate(roles) if _may_be_ours(role, seen)}
    by_hand = [role for index, role in enumerate(roles) if index not in own]
    ours = [roles[index] for index in sorted(own)]
    new = {(_key(item), item.date) for item in fresh}
    places: list[int] = []
    wanted: list[tuple[bool, AuthorRole]] = []
    for window in windows(seen):
        place = next((i for i in sorted(own) if _begins_in(roles[i], window)), None)
        if place is not None:
            own.remove(place)
            places.append(place)
            wanted.append((True, window.role))
        elif _is_wanted(window, by_hand, ours, new):
            wanted.append((False, window.role))
    return _laid(roles, sorted(places), wanted)


def _laid(
    roles: Sequence[AuthorRole], places: Sequence[int], wanted: Sequence[tuple[bool, AuthorRole]]
) -> list[tuple[int, AuthorRole]]:
    """Put the windows that have a place into the places in their own order, and the others between them by day."""
    result = list(enumerate(roles))
    pending = deque(places)
    least = 0
    for has_place, role in wanted:
        if has_place:
            least = _position(result, pending.popleft())
            result[least] = (result[least][0], role)
        else:
            most = _position(result, pending[0]) if pending else len(result)
            later = next((i for i, (_, other) in enumerate(result) if other.start > role.start), len(result))
            least = min(max(later, least), most)
            result.insert(least, (-1, role))
        least += 1
    return result


def _position(laid: Sequence[tuple[int, AuthorRole]], place: int) -> int:
    return next(i for i, (old, _) in enumerate(laid) if old == place)


def _is_wanted(
    window: Window, by_hand: Sequence[AuthorRole], ours: Sequence[AuthorRole], new: Collection[tuple[_Key, str]]
) -> bool:
    role, key = window.role, _key(window.role)
    has_cause = any((key, day) in new or _is_covered(role, day, ours) for day in window.days)
    return has_cause and not all(_is_covered(role, day, by_hand) for day in window.days)


def _is_covered(role: AuthorRole, day: str, by_hand: Sequence[AuthorRole]) -> bool:
    return any(_is_same(role, other) and role_at([other], day) for other in by_hand)


def _is_same(role: AuthorRole, by_hand: AuthorRole) -> bool:
    (title, org), (other_title, other_org) = _key(role), _key(by_hand)
    return title == other_title and (org == other_org or not org or not other_org)


def _may_be_ours(role: AuthorRole, seen: Iterable[Seen]) -> bool:
    key = _key(role)
    days = {item.date for item in seen if _key(item) == key}
    others = {item.date for item in seen if _key(item) != key}
    ends = {"", *map(_day_before, others), *(others & days)}
    return role.start in days and role.end in ends


def _begins_in(role: AuthorRole, window: Window) -> bool:
    return _key(role) == _key(window.role) and role.start in window.days


def _key(role: Seen | AuthorRole) -> _Key:
    return fold(role.title), fold(role.org)


def _role(seen: Seen, start: str, end: str) -> AuthorRole:
    return AuthorRole(seen.title, seen.org, seen.program, start, end)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
