"""Which texts are one document in several languages, and what `translation_of` cannot say."""

import pytest
from sites import CONFIG, SiteFolder

from sitegen.errors import ContentError, Problem


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    (site.root / "sitegen.toml").write_text(CONFIG.replace('"ar"]', '"ar", "fa"]'))
    return site


def problems(site: SiteFolder) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        site.build()
    return list(caught.value.problems)


@pytest.mark.parametrize("written", ["war", "content/articles/war.md", "articles/war", "article:war"])
def test_translation_with_a_name_of_its_own_is_linked_to_the_original(written: str, site: SiteFolder) -> None:
    site.article("war")
    site.article("harb.ar", translation_of=written)
    site.build()
    assert 'href="/ar/articles/2020/harb/"' in site.page("articles/2020/war/index.html")
    assert 'href="/articles/2020/war/"' in site.page("ar/articles/2020/harb/index.html")


def test_translation_may_be_named_by_the_file_of_a_folder(site: SiteFolder) -> None:
    site.article("war/index")
    site.article("harb.ar", translation_of="content/articles/war/index.md")
    site.build()
    assert 'href="/ar/articles/2020/harb/"' in site.page("articles/2020/war/index.html")


def test_translation_of_a_translation_belongs_to_the_original(site: SiteFolder) -> None:
    site.article("war")
    site.article("harb.ar", translation_of="war")
    site.article("jang.fa", translation_of="harb")
    site.build()
    for page in ("articles/2020/war", "ar/articles/2020/harb", "fa/articles/2020/jang"):
        assert {f'hreflang="{lang}"' in site.page(f"{page}/index.html") for lang in ("en", "ar", "fa")} == {True}


def test_saying_what_the_name_says_too_is_no_problem(site: SiteFolder) -> None:
    site.article("war")
    site.article("war.ar", translation_of="war")
    assert site.build().problems == ()
    assert 'href="/ar/articles/2020/war/"' in site.page("articles/2020/war/index.html")


def test_translation_of_itself_is_a_problem(site: SiteFolder) -> None:
    site.article("war", translation_of="war.md")
    assert [str(problem) for problem in problems(site)] == [
        'content/articles/war.md:3: error: "war.md", of which this is said to be a translation, is this very text\n'
        "    name the text that this one translates, or take translation_of out"
    ]


@pytest.mark.parametrize("draft", ["true", "false"])
def test_translation_of_a_text_in_the_same_language_is_a_problem(draft: str, site: SiteFolder) -> None:
    site.article("war", draft=draft)
    site.article("harb", translation_of="war")
    [problem] = problems(site)
    assert (problem.location.path, problem.location.line) == ("content/articles/harb.md", 3)
    assert (problem.kind, problem.severity) == ("wrong-translation", "error")
    assert problem.message == '"war", of which this is said to be a translation, is in "en" too'


def test_two_translations_into_one_language_are_a_problem_of_the_second(site: SiteFolder) -> None:
    site.article("war")
    site.article("harb.ar", translation_of="war", date="2020-01-02")
    site.article("maaraka.ar", translation_of="war", date="2020-01-03")
    [problem] = problems(site)
    assert (problem.location.path, problem.location.line) == ("content/articles/maaraka.ar.md", 3)
    assert '"content/articles/harb.ar.md"' in problem.message


def test_translations_in_a_circle_are_a_problem_told_once(site: SiteFolder) -> None:
    site.article("war", translation_of="jang")
    site.article("harb.ar", translation_of="war")
    site.article("jang.fa", translation_of="harb")
    [problem] = problems(site)
    assert (problem.location.path, problem.location.line) == ("content/articles/harb.ar.md", 3)
    assert problem.message == 'the translations go in a circle: "harb → war → jang → harb"'


def test_translation_of_nothing_names_what_is_nearest(site: SiteFolder) -> None:
    site.article("2020/war-in-syria")
    site.article("harb.ar", translation_of="content/articles/2020/war-in-siria.md")
    [problem] = problems(site)
    assert (problem.location.line, problem.kind) == (3, "unknown-translation")
    assert '"content/articles/2020/war-in-siria.md"' in problem.message
    assert problem.hint == 'did you mean "2020/war-in-syria"?'


def test_translation_of_an_article_that_is_not_published_stands_alone(site: SiteFolder) -> None:
    site.article("war", draft="true")
    site.article("harb.ar", translation_of="war")
    assert site.build().problems == ()
    assert "hreflang" not in site.page("ar/articles/2020/harb/index.html").split("<main")[1]
