"""Each dialect of front matter, and what is forgiven in it."""

from pathlib import Path

import pytest
from md_folders import config_of, import_files, import_post

JEKYLL = """---
title: "A title: with a colon"
date: 2015-03-17 14:00:00 -4
layout: post
author: michelle-chronister
tags:
- how we work
- Agile
categories: [agile, Procurement]
excerpt: What it says.
redirect_from: /old/one/
custom: kept
---
Text.
"""
HUGO_TOML = """+++
title = "A title: with a colon"
date = 2015-03-17T14:00:00-04:00
authors = ["Michelle Chronister"]
tags = ["how we work", "Agile", "Procurement"]
summary = "What it says."
aliases = ["/old/one/"]
custom = "kept"
+++
Text.
"""
HUGO_JSON = """{
  "title": "A title: with a colon",
  "date": "2015-03-17T14:00:00-04:00",
  "authors": ["Michelle Chronister"],
  "tags": ["how we work", "Agile", "Procurement"],
  "description": "What it says.",
  "aliases": ["/old/one/"],
  "custom": "kept"
}
Text.
"""
PELICAN = """Title: A title: with a colon
Date: 2015-03-17T14:00:00-04:00
Authors: Michelle Chronister
Tags: how we work, Agile, Procurement
Summary: What it says.
Aliases: /old/one/
Custom: kept

Text.
"""


@pytest.mark.parametrize("text", [JEKYLL, HUGO_TOML, HUGO_JSON, PELICAN], ids=["jekyll", "toml", "json", "pelican"])
def test_every_dialect_gives_the_same_article(tmp_path: Path, text: str) -> None:
    done = import_files(tmp_path, {"2015-03-01-a-post.md": text})

    front = done.front()
    assert done.only.target == "content/articles/2015/a-post.md"
    assert front["title"] == "A title: with a colon"
    assert front["date"] == "2015-03-17T14:00:00-04:00"
    assert front["authors"] == ["michelle-chronister"]
    assert front["tags"] == ["how we work", "Agile", "Procurement"]
    assert front["summary"] == "What it says."
    assert front["aliases"] == ["/2015/03/17/a-post/", "/old/one/"]
    assert front["extra"]["custom"] == "kept"
    assert done.body() == "Text."
    assert (done.root / "content/authors/michelle-chronister.md").read_text() == "---\nname: Michelle Chronister\n---\n"


@pytest.mark.parametrize(
    ("name", "date", "slug"),
    [
        ("2014-03-12-coming-soon.md", "2014-03-12", "2014/coming-soon"),
        ("2024-12-5-18f-project-defaults.md", "2024-12-05", "2024/18f-project-defaults"),
        ("2021-04-01-building_a_data_strategy.md", "2021-04-01", "2021/building-a-data-strategy"),
        ("2016-02-12-Happy-18F.markdown", "2016-02-12", "2016/happy-18f"),
        ("posts/2015-05-14-bundle/index.md", "2015-05-14", "2015/bundle"),
    ],
)
def test_date_and_slug_come_from_the_name(tmp_path: Path, name: str, date: str, slug: str) -> None:
    done = import_files(tmp_path, {name: "---\ntitle: T\n---\nText"}) if "/" not in name else None
    if done is None:
        done = import_files(tmp_path, {name: "---\ntitle: T\ndate: 2015-05-14\n---\nText"})

    assert done.only.target == f"content/articles/{slug}.md"
    assert done.front()["date"] == date


def test_the_date_of_the_front_matter_wins(tmp_path: Path) -> None:
    done = import_files(tmp_path, {"2014-12-22-protosketch.md": "---\ntitle: T\ndate: 2015-01-06\n---\nText"})

    assert done.front()["date"] == "2015-01-06"
    assert done.front()["aliases"] == ["/2015/01/06/protosketch/"]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2015-03-17 14:00:00 -4", "2015-03-17T14:00:00-04:00"),
        ("'2014-03-19T00:00:00-04:00'", "2014-03-19"),
        ("2020-07-07T00:00:00.000Z", "2020-07-07"),
        ("April 10, 2018", "2018-04-10"),
        ("10 Apr 2018", "2018-04-10"),
        ("Tue, 10 Apr 2018 14:30:00 +0000", "2018-04-10T14:30:00+00:00"),
        ("2018/4/1", "2018-04-01"),
    ],
)
def test_dates_are_read_in_many_forms(tmp_path: Path, written: str, date: str) -> None:
    assert import_post(tmp_path, "Text", f"title: T\ndate: {written}\n").front()["date"] == date


@pytest.mark.parametrize("written", ["soon", "2018-02-30", "10/04/2018"])
def test_a_date_that_is_none_is_kept_and_told(tmp_path: Path, written: str) -> None:
    done = import_post(tmp_path, "Text", f"title: T\ndate: {written}\n")

    assert done.front()["date"] == "2015-06-11"
    assert done.front()["extra"]["date"] == written
    assert f'a-post.md:3: warning: "{written}" is not a date' in done.words()


@pytest.mark.parametrize("written", ["2020-13-45", "2018-02-30", "soon", "[2018, 1]"])
@pytest.mark.parametrize(
    "field", ["date", "title: T\npublished_at", "date: 2018-01-01\npublishDate", "date: 2018-01-01\nexpires"]
)
def test_a_date_that_is_none_and_that_nothing_else_tells_waits_for_a_decision(
    tmp_path: Path, field: str, written: str
) -> None:
    done = import_files(tmp_path, {"about.md": f"---\n{field}: {written}\n---\nText"})

    key, line = field.rpartition("\n")[2], 2 + field.count("\n")
    value = "['2018', '1']" if written.startswith("[") else written
    assert done.only.status == "decision"
    assert f'about.md:{line}: "{value}" in "{key}" is not a date' in done.only.reason
    assert not (done.root / "content").exists()


@pytest.mark.parametrize("text", ["---\ntitle: T\n---\nText", "Text"])
def test_a_name_with_a_date_that_does_not_exist_waits_for_a_decision(tmp_path: Path, text: str) -> None:
    done = import_files(tmp_path, {"2020-13-45-a-post.md": text})

    assert done.only.status == "decision"
    assert '"2020-13-45"' in done.only.reason


SLOPPY = {
    "duplicate key": ("title: One\ntitle: Two\n", {"title": "Two"}, 3, "stands twice"),
    "tab": ("title: One\ntags:\n\t- a\n\t- b\n", {"title": "One", "tags": ["a", "b"]}, 4, "not valid YAML"),
    "unquoted colon": ("title: One: two\n", {"title": "One: two"}, 2, "not valid YAML"),
    "unclosed quote": ('title: "One\ntags: [a]\n', {"title": '"One', "tags": ["a"]}, 4, "not valid YAML"),
    "forbidden start": ("title: One\nsummary: @home\n", {"summary": "@home"}, 3, "not valid YAML"),
    "one string": ("title: One\ntags: a, b\n", {"tags": ["a", "b"]}, 3, "one string"),
}


@pytest.mark.parametrize(("front", "expected", "line", "note"), SLOPPY.values(), ids=SLOPPY)
def test_sloppy_front_matter_is_read_and_told(
    tmp_path: Path, front: str, expected: dict[str, object], line: int, note: str
) -> None:
    done = import_post(tmp_path, "Text", front)

    found = done.front()
    assert {key: found[key] for key in expected} == expected
    assert note in done.words()
    assert f"a-post.md:{line}: " in done.words()


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: how agile", ["how", "agile"]),
        ("categories: how agile", ["how", "agile"]),
        ("tags: [how agile]", ["how agile"]),
        ("tags: how we work, agile", ["how we work", "agile"]),
        ("tag: how agile", ["how agile"]),
        ("keywords: how agile", ["how agile"]),
    ],
)
@pytest.mark.parametrize(
    ("folder", "name"),
    [("old/_posts", "a"), ("old", "blog/_posts/x/a"), ("old", "_drafts/a"), ("old", "a"), ("old/x/y", "a")],
)
def test_jekyll_parts_a_string_at_blanks(tmp_path: Path, folder: str, name: str, front: str, tags: list[str]) -> None:
    if "_" not in folder + name:
        (tmp_path / "old/x/y").mkdir(parents=True)
        (tmp_path / "old/_config.yml").touch()
    done = import_files(tmp_path, {f"{name}.md": f"---\ntitle: T\ndate: 2015-01-01\n{front}\n---\n"}, folder=folder)

    assert done.front()["tags"] == tags


@pytest.mark.parametrize("tags", ["how agile", "x"])
def test_elsewhere_a_string_without_commas_is_one_tag(tmp_path: Path, tags: str) -> None:
    done = import_post(tmp_path, "Text", f"title: T\ntags: {tags}\n")

    assert done.front()["tags"] == [tags]
    assert "read as one term" in done.words()


def test_earlier_values_of_a_repeated_field_are_kept(tmp_path: Path) -> None:
    done = import_post(tmp_path, "Text", "title: One\nfoo: 1\nfoo: 2\n")

    assert done.front()["extra"]["foo"] == "2"
    assert done.front()["extra"]["repeated"] == {"foo": ["1"]}


def test_drafts_stay_drafts(tmp_path: Path) -> None:
    files = {
        "2015-01-01-a.md": "---\ntitle: A\ndraft: true\n---\n",
        "2015-01-01-b.md": "---\ntitle: B\npublished: false\n---\n",
        "2015-01-01-c.md": "Title: C\nStatus: draft\n\nText",
        "_drafts/2015-01-01-d.md": "---\ntitle: D\n---\n",
        "2015-01-01-e.md": "---\ntitle: E\ndraft: false\npublished: yes\n---\n",
    }
    done = import_files(tmp_path, files)

    drafts = {item.target[-4]: done.front(item.target).get("draft") for item in done.report.items}
    assert drafts == {"a": "true", "b": "true", "c": "true", "d": "true", "e": None}


def test_types_and_languages_are_those_of_the_site(tmp_path: Path) -> None:
    files = {
        "2015-01-01-a.md": "---\ntitle: A\nlayout: brief\nlang: fr_CA\n---\n",
        "2015-01-01-b.md": "---\ntitle: B\nlayout: post\nlocale: es-PR\n---\n",
        "2015-01-01-b.fr.md": "---\ntitle: B en français\n---\n",
    }
    done = import_files(tmp_path, files, config_of('["en", "fr"]'))

    assert done.item("a.md").target == "content/articles/2015/a.fr.md"
    assert done.front(done.item("a.md").target)["type"] == "brief"
    assert done.front(done.item("b.md").target)["extra"].items() >= {"layout": "post", "locale": "es-PR"}.items()
    assert done.item("b.fr.md").target == "content/articles/2015/b.fr.md"
    assert 'the site has no language "es-PR"' in done.words()


def test_authors_are_split_guessed_and_written_once(tmp_path: Path) -> None:
    front = "title: T\nauthors:\n- jane-doe\n- name: John Smith\n  role: Fellow\n  org: The Institute\n- Jane Doe\n"
    done = import_post(tmp_path, "Text", front)

    assert done.front()["authors"] == ["jane-doe", "john-smith"]
    assert "name: Jane Doe" in (done.root / "content/authors/jane-doe.md").read_text()
    john = (done.root / "content/authors/john-smith.md").read_text()
    assert "title: Fellow" in john
    assert "org: The Institute" in john


@pytest.mark.parametrize(
    ("byline", "ids"),
    [
        ("Jane Doe and John Smith", ["jane-doe", "john-smith"]),
        ("Doe, Jane; Smith, John", ["jane-doe", "john-smith"]),
        ("Jane Doe, PhD, John Smith", ["jane-doe-phd", "john-smith"]),
    ],
)
def test_a_byline_of_several_names_is_several_people(tmp_path: Path, byline: str, ids: list[str]) -> None:
    done = import_post(tmp_path, "Text", f"title: T\nauthor: {byline}\n")

    assert len(done.front()["authors"]) == 2
    assert "was read as 2 people" in done.words()
    assert done.front()["authors"][1:] in (ids[1:], ["smith-john"])


def test_an_update_before_the_date_is_kept_apart(tmp_path: Path) -> None:
    done = import_post(tmp_path, "Text", "title: T\ndate: 2015-06-11\nlastmod: 2014-01-01\n")

    assert "updated" not in done.front()
    assert done.front()["extra"]["lastmod"] == "2014-01-01"


def test_markup_in_plain_fields_is_taken_out_and_kept(tmp_path: Path) -> None:
    done = import_post(tmp_path, "Text", "title: Writing for <em>action</em> &amp; more\n")

    assert done.front()["title"] == "Writing for action & more"
    assert done.front()["extra"]["title"] == "Writing for <em>action</em> &amp; more"


def test_a_title_is_found_where_the_front_matter_has_none(tmp_path: Path) -> None:
    files = {
        "2015-01-01-a.md": "---\nfoo: 1\n---\n# The heading\n\nText",
        "2015-01-01-the-name.md": "---\nfoo: 1\n---\nText",
        "2015-01-01-c.md": "---\ntitle: Twice\n---\nTwice\n=====\n\nText",
    }
    done = import_files(tmp_path, files)

    by_target = {item.target: (done.front(item.target)["title"], done.body(item.target)) for item in done.report.items}
    assert set(by_target.values()) == {("The heading", "Text"), ("The name", "Text"), ("Twice", "Text")}


def test_what_has_no_date_is_a_page_or_waits(tmp_path: Path) -> None:
    files = {
        "about.md": "---\ntitle: About\n---\nText",
        "undated.md": "---\ntitle: Undated\nauthor: jane-doe\n---\nText",
        "README.md": "Just text.",
        "open.md": "---\ntitle: never ends\n",
        "empty.md": "",
        "image.md": b"\x89PNG\x00\x00",
    }
    done = import_files(tmp_path, files)

    statuses = {Path(item.source).name: item.status for item in done.report.items}
    assert statuses == {
        "about.md": "imported",
        "undated.md": "decision",
        "README.md": "rejected",
        "open.md": "rejected",
        "empty.md": "rejected",
        "image.md": "rejected",
    }
    assert done.item("about.md").target == "content/pages/about.md"
    assert all(item.reason for item in done.report.items if item.status != "imported")


@pytest.mark.parametrize("start", ["---", "+++", "---json"])
def test_front_matter_without_an_end_is_rejected_whatever_the_file_is_called(tmp_path: Path, start: str) -> None:
    done = import_files(tmp_path, {"2015-01-01-a.md": f"{start}\ndraft: true\n\nText"})

    assert done.only.status == "rejected"
    assert f'"{start[:3]}" opens on line 1 has no end' in done.only.reason


def test_other_encodings_are_read(tmp_path: Path) -> None:
    files = {
        "2015-01-01-a.md": "---\r\ntitle: Café\r\n---\r\nNaïve".encode("cp1252"),
        "2015-01-01-b.md": "---\ntitle: Café\n---\nNaïve".encode("utf-16"),
        "2015-01-01-c.md": "---\ntitle: Café\n---\nNaïve".encode("utf-8-sig"),
    }
    done = import_files(tmp_path, files)

    assert {done.front(item.target)["title"] for item in done.report.items} == {"Café"}
    assert {done.body(item.target) for item in done.report.items} == {"Naïve"}
    assert "Windows-1252" in done.words("2015/a.md")


@pytest.mark.parametrize(
    "front",
    [
        "[" * 100_000,
        "a: " * 50_000,
        "- " * 50_000,
        "a: &a [1]\nb: &b [*a,*a]\n" * 2,
        " " * 300_000 + "x",
        "<" * 200_000,
    ],
    ids=["brackets", "colons", "lists", "aliases", "blanks", "angles"],
)
def test_hostile_front_matter_is_survived(tmp_path: Path, front: str) -> None:
    done = import_post(tmp_path, "Text", f"{front}\n")

    assert done.only.status == "imported"
