"""Addresses: slugs, folded names, hrefs, and the walls that keep paths inside."""

import os
import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slugify import slugify as library_slugify

from sitegen import urls

EXAMPLES = 20_000 if os.environ.get("SITEGEN_PROVE") else 300

SLUGS = {
    "Rouhani’s calls": "rouhanis-calls",
    "Gönül Tol & Ångström": "gonul-tol-angstrom",
    "İstanbul, Straße": "istanbul-strasse",
    "سیاست نفتی ایران": "سیاست-نفتی-ایران",
    "می‌خواهند": "می-خواهند",
    "हिन्दी में": "हिन्दी-में",
    "C++": "c",
    "…": "",
    "10,000 barrels": "10000-barrels",
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_slugs(text: str, slug: str) -> None:
    assert urls.slugify(text) == slug


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=200))
def test_slug_is_one_safe_part_of_a_path(text: str) -> None:
    slug = urls.slugify(text)
    assert not slug or urls.name_fault(slug) in {"", "is a reserved name on Windows"}
    assert slug == slug.lower()
    assert urls.slugify(slug) == slug


@settings(max_examples=EXAMPLES)
@given(st.text(alphabet="ab CD'09-_./+()!", max_size=60))
def test_short_way_for_plain_text_is_that_of_the_library(text: str) -> None:
    assert urls.slugify(text) == library_slugify(text.replace("'", ""), allow_unicode=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Türkiye", "turkiye"), ("IRAN", "iran"), ("Middle-East", "middle east"), ("é", "e\u0301"), ("ايران", "ایران")],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert urls.fold(one) == urls.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("About", "about"), ("café", "cafe\u0301"), ("straße", "STRASSE"), ("ﬁn", "fin"), ("Ⅳ", "iv")],
)
def test_paths_that_collide(one: str, other: str) -> None:
    assert urls.collision_key(one) == urls.collision_key(other)


HOSTILE = (
    "../x", "..", "a/../../x", "/etc/x", "C:\\x", "\\\\srv\\x", "..\\x", "a\x00b", "a\nb", "~/x", "-rf", ".", "", " ",
    "x.", "x ", "CON.md", "aux", "x:stream", "a" * 300, "😀" * 64, "a\u202eb",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_have_a_fault(name: str) -> None:
    assert urls.path_fault(name) or urls.name_fault(name)


@settings(max_examples=EXAMPLES)
@given(st.text(alphabet="ab./\\:~% \x00…", max_size=30))
def test_joined_paths_stay_inside_the_project(relative: str) -> None:
    joined = urls.join_inside("content/articles", relative)
    if joined is not None:
        assert not posixpath.isabs(joined)
        assert ".." not in joined.split("/")
        assert "\\" not in joined
        assert "\x00" not in joined


BAD_URLS = (
    "javascript:x", "JaVaScRiPt:x", "java\nscript:x", "\x01javascript:x", "vbscript:x", "data:text/html,x", "feed:javascript:x",
    "view-source:x", "blob:x", "//evil.example", "\\\\evil", "/\\evil", "file:///etc/passwd", "jar:x", " \tjavascript:x",
)  # fmt: skip


@pytest.mark.parametrize("url", BAD_URLS)
def test_refused_urls(url: str) -> None:
    assert not urls.is_allowed(url)


@pytest.mark.parametrize(
    "url", ["https://x.example", "mailto:a@b.example", "tel:+1", "a.md", "/about/", "#x", "a:b".replace(":", "/")]
)
def test_allowed_urls(url: str) -> None:
    assert urls.is_allowed(url)


@pytest.mark.parametrize(
    ("permalink", "base", "expected"),
    [
        ("/a b/#x y", "/", "/a%20b/#x%20y"),
        ("/سیاست/", "/publication/", "/publication/%D8%B3%DB%8C%D8%A7%D8%B3%D8%AA/"),
        ("/", "/p/", "/p/"),
    ],
)
def test_href(permalink: str, base: str, expected: str) -> None:
    assert urls.href(permalink, base) == expected


def test_output_paths() -> None:
    assert [urls.output_path(p) for p in ("/", "/a/", "/a/feed.xml", "/a/#b")] == [
        "index.html", "a/index.html", "a/feed.xml", "a/index.html",
    ]  # fmt: skip
