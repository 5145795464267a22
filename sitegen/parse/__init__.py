"""Turns the bytes of one source into its Facts and its Body, and `sitegen.toml` into the Config.

Both are pure: the same bytes and options give the same value, whatever the machine, the clock or the folder. Bad input
becomes problems, all of them at once. Nothing heavy is imported before the first call, and neither pays for the other.
"""

from sitegen.model.config import Config, ParseOptions
from sitegen.model.document import Parsed
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
