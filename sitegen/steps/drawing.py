"""Draws the charts and tables that published sources ask for; each once, remembered by its block, its file and its language."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.digest import digest, digest_of
from sitegen.errors import Problem
from sitegen.files import read_file
from sitegen.model.charts import ChartSpec
from sitegen.model.config import Config
from sitegen.model.site import Site
from sitegen.model.source import Asset, Snapshot
from sitegen.steps.memory import CHARTS
from sitegen.steps.tools import Tools

_CHUNK = 4


class Task(Struct, frozen=True):
    """One chart to be drawn: its block, its source and language, and its file of data as it was listed."""

    key: str
    spec: ChartSpec
    source: str
    lang: str
    is_rtl: bool
    asset: Asset


class Outcome(Struct, frozen=True):
    """HTML by slot, or what is wrong; neither where the file has changed since it was listed, which the next build sees."""

    key: str
    slots: Mapping[str, str] = {}
    problem: Problem | None = None


def draw_charts(
    tools: Tools, site: Site, snapshot: Snapshot, config: Config
) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    """Return the HTML of every chart by source and slot, and what is wrong with their files."""
    tasks = list(_tasks(tools, site, snapshot, config))
    if not tasks:
        return {}, []
    before = tools.memory.recall(CHARTS) or {}
    known = {task.key: before[task.key] for task in tasks if task.key in before}
    problems = []
    for outcome in _draw_all(tools, [task for task in tasks if task.key not in known]):
        if outcome.problem:
            problems.append(outcome.problem)
        elif outcome.slots:
            known[outcome.key] = outcome.slots
    tools.memory.note(CHARTS, dict(sorted(known.items())))
    drawn: dict[str, dict[str, str]] = {}
    for task in tasks:
        drawn.setdefault(task.source, {}).update(known.get(task.key, {}))
    return drawn, problems


def _tasks(tools: Tools, site: Site, snapshot: Snapshot, config: Config) -> Iterator[Task]:
    assets = {asset.path: asset for asset in snapshot.assets}
    for source, lang, specs in _blocks(site):
        for spec in specs:
            if asset := assets.get(spec.src):
                key = digest_of((spec, source, lang, asset.digest, tools.generator))
                yield Task(key, spec, source, lang, config.language(lang).direction == "rtl", asset)


def _blocks(site: Site) -> Iterator[tuple[str, str, Iterable[ChartSpec]]]:
    """Yield the charts of every text that is published."""
    for page in site.pages.values():
        for facts in (page.facts, *page.chapters):
            yield facts.path, facts.lang, facts.charts
    for author in site.authors.values():
        yield author.facts.path, author.facts.lang, author.facts.charts
    for terms in site.terms.values():
        for term in terms.values():
            for file in term.files.values():
                yield file.path, file.lang, file.charts


def _draw_all(tools: Tools, tasks: list[Task]) -> Iterator[Outcome]:
    """Always in workers where there may be any: Vega's engine starts threads, and this process must be able to fork."""
    done = 0
    chunks = [tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK)]
    for outcomes in tools.pool.map(draw_chunk, chunks, (tools.root,)) if tasks else ():
        yield from outcomes
        done += len(outcomes)
        tools.progress("draw", done, len(tasks))


def draw_chunk(root: Path, tasks: list[Task]) -> list[Outcome]:
    """Draw some charts in whatever process this is."""
    return [_draw_one(root, task) for task in tasks]


def _draw_one(root: Path, task: Task) -> Outcome:
    from sitegen.media.charts import Order, draw_chart  # noqa: PLC0415 - most builds draw nothing
    from sitegen.media.csv import MOST_BYTES, too_large  # noqa: PLC0415

    if task.asset.size > MOST_BYTES:
        return Outcome(task.key, problem=too_large(task.spec.src, task.asset.size))
    try:
        content = read_file(root / task.asset.path)
    except OSError:
        return Outcome(task.key)
    if digest(content) != task.asset.digest:
        return Outcome(task.key)
    drawn = draw_chart(Order(task.spec, task.source, task.lang, task.is_rtl), content)
    return Outcome(task.key, drawn.slots, drawn.problem)
