"""Turns the bytes of one source into its Facts and its Body, `sitegen.toml` into the Config, and `_headers` into rules.

All are pure: the same bytes and options give the same value, whatever the machine, the clock or the folder. Bad input
becomes problems, all of them at once. Nothing heavy is imported before the first call, and neither pays for the other.
"""

from sitegen.errors import Problem
from sitegen.model.config import Config, ParseOptions
from sitegen.model.document import Parsed
from sitegen.model.policy import HeaderRule
from sitegen.model.source import Source


def parse(source: Source, data: bytes, options: ParseOptions) -> Parsed:
    """Parse one source; where front matter cannot be used `facts` is None, and the problems of the body are told too.

    Problems come in the order of the file. Those of a text marked `draft: true` that cannot be used are warnings: nothing
    of it is published.
    """
    from sitegen.parse.document import parse_document  # noqa: PLC0415

    return parse_document(source, data, options)


def parse_config(data: bytes, path: str = "sitegen.toml") -> Config:
    """Read `sitegen.toml`; raise ConfigError with every problem of the file, each with its line."""
    from sitegen.parse.config import read_config  # noqa: PLC0415

    return read_config(data, path)


def parse_headers(data: bytes, path: str) -> tuple[tuple[HeaderRule, ...], tuple[Problem, ...]]:
    """Read a `_headers` file; return its rules in order, and what hosts could not read of it."""
    from sitegen.parse.headers import read_headers  # noqa: PLC0415

    return read_headers(data, path)
