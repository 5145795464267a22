"""What a build yields for a small site: pages, relations, problems, visibility."""

import pytest
from pictures import picture
from sites import SiteFolder, difference

from sitegen.errors import ContentError, PlanError

SMALL = """
    -- content/articles/2019/first.md --
    ---
    title: First story
    date: 2019-03-01
    authors: [ann]
    tags: [Tehran, Oil]
    series: Gulf notes
    ---
    The first. See [the second](second.md) and [Ann](author:ann).

    -- content/articles/2019/second.md --
    ---
    title: Second story
    date: 2019-06-01
    authors: [ann, {id: bob, role: with}]
    tags: [iran, oil]
    series: Gulf notes
    aliases: [/old/second]
    ---
    ## A heading

    The second, with an ![pipe](pipe.png).

    -- content/authors/ann.md --
    ---
    name: Ann Özgür
    roles:
      - {title: Fellow, org: Old House, to: 2019-04-30}
      - {title: Director, org: New House, from: 2019-05-01}
    ---
    Ann writes on [Iran](tags:iran).
    -- content/authors/bob.md --
    ---
    name: Bob Adams
    ---
    -- content/tags/iran.md --
    ---
    label: Iran
    aliases: [Tehran, Islamic Republic of Iran]
    broader: Middle East
    ---
    -- content/tags/middle-east.md --
    ---
    label: Middle East
    ---
    -- content/pages/about.md --
    ---
    title: About us
    ---
    We are [here](/articles/).
"""


@pytest.fixture
def small(site: SiteFolder) -> SiteFolder:
    site.write_all(SMALL)
    site.write("content/articles/2019/pipe.png", picture(300, 200, "PNG"))
    return site


def test_every_kind_of_page_is_there(small: SiteFolder) -> None:
    report = small.build()
    assert [str(p) for p in report.problems if p.severity == "error"] == []
    assert set(small.tree()) >= {
        "index.html",
        "404.html",
        "about/index.html",
        "articles/index.html",
        "articles/2019/index.html",
        "articles/2019/first/index.html",
        "articles/2019/second/index.html",
        "articles/2019/second/pipe.png",
        "authors/index.html",
        "authors/ann/index.html",
        "authors/ann/feed.xml",
        "authors/bob/index.html",
        "tags/index.html",
        "tags/iran/index.html",
        "tags/iran/feed.xml",
        "tags/middle-east/index.html",
        "tags/oil/index.html",
        "types/commentary/index.html",
        "series/gulf-notes/index.html",
        "old/second/index.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "_redirects",
    }


def test_alias_and_case_are_one_term_and_narrower_articles_show_once_on_the_broader_page(small: SiteFolder) -> None:
    small.build()
    for page in ("tags/iran/index.html", "tags/middle-east/index.html", "tags/oil/index.html"):
        text = small.page(page)
        assert text.count(">First story<") == 1
        assert text.count(">Second story<") == 1


def test_byline_shows_the_role_as_of_the_date_and_the_author_page_the_current_one(small: SiteFolder) -> None:
    small.build()
    assert "Fellow" in small.page("articles/2019/first/index.html")
    assert "New House" not in small.page("articles/2019/first/index.html")
    assert "New House" in small.page("articles/2019/second/index.html")
    assert "Director" in small.page("authors/ann/index.html")


def test_links_by_path_and_id_become_permalinks(small: SiteFolder) -> None:
    small.build()
    assert 'href="/articles/2019/second/"' in small.page("articles/2019/first/index.html")
    assert 'href="/authors/ann/"' in small.page("articles/2019/first/index.html")
    assert 'href="/tags/iran/"' in small.page("authors/ann/index.html")


def test_series_has_previous_and_next(small: SiteFolder) -> None:
    small.build()
    assert "Second story" in small.page("articles/2019/first/index.html").split("Gulf notes", 1)[1]


def test_alias_redirects_by_page_and_map(small: SiteFolder) -> None:
    small.build()
    assert "/articles/2019/second/" in small.page("old/second/index.html")
    assert small.page("_redirects") == "/old/second /articles/2019/second/ 301\n"


def test_base_url_with_a_path(small: SiteFolder) -> None:
    config = small.root / "sitegen.toml"
    config.write_text(config.read_text().replace("example.org/", "example.org/publication/"))
    small.build()
    text = small.page("articles/2019/first/index.html")
    assert 'href="/publication/articles/2019/second/"' in text
    assert 'href="/articles' not in text
    assert "https://example.org/publication/articles/2019/first/" in small.page("sitemap.xml")


def test_second_language_has_pages_of_its_own_and_both_name_each_other(small: SiteFolder) -> None:
    small.article("2019/first.ar", "القصة الأولى", "نص", date="2019-03-01", authors="[ann]", tags="[iran]")
    small.build()
    arabic = small.page("ar/articles/2019/first/index.html")
    assert 'dir="rtl"' in arabic
    assert 'hreflang="en"' in arabic
    assert 'hreflang="ar"' in small.page("articles/2019/first/index.html")
    assert "القصة الأولى" in small.page("ar/tags/iran/index.html")
    assert "القصة الأولى" not in small.page("tags/iran/index.html")
    assert {"ar/index.html", "ar/feed.xml", "ar/authors/ann/index.html"} <= set(small.tree())


def test_all_problems_of_the_site_are_told_at_once_with_their_places(small: SiteFolder) -> None:
    small.article("a", authors="[anne]", body="[gone](nowhere.md)\n\n[too](/nothing/)")
    small.article("b", type="comentary", body="[x](2019/first.md#no-such)")
    small.write("content/articles/c.md", "---\ntitle: C\ndate: 2020-13-01\ntagz: [x]\n---\n")
    with pytest.raises(ContentError) as caught:
        small.build()
    told = {(p.location.path, p.location.line, p.kind) for p in caught.value.problems}
    assert told >= {
        ("content/articles/a.md", 3, "unknown-author"),
        ("content/articles/a.md", 7, "broken-link"),
        ("content/articles/b.md", 3, "unknown-type"),
        ("content/articles/b.md", 7, "broken-anchor"),
        ("content/articles/c.md", 3, "bad-value"),
        ("content/articles/c.md", 4, "unknown-field"),
    }
    text = str(caught.value)
    assert 'did you mean "ann"?' in text
    assert not (small.root / "output").exists()


def test_path_of_the_site_that_leads_nowhere_is_a_problem(small: SiteFolder) -> None:
    small.article("a", body="[too](/nothing/)")
    with pytest.raises(ContentError, match=r'a\.md:\d+: error: nothing lies at "/nothing/"'):
        small.build()


@pytest.mark.parametrize("name", ["map.svg", "run.php", "photo.png"])
def test_file_that_is_refused_is_not_said_to_be_missing_as_well(small: SiteFolder, name: str) -> None:
    small.write(f"content/articles/{name}", "<svg></svg>")
    small.article("a", body=f"![Map]({name}) ![Gone](gone.png)")
    with pytest.raises(ContentError) as caught:
        small.build()
    told = [(p.location.path, p.kind) for p in caught.value.problems if p.severity == "error"]
    assert told == [("content/articles/a.md", "missing-asset"), (f"content/articles/{name}", "unsafe-asset")]
    assert "gone.png" in str(caught.value)
    config = small.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[severity]\nunsafe-asset = "ignore"\n')
    with pytest.raises(ContentError, match=f'a.md:6: error: there is no file "content/articles/{name}"'):
        small.build()


def test_severity_by_config(small: SiteFolder) -> None:
    small.article("a", body="[gone](nowhere.md)")
    config = small.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[severity]\nbroken-link = "warn"\n')
    report = small.build()
    assert [p.kind for p in report.problems if p.location.path.endswith("a.md")] == ["broken-link"]
    assert "<a" not in small.page("articles/2020/a/index.html").split("gone")[0][-4:]
    config.write_text(config.read_text().replace('"warn"', '"ignore"'))
    assert not [p for p in small.build().problems if p.location.path.endswith("a.md")]


def test_two_sources_for_one_address_are_named_both(small: SiteFolder) -> None:
    small.article("x/same", date="2019-01-01")
    small.article("y/Same", date="2019-01-02")
    with pytest.raises(PlanError) as caught:
        small.build()
    assert "content/articles/x/same.md" in str(caught.value)
    assert "content/articles/y/Same.md" in str(caught.value)


def test_alias_on_the_address_of_a_page_is_refused(small: SiteFolder) -> None:
    small.article("a", aliases="[/about/]")
    with pytest.raises(PlanError, match=r"content/pages/about\.md"):
        small.build()


HIDDEN = (
    ("draft", {"draft": "true"}),
    ("embargo", {"publish_at": "2031-01-01T09:00:00+00:00"}),
    ("future", {"date": "2031-01-01"}),
    ("expired", {"expires": "2020-02-01T00:00:00+00:00"}),
)


@pytest.mark.parametrize(("name", "fields"), HIDDEN, ids=[name for name, _ in HIDDEN])
def test_what_is_not_published_leaves_no_trace(small: SiteFolder, name: str, fields: dict[str, str]) -> None:
    small.author("eve", "Eve Secret")
    small.write("content/tags/secret.md", "---\nlabel: Secret\nbroader: iran\n---\nOn secrets.\n")
    before = small.clean_tree(small.root.parent / "without")
    small.write("content/articles/secret.pdf", "leak")
    small.article(
        "hidden",
        "SECRET",
        "SECRET [x](2019/first.md) ![p](secret.png)",
        **{
            "authors": "[eve, ann]",
            "tags": "[secret, iran, Unheard]",
            "pdf": "secret.pdf",
            "aliases": "[/secret/]",
            "series": "Gulf notes",
            **fields,
        },
    )
    report = small.build()
    assert difference(small.tree(), before) == []
    assert report.hidden == 1
    assert all(problem.severity == "warning" for problem in report.problems)


def test_link_to_something_unpublished_becomes_text_with_a_warning(small: SiteFolder) -> None:
    small.article("hidden", draft="true")
    small.article("a", body="See [the scoop](hidden.md) soon.")
    report = small.build()
    assert "See the scoop soon." in small.page("articles/2020/a/index.html")
    assert ("unpublished-link", 6) in {(p.kind, p.location.line) for p in report.problems}


def test_report_gives_the_instant_of_the_next_embargo_and_building_then_publishes(small: SiteFolder) -> None:
    small.article("later", publish_at="2020-10-01T09:00:00+02:00")
    report = small.build()
    assert report.next_due == 1_601_535_600
    assert "articles/2020/later/index.html" not in small.tree()
    small.build(now=report.next_due - 1)
    assert "articles/2020/later/index.html" not in small.tree()
    small.build(now=report.next_due)
    assert "articles/2020/later/index.html" in small.tree()


def test_the_first_instant_of_1970_falls_due_like_any_other(small: SiteFolder) -> None:
    for name in list((small.root / "content/articles/2019").glob("*.md")):
        name.unlink()
    small.article("moon", date="1969-07-20")
    small.article("epoch", date="1970-01-01")
    assert small.build(now=-1).next_due == 0
    assert small.build(now=-1).next_due == 0
    assert "articles/1970/epoch/index.html" not in small.tree()
    assert small.build(now=0).next_due is None
    assert "articles/1970/epoch/index.html" in small.tree()


def test_published_then_made_a_draft_is_gone(small: SiteFolder) -> None:
    before = small.clean_tree(small.root.parent / "without")
    article = small.article("a", authors="[bob]", tags="[Only here]")
    small.build()
    article.write_text(article.read_text().replace("---\n\n", "draft: true\n---\n\n"))
    report = small.build()
    assert report.removed > 0
    assert difference(small.tree(), before) == []


@pytest.mark.parametrize(("new", "but"), [("public", ""), ("output/www", ', but for "output/www/"')])
def test_folder_that_was_the_output_is_left_alone_and_named_once(small: SiteFolder, new: str, but: str) -> None:
    assert small.build().notes == ()
    old = small.tree()
    config = small.root / "sitegen.toml"
    config.write_text(config.read_text() + f'\n[build]\noutput = "{new}"\n')
    note = f'Earlier builds wrote to "output/": it is no longer kept up, and may be removed{but}.'
    assert small.build().notes == (note,)
    assert small.build().notes == ()
    assert (small.root / new / "index.html").read_bytes() == old["index.html"]
    assert {path: content for path, content in small.tree().items() if not path.startswith("www/")} == old


def test_report_with_chapters_is_one_page_with_ids_of_its_own(small: SiteFolder) -> None:
    small.write_all("""
        -- content/articles/big/index.md --
        ---
        title: Big report
        date: 2020-02-02
        type: report
        chapters: [01-why.md, 02-how.md]
        ---
        Intro[^1], see [how](02-how.md#tools).

        [^1]: A note.
        -- content/articles/big/01-why.md --
        ---
        title: Why
        ---
        Because[^1].

        [^1]: Another note.
        -- content/articles/big/02-how.md --
        ---
        title: How
        ---
        ## Tools

        By hand.
    """)
    small.build()
    text = small.page("articles/2020/big/index.html")
    assert "Because" in text
    assert "By hand" in text
    ids = [part.split('"', 1)[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert 'href="/articles/2020/big/#02-how-tools"' in text
    assert not [path for path in small.tree() if "01-why" in path]
