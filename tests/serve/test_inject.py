"""The script in a page: where it stands, and what of the page it tells."""

import html
import json
import re

import pytest

from sitegen.serve.inject import PageState, digest_but_sheets, inject, sheets_of

STATE = PageState("r", 3, "/", "a/index.html", {"a/index.html": "d"}, "rest", waits=False)


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("<body>x</body></html>", "<body>x", "</body></html>"),
        ("<BODY>x</BODY >", "<BODY>x", "</BODY >"),
        ("<p>x", "<p>x", ""),
        ("", "", ""),
        (
            "<pre>&lt;/body></pre><script>'</body>'</script></body>",
            "<pre>&lt;/body></pre><script>'</body>'</script>",
            "</body>",
        ),
    ],
)
def test_stands_before_the_end_of_the_body(page: str, before: str, after: str) -> None:
    injected = inject(page.encode(), STATE).decode()
    assert injected.startswith(before + '<script type="module" src="/__sitegen/client/preview.js"')
    assert injected.endswith("</script>\n" + after)


def test_tells_the_page_what_it_is_whatever_its_name() -> None:
    name = "a\"'<b>&/index.html"
    state = PageState("r", 3, "/", name, {name: "d"}, "rest", waits=False)
    value = re.search('data-sitegen="([^"]*)"', inject(b"", state).decode())
    assert value
    told = json.loads(html.unescape(value[1]))
    assert told["pages"] == {name: "d"}
    assert told["version"] == 3


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_leaves_utf_16_alone(mark: bytes) -> None:
    assert inject(mark + b"<\0/\0", STATE) == mark + b"<\0/\0"


def test_stylesheets_apart_from_the_rest() -> None:
    page = (
        '<link rel="stylesheet" href="/a.{0}.css?x=1&amp;y=2"><link href=b.css rel=\'alternate stylesheet\'>'
        "<link rel=icon href=c>{1}"
    )
    old, new = (page.format(number, "text").encode() for number in (1, 2))
    assert sheets_of(old) == ["/a.1.css?x=1&y=2", "b.css"]
    assert digest_but_sheets(old) == digest_but_sheets(new)
    assert digest_but_sheets(old) != digest_but_sheets(page.format(1, "other").encode())
