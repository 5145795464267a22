"""What the steps of one build work with."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from sitegen.pool import Pool
from sitegen.store import Store

Progress = Callable[[str, int, int], None]
"""Told the verb, how many are done, and how many there are."""


class Tools(Struct, frozen=True):
    """The project's folder, the store and the pool of one build, and the digest of sitegen itself.

    `named` gathers what steps want to be remembered; it is stored with the record, when the build has finished. `notes`
    gathers remarks on the build itself.
    """

    root: Path
    store: Store
    pool: Pool
    generator: str
    progress: Progress
    named: dict[str, bytes]
    notes: list[str]
