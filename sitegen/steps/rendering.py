"""Renders stale outputs into the stage, on all cores where there are many.

Each worker loads the theme once and reads bodies from the store by digest; only views travel to it, and only digests
and sizes come back.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.model.document import Body
from sitegen.model.output import Output
from sitegen.model.record import OutputKey
from sitegen.model.source import ThemeFiles
from sitegen.pool import chunks
from sitegen.publish import Staged, stage_copy, stage_file
from sitegen.steps.made import Made
from sitegen.steps.parsing import decode_body
from sitegen.steps.picturing import stage_cards, stage_pictures
from sitegen.steps.tools import Tools
from sitegen.store import Bodies

if TYPE_CHECKING:
    from sitegen.render import Theme

FEW = 100
"""Fewer outputs than this are rendered in this process: starting others would take longer."""
MANY = 2000
"""With more sources than this, planning takes longer than starting workers and compiling templates in them."""
_CHUNK = 48

_NO_BODY = Body(parts=("",))


class Workshop(Struct, frozen=True):
    """What a worker needs to render any output: where things lie, the theme's files, the shared views by language, and what
    pictures and cards were made into before; `fonts` are the files of fonts by digest."""

    root: Path
    stage: Path
    bodies: Path
    theme: ThemeFiles
    shared: Mapping[str, bytes]
    made: Made
    fonts: Mapping[str, str]


Job = tuple[Output, tuple[str, ...]]
"""An output and the digests of its bodies."""


def render_outputs(
    outputs: Sequence[Output], keys: Mapping[str, OutputKey], workshop: Workshop, tools: Tools
) -> Iterator[tuple[str, Staged]]:
    """Stage every output, yielding each path with what was staged: pictures first, the rest in the order given."""
    pictures = [output for output in outputs if output.recipe == "picture"]
    yield from stage_pictures(pictures, workshop.root, workshop.stage, workshop.made, tools)
    cards = [output for output in outputs if output.recipe == "card"]
    yield from stage_cards(cards, workshop.stage, workshop.made, workshop.fonts, tools)
    others = (output for output in outputs if output.recipe not in {"picture", "card"})
    jobs = [(output, tuple(body for _, body in keys[output.path].bodies)) for output in others]
    if len(jobs) < FEW and not tools.pool.is_started:
        yield from render_chunk(workshop, jobs)
        return
    done = 0
    size = min(_CHUNK, len(jobs) // tools.pool.jobs + 1)
    for staged in tools.pool.map(render_chunk, chunks(jobs, size), (workshop,)):
        yield from staged
        done += len(staged)
        tools.progress("render", done, len(jobs))


def prepare_workers(tools: Tools, theme: ThemeFiles, shared: Mapping[str, bytes]) -> None:
    """Have workers compile the theme's templates while this process plans; `shared` are the last build's views."""
    tools.pool.prepare(compile_theme, theme, tools.root, shared)


def compile_theme(files: ThemeFiles, root: Path, shared: Mapping[str, bytes]) -> None:
    """Compile every template for every language in whatever process this is."""
    for view in shared.values():
        theme_of(files, root).compile(view)


def render_chunk(workshop: Workshop, jobs: Sequence[Job]) -> list[tuple[str, Staged]]:
    """Render and stage some outputs in whatever process this is."""
    with Bodies(workshop.bodies) as store:
        packed = store.bodies({body for _, digests in jobs for body in digests if body})
    bodies = {body: decode_body(each) for body, each in packed.items()}
    return [
        (output.path, _render_one(workshop, output, [bodies.get(body, _NO_BODY) for body in digests]))
        for output, digests in jobs
    ]


def _render_one(workshop: Workshop, output: Output, bodies: Sequence[Body]) -> Staged:
    if output.recipe == "copy":
        staged = stage_copy(workshop.stage, output.path, workshop.root / output.file)
    elif output.recipe == "font":
        from sitegen.steps.webfonts import cut_font  # noqa: PLC0415 - few sites have fonts of their own

        staged = stage_file(workshop.stage, output.path, cut_font(workshop.root, workshop.made, output))
    else:
        from sitegen.render import render  # noqa: PLC0415 - a build that only copies never pays for it

        made = render(output, workshop.shared.get(output.lang, b""), bodies, theme_of(workshop.theme, workshop.root))
        staged = stage_file(workshop.stage, output.path, made)
    return Staged(output.rank, *staged)


_themes: "dict[tuple[Path, str], Theme]" = {}


def theme_of(files: ThemeFiles, root: Path) -> "Theme":
    """Return the theme, loaded once in each process."""
    key = root, files.digest
    if key not in _themes:
        from sitegen.render import load_theme  # noqa: PLC0415

        _themes.clear()
        _themes[key] = load_theme(files, root)
    return _themes[key]
