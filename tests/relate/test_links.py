"""Links between sources, in each form in which an editor writes them."""

import unicodedata

import pytest

from sitegen.relate.links import Targets, resolve_links

PLACES = {"content/articles/sp ace.md": "/a/", "content/articles/عنوان.md": "/b/", "content/articles/café.md": "/c/"}
TARGETS = Targets(
    keys={path: (path, "en") for path in PLACES},
    permalinks={path: {"en": permalink} for path, permalink in PLACES.items()},
    anchors={"/a/": frozenset({"نفط"})},
    default_language="en",
)


@pytest.mark.parametrize(
    ("link", "permalink"),
    [
        ("sp ace.md", "/a/"),
        ("sp%20ace.md", "/a/"),
        ("sp%20ace.md#%D9%86%D9%81%D8%B7", "/a/#نفط"),
        ("%D8%B9%D9%86%D9%88%D8%A7%D9%86.md", "/b/"),
        (unicodedata.normalize("NFD", "café.md"), "/c/"),
    ],
)
def test_percent_encoding_and_unicode_form_do_not_matter(link: str, permalink: str) -> None:
    assert resolve_links("content/articles/x.md", "en", [link], TARGETS) == ({link: permalink}, [])


@pytest.mark.parametrize(
    ("source", "link", "near"),
    [
        ("content/articles/2020/a.md", "wellcome.md", "../../pages/welcome.md"),
        ("content/articles/2020/a.md", "welcome.md", "../../pages/welcome.md"),
        ("content/articles/2020/a.md", "../pages/welcom.md#top", "../../pages/welcome.md"),
        ("content/pages/about.md", "wellcome.md", "welcome.md"),
        ("content/pages/about.md", "articles/2020/oil.md", "../articles/2021/oil.md"),
        ("content/articles/2020/a.md", "../2019/gas.md", "../2018/gas.md"),
        ("content/articles/2020/a.md", "gulf/index.md", "../gulf-states/index.md"),
        ("content/articles/2020/a.md", "elsewhere/index.md", ""),
        ("content/articles/2020/a.md", "b.md", ""),
        ("content/articles/2020/a.md", "author:an", "author:ann"),
        ("sitegen.toml", "content/pages/abuot.md", "content/pages/about.md"),
    ],
)
def test_broken_link_names_the_nearest_file_as_seen_from_the_one_that_links(source: str, link: str, near: str) -> None:
    files = ("pages/about", "pages/welcome", "articles/2021/oil", "articles/1999/gas", "articles/2018/gas")
    keys = {f"content/{path}.md": (path, "en") for path in (*files, "articles/2020/a", "articles/gulf-states/index")}
    targets = Targets(keys, {"author:ann": {"en": "/ann/"}}, {}, "en")
    [problem] = resolve_links(source, "en", [link], targets)[1]
    assert problem.message == f'nothing answers to the link "{link}"'
    assert problem.hint == (
        f'did you mean "{near}"?' if near else "name a file of content/ by its path, or an id such as author:NAME"
    )
