"""Makes stale search indexes: bodies from the store and views become documents, and a tool makes an index of them.

An index is many files, whose names are known only when it is made. All of them are staged like any output, and are
recorded as parts of the planned one, which names the others and is put into place after them.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from sitegen.model.output import Output
from sitegen.model.record import OutputKey
from sitegen.model.search import SearchDocument, SearchIndex
from sitegen.publish import Staged, stage_file
from sitegen.render.search import write_document
from sitegen.search import ENTRY, find_program, make_index
from sitegen.steps.parsing import decode_body
from sitegen.steps.tools import Tools
from sitegen.store import Bodies

_AT_A_TIME = 64
_decode = msgspec.msgpack.Decoder(SearchIndex).decode


def index_outputs(
    outputs: Sequence[Output], keys: Mapping[str, OutputKey], stage: Path, tools: Tools
) -> Iterator[tuple[str, str, Staged]]:
    """Stage the files of every index, yielding the path of each with that of its index."""
    program = find_program()
    assert program  # what plans an index knows that it is installed
    for output in outputs:
        index = _decode(output.view)
        files = make_index(program, _documents(index, dict(keys[output.path].bodies), tools), index.lang)
        folder = output.path.removesuffix(ENTRY)
        for name, data in files.items():
            path = folder + name
            rank = output.rank + (path == output.path)
            yield path, output.path, Staged(rank, *stage_file(stage, path, data))


def _documents(index: SearchIndex, keys: Mapping[str, str], tools: Tools) -> Iterator[tuple[str, str]]:
    """Yield the URL and the HTML of each document; bodies are read a few at a time."""
    waiting, done = iter(index.documents), 0
    with Bodies(tools.store.path) as store:
        while some := list(islice(waiting, _AT_A_TIME)):
            digests = {keys[body.source] for document in some for body in document.bodies} - {""}
            packed = store.bodies(digests)
            yield from ((document.url, _html(document, keys, packed, index.lang)) for document in some)
            done += len(some)
            tools.progress("index", done, len(index.documents))


def _html(document: SearchDocument, keys: Mapping[str, str], packed: Mapping[str, bytes], lang: str) -> str:
    views = [body for body in document.bodies if keys[body.source]]
    bodies = [decode_body(packed[keys[body.source]]) for body in views]
    return write_document(msgspec.structs.replace(document, bodies=tuple(views)), bodies, lang)
