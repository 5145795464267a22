"""What the steps of one build work with."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from sitegen.pool import Pool
from sitegen.steps.memory import Memory
from sitegen.store import Store

Progress = Callable[[str, int, int], None]
"""Told the verb, how many are done, and how many there are."""


class Tools(Struct, frozen=True):
    """The project's folder, the one in which this site's builds keep their state, and the digest of sitegen itself.

    `notes` gathers remarks on the build itself.
    """

    root: Path
    state: Path
    store: Store
    memory: Memory
    pool: Pool
    generator: str
    progress: Progress
    notes: list[str]
