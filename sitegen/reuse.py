"""Keeps what was made of some parts, for as long as it is made of equal ones.

A maker gets its context and its parts, so that nothing else can be in what it makes: no dependency can be forgotten.
Parts that very many share (`Shared`) are made first, and are the very same as long as they are equal: comparing them
costs nothing.
"""

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from msgspec import Struct

_Context = TypeVar("_Context")
_Parts = ParamSpec("_Parts")
_Made = TypeVar("_Made")


class Shared(Struct, frozen=True, eq=False):
    """A part that many share: equal to no other but itself, and the very same from round to round if made by `made`."""


class Reuse(Generic[_Context]):
    """What the last round made in one context. Where `is_lasting` is false, nothing is kept: there will be no other."""

    def __init__(self, context: _Context, is_lasting: bool) -> None:
        self.context = context
        self._is_lasting = is_lasting
        self._last: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._made: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def begin(self) -> None:
        """Begin another round: what the last one did not use is let go."""
        self._last, self._made = self._made, {}

    def made(
        self,
        name: Hashable,
        make: Callable[Concatenate[_Context, _Parts], _Made],
        *parts: _Parts.args,
        **no_others: _Parts.kwargs,
    ) -> _Made:
        """Return `make(context, *parts)`, the very same as under that name in the last round where the parts are equal."""
        if not self._is_lasting:
            return make(self.context, *parts, **no_others)
        known = self._last.get(name)
        if known is None or known[0] != parts:
            known = (parts, make(self.context, *parts, **no_others))
        self._made[name] = known
        made: _Made = known[1]
        return made


def in_context(reuse: Reuse[_Context] | None, context: _Context, is_lasting: bool) -> Reuse[_Context]:
    """Return what to work with in a new round: the same again while the context is the very same, else a new one."""
    if reuse is None or reuse.context is not context:
        return Reuse(context, is_lasting)
    reuse.begin()
    return reuse
