"""Makes the head of a page: title, canonical URL, language versions and feeds."""

from collections.abc import Mapping, Sequence

from sitegen.model.views import Head, Link
from sitegen.plan.voice import Voice


def make_head(
    voice: Voice,
    permalink: str,
    title: str,
    *,
    description: str = "",
    versions: Mapping[str, str] | None = None,
    feeds: Sequence[Link] = (),
) -> Head:
    """Return the head of the page at a permalink; `versions` are its permalinks by language, itself included."""
    return Head(
        title=title,
        description=description,
        canonical=voice.absolute(permalink),
        alternates=voice.alternates(versions or {}),
        feeds=(voice.feed, *feeds),
    )
