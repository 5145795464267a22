"""Turns a feed's view into an Atom document (RFC 4287); every URL in it is absolute."""

from collections.abc import Iterator, Sequence

from sitegen.model.document import Body
from sitegen.model.views import FeedEntry, FeedView
from sitegen.render.bodies import fill_absolute
from sitegen.render.xml import clean, document, element

_ATOM = "http://www.w3.org/2005/Atom"


def write_feed(feed: FeedView, bodies: Sequence[Body]) -> bytes:
    """Write the feed; `bodies` are those of its entries, one after the other."""
    texts = iter(bodies)
    children = [
        element("id", feed.id),
        element("title", feed.title),
        element("updated", _instant(feed.updated)),
        element("link", rel="self", type="application/atom+xml", href=feed.url),
        element("link", rel="alternate", type="text/html", href=feed.home),
    ]
    if feed.subtitle:
        children.append(element("subtitle", feed.subtitle))
    if not all(entry.contributors for entry in feed.entries):
        # An entry without author takes the feed's, and must have one (section 4.1.2).
        children.append(_author(feed.title))
    children += [_entry(entry, feed, texts) for entry in feed.entries]
    return document("feed", children, xmlns=_ATOM, xml__lang=feed.lang)


def _entry(entry: FeedEntry, feed: FeedView, texts: Iterator[Body]) -> str:
    lang = f' xml:lang="{clean(entry.lang)}"' if entry.lang not in {"", feed.lang} else ""
    lines = [
        f"<entry{lang}>",
        f"  <id>{clean(entry.id)}</id>",
        f"  <title>{clean(entry.title)}</title>",
        f'  <link rel="alternate" type="text/html" href="{clean(entry.url)}"/>',
        f"  <published>{clean(_instant(entry.published))}</published>",
        f"  <updated>{clean(_instant(entry.updated))}</updated>",
        *(f"  {_author(name)}" for name in entry.contributors),
        *(f'  <category term="{clean(category)}"/>' for category in entry.categories),
    ]
    if entry.summary:
        lines.append(f"  <summary>{clean(entry.summary)}</summary>")
    if entry.bodies:
        lines.append(f'  <content type="html">{clean(_content(entry, feed, texts))}</content>')
    return "\n".join([*lines, "</entry>"])


def _content(entry: FeedEntry, feed: FeedView, texts: Iterator[Body]) -> str:
    parts = []
    for view in entry.bodies:
        if view.title:
            parts.append(element("h2", view.title))
        parts.append(fill_absolute(next(texts), view, feed.origin, entry.url))
    return "\n".join(parts)


def _author(name: str) -> str:
    return f"<author><name>{clean(name)}</name></author>"


def _instant(iso: str) -> str:
    """A whole day is its midnight: RFC 3339 knows no date without a time."""
    return iso if "T" in iso else f"{iso}T00:00:00Z"
