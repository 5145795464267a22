"""Finds the related work of every article, remembered from build to build, on all cores for a large site."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts
from sitegen.model.site import Page, Related, Site
from sitegen.relate.related import ArticleFeatures, relate_articles
from sitegen.reuse import Reuse, in_context
from sitegen.steps.memory import RELATED
from sitegen.steps.tools import Tools

FEW_TASKS = 2
"""Fewer tasks than this are done in this process."""


def relate_work(site: Site, config: Config, tools: Tools) -> Related:
    """Return the related articles of each article, best first, as many as the config wants at most."""
    if not config.related:
        return {}
    features = _gather_features(site, tools)
    last = tools.memory.kept("related")
    if last is not None and last[:2] == (features, config.related):
        related: Related = last[2]
        return related

    def run(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        some = list(tasks)
        return map(function, some) if len(some) < FEW_TASKS else tools.pool.map(function, some)

    related, remembered = relate_articles(features, config.related, tools.memory.recall(RELATED), run)
    tools.memory.note(RELATED, remembered)
    tools.memory.keep("related", (features, config.related, related))
    return related


def _gather_features(site: Site, tools: Tools) -> list[ArticleFeatures]:
    reuse: Reuse[None] = in_context(tools.memory.kept("features"), None, tools.memory.is_lasting)
    tools.memory.keep("features", reuse)
    return [reuse.made(key, _features, page) for key, page in site.pages.items() if page.kind == "article"]


def _features(_: None, page: Page) -> ArticleFeatures:
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    terms = sorted([f"{taxonomy}:{id_}" for taxonomy, ids in page.terms.items() for id_ in ids])
    return ArticleFeatures(page.key, facts.lang, facts.date.epoch, tuple(terms), facts.keywords)
