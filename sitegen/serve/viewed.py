"""Turns the requests for pages into an order of work: what somebody looks at is renewed first."""

from collections.abc import Collection
from threading import Lock

_FEW = 64
"""So many outputs are renewed at once; of more, the pages in view come first."""
_AT_A_TIME = 256
_IN_VIEW = 16


class Viewed:
    """The pages that were asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._paths: dict[str, None] = {}

    def note(self, path: str) -> None:
        """Take note of a request."""
        if path.endswith(".html"):
            with self._lock:
                self._paths.pop(path, None)
                self._paths[path] = None
                while len(self._paths) > _IN_VIEW:
                    self._paths.pop(next(iter(self._paths)))

    def next_of(self, stale: Collection[str]) -> list[str]:
        """Return which of the stale outputs to renew now."""
        if len(stale) <= _FEW:
            return list(stale)
        with self._lock:
            in_view = [path for path in self._paths if path in stale]
        return in_view or list(stale)[:_AT_A_TIME]
