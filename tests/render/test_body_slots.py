"""The slots of a body take the links, assets and prefix of the page that shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.document import Body, Slot, TocEntry
from sitegen.model.views import BodyView, ImageSource, ImageView
from sitegen.render.bodies import fill, fill_absolute, fill_html

LINK = Body(("See ", "that", "."), (Slot("open", "a.md", ' title="T"'), Slot("close", "a.md")))


def test_a_link_gets_its_url_and_attributes() -> None:
    assert fill_html(LINK, BodyView("x", {"a.md": "/a/?b&c"})) == 'See <a href="/a/?b&amp;c" title="T">that</a>.'


def test_a_link_that_leads_nowhere_is_its_text() -> None:
    assert fill_html(LINK, BodyView("x", {"a.md": ""})) == "See that."
    assert fill_html(LINK, BodyView("x")) == "See that."


def test_an_image_gets_its_url_escaped() -> None:
    body = Body(("", ""), (Slot("img", "content/a.jpg", ' alt=""'),))
    assert fill_html(body, BodyView("x", {"content/a.jpg": '/a"b.jpg'})) == '<img src="/a&#34;b.jpg" alt="">'
    assert fill_html(body, BodyView("x")) == ""


PICTURE = ImageView("/a.jpg", width=900, height=600, sources=(ImageSource("image/avif", "/a-480.1.avif 480w"),))


@pytest.mark.parametrize(
    ("asked", "sides", "sizes"),
    [
        ("", ' width="900" height="600"', "(min-width: 46rem) 44rem, 100vw"),
        (' width="300"', ' height="200"', "300px"),
        (' height="300"', ' width="450"', "(min-width: 46rem) 44rem, 100vw"),
        (' width="30" height="30"', "", "30px"),
    ],
)
def test_a_picture_has_all_its_versions_and_its_place_kept_free(asked: str, sides: str, sizes: str) -> None:
    body = Body(("<p>", "</p>"), (Slot("img", "content/a.jpg", f' alt="width=&quot;5&quot;"{asked}'),))
    image = f'<img src="/a.jpg"{sides} alt="width=&quot;5&quot;"{asked}>'
    source = f'<source type="image/avif" srcset="/a-480.1.avif 480w" sizes="{sizes}">'
    view = BodyView("x", pictures={"content/a.jpg": PICTURE})
    assert fill_html(body, view) == f"<p><picture>{source}{image}</picture></p>"
    assert (
        fill_absolute(body, view, "https://e.org", "https://e.org/a/")
        == "<p>" + image.replace('"/a.jpg"', '"https://e.org/a.jpg"') + "</p>"
    )


def test_the_table_of_contents_has_the_prefix_and_the_chapter() -> None:
    toc = (TocEntry(2, "a", "A &amp; <em>B</em>"),)
    body = Body(('<h2 id="', 'a">A</h2>'), (Slot("id"),), toc)
    filled = fill(body, BodyView("x", {}, "one-", "One <1>", "one"))
    assert filled.html == '<h2 id="one-a">A</h2>'
    assert [(item.level, item.anchor, str(item.html)) for item in filled.toc] == [
        (1, "one", "One &lt;1&gt;"),
        (2, "one-a", "A &amp; <em>B</em>"),
    ]


@given(st.lists(st.tuples(st.text(max_size=5), st.booleans()), max_size=8))
def test_every_opened_link_is_closed(links: list[tuple[str, bool]]) -> None:
    slots = tuple(slot for value, _ in links for slot in (Slot("open", value), Slot("close", value)))
    view = BodyView("x", {value: "/u/" if is_known else "" for value, is_known in links})
    html = fill_html(Body(("-",) * (len(slots) + 1), slots), view)
    assert html.count("<a ") == html.count("</a>")
    assert html.count("-") == len(slots) + 1
