"""Turns the list of a site's URLs into a sitemap, or of its sitemaps into an index (sitemaps.org protocol 0.9)."""

from sitegen.model.views import SitemapIndexView, SitemapUrl, SitemapView
from sitegen.render.xml import document, element

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def write_sitemap(view: SitemapView) -> bytes:
    """Write the URLs with their last change and their language versions."""
    return document("urlset", [_entry("url", url) for url in view.urls], xmlns=_SITEMAP, xmlns__xhtml=_XHTML)


def write_sitemap_index(view: SitemapIndexView) -> bytes:
    """Write the index of sitemaps."""
    return document("sitemapindex", [_entry("sitemap", url) for url in view.sitemaps], xmlns=_SITEMAP)


def _entry(tag: str, url: SitemapUrl) -> str:
    children = [element("loc", url.url)]
    if url.changed:
        children.append(element("lastmod", url.changed))
    children += [element("xhtml:link", rel="alternate", hreflang=lang, href=href) for lang, href in url.alternates]
    return f"<{tag}>{''.join(children)}</{tag}>"
