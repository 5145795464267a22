"""What may stand in pages: the very bytes whose hash the policy names, and nothing that could end its element."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from sample_views import BODY, SITE, SMALL_ARTICLE, output, pack

from sitegen.errors import ThemeError
from sitegen.render import Theme, render

Make = Callable[[dict[str, str | bytes]], Theme]

PAGE = "{{ inline('a.js') }}{{ inline('b.css') }}"


def _page(theme: Theme) -> str:
    return render(output(SMALL_ARTICLE, "article.html", bodies=("x",)), pack(SITE), [BODY], theme).decode()


@pytest.mark.parametrize("script", ["let a = 1 < 2 && '{{ page }}';\n", "one\r\ntwo\rthree", "\ufeffx", "", "“”"])
def test_what_stands_in_a_page_has_the_hash_of_the_policy(script: str, theme_of: Make) -> None:
    theme = theme_of({"article.html": PAGE, "inline/a.js": script.encode(), "inline/b.css": "b > i { color: red }"})
    found = re.fullmatch("<script>(.*)</script><style>(.*)</style>", _page(theme), re.DOTALL)
    assert found
    assert "\r" not in found[1]
    for element, text in (("script", found[1]), ("style", found[2])):
        assert theme.inline_hashes()[element] == (f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'",)


def test_an_inline_file_is_no_template(theme_of: Make) -> None:
    theme = theme_of({"article.html": "{{ inline('a.js') }}", "inline/a.js": "{% if %}"})
    assert theme.closures().keys() == {"article.html"}
    assert _page(theme) == "<script>{% if %}</script>"


def test_an_inline_file_is_part_of_every_closure(theme_of: Make) -> None:
    before = theme_of({"article.html": "", "inline/a.js": "1"}).closures()
    assert theme_of({"inline/a.js": "2"}).closures() != before


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.js", "\n'</SCRIPT >'", 'inline/a.js:2: error: "</script" would end the script'),
        ("a.js", "'<!--'", 'inline/a.js:1: error: "<!--" would end'),
        ("a.css", "a::after { content: '</style>' }", 'inline/a.css:1: error: "</style" would end the style'),
        ("a.svg", "<svg/>", 'inline/a.svg: error: "a.svg" can stand in no page'),
        ("a.js", b"\xff", "inline/a.js: error: the file is not UTF-8"),
        ("a.js", "\0", "inline/a.js: error: the file holds a zero byte"),
    ],
)
def test_what_cannot_stand_in_a_page_is_a_fault(name: str, text: str | bytes, words: str, theme_of: Make) -> None:
    with pytest.raises(ThemeError) as caught:
        theme_of({f"inline/{name}": text}).inline_hashes()
    assert words in str(caught.value)


def test_an_unknown_inline_file_names_those_that_there_are(theme_of: Make) -> None:
    theme = theme_of({"article.html": "\n{{ inline('b.js') }}", "inline/a.js": ""})
    with pytest.raises(ThemeError, match=r'article.html:2: error: the theme has no inline file "b.js"; .*: a.js'):
        _page(theme)
