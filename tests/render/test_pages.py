"""The default theme says everything that its views hold, in valid and accessible HTML, and nothing where there is nothing."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from html_tree import Page
from pictures import picture
from sample_views import ARABIC, FULL_ARTICLE, PAGES, SITE, SMALL_ARTICLE, output, pack
from sites import SiteFolder

from sitegen.model.document import Body
from sitegen.model.views import BodyView
from sitegen.render import Theme, render

Pages = Callable[..., Page]

OWN = [{}, {"type": "application/ld+json"}, {"type": "module", "src": SITE.assets["site.js"]}]
"""What may be a script: the theme's inline one, what the page says to machines, and the one that is loaded, each once."""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("site", [SITE, ARABIC], ids=["en", "ar"])
def test_every_page_is_well_formed(name: str, site: Any, page_of: Pages) -> None:
    page = page_of(name, site)
    assert page.faults == []
    assert page.all("html", lang=site.lang, dir=site.direction)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"redirect"}))
def test_links_within_a_page_have_a_target(name: str, page_of: Pages) -> None:
    page = page_of(name)
    targets = {str(a["href"])[1:] for a in page.all("a") if str(a["href"]).startswith("#")}
    assert "_main" in targets
    assert targets <= set(page.ids)
    labels = {str(attrs["aria-labelledby"]) for _, attrs in page.elements if "aria-labelledby" in attrs}
    assert labels <= set(page.ids)


@pytest.mark.parametrize("name", PAGES)
def test_headings_skip_no_level(name: str, page_of: Pages) -> None:
    levels = [int(tag[1]) for tag, _ in page_of(name).elements if tag in {"h1", "h2", "h3", "h4"}]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_runs_or_fetches_anything_foreign(name: str, page_of: Pages) -> None:
    page = page_of(name)
    assert _has_own_scripts_only(page)
    assert not [attrs for _, attrs in page.elements if "style" in attrs or any(key.startswith("on") for key in attrs)]
    sources = [attrs["src"] for _, attrs in page.elements if "src" in attrs]
    assert all(str(source).startswith("/") for source in sources)


def test_pages_show_people_events_and_corrections(page_of: Pages) -> None:
    wanted = {
        "full article": ["About the author", "He writes on Iran and its neighbours.", "Add to calendar"],
        "home": ["Upcoming events", "A talk on water", "Main Street 1", "3:30", "Water", "Levant", "1 hr and 12 min"],
        "author": ["ahmad@house.example", "Writes with Wendy With and Jane Doe"],
        "all articles": ["2018 12"],
        "year": ["2018 2017"],
        "term": ["Tehran 3"],
        "corrections": [
            "What we corrected",
            "How we correct.",
            "The text of it.",
            "A name was wrong.",
            "April 12, 2018",
        ],
        "no corrections": ["Corrections", "Nothing has had to be corrected so far."],
        "empty home": ["Newsletter", "Corrections"],
    }
    for name, texts in wanted.items():
        text = " ".join(page_of(name).text.split())
        assert [each for each in texts if each not in text] == [], name
    addresses = {str(attrs.get("href") or attrs.get("src")) for name in wanted for _, attrs in page_of(name).elements}
    assert addresses >= {"/x/event.ics", "/a.jpg", "/iran.jpg", "mailto:ahmad@house.example", "/programs/water/"}
    assert addresses >= {"https://news.example/join", "/corrections/", "/x/", "/articles/2017/older/"}


def test_an_article_shows_every_field(page_of: Pages) -> None:
    page = page_of("full article")
    fields = [
        *["A title", "Report", "2018-7", "The summary of it.", "First point", "Second point"],
        *["April 10, 2018", "May 2, 2018", "5 minutes", "Fellow", "Example Institute"],
        *["Ahmad Majidyar", "Wendy With", "Hugo Host", "Gus Guest", "Edna Editor and Ed Second", "Tara Translator"],
        *["Rex Reviewer", "The meeting", "Photo by A.", "Iran", "Syria", "Neighbours", "Part one", "Part three"],
        *["العربية", "April 12, 2018", "The year was 2015.", "report.pdf", "1.2 MB", "Main Street 1", "3:30"],
        *["Episode 12", "1 hr and 12 min", "10.1234/abc.5", "978-3-16-148410-0", "Interviews with officials."],
        *["A grant of the Example Foundation.", "CC BY-NC 4.0", "Views are the author's own.", "The National Paper"],
        *["An older article", "A summary on a card.", "Guest Writer", "January 2, 2017"],
    ]
    assert [field for field in fields if field not in page.text] == []
    addresses = {str(attrs.get("href") or attrs.get("src") or attrs.get("content")) for _, attrs in page.elements}
    assert addresses >= {"/authors/ahmad-majidyar/", "/tags/iran/", "/hero.jpg", "/x/report.pdf", "/x/talk.mp3"}
    assert addresses >= {
        "/x/talk.txt",
        "https://live.example/",
        "https://paper.example/x",
        "/one/",
        "/three/",
        "/ar/x/",
    }
    assert addresses >= {"https://doi.org/10.1234/abc.5", "/types/report/", "/series/n/", "/articles/2017/older/"}


def test_the_head_is_that_of_the_view(html_of: Callable[..., str]) -> None:
    html = html_of("full article")
    for line in [
        "<title>A title – Levant Review</title>",
        '<meta name="description" content="What it is about.">',
        '<link rel="canonical" href="https://example.org/x/">',
        '<link rel="alternate" hreflang="ar" href="https://example.org/ar/x/">',
        '<link rel="alternate" type="application/atom+xml" title="Levant Review" href="/feed.xml">',
        '<link rel="prev" href="/p/">',
        '<link rel="next" href="/n/">',
        '<meta property="og:type" content="article">',
        '<meta name="citation_title" content="A title">',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": ',
        '<link rel="stylesheet" href="/assets/style.1234.css">',
    ]:
        assert line in html


def test_a_small_article_has_no_empty_parts(page_of: Pages) -> None:
    page = page_of("small article")
    assert not {"_corrections", "_related", "_contents", "_takeaways", "_event", "_recording"} & set(page.ids)
    assert not page.all("audio") + page.all("figure")


def test_contents_stand_before_three_headings_and_more(page_of: Pages) -> None:
    page = page_of("full article")
    assert [a["href"] for a in page.all("a") if str(a["href"]).startswith("#t")] == ["#two", "#three"]
    assert "_contents" in page.ids
    assert "_contents" not in page_of("small article").ids


def test_chapters_have_ids_of_their_own(default_theme: Theme) -> None:
    chapter = Body(
        parts=('<p id="', 'fn-1"><a href="#', 'fn-1">1</a></p>'), slots=PAGES["page"][2][0].slots[:2], minutes=1
    )
    views = tuple(BodyView(name, {}, f"{name}-", name.title(), name) for name in ("one", "two", "three"))
    view = msgspec.structs.replace(FULL_ARTICLE, bodies=views)
    html = render(output(view, "article.html"), pack(SITE), [chapter] * 3, default_theme).decode()
    page = Page(html)
    assert page.faults == []
    assert {"one", "two", "three", "one-fn-1", "two-fn-1", "three-fn-1"} <= set(page.ids)
    assert [a["href"] for a in page.all("a") if a["href"] in {"#one", "#two", "#three"}] == ["#one", "#two", "#three"]


def test_the_menu_marks_the_current_page(page_of: Pages, default_theme: Theme) -> None:
    assert not page_of("page").all("a", aria_current="page")
    template, view, bodies = PAGES["page"]
    here = msgspec.structs.replace(
        view, head=msgspec.structs.replace(view.head, canonical="https://example.org/about/")
    )
    page = Page(render(output(here, template), pack(SITE), bodies, default_theme).decode())
    assert page.all("a", **{"aria-current": "page"}) == [{"href": "/about/", "aria-current": "page"}]


def test_without_a_menu_the_sections_are_the_menu(page_of: Pages) -> None:
    page = page_of("small article", msgspec.structs.replace(SITE, menus={}))
    assert "Publications Authors Topics Programs Regions" in page.text
    assert page.faults == []


def test_a_summary_that_repeats_the_first_sentences_is_left_out(default_theme: Theme) -> None:
    repeated = msgspec.structs.replace(SMALL_ARTICLE, summary="The text & more.")
    for text, is_shown in [("<p>The <em>text</em> &amp; more. And so on.</p>", False), ("<p>Another text.</p>", True)]:
        page = Page(render(output(repeated, "article.html"), pack(SITE), [Body((text,))], default_theme).decode())
        assert bool(page.all("p", class_="standfirst")) == is_shown


def test_years_are_written_in_the_digits_of_the_language(page_of: Pages) -> None:
    text = page_of("year", msgspec.structs.replace(SITE, lang="fa", direction="rtl")).text
    assert "۲۰۱۸" in text
    assert "2017" not in text


def test_listings_lead_to_their_neighbours(page_of: Pages) -> None:
    page = page_of("year, page 2")
    assert page.all("a", rel="prev")[0]["href"] == "/3/"
    assert page.all("a", rel="next")[0]["href"] == "/1/"
    assert "Page 2, counted from the oldest" in page.text
    assert "2018, page 2 – Levant Review" in page.text


def test_an_author_page_shows_the_person(page_of: Pages) -> None:
    page = page_of("author")
    for part in [
        "احمد مجیدیار",
        "Formerly Director, Example Institute",
        "March 2017",
        "2019",
        "Website",
        "The text of it.",
    ]:
        assert part in page.text
    assert page.all("a", href="https://orcid.org/0000-0002-1825-0097")
    assert "Director, Example Institute" in page.text.split("Publications")[-1]


@pytest.mark.parametrize(
    ("words", "shown"),
    [((0, 0, 0), ""), ((20, 0, 0), "1 minute"), ((119, 119, 119), "2 minutes"), ((320, 320, 320), "4 minutes")],
)
def test_reading_time_is_rounded_once_for_the_whole_report(
    words: tuple[int, ...], shown: str, site: SiteFolder
) -> None:
    texts = ["word " * number for number in words]
    site.article("r/index", body=texts[0], chapters="[one.md, two.md]")
    for name, text in zip(("one", "two"), texts[1:], strict=True):
        site.write(f"content/articles/r/{name}.md", f"---\ntitle: {name}\n---\n\n{text}\n")
    site.build()
    html = site.page("articles/2020/r/index.html")
    assert re.findall(r"Reading time</dt><dd>(.*?)</dd>", html) == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("focus", "classes"),
    [
        ("", None),
        ("center", None),
        ("50% 50%", None),
        ("top", "focus-y-0"),
        ("right", "focus-x-100"),
        ("top left", "focus-x-0 focus-y-0"),
        ("center right", "focus-x-100"),
        ("bottom center", "focus-y-100"),
        ("30% 60%", "focus-x-25"),
        ("100% 13%", "focus-x-100 focus-y-25"),
    ],
)
def test_a_cropped_picture_is_centred_on_its_focus(focus: str, classes: str | None, site: SiteFolder) -> None:
    site.write("content/articles/p.jpg", picture(300, 200))
    image = f"{{src: p.jpg, alt: A, focus: {focus}}}" if focus else "p.jpg"
    site.article("a", authors="[jane]", image=image)
    site.write(
        "content/authors/jane.md", f"---\nname: Jane\nimage: {image.replace('p.jpg', '../articles/p.jpg')}\n---\n"
    )
    site.build()
    (card,) = Page(site.page("index.html")).all("img")
    assert card.get("class") == classes
    (portrait,) = Page(site.page("authors/jane/index.html")).all("img")
    assert portrait["class"] == " ".join(filter(None, ["portrait", classes]))


def test_an_author_page_shows_the_role_then_and_those_who_wrote_along(site: SiteFolder) -> None:
    roles = (
        "[{title: Intern, org: The Institute, from: 2010, to: 2012}, {title: Director, org: The Institute, from: 2013}]"
    )
    site.author("jane", "Jane Doe", roles)
    site.author("omar", "Omar Aziz")
    site.article("a", date="2011-01-01", authors="[jane, omar]")
    site.build()
    listed = Page(site.page("authors/jane/index.html").split('<ol class="entries">')[1])
    assert "Intern, The Institute" in listed.text
    assert "Jane Doe and Omar Aziz" in " ".join(listed.text.split())


def test_the_publisher_is_named_once_where_site_and_publisher_are_one(page_of: Pages) -> None:
    alone = msgspec.structs.replace(SITE, organisation=SITE.title)
    assert "Institute for Regional Affairs · CC BY 4.0" in page_of("page").text
    assert "Levant Review · CC BY 4.0" not in page_of("page", alone).text
    assert page_of("page", alone).text.endswith("CC BY 4.0")


def test_empty_states_say_so(page_of: Pages) -> None:
    assert "Nothing has been published yet." in page_of("empty home").text
    assert "Nothing has been published here yet." in page_of("empty term").text


def test_an_arabic_page_speaks_arabic(page_of: Pages) -> None:
    text = page_of("full article", ARABIC).text
    for words in ["نُشر في ١٠ أبريل ٢٠١٨", "٥ دقائق", "تصويبات", "تحرير: Edna Editor وEd Second", "١ س"]:
        assert words in text
    assert "Published " not in text


def test_a_language_without_catalogue_speaks_english(page_of: Pages) -> None:
    german = msgspec.structs.replace(SITE, lang="de")
    text = page_of("full article", german).text
    assert "Published 10. April 2018" in text


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&\x0b\u202e{{ 7*7 }}"
KEPT = frozenset(
    {"kind", "role", "publication_class", "json_ld", "taxonomy", "date", "updated", "start", "end", "roles"}
)


def _has_own_scripts_only(page: Page) -> bool:
    scripts = page.all("script")
    return all(attrs in OWN and scripts.count(attrs) == 1 for attrs in scripts)


def _poison(value: Any) -> Any:
    """Add hostile text to every string of a view but dates and names of kinds."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value)
        return type(value)(**{name: each if name in KEPT else _poison(each) for name, each in fields.items()})
    if isinstance(value, tuple):
        return tuple(each if each in ("name", "property") else _poison(each) for each in value)
    is_text = isinstance(value, str) and value and not re.fullmatch(r"\d{4}", value)  # which is a year
    return value + HOSTILE if is_text else value


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_stays_text(name: str, default_theme: Theme) -> None:
    template, view, bodies = PAGES[name]
    page = Page(render(output(_poison(view), template), pack(SITE), bodies, default_theme).decode())
    assert page.faults == []
    assert _has_own_scripts_only(page)
    assert not [attrs for _, attrs in page.elements if "onerror" in attrs]
    assert "49" not in page.text.replace("148410", "")
