"""Finds the circles in links of which each name has at most one, such as those of broader terms and of translations."""

from collections.abc import Mapping


def find_cycles(links: Mapping[str, str]) -> list[list[str]]:
    """Return each cycle once, beginning with its first name in order; a name that links to itself is one too."""
    settled: set[str] = set()
    cycles = []
    for start in sorted(links):
        path: dict[str, int] = {}
        name = start
        while name in links and name not in settled and name not in path:
            path[name] = len(path)
            name = links[name]
        if name in path:
            cycles.append(_from_first(list(path)[path[name] :]))
        settled.update(path)
    return cycles


def _from_first(cycle: list[str]) -> list[str]:
    at = cycle.index(min(cycle))
    return cycle[at:] + cycle[:at]
