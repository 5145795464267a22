"""Finds the related work of every article, remembered from build to build, on all cores for a large site."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts
from sitegen.model.site import Page, Related, Site
from sitegen.relate.related import ArticleFeatures, relate_articles
from sitegen.steps.memory import RELATED
from sitegen.steps.tools import Tools

FEW_TASKS = 2
"""Fewer tasks than this are done in this process."""


def relate_work(site: Site, config: Config, tools: Tools) -> Related:
    """Return the related articles of each article, best first, as many as the config wants at most."""
    if not config.related:
        return {}
    features = [_features(page) for page in site.pages.values() if isinstance(page.facts, ArticleFacts)]

    def run(function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        some = list(tasks)
        return map(function, some) if len(some) < FEW_TASKS else tools.pool.map(function, some)

    related, remembered = relate_articles(features, config.related, tools.memory.recall(RELATED), run)
    tools.memory.note(RELATED, remembered)
    return related


def _features(page: Page) -> ArticleFeatures:
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    terms = tuple(sorted({f"{taxonomy}:{id_}" for taxonomy, ids in page.terms.items() for id_ in ids}))
    return ArticleFeatures(page.key, facts.lang, facts.date.epoch, terms, facts.keywords)
