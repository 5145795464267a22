"""The one module that knows the order: read, parse, relate, plan, fresh, render, publish.

A build either finishes or changes nothing that a reader sees; what it remembers is a shortcut for the next one.
"""

import gc
import os
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from msgspec.structs import replace

from sitegen.errors import ConfigError, ContentError, Location, PlanError, Problem, SitegenError
from sitegen.files import read_file
from sitegen.model.config import Config
from sitegen.model.output import Plan
from sitegen.model.record import Record
from sitegen.model.report import BuildReport, Explanation
from sitegen.model.site import Related, Rule, Site
from sitegen.parse import parse_config
from sitegen.pool import Pool
from sitegen.publish import Staged, check_output_folder, lock, refuse_link
from sitegen.steps.amending import amend
from sitegen.steps.deciding import Decision, Standing, decide, decide_again, look_at_output
from sitegen.steps.generator import digest_generator, name_search_tool
from sitegen.steps.memory import RECORD, SHARED, Memory
from sitegen.steps.problems import settle
from sitegen.steps.publishing import publish_outputs
from sitegen.steps.rendering import MANY, prepare_workers
from sitegen.steps.taking import INSTALL_SEARCH, Taken, take_in
from sitegen.steps.tools import Progress, Purpose, Tools
from sitegen.store import Store, StoreDamaged

__all__ = ["PUBLIC", "BuildReport", "Explanation", "Session", "build", "explain", "load_config"]

CONFIG_FILE = "sitegen.toml"
PUBLIC = Purpose()

_T = TypeVar("_T")

_COLLECT_AFTER = 100
"""Looks between two searches for garbage in cycles, of which templates and errors leave some."""

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
        message = f'"{root / CONFIG_FILE}" cannot be read: {error.strerror}'
        hint = "Go to the folder of a site, name it with -C, or make a new one with `sitegen init`."
        raise ConfigError(problems=[Problem(Location(CONFIG_FILE), "unreadable", message, hint)]) from error


def build(
    root: Path, *, jobs: int = 0, now: int | None = None, clean: bool = False, progress: Progress | None = None
) -> BuildReport:
    """Bring the output folder up to date with the site as of an instant (seconds since 1970; this very one by default).

    Raises a SitegenError that carries every problem found; then nothing was published.
    """
    started = time.perf_counter()
    _read_config(root)  # before the lock, which would make a state folder where there is no site

    def run(again: bool) -> BuildReport:
        with Session(root, jobs=jobs, clean=clean or again, progress=progress, is_lasting=False) as session:
            return session.build(now)

    with lock(root / PUBLIC.state):
        report = _retried(run)
    return replace(report, seconds=time.perf_counter() - started)


def explain(root: Path, path: str, *, now: int | None = None) -> Explanation:
    """Say why a build would render or keep an output, and which sources show on it.

    `path` is an address in any form that `check.find_output` takes; ContentError where no output has it.
    """

    def run(again: bool) -> Explanation:
        with Session(root, jobs=1, clean=again, is_lasting=False) as session:
            return _explain(session.tools, path, _instant(now))

    return _retried(run)


def _retried(run: Callable[[bool], _T]) -> _T:
    """Run with the caches as they are, and again without them where they prove damaged."""
    try:
        return run(False)
    except StoreDamaged:
        return run(True)


def _instant(now: int | None) -> int:
    return int(time.time()) if now is None else now


class Session:
    """One site that this process builds, once or again and again, with all that it remembers of it.

    ConfigError where there is none: nothing is written into a folder that is no site, or that was moved away. Only one
    session of a purpose builds at a time: hold the lock of its state folder. After StoreDamaged, close the session and
    open another with `clean`.
    """

    def __init__(
        self,
        root: Path,
        *,
        purpose: Purpose = PUBLIC,
        jobs: int = 0,
        clean: bool = False,
        progress: Progress | None = None,
        is_lasting: bool = True,
    ) -> None:
        _read_config(root)
        self._stack = ExitStack()
        gc.disable()  # the values of a build form no cycles, and there are millions of them to look at
        self._stack.callback(gc.enable)
        store = self._stack.enter_context(Store(root / purpose.state, clean))
        pool = self._stack.enter_context(Pool(jobs or os.cpu_count() or 1, _PRELOADED))
        generator = digest_generator()
        memory = Memory(store, generator, is_lasting)
        notes = [store.note] if store.note else []
        tool = name_search_tool()
        self.tools = Tools(root, purpose, store, memory, pool, generator, progress or _tell_nobody, notes, tool)
        self._looks = 0
        self._last: Decision | None = None
        self._refused: tuple[Taken, SitegenError] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def build(self, now: int | None = None) -> BuildReport:
        """Bring the output folder up to date; a SitegenError carries every problem found, and nothing was published."""
        return self.carry_out(self.look(now))[0]

    def carry_out(self, decision: Decision) -> tuple[BuildReport, Decision]:
        """Do all that a look decided, and store what is remembered; return what was done, and what then stands."""
        before = self.tools.memory.recall(RECORD)
        known = self.tools.memory.published()
        staged, done = self.renew(decision, decision.stale)
        self._note_old_output(before.output if before else "", decision.taken.output)
        self._note_missing_search(decision.taken.config)
        self.save(done)
        record = decision.planned.record
        report = BuildReport(
            outputs=len(decision.planned.keys),
            rendered=sum(path in decision.planned.keys for path in staged),
            unchanged=sum(
                path in known and known[path].content == each.digest
                for path, each in staged.items()
                if path in decision.planned.keys
            ),
            kept=len(decision.changes.kept),
            removed=len(decision.changes.removed),
            problems=decision.problems,
            reasons=decision.changes.stale,
            next_due=record.next_due,
            hidden=len(record.hidden),
            seconds=0.0,
            indexed=sum(output.recipe == "index" for output in decision.stale.values()),
            notes=tuple(self.tools.notes),
        )
        return report, done

    def look(self, now: int | None = None, named: Collection[str] = ()) -> Decision:
        """Read the site and decide what a build has to do; a SitegenError carries every problem found.

        Where nothing changed since an earlier look, that one's decision is returned, as far as it has been carried out.
        Where files are `named`, by their absolute paths, only these are looked at if that can be enough: an edit shows
        sooner, and a look at everything has to follow.
        """
        tools = self.tools
        instant = _instant(now)
        self._looks += 1
        if self._looks % _COLLECT_AFTER == 0:
            gc.collect()
        taken = take_in(tools, _read_config(tools.root), CONFIG_FILE, named)
        planned = tools.memory.recall_plan(taken.inputs, instant)
        if self._last is not None and self._last.taken is taken and self._last.planned is planned:
            return self._last
        if self._refused is not None and self._refused[0] is taken:
            raise self._refused[1].with_traceback(None)  # which would grow with each time that it is raised
        if tools.purpose.is_preview:  # whose folder lies with what we remember, and is named by no one else
            refuse_link(tools.root / taken.output)
        else:
            check_output_folder(tools.root, tools.root / taken.output)
        standing = self._standing(taken)
        try:
            decision = amend(tools, taken, self._last, instant) if self._last else None
            if decision is None and planned:
                decision = decide_again(tools, taken, standing, planned)
            if decision is None:
                decision = decide(tools, taken, standing, *_plan_anew(tools, taken, instant)[1:])
        except (ContentError, PlanError) as error:
            self._refused = taken, error
            raise
        tools.memory.note_plan(decision.planned)
        self._last = decision
        return decision

    def renew(self, decision: Decision, paths: Collection[str]) -> tuple[Mapping[str, Staged], Decision]:
        """Render and publish some stale outputs; return what was staged by path, and what is left to do.

        Call it at least once after a look, if only with no paths: it removes what is no longer part of the site.
        """
        refuse_link(self.tools.root / decision.taken.output)
        staged, self._last = publish_outputs(self.tools, decision, paths)
        return staged, self._last

    def relate(self, decision: Decision, now: int | None = None) -> tuple[Site, Decision]:
        """Return the Site by which the last look decided, and its decision with the plan at hand.

        Both are made now where an earlier process had planned the site, so that the next change is looked at the sooner.
        """
        related = self.tools.memory.recall_site(decision.taken.relations, _instant(now))
        if related is not None:
            return related[0], decision
        site, plan, _ = _plan_anew(self.tools, decision.taken, _instant(now))
        self._last = replace(decision, planned=replace(decision.planned, plan=plan))
        self.tools.memory.note_plan(self._last.planned)
        return site, self._last

    def save(self, decision: Decision) -> None:
        """Store what is remembered, for other processes."""
        self.tools.memory.save(decision.taken.live)

    def _standing(self, taken: Taken) -> Standing:
        # Only this process writes into a preview's folder, so that one look at it is enough.
        if self.tools.purpose.is_preview and self._last is not None:
            return self._last.standing
        return look_at_output(self.tools.root / taken.output, self.tools.memory.published())

    def _note_old_output(self, old: str, new: str) -> None:
        """Say once that another folder was written to before: what lies in it is no longer ours to change."""
        if old not in {"", new} and (self.tools.root / old).is_dir():
            but = f', but for "{new}/"' if Path(new).is_relative_to(old) else ""
            self.tools.notes.append(
                f'Earlier builds wrote to "{old}/": it is no longer kept up, and may be removed{but}.'
            )

    def _note_missing_search(self, config: Config) -> None:
        """Say that readers cannot search the site where nobody decided that they should not."""
        if config.search == "where-installed" and not self.tools.search_tool:
            note = f"Readers cannot search the site: for that, `{INSTALL_SEARCH}`, or write `[search] enabled = false`."
            if note not in self.tools.notes:
                self.tools.notes.append(note)


def _tell_nobody(_verb: str, _done: int, _total: int) -> None: ...


def _plan_anew(tools: Tools, taken: Taken, now: int) -> tuple[Site, Plan, Record]:
    """Relate and plan; what is wrong with the site is told together with the conflicts in its plan."""
    # Imported here, since a build that finds the site unchanged needs none of them.
    from sitegen.check import check_site_paths  # noqa: PLC0415
    from sitegen.plan import Planner  # noqa: PLC0415
    from sitegen.steps.grounding import find_grounds  # noqa: PLC0415

    config, snapshot = taken.config, taken.snapshot
    if len(taken.heads) > MANY:
        prepare_workers(tools, snapshot.theme, tools.memory.recall(SHARED) or {})
    site, related = tools.memory.recall_site(taken.relations, now) or _relate(tools, taken, now)
    grounds = find_grounds(tools, site, taken)
    found = (*taken.problems, *site.problems, *grounds.problems)
    try:
        fingerprints = not tools.purpose.is_preview
        planner = tools.memory.kept("planner") or Planner(fingerprints, tools.memory.is_lasting, tools.search_tool)
        made = tools.memory.keep("planner", planner).plan(site, related, grounds.media, config, snapshot, grounds.dress)
    except PlanError as error:
        raise PlanError(problems=settle(tools, taken.heads, (*found, *error.problems), site.hidden, config)) from None
    record = Record(
        generator=tools.generator,
        inputs=taken.inputs,
        outputs={},
        problems=(*found, *check_site_paths(site, made, config)),
        next_due=site.next_due,
        hidden=site.hidden,
        built_for=now,
        output=taken.output,
    )
    return site, made, record


def _relate(tools: Tools, taken: Taken, now: int) -> tuple[Site, Related]:
    from sitegen.relate import Relater  # noqa: PLC0415
    from sitegen.steps.relating import relate_work  # noqa: PLC0415

    facts, assets = tools.memory.facts_of(taken.heads), {asset.path for asset in taken.snapshot.assets}
    relater = tools.memory.kept("relater") or Relater(tools.memory.is_lasting)
    rule = Rule(now, tools.purpose.shows_all)
    site = tools.memory.keep("relater", relater).relate(facts, assets, taken.config, rule)
    related = relate_work(site, taken.config, tools)
    tools.memory.note_site(taken.relations, now, site, related)
    return site, related


def _explain(tools: Tools, path: str, now: int) -> Explanation:
    from sitegen.check import find_output  # noqa: PLC0415
    from sitegen.steps.showing import sources_shown  # noqa: PLC0415

    taken = take_in(tools, _read_config(tools.root), CONFIG_FILE)
    site, made, record = _plan_anew(tools, taken, now)
    parts = {part: each.part_of for part, each in tools.memory.published().items() if each.part_of}
    output = find_output(path, made, taken.config, parts)
    standing = look_at_output(tools.root / taken.output, tools.memory.published())
    decision = decide(tools, taken, standing, made, record)
    return Explanation(
        path=output.path,
        origin=output.origin,
        reasons=decision.changes.stale.get(output.path, ()),
        sources=sources_shown(output, site, taken.config),
    )
