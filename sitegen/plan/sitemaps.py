"""Plans the sitemaps from the pages already planned: canonical pages only, their language versions, their last change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.digest import pack
from sitegen.model.output import Output
from sitegen.model.views import SitemapIndexView, SitemapUrl, SitemapView, TextView
from sitegen.plan.edition import Edition
from sitegen.plan.voice import Voice

_Listed = tuple[str, str, Mapping[str, str]]
"""What is said of one page: its permalink, when it changed (YYYY-MM-DD or empty), its permalinks by language."""

MOST_URLS = 50_000
"""The limit of the sitemap protocol for one file (sitemaps.org)."""


def plan_sitemaps(editions: Sequence[Edition]) -> Iterator[Output]:
    """Yield `sitemap.xml`, which is an index of numbered files where one file cannot hold all URLs."""
    urls = [url for each in editions for url in each.made("sitemap", _make_urls, tuple(_listed(each)))]
    chunks = [tuple(urls[start : start + MOST_URLS]) for start in range(0, len(urls), MOST_URLS)]
    if len(chunks) == 1:
        yield _sitemap("sitemap.xml", pack(SitemapView(chunks[0])))
        return
    files = [(f"sitemap-{number}.xml", chunk) for number, chunk in enumerate(chunks, 1)]
    for name, chunk in files:
        yield _sitemap(name, pack(SitemapView(chunk)))
    index = (SitemapUrl(editions[0].absolute(f"/{name}"), max(url.changed for url in chunk)) for name, chunk in files)
    yield _sitemap("sitemap.xml", pack(SitemapIndexView(tuple(index))))


def _sitemap(path: str, view: bytes) -> Output:
    return Output(path=path, recipe="sitemap", view=view, origin="sitemap", rank=3)


def _make_urls(voice: Voice, listed: tuple[_Listed, ...]) -> tuple[SitemapUrl, ...]:
    return tuple(
        [
            SitemapUrl(voice.absolute(permalink), changed, voice.alternates(versions))
            for permalink, changed, versions in listed
        ]
    )


def _listed(edition: Edition) -> Iterator[_Listed]:
    """Yield the home page, articles oldest first (so that a new one moves no other), pages, authors and terms."""
    pages, last = edition.site.pages, _LastChange(edition)
    yield f"{edition.root}/", last.of(edition.articles), edition.versions("/")
    for key in reversed(edition.articles):
        page = pages[key]
        versions = {lang: pages[other].permalink for lang, other in page.translations.items()}
        yield page.permalink, edition.changed[key].date, versions
    for page in pages.values():
        if page.kind == "page" and page.facts.lang == edition.lang and page.facts.id != "home":
            versions = {lang: pages[other].permalink for lang, other in page.translations.items()}
            yield page.permalink, page.facts.updated.date if page.facts.updated else "", versions
    for author in edition.site.authors.values():
        if keys := author.pages.get(edition.lang):
            yield author.permalinks[edition.lang], last.of(keys), author.permalinks
    for terms in edition.terms.values():
        for term in terms:
            yield term.permalinks[edition.lang], last.of(term.pages[edition.lang]), term.permalinks


class _LastChange:
    """When the page of a list changed: when the article of it did that changed last."""

    def __init__(self, edition: Edition) -> None:
        self._order = sorted(edition.articles, key=edition.changed.__getitem__)
        self._places = {key: place for place, key in enumerate(self._order)}
        self._changed = edition.changed

    def of(self, keys: Iterable[str]) -> str:
        last = max(map(self._places.__getitem__, keys), default=None)
        return "" if last is None else self._changed[self._order[last]].date


def plan_robots(edition: Edition) -> Output:
    """Plan `robots.txt`, which allows everything and names the sitemap; any edition will do."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {edition.absolute('/sitemap.xml')}\n"
    return Output(path="robots.txt", recipe="text", view=pack(TextView(text)), origin="robots.txt", rank=3)
