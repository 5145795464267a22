"""What a build left behind, so that the next can tell what is stale: a shortcut that may be deleted at any time."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.errors import Problem


class OutputKey(Struct, frozen=True, array_like=True):
    """The digests of all that one output is made from: equal keys mean equal bytes.

    `view` covers recipe, template name and view; `site` the SiteView that all pages of a language share; `template` the
    closure of the template; `bodies` are (source path, body digest) in the order shown.
    """

    view: str
    site: str = ""
    template: str = ""
    bodies: tuple[tuple[str, str], ...] = ()


class OutputRecord(Struct, frozen=True, array_like=True):
    """One published file: what it was made from and the digest of its bytes. While `size` and `mtime` (nanoseconds)
    match the file on disk, it is taken to be ours and unaltered.

    `part_of` is the path of the planned output with which the file was made, for one that no plan names; empty for the rest.
    """

    key: OutputKey
    content: str
    size: int
    mtime: int
    part_of: str = ""


class Record(Struct, frozen=True):
    """The last finished build. `inputs` is the digest of all that its plan was made from: every source's facts, config,
    assets, theme and generator; while it is equal and nothing has fallen due, the plan is equal too.

    `problems` are those that relating and planning found; a source's own are remembered with its parse result. `output` is
    the folder that was written to.
    """

    generator: str
    inputs: str
    outputs: Mapping[str, OutputRecord]
    problems: tuple[Problem, ...] = ()
    next_due: int | None = None
    hidden: tuple[str, ...] = ()
    built_for: int = 0
    output: str = ""
