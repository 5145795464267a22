"""YAML read strictly: what is text stays text, what is clever is refused, and nothing makes it fail or take long."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.yaml import MAX_DEPTH, MAX_LENGTH, MAX_VALUES, Header


def values(text: str) -> dict[str, Any]:
    header = Header(text, "x.md", 2)
    assert header.problems == []
    return header.values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("TRUE", "TRUE"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("'true'", "true"),
        ("1.10", "1.10"),
        ("012", "012"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        (".inf", ".inf"),
        ("9" * 5000, "9" * 5000),
        ("2024-01-01", "2024-01-01"),
        ("2024-02-30", "2024-02-30"),
        ("", None),
        ("~", None),
        ("null", None),
        ("'null'", "null"),
        ("''", ""),
        ("=", "="),
        ("AT&T *now* !", "AT&T *now* !"),
        ("'&a'", "&a"),
        ("a # a comment", "a"),
        ("[]", []),
        ("{}", {}),
        ("[a, [b, c], {d: no}]", ["a", ["b", "c"], {"d": "no"}]),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ('"\\u0633\\t\\x41"', "س\tA"),
    ],
)
def test_scalars_are_text_unless_true_false_or_nothing(written: str, value: object) -> None:
    assert values(f"key: {written}\n") == {"key": value}


def test_names_are_text_whatever_they_look_like() -> None:
    assert values("true: a\nno: b\n1: c\n~: d\n") == {"true": "a", "no": "b", "1": "c", "~": "d"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_header_has_no_values(text: str) -> None:
    header = Header(text, "x.md", 2)
    assert header.values == {}
    assert header.is_readable


@pytest.mark.parametrize(
    ("text", "line", "column", "kind", "message"),
    [
        ("a: &x 1\n", 2, 4, "bad-yaml", 'the anchor "&x" is not read'),
        ("a: *x\n", 2, 4, "bad-yaml", 'the alias "*x" is not read'),
        ("a: !!int 1\n", 2, 4, "bad-yaml", 'the tag "!!int" is not read'),
        ("a: !!python/name:os.system x\n", 2, 4, "bad-yaml", 'the tag "!!python/name:os.system" is not read'),
        ("a: !own {b: c}\n", 2, 4, "bad-yaml", 'the tag "!own" is not read'),
        ("&k a: 1\n", 2, 1, "bad-yaml", 'the anchor "&k" is not read'),
        ("a: 1\n<<: {b: 2}\n", 3, 1, "bad-yaml", 'the merge key "<<" is not read'),
        ("draft: true\n\ndraft: false\n", 4, 1, "duplicate-key", '"draft" is given again; line 2 has it first'),
        ("a:\n  b: 1\n  b: {c: [2]}\n", 4, 3, "duplicate-key", '"b" is given again; line 3 has it first'),
        ("- a\n", 2, 1, "bad-yaml", "front matter is not a table of names and values"),
        ("just text\n", 2, 1, "bad-yaml", "front matter is not a table of names and values"),
        ("? [a]\n: b\n", 2, 3, "bad-yaml", "a list or table stands where a name must be"),
        ("a: 1\n...\nb: 2\n", 4, 1, "bad-yaml", '"b: 2": the front matter ended, yet more follows'),
        ("a: 1\n--- {b: 2}\n", 3, 1, "bad-yaml", "the front matter ended, yet more follows"),
        ("a: b: c\n", 2, 5, "bad-yaml", '"a: b: c": a second colon, or lines that do not align'),
        ("a: 1\n\tb: 2\n", 3, 1, "bad-yaml", '"b: 2": a tab stands where spaces must'),
        ("a:\n\tb: 2\n", 3, 1, "bad-yaml", '"b: 2": a value or line begins with a character that it cannot'),
        ("a: @b\n", 2, 4, "bad-yaml", '"a: @b": a value or line begins with a character that it cannot'),
        ("a: 1\nb: 'it\nc: 2\n", 3, 4, "bad-yaml", '"b: \'it": a quote is opened here and never closed'),
        ("a: [b, c\nd: 1\n", 2, 4, "bad-yaml", '"a: [b, c": a bracket is opened here and not closed'),
        ("a: {b: c\n", 2, 4, "bad-yaml", '"a: {b: c": a brace is opened here and not closed'),
        (
            'a: "b" c\n',
            2,
            8,
            "bad-yaml",
            '"a: "b" c": the line does not begin a new name, or text follows a closing quote',
        ),
        ("a: 1\nb\n", 3, 2, "bad-yaml", '"b": the line is not name: value'),
        ("é: a\nb: \x07c\n", 3, 4, "bad-yaml", '"\\u0007" holds the character U+0007, which cannot be published'),
        ("a\x00: b\n", 2, 2, "bad-yaml", '"\\u0000" holds the character U+0000, which cannot be published'),
        ('a: "b\\0"\n', 2, 4, "bad-value", '"b\\u0000" holds the character U+0000, which cannot be published'),
        ("a: b\u202ec\n", 2, 4, "bad-value", '"b\\u202ec" holds the character U+202E, which cannot be published'),
        ("a: [b, \u2066c]\n", 2, 8, "bad-value", '"\\u2066c" holds the character U+2066, which cannot be published'),
        ('"a\\e": b\n', 2, 1, "bad-value", '"a\\u001b" holds the character U+001B, which cannot be published'),
    ],
)
def test_what_is_refused_has_its_place(text: str, line: int, column: int, kind: str, message: str) -> None:
    header = Header(text, "x.md", 2)
    problem = header.problems[0]
    assert (problem.location.line, problem.location.column, problem.kind, problem.message) == (
        line,
        column,
        kind,
        message,
    )
    assert problem.hint


def test_joiners_and_marks_that_scripts_need_are_kept() -> None:
    assert values("a: می\u200cخواهم\u200f\n") == {"a": "می\u200cخواهم\u200f"}


def test_all_faults_short_of_syntax_are_told_at_once() -> None:
    header = Header("a: &x 1\nb: *x\na: 2\nc: !t 3\n", "x.md", 2)
    assert [problem.location.line for problem in header.problems] == [2, 3, 4, 5]
    assert header.values == {"a": "1", "b": None, "c": "3"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n" * 200,
        "a: &a {x: y}\nb: &b\n  <<: [*a, *a]\nc:\n  <<: [*b, *b]\n",
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "a:\n  " + "- " * 100_000,
        "".join(" " * n + "a:\n" for n in range(500)),
        "? " * 100_000,
        "a: [" + "x," * 100_000 + "]",
        "a: 'x" + "''" * 100_000,
        "#" * 1_000_000,
        "a: |\n" + " x\n" * 100_000,
        "".join(f"k{n}: v\n" for n in range(100_000)),
        "a: 1\n" * 30_000,
        "%TAG ! tag:x,2000:\n",
        "a: \ud800".encode("utf-8", "replace").decode(),
    ],
)
def test_hostile_headers_are_bounded_and_never_fail(text: str) -> None:
    header = Header(text, "x.md", 2)
    assert isinstance(header.values, dict)


def test_depth_and_size_have_their_limits() -> None:
    assert Header("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "x.md", 2).problems == []
    (deep,) = Header("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.md", 2).problems
    assert deep.message == f"front matter nests deeper than {MAX_DEPTH} levels"
    (large,) = Header(f"a: [{'x, ' * MAX_VALUES}]", "x.md", 2).problems
    assert large.message == f"front matter holds more than {MAX_VALUES} values"
    (long,) = Header("#" * (MAX_LENGTH + 1), "x.md", 2).problems
    assert long.message == f"front matter is longer than {MAX_LENGTH} characters"


def test_every_value_and_name_knows_its_place() -> None:
    header = Header("title: T\nroles:\n  - title: Fellow\n    from: 2018\nimage: {src: a.jpg}\nempty:\n", "x.md", 2)
    places = {
        (("title",), False): "x.md:2:8",
        (("title",), True): "x.md:2:1",
        (("roles", 0, "from"), False): "x.md:5:11",
        (("roles", 0, "from"), True): "x.md:5:5",
        (("roles", 0, "to"), True): "x.md:4:5",
        (("image", "src"), False): "x.md:6:14",
        (("image", "alt"), True): "x.md:6:1",
        (("date",), True): "x.md:1",
    }
    assert {key: str(header.place(*key)) for key in places} == places
    assert header.line_of("a.jpg") == 6


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@`#, \n\t\\0~<é\u2028", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    header = Header(text, "x.md", 2)
    assert header.is_readable or header.problems
    for problem in header.problems:
        assert problem.location.line >= 1
