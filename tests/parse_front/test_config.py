"""sitegen.toml: the defaults, what each table says, and every fault at once with its line."""

from pathlib import Path

import pytest

from sitegen.errors import ConfigError
from sitegen.model.config import (
    PROBLEM_KINDS,
    Config,
    Feeds,
    Home,
    Language,
    MenuItem,
    ParseOptions,
    Permalinks,
    label_in,
)
from sitegen.parse import parse_config
from sitegen.parse.fields.article import ARTICLE_FIELDS

SITE = '[site]\ntitle = "T"\nbase_url = "https://example.org"\n'


def config_of(toml: str, site: str = SITE) -> Config:
    return parse_config((site + toml).encode())


def faults(toml: str, site: str = SITE) -> list[str]:
    """Return place and message of every problem, the path left out."""
    with pytest.raises(ConfigError) as caught:
        config_of(toml, site)
    return [f"{p.location}: {p.message}".removeprefix("sitegen.toml:") for p in caught.value.problems]


def test_two_lines_are_a_config() -> None:
    config = config_of("")
    assert (config.title, config.base_url, config.base_path, config.origin) == (
        "T",
        "https://example.org/",
        "/",
        "https://example.org",
    )
    assert config.languages == (Language("en", "English"),)
    assert list(config.types) == [
        "commentary",
        "brief",
        "report",
        "paper",
        "interview",
        "podcast",
        "video",
        "event",
        "dataset",
        "in-the-news",
    ]
    assert all(name == rule.publication_class == rule.id for name, rule in config.types.items())
    assert config.types["commentary"].plural[""] == "Commentaries"
    assert {name: rule.ordered for name, rule in config.taxonomies.items()} == {
        "tags": False,
        "regions": False,
        "programs": False,
        "series": True,
    }
    assert config.taxonomies["tags"].permalink == "/tags/{slug}/"
    assert config.taxonomies["tags"].singular[""] == "Tag"
    assert (config.default_type, config.timezone, config.theme, config.output) == (
        "commentary",
        "UTC",
        "default",
        "output",
    )
    assert (config.page_size, config.related, config.feeds) == (20, 5, Feeds())
    assert (config.permalinks, config.menus, config.severity, config.extra) == (Permalinks(), {}, {}, {})
    assert config.parse == ParseOptions(("en",), "UTC", ("tags", "regions", "programs", "series"))


def test_every_table_is_read() -> None:
    config = config_of(
        'description = {en = "D", ar = "د"}\n'
        'organisation = "O"\n'
        'timezone = "Asia/Tehran"\n'
        'license = "CC-BY-4.0"\n'
        'languages = ["en", {code = "ar"}, {code = "ku", name = "Kurmancî", direction = "ltr"}, "pt-BR"]\n'
        'default_type = "analysis"\n'
        '[types.analysis]\nlabel = "Analysis"\nclass = "commentary"\ndisclaimer = "Views are the author\'s."\n'
        "[types.brief]\n"
        '[types.talk]\nclass = "event"\nplural = {en = "Talks", ar = "محادثات"}\n'
        "[taxonomies.tags]\n"
        '[taxonomies.policy-areas]\npermalink = "/on/{id}/"\nordered = true\n'
        '[permalinks]\narticle = "/{year}/{month}/{day}/{type}/{slug}/"\narticles = "/all/"\n'
        '[menus]\nmain = [{label = "A", to = "/all/"}, {label = {en = "I", ar = "إ"}, to = "policy-areas:iran"}]\n'
        '[build]\noutput = "public/site"\ntheme = "own"\npage_size = 10\nrelated = 0\n'
        '[feeds]\nitems = 5\nfull_text = "none"\n'
        '[markdown]\nraw_html = "sanitise"\n'
        "[summary]\nlength = 300\n"
        '[severity]\nimage-alt = "ignore"\nbroken-link = "warn"\n'
        '[extra]\nanalytics = "x"\n'
    )
    assert config.description == {"": "D", "en": "D", "ar": "د"}
    assert config.languages == (
        Language("en", "English"),
        Language("ar", "العربية", "rtl"),
        Language("ku", "Kurmancî"),
        Language("pt-BR", "Português"),
    )
    assert list(config.types) == ["analysis", "brief", "talk"]
    assert config.types["analysis"].plural == {"": "Analysis"}
    assert config.types["analysis"].disclaimer == {"": "Views are the author's."}
    assert config.types["brief"].label[""] == "Policy brief"
    assert (config.types["talk"].label, config.types["talk"].plural["ar"]) == ({"": "Talk"}, "محادثات")
    areas = config.taxonomies["policy-areas"]
    assert (areas.label, areas.singular, areas.permalink, areas.ordered) == (
        {"": "Policy areas"},
        {"": "Policy areas"},
        "/on/{id}/",
        True,
    )
    assert config.permalinks == Permalinks(article="/{year}/{month}/{day}/{type}/{slug}/", articles="/all/")
    assert config.menus["main"] == (
        MenuItem({"": "A"}, "/all/"),
        MenuItem({"": "I", "en": "I", "ar": "إ"}, "policy-areas:iran"),
    )
    assert (config.output, config.theme, config.page_size, config.related) == ("public/site", "own", 10, 0)
    assert config.feeds == Feeds(5, "none")
    assert config.parse == ParseOptions(
        ("en", "ar", "ku", "pt-BR"), "Asia/Tehran", ("tags", "policy-areas"), "sanitise", 300
    )
    assert list(config.severity.items()) == [("broken-link", "warn"), ("image-alt", "ignore")]
    assert (config.default_type, config.license, config.extra) == ("analysis", "CC-BY-4.0", {"analytics": "x"})


@pytest.mark.parametrize("code", ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "fa-AF"])
def test_languages_written_from_the_right(code: str) -> None:
    (language,) = config_of(f'languages = ["{code}"]').languages
    assert language.direction == "rtl"
    assert language.name != code


@pytest.mark.parametrize("code", ["ku", "az", "ar-Latn", "en"])
def test_languages_written_from_the_left(code: str) -> None:
    assert config_of(f'languages = ["{code}"]').languages[0].direction == "ltr"


def test_persian_dates_may_be_in_the_persian_calendar() -> None:
    languages = config_of('languages = ["en", {code = "fa", calendar = "persian"}]').languages
    assert [language.calendar for language in languages] == ["gregorian", "persian"]


def test_the_home_page_has_sections_of_programs_and_regions_where_there_are_any() -> None:
    assert config_of("").home == Home(("programs", "regions"), 3, 3, 3)
    assert config_of("[taxonomies.topics]\n[taxonomies.regions]").home.sections == ("regions",)
    assert config_of('[home]\nsections = ["tags"]\nterms = 1\ncards = 4\nevents = 0').home == Home(("tags",), 1, 4, 0)


def test_a_newsletter_is_a_url_or_a_path_by_language() -> None:
    assert config_of('newsletter = "https://news.example/"').newsletter == {"": "https://news.example/"}
    labels = config_of('languages = ["en", "ar"]\nnewsletter = {en = "/join/", ar = "/ar/join/"}').newsletter
    assert labels == {"": "/join/", "en": "/join/", "ar": "/ar/join/"}


def test_without_commentary_the_first_type_is_the_default() -> None:
    assert config_of("[types.report]\n[types.brief]\n").default_type == "report"


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("http://EXAMPLE.org:8080", "http://example.org:8080/"),
        ("https://example.org/publication", "https://example.org/publication/"),
        ("https://example.org/a/b/", "https://example.org/a/b/"),
    ],
)
def test_base_urls_end_with_one_slash(url: str, whole: str) -> None:
    assert config_of("", f'[site]\ntitle = "T"\nbase_url = "{url}"\n').base_url == whole


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("example.org", "is not an http or https URL with a host"),
        ("ftp://example.org", "is not an http or https URL with a host"),
        ("https://", "is not an http or https URL with a host"),
        ("https://[x", "is not a URL"),
        ("https://example.org:x/", "is not a URL"),
        ("https://example.org/?a=b", "has more than scheme, host and path"),
        ("https://example.org/#a", "has more than scheme, host and path"),
        ("https://me:secret@example.org/", "has more than scheme, host and path"),
        ("https://example.org/a b/", "has a path that cannot be one"),
        ("https://example.org//a/", "has a path that cannot be one"),
        ("https://example.org/../a/", "has a path that cannot be one"),
    ],
)
def test_base_urls_that_cannot_be_one(url: str, fault: str) -> None:
    assert faults("", f'[site]\ntitle = "T"\nbase_url = "{url}"\n') == [f'3:1: site.base_url: "{url}" {fault}']


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('timezone = "Mars/Base"', '4:1: site.timezone: "Mars/Base" is not a time zone'),
        ('timezone = "../UTC"', '4:1: site.timezone: "../UTC" is not a time zone'),
        ('languages = ["EN"]', '4:14: site.languages[1].code: "EN" is not a language code'),
        ("languages = []", "4:1: site.languages: the list names no language"),
        ('languages = ["en",\n"fa", "en"]', '4:1: site.languages: the list names "en" twice'),
        (
            'languages = [{code = "ar", calendar = "persian"}]',
            '4:28: site.languages[1].calendar: "persian" is not offered for "ar"',
        ),
        (
            'languages = [{code = "fa", calendar = "jalali"}]',
            '4:28: site.languages[1].calendar: "jalali" is not a calendar known here',
        ),
        ('newsletter = "news"', '4:1: site.newsletter: "news" is no place to sign up'),
        ('newsletter = "javascript:x"', '4:1: site.newsletter: "javascript:x" is no place to sign up'),
        (
            'newsletter = {en = "x"}',
            '4:1: site.newsletter: the table has "x", which is no place to sign up',
        ),
        ('newsletter = "//evil.example"', '4:1: site.newsletter: "//evil.example" is no place to sign up'),
        ('[home]\nsections = ["topics"]', '5:13: home.sections[1]: "topics" is not one of the taxonomies'),
        ("[home]\nevents = -1", '5:1: home.events: "-1" cannot stand here'),
        ('default_type = "x"', '4:1: site.default_type: "x" is not one of the types'),
        ('description = {fr = "x"}', '4:1: site.description: the table has "fr", which is not a language of the site'),
        (
            'languages = ["en", "fr"]\ndescription = {fr = "x"}',
            '5:1: site.description: the table lacks the site\'s first language, "en"',
        ),
        ("description = 3", '4:1: site.description: "3" stands where text must be'),
        ("[types.x]", '4:1: types.x.class: "x" is not known here'),
        ('[types.x]\nclass = "breif"', '5:1: types.x.class: "breif" is not known here'),
        ("[types]\nbrief = 1", '5:1: types.brief: "1" stands where a table of names and values must be'),
        ('[types."My type"]\nclass = "brief"', '4:1: types.My type: "My type" is not a plain name'),
        ("[taxonomies.Tags]", '4:1: taxonomies.Tags: "Tags" is not a plain name'),
        (
            '[taxonomies.tags]\npermalink = "/tags/"',
            '5:1: taxonomies.tags.permalink: "/tags/" would give every one the same URL',
        ),
        ('[taxonomies.tags]\nordered = "no"', '5:1: taxonomies.tags.ordered: "no" is neither true nor false'),
        (
            '[permalinks]\narticle = "a/{slug}/"',
            '5:1: permalinks.article: "a/{slug}/" does not begin and end with one slash',
        ),
        (
            '[permalinks]\narticle = "/{slug}"',
            '5:1: permalinks.article: "/{slug}" does not begin and end with one slash',
        ),
        (
            '[permalinks]\narticle = "/{author}/{slug}/"',
            '5:1: permalinks.article: "/{author}/{slug}/" has a placeholder that is not known here',
        ),
        (
            '[permalinks]\narticle = "/{slug:.3}/"',
            '5:1: permalinks.article: "/{slug:.3}/" has a placeholder that is not known here',
        ),
        (
            '[permalinks]\narticle = "/{slug.x}/"',
            '5:1: permalinks.article: "/{slug.x}/" has a placeholder that is not known here',
        ),
        ('[permalinks]\narticle = "/{year}/"', '5:1: permalinks.article: "/{year}/" would give every one the same URL'),
        ('[permalinks]\npage = "/{slug/"', '5:1: permalinks.page: "/{slug/" has a brace without its partner'),
        (
            '[permalinks]\nauthor = "/../{slug}/"',
            '5:1: permalinks.author: "/../{slug}/" has a part that files or URLs cannot have',
        ),
        (
            '[permalinks]\narticles = "/{year}/"',
            '5:1: permalinks.articles: "/{year}/" has a placeholder that is not known here',
        ),
        (
            '[menus]\nmain = [\n  {label = "A", to = "javascript:x"},\n]',
            '6:17: menus.main[1].to: "javascript:x" leads nowhere',
        ),
        ('[[menus.main]]\nlabel = "A"\nto = "/"\n[[menus.main]]\nto = "/"', '7:1: "menus.main[2].label" is missing'),
        ('[build]\noutput = "../x"', '5:1: build.output: "../x" is not a folder inside the project'),
        ('[build]\noutput = "/tmp/x"', '5:1: build.output: "/tmp/x" is not a folder inside the project'),
        ('[build]\noutput = "."', '5:1: build.output: "." is not a folder inside the project'),
        ('[build]\noutput = "content/x"', '5:1: build.output: "content/x" is a folder that the build reads'),
        ('[build]\ntheme = "../x"', '5:1: build.theme: "../x" is not the name of a theme'),
        ("[build]\npage_size = 0", '5:1: build.page_size: "0" cannot stand here'),
        ('[build]\nrelated = "5"', '5:1: build.related: "5" is not a whole number'),
        ('[feeds]\nfull_text = "some"', '5:1: feeds.full_text: "some" is not known here'),
        ('[markdown]\nraw_html = "allow"', '5:1: markdown.raw_html: "allow" is not known here'),
        ('[severity]\nbroken-lnk = "warn"', '5:1: severity.broken-lnk: "broken-lnk" is not a kind of problem'),
        ('[severity]\nbroken-link = "off"', '5:1: severity.broken-link: "off" is not known here'),
        ("[extra]\na = 1", '5:1: extra.a: "1" stands where text must be'),
        ("[bild]", '4:1: there is no field "bild"'),
        ("site.url = 1", '4:1: there is no field "site.site"'),
    ],
)
def test_what_is_refused(toml: str, message: str) -> None:
    assert faults(toml + "\n") == [message]


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ('timezone = "Europe/Lundon"', 'did you mean "Europe/London"?'),
        ('default_type = "comentary"', 'did you mean "commentary"?'),
        ('[types.x]\nclass = "breif"', 'did you mean "brief"?'),
        ("[build]\npagesize = 3", 'did you mean "page_size"?'),
        ('[severity]\nbroken-links = "warn"', 'did you mean "broken-link"?'),
        ("[taxonomies.'My Areas']", "use small letters, digits and hyphens: my-areas"),
        ("[build]\npage_size = 0", "it must be greater than or equal to 1"),
        ('[build]\npage_size = "3"', "write digits, without quotes"),
    ],
)
def test_a_hint_names_the_nearest(toml: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config_of(toml + "\n")
    assert [problem.hint for problem in caught.value.problems] == [hint]


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ('languages = "en"', 'write ["one", "two"], or begin each table of the list with its name in [[ ]]'),
        ('[menus]\nmain = "x"', 'write ["one", "two"], or begin each table of the list with its name in [[ ]]'),
        ('languages = ["en", 3]', 'write {name = "value"}, or begin the table with its name in brackets'),
        ('[types]\nbrief = "x"', 'write {name = "value"}, or begin the table with its name in brackets'),
    ],
)
def test_hints_speak_toml(toml: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config_of(toml + "\n")
    assert [problem.hint for problem in caught.value.problems] == [hint]


@pytest.mark.parametrize("name", ["article", "articles", "author", "authors", "page", "pages", "types", "summary"])
def test_names_with_another_meaning_are_refused_for_a_taxonomy(name: str) -> None:
    assert faults(f"[taxonomies.{name}]\n") == [
        f'4:1: taxonomies.{name}: "{name}" already has another meaning in content'
    ]


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    found = faults(
        '[site]\ntitel = "T"\nbase_url = "x"\ntimezone = "x"\n\n'
        '[build]\n# a comment = "x"\npage_size = "x" # another\n\n[severity]\nx = "warn"\n',
        site="",
    )
    assert [line.split(": ")[0] for line in found] == ["1:1", "2:1", "3:1", "4:1", "8:1", "11:1"]


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"[site\n", "sitegen.toml:1:6", "this is not TOML: Expected"),
        (b'[site]\ntitle = "x\n', "sitegen.toml:2:11", "this is not TOML: Illegal character"),
        (b"[site]\na = 1\na = 2\n", "sitegen.toml:3:6", "this is not TOML: Cannot overwrite a value"),
        (b"[site]\ntitle = '''", "sitegen.toml:2", "this is not TOML: "),
        (b"[site]\r\n# \xff\r\n", "sitegen.toml:2", "the file is not UTF-8"),
        (b"a = " + b"[" * 100_000, "sitegen.toml", "the file nests lists or tables too deeply"),
        (b"", "sitegen.toml", '"site" is missing'),
    ],
)
def test_files_that_are_no_config(data: bytes, place: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(data)
    (problem,) = caught.value.problems
    assert str(problem.location) == place
    assert problem.message.startswith(message)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert parse_config(b"\xef\xbb\xbf" + SITE.replace("\n", "\r\n").encode()) == config_of("")


def test_no_default_taxonomy_hides_a_field_of_articles() -> None:
    assert not ARTICLE_FIELDS & set(config_of("").taxonomies)


def test_every_kind_of_problem_has_a_meaning() -> None:
    assert list(PROBLEM_KINDS) == sorted(PROBLEM_KINDS)
    assert all(PROBLEM_KINDS.values())


def test_the_publication_of_this_repository_has_a_sound_config() -> None:
    config = parse_config((Path(__file__).parents[2] / "sitegen.toml").read_bytes())
    assert config.timezone == "America/New_York"
    assert [item.label[""] for item in config.menus["main"]] == ["Articles", "Authors", "Topics", "About"]


def test_known_types_and_taxonomies_speak_the_languages_of_the_theme() -> None:
    config = config_of('languages = ["fa", "de"]\n')
    labels = config.types["report"].label, config.taxonomies["tags"].label
    assert [(label_in(each, "fa"), label_in(each, "de")) for each in labels] == [
        ("گزارش", "Report"),
        ("برچسب‌ها", "Tags"),
    ]
