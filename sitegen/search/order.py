"""Gives the files of an index that Pagefind has made the one form that equal documents always have.

Pagefind 1.5 writes filters and their values in an order that is another at every run. They are put in order here, and
the files that name them by digest follow: the entry names the meta file, which names the filters. What is only for
Pagefind's own user interface is left out.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sitegen.search.cbor import NotCbor, decode, encode

ENTRY = "pagefind-entry.json"

_SIGNATURE = b"pagefind_dcd"
_KEPT = (".pf_fragment", ".pf_index", ".pagefind", "pagefind.js", "pagefind-worker.js")
_FILTERS = 3
"""Place of the filters, pairs of name and file, in the meta file."""


class UnknownForm(Exception):
    """An index is not in the form of the versions known here."""


def put_in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index, by path, in order."""
    try:
        return _in_order(files)
    except (NotCbor, KeyError, IndexError, TypeError, ValueError, EOFError, OSError) as error:
        raise UnknownForm(f"its files are in an unknown form: {error}") from error


def _in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    entry = json.loads(files[ENTRY])
    made = {path: data for path, data in files.items() if path.endswith(_KEPT)}
    if all(language["wasm"] for language in entry["languages"].values()):
        made.pop("wasm.unknown.pagefind", None)
    for lang, language in entry["languages"].items():
        meta: Any = decode(_unpack(files[f"pagefind.{language['hash']}.pf_meta"]))
        filters = {name: _in_order_filter(_unpack(files[f"filter/{file}.pf_filter"])) for name, file in meta[_FILTERS]}
        meta[_FILTERS] = [[name, f"{lang}_{_digest(filters[name], 7)}"] for name in sorted(filters)]
        made |= {f"filter/{file}.pf_filter": _pack(filters[name]) for name, file in meta[_FILTERS]}
        data = encode(meta)
        language["hash"] = f"{lang}_{_digest(data, 10)}"
        made[f"pagefind.{language['hash']}.pf_meta"] = _pack(data)
    made[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return dict(sorted(made.items()))


def _in_order_filter(data: bytes) -> bytes:
    filter_: Any = decode(data)
    name, values = filter_
    return encode([name, sorted(values)])


def _unpack(packed: bytes) -> bytes:
    data = gzip.decompress(packed)
    if not data.startswith(_SIGNATURE):
        raise UnknownForm("a file does not begin as those of Pagefind do")
    return data[len(_SIGNATURE) :]


def _pack(data: bytes) -> bytes:
    return gzip.compress(_SIGNATURE + data, mtime=0)


def _digest(data: bytes, digits: int) -> str:
    return hashlib.sha256(data).hexdigest()[:digits]
