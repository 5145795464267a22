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
