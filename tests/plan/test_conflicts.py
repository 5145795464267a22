"""Two outputs at one address: who claims it, and where to change what."""

import pytest
from sites import CONFIG, SiteFolder

from sitegen.errors import PlanError

ABOUT = "---\ntitle: About\n---\n"
SLUG = "give the text another slug"
ALIAS = "take the alias away"
FILE = "rename the file, or take it away"


def told(site: SiteFolder) -> list[str]:
    with pytest.raises(PlanError) as caught:
        site.build()
    return [str(problem) for problem in caught.value.problems]


def problem(place: str, message: str, hint: str) -> list[str]:
    return [f"{place}: error: {message}\n    {hint}"]


def test_two_texts(site: SiteFolder) -> None:
    site.article("x", slug="same")
    site.article("y", slug="same")
    message = (
        '"articles/2020/same/index.html" is the address of both "content/articles/x.md" and "content/articles/y.md"'
    )
    assert told(site) == problem("content/articles/y.md:3", message, SLUG)


def test_addresses_that_differ_in_case_alone(site: SiteFolder) -> None:
    site.write("content/pages/about.md", ABOUT)
    site.write("static/About/index.html", "mine")
    message = (
        '"About/index.html" of "static/About/index.html" and "about/index.html" of "content/pages/about.md" are one address'
        " where case and Unicode form are one"
    )
    assert told(site) == problem("static/About/index.html", message, FILE)


def test_an_alias_and_a_text(site: SiteFolder) -> None:
    site.write("content/pages/about.md", ABOUT)
    site.article("a", tags="[x]", aliases="[/about/]")
    message = '"about/index.html" is the address of both "content/pages/about.md" and "alias in content/articles/a.md"'
    assert told(site) == problem("content/articles/a.md:4", message, ALIAS)


def test_an_alias_of_a_term(site: SiteFolder) -> None:
    site.write("content/pages/about.md", ABOUT)
    site.write("content/tags/x.md", "---\nlabel: X\naliases: [y]\nold_urls: [/about/]\n---\n")
    site.article("a", tags="[x]")
    message = '"about/index.html" is the address of both "content/pages/about.md" and "alias in content/tags/x.md"'
    assert told(site) == problem("content/tags/x.md:4", message, ALIAS)


def test_a_file_of_static_and_what_every_site_has(site: SiteFolder) -> None:
    site.write("static/robots.txt", "User-agent: *")
    message = '"robots.txt" is the address of both "static/robots.txt" and "robots.txt"'
    assert told(site) == problem("static/robots.txt", message, FILE)


def test_a_file_where_a_folder_must_be(site: SiteFolder) -> None:
    site.write("static/about", "mine")
    site.write("content/pages/about.md", ABOUT)
    message = '"about" of "static/about" is a folder in "about/index.html" of "content/pages/about.md"'
    assert told(site) == problem("static/about", message, FILE)


def test_a_text_and_an_index_of_the_config(site: SiteFolder) -> None:
    site.write("content/pages/series.md", ABOUT)
    message = '"series/index.html" is the address of both "content/pages/series.md" and "all series"'
    hint = f'{SLUG}, or change "permalink" in [taxonomies.series]'
    assert told(site) == problem("content/pages/series.md", message, hint)


def test_a_text_and_a_year(site: SiteFolder) -> None:
    config = CONFIG + '[permalinks]\narticle = "/articles/{slug}/"\n'
    (site.root / "sitegen.toml").write_text(config)
    site.article("a", slug="2020")
    message = '"articles/2020/index.html" is the address of both "content/articles/a.md" and "year: 2020"'
    hint = f'{SLUG}, or change "articles" in [permalinks]'
    assert told(site) == problem("content/articles/a.md:3", message, hint)


def test_a_page_and_the_home_page_of_a_language(site: SiteFolder) -> None:
    site.write("content/pages/ar.md", ABOUT)
    site.article("a.ar")
    message = '"ar/index.html" is the address of both "content/pages/ar.md" and "home page"'
    assert told(site) == problem("content/pages/ar.md", message, SLUG)


def test_two_patterns_of_the_config(site: SiteFolder) -> None:
    config = CONFIG + '[taxonomies.tags]\npermalink = "/types/{slug}/"\n[permalinks]\nauthor = "/authors/{slug}/"\n'
    (site.root / "sitegen.toml").write_text(config)
    site.article("a", type="brief", tags="[brief]")
    message = '"types/brief/index.html" is the address of both "type: brief" and "tags: brief"'
    hint = 'change "permalink" in [taxonomies.tags], or change "type" in [permalinks]'
    assert told(site) == problem("sitegen.toml:13", message, hint)


def test_two_authors(site: SiteFolder) -> None:
    site.author("ann", "Ann")
    site.write("content/authors/anne.md", "---\nname: Anne\nslug: ann\n---\n")
    site.article("a", authors="[ann, anne]")
    message = '"authors/ann/index.html" is the address of both "author: ann" and "author: anne"'
    assert told(site) == problem("content/authors/anne.md:3", message, "give the author another slug")
