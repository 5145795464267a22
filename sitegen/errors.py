"""Everything that can go wrong, as values (`Problem`) and as exceptions.

    SitegenError
    ├── ConfigError      sitegen.toml cannot be used (carries problems)
    ├── ContentError     the content has errors (carries problems)
    ├── ThemeError       a template is missing, broken or asks for a field that its view lacks
    ├── PlanError        two outputs are on one path, or a template is missing that content names (carries problems)
    ├── PublishFailed    the output folder is refused or cannot be written
    │   └── Busy         another build, import or preview of the same project is running
    ├── ImportFailed     an importer cannot go on
    ├── DeployFailed     a deploy stopped
    └── ServeFailed      the preview has no address to be served at

Problems of content are values: stages return them beside their result, and a run shows all of them together.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Location(Struct, frozen=True, order=True):
    """A place in a file; line and column count from 1, 0 where unknown.

    `path` is relative to the project; that of the output folder, the lock and what lies in them is as the system opens it.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(Struct, frozen=True, order=True):
    """One thing wrong with a site, with its place and what to do about it.

    `kind` is the stable name that `[severity]` in the config sets to error, warn or ignore. `message` holds the wrong
    value in quotes, so that an editor can search for it. `value`, where given, is a link target or term as written:
    relate knows what is wrong before anyone knows on which line, and the line is filled in from the body's marks.
    """

    location: Location
    kind: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    value: str = ""

    def __str__(self) -> str:
        text = f"{self.location}: {self.severity}: {self.message}"
        return f"{text}\n    {self.hint}" if self.hint else text


class SitegenError(Exception):
    """The root of all errors that are reported without a traceback; a message alone is for what has no place in a file."""

    def __init__(self, message: str = "", problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(message or "\n".join(str(p) for p in self.problems))


class ConfigError(SitegenError): ...


class ContentError(SitegenError): ...


class ThemeError(SitegenError): ...


class PlanError(SitegenError): ...


class PublishFailed(SitegenError): ...


class Busy(PublishFailed): ...


class ImportFailed(SitegenError): ...


class DeployFailed(SitegenError): ...


class ServeFailed(SitegenError): ...
