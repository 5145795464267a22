"""Makes pictures in all their versions and social cards into the stage, each once in its life, on all cores.

A picture is decoded once for all the versions of it that are to be made, and not at all where all of them were made before.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from sitegen.digest import digest
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import read_file
from sitegen.media import Refused, make_card, make_pictures
from sitegen.model.output import Output
from sitegen.model.views import CardView, PictureView
from sitegen.pool import chunks
from sitegen.publish import Staged, stage_file
from sitegen.steps.made import Made
from sitegen.steps.tools import Tools

_decode = msgspec.msgpack.Decoder(PictureView).decode
_decode_card = msgspec.msgpack.Decoder(CardView).decode
_FEW_CARDS = 64
"""Fewer cards than this are drawn in this process: starting others would take longer."""
_CHUNK = 32


def stage_pictures(
    outputs: Sequence[Output], root: Path, stage: Path, made: Made, tools: Tools
) -> Iterator[tuple[str, Staged]]:
    """Stage every output of the recipe `picture`, yielding each path with what was staged."""
    new = {output.path for output in outputs if not made.has(made.name(output.view))}
    for group in _grouped([output for output in outputs if output.path not in new], 1):
        yield from stage_versions(root, stage, made, group)
    groups = _grouped([output for output in outputs if output.path in new], tools.pool.jobs)
    if len(groups) < 2:
        yield from (staged for group in groups for staged in stage_versions(root, stage, made, group))
        return
    done = 0
    for some in tools.pool.map(stage_versions, groups, (root, stage, made)):
        yield from some
        done += len(some)
        tools.progress("picture", done, len(new))


def _grouped(outputs: Sequence[Output], jobs: int) -> list[list[Output]]:
    """Group what is made of equal bytes; where there are too few pictures for all cores, each format goes to one of its own."""
    views = {output.path: _decode(output.view) for output in outputs}
    few = len({view.digest for view in views.values()}) < jobs

    def key(output: Output) -> tuple[str, str]:
        view = views[output.path]
        return view.digest, view.format if few else ""

    return [list(group) for _, group in groupby(sorted(outputs, key=key), key=key)]


def stage_cards(
    outputs: Sequence[Output], stage: Path, made: Made, fonts: Mapping[str, str], tools: Tools
) -> Iterator[tuple[str, Staged]]:
    """Stage every output of the recipe `card`; `fonts` are font files by digest."""
    if len(outputs) < _FEW_CARDS:
        yield from stage_some_cards(stage, made, fonts, outputs)
        return
    done = 0
    for some in tools.pool.map(stage_some_cards, chunks(outputs, _CHUNK), (stage, made, fonts)):
        yield from some
        done += len(some)
        tools.progress("card", done, len(outputs))


def stage_some_cards(
    stage: Path, made: Made, fonts: Mapping[str, str], outputs: Sequence[Output]
) -> list[tuple[str, Staged]]:
    """Stage some cards in whatever process this is."""
    return [
        (output.path, Staged(output.rank, *stage_file(stage, output.path, _card_of(output, made, fonts))))
        for output in outputs
    ]


def _card_of(output: Output, made: Made, fonts: Mapping[str, str]) -> bytes:
    name = made.name(output.view)
    card = made.get(name)
    if card is None:
        card = make_card(_decode_card(output.view), fonts)
        made.put(name, card)
    return card


def stage_versions(root: Path, stage: Path, made: Made, outputs: Sequence[Output]) -> list[tuple[str, Staged]]:
    """Stage what is kept or to be made of one picture, in whatever process this is."""
    return [
        (output.path, Staged(output.rank, *stage_file(stage, output.path, content)))
        for output, content in _contents_of(root, made, outputs)
    ]


def _contents_of(root: Path, made: Made, outputs: Sequence[Output]) -> Iterator[tuple[Output, bytes]]:
    """Yield outputs with their bytes; where one picture stands in several places, each of its versions is made once."""
    places = defaultdict(list)
    for output in outputs:
        places[made.name(output.view)].append(output)
    missing = []
    for name, some in places.items():
        if (kept := made.get(name)) is None:
            missing.append(name)
        else:
            yield from ((output, kept) for output in some)
    if missing:
        views = [_decode(places[name][0].view) for name in missing]
        content = _read(root, outputs[0], views[0].digest)
        for name, new in zip(missing, _make(outputs[0].origin, content, views), strict=True):
            made.put(name, new)
            yield from ((output, new) for output in places[name])


def _make(path: str, content: bytes, views: Sequence[PictureView]) -> Iterator[bytes]:
    try:
        yield from make_pictures(content, views)
    except Refused as refusal:
        message = f'the picture "{path}" cannot be published: {refusal}'
        hint = "Save it anew, install Pillow from its own wheels, or leave the format out of [images]."
        raise ContentError(problems=[Problem(Location(path), "bad-picture", message, hint)]) from refusal


def _read(root: Path, output: Output, wanted: str) -> bytes:
    """Read a picture; ContentError where its bytes are others than those that were planned for."""
    try:
        content = read_file(root / output.file)
    except OSError:
        content = b""
    if digest(content) != wanted:
        message = f'"{output.origin}" was changed or moved while the site was built'
        raise ContentError(problems=[Problem(Location(output.origin), "unreadable", message, "Build again.")])
    return content
