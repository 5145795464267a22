"""Writes sources: new files whole or not at all, and edits of a front matter that leave everything else as it stands.

A file appears under its name only when all its bytes are written, and an existing file is never overwritten by a new one.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import LiteralScalarString

from sitegen.errors import ImportFailed
from sitegen.files import read_file
from sitegen.parse.yaml import Header
from sitegen.urls import MAX_NAME_BYTES, name_fault

_FIRST = (
    *("title", "name", "family_name", "sort_as", "names", "label", "labels", "date", "updated", "type", "authors"),
    *("tags", "regions", "programs", "series", "summary", "roles"),
)
"""The fields that open a front matter, in this order; the others follow as given, and `extra` comes last."""

_HEADER = re.compile(rb"(\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n)(.*?)(^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)


class _AsWritten(BaseResolver):
    """Takes every word for text but an empty one, so that what is read is written as it stood."""

    processing_version = (1, 2)

    def __init__(self, loader: object, **_: object) -> None:
        super().__init__(loader)


class _AsRead(_AsWritten):
    """Knows the words that one YAML reader or another takes for something else than text. Dates may be taken for dates."""


_AsWritten.add_implicit_resolver_base("tag:yaml.org,2002:null", re.compile(r"$"), [""])
for _name, _pattern, _initials in (
    ("bool", r"(?:y|n|yes|no|true|false|on|off)$", "yYnNtTfFoO"),
    ("null", r"(?:~|null)$", "~nN"),
    ("int", r"[-+]?(?:\d[\d_]*|0[xob][\da-f_]+|\d+(?::[0-5]?\d)+)$", "-+0123456789"),
    ("float", r"[-+]?(?:\.?\d[\d_]*[\d._:]*(?:e[-+]?\d+)?|\.inf|\.nan)$", "-+.0123456789"),
    ("merge", r"<<$", "<"),
    ("value", r"=$", "="),
):
    _AsRead.add_implicit_resolver_base(
        f"tag:yaml.org,2002:{_name}", re.compile(_pattern, re.IGNORECASE), list(_initials)
    )


_NOT_HELD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def writable(text: str) -> str:
    """Return text without what front matter cannot hold: control characters, marks of direction, bytes that are no text."""
    return text if text.isprintable() else _NOT_HELD.sub("", text)


def write_new(path: Path, front: Mapping[str, Any], body: str) -> None:
    """Write a source with its front matter in our order of fields. FileExistsError where the name is taken.

    Empty values are left out, and so is what is not `writable`. Strings are quoted only where a YAML reader would take them
    for something else.
    """
    text = body.strip("\n")
    write_whole(path, f"---\n{dump(_ordered(front))}---\n" + (f"\n{text}\n" if text else ""))


def write_whole(path: Path, text: str) -> None:
    """Write a new file, which appears with all its text or not at all. FileExistsError where the name is taken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = _stage(path, text.encode())
    try:
        os.link(staged, path)
    except FileExistsError:
        raise
    except OSError:
        _rename_new(staged, path)
    finally:
        staged.unlink(missing_ok=True)


def free_name(folder: Path, slug: str, languages: Iterable[str] = ()) -> str:
    """Return the slug, or the slug with the first number from 2 on, under which the folder has no source yet.

    A name with one of the languages as suffix counts as taken: the new file would pass for its translation. A folder of that
    name counts where a source is in it; without one it holds pictures, as a killed import leaves them for the next.
    """
    suffixes = (".md", *(f".{code}.md" for code in languages))
    slug = slug.encode()[: MAX_NAME_BYTES - 20].decode(errors="ignore").rstrip("-") or "untitled"
    number, name = 1, slug
    while (
        name_fault(name)
        or _is_taken(folder / name)
        or any(os.path.lexists(folder / (name + suffix)) for suffix in suffixes)
    ):
        number += 1
        name = f"{slug}-{number}"
    return name


def _is_taken(path: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return any(path.rglob("*.md"))
    return os.path.lexists(path)


def edit_front_matter(path: Path, change: Callable[[CommentedMap], bool]) -> bool:
    """Let `change` edit the fields of a source; write them back if it says that it did. Return what it said.

    Comments, the order of fields, the body's bytes and the line ends stay. ImportFailed where the front matter cannot be read.
    """
    data = read_file(path)
    match = _HEADER.match(data)
    if not match or not _is_utf8(match[2]):
        raise ImportFailed(f'{path}: has no front matter in UTF-8 between two lines of "---"')
    has_crlf = b"\r\n" in match[1]
    header = match[2].decode().replace("\r\n", "\n")
    if problems := Header(header, path.name, 2).problems:
        raise ImportFailed("", problems)
    yaml = _yaml_like(header)
    fields = yaml.load(header) or CommentedMap()
    if not change(fields):
        return False
    text = _dump(yaml, fields)
    text = text.replace("\n", "\r\n") if has_crlf else text
    staged = _stage(path, match[1] + text.encode() + match[3] + data[match.end() :])
    shutil.copymode(path, staged)
    staged.replace(path)
    return True


def staging_path(path: Path) -> Path:
    """Return the hidden name beside a file under which its bytes are gathered, free to be written.

    What a killed run left there goes first: it may be a second name of a file that is finished.
    """
    staged = path.with_name(f".{path.name}.new")
    staged.unlink(missing_ok=True)
    return staged


def dump(fields: Mapping[str, Any]) -> str:
    """Return fields as YAML, one line each where the value is text; empty values are left out."""
    return _dump(_yaml(), _presentable(fields)) if fields else ""


def _ordered(front: Mapping[str, Any]) -> dict[str, Any]:
    last = ["extra"] if "extra" in front else []
    first = [key for key in _FIRST if key in front]
    return {key: front[key] for key in (*first, *(k for k in front if k not in {*first, *last}), *last)}


def _presentable(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {writable(str(key)): _presentable(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_presentable(item) for item in value]
    if not isinstance(value, str):
        return value
    text = writable(value)
    return LiteralScalarString(text) if "\n" in text and _fits_a_block(text) else text


def _fits_a_block(text: str) -> bool:
    return text.replace("\n", "").isprintable() and not text.startswith((" ", "\n")) and " \n" not in text


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode()) or not data
    except UnicodeDecodeError:
        return False


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _AsRead
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _yaml_like(header: str) -> YAML:
    """Return a YAML that writes lists as this header does."""
    yaml = _yaml()
    yaml.Resolver = _AsWritten
    if re.search(r"^- ", header, re.MULTILINE):
        yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _dump(yaml: YAML, fields: Mapping[str, Any]) -> str:
    out = StringIO()
    yaml.dump(fields, out)
    return out.getvalue()


def _stage(path: Path, data: bytes) -> Path:
    staged = staging_path(path)
    try:
        staged.write_bytes(data)
    except OSError:
        staged.unlink(missing_ok=True)
        raise
    return staged


def _rename_new(staged: Path, path: Path) -> None:
    """Give a staged file its name where the file system knows no second names."""
    if os.path.lexists(path):
        raise FileExistsError(path)
    staged.replace(path)
