"""What the search index of one language holds, as values: what readers may find, and by what they may narrow it down."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sitegen.model.views import BodyView

FoundKind = Literal["article", "page", "author", "term"]


class SearchDocument(Struct, frozen=True, gc=False, array_like=True):
    """One page that can be found, with all that is sought in it and all that a result shows of it.

    `label` says what it is (a type's label, a taxonomy's), `people` is the byline, `filters` the values by which it can
    be singled out, by name of filter. `date` is ISO 8601, empty for what has none.
    """

    url: str
    title: str
    kind: FoundKind
    summary: str = ""
    label: str = ""
    people: str = ""
    date: str = ""
    filters: Mapping[str, tuple[str, ...]] = {}
    bodies: tuple[BodyView, ...] = ()


class SearchIndex(Struct, frozen=True, gc=False, array_like=True):
    """All documents of a language in order of URL. `tool` names the program that makes the index, with its version."""

    lang: str
    tool: str
    documents: tuple[SearchDocument, ...]
