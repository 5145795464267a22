"""Turns one output with its view into the bytes of a file: a page by its template, a feed, a sitemap, a calendar or a text.

Pure: the bytes depend on the output, the shared view, the bodies and the theme alone. Every template escapes.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from sitegen.model.document import Body
from sitegen.model.output import Output
from sitegen.model.views import CalendarView, FeedView, HeadersView, SitemapIndexView, SitemapView, TextView, View
from sitegen.render.atom import write_feed
from sitegen.render.calendar import write_calendar
from sitegen.render.headers import write_headers
from sitegen.render.page import render_page
from sitegen.render.sitemap import write_sitemap, write_sitemap_index
from sitegen.render.theme import Theme, load_theme

__all__ = ["Theme", "load_theme", "render"]

_decode: Any = msgspec.msgpack.Decoder(View).decode


def render(output: Output, shared: bytes, bodies: Sequence[Body], theme: Theme) -> bytes:
    """Render any output but a copy; `shared` is the packed SiteView, `bodies` come in the order of `output.bodies`.

    Raises ThemeError with the template, the line and the missing field.
    """
    match _decode(output.view):
        case FeedView() as feed:
            return write_feed(feed, bodies)
        case SitemapView() as sitemap:
            return write_sitemap(sitemap)
        case SitemapIndexView() as index:
            return write_sitemap_index(index)
        case CalendarView() as event:
            return write_calendar(event)
        case HeadersView() as headers:
            return write_headers(headers)
        case TextView(text=text):
            return text.encode()
        case page:
            return render_page(page, bodies, theme.template(output.template, shared), theme.paths)
