"""The place of every key in a TOML file, however it is written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.parse.faults import Path
from sitegen.parse.toml_marks import TomlMarks

TOML = """\
top = 1 # = comment
"quoted key" = "a = b # no comment"
[site]  # [not.a.table]
title = '''
[fake]
x = 1
'''
a.b.c = [1, 2.5, 2018-04-10 09:00:00]
text = \"\"\"one \\\"\"\" [two]
three = 3\"\"\"
[site.deep.er]
inline = { x = 1, y.z = [ { k = "}" }, [ "]" ] ] }
[[list]]
n = 1
[list.sub]
m = 1
[[list]]
n = 2
[[list.inner]]
o = 1
"""

PLACES = {
    ("top",): "1:1",
    ("quoted key",): "2:1",
    ("site",): "3:1",
    ("site", "title"): "4:1",
    ("site", "a", "b", "c"): "8:1",
    ("site", "a", "b", "c", 1): "8:13",
    ("site", "text"): "9:1",
    ("site", "deep", "er"): "11:1",
    ("site", "deep", "er", "inline", "x"): "12:12",
    ("site", "deep", "er", "inline", "y", "z"): "12:19",
    ("site", "deep", "er", "inline", "y", "z", 0, "k"): "12:29",
    ("site", "deep", "er", "inline", "y", "z", 1, 0): "12:42",
    ("list", 0): "13:1",
    ("list", 0, "sub", "m"): "16:1",
    ("list", 1, "n"): "18:1",
    ("list", 1, "inner", 0, "o"): "20:1",
    ("site", "missing"): "3:1",
    ("list", 1, "missing", "too"): "17:1",
}


@pytest.mark.parametrize("path", PLACES)
def test_places(path: Path) -> None:
    assert str(TomlMarks(TOML).place("x", path)) == f"x:{PLACES[path]}"


def test_every_path_that_tomllib_reads_has_a_place_of_its_own() -> None:
    marks = TomlMarks(TOML)
    for path in _paths(tomllib.loads(TOML), ()):
        assert marks.place("x", path).line > 0


def test_a_path_without_any_place_is_the_files() -> None:
    assert str(TomlMarks("").place("x", ("site", "title"))) == "x"


def _paths(value: Any, path: Path) -> Iterator[Path]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield (*path, key)
        yield from _paths(child, (*path, key))
