"""Charts on the pages of a site: drawn, told apart from what is wrong, renewed when their file changes, and never leaked."""

import re

import pytest
from sites import SiteFolder

from sitegen.errors import ContentError

CHART = """Before.

::: chart line
src: oil.csv
title: Oil exports
description: Exports fell.
x: year
y: Iran
source: [OPEC](https://opec.org)
:::

::: table
src: oil.csv
title: All numbers
:::
"""
DATA = "year,Iran\n2018,2.1\n2019,0.6\n2020,0.4\n"
PAGE = "articles/2020/story/index.html"


@pytest.fixture
def charted(site: SiteFolder) -> SiteFolder:
    site.write("content/articles/oil.csv", DATA)
    site.article("story", body=CHART)
    return site


def test_page_has_drawing_table_and_download(charted: SiteFolder) -> None:
    charted.build()
    html = charted.page(PAGE)
    assert '<svg class="chart-wide" viewBox="0 0 560' in html
    assert "<title>Oil exports</title><desc>Exports fell.</desc>" in html
    assert html.count('<th scope="row">2019</th><td class="align-right">0.6</td>') == 2
    assert '<a href="/articles/2020/story/oil.csv" download>' in html
    assert charted.page("articles/2020/story/oil.csv") == DATA


def test_feed_has_the_table_and_no_drawing(charted: SiteFolder) -> None:
    charted.build()
    feed = charted.page("feed.xml")
    assert "&lt;svg" not in feed
    assert "&lt;td class=" in feed
    assert "https://example.org/articles/2020/story/oil.csv" in feed


def test_nothing_in_a_chart_needs_more_than_the_strictest_policy(charted: SiteFolder) -> None:
    charted.build()
    figure = re.search(r"<figure class=\"chart.*</figure>", charted.page(PAGE), re.DOTALL)
    assert figure
    for forbidden in (r"\sstyle=", r"<style", r"<script", r"\son\w+=", r"\sid=", r"url\(", r"xlink", r"data:"):
        assert not re.search(forbidden, figure[0]), forbidden


def test_new_data_renews_the_page_that_shows_it_and_no_other(charted: SiteFolder) -> None:
    charted.article("other", date="2019-05-05")
    charted.build()
    charted.write("content/articles/oil.csv", DATA.replace("0.6", "0.7"))
    assert sorted(charted.build().reasons) == [PAGE, "articles/2020/story/oil.csv", "feed.xml"]
    assert "0.7" in charted.page(PAGE)


def test_bad_data_is_an_error_with_row_and_column(charted: SiteFolder) -> None:
    charted.write("content/articles/oil.csv", DATA.replace("0.6", "six"))
    with pytest.raises(ContentError) as caught:
        charted.build()
    assert 'content/articles/oil.csv:3: error: row 3, column B (Iran): "six" is not a number' in str(caught.value)


def test_column_that_is_not_there_is_an_error_with_the_line_of_the_block(charted: SiteFolder) -> None:
    charted.write("content/articles/oil.csv", DATA.replace("Iran", "Irak"))
    with pytest.raises(ContentError) as caught:
        charted.build()
    assert 'content/articles/story.md:13: error: y: "oil.csv" has no column "Iran"' in str(caught.value)
    assert 'did you mean "Irak"?' in str(caught.value)


def test_missing_file_is_told_once(charted: SiteFolder) -> None:
    (charted.root / "content/articles/oil.csv").unlink()
    with pytest.raises(ContentError) as caught:
        charted.build()
    assert str(caught.value).count("oil.csv") == 1


def test_chart_of_an_embargoed_text_leaves_no_trace_and_stops_nothing(charted: SiteFolder) -> None:
    charted.article("story", body=CHART, publish_at="2031-01-01")
    charted.write("content/articles/oil.csv", "broken")
    charted.build()
    assert not [path for path, content in charted.tree().items() if b"Oil exports" in content or "oil" in path]


def test_charts_of_chapters_and_pages_are_drawn(site: SiteFolder) -> None:
    site.write("content/articles/book/oil.csv", DATA)
    site.write("content/articles/book/one.md", f"---\ntitle: One\n---\n{CHART}")
    site.write(
        "content/articles/book/index.md",
        f"---\ntitle: Book\ndate: 2020-01-01\ntype: report\nchapters: [one.md]\n---\n{CHART}",
    )
    site.write("content/pages/oil.csv", DATA)
    site.write("content/pages/about.md", f"---\ntitle: About\n---\n{CHART}")
    site.build()
    assert site.page("articles/2020/book/index.html").count("chart-wide") == 2
    assert site.page("about/index.html").count("chart-wide") == 1


def test_second_build_draws_nothing(charted: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    charted.build()
    article = charted.root / "content/articles/story.md"
    article.write_text(article.read_text().replace("A title", "Another title"))

    def refuse(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr("sitegen.media.charts.draw_chart", refuse)
    assert PAGE in charted.build().reasons


def test_site_without_the_library_says_how_to_get_it(charted: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(ContentError) as caught:
        charted.build()
    assert 'story.md:8: error: the chart "Oil exports" cannot be drawn' in str(caught.value)
    assert 'pip install "sitegen[charts]"' in str(caught.value)


def test_table_needs_no_library(charted: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    charted.article("story", body=CHART[CHART.index("::: table") :])
    charted.build()
    assert "<table>" in charted.page(PAGE)


def test_arabic_text_has_arabic_digits_and_a_drawing_from_left_to_right(site: SiteFolder) -> None:
    site.write("content/articles/oil.csv", DATA)
    site.write("content/articles/story.ar.md", f"---\ntitle: عنوان\ndate: 2020-01-01\n---\n{CHART}")
    site.build()
    html = site.page("ar/articles/2020/story/index.html")
    assert '<div class="chart-frame" dir="ltr">' in html
    assert ">٢٠١٩</text>" in html
    assert '<td class="align-right">٠٫٦</td>' in html
    assert "<bdi>Iran</bdi>" in html


def test_workers_draw_after_this_process_has_drawn(charted: SiteFolder) -> None:
    charted.build(jobs=1)
    charted.write("content/articles/oil.csv", DATA.replace("0.6", "0.7"))
    assert PAGE in charted.build(jobs=2).reasons
