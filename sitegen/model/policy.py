"""What browsers are told that the pages of a site may do, as values: the Content-Security-Policy, and headers by path."""

from collections.abc import Mapping

from msgspec import Struct


class Policy(Struct, frozen=True):
    """A Content-Security-Policy: sources by directive, in the order of writing."""

    directives: Mapping[str, tuple[str, ...]]

    def text(self, *, in_page: bool = False) -> str:
        """Write the policy as the value of a header, or of a meta element, where browsers refuse what is for headers alone
        (Content Security Policy Level 3, section 3.3)."""
        return "; ".join(
            " ".join((name, *sources))
            for name, sources in self.directives.items()
            if not (in_page and name in _HEADER_ONLY)
        )


_HEADER_ONLY = frozenset({"frame-ancestors", "report-to", "report-uri", "sandbox"})


class HeaderRule(Struct, frozen=True, array_like=True):
    """The headers, as (name, value), of all responses whose path matches; a `*` in the path stands for anything."""

    path: str
    headers: tuple[tuple[str, str], ...]
