"""The `Read more:` at the end of a raw text -> links: addresses, `Title URL`, `Title (URL)` or Markdown links, one a line."""

import re
from collections.abc import Iterable

from msgspec import Struct

from sitegen.importers.raw.lines import Line

_LABEL = re.compile(r"read more\s*[:：]?\s*", re.IGNORECASE)
_MARKDOWN = re.compile(r"\[([^\[\]]+)\]\(\s*(https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\s*\)")
_URL = re.compile(r"<?((?:https?://|www\.)[^\s<>\"]+)>?")
_BULLET = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)])\s+")
_LONGEST = 400
_MOST = 50


class RawLink(Struct, frozen=True):
    """A title, a URL, or both."""

    title: str
    url: str = ""


def split_links(lines: list[Line]) -> tuple[list[Line], tuple[RawLink, ...]]:
    """Cut a trailing `Read more:` off; return the lines before it and its links, none where it is empty or not there."""
    start = next((i for i in range(len(lines) - 1, -1, -1) if _LABEL.match(lines[i].text)), -1)
    if start < 0:
        return lines, ()
    label = _LABEL.match(lines[start].text)
    first = lines[start].text[label.end() if label else 0 :]
    rows = [row for row in (first, *(line.text for line in lines[start + 1 :])) if row]
    is_labelled = ":" in lines[start].text[: len("read more") + 2] or not first
    if not is_labelled or not _are_links(rows):
        return lines, ()
    return lines[:start], _pair(link for row in rows for link in _links_in(row))


def _are_links(rows: list[str]) -> bool:
    """Prose after the label means that the label does not end the text."""
    return len(rows) <= _MOST and all(
        len(row) <= _LONGEST and (_URL.search(row) or not row.endswith(".")) for row in rows
    )


def _links_in(row: str) -> list[RawLink]:
    row = _BULLET.sub("", row, count=1) if _BULLET.match(row) else row
    if found := _MARKDOWN.findall(row):
        return [RawLink(title.strip(), url) for title, url in found]
    url = _URL.search(row)
    if not url:
        return [RawLink(row)]
    address = _without_end(url[1])
    before = row[: url.start()].rstrip(" ([-–—:|,;")
    after = row[url.start() :].removeprefix("<").removeprefix(address).lstrip(" )]>.,;:-–—|")
    title = f"{before} {after}".strip()
    return [RawLink(title, address if "://" in address else f"https://{address}")]


def _without_end(url: str) -> str:
    """Drop what belongs to the sentence or to brackets around the address."""
    url = url.rstrip(".,;:!?'’”»")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count("(" if url[-1] == ")" else "["):
        url = url[:-1].rstrip(".,;:!?")
    return url


def _pair(links: Iterable[RawLink]) -> tuple[RawLink, ...]:
    """Give a title on a line of its own the address on the next."""
    result: list[RawLink] = []
    for link in links:
        if result and not result[-1].url and not link.title:
            result[-1] = RawLink(result[-1].title, link.url)
        else:
            result.append(link)
    return tuple(dict.fromkeys(result))
