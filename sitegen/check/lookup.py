"""Turns an address, as a page, a browser or a shell gives it, into the output that lies there."""

import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from sitegen.errors import ContentError, Location, Problem
from sitegen.model.config import Config
from sitegen.model.output import Output, Plan
from sitegen.urls import nfc

_HOST = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_TAIL = re.compile(r"[?#].*", re.DOTALL)


def output_at(path: str, plan: Plan) -> Output | None:
    """Return the output that a host serves for a path below the output folder: the file, or a folder's index.html."""
    return plan.outputs.get(path) or plan.outputs.get(f"{path}/index.html".lstrip("/"))


def find_output(written: str, plan: Plan, config: Config, parts: Mapping[str, str] = MappingProxyType({})) -> Output:
    """Return the output that an address means; ContentError, with the nearest path as a hint, where there is none.

    The address is a URL on the site's base URL, or a path of the site or of a file, with or without the base path or the
    output folder's name before it. Queries and anchors are passed over, and it may be percent-encoded. `parts` names the
    planned output with which a file was made that no plan names.
    """
    readings = list(_readings(nfc(written), config))
    for path in readings:
        if output := output_at(parts.get(path, path), plan):
            return output
    raise ContentError(problems=[_unknown(written, readings, plan, config)])


def _readings(written: str, config: Config) -> Iterator[str]:
    """Yield the paths below the output folder that an address may mean, the most literal first."""
    if host := _HOST.match(written):
        if host[1].lower() == config.origin.partition("://")[2]:
            yield from _below(config.base_path, _plain(unquote(_TAIL.sub("", written[host.end() :]))))
        return
    bare = _TAIL.sub("", written)
    for text in dict.fromkeys([written, bare, unquote(bare)]):
        path = _plain(text)
        yield path
        yield from _below(config.base_path, path)
        yield from _below(config.output, path)


def _plain(path: str) -> str:
    return posixpath.normpath("/" + path).lstrip("/")


def _below(folder: str, path: str) -> Iterator[str]:
    """Yield a path as seen from a folder, if it leads there."""
    prefix = f"{folder.strip('/')}/".lstrip("/")
    if f"{path}/".startswith(prefix):
        yield path[len(prefix) :]


def _unknown(written: str, readings: list[str], plan: Plan, config: Config) -> Problem:
    known = {path.removesuffix("index.html").rstrip("/"): path for path in plan.outputs}
    near = difflib.get_close_matches(readings[-1], known, n=1) if readings else []
    otherwise = f'give a path as it lies in "{config.output}/", or a URL below {config.base_url}'
    hint = f'did you mean "{known[near[0]]}"?' if near else otherwise
    return Problem(Location(config.output), "unknown-output", f'no output has the path "{written}"', hint)
