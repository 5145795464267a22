"""What parsing a whole source puts together: front matter and body, files and links, and the lines they stand on."""

from datetime import datetime

import pytest
from reading import OPTIONS, facts_of, read

from sitegen.digest import digest
from sitegen.model.document import ArticleFacts, PageFacts
from sitegen.model.source import Source, SourceKind
from sitegen.parse import parse
from sitegen.parse.fields.origin import Origin

BODY = "First sentence here. [See](../y.md)\n\n## A heading\n\n![A photo](photo.jpg) [Data](data.csv)\n"


def test_files_and_links_of_front_matter_join_those_of_the_body() -> None:
    header = (
        "image: lead.jpg\npdf: x.pdf\naudio: https://example.org/a.mp3\n"
        "transcript: t.txt\nfiles: [data.csv, /data/z.csv]\n"
    )
    facts = facts_of(header, body=BODY)
    folder = "content/articles/2018"
    files = ("data.csv", "lead.jpg", "photo.jpg", "t.txt", "x.pdf")
    assert facts.assets == tuple(f"{folder}/{name}" for name in files)
    assert facts.links == ("../y.md", "/data/z.csv")


@pytest.mark.parametrize(
    ("kind", "id_", "is_refused"),
    [
        ("article", "2018/\U0001f600", True),
        ("article", "\U0001f600/x", False),
        ("page", "\U0001f600/x", True),
        ("author", "!", True),
        ("term", "\U0001f600", True),
        ("term", "سیاست", False),
    ],
)
def test_a_name_that_gives_no_address(kind: SourceKind, id_: str, is_refused: bool) -> None:
    header = {
        "article": "title: T\ndate: 2018-04-10\n",
        "page": "title: T\n",
        "author": "name: N\n",
        "term": "label: L\n",
    }
    for slug in ("", "slug: x\n"):
        data = f"---\n{header[kind]}{slug}---\nBody.\n".encode()
        taxonomy = "tags" if kind == "term" else ""
        problems = parse(Source(f"{id_}.md", kind, id_, "en", "", len(data), taxonomy), data, OPTIONS).problems
        assert [problem.kind for problem in problems] == (["bad-name"] if is_refused and not slug else [])


def test_facts_of_the_body_are_taken_over() -> None:
    facts = facts_of("", body=BODY)
    assert isinstance(facts, ArticleFacts)
    assert "a-heading" in facts.anchors
    assert facts.summary.startswith("First sentence here.")
    page = facts_of("title: T\n", "page", BODY)
    assert isinstance(page, PageFacts)
    assert page.anchors == facts.anchors


def test_a_summary_that_is_given_wins() -> None:
    facts = facts_of("summary: Mine.\n", body=BODY)
    assert isinstance(facts, ArticleFacts)
    assert facts.summary == "Mine."


def test_the_body_is_kept_where_front_matter_cannot_be_used() -> None:
    parsed = read("---\ntitle: [\n---\nText.\n")
    assert parsed.facts is None
    assert parsed.body is not None
    assert parsed.body.words == 1


def test_the_digest_is_that_of_the_very_bytes() -> None:
    data = "\ufeff---\r\ntitle: T\r\n---\r\n".encode()
    assert read(data).digest == digest(data)


def test_marks_give_the_line_of_every_name() -> None:
    parsed = read(
        "---\n"
        "title: T\n"
        "date: 2018-04-10\n"
        "type: brief\n"
        "authors:\n"
        "  - ahmad\n"
        "  - {id: sara, role: editor}\n"
        "tags: [iran, russia]\n"
        "image: ./lead.jpg\n"
        "pdf: /files/x.pdf\n"
        "chapters: [one.md]\n"
        "translation_of: y\n"
        "---\n"
        "[See](z.md)\n"
    )
    assert parsed.body is not None
    assert parsed.body.marks == {
        "z.md": 14,
        "ahmad": 6,
        "sara": 7,
        "iran": 8,
        "russia": 8,
        "brief": 4,
        "translation_of": 12,
        "content/articles/2018/lead.jpg": 9,
        "lead.jpg": 9,
        "/files/x.pdf": 10,
        "x.pdf": 10,
        "content/articles/2018/one.md": 11,
        "one.md": 11,
    }


def test_names_in_another_unicode_form_are_one_file() -> None:
    facts = facts_of("pdf: cafe\u0301.pdf\n", body="[x](caf\u00e9.pdf)\n")
    assert facts.assets == ("content/articles/2018/caf\u00e9.pdf",)


def test_only_fields_of_the_sites_taxonomies_are_terms() -> None:
    facts = facts_of("programs: p\n")
    assert isinstance(facts, ArticleFacts)
    assert facts.terms == {"programs": ("p",)}
    assert "topics" not in OPTIONS.taxonomies


@pytest.mark.parametrize("zone", ["Asia/Tehran", "UTC"])
def test_a_date_is_read_in_the_zone_of_its_origin(zone: str) -> None:
    moment = Origin("content/articles/x.md", zone).moment(datetime(2018, 4, 10), whole_day=True)
    expected = {"Asia/Tehran": "2018-04-10T00:00:00+04:30", "UTC": "2018-04-10T00:00:00+00:00"}
    assert moment.iso == expected[zone]
