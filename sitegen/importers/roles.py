"""Roles as an author's front matter writes them: read as values, changed in place with the comments around them kept."""

from collections.abc import Collection
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.tokens import CommentToken

from sitegen.importers.past import Seen
from sitegen.importers.windows import lay
from sitegen.model.document import AuthorRole

_NAMES = {"title": "title", "org": "org", "program": "program", "start": "from", "end": "to"}


def add_roles(fields: CommentedMap, past: Collection[Seen], fresh: Collection[Seen]) -> bool:
    """Bring the `roles` of an author up to date with what was seen; return whether anything changed."""
    written = _listed(fields.get("roles"))
    before = [_read(role) for role in written]
    after = lay(before, past, fresh)
    if [role for _, role in after] == before:
        return False
    if fields.get("roles") is not written:
        _insert(fields, written)
    for position, (place, role) in enumerate(after):
        if place < 0:
            _add(written, position, role)
        elif role != before[place]:
            _update(written[position], _as_written(role))
    return True


def _listed(roles: Any) -> CommentedSeq:
    if isinstance(roles, CommentedSeq) and roles:
        return roles
    return CommentedSeq([roles] if roles else [])


def _read(role: Any) -> AuthorRole:
    if not isinstance(role, dict):
        return AuthorRole(str(role))
    return AuthorRole(**{name: str(role.get(key) or "") for name, key in _NAMES.items()})


def _insert(fields: CommentedMap, roles: CommentedSeq) -> None:
    if "roles" in fields:
        fields["roles"] = roles
        return
    before = [i for i, key in enumerate(fields) if key in {"name", "family_name", "sort_as", "names"}]
    fields.insert(max(before, default=-1) + 1, "roles", roles)


def _as_written(role: AuthorRole) -> dict[str, str]:
    return {key: value for name, key in _NAMES.items() if (value := getattr(role, name))}


def _add(roles: CommentedSeq, position: int, role: AuthorRole) -> None:
    added = CommentedMap(_as_written(role))
    roles.insert(position, added)
    if position and isinstance(before := roles[position - 1], CommentedMap):
        _move_tail(before, added)


def _update(role: CommentedMap, written: dict[str, str]) -> None:
    tail = _take_tail(role)
    for key in [key for key in _NAMES.values() if key in role and key not in written]:
        del role[key]
    for position, (key, value) in enumerate(written.items()):
        if key in role:
            role[key] = value
        else:
            role.insert(position, key, value)
    _give_tail(role, tail)


def _move_tail(before: CommentedMap, after: CommentedMap) -> None:
    """Move the comment lines below a role to the role that now follows it; a comment on its last line stays there."""
    _give_tail(after, _take_tail(before))


def _take_tail(role: CommentedMap) -> CommentToken | None:
    last = list(role)[-1]
    comments = role.ca.items.get(last)
    token = comments[2] if comments and len(comments) > 2 else None
    if token is None or "\n" not in token.value:
        return None
    own, _, below = token.value.partition("\n")
    if not below.strip():
        return None
    if own.strip():
        token.value = own + "\n"
    else:
        del role.ca.items[last]
    return CommentToken("\n" + below, token.start_mark, None)


def _give_tail(role: CommentedMap, tail: CommentToken | None) -> None:
    if tail is not None:
        role.ca.items[list(role)[-1]] = [None, None, tail, None]
