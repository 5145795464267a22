"""Turns a site's own `_headers` file (Netlify's and Cloudflare Pages' form) into rules, each fault with its line."""

import re

from sitegen.errors import Location, Problem
from sitegen.model.policy import HeaderRule

_HEADER = re.compile(r"([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*:\s*(.*)")
_HINT = "A path from the site's root stands on a line of its own, below it indented lines of Name: value."


def read_headers(data: bytes, path: str) -> tuple[tuple[HeaderRule, ...], tuple[Problem, ...]]:
    """Read the rules in order, those of one path as one; comments are left out."""
    rules: dict[str, list[tuple[str, str]]] = {}
    problems = []
    headers: list[tuple[str, str]] | None = None
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if line[0] not in " \t" and text.startswith(("/", "https://")):
            headers = rules.setdefault(text, [])
        elif headers is not None and (found := _HEADER.fullmatch(text)):
            headers.append((found[1], found[2]))
        else:
            problems.append(Problem(Location(path, number), "bad-headers", f'"{text}" is no header', _HINT))
    return tuple(HeaderRule(place, tuple(each)) for place, each in rules.items()), tuple(problems)
