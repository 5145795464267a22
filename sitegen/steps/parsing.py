"""Parses every source, each once in its life: results are remembered by the digest of the source's bytes.

A result's key covers all that parsing depends on: path, kind, bytes, options and generator. The digest is that of the
bytes parsed; where a file changed after it was read, the result stands under the new digest and the file's state is
forgotten, so that the next build looks again.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path

import msgspec

from sitegen.digest import digest, digest_of, pack
from sitegen.errors import ContentError, Location, Problem
from sitegen.model.config import ParseOptions
from sitegen.model.document import Body
from sitegen.model.source import FileStat, Source
from sitegen.pool import chunks
from sitegen.read import read_source
from sitegen.steps.memory import Head, key_of_parsed
from sitegen.steps.tools import Tools
from sitegen.store import ParsedRow

FEW = 64
"""Fewer sources than this are parsed in this process: starting others would take longer."""
_CHUNK = 64

decode_body = msgspec.msgpack.Decoder(Body).decode


def parse_sources(
    tools: Tools, sources: Sequence[Source], options: ParseOptions, stats: MutableMapping[str, FileStat]
) -> tuple[dict[str, Head], dict[str, str]]:
    """Return the head of every source by path, and the digest of its body by the key under which it is remembered.

    Takes out of `stats` each file that changed after it was read.
    """
    base = digest_of((options, tools.generator))
    keys = tools.memory.keys_of(sources, base)
    known = tools.memory.heads(keys.values())
    heads = {path: known[key] for path, key in keys.items() if key in known}
    missing = [source for source in sources if source.path not in heads]

    def rows() -> Iterator[ParsedRow]:
        for done, (source, content, row) in enumerate(_parse_all(tools, missing, options, base), 1):
            if content != source.digest:
                stats.pop(source.path, None)
            tools.progress("parse", done, len(missing))
            heads[source.path] = tools.memory.note_parsed(row)
            keys[source.path] = row.key
            yield row

    tools.store.remember_parsed(rows())
    return heads, {key: heads[path].body for path, key in keys.items()}


def _parse_all(
    tools: Tools, sources: Sequence[Source], options: ParseOptions, base: str
) -> Iterator[tuple[Source, str, ParsedRow]]:
    arguments = (tools.root, options, base)
    if len(sources) < FEW:
        yield from parse_chunk(*arguments, sources)
        return
    for results in tools.pool.map(parse_chunk, chunks(sources, _CHUNK), arguments):
        yield from results


def parse_chunk(
    root: Path, options: ParseOptions, base: str, sources: Sequence[Source]
) -> list[tuple[Source, str, ParsedRow]]:
    """Parse some sources in whatever process this is; each result comes with the digest of the bytes it was made of."""
    return [_parse_one(root, options, base, source) for source in sources]


def _parse_one(root: Path, options: ParseOptions, base: str, source: Source) -> tuple[Source, str, ParsedRow]:
    from sitegen.parse import parse  # noqa: PLC0415 - a build with nothing to parse never pays for it

    parsed = parse(source, _bytes_of(root, source.path), options)
    body = pack(parsed.body) if parsed.body else b""
    body_digest = digest(body) if body else ""
    row = ParsedRow(
        key=key_of_parsed(source, parsed.digest, base),
        facts=pack(parsed.facts),
        problems=pack(parsed.problems),
        body_digest=body_digest,
        body=body or None,
    )
    return source, parsed.digest, row


def _bytes_of(root: Path, path: str) -> bytes:
    try:
        return read_source(root, path)
    except OSError as error:
        message = f'"{path}" could be listed but not read: {error.strerror}'
        hint = "it may have been moved while the site was built; build again"
        raise ContentError(problems=[Problem(Location(path), "unreadable", message, hint)]) from error
