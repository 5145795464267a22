"""Remembers a build for the next one: its record, the states of files, the outputs that show bodies, related work.

While the inputs are equal and nothing has fallen due, the remembered plan is the plan, and only bodies can have changed.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from sitegen.digest import digest, digest_all, digest_of
from sitegen.errors import Problem
from sitegen.model.config import Config
from sitegen.model.output import Output, Plan
from sitegen.model.record import OutputKey, OutputRecord, Record
from sitegen.model.source import FileStat, Snapshot, ThemeFiles
from sitegen.publish import digest_outputs, scan_output
from sitegen.steps.parsing import Head
from sitegen.steps.tools import Tools
from sitegen.store import Store

Stats = dict[str, FileStat]

STATS = "stats"

_Made = TypeVar("_Made")

_encode = msgspec.msgpack.Encoder().encode
_decode_record = msgspec.msgpack.Decoder(Record).decode
_decode_config = msgspec.msgpack.Decoder(tuple[str, Config]).decode
_decode_closures = msgspec.msgpack.Decoder(tuple[str, dict[str, str]]).decode
_decode_stats = msgspec.msgpack.Decoder(Stats).decode
_decode_shared = msgspec.msgpack.Decoder(dict[str, bytes]).decode
_decode_output = msgspec.msgpack.Decoder(Output).decode


def recall_record(store: Store) -> Record | None:
    """Return the last build's record; None where there is none that this version can read."""
    try:
        return _decode_record(store.get("record") or b"")
    except msgspec.DecodeError:
        return None


def recall_stats(store: Store) -> Stats:
    try:
        return _decode_stats(store.get(STATS) or b"")
    except msgspec.DecodeError:
        return {}


def note_stats(tools: Tools, stats: Stats, known: Stats) -> None:
    """Have the states of files remembered where they differ from the known ones."""
    if stats != known:
        tools.named[STATS] = _encode(stats)


def recall_shared(store: Store) -> dict[str, bytes]:
    return _decode_shared(store.get("shared") or b"\x80")


def recall_outputs(store: Store, paths: Iterable[str]) -> dict[str, Output] | None:
    """Return remembered outputs by path, None unless all of them are there."""
    wanted = tuple(paths)
    found = store.views(wanted)
    return {path: _decode_output(found[path]) for path in wanted} if len(found) == len(wanted) else None


def recall_config(tools: Tools, written: bytes) -> Config | None:
    """Return the config that these bytes were parsed to by this very version of sitegen."""
    return _recall_made(tools, "config", digest(written), _decode_config)


def note_config(tools: Tools, written: bytes, config: Config) -> Config:
    """Have the config remembered that these bytes were parsed to, and return it."""
    return _note_made(tools, "config", digest(written), config)


def recall_closures(tools: Tools, theme: ThemeFiles) -> Mapping[str, str] | None:
    """Return the digests of a theme's closures as this very version of sitegen found them."""
    return _recall_made(tools, "closures", theme.digest, _decode_closures)


def note_closures(tools: Tools, theme: ThemeFiles, closures: Mapping[str, str]) -> Mapping[str, str]:
    """Have a theme's closures remembered, and return them."""
    return _note_made(tools, "closures", theme.digest, closures)


def _recall_made(tools: Tools, name: str, source: str, decode: Callable[[bytes], tuple[str, _Made]]) -> _Made | None:
    try:
        made_of, made = decode(tools.store.get(name) or b"")
    except msgspec.DecodeError:
        return None
    return made if made_of == digest_all([source, tools.generator]) else None


def _note_made(tools: Tools, name: str, source: str, made: _Made) -> _Made:
    tools.named[name] = _encode((digest_all([source, tools.generator]), made))
    return made


def digest_inputs(config: Config, snapshot: Snapshot, heads: Mapping[str, Head], problems: Iterable[Problem]) -> str:
    """Digest all that a plan is made from, hidden documents included, and what reading found wrong; not the bodies."""
    facts = digest_of([(path, head.facts) for path, head in sorted(heads.items())])
    return digest_of((config, snapshot.assets, snapshot.static, snapshot.theme, facts, tuple(problems)))


def is_still_valid(record: Record, inputs: str, generator: str, now: int) -> bool:
    """Tell whether the record's plan is what planning would yield again at an instant."""
    if (record.inputs, record.generator) != (inputs, generator):
        return False
    return record.built_for <= now and not (record.next_due and record.next_due <= now)


def refresh_keys(record: Record, heads: Mapping[str, Head]) -> dict[str, OutputKey]:
    """Return the keys of the remembered plan with the bodies as they are now."""
    return {
        path: replace(known.key, bodies=tuple((source, heads[source].body) for source, _ in known.key.bodies))
        if known.key.bodies
        else known.key
        for path, known in record.outputs.items()
    }


def find_intact(output: Path, record: Record | None) -> dict[str, tuple[int, int]]:
    """Return size and mtime of the recorded files that lie in the output folder as they were published.

    Where only the mtime differs, as after a copy, the bytes decide.
    """
    known: Mapping[str, OutputRecord] = record.outputs if record else {}
    present = scan_output(output, known)
    there = {path: state for path, state in present.items() if state[0] == known[path].size}
    moved = digest_outputs(output, (path for path, state in there.items() if state[1] != known[path].mtime))
    return {path: state for path, state in there.items() if moved.get(path, known[path].content) == known[path].content}


def save_build(tools: Tools, record: Record, before: Record | None, plan: Plan) -> None:
    """Remember a finished build; of the plan's outputs, none for a remembered plan, those that show bodies are kept."""
    known: Mapping[str, OutputRecord] = before.outputs if before else {}
    changed = (
        (path, _encode(output))
        for path, output in plan.outputs.items()
        if output.bodies and (path not in known or known[path].key.view != record.outputs[path].key.view)
    )
    gone = [path for path in known if path not in record.outputs]
    tools.store.save({"record": _encode(record), "shared": _encode(plan.shared), **tools.named}, changed, gone)
