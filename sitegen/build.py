"""The one module that knows the order: read, parse, relate, plan, fresh, render, publish.

A build either finishes or changes nothing that a reader sees; what it remembers is a shortcut for the next one.
"""

import gc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.errors import ConfigError, ContentError, PlanError, Problem
from sitegen.files import read_file
from sitegen.fresh import find_changes, key_of
from sitegen.model.config import Config
from sitegen.model.output import Changes, Plan
from sitegen.model.record import OutputKey, OutputRecord, Record
from sitegen.model.report import BuildReport, Explanation
from sitegen.model.site import Rule, Site
from sitegen.model.source import Snapshot
from sitegen.parse import parse_config
from sitegen.pool import Pool
from sitegen.publish import Stage, check_output_folder, lock, publish, read_manifest
from sitegen.read import read_folder
from sitegen.steps import memory
from sitegen.steps.generator import digest_generator
from sitegen.steps.parsing import Head, decode_all, parse_sources
from sitegen.steps.problems import settle, stop_at_errors
from sitegen.steps.rendering import MANY, Workshop, prepare_workers, render_outputs, theme_of
from sitegen.steps.tools import Progress, Tools
from sitegen.store import Store, StoreDamaged

__all__ = ["BuildReport", "Explanation", "build", "explain", "load_config"]

CONFIG_FILE = "sitegen.toml"
STATE_FOLDER = ".sitegen"

_T = TypeVar("_T")

_PRELOADED = (
    "sitegen.parse.document",
    "sitegen.parse.markdown",
    "sitegen.render",
    "sitegen.render.catalogue",
    "sitegen.render.filters",
    "sitegen.steps.parsing",
    "sitegen.steps.rendering",
)


class _Input(Struct, frozen=True):
    """All that was read: config and folder, the parse result of each source, and what the last build left.

    `digest` covers all that a plan is made from; `live` are the parse results in use, as body digest by key.
    """

    config: Config
    snapshot: Snapshot
    heads: Mapping[str, Head]
    live: Mapping[str, str]
    problems: tuple[Problem, ...]
    digest: str
    record: Record | None


class _Decision(Struct, frozen=True):
    """What is to be published: the key of every output, the plan (where it was remembered, of stale outputs alone), the
    changes, the recorded files that lie untouched in the output folder, and a record that lacks only what was published.
    """

    keys: Mapping[str, OutputKey]
    plan: Plan
    changes: Changes
    intact: Mapping[str, tuple[int, int]]
    record: Record
    problems: tuple[Problem, ...]


def load_config(root: Path) -> Config:
    """Read the config of a site; ConfigError where there is none or it is wrong."""
    return parse_config(_read_config(root), CONFIG_FILE)


def _read_config(root: Path) -> bytes:
    try:
        return read_file(root / CONFIG_FILE)
    except OSError as error:
        hint = "Go to the folder of a site, name it with -C, or make a new one with `sitegen init`."
        raise ConfigError(f'{root / CONFIG_FILE}: error: cannot be read: "{error.strerror}"\n    {hint}') from error


def build(
    root: Path, *, jobs: int = 0, now: int | None = None, clean: bool = False, progress: Progress | None = None
) -> BuildReport:
    """Bring the output folder up to date with the site as of an instant (seconds since 1970; this very one by default).

    Raises a SitegenError that carries every problem found; then nothing was published.
    """
    started = time.perf_counter()
    written = _read_config(root)
    instant = int(time.time()) if now is None else now
    with lock(root / STATE_FOLDER):
        report = _with_tools(root, lambda tools: _build(tools, written, instant), jobs, clean, progress)
    return replace(report, seconds=time.perf_counter() - started)


def explain(root: Path, path: str, *, now: int | None = None) -> Explanation:
    """Say why a build would render or keep an output, and which sources show on it.

    `path` is that of a file in the output folder, or of a folder with an index.html; ContentError where no output has it.
    """
    written = _read_config(root)
    instant = int(time.time()) if now is None else now
    return _with_tools(root, lambda tools: _explain(tools, written, path, instant), jobs=1)


def _with_tools(
    root: Path,
    run: Callable[[Tools], _T],
    jobs: int = 0,
    clean: bool = False,
    progress: Progress | None = None,
) -> _T:
    """Run with a store and a pool; a store that proves damaged is made anew, once."""
    gc.disable()  # the values of a build form no cycles, and there are millions of them to look at
    try:
        with Store(root / STATE_FOLDER, clean) as store, Pool(jobs or os.cpu_count() or 1, _PRELOADED) as pool:
            notes = [store.note] if store.note else []
            return run(Tools(root, store, pool, digest_generator(), progress or _tell_nobody, {}, notes))
    except StoreDamaged:
        if clean:
            raise
        return _with_tools(root, run, jobs, True, progress)
    finally:
        gc.enable()


def _tell_nobody(_verb: str, _done: int, _total: int) -> None: ...


def _build(tools: Tools, written: bytes, now: int) -> BuildReport:
    taken = _take_in(tools, written)
    check_output_folder(tools.root, tools.root / taken.config.output)
    decision = _recall(tools, taken, now) or _decide(tools, taken, *_plan_anew(tools, taken, now)[1:])
    stop_at_errors(decision.problems)
    record, unchanged = _publish(tools, taken, decision)
    if record != taken.record or tools.named:
        tools.store.prune(taken.live)
        memory.save_build(tools, record, taken.record, decision.plan)
    return BuildReport(
        outputs=len(record.outputs),
        rendered=len(decision.changes.stale),
        unchanged=unchanged,
        kept=len(decision.changes.kept),
        removed=len(decision.changes.removed),
        problems=decision.problems,
        reasons=decision.changes.stale,
        next_due=record.next_due,
        hidden=len(record.hidden),
        seconds=0.0,
        notes=tuple(tools.notes),
    )


def _take_in(tools: Tools, written: bytes) -> _Input:
    """Read the folder and parse what is new in it; `written` are the bytes of the config."""
    config = memory.recall_config(tools, written) or memory.note_config(
        tools, written, parse_config(written, CONFIG_FILE)
    )
    known = memory.recall_stats(tools.store)
    snapshot, stats, problems = read_folder(tools.root, config, known)
    heads, live = parse_sources(tools, snapshot.sources, config.parse, stats)
    memory.note_stats(tools, stats, known)
    return _Input(
        config=config,
        snapshot=snapshot,
        heads=heads,
        live=live,
        problems=problems,
        digest=memory.digest_inputs(config, snapshot, heads, problems),
        record=memory.recall_record(tools.store),
    )


def _recall(tools: Tools, taken: _Input, now: int) -> _Decision | None:
    """Decide by the remembered plan: None where it is no longer that of the site, or does not hold what is stale."""
    record = taken.record
    if record is None or not memory.is_still_valid(record, taken.digest, tools.generator, now):
        return None
    keys = memory.refresh_keys(record, taken.heads)
    changes, intact = _compare(tools, taken, keys)
    outputs = memory.recall_outputs(tools.store, changes.stale)
    if outputs is None:
        return None
    remembered = Plan(outputs, memory.recall_shared(tools.store))
    return _Decision(
        keys,
        remembered,
        changes,
        intact,
        record,
        settle(tools, taken.heads, record.problems, record.hidden, taken.config),
    )


def _plan_anew(tools: Tools, taken: _Input, now: int) -> tuple[Site, Plan, Record]:
    """Relate and plan; what is wrong with the site is told together with the conflicts in its plan."""
    # Imported here, since a build that finds the site unchanged needs none of them.
    from sitegen.check import check_site_paths  # noqa: PLC0415
    from sitegen.plan import plan  # noqa: PLC0415
    from sitegen.relate import relate  # noqa: PLC0415
    from sitegen.steps.relating import relate_work  # noqa: PLC0415

    config, snapshot = taken.config, taken.snapshot
    if len(taken.heads) > MANY:
        prepare_workers(tools, snapshot.theme, memory.recall_shared(tools.store))
    site = relate(decode_all(taken.heads), {asset.path for asset in snapshot.assets}, config, Rule(now))
    try:
        made = plan(site, relate_work(site, config, tools), config, snapshot)
    except PlanError as error:
        raise PlanError(
            problems=settle(tools, taken.heads, (*taken.problems, *site.problems, *error.problems), site.hidden, config)
        ) from None
    record = Record(
        generator=tools.generator,
        inputs=taken.digest,
        outputs={},
        problems=(*taken.problems, *site.problems, *check_site_paths(site, made)),
        next_due=site.next_due,
        hidden=site.hidden,
        built_for=now,
    )
    return site, made, record


def _decide(tools: Tools, taken: _Input, made: Plan, record: Record) -> _Decision:
    problems = settle(tools, taken.heads, record.problems, record.hidden, taken.config)
    stop_at_errors(problems)
    shared = {lang: digest(view) for lang, view in made.shared.items()}
    bodies = {path: head.body for path, head in taken.heads.items()}
    closures = memory.recall_closures(tools, taken.snapshot.theme) or memory.note_closures(
        tools, taken.snapshot.theme, theme_of(taken.snapshot.theme, tools.root).closures()
    )
    keys = {path: key_of(output, shared, closures, bodies) for path, output in made.outputs.items()}
    changes, intact = _compare(tools, taken, keys)
    return _Decision(keys, made, changes, intact, record, problems)


def _compare(tools: Tools, taken: _Input, keys: Mapping[str, OutputKey]) -> tuple[Changes, dict[str, tuple[int, int]]]:
    output = tools.root / taken.config.output
    intact = memory.find_intact(output, taken.record)
    return find_changes(keys, taken.record, tools.generator, intact, read_manifest(output)), intact


def _publish(tools: Tools, taken: _Input, decision: _Decision) -> tuple[Record, int]:
    """Render what is stale and publish it; return the record, and how many files came out with the bytes they had."""
    before = taken.record.outputs if taken.record else {}
    stale = [decision.plan.outputs[path] for path in decision.changes.stale]
    kept = {path: before[path].content for path in decision.changes.kept}
    with Stage(tools.root / STATE_FOLDER / "stage") as stage:
        workshop = Workshop(tools.root, stage.folder, tools.store.path, taken.snapshot.theme, decision.plan.shared)
        staged = dict(render_outputs(stale, decision.keys, workshop, tools))
        states = publish(tools.root / taken.config.output, stage.folder, staged, kept)
    outputs = {}
    for path, key in decision.keys.items():
        if path in staged:
            outputs[path] = OutputRecord(key, staged[path].digest, *states[path])
        else:
            outputs[path] = OutputRecord(key, kept[path], *decision.intact[path])
    unchanged = sum(path in before and before[path].content == each.digest for path, each in staged.items())
    return replace(decision.record, outputs=outputs), unchanged


def _explain(tools: Tools, written: bytes, path: str, now: int) -> Explanation:
    from sitegen.steps.showing import sources_shown  # noqa: PLC0415

    taken = _take_in(tools, written)
    config = taken.config
    site, made, record = _plan_anew(tools, taken, now)
    output = made.outputs.get(path.strip("/")) or made.outputs.get(f"{path.strip('/')}/index.html".lstrip("/"))
    if output is None:
        hint = f"Give the path of a file as it lies in {config.output}/."
        raise ContentError(f'no output has the path "{path}"\n    {hint}')
    decision = _decide(tools, taken, made, record)
    return Explanation(
        path=output.path,
        origin=output.origin,
        reasons=decision.changes.stale.get(output.path, ()),
        sources=sources_shown(output, site, config),
        published=output.path in decision.intact,
    )
