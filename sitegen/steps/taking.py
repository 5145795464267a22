"""Takes in a site: config, folder and the parse result of every source, each from memory where it is as it was."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from sitegen.digest import digest, digest_of
from sitegen.errors import Location, Problem
from sitegen.model.config import Config
from sitegen.model.fonts import Font
from sitegen.model.source import Snapshot
from sitegen.parse import parse_config
from sitegen.read import Seen, read_folder, read_named
from sitegen.steps.fonts import find_fonts
from sitegen.steps.memory import CONFIG, STATS, Head
from sitegen.steps.parsing import parse_sources
from sitegen.steps.tools import Tools

INSTALL_SEARCH = 'pip install "sitegen[search]"'

_TAKEN = "taken"
_SEEN = "seen"


class Taken(Struct, frozen=True):
    """All that was read. `output` is the path of the output folder, from the project's on.

    `live` are the parse results in use, as body digest by key.

    `relations` is the digest of all that a Site is made from, hidden documents included, and `inputs` that of all that a
    plan is made from, with what reading found wrong; neither covers the bodies. `fonts` are None where no cards are wanted.
    """

    config: Config
    output: str
    snapshot: Snapshot
    heads: Mapping[str, Head]
    live: Mapping[str, str]
    problems: tuple[Problem, ...]
    fonts: tuple[Font, ...] | None
    relations: str
    inputs: str


def take_in(tools: Tools, written: bytes, name: str, named: Collection[str] = ()) -> Taken:
    """Read the folder and parse what is new in it; `written` are the bytes of the config, whose file is called `name`.

    In a process that builds again, what is as it was is the very same value. Where files are `named`, by their absolute
    paths, they alone are looked at, as far as that can be enough.
    """
    memory = tools.memory
    known = memory.recall(STATS) or {}
    config = memory.recall_made(CONFIG, digest(written)) or memory.note_made(
        CONFIG, digest(written), parse_config(written, name)
    )
    fonts = find_fonts(tools) if config.cards.enabled and not tools.purpose.is_preview else None
    last: Taken | None = memory.kept(_TAKEN)
    if last is not None and (last.config is not config or last.fonts != fonts):
        last = None
    some = read_named(tools.root, last.snapshot, known, named) if last and named else None
    before: Seen | None = memory.kept(_SEEN)
    if last and before and not some and before.still_stands(tools.root, config):
        return last
    seen = Seen()
    if last and some:
        snapshot, stats, problems = *some, last.problems
    else:
        snapshot, stats, found = read_folder(tools.root, config, known, seen)
        problems = (*found, *_missing_extras(tools, config, name))
    # A file that changed after it was read is not known, and its parse result may be of other bytes.
    if last and (last.problems, last.snapshot) == (problems, snapshot) and stats.keys() == known.keys():
        memory.note(STATS, stats)
        memory.keep(_SEEN, seen)
        return last
    heads, live = parse_sources(tools, snapshot.sources, config.parse, stats)
    memory.note(STATS, stats)
    names = [asset.path for asset in snapshot.assets]
    relations = digest_of((config, names, memory.digest_facts(heads), tools.purpose))
    memory.keep(_SEEN, seen)
    return memory.keep(
        _TAKEN,
        Taken(
            config=config,
            output=tools.purpose.output or config.output,
            snapshot=snapshot,
            heads=heads,
            live=live,
            problems=problems,
            fonts=fonts,
            relations=relations,
            inputs=_digest_inputs(tools, relations, snapshot, problems, fonts),
        ),
    )


def _digest_inputs(
    tools: Tools, relations: str, snapshot: Snapshot, problems: tuple[Problem, ...], fonts: tuple[Font, ...] | None
) -> str:
    files = snapshot.assets, snapshot.static, snapshot.theme, snapshot.fonts
    faces = fonts and [(font.digest, font.is_bold) for font in fonts]
    return digest_of((relations, *files, problems, tools.search_tool, faces))


def _missing_extras(tools: Tools, config: Config, name: str) -> Iterator[Problem]:
    if config.search == "always" and not tools.search_tool:
        message = 'search is enabled, and the extra "search" is not installed'
        yield Problem(Location(name), "missing-extra", message, f"install it: `{INSTALL_SEARCH}`", value="[search]")
