"""Makes the head of a page: title, canonical URL, language versions and feeds."""

from collections.abc import Mapping, Sequence

from sitegen.model.views import Head, Link
from sitegen.plan.edition import Edition


def make_head(
    edition: Edition,
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
        canonical=edition.absolute(permalink),
        alternates=edition.alternates(versions or {}),
        feeds=(edition.feed, *feeds),
    )
