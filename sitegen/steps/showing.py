"""Finds the sources that show on an output, from the URLs and bodies in its view."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sitegen.model.config import Config
from sitegen.model.output import Output
from sitegen.model.site import Site
from sitegen.urls import href


def sources_shown(output: Output, site: Site, config: Config) -> tuple[str, ...]:
    """Return the paths of the sources whose text or facts stand on an output, ordered; a copy, a picture or a style
    sheet shows its own file."""
    if output.recipe in {"copy", "font", "picture", "style"}:
        return (output.file,)
    if output.recipe == "card":
        return (output.origin,)
    known = _sources_by_url(site, config)
    view = msgspec.msgpack.decode(output.view)
    named = {known[text] for text in _texts(view) if text in known}
    return tuple(sorted(named | set(output.bodies)))


def _sources_by_url(site: Site, config: Config) -> Mapping[str, str]:
    urls = {}
    for page in site.pages.values():
        urls[href(page.permalink, config.base_path)] = page.key
    for author in site.authors.values():
        urls |= {href(permalink, config.base_path): author.facts.path for permalink in author.permalinks.values()}
    for terms in site.terms.values():
        for term in terms.values():
            if file := next(iter(term.files.values()), None):
                urls |= {href(permalink, config.base_path): file.path for permalink in term.permalinks.values()}
    return urls | {config.origin + url: source for url, source in urls.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
