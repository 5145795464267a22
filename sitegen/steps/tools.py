"""What the steps of one build work with."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from sitegen.pool import Pool
from sitegen.steps.memory import Memory
from sitegen.store import Store

Progress = Callable[[str, int, int], None]
"""Told the verb, how many are done, and how many there are."""


class Purpose(Struct, frozen=True):
    """What builds are for. `state` is the folder, below the project's, in which they keep what they remember.

    A preview has an output folder of its own (the config's where that is empty) and plain names for theme assets;
    `shows_all` adds drafts, embargoed and expired documents.
    """

    state: str = ".sitegen"
    output: str = ""
    is_preview: bool = False
    shows_all: bool = False


class Tools(Struct, frozen=True):
    """The project's folder, what its builds are for, and the digest of sitegen itself.

    `notes` gathers remarks on the build itself. `search_tool` names the program that makes search indexes, with its
    version; empty where there is none.
    """

    root: Path
    purpose: Purpose
    store: Store
    memory: Memory
    pool: Pool
    generator: str
    progress: Progress
    notes: list[str]
    search_tool: str = ""

    @property
    def state(self) -> Path:
        """The folder in which builds keep what they remember."""
        return self.root / self.purpose.state
