"""Which output answers which path: a table, as static hosts have it, and the walls."""

import pytest

from sitegen.serve.hosting import Found, Missing, Moved, clean_path, locate, parse_redirects

FILES = {
    "index.html": 1,
    "404.html": 2,
    "about/index.html": 3,
    "team.html": 4,
    "feed.xml": 5,
    "articles/سیاست/index.html": 6,
    "a b.pdf": 7,
    ".well-known/security.txt": 8,
    ".hidden": 9,
    "both.html": 10,
    "both/index.html": 11,
    "100%/index.html": 12,
    "old/index.html": 13,
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/about/", "about/index.html"),
        ("/about/index.html", "about/index.html"),
        ("/team", "team.html"),
        ("/team.html", "team.html"),
        ("/feed.xml", "feed.xml"),
        ("/articles/%D8%B3%DB%8C%D8%A7%D8%B3%D8%AA/", "articles/سیاست/index.html"),
        ("/a%20b.pdf", "a b.pdf"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
        ("/both", "both.html"),
        ("/both/", "both/index.html"),
        ("/100%25/", "100%/index.html"),
        ("/%61bout/", "about/index.html"),
    ],
)
def test_clean_urls_find_their_file(path: str, found: str) -> None:
    assert locate(path.encode(), "/", {}, FILES.get) == Found(found, FILES[found])


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/about", "/about/"),
        ("/articles/%D8%B3%DB%8C%D8%A7%D8%B3%D8%AA", "/articles/%D8%B3%DB%8C%D8%A7%D8%B3%D8%AA/"),
        ("/100%25", "/100%25/"),
    ],
)
def test_folders_get_their_slash(path: str, to: str) -> None:
    assert locate(path.encode(), "/", {}, FILES.get) == Moved(to, 301)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/nowhere", "nowhere/index.html"),
        ("/nowhere/", "nowhere/index.html"),
        ("/nowhere.png", "nowhere.png"),
        ("/feed.xml/", "feed.xml/index.html"),
        ("/About/", "About/index.html"),
    ],
)
def test_what_is_missing_is_named(path: str, wanted: str) -> None:
    assert locate(path.encode(), "/", {}, FILES.get) == Missing(wanted)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../etc/passwd",
            "/about/../index.html",
            "/%2e%2e/x",
            "/..%2fx",
            "/%2e%2e%2fx",
            "/./index.html",
            "/about/..%5cx",
        ),
        *(
            "//etc/passwd",
            "/about//index.html",
            "/%2fetc/passwd",
            "/%00",
            "/index.html%00",
            "/a%0d%0ab",
            "/\\..\\x",
            "/%5c",
        ),
        *(
            "",
            "*",
            "about/",
            "http://other.example/",
            "/.hidden",
            "/.git/config",
            "/.well-known/.x",
            "/%ff",
            "/%c0%af",
            "/~%80",
        ),
    ],
)
def test_no_path_but_plain_names(path: str) -> None:
    assert locate(path.encode(), "/", {}, lambda name: pytest.fail(f"asked for {name}")) == Missing("")


def test_decoded_once() -> None:
    assert locate(b"/%252e%252e/x.html", "/", {}, FILES.get) == Missing("%2e%2e/x.html")


def test_clean_path_keeps_folders() -> None:
    assert clean_path("/a/b/") == "a/b/"
    assert clean_path("/") == ""


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", Moved("/publication/", 302)),
        ("/publication", Moved("/publication/", 302)),
        ("/publication/", Found("index.html", 1)),
        ("/publication/about", Moved("/publication/about/", 301)),
        ("/publication/feed.xml", Found("feed.xml", 5)),
        ("/feed.xml", Missing("")),
        ("/publications/", Missing("")),
    ],
)
def test_base_path(path: str, answer: object) -> None:
    assert locate(path.encode(), "/publication/", {}, FILES.get) == answer


REDIRECTS = """
# a comment
/old /about/ 301
/old /second/ 301
/moved/%D8%A8 /%D8%A8%D8%A8/
/for-now /about/ 302
/elsewhere https://other.example/x#place 301! # a comment
/about /about/ 301
/blog/* /articles/:splat 301
/user/:id /about/ 301
/proxy /about/ 200
/only-one
/country /about/ 301 Country=de
relative /about/ 301
//other.example/ /about/ 301
"""


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/old", Moved("/about/", 301)),
        ("/old/", Moved("/about/", 301)),
        ("/moved/%d8%a8/", Moved("/%D8%A8%D8%A8/", 301)),
        ("/for-now", Moved("/about/", 302)),
        ("/elsewhere", Moved("https://other.example/x#place", 301)),
        ("/about/", Found("about/index.html", 3)),
        ("/blog/x", Missing("blog/x/index.html")),
        ("/user/1", Missing("user/1/index.html")),
        ("/proxy", Missing("proxy/index.html")),
        ("/country", Missing("country/index.html")),
    ],
)
def test_redirects(path: str, answer: object) -> None:
    assert locate(path.encode(), "/", parse_redirects(REDIRECTS), FILES.get) == answer


def test_redirects_count_lines_that_are_understood() -> None:
    assert sorted(parse_redirects(REDIRECTS)) == ["/elsewhere", "/for-now", "/moved/ب", "/old"]
