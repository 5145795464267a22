"""Views for the tests of rendering: one with every field, and the smallest of each kind."""

from typing import Any

import msgspec

from sitegen.model.document import Body, Slot, TocEntry
from sitegen.model.output import Output, Recipe
from sitegen.model.views import (
    ArticleView,
    AuthorView,
    BodyView,
    Card,
    ContributorView,
    CorrectedView,
    CorrectionsView,
    CorrectionView,
    Entry,
    EventView,
    FileView,
    Head,
    HomeSection,
    HomeView,
    ImageView,
    IndexGroup,
    IndexItem,
    IndexView,
    LanguageLink,
    Link,
    ListingView,
    NotFoundView,
    PagerView,
    PageView,
    RecordingView,
    RedirectView,
    SeriesView,
    SiteView,
    TermGroup,
)

pack = msgspec.msgpack.encode

SITE = SiteView(
    title="Levant Review",
    description="Politics and economy of the region.",
    organisation="Institute for Regional Affairs",
    origin="https://example.org",
    root="/",
    home="/",
    lang="en",
    direction="ltr",
    languages=(LanguageLink("en", "English", "ltr", "/"), LanguageLink("ar", "العربية", "rtl", "/ar/")),
    menus={"main": (Link("Publications", "/articles/"), Link("About", "/about/"))},
    sections={
        "articles": Link("", "/articles/"),
        "authors": Link("", "/authors/"),
        "tags": Link("Topics", "/tags/"),
        "programs": Link("Programs", "/programs/"),
        "regions": Link("Regions", "/regions/"),
    },
    assets={
        "style.css": "/assets/style.1234.css",
        "icon.svg": "/assets/icon.1234.svg",
        "site.js": "/assets/site.1234.js",
    },
    feed="/feed.xml",
    license="CC BY 4.0",
    newsletter="https://news.example/join",
    corrections="/corrections/",
    policy="default-src 'none'; script-src 'self'",
)
ARABIC = msgspec.structs.replace(SITE, lang="ar", direction="rtl", home="/ar/")

BODY = Body(parts=("<p>The text of it.</p>\n",), words=3, minutes=1)
LONG_BODY = Body(
    parts=('<h2 id="', 'one">One</h2><h2 id="', 'two">Two</h2><h2 id="', 'three">Three</h2>'),
    slots=(Slot("id"), Slot("id"), Slot("id")),
    toc=(TocEntry(2, "one", "One"), TocEntry(2, "two", "Two &amp; <em>half</em>"), TocEntry(3, "three", "Three")),
    words=900,
    minutes=5,
)


def head(title: str = "A title", path: str = "/x/") -> Head:
    return Head(title, "What it is about.", f"{SITE.origin}{path}", feeds=(Link("All", "/feed.xml"),))


def card(title: str = "An older article") -> Card:
    return Card(
        title=title,
        url="/articles/2017/older/",
        date="2017-01-02",
        type=Link("Commentary", "/types/commentary/"),
        contributors=(Link("Jane Doe", "/authors/jane-doe/"), Link("Guest Writer", "")),
        summary="A summary on a card.",
        image=ImageView("/older.jpg", "A picture"),
    )


EVENT_CARD = Card(
    title="A talk on water",
    url="/articles/2018/talk/",
    date="2018-04-01",
    type=Link("Event", "/types/event/"),
    summary="What the talk is about.",
    start="2018-04-20T14:00:00-04:00",
    end="2018-04-20T15:30:00-04:00",
    place="Main Street 1",
)
EPISODE_CARD = Card(
    title="A conversation",
    url="/articles/2018/conversation/",
    date="2018-04-01",
    type=Link("Podcast", "/types/podcast/"),
    number="12",
    duration=4321,
)


SMALL_ARTICLE = ArticleView(
    head=head(),
    title="A title",
    type=Link("Commentary", "/types/commentary/"),
    publication_class="commentary",
    date="2018-04-10",
    bodies=(BodyView("content/articles/x.md"),),
)
FULL_ARTICLE = ArticleView(
    head=Head(
        "A title",
        "What it is about.",
        "https://example.org/x/",
        alternates=(("en", "https://example.org/x/"), ("ar", "https://example.org/ar/x/")),
        feeds=(Link("Levant Review", "/feed.xml"),),
        previous="/p/",
        next="/n/",
    ),
    title="A title",
    type=Link("Report", "/types/report/"),
    publication_class="report",
    date="2018-04-10T09:00:00-04:00",
    bodies=(BodyView("content/articles/x.md"),),
    updated="2018-05-02",
    contributors=(
        ContributorView(
            "Ahmad Majidyar",
            "/authors/ahmad-majidyar/",
            "author",
            "Fellow",
            "Example Institute",
            image=ImageView("/a.jpg", "Portrait"),
            bio="He writes on Iran and its neighbours.",
            orcid="0000-0002-1825-0097",
        ),
        ContributorView("Wendy With", "", "with"),
        ContributorView("Hugo Host", "", "host"),
        ContributorView("Gus Guest", "", "guest"),
        ContributorView("Edna Editor", "/authors/edna/", "editor"),
        ContributorView("Ed Second", "", "editor"),
        ContributorView("Tara Translator", "", "translator"),
        ContributorView("Rex Reviewer", "", "reviewer"),
    ),
    summary="The summary of it.",
    takeaways=("First point", "Second point"),
    image=ImageView("/hero.jpg", "Two flags", "Photo by A.", "The meeting", "center"),
    groups=(TermGroup("tags", "Topics", (Link("Iran", "/tags/iran/"), Link("Syria", ""))),),
    series=(SeriesView(Link("Neighbours", "/series/n/"), Link("Part one", "/one/"), Link("Part three", "/three/")),),
    related=(card(),),
    translations=(LanguageLink("ar", "العربية", "rtl", "/ar/x/"),),
    corrections=(CorrectionView("2018-04-12", "The year was 2015."),),
    files=(FileView("report.pdf", "/x/report.pdf", 1_234_567),),
    event=EventView(
        "2018-04-20T14:00:00-04:00",
        "2018-04-20T15:30:00-04:00",
        "Main Street 1",
        "https://live.example/",
        "/x/event.ics",
    ),
    recording=RecordingView("/x/talk.mp3", "/x/talk.txt", 4321, "Episode 12"),
    number="2018-7",
    doi="10.1234/abc.5",
    isbn="978-3-16-148410-0",
    methodology="Interviews with officials.",
    funding="A grant of the Example Foundation.",
    license="CC BY-NC 4.0",
    disclaimer="Views are the author's own.",
    source=Link("The National Paper", "https://paper.example/x"),
)
FULL_AUTHOR = AuthorView(
    name="Ahmad Majidyar",
    names=("احمد مجیدیار",),
    title="Director",
    org="Example Institute",
    former=True,
    roles=(("Director", "Example Institute", "2017-03", "2019"), ("Analyst", "Radio", "", "")),
    orcid="0000-0002-1825-0097",
    image=ImageView("/a.jpg", "Portrait"),
    profiles=(Link("Website", "https://a.example/"),),
    email="ahmad@house.example",
    coauthors=(Link("Wendy With", "/authors/wendy/"), Link("Jane Doe", "/authors/jane-doe/")),
)

PAGES: dict[str, tuple[str, Any, tuple[Body, ...]]] = {
    "full article": ("article.html", FULL_ARTICLE, (LONG_BODY,)),
    "small article": ("article.html", SMALL_ARTICLE, (BODY,)),
    "chapters": (
        "article.html",
        msgspec.structs.replace(
            SMALL_ARTICLE, bodies=tuple(BodyView(name, {}, f"{name}-", name.title(), name) for name in ("a", "b", "c"))
        ),
        (LONG_BODY,) * 3,
    ),
    "page": ("page.html", PageView(head(), "About", (BodyView("p"),), "Who we are.", "2020-01-01"), (LONG_BODY,)),
    "empty page": ("page.html", PageView(head(), "About"), ()),
    "home": (
        "home.html",
        HomeView(
            head(""),
            card(),
            (card("B"), EPISODE_CARD, *(card(f"Number {number}") for number in range(5))),
            "/articles/",
            FULL_ARTICLE.groups,
            (BodyView("h"),),
            sections=(
                HomeSection("programs", Link("Water", "/programs/water/"), (card("D"), card("E"))),
                HomeSection("regions", Link("Levant", "/regions/levant/"), (card("F"),)),
            ),
            events=(EVENT_CARD,),
        ),
        (BODY,),
    ),
    "empty home": ("home.html", HomeView(head(""), None, ()), ()),
    "all articles": (
        "listing.html",
        ListingView(
            head(""),
            "articles",
            "",
            (Entry(card()),),
            PagerView(0, "", "/2/"),
            years=(IndexItem("2018", "/2018/", 12),),
        ),
        (),
    ),
    "year": (
        "listing.html",
        ListingView(
            head(),
            "year",
            "2018",
            (Entry(card()),),
            PagerView(),
            years=(IndexItem("2018", "/2018/", 0), IndexItem("2017", "/2017/", 0)),
        ),
        (),
    ),
    "year, page 2": (
        "listing.html",
        ListingView(head(), "year", "2018", (Entry(card()),), PagerView(2, "/3/", "/1/")),
        (),
    ),
    "term": (
        "listing.html",
        ListingView(
            head(),
            "term",
            "Iran",
            (Entry(card()),),
            PagerView(),
            taxonomy="tags",
            taxonomy_label="Topic",
            count=1,
            description="About Iran.",
            bodies=(BodyView("t"),),
            broader=Link("Middle East", "/tags/me/"),
            narrower=(IndexItem("Tehran", "/tags/tehran/", 3),),
            image=ImageView("/iran.jpg", "A street in Tehran", focus="top left"),
            extra={"colour": "red"},
        ),
        (BODY,),
    ),
    "empty term": (
        "listing.html",
        ListingView(head(), "term", "Iran", (), PagerView(), taxonomy="tags", taxonomy_label="Topic"),
        (),
    ),
    "author": (
        "listing.html",
        ListingView(
            head(),
            "author",
            "Ahmad Majidyar",
            (Entry(card(), "Director, Example Institute"),),
            PagerView(),
            count=1,
            author=FULL_AUTHOR,
            bodies=(BodyView("a"),),
        ),
        (BODY,),
    ),
    "authors": (
        "index.html",
        IndexView(
            head(""),
            "authors",
            "",
            tuple(IndexGroup(letter, (IndexItem(f"{letter} Name", "/a/", 2, "Fellow"),)) for letter in "ABCD"),
        ),
        (),
    ),
    "terms": (
        "index.html",
        IndexView(
            head(),
            "terms",
            "Topics",
            (IndexGroup("", tuple(IndexItem(f"Level {level}", "/i/", 5, level=level) for level in range(5))),),
        ),
        (),
    ),
    "corrections": (
        "corrections.html",
        CorrectionsView(
            head(),
            (
                CorrectedView(Link("A title", "/x/"), "2018-04-12", "The year was 2015."),
                CorrectedView(Link("An older article", "/articles/2017/older/"), "2017-02-03", "A name was wrong."),
            ),
            "What we corrected",
            (BodyView("c"),),
            "How we correct.",
        ),
        (BODY,),
    ),
    "no corrections": ("corrections.html", CorrectionsView(head(""), ()), ()),
    "not found": ("404.html", NotFoundView(head(), (card(),)), ()),
    "redirect": ("redirect.html", RedirectView("/new/", "https://example.org/new/"), ()),
}


def output(view: Any, template: str = "", recipe: Recipe = "template", bodies: tuple[str, ...] = ()) -> Output:
    return Output("x/index.html", recipe, pack(view), "a test", template=template, lang="en", bodies=bodies)
