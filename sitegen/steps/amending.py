"""Decides by the last decision where only bytes differ that pages do not show: texts, and files that are copied.

Such an edit, which is most of what a preview sees, is then asked of the outputs that it may concern and of no others.
"""

from collections.abc import Collection, Iterator
from typing import Any

from msgspec.structs import replace

from sitegen.fresh import digest_view, find_changes
from sitegen.model.output import Output
from sitegen.model.record import OutputKey
from sitegen.model.source import Asset
from sitegen.steps.deciding import Decision
from sitegen.steps.memory import RECORD, Planned
from sitegen.steps.problems import settle, stop_at_errors
from sitegen.steps.taking import Taken
from sitegen.steps.tools import Tools


def amend(tools: Tools, taken: Taken, last: Decision, instant: int) -> Decision | None:
    """Decide what a preview has to do after `last`, which was carried out; None where that has to be planned anew.

    ContentError where the site has errors.
    """
    planned, standing = last.planned, last.standing
    if (
        not tools.purpose.is_preview
        or last.stale
        or standing.altered
        or standing.owned != planned.keys.keys()
        or tools.memory.recall_plan(last.taken.inputs, instant) is not planned
        or _frame(taken) != _frame(last.taken)
    ):
        return None
    problems = settle(tools, taken.heads, planned.record.problems, planned.record.hidden, taken.config)
    stop_at_errors(problems)
    outputs = dict(_concerned(taken, last))
    keys = {path: _key_now(planned.keys[path], output, taken) for path, output in outputs.items()}
    record = tools.memory.recall(RECORD)
    changes = find_changes(keys, record, tools.generator, intact=standing.intact, altered=(), published=())
    kept = tuple(path for path in planned.keys if path not in changes.stale)
    plan = replace(planned.plan, outputs={**planned.plan.outputs, **outputs})
    return Decision(
        taken=taken,
        planned=Planned({**planned.keys, **keys}, plan, replace(planned.record, inputs=taken.inputs)),
        stale={path: outputs[path] for path in changes.stale},
        changes=replace(changes, kept=kept),
        standing=standing,
        problems=problems,
    )


def _frame(taken: Taken) -> tuple[Any, ...]:
    """What a preview's plan is made from, beside what `_concerned` finds: it names theme assets without their digests."""
    snapshot, theme = taken.snapshot, taken.snapshot.theme
    return (
        taken.relations,
        taken.problems,
        theme.digest,
        tuple(theme.assets),
        tuple(asset.path for asset in snapshot.static),
        tuple((asset.path, asset.size) for asset in snapshot.assets),
    )


def _concerned(taken: Taken, last: Decision) -> Iterator[tuple[str, Output]]:
    """Yield by path, as they are now, the outputs that show a text or copy a file with other bytes than before."""
    before = last.taken.heads
    bodies = {path for path, head in taken.heads.items() if head is not before[path] and head.body != before[path].body}
    old = dict(_copied(last.taken))
    files = {file: digest for file, digest in _copied(taken) if old[file] != digest}
    for path, output in last.planned.plan.outputs.items():
        if output.file in files:
            yield path, replace(output, view=files[output.file].encode())
        elif not bodies.isdisjoint(output.bodies):
            yield path, output


def _copied(taken: Taken) -> Iterator[tuple[str, str]]:
    snapshot = taken.snapshot
    assets: Collection[Asset] = (*snapshot.assets, *snapshot.static, *snapshot.theme.assets.values())
    return ((asset.file or asset.path, asset.digest) for asset in assets)


def _key_now(key: OutputKey, output: Output, taken: Taken) -> OutputKey:
    if output.recipe == "copy":
        return replace(key, view=digest_view(output))
    return replace(key, bodies=tuple((source, taken.heads[source].body) for source in output.bodies))
