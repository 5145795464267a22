"""The page of all corrections, with a text of its own or without, and what the rest of the site says of it."""

import re

from sites import SiteFolder, difference


def corrected(site: SiteFolder, name: str, *days: str, **fields: str) -> None:
    texts = ", ".join(f"{{date: {day}, text: Wrong on {day}.}}" for day in days)
    site.article(name, f"Title of {name}", corrections=f"[{texts}]", **fields)


def listed(site: SiteFolder, path: str = "corrections/index.html") -> list[str]:
    return re.findall(r"Wrong on [\d-]+\.", site.page(path).split("<main")[1])


def test_every_correction_stands_on_one_page_newest_first(site: SiteFolder) -> None:
    corrected(site, "a", "2020-02-01", "2020-05-01")
    corrected(site, "b", "2020-03-01")
    site.build()
    assert listed(site) == ["Wrong on 2020-05-01.", "Wrong on 2020-03-01.", "Wrong on 2020-02-01."]
    page = site.page("corrections/index.html")
    assert '<a href="/articles/2020/b/">Title of b</a>' in page
    assert 'href="/corrections/"' in site.page("index.html")


def test_the_page_may_have_a_text_and_an_address_of_its_own(site: SiteFolder) -> None:
    corrected(site, "a", "2020-02-01")
    front = "title: What we got wrong\nslug: mistakes"
    site.write("content/pages/corrections.md", f"---\n{front}\n---\nWe say what we change.\n")
    site.build()
    page = site.page("mistakes/index.html").split("<main")[1]
    assert "What we got wrong" in page
    assert page.index("We say what we change.") < page.index("Wrong on 2020-02-01.")
    assert "corrections/index.html" not in site.tree()
    assert 'href="/mistakes/"' in site.page("index.html")


def test_without_any_correction_the_text_alone_makes_the_page(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    assert "corrections/index.html" not in site.tree()
    assert "/corrections/" not in site.page("index.html")
    site.write("content/pages/corrections.md", "---\ntitle: Corrections\n---\n")
    site.build()
    assert "Nothing has had to be corrected so far." in site.page("corrections/index.html")


def test_a_correction_more_renders_the_article_and_the_page(site: SiteFolder) -> None:
    corrected(site, "a", "2020-02-01")
    for number in range(25):  # such that the feed of whole texts has no room for it
        site.article(f"n{number}", date="2020-06-01")
    site.build()
    corrected(site, "a", "2020-02-01", "2020-05-01")
    assert set(site.build().reasons) == {"articles/2020/a/index.html", "corrections/index.html"}


def test_languages_have_pages_of_their_own(site: SiteFolder) -> None:
    corrected(site, "a", "2020-02-01")
    corrected(site, "b.ar", "2020-03-01")
    site.write("content/pages/corrections.md", "---\ntitle: Corrections\n---\n")
    site.write("content/pages/corrections.ar.md", "---\ntitle: تصحيحات\n---\n")
    site.build()
    assert listed(site) == ["Wrong on 2020-02-01."]
    assert listed(site, "ar/corrections/index.html") == ["Wrong on 2020-03-01."]
    assert 'hreflang="ar" href="https://example.org/ar/corrections/"' in site.page("corrections/index.html")


def test_corrections_of_what_is_not_published_leave_no_trace(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    before = site.tree()
    corrected(site, "secret", "2020-02-01", draft="true")
    site.build()
    assert difference(before, site.tree()) == []
