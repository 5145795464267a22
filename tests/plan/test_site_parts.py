"""Menus, static files, indexes, types and home page as the config and the content ask for them."""

import re

import pytest
from pictures import picture
from sites import SiteFolder

from sitegen.errors import ContentError, PlanError


def test_static_files_are_copied_as_they_are(site: SiteFolder) -> None:
    logo = picture(40, 20, "PNG")
    site.write("static/img/logo.png", logo)
    site.write("static/.well-known/security.txt", "Contact: x")
    site.article("a", body="![Logo](/img/logo.png)")
    site.build()
    assert site.tree()["img/logo.png"] == logo
    assert ".well-known/security.txt" in site.tree()
    assert 'src="/img/logo.png"' in site.page("articles/2020/a/index.html")


def test_menu_entries_by_path_id_and_url(site: SiteFolder) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\nHello.\n")
    config = site.root / "sitegen.toml"
    config.write_text(
        config.read_text()
        + '\n[menus]\nmain = [{label = "All", to = "/articles/"}, {label = {en = "About", ar = "عن"}, to = "page:about"},'
        + ' {label = "Else", to = "https://else.example/"}]\n'
    )
    site.build()
    home = site.page("index.html")
    assert re.search(r'href="/articles/"[^>]*>\s*All', home)
    assert re.search(r'href="/about/"[^>]*>\s*About', home)
    assert re.search(r'href="https://else.example/"[^>]*>\s*Else', home)


def test_menu_entry_that_leads_nowhere_is_a_problem_with_its_line(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[menus]\nmain = [{label = "X", to = "page:nope"}]\n')
    with pytest.raises(ContentError, match=r"sitegen\.toml:\d+: error: .*page:nope"):
        site.build()


def test_template_that_is_missing_is_told_with_its_line_beside_all_other_problems(site: SiteFolder) -> None:
    site.write("templates/wide.html", "{{ page.title }}")
    site.write("content/pages/good.md", "---\ntitle: Good\ntemplate: wide.html\n---\n")
    site.write("content/pages/about.md", "---\ntitle: About\ntemplate: wde.html\n---\n")
    site.write("content/pages/home.md", "---\ntemplate: zzz.html\ntitle: Home\n---\n")
    site.article("a", authors="[nobody]", body="[gone](nowhere.md)")
    with pytest.raises(PlanError) as caught:
        site.build()
    told = {(p.location.path, p.location.line, p.kind) for p in caught.value.problems}
    assert told == {
        ("content/articles/a.md", 3, "unknown-author"),
        ("content/articles/a.md", 7, "broken-link"),
        ("content/pages/about.md", 3, "unknown-template"),
        ("content/pages/home.md", 2, "unknown-template"),
    }
    assert 'error: there is no template "wde.html"\n    did you mean "wide.html"?' in str(caught.value)
    assert 'error: there is no template "zzz.html"\n    write the file "templates/zzz.html"' in str(caught.value)


def test_template_taken_out_of_the_theme_is_a_problem_of_the_page_that_names_it(site: SiteFolder) -> None:
    template = site.write("templates/wide.html", "{{ page.title }}")
    site.write("content/pages/about.md", "---\ntitle: About\ntemplate: wide.html\n---\n")
    site.build()
    assert site.page("about/index.html") == "About"
    template.unlink()
    with pytest.raises(PlanError, match=r'about\.md:3: error: there is no template "wide\.html"'):
        site.build()


def test_authors_are_indexed_by_surname_without_accents(site: SiteFolder) -> None:
    names = {"z": "Ann Zeta", "o": "Ömer Özal", "a": "Zoe Ábel", "s": "Max de Silva"}
    for id_, name in names.items():
        site.author(id_, name)
        site.article(f"by-{id_}", authors=f"[{id_}]")
    site.build()
    index = site.page("authors/index.html").split("<main")[1]
    assert re.findall("|".join(names.values()), index) == ["Zoe Ábel", "Ömer Özal", "Max de Silva", "Ann Zeta"]


def test_home_leads_with_the_pinned_story(site: SiteFolder) -> None:
    site.article("old", "Pinned story", date="2019-01-01", pin="true")
    site.article("new", "Newest story", date="2020-01-01")
    site.build()
    home = site.page("index.html").split("<main")[1]
    assert home.index("Pinned story") < home.index("Newest story")
    assert home.count(">Pinned story<") == 1


def test_empty_site_builds(site: SiteFolder) -> None:
    report = site.build()
    assert report.problems == ()
    assert {"index.html", "404.html", "articles/index.html", "feed.xml", "sitemap.xml"} <= set(site.tree())


def test_own_types_and_taxonomies(site: SiteFolder) -> None:
    config = site.root / "sitegen.toml"
    config.write_text(
        config.read_text()
        + '\n[types.memo]\nlabel = "Memo"\nplural = "Memos"\nclass = "brief"\n[types.commentary]\nlabel = "Comment"\n'
        + '[taxonomies.topics]\nlabel = "Topics"\nsingular = "Topic"\npermalink = "/themes/{slug}/"\n'
    )
    site.article("a", type="memo", topics="[War]")
    site.build()
    assert {"types/memo/index.html", "themes/war/index.html", "themes/index.html"} <= set(site.tree())
    assert "Memos" in site.page("types/memo/index.html")


def test_related_work_is_by_shared_terms(site: SiteFolder) -> None:
    for number in range(6):
        site.article(f"oil{number}", f"Oil story {number}", tags="[oil]", date=f"2020-01-0{number + 1}")
        site.article(f"sea{number}", f"Sea story {number}", tags="[sea]", date=f"2020-01-0{number + 1}")
    site.build()
    page = site.page("articles/2020/oil3/index.html").split("<main")[1]
    assert len(set(re.findall(r"Oil story \d", page)) - {"Oil story 3"}) == 5
    assert "Sea story" not in page


def test_site_of_one_language_never_mentions_another(site: SiteFolder) -> None:
    site.article("a")
    site.build()
    assert not [path for path in site.tree() if path.startswith("ar/")]
    assert "hreflang" not in site.page("index.html")
