"""The front matter of authors, terms, pages and chapters."""

from typing import Any

import pytest
from reading import facts_of, faults, read, rows

from sitegen.model.document import AuthorRole, Image, Moment, NamedUrl, PageFacts
from sitegen.model.source import SourceKind


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("family_name: Majidyar", "family_name", "Majidyar"),
        ("sort_as: majidyar", "sort_as", "majidyar"),
        ("names: {ar: أحمد, fa-Latn: Ahmad}", "names", {"ar": "أحمد", "fa-Latn": "Ahmad"}),
        ("roles: [{title: Fellow}]", "roles", (AuthorRole("Fellow"),)),
        ("roles: {title: Fellow, from: 2018}", "roles", (AuthorRole("Fellow", start="2018"),)),
        (
            "roles:\n  - title: Director\n    org: MEI\n    program: Iran\n    from: 2017-03\n    to: 2018-04-30",
            "roles",
            (AuthorRole("Director", "MEI", "Iran", "2017-03", "2018-04-30"),),
        ),
        ("roles: [{title: F, from: 2018-03, to: 2018}]", "roles", (AuthorRole("F", start="2018-03", end="2018"),)),
        ("orcid: 0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
        ("orcid: https://orcid.org/0000-0002-1694-233X", "orcid", "0000-0002-1694-233X"),
        ("email: jane.doe@example.org", "email", "jane.doe@example.org"),
        ("email: mailto:jane@mail.example.org", "email", "jane@mail.example.org"),
        ("bio: |-\n  Writes on\n  water.", "bio", "Writes on water."),
        ("image: p.jpg", "image", Image("content/authors/p.jpg")),
        (
            "links: [https://www.example.org/a, {name: Site, url: https://example.org}]",
            "profiles",
            (NamedUrl("example.org", "https://www.example.org/a"), NamedUrl("Site", "https://example.org")),
        ),
        ("former: true", "former", True),
        ("slug: A-M", "slug", "a-m"),
        ("aliases: /people/x/", "aliases", ("/people/x/",)),
        ("extra: {a: b}", "extra", {"a": "b"}),
    ],
)
def test_fields_of_an_author(header: str, field: str, value: Any) -> None:
    assert getattr(facts_of(f"name: N\n{header}\n", "author"), field) == value


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("labels: {ar: إيران}", "labels", {"ar": "إيران"}),
        ("aliases: [Tehran, Persia, Tehran]", "aliases", ("Tehran", "Persia")),
        ("broader: middle-east", "broader", "middle-east"),
        ("description: D.", "description", "D."),
        ("image: m.png", "image", Image("content/tags/m.png")),
        ("old_urls: [/topics/iran]", "old_urls", ("/topics/iran",)),
        ("slug: ir", "slug", "ir"),
    ],
)
def test_fields_of_a_term(header: str, field: str, value: Any) -> None:
    facts = facts_of(f"label: Iran\n{header}\n", "term")
    assert getattr(facts, field) == value


@pytest.mark.parametrize("kind", ["page", "chapter"])
@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("summary: S", "summary", "S"),
        ("slug: about-us", "slug", "about-us"),
        ("aliases: /old", "aliases", ("/old",)),
        ("draft: true", "draft", True),
        ("publish_at: 2018-04-10", "publish_at", Moment(1523332800, "2018-04-10T00:00:00-04:00")),
        ("template: wide.html", "template", "wide.html"),
        ("extra: {a: [b]}", "extra", {"a": ["b"]}),
    ],
)
def test_fields_of_a_page(kind: SourceKind, header: str, field: str, value: Any) -> None:
    facts = facts_of(f"title: T\n{header}\n", kind)
    assert isinstance(facts, PageFacts)
    assert getattr(facts, field) == value


@pytest.mark.parametrize(
    ("kind", "header", "fault", "message"),
    [
        ("author", "name: ''", "bad-value", 'name: "" is empty'),
        (
            "author",
            "orcid: 0000-0002-1825-0098",
            "bad-value",
            'orcid: "0000-0002-1825-0098" is not an ORCID: its last digit does not fit',
        ),
        ("author", "orcid: 0000000218250097", "bad-value", 'orcid: "0000000218250097" is not an ORCID'),
        ("author", "names: {Arabic: x}", "bad-value", 'names.Arabic: "Arabic" is not a language code'),
        (
            "author",
            "roles: [{title: F, from: May}]",
            "bad-value",
            'roles[1].from: "May" is not a year, a month or a day',
        ),
        (
            "author",
            "roles: [{title: F, from: 2018-13}]",
            "bad-value",
            'roles[1].from: "2018-13" is not a date that exists',
        ),
        (
            "author",
            "roles: [{title: F, from: 2018, to: 2017-12}]",
            "bad-value",
            'roles[1].to: "2017-12" lies before from, "2018"',
        ),
        ("author", "roles: [{title: F, start: 2018}]", "unknown-field", 'there is no field "roles[1].start"'),
        (
            "author",
            "links: [ftp://example.org]",
            "bad-link",
            'links[1].url: "ftp://example.org" is not a URL of the web',
        ),
        ("author", "email: jane", "bad-value", 'email: "jane" is not an e-mail address'),
        ("author", "email: a@b.c?cc=d@e.f", "bad-value", 'email: "a@b.c?cc=d@e.f" is not an e-mail address'),
        ("author", "former: ja", "bad-value", 'former: "ja" is neither true nor false'),
        ("author", "title: Fellow", "unknown-field", 'there is no field "title"'),
        ("author", "tags: [a]", "unknown-field", 'there is no field "tags"'),
        ("term", "labels: {ar: ''}", "bad-value", 'labels.ar: "" is empty'),
        ("term", "old_urls: [topics]", "bad-value", 'old_urls[1]: "topics" is not an old path of this site'),
        ("term", "title: Iran", "unknown-field", 'there is no field "title"'),
        ("page", "template: ../x.html", "bad-value", 'template: "../x.html" is not the name of a template'),
        ("page", "tags: [a]", "unknown-field", 'there is no field "tags"'),
        ("page", "authors: [a]", "unknown-field", 'there is no field "authors"'),
    ],
)
def test_what_is_refused(kind: SourceKind, header: str, fault: str, message: str) -> None:
    assert faults(header + "\n", kind) == [(fault, message)]


@pytest.mark.parametrize(
    ("kind", "field"), [("author", "name"), ("term", "label"), ("page", "title"), ("chapter", "title")]
)
def test_the_name_is_needed(kind: SourceKind, field: str) -> None:
    assert rows(read("---\nextra: {}\n---\n", kind)) == [
        (1, 0, "missing-field", f'"{field}" is missing', "give it a value")
    ]


@pytest.mark.parametrize(("body", "has_text"), [("", False), ("\n \n", False), ("Text.", True)])
def test_authors_and_terms_tell_whether_they_have_a_text(body: str, has_text: bool) -> None:
    author, term = facts_of("name: N\n", "author", body), facts_of("label: L\n", "term", body)
    assert [author.has_text, term.has_text] == [has_text, has_text]  # type: ignore[union-attr]


def test_the_first_sentences_of_an_author_s_text_are_their_bio() -> None:
    text = "She writes on *water*. Before that she was Dr. Smith's pupil.\n\nA second paragraph."
    written, given = facts_of("name: N\n", "author", text), facts_of("name: N\nbio: Writes.\n", "author", text)
    assert written.bio == "She writes on water. Before that she was Dr. Smith’s pupil."  # type: ignore[union-attr]
    assert given.bio == "Writes."  # type: ignore[union-attr]
    assert facts_of("name: N\n", "author", "").bio == ""  # type: ignore[union-attr]


def test_a_term_knows_its_taxonomy() -> None:
    assert facts_of("label: L\n", "term").taxonomy == "tags"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "needed"), [("article", "date: 2018-04-10\ntitle"), ("author", "name"), ("term", "label")]
)
def test_an_image_without_words_is_a_problem(kind: SourceKind, needed: str) -> None:
    (problem,) = read(f"---\n{needed}: T\nimage: a/p.jpg\n---\n", kind).problems
    line = 3 + needed.count("\n")
    assert (problem.kind, problem.severity, problem.location.line) == ("image-alt", "warning", line)
    assert '"p.jpg"' in problem.message
    assert not read(f"---\n{needed}: T\nimage: {{src: a/p.jpg, alt: A flag}}\n---\n", kind).problems
