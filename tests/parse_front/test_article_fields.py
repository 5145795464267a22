"""The front matter of a publication, field by field: what is read, and what is refused in which words."""

from typing import Any

import pytest
from reading import facts_of, faults, read, rows

from sitegen.model.document import (
    ArticleFacts,
    Contributor,
    Correction,
    Dataset,
    Event,
    Image,
    Moment,
    NamedUrl,
    Recording,
)

FOLDER = "content/articles/2018"
MIDNIGHT = Moment(1523332800, "2018-04-10T00:00:00-04:00")


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("title: 1984", "title", "1984"),
        ("title: '  A: b  '", "title", "A: b"),
        ("title: |\n  One\n  two\n", "title", "One two"),
        ("type: brief", "type", "brief"),
        ("authors: a", "contributors", (Contributor("a"),)),
        (
            "authors: [a, {id: b, role: with, as: B. C.}]",
            "contributors",
            (Contributor("a"), Contributor("b", "with", "B. C.")),
        ),
        ("authors: {id: a, role: editor}", "contributors", (Contributor("a", "editor"),)),
        (
            "guests: [c, {id: d, as: D}]\nhosts: b\nauthors: a",
            "contributors",
            (Contributor("a"), Contributor("b", "host"), Contributor("c", "guest"), Contributor("d", "guest", "D")),
        ),
        ("tags: iran", "terms", {"tags": ("iran",)}),
        ("series: S\ntags: [NO, 1.10, NO]\nregions: []", "terms", {"tags": ("NO", "1.10"), "series": ("S",)}),
        ("summary: S.", "summary", "S."),
        ("takeaways: [One., Two.]", "takeaways", ("One.", "Two.")),
        ("image: a b.jpg", "image", Image(f"{FOLDER}/a b.jpg")),
        (
            "image: {src: ../p.jpg, alt: A, credit: C, caption: D, focus: 30% 60%}",
            "image",
            Image("content/articles/p.jpg", "A", "C", "D", "30% 60%"),
        ),
        ("image: {src: p.jpg, focus: top  left}", "image", Image(f"{FOLDER}/p.jpg", focus="top left")),
        ("image: {src: p.jpg, focus: center right}", "image", Image(f"{FOLDER}/p.jpg", focus="center right")),
        ("image: /img/p.jpg", "image", Image("/img/p.jpg")),
        ("image: https://example.org/p.jpg", "image", Image("https://example.org/p.jpg")),
        ("lang: en", "lang", "en"),
        ("translation_of: 2018/y", "translation_of", "2018/y"),
        ("slug: Rouhani-E\u0301t\u00e9", "slug", "rouhani-\u00e9t\u00e9"),
        ("slug: سیاست-نفتی", "slug", "سیاست-نفتی"),
        ("aliases: [/old/a/, /b.html, /caf%C3%A9]", "aliases", ("/old/a/", "/b.html", "/caf\u00e9")),
        ("draft: true", "draft", True),
        ("draft: false", "draft", False),
        ("pin: true", "pin", True),
        ("number: 2018-7", "number", "2018-7"),
        ("doi: 10.1234/ab(c)", "doi", "10.1234/ab(c)"),
        ("doi: https://doi.org/10.1234/abc", "doi", "10.1234/abc"),
        ("isbn: 978-3-16-148410-0", "isbn", "978-3-16-148410-0"),
        ("isbn: 080442957X", "isbn", "080442957X"),
        ("pdf: ./x.pdf", "pdf", f"{FOLDER}/x.pdf"),
        (
            "corrections: [{date: 2018-04-10, text: It was Monday.}]",
            "corrections",
            (Correction(MIDNIGHT, "It was Monday."),),
        ),
        ("corrections: {date: 2018-04-10, text: T}", "corrections", (Correction(MIDNIGHT, "T"),)),
        ("funding: F", "funding", "F"),
        ("license: CC-BY-4.0", "license", "CC-BY-4.0"),
        ("source: https://www.example.org/x", "source", NamedUrl("example.org", "https://www.example.org/x")),
        ("source: {url: https://example.org/x, name: E}", "source", NamedUrl("E", "https://example.org/x")),
        ("chapters: one.md", "chapters", (f"{FOLDER}/one.md",)),
        ("chapters: [x/one.md, ../two.md]", "chapters", (f"{FOLDER}/x/one.md", "content/articles/two.md")),
        ("place: Beirut", "event", Event(place="Beirut")),
        (
            "start: 2018-04-10\nonline: https://example.org/live",
            "event",
            Event(MIDNIGHT, online="https://example.org/live"),
        ),
        ("audio: https://example.org/a.mp3", "recording", Recording("https://example.org/a.mp3")),
        (
            "audio: a.mp3\ntranscript: a.txt\nepisode: 12",
            "recording",
            Recording(f"{FOLDER}/a.mp3", f"{FOLDER}/a.txt", 0, "12"),
        ),
        ("duration: 42:30", "recording", Recording(duration=2550)),
        ("duration: 1:02:03", "recording", Recording(duration=3723)),
        ("duration: 90", "recording", Recording(duration=90)),
        ("files: [a.csv, b.csv]", "dataset", Dataset((f"{FOLDER}/a.csv", f"{FOLDER}/b.csv"))),
        ("methodology: M", "dataset", Dataset(methodology="M")),
        ("extra: {a: [true, no, 1.0], b: {c: }}", "extra", {"a": [True, "no", "1.0"], "b": {"c": None}}),
    ],
)
def test_what_a_field_becomes(header: str, field: str, value: Any) -> None:
    assert getattr(facts_of(header + "\n"), field) == value


def test_fields_left_out_are_empty() -> None:
    assert facts_of("", body="") == ArticleFacts(f"{FOLDER}/x.md", "x", "en", "T", MIDNIGHT)


@pytest.mark.parametrize(
    ("written", "iso", "whole_day"),
    [
        ("2018-04-10", "2018-04-10T00:00:00-04:00", True),
        ("'2018-04-10'", "2018-04-10T00:00:00-04:00", True),
        ("2018-01-10 09:05", "2018-01-10T09:05:00-05:00", False),
        ("2018-04-10 9:05", "2018-04-10T09:05:00-04:00", False),
        ("2018-04-10T09:05:06.789", "2018-04-10T09:05:06-04:00", False),
        ("2018-04-10T09:05Z", "2018-04-10T09:05:00+00:00", False),
        ("2018-04-10 09:05:06 +03:30", "2018-04-10T09:05:06+03:30", False),
        ("2018-04-10 09:05-0430", "2018-04-10T09:05:00-04:30", False),
        ("2018-04-10 00:00", "2018-04-10T00:00:00-04:00", False),
        ("1850-01-01", "1850-01-01T00:00:00-04:56", True),
        ("2020-02-29", "2020-02-29T00:00:00-05:00", True),
        # Skipped when the clocks go forward, and twice there when they go back: the earlier offset is meant.
        ("2018-03-11 02:30", "2018-03-11T02:30:00-05:00", False),
        ("2018-11-04 01:30", "2018-11-04T01:30:00-04:00", False),
    ],
)
def test_dates_take_the_zone_of_the_site(written: str, iso: str, whole_day: bool) -> None:
    for field in ("date", "publish_at", "updated", "expires", "start", "end"):
        header = f"{field}: {written}\n" + ("date: 1800-01-01\n" if field != "date" else "")
        facts = facts_of(header)
        assert isinstance(facts, ArticleFacts)
        moment = getattr(facts if field not in {"start", "end"} else facts.event, field)
        assert (moment.iso, moment.whole_day) == (iso, whole_day)


_NOT_A_DATE = "is not a date"


@pytest.mark.parametrize(
    ("header", "kind", "message"),
    [
        ("title:", "bad-value", '"title" has no value'),
        ("title: '  '", "bad-value", 'title: "  " is empty'),
        ("title: true", "bad-value", 'title: "true" stands where text must be'),
        ("title: [a]", "bad-value", "title: the list stands where text must be"),
        ("date: 2018-02-30", "bad-value", 'date: "2018-02-30" is not a date that exists'),
        ("date: 2018-04-10 25:00", "bad-value", 'date: "2018-04-10 25:00" is not a date that exists'),
        ("date: 2018-04-10 09:00+24:00", "bad-value", 'date: "2018-04-10 09:00+24:00" is not a date that exists'),
        ("date: 2018-04-10 09:00+03:75", "bad-value", 'date: "2018-04-10 09:00+03:75" is not a date that exists'),
        ("date: 0001-01-01", "bad-value", 'date: "0001-01-01" is too long ago'),
        ("date: 10/04/2018", "bad-value", f'date: "10/04/2018" {_NOT_A_DATE}'),
        ("date: 20180410", "bad-value", f'date: "20180410" {_NOT_A_DATE}'),
        ("date: ۲۰۱۸-۰۴-۱۰", "bad-value", f'date: "۲۰۱۸-۰۴-۱۰" {_NOT_A_DATE}'),
        ("date: 2018-04-10 Europe/London", "bad-value", f'date: "2018-04-10 Europe/London" {_NOT_A_DATE}'),
        ("date: [2018-04-10]", "bad-value", f"date: the list {_NOT_A_DATE}"),
        ("publish_at:", "bad-value", '"publish_at" has no value'),
        ("expires: ~", "bad-value", '"expires" has no value'),
        (
            "date: 2018-04-10\nupdated: 2018-04-09",
            "bad-value",
            'updated: "2018-04-09" lies before date, "2018-04-10T00:00"',
        ),
        (
            "publish_at: 2018-04-10\nexpires: 2018-04-09",
            "bad-value",
            'expires: "2018-04-09" lies before publish_at, "2018-04-10T00:00"',
        ),
        ("start: 2018-04-10\nend: 2018-04-09", "bad-value", 'end: "2018-04-09" lies before start, "2018-04-10T00:00"'),
        ("draft: yes", "bad-value", 'draft: "yes" is neither true nor false'),
        ('draft: "false"', "bad-value", 'draft: "false" is neither true nor false'),
        ("draft: 0", "bad-value", 'draft: "0" is neither true nor false'),
        ("draft: False", "bad-value", 'draft: "False" is neither true nor false'),
        ("draft:", "bad-value", '"draft" has no value'),
        ("authors: [a, {id: b, role: boss}]", "bad-value", 'authors[2].role: "boss" is not known here'),
        ("authors: [a, {name: b}]", "unknown-field", 'there is no field "authors[2].name"'),
        ("authors: ['']", "bad-value", 'authors[1].id: "" is empty'),
        ("authors: [[a]]", "bad-value", "authors[1]: the list stands where a table of names and values must be"),
        ("hosts: {id: a, role: host}", "unknown-field", 'there is no field "hosts[1].role"'),
        ("tags: [a, [b]]", "bad-value", "tags[2]: the list stands where text must be"),
        ("tags: [a, '']", "bad-value", 'tags[2]: "" is empty'),
        ("tags:", "bad-value", '"tags" has no value'),
        ("image:", "bad-value", '"image" has no value'),
        ("image: {src: a.jpg, focus: middle}", "bad-value", 'image.focus: "middle" is not a place in a picture'),
        (
            "image: {src: a.jpg, focus: top bottom}",
            "bad-value",
            'image.focus: "top bottom" is not a place in a picture',
        ),
        ("image: {src: a.jpg, focus: 101% 0%}", "bad-value", 'image.focus: "101% 0%" is not a place in a picture'),
        ("image: ../../../a.jpg", "path-escape", 'image.src: "../../../a.jpg" leaves the folder content/'),
        ("image: ../../../../etc/a", "path-escape", 'image.src: "../../../../etc/a" leaves the folder content/'),
        ("pdf: /../a.pdf", "path-escape", 'pdf: "/../a.pdf" is not a path of this site'),
        ("pdf: //evil.example/a.pdf", "bad-link", 'pdf: "//evil.example/a.pdf" is not a path of this site'),
        ("pdf: 'C:\\a.pdf'", "bad-link", 'pdf: "C:\\a.pdf" is not a file, a site path or a URL of the web'),
        ("pdf: '..\\a.pdf'", "path-escape", 'pdf: "..\\a.pdf" leaves the folder content/'),
        (
            "pdf: file:///etc/passwd",
            "bad-link",
            'pdf: "file:///etc/passwd" is not a file, a site path or a URL of the web',
        ),
        ("pdf: ''", "bad-link", 'pdf: "" is not a file, a site path or a URL of the web'),
        ("audio: javascript:x", "bad-link", 'audio: "javascript:x" is not a file, a site path or a URL of the web'),
        ("files: [data:x]", "bad-link", 'files[1]: "data:x" is not a file, a site path or a URL of the web'),
        ("online: example.org", "bad-link", 'online: "example.org" is not a URL of the web'),
        ("source: https://", "bad-link", 'source.url: "https://" is not a URL of the web'),
        (
            "online: https://example.org:99999/",
            "bad-link",
            'online: "https://example.org:99999/" is not a URL of the web',
        ),
        ("source: 'https://[x'", "bad-link", 'source.url: "https://[x" is not a URL of the web'),
        ("chapters: [one.txt]", "bad-value", 'chapters[1]: "one.txt" is not a Markdown file'),
        ("chapters: true", "bad-value", 'chapters: "true" stands where a list must be'),
        ("chapters: [../../../one.md]", "path-escape", 'chapters[1]: "../../../one.md" leaves the folder content/'),
        ("slug: a/b", "bad-name", 'slug: "a/b" is not a name'),
        ("slug: ..", "bad-name", 'slug: ".." is not a name'),
        ("slug: a b", "bad-name", 'slug: "a b" holds a character that a slug cannot have'),
        ("slug: _redirects", "bad-name", 'slug: "_redirects" holds a character that a slug cannot have'),
        ("slug: CON", "bad-name", 'slug: "CON" is a reserved name on Windows'),
        ("slug: 'a?b'", "bad-name", 'slug: "a?b" holds a character that file names or URLs cannot have'),
        ("aliases: [old]", "bad-value", 'aliases[1]: "old" is not an old path of this site'),
        ("aliases: [/]", "bad-value", 'aliases[1]: "/" is the home page'),
        ("aliases: [/a?b=c]", "bad-value", 'aliases[1]: "/a?b=c" is not an old path of this site'),
        ("aliases: [/../a]", "path-escape", 'aliases[1]: "/../a" is not a name'),
        ("aliases: [/%2e%2e/a]", "path-escape", 'aliases[1]: "/%2e%2e/a" is not a name'),
        (
            "aliases: [/a%00]",
            "bad-name",
            'aliases[1]: "/a%00" holds a character that file names or URLs cannot have',
        ),
        ("doi: abc", "bad-value", 'doi: "abc" is not a DOI'),
        (
            "isbn: 978-3-16-148410-1",
            "bad-value",
            'isbn: "978-3-16-148410-1" is not an ISBN, or one of its digits is wrong',
        ),
        ("isbn: 0804429571", "bad-value", 'isbn: "0804429571" is not an ISBN, or one of its digits is wrong'),
        ("duration: 1:75", "bad-value", 'duration: "1:75" is not a length of time'),
        ("duration: 1:75:00", "bad-value", 'duration: "1:75:00" is not a length of time'),
        ("duration: long", "bad-value", 'duration: "long" is not a length of time'),
        ("duration: [1]", "bad-value", "duration: the list is not a length of time"),
        (
            "corrections: [[a]]",
            "bad-value",
            "corrections[1]: the list stands where a table of names and values must be",
        ),
        ("extra: 1", "bad-value", 'extra: "1" stands where a table of names and values must be'),
        ("lang: English", "bad-value", 'lang: "English" is not a language code'),
        ("titel: T", "unknown-field", 'there is no field "titel"'),
    ],
)
def test_what_is_refused(header: str, kind: str, message: str) -> None:
    assert faults(header + "\n") == [(kind, message)]


def test_a_correction_needs_date_and_text() -> None:
    parsed = read("---\ntitle: T\ndate: 2018-04-10\ncorrections:\n  - text: T\n---\n")
    assert rows(parsed) == [(5, 5, "missing-field", '"corrections[1].date" is missing', "give it a value")]


def test_every_fault_of_a_file_is_told_at_once_with_its_line() -> None:
    parsed = read(
        "---\n"
        "titel: T\n"
        "date: 2018-02-30\n"
        "authors:\n"
        "  - id: a\n"
        "    rol: editor\n"
        "  - role: editor\n"
        "tag: iran\n"
        "draft: yes\n"
        "draft: false\n"
        "image: {alt: A, source: b.jpg}\n"
        "---\n"
        "\n"
        "[x](javascript:x)\n"
    )
    assert parsed.facts is None
    assert [row[:3] for row in rows(parsed)] == [
        (1, 0, "missing-field"),
        (2, 1, "unknown-field"),
        (3, 7, "bad-value"),
        (6, 5, "unknown-field"),
        (7, 5, "missing-field"),
        (8, 1, "unknown-field"),
        (9, 8, "bad-value"),
        (10, 1, "duplicate-key"),
        (11, 1, "missing-field"),
        (11, 17, "unknown-field"),
        (14, 0, "bad-link"),
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("titel: T", 'did you mean "title"?'),
        ("Title: T", 'did you mean "title"?'),
        ("author: a", 'did you mean "authors"?'),
        ("tag: iran", 'did you mean "tags"?'),
        ("region: gulf", 'did you mean "regions"?'),
        ("authors: {id: a, rol: x}", 'did you mean "role"?'),
        ("image: {src: a.jpg, capton: x}", 'did you mean "caption"?'),
    ],
)
def test_an_unknown_field_names_the_nearest(written: str, hint: str) -> None:
    parsed = read(f"---\ntitle: T\ndate: 2018-04-10\n{written}\n---\n")
    assert [row[4] for row in rows(parsed)] == [hint]


def test_an_unknown_field_like_no_other_lists_them_all() -> None:
    (row,) = rows(read("---\ntitle: T\ndate: 2018-04-10\nzzz: 1\n---\n"))
    assert row[4].startswith("known here: lang, slug, extra, title, date")
    assert row[4].endswith("tags, regions, programs, series")


def test_a_value_is_shown_short_and_without_control_characters() -> None:
    (row,) = rows(read(f"---\ntitle: T\ndate: '{'x' * 200}'\n---\n"))
    assert row[3] == f'date: "{"x" * 80}…" is not a date'


@pytest.mark.parametrize(
    "name", ["Draft", "DRAFT", "drafts", "published", "status", "Publish_at", "publish-at", "hidden"]
)
def test_a_field_that_may_have_meant_to_hide_the_text_hides_it(name: str) -> None:
    parsed = read(f"---\ntitle: T\ndate: 2018-04-10\n{name}: true\n---\n")
    assert parsed.facts is None
    assert [row[2] for row in rows(parsed)] == ["unknown-field"]


def test_any_other_unknown_field_leaves_the_facts_of_use() -> None:
    parsed = read("---\ntitle: T\ndate: 2018-04-10\nmood: calm\n---\n")
    assert parsed.facts is not None
    assert [problem.severity for problem in parsed.problems] == ["error"]


def test_what_is_wrong_with_a_draft_is_a_warning() -> None:
    parsed = read("---\ntitle: T\ndraft: true\n---\n")
    assert parsed.facts is None
    assert [problem.severity for problem in parsed.problems] == ["warning"]


def test_the_first_of_two_drafts_does_not_make_it_less_of_an_error() -> None:
    parsed = read("---\ntitle: T\ndate: 2018-04-10\ndraft: false\ndraft: true\n---\n")
    assert parsed.facts is None
    assert [problem.severity for problem in parsed.problems] == ["error"]


def test_a_language_other_than_the_files_is_told() -> None:
    parsed = read("---\ntitle: T\ndate: 2018-04-10\nlang: ar\n---\n")
    assert parsed.facts is not None
    assert parsed.facts.lang == "en"
    message = 'lang: "ar" disagrees with the file\'s name, which says "en"'
    assert rows(parsed) == [(4, 7, "wrong-language", message, "end the file's name with .ar.md, or correct lang")]
