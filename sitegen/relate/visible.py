"""The one filter at the very front: drops what is not published at an instant, so that nothing after it can leak it.

A document is published from its `publish_at`, else from its date, until it expires; a draft never is.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.model.document import ArticleFacts, AuthorFacts, Facts, Moment, PageFacts, TermFacts
from sitegen.model.site import Rule

_ALWAYS = -(2**62)
"""Before any instant that can be given: the year 1 is some 6 * 10**10 seconds before 1970."""


class Visible(Struct, frozen=True):
    """What a rule lets through, by what it is: articles newest first, the rest by path.

    `known` are all facts, hidden ones too: whether a link leads to something unpublished or to nothing is told by them.
    """

    articles: tuple[ArticleFacts, ...]
    pages: tuple[PageFacts, ...]
    chapters: Mapping[str, PageFacts]
    authors: tuple[AuthorFacts, ...]
    terms: tuple[TermFacts, ...]
    known: tuple[Facts, ...]
    next_due: int | None
    hidden: tuple[str, ...]


def gather(facts: Iterable[Facts], rule: Rule) -> Visible:
    """Sort facts by what they are, leaving out what the rule does not show."""
    known = tuple(sorted(facts, key=lambda each: each.path))
    seen: list[Facts] = []
    hidden = []
    for each in known:
        if is_visible(each, rule):
            seen.append(each)
        else:
            hidden.append(each.path)
    articles = [each for each in seen if isinstance(each, ArticleFacts)]
    pages = [each for each in seen if isinstance(each, PageFacts)]
    return Visible(
        articles=tuple(sorted(articles, key=lambda each: (-each.date.epoch, each.path))),
        pages=tuple(each for each in pages if not is_chapter(each)),
        chapters={each.path: each for each in pages if is_chapter(each)},
        authors=tuple(each for each in seen if isinstance(each, AuthorFacts)),
        terms=tuple(each for each in seen if isinstance(each, TermFacts)),
        known=known,
        next_due=_next_due(known, rule),
        hidden=tuple(hidden),
    )


def is_visible(facts: Facts, rule: Rule) -> bool:
    """Tell whether a document exists for readers; authors and terms follow from the articles that name them."""
    if rule.shows_all or not isinstance(facts, ArticleFacts | PageFacts):
        return True
    return not facts.draft and _starts(facts) <= rule.now and not is_over(facts, rule.now)


def is_chapter(facts: PageFacts) -> bool:
    """A chapter lies in the folder of its report and has no page of its own."""
    return facts.path.startswith("content/articles/")


def _next_due(documents: Iterable[Facts], rule: Rule) -> int | None:
    """The next instant at which what is visible changes by itself, None where nothing is due."""
    awaited = [each for each in documents if isinstance(each, ArticleFacts | PageFacts) and not each.draft]
    instants = [*map(_starts, awaited), *[each.expires.epoch for each in awaited if each.expires]]
    return min([instant for instant in instants if instant > rule.now], default=None)


def opening(facts: ArticleFacts | PageFacts) -> Moment | None:
    """Return from when on a document is published, None for one that always was."""
    return facts.publish_at or (facts.date if isinstance(facts, ArticleFacts) else None)


def _starts(facts: ArticleFacts | PageFacts) -> int:
    moment = opening(facts)
    return moment.epoch if moment else _ALWAYS


def is_over(facts: ArticleFacts | PageFacts, now: int) -> bool:
    """Tell whether a document has expired."""
    return facts.expires is not None and facts.expires.epoch <= now
