"""Splitting a file: line ends, byte-order marks, hyphens, and the line on which the body begins."""

import pytest
from reading import read

from sitegen.parse.front_matter import split


@pytest.mark.parametrize(
    ("data", "header", "body", "first_line"),
    [
        (b"---\ntitle: T\n---\nBody\n", "title: T\n", "Body\n", 4),
        (b"---\ntitle: T\n---\n\n\nBody\n", "title: T\n", "\n\nBody\n", 4),
        (b"---\r\ntitle: T\r\n---\r\nBody\r\n", "title: T\n", "Body\n", 4),
        (b"---\rtitle: T\r---\rBody", "title: T\n", "Body", 4),
        (b"\xef\xbb\xbf---\ntitle: T\n---\nBody", "title: T\n", "Body", 4),
        (b"--- \t\ntitle: T\n---  \nBody", "title: T\n", "Body", 4),
        (b"---\ntitle: T\n---", "title: T\n", "", 4),
        (b"---\n---\nBody", "", "Body", 3),
        (b"---\na: 1\n---\nOne\n\n---\n\nTwo\n", "a: 1\n", "One\n\n---\n\nTwo\n", 4),
        (b"---\na: |\n  ---\n  b\n---\nBody", "a: |\n  ---\n  b\n", "Body", 6),
        (b"---\na: ---\n----\n---\nBody", "a: ---\n----\n", "Body", 5),
        (b"Body\n---\n", None, "Body\n---\n", 1),
        (b"\n---\na: 1\n---\n", None, "\n---\na: 1\n---\n", 1),
        (b"----\na: 1\n----\n", None, "----\na: 1\n----\n", 1),
        (b"", None, "", 1),
    ],
)
def test_parts_and_the_line_of_the_body(data: bytes, header: str | None, body: str, first_line: int) -> None:
    assert split(data, "x.md") == (header, body, first_line, ())


@pytest.mark.parametrize(
    ("data", "line", "kind", "message"),
    [
        (b"---\ntitle: T\n", 1, "bad-yaml", 'front matter begins with "---" and never ends'),
        (b"---", 1, "bad-yaml", 'front matter begins with "---" and never ends'),
        (b"---\ntitle: caf\xe9\n---\n", 2, "bad-encoding", 'the byte "0xE9" is not UTF-8'),
        ("---\ntitle: T\n".encode("utf-16"), 1, "bad-encoding", "the file is UTF-16, not UTF-8"),
    ],
)
def test_files_that_cannot_be_split(data: bytes, line: int, kind: str, message: str) -> None:
    parsed = read(data)
    assert parsed.facts is None
    assert parsed.body is None
    assert [(p.location.line, p.kind, p.message) for p in parsed.problems] == [(line, kind, message)]


@pytest.mark.parametrize("text", ["", "Only a body.\n", "\n---\ntitle: T\n---\n"])
def test_a_file_without_front_matter_says_how_to_begin_it(text: str) -> None:
    (problem,) = read(text).problems
    assert (problem.location.line, problem.kind, problem.message) == (
        1,
        "missing-field",
        "the file has no front matter",
    )
    assert '"---"' in problem.hint


def test_only_front_matter_is_a_document_without_text() -> None:
    parsed = read("---\ntitle: T\ndate: 2018-04-10\n---")
    assert parsed.problems == ()
    assert parsed.facts is not None
    assert parsed.body is not None
    assert parsed.body.words == 0


def test_problems_of_the_body_carry_the_line_of_the_file() -> None:
    parsed = read("---\r\ntitle: T\r\ndate: 2018-04-10\r\n---\r\n\r\n[x](javascript:alert(1))\r\n")
    assert [(p.location.line, p.kind) for p in parsed.problems] == [(6, "bad-link")]
