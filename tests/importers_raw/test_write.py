"""Files as importers write them: strings that read back as they were, names that are free, edits that leave the rest."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.importers.write import dump, edit_front_matter, free_name, write_new
from sitegen.parse.yaml import Header

COUNT = 5_000 if os.environ.get("SITEGEN_PROVE") else 200

CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
NOT_TEXT = [
    "NO",
    "yes",
    "1.10",
    "2018",
    "2018-04-10",
    "~",
    "null",
    "true",
    "0x1f",
    "12:30",
    ".5",
    "1e3",
    "<<",
    "=",
    "---",
]
SYNTAX = [
    "#a",
    "[a",
    "{a",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "@a",
    "`a",
    "%a",
    "'a'",
    '"a"',
    "?",
    "a:",
    ":",
    "“”",
    "سیاست",
    "😀",
    "a\\b",
]
BLANKS = ["two\nlines", "two\n\nparagraphs\n", " leading", "trailing ", "\n", "a\tb", "ends: ", "- a", "a: b", "a #b"]
TEXT = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=30).filter(str.strip), st.sampled_from([*NOT_TEXT, *SYNTAX, *BLANKS])
)
NAMES = st.sampled_from(["title", "summary", "n", "y", "key with blanks", "ß"])


@settings(max_examples=COUNT, deadline=None)
@given(st.dictionaries(NAMES, TEXT, max_size=4), st.lists(TEXT))
def test_strings_read_back_as_they_were(fields: dict[str, str], items: list[str]) -> None:
    values = {**fields, "tags": items, "extra": {"deep": [{"a": item} for item in items]}} if items else fields
    header = Header(dump(values), "a.md", 1)
    assert [problem.message for problem in header.problems] == []
    assert header.values == values


def test_only_what_needs_quotes_has_them() -> None:
    fields = {"title": "Rouhani’s “visit”", "date": "2018-04-10", "tags": ["NO", "1.10", "a: b", "iran"], "draft": True}
    assert dump(fields) == (
        "title: Rouhani’s “visit”\ndate: 2018-04-10\ntags:\n  - 'NO'\n  - '1.10'\n  - 'a: b'\n  - iran\ndraft: true\n"
    )


def test_fields_have_an_order_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "deep/a.md"
    write_new(
        path, {"extra": {"x": "1", "y": ""}, "slug": "s", "tags": [], "date": "2018-04-10", "title": "T"}, "\nText.\n\n"
    )
    assert path.read_text() == "---\ntitle: T\ndate: 2018-04-10\nslug: s\nextra:\n  x: '1'\n---\n\nText.\n"
    write_new(tmp_path / "b.md", {"name": "Ann"}, "")
    assert (tmp_path / "b.md").read_text() == "---\nname: Ann\n---\n"


@pytest.mark.parametrize("has_links", [True, False])
def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "a.md", {"title": "first"}, "")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.md", {"title": "second"}, "")
    assert "first" in (tmp_path / "a.md").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_what_a_killed_run_left_is_no_way_into_a_finished_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    write_new(path, {"name": "Ann"}, "")
    os.link(path, tmp_path / ".a.md.new")
    before = path.read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: None)
    assert edit_front_matter(path, lambda fields: bool(fields.update(name="Bo") or True))
    assert path.read_bytes() == before


def test_what_front_matter_cannot_hold_is_left_out(tmp_path: Path) -> None:
    write_new(tmp_path / "a.md", {"ti\x07tle": "A\x1b\udce9 \u202etitle", "extra": {"x": ["\ufeffa\x9b"]}}, "")
    header = Header((tmp_path / "a.md").read_text().split("---\n")[1], "a.md", 1)
    assert (header.problems, header.values) == ([], {"title": "A title", "extra": {"x": ["a"]}})


def test_free_names(tmp_path: Path) -> None:
    for name in ("a.md", "a-2.md", "b.fr.md", "d.txt"):
        (tmp_path / name).touch()
    for name in ("c", "e/deep"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "c/x.png").touch()
    (tmp_path / "e/deep/index.md").touch()
    (tmp_path / "f").symlink_to(tmp_path / "c")
    (tmp_path / "g").touch()
    assert free_name(tmp_path, "a") == "a-3"
    assert free_name(tmp_path, "b") == "b"
    assert free_name(tmp_path, "b", ["en", "fr"]) == "b-2"
    assert free_name(tmp_path, "c") == "c"
    assert [free_name(tmp_path, name) for name in "efg"] == ["e-2", "f-2", "g-2"]
    assert free_name(tmp_path, "d") == "d"
    assert free_name(tmp_path, "con") == "con-2"
    assert free_name(tmp_path, "") == "untitled"
    assert len(free_name(tmp_path, "字" * 80).encode()) <= 200


def test_an_edit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\na:   1\n---\n")
    assert edit_front_matter(path, lambda _: False) is False
    assert path.read_text() == "---\na:   1\n---\n"


def test_an_edit_keeps_values_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    header = "a: NO # here\nb: 1.10\nc: '2'\nd: \"x\"\ne:\nf: 2018-04-10\ng: [a, 0x1]\nh: |\n  two\n  lines\ni: ~\n"
    path.write_text(f"---\n{header}---\nBody\n")
    assert edit_front_matter(path, lambda fields: bool(fields.update(z="new") or True))
    assert path.read_text() == f"---\n{header}z: new\n---\nBody\n"
