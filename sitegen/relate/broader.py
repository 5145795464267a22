"""Turns the broader terms that term files name into a forest of ids, and rolls the articles of narrower terms up in it.

The forest never holds a cycle: the links that would close one are reported and left out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches

from sitegen.errors import Location, Problem
from sitegen.model.document import TermFacts
from sitegen.relate.cycles import find_cycles

_LONGEST_COMPARED = 80


def resolve_broader(
    files: Mapping[str, Mapping[str, TermFacts]],
    id_of: Callable[[str], str],
    labels: Mapping[str, str],
) -> tuple[dict[str, str], list[Problem]]:
    """Return the broader term's id by id, and the problems.

    `files` holds each term's files by language, of which the first that names a broader term counts; `id_of` returns the
    id that a name stands for, or an empty string; `labels` are the names to suggest.
    """
    links: dict[str, str] = {}
    origins: dict[str, TermFacts] = {}
    problems = []
    for id_ in sorted(files):
        file = next((one for one in files[id_].values() if one.broader), None)
        if file is None:
            continue
        if broader := id_of(file.broader):
            links[id_], origins[id_] = broader, file
        else:
            problems.append(_unknown(file, labels.values()))
    for chain in find_cycles(links):
        problems.append(_cycle(chain, origins[chain[0]]))
        for id_ in chain:
            del links[id_]
    return links, problems


def roll_up(pages: Iterable[tuple[str, Sequence[str]]], broader: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the page keys of each term: its own and those of its narrower terms, each once, in the order of `pages`.

    `pages` gives each key with its own terms' ids, each once; `broader` the broader id by id, without cycles. Terms without any
    page are left out.
    """
    rolled: dict[str, list[str]] = defaultdict(list)
    for key, own in pages:
        for id_ in _reached(own, broader) if broader else own:
            rolled[id_].append(key)
    return {id_: tuple(rolled[id_]) for id_ in sorted(rolled)}


def _reached(own: Iterable[str], broader: Mapping[str, str]) -> Iterable[str]:
    """Return some terms and all above them, each once."""
    reached: dict[str, None] = {}
    for id_ in own:
        while id_ and id_ not in reached:
            reached[id_] = None
            id_ = broader.get(id_, "")  # noqa: PLW2901
    return reached


def _unknown(file: TermFacts, labels: Iterable[str]) -> Problem:
    near = get_close_matches(file.broader[:_LONGEST_COMPARED], sorted(labels), n=1)
    return Problem(
        Location(file.path),
        "unknown-term",
        f'the broader term "{file.broader}" is not known',
        f'did you mean "{near[0]}"?' if near else f"write a file for it in content/{file.taxonomy}/",
        value=file.broader,
    )


def _cycle(chain: Sequence[str], file: TermFacts) -> Problem:
    shown = " → ".join([*chain, chain[0]])
    return Problem(
        Location(file.path),
        "term-cycle",
        f'the broader terms go in a circle: "{shown}"',
        "take broader out of one of these terms",
        value=file.broader,
    )
