"""Renders stale outputs and publishes them, all at once or some at a time, and has what is published remembered."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from sitegen.model.record import OutputRecord
from sitegen.publish import Stage, Staged, publish
from sitegen.steps.deciding import Decision, Standing
from sitegen.steps.rendering import Workshop, render_outputs
from sitegen.steps.tools import Tools


def publish_outputs(tools: Tools, decision: Decision, paths: Collection[str]) -> tuple[Mapping[str, Staged], Decision]:
    """Render and publish some of the stale outputs, and remove what is no longer part of the site.

    Returns what was staged by path, and what is left to do. While stale outputs are left, the record is that of no
    finished build: it says of each file what it was made from, and of the whole nothing.
    """
    taken = decision.taken
    known = tools.memory.published()
    keys, intact = decision.planned.keys, decision.standing.intact
    kept = {path: known[path].content for path in keys if path in intact and path not in paths}
    with Stage(tools.state / "stage") as stage:
        shared = decision.planned.plan.shared
        workshop = Workshop(tools.root, stage.folder, tools.store.path, taken.snapshot.theme, shared)
        staged = dict(render_outputs([decision.stale[path] for path in paths], keys, workshop, tools))
        states = publish(tools.root / taken.output, stage.folder, staged, kept)
    outputs = {}
    for path, key in keys.items():
        if path in staged:
            outputs[path] = OutputRecord(key, staged[path].digest, *states[path])
        elif path in kept:
            # What is kept has the key that it had, or is stale and still to be renewed.
            outputs[path] = _moved(known[path], *intact[path])
    rest = {path: output for path, output in decision.stale.items() if path not in staged}
    record = replace(decision.planned.record, outputs=outputs)
    tools.memory.note_build(replace(record, inputs="") if rest else record, decision.planned.plan)
    standing = Standing({path: (each.size, each.mtime) for path, each in outputs.items()}, (), outputs.keys())
    return staged, replace(decision, stale=rest, standing=standing)


def _moved(known: OutputRecord, size: int, mtime: int) -> OutputRecord:
    return known if known.mtime == mtime else replace(known, size=size, mtime=mtime)
