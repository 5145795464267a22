"""Text to HTML and back: escaping for text and attributes, and plain text out of our own HTML."""

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*>")
_LINK_TAG = re.compile(r'<sup class="footnote-ref">.*?</sup>|</?(?:a|img|span)\b[^>]*>', re.DOTALL)


def escape(text: str) -> str:
    """Escape text for an element or for an attribute in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def plain(html: str) -> str:
    """Return roughly the text of raw HTML, for counting its words."""
    return unescape(_TAG.sub(" ", html))


def without_links(html: str) -> str:
    """Drop links, images and footnote marks from inline HTML that the writer made."""
    return _LINK_TAG.sub("", html) if "<" in html else html
