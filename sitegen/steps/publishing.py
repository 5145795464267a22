"""Renders stale outputs and publishes them, all at once or some at a time, and has what is published remembered."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from sitegen.model.record import OutputRecord, Record
from sitegen.publish import Stage, Staged, publish
from sitegen.steps.deciding import Decision
from sitegen.steps.memory import RECORD
from sitegen.steps.rendering import Workshop, render_outputs
from sitegen.steps.taking import Taken
from sitegen.steps.tools import Tools


def publish_outputs(tools: Tools, taken: Taken, decision: Decision, paths: Collection[str]) -> Mapping[str, Staged]:
    """Render and publish some of the stale outputs, and remove what is no longer part of the site.

    Returns what was staged by path. A record in which stale outputs are left is that of no finished build: it says of
    every file what it was made from, and of the whole nothing.
    """
    before = tools.memory.recall(RECORD)
    known: Mapping[str, OutputRecord] = before.outputs if before else {}
    stale = [decision.stale[path] for path in paths]
    keys, intact = decision.planned.keys, decision.intact
    kept = {path: known[path].content for path in keys if path in intact and path not in paths}
    with Stage(tools.state / "stage") as stage:
        workshop = Workshop(
            tools.root, stage.folder, tools.store.path, taken.snapshot.theme, decision.planned.plan.shared
        )
        staged = dict(render_outputs(stale, keys, workshop, tools))
        states = publish(taken.output, stage.folder, staged, kept)
    outputs = {}
    for path, key in keys.items():
        if path in staged:
            outputs[path] = OutputRecord(key, staged[path].digest, *states[path])
        elif path in decision.changes.stale:
            if path in kept:
                outputs[path] = replace(known[path], size=intact[path][0], mtime=intact[path][1])
        else:
            outputs[path] = OutputRecord(key, kept[path], *intact[path])
    tools.memory.note_build(_record_of(decision, outputs), decision.planned.plan)
    return staged


def _record_of(decision: Decision, outputs: Mapping[str, OutputRecord]) -> Record:
    is_finished = all(path in outputs and outputs[path].key == decision.planned.keys[path] for path in decision.stale)
    record = replace(decision.planned.record, outputs=outputs)
    return record if is_finished else replace(record, inputs="")
