"""Keeps what earlier plans made, for as long as it is made of equal parts."""

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sitegen.plan.voice import Voice

_Parts = ParamSpec("_Parts")
_Made = TypeVar("_Made")


class Reuse:
    """What the last plan made in one voice. Where `is_lasting` is false, nothing is kept: there will be no other plan."""

    def __init__(self, voice: Voice, is_lasting: bool) -> None:
        self.voice = voice
        self._is_lasting = is_lasting
        self._last: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._made: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def begin(self) -> None:
        """Begin another plan: what the last one did not use is let go."""
        self._last, self._made = self._made, {}

    def made(
        self,
        name: Hashable,
        make: Callable[Concatenate[Voice, _Parts], _Made],
        *parts: _Parts.args,
        **no_others: _Parts.kwargs,
    ) -> _Made:
        """Return `make(voice, *parts)`, the very same as under that name in the last plan where the parts are equal.

        A maker gets nothing but the voice and its parts, so that nothing else can be in what it makes.
        """
        if not self._is_lasting:
            return make(self.voice, *parts, **no_others)
        known = self._last.get(name)
        if known is None or known[0] != parts:
            known = (parts, make(self.voice, *parts, **no_others))
        self._made[name] = known
        made: _Made = known[1]
        return made
