"""Says what an editor wants to know of a page while looking at it: its source and status, its words, tags and faults."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from sitegen.digest import pack
from sitegen.errors import ImportFailed
from sitegen.model.config import Config, label_in
from sitegen.model.document import ArticleFacts, Moment
from sitegen.model.site import Page, Site
from sitegen.parse.front_matter import split
from sitegen.read import read_source
from sitegen.relate.visible import is_over, opening
from sitegen.serve.interface import About, Fact
from sitegen.serve.shown import Editor
from sitegen.steps.deciding import Decision
from sitegen.steps.parsing import decode_body
from sitegen.steps.tools import Tools
from sitegen.urls import href, output_path

Suggest = Callable[[str, str, str], Sequence[tuple[str, str]]]
"""Takes the title, text and language of an article; names the terms that it may be about, by taxonomy and id."""

_MOST_SHOWN = 12
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class Desk(Struct, frozen=True):
    """What describing needs beside the site: the tools of its builds, the editor, who suggests terms, and the instant."""

    tools: Tools
    editor: Editor
    suggest: Suggest | None
    now: int


def describe(path: str, site: Site, decision: Decision, desk: Desk) -> About | None:
    """Describe the page of an output path; None for what shows no document of its own."""
    output = decision.planned.plan.outputs.get(path)
    page = site.pages.get(output.origin) if output else None
    if page is None:
        return None
    config = decision.taken.config
    return About(
        banner=_banner(page, desk.now),
        facts=(
            Fact("Source", page.key, desk.editor.link(desk.tools.root / page.key)),
            Fact("Status", _status(page, desk.now)),
            *_versions(page, config),
            Fact("Words", f"{_words(page, decision, desk.tools):,}"),
            *_terms(page, site, config),
            *_suggested(page, desk),
            *_faults(page, decision, desk),
            *_shown_on(page, decision, config),
        ),
    )


def _banner(page: Page, now: int) -> str:
    status = _status(page, now)
    return "" if status == "public" else f"{status[0].upper()}{status[1:]}: readers do not see this page."


def _status(page: Page, now: int) -> str:
    facts = page.facts
    if facts.draft:
        return "draft"
    starts = opening(facts)
    if starts and starts.epoch > now:
        return f"embargoed until {_written(starts)}, in {_span(starts.epoch - now)}"
    if facts.expires and is_over(facts, now):
        return f"expired since {_written(facts.expires)}"
    return "public"


def _written(moment: Moment) -> str:
    return moment.date if moment.whole_day else moment.iso.replace("T", " ")


def _span(seconds: int) -> str:
    """Say how long something takes in its two largest units: `2 d 4 h`."""
    units = (("d", seconds // _DAY), ("h", seconds % _DAY // _HOUR), ("min", seconds % _HOUR // _MINUTE))
    parts = [f"{number} {unit}" for unit, number in units if number]
    return " ".join(parts[:2]) or "less than a minute"


def _versions(page: Page, config: Config) -> Iterator[Fact]:
    missing = [lang.name for lang in config.languages if lang.code not in (page.translations or {page.facts.lang: ""})]
    if missing:
        yield Fact("No version in", ", ".join(missing), level="warning")


def _words(page: Page, decision: Decision, tools: Tools) -> int:
    heads = decision.taken.heads
    bodies = {heads[path].body for path in (page.key, *(chapter.path for chapter in page.chapters))} - {""}
    return sum(decode_body(body).words for body in tools.store.bodies(bodies).values())


def _terms(page: Page, site: Site, config: Config) -> Iterator[Fact]:
    for taxonomy, ids in page.terms.items():
        rule = config.taxonomies[taxonomy]
        labels = [label_in(site.terms[taxonomy][id_].labels, page.facts.lang, id_) for id_ in ids]
        yield Fact(label_in(rule.label, "en", taxonomy), ", ".join(labels))


def _suggested(page: Page, desk: Desk) -> Iterator[Fact]:
    if desk.suggest is None or not isinstance(page.facts, ArticleFacts):
        return
    try:
        text = split(read_source(desk.tools.root, page.key), page.key).body
        found = desk.suggest(page.facts.title, text, page.facts.lang)
    except (OSError, ImportFailed):  # what is wrong with a source is told elsewhere, and suggests nothing
        return
    if new := [id_ for taxonomy, id_ in found if id_ not in page.terms.get(taxonomy, ())]:
        yield Fact("May be about", ", ".join(new))


def _faults(page: Page, decision: Decision, desk: Desk) -> Iterator[Fact]:
    sources = {page.key, *(chapter.path for chapter in page.chapters)}
    for problem in decision.problems:
        if problem.location.path in sources:
            place = problem.location
            url = desk.editor.link(desk.tools.root / place.path, place.line, place.column)
            where = f"Line {place.line}" if place.line else "Fault"
            yield Fact(where, f"{problem.message}. {problem.hint}", url, "warning")


def _shown_on(page: Page, decision: Decision, config: Config) -> Iterator[Fact]:
    """Name the pages whose view holds this page's URL: a view is MessagePack, in which a string stands as it is packed."""
    packed = pack(href(page.permalink, config.base_path))
    own = output_path(page.permalink)
    paths = [
        output.path
        for output in decision.planned.plan.outputs.values()
        if output.recipe == "template" and output.path != own and packed in output.view
    ]
    for path in paths[:_MOST_SHOWN]:
        folder = path.removesuffix("index.html")
        yield Fact("Shown on", f"/{folder}", href(f"/{folder}", config.base_path))
    if len(paths) > _MOST_SHOWN:
        yield Fact("Shown on", f"{len(paths) - _MOST_SHOWN:,} more pages")
