"""What the default theme decides about the shape of a page: who stands where, what is left out, what is a plain link."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from html_tree import Page
from sample_views import BODY, FULL_ARTICLE, LONG_BODY, PAGES, SITE, SMALL_ARTICLE, card, head, output, pack

from sitegen.model.document import Body
from sitegen.model.views import BodyView, ContributorView, HomeView, ImageView, Link
from sitegen.render import Theme, render

Show = Callable[..., Page]


@pytest.fixture
def show(default_theme: Theme) -> Show:
    """Render a view with the default theme."""

    def render_view(view: object, template: str = "article.html", bodies: tuple[Body, ...] = (BODY,)) -> Page:
        return Page(render(output(view, template), pack(SITE), bodies, default_theme).decode())

    return render_view


def _people(number: int, bio: str = "") -> tuple[ContributorView, ...]:
    return tuple(
        ContributorView(f"Person {each}", f"/p{each}/", "author", "Fellow", "", ImageView(f"/p{each}.jpg"), bio)
        for each in range(number)
    )


def _seen(page: Page) -> str:
    """The text of a page without what its head says to machines."""
    return page.text.split("Skip to the text")[1]


@pytest.mark.parametrize(("number", "portraits"), [(1, 1), (3, 3), (4, 4), (5, 0), (9, 0)])
def test_up_to_four_people_have_a_portrait_in_the_byline(number: int, portraits: int, show: Show) -> None:
    page = show(msgspec.structs.replace(SMALL_ARTICLE, contributors=_people(number)))
    byline = [attrs for attrs in page.all("ul") if (attrs.get("class") or "").startswith("byline")]
    assert [attrs["class"] for attrs in byline] == ["byline" if portraits else "byline many"]
    below = number if number > 4 else 0
    assert len([attrs for attrs in page.all("img") if attrs["class"] == "portrait"]) == portraits + below


@pytest.mark.parametrize("number", [1, 3, 9])
def test_what_people_are_is_said_of_each_once(number: int, show: Show) -> None:
    page = show(msgspec.structs.replace(SMALL_ARTICLE, contributors=_people(number)))
    assert _seen(page).count("Fellow") == number


@pytest.mark.parametrize(("number", "heading"), [(1, "About the author "), (2, "About the authors ")])
def test_biographies_stand_below_the_text(number: int, heading: str, show: Show) -> None:
    page = show(msgspec.structs.replace(SMALL_ARTICLE, contributors=_people(number, "Works on water.")))
    assert heading in page.text
    assert page.text.count("Works on water.") == number


def test_who_did_two_things_has_one_biography(show: Show) -> None:
    author = _people(1, "Works on water.")[0]
    both = (author, msgspec.structs.replace(author, role="translator"))
    assert show(msgspec.structs.replace(SMALL_ARTICLE, contributors=both)).text.count("Works on water.") == 1


@pytest.mark.parametrize(
    ("number", "shown"),
    [(2, "A0 and A1"), (3, "A0, A1, and A2"), (4, "A0 , A1 and 2 others"), (9, "A0 , A1 and 7 others")],
)
def test_a_card_names_three_people_and_counts_more(number: int, shown: str, show: Show) -> None:
    many = msgspec.structs.replace(card(), contributors=tuple(Link(f"A{each}", f"/{each}/") for each in range(number)))
    page = show(HomeView(head(""), many, ()), "home.html", ())
    assert shown.replace(" ", "") in page.text.replace(" ", "")


def test_links_to_share_carry_address_and_title(show: Show) -> None:
    page = show(msgspec.structs.replace(SMALL_ARTICLE, title='Oil & "water": 50% #1?'))
    hosts = {"www.linkedin.com", "x.com", "bsky.app", "wa.me", ""}
    links = [
        urlsplit(str(attrs["href"]))
        for attrs in page.all("a")
        if "example.org%2Fx" in str(attrs["href"]).replace("/", "%2F")
    ]
    shared = {
        link.netloc: " ".join(value for values in parse_qs(link.query).values() for value in values) for link in links
    }
    assert shared.keys() == hosts
    assert all("https://example.org/x/" in words for words in shared.values())
    assert all('Oil & "water": 50% #1?' in words for host, words in shared.items() if host != "www.linkedin.com")


def test_what_needs_a_script_is_marked(show: Show) -> None:
    page = show(SMALL_ARTICLE)
    marked = sum("scripted" in (attrs.get("class") or "") for _, attrs in page.elements)
    assert marked == len(page.all("button")) == 3


@pytest.mark.parametrize(("number", "more", "shown"), [(5, "/a/", 5), (12, "/a/", 11), (12, "", 12), (6, "/a/", 6)])
def test_the_last_row_of_the_front_page_is_full_where_the_rest_is_a_click_away(
    number: int, more: str, shown: int, show: Show
) -> None:
    latest = tuple(card(f"Number {each}") for each in range(number))
    page = show(HomeView(head(""), card(), latest, more), "home.html", ())
    assert sum(f"Number {each}" in page.text for each in range(number)) == shown


def test_the_files_of_a_dataset_stand_before_its_text(show: Show) -> None:
    as_dataset = msgspec.structs.replace(FULL_ARTICLE, publication_class="dataset")
    text = _seen(show(as_dataset, bodies=(LONG_BODY,)))
    assert text.index("Hugo Host") < text.index("The meeting") < text.index("report.pdf") < text.index("First point")
    text = _seen(show(FULL_ARTICLE, bodies=(LONG_BODY,)))
    assert text.index("report.pdf") < text.index("The meeting")


def test_a_mention_in_the_news_leads_to_it(show: Show) -> None:
    mention = msgspec.structs.replace(FULL_ARTICLE, publication_class="in-the-news")
    assert "Read it at The National Paper" in show(mention, bodies=(LONG_BODY,)).text
    assert "Read it at" not in show(FULL_ARTICLE, bodies=(LONG_BODY,)).text


def test_the_notes_of_each_chapter_are_named_after_it(show: Show) -> None:
    notes = Body(
        ('<section class="footnotes" role="doc-endnotes" aria-label="Notes"><p id="', 'n">N</p></section>'),
        LONG_BODY.slots[:1],
    )
    views = tuple(BodyView(name, {}, f"{name}-", f"{name} & more", name) for name in ("a", "b"))
    page = show(msgspec.structs.replace(SMALL_ARTICLE, bodies=views), bodies=(notes, notes))
    assert [attrs["aria-label"] for attrs in page.all("section", role="doc-endnotes")] == [
        "a & more: Notes",
        "b & more: Notes",
    ]


def test_a_long_title_is_set_smaller(show: Show) -> None:
    assert show(SMALL_ARTICLE).all("h1", class_="headline")
    assert show(msgspec.structs.replace(SMALL_ARTICLE, title="word " * 20)).all("h1", class_="headline is-long")


@pytest.mark.parametrize("name", PAGES)
def test_scheme_and_style_are_all_that_a_page_waits_for(name: str, page_of: Callable[..., Page]) -> None:
    page = page_of(name)
    assert len(page.all("link", rel="stylesheet")) == 1
    assert all(attrs.get("type") in {"module", "application/ld+json"} or not attrs for attrs in page.all("script"))
