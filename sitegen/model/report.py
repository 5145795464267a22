"""What a build tells its caller."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.output import Reason


class BuildReport(Struct, frozen=True):
    """The outcome of a finished build, in numbers of files.

    `rendered` were made anew, `indexed` of them search indexes, of which each counts as one; `unchanged` of them came out
    with the bytes they had; `kept` were fresh; `removed` are gone. `reasons` says why each rendered output was stale.
    `next_due` is the instant (seconds since 1970) at which the next embargo ends or article expires, None where nothing
    is due; `hidden` counts what is not published now. `notes` are remarks on the build itself, such as a cache that had
    to be made anew.
    """

    outputs: int
    rendered: int
    unchanged: int
    kept: int
    removed: int
    problems: tuple[Problem, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    next_due: int | None
    hidden: int
    seconds: float
    indexed: int = 0
    notes: tuple[str, ...] = ()


class Explanation(Struct, frozen=True):
    """Why an output would be rendered or kept: kept where there is no reason. `sources` are the files shown on it."""

    path: str
    origin: str
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
