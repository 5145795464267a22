"""Pages of a listing are counted from the oldest, so that their addresses and contents stay."""

import re

from hypothesis import given
from hypothesis import strategies as st
from sites import SiteFolder

from sitegen.plan.listings import split_pages

counts = st.integers(min_value=0, max_value=300)
sizes = st.integers(min_value=1, max_value=40)


def keys(count: int) -> list[str]:
    return [f"a{number}" for number in reversed(range(count))]


@given(counts, sizes)
def test_every_article_is_on_one_page_in_order(count: int, size: int) -> None:
    pages = split_pages(keys(count), size)
    assert [key for _, some in pages for key in some] == keys(count)
    assert [number for number, _ in pages] == [0, *range(len(pages) - 1, 0, -1)]


@given(counts, sizes)
def test_index_holds_between_one_and_two_pages_and_the_others_are_full(count: int, size: int) -> None:
    (_, index), *rest = split_pages(keys(count), size)
    assert len(index) < 2 * size
    assert len(index) >= min(count, size)
    assert all(len(some) == size for _, some in rest)


@given(counts, sizes)
def test_one_article_more_changes_no_numbered_page(count: int, size: int) -> None:
    before = dict(split_pages(keys(count), size))
    after = dict(split_pages(keys(count + 1), size))
    assert all(after[number] == some for number, some in before.items() if number)


def test_pages_link_to_their_neighbours(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + "\n[build]\npage_size = 2\n")
    for number in range(1, 8):
        site.article(f"a{number}", f"Story {number}", date=f"2020-01-0{number}", tags="[oil]")
    site.build()
    links = {
        path: re.findall(r'rel="(prev|next)" href="([^"]+)"', site.page(path).split("</head>")[0])
        for path in ("tags/oil/index.html", "tags/oil/page/2/index.html", "tags/oil/page/1/index.html")
    }
    assert links == {
        "tags/oil/index.html": [("next", "/tags/oil/page/2/")],
        "tags/oil/page/2/index.html": [("prev", "/tags/oil/"), ("next", "/tags/oil/page/1/")],
        "tags/oil/page/1/index.html": [("prev", "/tags/oil/page/2/")],
    }
    assert re.findall(r"Story \d", site.page("tags/oil/page/1/index.html").split("<main")[1])[:2] == [
        "Story 2",
        "Story 1",
    ]
