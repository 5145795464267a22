"""Links to places within texts -> the same links where the place exists under our names, others without the place.

Generators name headings differently, so that a `#place` of the old site may have another name here, or none.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from sitegen.files import read_file
from sitegen.importers.markdown.edits import Text
from sitegen.importers.markdown.html import anchor_name
from sitegen.importers.markdown.links import Reference, rewrite_links
from sitegen.importers.markdown.notes import Say
from sitegen.model.config import ParseOptions
from sitegen.model.source import Source
from sitegen.parse.front_matter import split
from sitegen.parse.markdown import render_body
from sitegen.urls import join_inside, slugify

_HAS_PLACE = re.compile(r"\]\([^()\s]{0,500}#|\]:[^\n]{0,500}#")


class Anchors:
    """The anchors of bodies by their project path; only those that a link names are ever looked for."""

    def __init__(self, root: Path, bodies: Mapping[str, Text], options: ParseOptions) -> None:
        self._root, self._bodies, self._options = root, bodies, options
        self._known: dict[str, frozenset[str]] = {}

    def mend(self, target: str, say: Say) -> Text:
        """Return a body whose links to places lead to places that exist."""
        body = self._bodies[target]
        if not _HAS_PLACE.search(body.text):
            return body

        def resolve(reference: Reference) -> str | None:
            path, _, place = reference.target.partition("#")
            page = join_inside(str(PurePosixPath(target).parent), path) if path else target
            if not place or reference.is_html or not page or (path and not path.endswith(".md")):
                return reference.target
            if found := next((name for name in _names(place) if name in self._of(page)), ""):
                return f"{path}#{found}"
            say(reference.line, "broken-anchor", f'no place "#{place}" in {"the text" if path else "this text"}')
            return path or None

        return rewrite_links(body, resolve)

    def _of(self, page: str) -> frozenset[str]:
        if page not in self._known:
            text = self._bodies[page].text if page in self._bodies else self._read(page)
            source = Source(page, "article", page, self._options.languages[0], "", 0)
            self._known[page] = frozenset(render_body(text, 1, source, self._options).anchors) | {"", "top"}
        return self._known[page]

    def _read(self, page: str) -> str:
        try:
            return split(read_file(self._root / page), page).body
        except OSError:
            return ""


def _names(place: str) -> Iterator[str]:
    yield from (place, anchor_name(place), slugify(place), f"{place}-2", place.replace("_", "-"))
