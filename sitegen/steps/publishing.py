"""Renders stale outputs and publishes them, all at once or some at a time, and has what is published remembered."""

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec.structs import replace

from sitegen.model.record import OutputKey, OutputRecord
from sitegen.publish import Stage, Staged, publish
from sitegen.steps.deciding import Decision, Standing
from sitegen.steps.generator import digest_maker
from sitegen.steps.made import Made
from sitegen.steps.rendering import Workshop, render_outputs
from sitegen.steps.tools import Tools

_NO_KEY = OutputKey("")
"""Of a file that was made with another one, whose key says what both were made from."""
MADE = ".sitegen/made"
"""Where what was made of pictures is kept, for builds and previews alike."""


def publish_outputs(tools: Tools, decision: Decision, paths: Collection[str]) -> tuple[Mapping[str, Staged], Decision]:
    """Render and publish some of the stale outputs, and remove what is no longer part of the site.

    Returns what was staged by path, and what is left to do. While stale outputs are left, the record is that of no
    finished build: it says of each file what it was made from, and of the whole nothing.
    """
    taken = decision.taken
    known = tools.memory.published()
    keys, intact = decision.planned.keys, decision.standing.intact
    kept = {
        path: known[path].content
        for path in intact
        if (whole := known[path].part_of or path) in keys and whole not in paths
    }
    with Stage(tools.state / "stage") as stage:
        staged, parts = _stage_outputs(tools, decision, paths, stage.folder)
        states = publish(tools.root / taken.output, stage.folder, staged, kept)
    outputs = {}
    for path in (*keys, *parts, *kept):
        if path in staged:
            key = _NO_KEY if path in parts else keys[path]
            outputs[path] = OutputRecord(key, staged[path].digest, *states[path], parts.get(path, ""))
        elif path in kept:
            # What is kept has the key that it had, or is stale and still to be renewed.
            outputs[path] = _moved(known[path], *intact[path])
    _forget_unused(tools, decision, staged)
    standing = Standing({path: (each.size, each.mtime) for path, each in outputs.items()}, (), outputs.keys())
    rest = {path: output for path, output in decision.stale.items() if path not in staged}
    # A preview makes no index before somebody searches: the plan is carried out all the same.
    unmade = {path: _unmade(keys[path]) for path, output in rest.items() if output.recipe == "index"}
    record = replace(decision.planned.record, outputs=outputs | unmade)
    tools.memory.note_build(record if len(unmade) == len(rest) else replace(record, inputs=""), decision.planned.plan)
    return staged, replace(decision, stale=rest, standing=standing)


def _unmade(key: OutputKey) -> OutputRecord:
    """Record what is still to be made: no file has its size, so that it is stale."""
    return OutputRecord(key, "", -1, 0)


def _stage_outputs(
    tools: Tools, decision: Decision, paths: Collection[str], stage: Path
) -> tuple[dict[str, Staged], dict[str, str]]:
    """Return what was staged by path; and of the files that no plan names, with which output each was made."""
    keys, shared = decision.planned.keys, decision.planned.plan.shared
    fonts = {font.digest: font.file for font in decision.taken.fonts or ()}
    theme = decision.taken.snapshot.theme
    workshop = Workshop(tools.root, stage, tools.store.path, theme, shared, _made_in(tools), fonts)
    stale = [decision.stale[path] for path in paths]
    staged = dict(render_outputs([each for each in stale if each.recipe != "index"], keys, workshop, tools))
    parts = {}
    if indexes := [each for each in stale if each.recipe == "index"]:
        from sitegen.steps.indexing import index_outputs  # noqa: PLC0415 - seldom needed

        for path, whole, file in index_outputs(indexes, keys, stage, tools):
            staged[path] = file
            if path != whole:
                parts[path] = whole
    return staged, parts


def _made_in(tools: Tools) -> Made:
    return Made(tools.root / MADE, digest_maker())


def _forget_unused(tools: Tools, decision: Decision, staged: Collection[str]) -> None:
    """Let go what is no longer shown of what was made; only where something new was, since looking takes time."""
    planned = [each for each in decision.planned.plan.outputs.values() if each.recipe in {"picture", "card", "font"}]
    if any(each.path in staged for each in planned):
        made = _made_in(tools)
        made.prune("preview" if tools.purpose.is_preview else "site", (made.name(each.view) for each in planned))


def _moved(known: OutputRecord, size: int, mtime: int) -> OutputRecord:
    return known if known.mtime == mtime else replace(known, size=size, mtime=mtime)
