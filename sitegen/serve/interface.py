"""What the server and the preview behind it know of each other: frozen values, and the questions that the server asks."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct


class ShownProblem(Struct, frozen=True):
    """A problem as the browser shows it; `excerpt` holds (line number, text) around the place, empty without a file."""

    severity: str
    file: str
    line: int
    column: int
    message: str
    hint: str
    excerpt: tuple[tuple[int, str], ...]
    open: str
    """A URL that opens the editor at the place, or empty."""


class State(Struct, frozen=True):
    """How the preview stands."""

    version: int
    """Grows with every change that a browser may see."""
    working: int
    """Outputs still to be renewed; 0 when all is settled."""
    built: bool
    """False until the first build succeeded."""
    problems: tuple[ShownProblem, ...]
    """Errors that keep the preview from being renewed; empty when all is well."""
    changed: Mapping[str, str] | None
    """Output path -> digest of its new bytes, empty where it is gone; None means too many to list: ask."""


class File(Struct, frozen=True):
    """A regular file on disk that holds an output's bytes."""

    path: Path
    digest: str


class Fact(Struct, frozen=True):
    """One line of the editor's bar."""

    label: str
    text: str
    url: str = ""
    level: Literal["", "warning"] = ""


class About(Struct, frozen=True):
    """What the editor's bar says of one page; the banner is empty for what is public."""

    banner: str
    facts: tuple[Fact, ...]


class Preview(Protocol):
    """The site as it would be published now."""

    base_path: str
    """`/` or `/publication/`."""

    def state(self) -> State:
        """Return how the preview stands, at once and from any thread."""
        ...

    def follow(self, tell: Callable[[State], None]) -> Callable[[], None]:
        """Call `tell`, from another thread, with every new state; return the function that ends it."""
        ...

    def find(self, path: str) -> File | None:
        """Return the file of an output path such as `articles/2018/x/index.html`; may block for a second."""
        ...

    def about(self, path: str) -> About | None:
        """Return what the bar says of a page, None for pages without a bar; may block for a second."""
        ...

    def stop(self) -> None:
        """Begin to end, at once and from any thread: nothing that blocks goes on blocking."""
        ...
