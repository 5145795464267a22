"""Remembers what builds leave for later ones: at hand while the process lives, and in the store for the next process.

While the inputs are equal and nothing has fallen due, the remembered plan is the plan, and only bodies can have changed.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from sitegen.digest import digest_all, digest_of, pack
from sitegen.errors import Problem
from sitegen.model.config import Config
from sitegen.model.document import Facts
from sitegen.model.dress import Dress
from sitegen.model.fonts import Font
from sitegen.model.media import Dimensions, NoPicture
from sitegen.model.output import Output, Plan
from sitegen.model.record import OutputKey, OutputRecord, Record
from sitegen.model.site import Related, Site
from sitegen.model.source import FileStat, Source
from sitegen.store import ParsedRow, Store

_T = TypeVar("_T")

_decode_facts = msgspec.msgpack.Decoder(Facts | None).decode
_decode_problems = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
_decode_output = msgspec.msgpack.Decoder(Output).decode


class Head(Struct, frozen=True, gc=False):
    """A parse result without its body: facts and problems in their MessagePack form, and the body's digest."""

    facts: bytes
    problems: bytes
    body: str

    def decode_problems(self) -> tuple[Problem, ...]:
        """Return what parsing found wrong, without the severity that the config gives it."""
        return _decode_problems(self.problems)


class Planned(Struct, frozen=True):
    """A plan with the key of each output; `record` says what it was made from.

    `plan` holds no outputs where it was made by an earlier process: they are in the store, as far as they show bodies.
    """

    keys: Mapping[str, OutputKey]
    plan: Plan
    record: Record


class Item(Generic[_T]):
    """A value that the store keeps under a name; `kind` is the type to decode it to."""

    def __init__(self, name: str, kind: Any) -> None:
        self.name = name
        self.decode: Callable[[bytes], _T] = msgspec.msgpack.Decoder(kind).decode


RECORD: Item[Record] = Item("record", Record)
STATS: Item[Mapping[str, FileStat]] = Item("stats", dict[str, FileStat])
SHARED: Item[Mapping[str, bytes]] = Item("shared", dict[str, bytes])
RELATED: Item[bytes] = Item("related", bytes)
CONFIG: Item[tuple[str, Config]] = Item("config", tuple[str, Config])
DRESS: Item[tuple[str, tuple[Dress, tuple[Problem, ...]]]] = Item(
    "dress", tuple[str, tuple[Dress, tuple[Problem, ...]]]
)
PICTURES: Item[tuple[str, Mapping[str, Dimensions | NoPicture]]] = Item(
    "pictures", tuple[str, dict[str, Dimensions | NoPicture]]
)
CHARTS: Item[Mapping[str, Mapping[str, str]]] = Item("charts", dict[str, dict[str, str]])
FONTS: Item[tuple[str, tuple[Font, ...]]] = Item("fonts", tuple[str, tuple[Font, ...]])
CLOSURES: Item[tuple[str, Mapping[str, str]]] = Item("closures", tuple[str, dict[str, str]])


class Memory:
    """What is remembered of one site, by the one process that builds it.

    `is_lasting` says that this process will build again: then decoded facts, the Site and the plan stay at hand, which
    a single build lets go as early as it can.
    """

    def __init__(self, store: Store, generator: str, is_lasting: bool) -> None:
        self._store = store
        self._generator = generator
        self.is_lasting = is_lasting
        self._at_hand: dict[str, Any] = {}
        self._unsaved: set[str] = set()
        self._kept: dict[str, Any] = {}
        self._keys: dict[str, tuple[Source, str, str]] = {}
        self._heads: dict[str, Head] | None = None
        self._facts: dict[str, tuple[bytes, Facts | None]] = {}
        self._digested: tuple[list[tuple[str, bytes]], str] | None = None
        self._site: tuple[str, int, Site, Related] | None = None
        self._planned: Planned | None = None
        self._outputs: Mapping[str, Output] = {}
        self._stored: dict[str, str] | None = None

    # --- values by name

    def recall(self, item: Item[_T]) -> _T | None:
        """Return a value; None where there is none that this version can read."""
        if item.name not in self._at_hand:
            try:
                self._at_hand[item.name] = item.decode(self._store.get(item.name) or b"")
            except msgspec.DecodeError:
                self._at_hand[item.name] = None
        value: _T | None = self._at_hand[item.name]
        return value

    def published(self) -> Mapping[str, OutputRecord]:
        """Return by path what is recorded of every published file."""
        record = self.recall(RECORD)
        return record.outputs if record else {}

    def note(self, item: Item[_T], value: _T) -> None:
        """Have a value remembered."""
        if self.recall(item) != value:
            self._at_hand[item.name] = value
            self._unsaved.add(item.name)

    def recall_made(self, item: Item[tuple[str, _T]], source: str) -> _T | None:
        """Return what was made of a source, given by its digest, by this very version of sitegen."""
        made_of, made = self.recall(item) or ("", None)
        return made if made_of == digest_all([source, self._generator]) else None

    def note_made(self, item: Item[tuple[str, _T]], source: str, made: _T) -> _T:
        """Have remembered what was made of a source, and return it."""
        self.note(item, (digest_all([source, self._generator]), made))
        return made

    def kept(self, name: str) -> Any:
        """Return what an earlier build of this process kept under a name; None in a process that builds only once."""
        return self._kept.get(name)

    def keep(self, name: str, value: _T) -> _T:
        """Keep a value for later builds of this process, and return it."""
        if self.is_lasting:
            self._kept[name] = value
        return value

    # --- parse results

    def keys_of(self, sources: Iterable[Source], base: str) -> dict[str, str]:
        """Return by path the key under which each source's parse result is remembered.

        It covers all that parsing depends on; `base` is the digest of the options and of sitegen itself.
        """
        known = self._keys
        keys = {}
        for source in sources:
            old = known.get(source.path)
            if old is not None and old[0] == source and old[1] == base:
                keys[source.path] = old
            else:
                keys[source.path] = (source, base, key_of_parsed(source, source.digest, base))
        if self.is_lasting:
            self._keys = keys
        return {path: key for path, (_, _, key) in keys.items()}

    def heads(self, keys: Iterable[str]) -> dict[str, Head]:
        """Return parse results by key; those that are not remembered are left out."""
        at_hand = self._heads or {}
        missing = [key for key in keys if key not in at_hand]
        if missing or self._heads is None:
            self._heads = at_hand | {key: Head(*row) for key, row in self._store.parsed_heads(missing).items()}
        return self._heads

    def note_parsed(self, row: ParsedRow) -> Head:
        """Keep a parse result at hand that the store has taken in."""
        head = Head(row.facts, row.problems, row.body_digest)
        self._heads = self._heads or {}
        self._heads[row.key] = head
        return head

    def facts_of(self, heads: Mapping[str, Head]) -> list[Facts]:
        """Decode the facts of every source that has any; equal facts are the very same value as before."""
        known = self._facts
        decoded = {}
        for path, head in heads.items():
            old = known.get(path)
            decoded[path] = old if old is not None and old[0] == head.facts else (head.facts, _decode_facts(head.facts))
        if self.is_lasting:
            self._facts = decoded
        return [facts for _, facts in decoded.values() if facts is not None]

    def digest_facts(self, heads: Mapping[str, Head]) -> str:
        """Digest the facts of all sources."""
        parts = [(path, head.facts) for path, head in sorted(heads.items())]
        if self._digested is None or self._digested[0] != parts:
            self._digested = parts, digest_of(parts)
        return self._digested[1]

    # --- relations and the plan

    def recall_site(self, inputs: str, now: int) -> tuple[Site, Related] | None:
        """Return what relating made of equal inputs in this process, unless something has fallen due since."""
        if self._site is None:
            return None
        made_of, built_for, site, related = self._site
        return (site, related) if made_of == inputs and _is_current(built_for, site.next_due, now) else None

    def note_site(self, inputs: str, now: int, site: Site, related: Related) -> None:
        """Keep what relating made at hand, if this process will build again."""
        if self.is_lasting:
            self._site = inputs, now, site, related

    def recall_plan(self, inputs: str, now: int) -> Planned | None:
        """Return the plan that planning would yield again at an instant; None where it would be another."""
        planned = self._planned or self._planned_before()
        if planned is None or (planned.record.inputs, planned.record.generator) != (inputs, self._generator):
            return None
        return planned if _is_current(planned.record.built_for, planned.record.next_due, now) else None

    def note_plan(self, planned: Planned) -> None:
        """Keep a plan at hand, if this process will build again."""
        if self.is_lasting:
            self._planned = planned

    def recall_views(self, plan: Plan) -> dict[str, str]:
        """Return by path the digests of the views of those outputs that this process planned before, as they are."""
        if self._planned is None:
            return {}
        outputs, keys = self._planned.plan.outputs, self._planned.keys
        return {path: keys[path].view for path, output in plan.outputs.items() if outputs.get(path) is output}

    def recall_outputs(self, planned: Planned, paths: Iterable[str]) -> dict[str, Output] | None:
        """Return planned outputs by path, None unless all of them are remembered."""
        if planned.plan.outputs:
            return {path: planned.plan.outputs[path] for path in paths}
        wanted = tuple(paths)
        found = self._store.views(wanted)
        return {path: _decode_output(found[path]) for path in wanted} if len(found) == len(wanted) else None

    def _planned_before(self) -> Planned | None:
        record = self.recall(RECORD)
        if record is None:
            return None
        keys = {path: known.key for path, known in record.outputs.items() if not known.part_of}
        return Planned(keys, Plan({}, self.recall(SHARED) or {}), record)

    # --- the end of a build

    def note_build(self, record: Record, plan: Plan) -> None:
        """Have a finished build remembered; of a plan that an earlier process made, what is stored stands."""
        if self._stored is None:
            self._stored = _views_of(self.published())
        self.note(RECORD, record)
        self.note(SHARED, dict(plan.shared))
        self._outputs = plan.outputs or self._outputs

    def save(self, live: Mapping[str, str]) -> None:
        """Store what is new; of parse results only the `live` ones, given as body digest by key, are kept."""
        if not self._unsaved:
            return
        self._store.prune(live)
        stored, now = self._stored or {}, _views_of(self.published())
        views = (
            (path, pack(self._outputs[path]))
            for path, view in now.items()
            if stored.get(path) != view and path in self._outputs
        )
        named = {name: pack(self._at_hand[name]) for name in sorted(self._unsaved)}
        self._store.save(named, views, [path for path in stored if path not in now])
        self._unsaved.clear()
        self._stored = now
        if self._heads is not None:
            self._heads = {key: head for key, head in self._heads.items() if key in live}


def key_of_parsed(source: Source, content: str, base: str) -> str:
    """Return the key of a source's parse result, made of bytes with the digest `content`."""
    return digest_of((source.path, source.kind, source.id, source.lang, content, base))


def _views_of(published: Mapping[str, OutputRecord]) -> dict[str, str]:
    """Return the digests of the views that show bodies: those are stored."""
    return {path: known.key.view for path, known in published.items() if known.key.bodies}


def _is_current(built_for: int, next_due: int | None, now: int) -> bool:
    """Tell whether what was made for one instant is what would be made for another."""
    return built_for <= now and not (next_due is not None and next_due <= now)
