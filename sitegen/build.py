"""The one module that knows the order: read, parse, relate, plan, fresh, render, publish.

A build either finishes or changes nothing that a reader sees; what it remembers is a shortcut for the next one.
"""

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sitegen.errors import ConfigError, ContentError, PlanError
from sitegen.files import read_file
from sitegen.model.config import Config
from sitegen.model.output import Plan
from sitegen.model.record import Record
from sitegen.model.report import BuildReport, Explanation
from sitegen.model.site import Rule, Site
from sitegen.parse import parse_config
from sitegen.pool import Pool
from sitegen.publish import check_output_folder, lock
from sitegen.steps.deciding import decide, decide_again
from sitegen.steps.generator import digest_generator
from sitegen.steps.memory import RECORD, SHARED, Memory
from sitegen.steps.problems import settle
from sitegen.steps.publishing import publish_outputs
from sitegen.steps.rendering import MANY, prepare_workers
from sitegen.steps.taking import Taken, take_in
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
    state = root / STATE_FOLDER
    try:
        with Store(state, clean) as store, Pool(jobs or os.cpu_count() or 1, _PRELOADED) as pool:
            generator = digest_generator()
            memory = Memory(store, generator, is_lasting=False)
            notes = [store.note] if store.note else []
            return run(Tools(root, state, store, memory, pool, generator, progress or _tell_nobody, notes))
    except StoreDamaged:
        if clean:
            raise
        return _with_tools(root, run, jobs, True, progress)
    finally:
        gc.enable()


def _tell_nobody(_verb: str, _done: int, _total: int) -> None: ...


def _build(tools: Tools, written: bytes, now: int) -> BuildReport:
    taken = take_in(tools, written, CONFIG_FILE)
    check_output_folder(tools.root, taken.output)
    before = tools.memory.recall(RECORD)
    decision = decide_again(tools, taken, now) or decide(tools, taken, *_plan_anew(tools, taken, now)[1:])
    staged = publish_outputs(tools, taken, decision, decision.stale)
    tools.memory.save(taken.live)
    known = before.outputs if before else {}
    return BuildReport(
        outputs=len(decision.planned.keys),
        rendered=len(staged),
        unchanged=sum(path in known and known[path].content == each.digest for path, each in staged.items()),
        kept=len(decision.changes.kept),
        removed=len(decision.changes.removed),
        problems=decision.problems,
        reasons=decision.changes.stale,
        next_due=decision.planned.record.next_due,
        hidden=len(decision.planned.record.hidden),
        seconds=0.0,
        notes=tuple(tools.notes),
    )


def _plan_anew(tools: Tools, taken: Taken, now: int) -> tuple[Site, Plan, Record]:
    """Relate and plan; what is wrong with the site is told together with the conflicts in its plan."""
    # Imported here, since a build that finds the site unchanged needs none of them.
    from sitegen.check import check_site_paths  # noqa: PLC0415
    from sitegen.plan import plan  # noqa: PLC0415
    from sitegen.relate import relate  # noqa: PLC0415
    from sitegen.steps.relating import relate_work  # noqa: PLC0415

    config, snapshot = taken.config, taken.snapshot
    if len(taken.heads) > MANY:
        prepare_workers(tools, snapshot.theme, tools.memory.recall(SHARED) or {})
    site = relate(tools.memory.facts_of(taken.heads), {asset.path for asset in snapshot.assets}, config, Rule(now))
    try:
        made = plan(site, relate_work(site, config, tools), config, snapshot)
    except PlanError as error:
        raise PlanError(
            problems=settle(tools, taken.heads, (*taken.problems, *site.problems, *error.problems), site.hidden, config)
        ) from None
    record = Record(
        generator=tools.generator,
        inputs=taken.inputs,
        outputs={},
        problems=(*taken.problems, *site.problems, *check_site_paths(site, made)),
        next_due=site.next_due,
        hidden=site.hidden,
        built_for=now,
    )
    return site, made, record


def _explain(tools: Tools, written: bytes, path: str, now: int) -> Explanation:
    from sitegen.steps.showing import sources_shown  # noqa: PLC0415

    taken = take_in(tools, written, CONFIG_FILE)
    site, made, record = _plan_anew(tools, taken, now)
    output = made.outputs.get(path.strip("/")) or made.outputs.get(f"{path.strip('/')}/index.html".lstrip("/"))
    if output is None:
        hint = f"Give the path of a file as it lies in {taken.config.output}/."
        raise ContentError(f'no output has the path "{path}"\n    {hint}')
    decision = decide(tools, taken, made, record)
    return Explanation(
        path=output.path,
        origin=output.origin,
        reasons=decision.changes.stale.get(output.path, ()),
        sources=sources_shown(output, site, taken.config),
        published=output.path in decision.intact,
    )
