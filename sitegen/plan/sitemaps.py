"""Plans the sitemaps from the pages already planned: canonical pages only, their language versions, their last change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.digest import pack
from sitegen.model.output import Output
from sitegen.model.views import SitemapIndexView, SitemapUrl, SitemapView, TextView
from sitegen.plan.edition import Edition

MOST_URLS = 50_000
"""The limit of the sitemap protocol for one file (sitemaps.org)."""


def plan_sitemaps(editions: Sequence[Edition]) -> Iterator[Output]:
    """Yield `sitemap.xml`, which is an index of numbered files where one file cannot hold all URLs."""
    urls = [url for edition in editions for url in _urls(edition)]
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


def _urls(edition: Edition) -> Iterator[SitemapUrl]:
    """Yield the home page, articles oldest first (so that a new one moves no other), pages, authors and terms."""
    yield _url(edition, f"{edition.root}/", edition.articles, edition.versions("/"))
    for key in reversed(edition.articles):
        page = edition.site.pages[key]
        versions = {lang: edition.site.pages[other].permalink for lang, other in page.translations.items()}
        yield _url(edition, page.permalink, [key], versions)
    for page in edition.site.pages.values():
        if page.kind == "page" and page.facts.lang == edition.lang and page.facts.id != "home":
            versions = {lang: edition.site.pages[other].permalink for lang, other in page.translations.items()}
            changed = page.facts.updated.date if page.facts.updated else ""
            yield SitemapUrl(edition.absolute(page.permalink), changed, edition.alternates(versions))
    for author in edition.site.authors.values():
        if keys := author.pages.get(edition.lang):
            yield _url(edition, author.permalinks[edition.lang], keys, author.permalinks)
    for terms in edition.terms.values():
        for term in terms:
            yield _url(edition, term.permalinks[edition.lang], term.pages[edition.lang], term.permalinks)


def _url(edition: Edition, permalink: str, keys: Iterable[str], versions: Mapping[str, str]) -> SitemapUrl:
    """A page that shows articles changed when the newest of them did."""
    changed = max(map(edition.changed.__getitem__, keys), default=None)
    return SitemapUrl(edition.absolute(permalink), changed.date if changed else "", edition.alternates(versions))


def plan_robots(edition: Edition) -> Output:
    """Plan `robots.txt`, which allows everything and names the sitemap; any edition will do."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {edition.absolute('/sitemap.xml')}\n"
    return Output(path="robots.txt", recipe="text", view=pack(TextView(text)), origin="robots.txt", rank=3)
