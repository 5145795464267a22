"""Decides what a build has to do: the key of every output, what is stale and why, and what is wrong with the site."""

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest import digest
from sitegen.errors import Problem
from sitegen.fresh import digest_view, find_changes, key_of
from sitegen.model.output import Changes, Output, Plan
from sitegen.model.record import OutputKey, OutputRecord, Record
from sitegen.publish import digest_outputs, read_manifest, scan_output
from sitegen.steps.memory import CLOSURES, RECORD, Head, Planned
from sitegen.steps.problems import settle, stop_at_errors
from sitegen.steps.rendering import theme_of
from sitegen.steps.taking import Taken
from sitegen.steps.tools import Tools


class Standing(Struct, frozen=True):
    """What stands in the output folder: size and mtime of the recorded files that are as they were published, the paths of
    those that were altered, and of all files there that a build of ours made."""

    intact: Mapping[str, tuple[int, int]]
    altered: Collection[str]
    owned: Collection[str]


class Decision(Struct, frozen=True):
    """What is to be published: what was taken in, the plan with its keys, the changes with their reasons, what stands in
    the output folder, and all problems.

    `stale` are the outputs still to be rendered; `changes.stale` has the reasons of all that were stale at first.
    """

    taken: Taken
    planned: Planned
    stale: Mapping[str, Output]
    changes: Changes
    standing: Standing
    problems: tuple[Problem, ...]

    @property
    def due(self) -> list[str]:
        """What a preview renews without being asked: all that is stale but search indexes, which take too long."""
        return [path for path, output in self.stale.items() if output.recipe != "index"]


def decide_again(tools: Tools, taken: Taken, standing: Standing, planned: Planned) -> Decision | None:
    """Decide by a remembered plan; None where it does not hold what is stale."""
    planned = replace(planned, keys=_with_bodies(planned.keys, taken.heads))
    changes = _changes(tools, planned, standing)
    stale = tools.memory.recall_outputs(planned, changes.stale)
    if stale is None:
        return None
    return Decision(taken, planned, stale, changes, standing, _settle(tools, taken, planned.record))


def decide(tools: Tools, taken: Taken, standing: Standing, plan: Plan, record: Record) -> Decision:
    """Decide by a new plan; `record` says what it was made from. ContentError where the site has errors."""
    problems = _settle(tools, taken, record)
    planned = Planned(_keys_of(tools, taken, plan), plan, record)
    changes = _changes(tools, planned, standing)
    return Decision(taken, planned, {path: plan.outputs[path] for path in changes.stale}, changes, standing, problems)


def _settle(tools: Tools, taken: Taken, record: Record) -> tuple[Problem, ...]:
    problems = settle(tools, taken.heads, record.problems, record.hidden, taken.config)
    stop_at_errors(problems)
    return problems


def _changes(tools: Tools, planned: Planned, standing: Standing) -> Changes:
    record = tools.memory.recall(RECORD)
    return find_changes(
        planned.keys,
        record,
        tools.generator,
        intact=standing.intact,
        altered=standing.altered,
        published=standing.owned,
    )


def _with_bodies(keys: Mapping[str, OutputKey], heads: Mapping[str, Head]) -> dict[str, OutputKey]:
    """Return the keys of a remembered plan with the bodies as they are now."""
    return {path: _with_body(key, heads) if key.bodies else key for path, key in keys.items()}


def _with_body(key: OutputKey, heads: Mapping[str, Head]) -> OutputKey:
    bodies = tuple((source, heads[source].body) for source, _ in key.bodies)
    return key if bodies == key.bodies else replace(key, bodies=bodies)


def _keys_of(tools: Tools, taken: Taken, plan: Plan) -> dict[str, OutputKey]:
    theme = taken.snapshot.theme
    closures = tools.memory.recall_made(CLOSURES, theme.digest)
    if closures is None:
        closures = tools.memory.note_made(CLOSURES, theme.digest, theme_of(theme, tools.root).closures())
    shared = {lang: digest(view) for lang, view in plan.shared.items()}
    bodies = {path: head.body for path, head in taken.heads.items()}
    known = tools.memory.recall_views(plan)
    return {
        path: key_of(output, known.get(path) or digest_view(output), shared, closures, bodies)
        for path, output in plan.outputs.items()
    }


def look_at_output(output: Path, known: Mapping[str, OutputRecord]) -> Standing:
    """See what stands in the output folder of what was published there.

    Where only a file's mtime differs, as after a copy, its bytes decide.
    """
    present = scan_output(output, known)
    there = {path: state for path, state in present.items() if state[0] == known[path].size}
    moved = digest_outputs(output, (path for path, state in there.items() if state[1] != known[path].mtime))
    intact = {path: at for path, at in there.items() if moved.get(path, known[path].content) == known[path].content}
    return Standing(intact, present.keys() - intact.keys(), read_manifest(output).keys())
