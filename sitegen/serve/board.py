"""Holds the state of a preview for all who follow it."""

from collections.abc import Callable
from threading import Lock
from typing import Any

from msgspec.structs import replace

from sitegen.serve.interface import State


class Board:
    """The state as it is now; one thread posts, any may read and follow."""

    def __init__(self) -> None:
        self.state = State(version=0, working=0, built=False, problems=(), changed={})
        self._lock = Lock()
        self._followers: list[Callable[[State], None]] = []

    def follow(self, tell: Callable[[State], None]) -> Callable[[], None]:
        """Call `tell` with every new state; return the function that ends it."""
        with self._lock:
            self._followers.append(tell)

        def end() -> None:
            with self._lock:
                self._followers.remove(tell)

        return end

    def post(self, **changes: Any) -> None:
        """Take on a new state and tell it, also where no output changed: what the bar says of a page may have."""
        self.state = replace(self.state, **changes, version=self.state.version + 1)
        with self._lock:
            followers = list(self._followers)
        for tell in followers:
            tell(self.state)
