"""Decides what to render, keep and remove by comparing what each output is made from with the record, and says why.

Pure: the state of the output folder comes in as a value, and another stage acts on the decision.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sitegen.digest import digest
from sitegen.model.output import Changes, Output, Reason
from sitegen.model.record import OutputKey, OutputRecord, Record


def digest_view(output: Output) -> str:
    """Digest what an output shows and how, but for what is not its own: bodies, templates and what all pages share."""
    return digest(f"{output.recipe}\n{output.template}\n{output.lang}\n".encode() + output.view)


def key_of(
    output: Output, view: str, shared: Mapping[str, str], closures: Mapping[str, str], bodies: Mapping[str, str]
) -> OutputKey:
    """Return the key of an output from the digests of its view, the shared views, template closures and bodies."""
    return OutputKey(
        view=view,
        site=shared.get(output.lang, ""),
        template=closures.get(output.template, ""),
        bodies=tuple((source, bodies.get(source, "")) for source in output.bodies),
    )


def find_changes(
    wanted: Mapping[str, OutputKey],
    record: Record | None,
    generator: str,
    *,
    intact: Collection[str],
    altered: Collection[str],
    published: Collection[str],
) -> Changes:
    """Compare the keys of the planned outputs with the record.

    `intact` are the recorded files that lie in the output folder as they were published, `altered` those that lie there
    but were altered, `published` all that a build of ours made: those that are no longer planned are removed. What was
    made together is kept or made anew together.
    """
    known = record.outputs if record else {}
    parts = {path: each.part_of for path, each in known.items() if each.part_of}
    broken = {whole: path for path, whole in parts.items() if path not in intact}
    same_generator = record is not None and record.generator == generator
    stale = {}
    for path, key in wanted.items():
        before = known.get(path)
        is_same = before is not None and same_generator and before.key == key
        reasons = () if is_same else tuple(_reasons(key, before, same_generator))
        if not reasons and path not in intact:
            reasons = (Reason("altered" if path in altered else "missing"),)
        if not reasons and path in broken:
            reasons = (Reason("altered" if broken[path] in altered else "missing"),)
        if reasons:
            stale[path] = reasons
    return Changes(
        stale=stale,
        kept=tuple(path for path in wanted if path not in stale),
        removed=tuple(sorted(path for path in published if path not in wanted and parts.get(path) not in wanted)),
    )


def _reasons(key: OutputKey, known: OutputRecord | None, same_generator: bool) -> Iterator[Reason]:
    if known is None:
        yield Reason("new")
        return
    if not same_generator:
        yield Reason("generator")
    if key.view != known.key.view:
        yield Reason("view")
    if key.site != known.key.site:
        yield Reason("site")
    if key.template != known.key.template:
        yield Reason("template")
    if key.bodies != known.key.bodies:
        yield from _changed_bodies(key.bodies, known.key.bodies)


def _changed_bodies(now: Iterable[tuple[str, str]], before: Iterable[tuple[str, str]]) -> Iterator[Reason]:
    old = dict(before)
    changed = [source for source, body in now if old.get(source) != body]
    return iter([Reason("body", source) for source in changed] or [Reason("view")])
