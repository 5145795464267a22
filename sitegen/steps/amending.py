"""Decides by the last decision where only bytes differ that no view shows: texts, files that are copied, style sheets.

Such an edit, which is most of what a preview sees, is then asked of the outputs that it may concern and of no others.
Anything that a view is made from is planned.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.digest import pack
from sitegen.fresh import digest_view, find_changes
from sitegen.model.output import Output
from sitegen.model.record import OutputKey
from sitegen.model.views import TextView
from sitegen.steps.deciding import Decision
from sitegen.steps.memory import RECORD, Planned
from sitegen.steps.problems import settle, stop_at_errors
from sitegen.steps.taking import Taken
from sitegen.steps.tools import Tools
from sitegen.urls import asset_path

_OF_BYTES = frozenset({"copy", "style"})
"""Recipes that make of a file nothing that other outputs show."""


class _Edit(Struct, frozen=True):
    """What differs: sources whose bodies do, the digests of files by their path, the texts of sheets by output path."""

    sources: frozenset[str]
    files: Mapping[str, str]
    sheets: Mapping[str, str]


def amend(tools: Tools, taken: Taken, last: Decision, instant: int) -> Decision | None:
    """Decide what a preview has to do after `last`, which was carried out; None where that has to be planned anew.

    ContentError where the site has errors, ThemeError where a style sheet has.
    """
    if not tools.purpose.is_preview or not _is_carried_out(tools, last) or _frame(taken) != _frame(last.taken):
        return None
    planned, standing = last.planned, last.standing
    if tools.memory.recall_plan(last.taken.inputs, instant) is not planned:
        return None
    edit = _find_edit(tools, taken, last, instant)
    if edit is None:
        return None
    outputs = dict(_concerned(edit, planned.plan.outputs))
    problems = settle(tools, taken.heads, planned.record.problems, planned.record.hidden, taken.config)
    stop_at_errors(problems)
    keys = {path: _key_now(planned.keys[path], output, taken) for path, output in outputs.items()}
    record = tools.memory.recall(RECORD)
    changes = find_changes(keys, record, tools.generator, intact=standing.intact, altered=(), published=())
    stale = {**{path: last.changes.stale[path] for path in last.stale}, **changes.stale}
    plan = replace(planned.plan, outputs={**planned.plan.outputs, **outputs})
    return Decision(
        taken=taken,
        planned=Planned({**planned.keys, **keys}, plan, replace(planned.record, inputs=taken.inputs)),
        stale={path: plan.outputs[path] for path in stale},
        changes=replace(changes, stale=stale, kept=tuple(path for path in planned.keys if path not in stale)),
        standing=standing,
        problems=problems,
    )


def _is_carried_out(tools: Tools, last: Decision) -> bool:
    """Tell whether all that was planned is at hand, and made but for search indexes, and nothing else lies in the folder."""
    owned, known = set(last.standing.owned), tools.memory.published()
    return (
        bool(last.planned.plan.outputs)
        and not last.due
        and not last.standing.altered
        and last.planned.keys.keys() <= owned
        and all(path in known and known[path].part_of for path in owned - last.planned.keys.keys())
    )


def _frame(taken: Taken) -> tuple[Any, ...]:
    """What a preview's plan is made from, beside its grounds: it names theme assets without their digests."""
    snapshot, theme = taken.snapshot, taken.snapshot.theme
    return (
        taken.relations,
        taken.problems,
        theme.digest,
        tuple((name, asset.path, asset.file) for name, asset in theme.assets.items()),
        tuple((asset.path, asset.file) for asset in snapshot.static),
        tuple((asset.path, asset.file, asset.size) for asset in snapshot.assets),
    )


def _find_edit(tools: Tools, taken: Taken, last: Decision, instant: int) -> _Edit | None:
    """Return what differs; None where it is more than texts, copies and style sheets."""
    before, heads = last.taken, last.taken.heads
    sources = (path for path, head in taken.heads.items() if head is not heads[path] and head.body != heads[path].body)
    edit = _Edit(frozenset(sources), {}, {})
    if taken.inputs == before.inputs:
        return edit
    copies = dict(_copied(before))
    files = {file: digest for file, digest in _copied(taken) if copies[file] != digest}
    made = (output for output in last.planned.plan.outputs.values() if output.file in files)
    sheets = _find_sheets(tools, taken, before, instant) if all(each.recipe in _OF_BYTES for each in made) else None
    return None if sheets is None else replace(edit, files=files, sheets=sheets)


def _copied(taken: Taken) -> Iterator[tuple[str, str]]:
    snapshot = taken.snapshot
    assets = (*snapshot.assets, *snapshot.static, *snapshot.theme.assets.values())
    return ((asset.file or asset.path, asset.digest) for asset in assets)


def _find_sheets(tools: Tools, taken: Taken, before: Taken, instant: int) -> dict[str, str] | None:
    """Return the style sheets that differ; None where anything else does that files hold and views show."""
    from sitegen.steps.grounding import find_grounds, last_grounds  # noqa: PLC0415 - of a text nothing is to be found out

    old, related = last_grounds(tools, before), tools.memory.recall_site(taken.relations, instant)
    if old is None or related is None:
        return None
    now = find_grounds(tools, related[0], taken)
    if now != replace(old, dress=replace(old.dress, sheets=now.dress.sheets)):
        return None
    known = old.dress.sheets
    return {asset_path(name): text for name, text in now.dress.sheets.items() if known.get(name) != text}


def _concerned(edit: _Edit, outputs: Mapping[str, Output]) -> Iterator[tuple[str, Output]]:
    """Yield by path, as they are now, the outputs that show a text, copy a file or are a sheet with other bytes than before."""
    for path, output in outputs.items():
        if output.recipe == "copy" and output.file in edit.files:
            yield path, replace(output, view=edit.files[output.file].encode())
        elif path in edit.sheets:
            yield path, replace(output, view=pack(TextView(edit.sheets[path])))
        elif not edit.sources.isdisjoint(output.bodies):
            yield path, output


def _key_now(key: OutputKey, output: Output, taken: Taken) -> OutputKey:
    if output.bodies:
        return replace(key, bodies=tuple((source, taken.heads[source].body) for source in output.bodies))
    return replace(key, view=digest_view(output))
