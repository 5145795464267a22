"""Turns the texts of one language into the files of a search index, the same bytes from the same texts."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from sitegen.errors import Location, Problem, SitegenError
from sitegen.search.order import ENTRY, UnknownForm, put_in_order
from sitegen.search.service import ServiceFailed, index_documents

__all__ = ["ENTRY", "find_program", "make_index"]

_EXCLUDED = ("a.anchor", ".footnote-ref", ".footnote-back")
"""What stands in a text for those who look at it, and is no word of it."""


def find_program() -> Path | None:
    """Return the program of the installed Pagefind, None where the extra `search` is not installed."""
    spec = find_spec("pagefind_bin")
    if spec is None or not spec.submodule_search_locations:
        return None
    from pagefind_bin import get_executable  # noqa: PLC0415 - an extra

    try:
        return Path(get_executable())
    except FileNotFoundError:
        return None


def make_index(program: Path, documents: Iterable[tuple[str, str]], lang: str) -> dict[str, bytes]:
    """Index documents, given as (URL, HTML) in a fixed order; return the files by path, of which `ENTRY` names the rest.

    Raises a SitegenError where Pagefind fails.
    """
    options = {"force_language": lang, "exclude_selectors": _EXCLUDED}
    try:
        return put_in_order(index_documents(program, documents, options))
    except (ServiceFailed, UnknownForm, OSError) as error:
        hint = (
            'Install a version that fits: `pip install --upgrade "sitegen[search]"`, or set `[search] enabled = false`.'
        )
        problem = Problem(
            Location("sitegen.toml"), "search-failed", f'the search index cannot be made: "{error}"', hint
        )
        raise SitegenError(problems=[problem]) from error
