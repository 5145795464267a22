"""Reads one source as a build would, for the tests of this folder."""

from sitegen.model.config import ParseOptions
from sitegen.model.document import Facts, Parsed
from sitegen.model.source import Source, SourceKind
from sitegen.parse import parse

OPTIONS = ParseOptions(("en", "ar"), "America/New_York", ("tags", "regions", "programs", "series"))

PATHS: dict[SourceKind, str] = {
    "article": "content/articles/2018/x.md",
    "page": "content/pages/x.md",
    "chapter": "content/articles/report/one.md",
    "author": "content/authors/x.md",
    "term": "content/tags/x.md",
}

Row = tuple[int, int, str, str, str]
"""Line, column, kind, message and hint of a problem."""


def read(text: str | bytes, kind: SourceKind = "article", lang: str = "en") -> Parsed:
    """Parse a whole file."""
    data = text if isinstance(text, bytes) else text.encode()
    taxonomy = "tags" if kind == "term" else ""
    return parse(Source(PATHS[kind], kind, "x", lang, "", len(data), taxonomy), data, OPTIONS)


def facts_of(header: str, kind: SourceKind = "article", body: str = "Body.\n") -> Facts:
    """Parse front matter without problems, but for images without words or elsewhere; an article gets title and date."""
    if kind == "article":
        given = {line.split(":")[0] for line in header.splitlines()}
        header += "".join(line for name, line in _NEEDED.items() if name not in given)
    parsed = read(f"---\n{header}---\n{body}", kind)
    assert {problem.kind for problem in parsed.problems} <= {"image-alt", "remote-media"}
    assert parsed.facts is not None
    return parsed.facts


_NEEDED = {"title": "title: T\n", "date": "date: 2018-04-10\n"}


def rows(parsed: Parsed) -> list[Row]:
    """Return the problems as rows."""
    return [
        (problem.location.line, problem.location.column, problem.kind, problem.message, problem.hint)
        for problem in parsed.problems
    ]


def faults(header: str, kind: SourceKind = "article") -> list[tuple[str, str]]:
    """Return kind and message of the problems of a front matter that cannot be used, required fields left aside."""
    parsed = read(f"---\n{header}---\n", kind)
    return [(problem.kind, problem.message) for problem in parsed.problems if problem.kind != "missing-field"]
