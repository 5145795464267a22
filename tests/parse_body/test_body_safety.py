"""No vector gets a script, a style, a frame or an address that is not allowed into a body, escaped or sanitised."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from body_tools import fill, render
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.markdown import sanitise

SCRIPT = "alert(1)"
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript\\:alert(1)",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/",
    "blob:https://e.org/x",
    "filesystem:https://e.org/x",
    "about:blank",
    "//evil.example/x",
    "\\\\evil.example/x",
    "/\\evil.example/x",
    "/\t/evil.example/x",
    "intent:x",
    "ws://e.org",
    'article:x" onclick=alert(1) x="',
    "tags:x'><script>alert(1)</script>",
    '/x" onmouseover="alert(1)',
    'https://e.org/"onmouseover=alert(1)',
    "https://e.org/'><script>alert(1)</script>",
]
PLACES = [
    "[x]({})",
    "[x](<{}>)",
    "![x]({})",
    '![x](<{}> "t")',
    "<{}>",
    "[x][r]\n\n[r]: <{}>",
    "{}",
    "[x](https://e.org){{href={}}}",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'/>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<style><img src=x onerror=alert(1)></style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<p onclick=alert(1)>x</p>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' &#1; javascript:alert(1)'>x</a>",
    '<a href="java\nscript:alert(1)">x</a>',
    "<a href=//evil.example>x</a>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=x onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<x/onclick=alert(1)>x",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    '<div title="\n\n[x](https://e.org "a onmouseover=alert(1) ")\n\n">',
    "<a title='\n\n![x](https://e.org/x \"' onerror=alert(1) '\")\n\n'>",
    "<div\n\n<script>alert(1)</script>",
    "<b title=\ue0000\ue001>x</b>\n\n[y](https://e.org \"' onclick=alert(1) '\")",
    "\ue0000\ue001 <b>x</b>",
    '```"><script>alert(1)</script>\nx\n```',
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    '``` x"onclick=alert(1)\nx\n```',
    "# <script>alert(1)</script>",
    '# x {#"onclick=alert(1)}',
    "# x {onclick=alert(1)}",
    '# x {.a" onclick=alert(1)}',
    '{onclick="alert(1)" style="color:red"}\nx',
    "{#a onmouseover=alert(1)}\n- x",
    '{style="x"}\n| a |\n|--:|\n| b |',
    "[x]{onclick=alert(1) style=x}",
    '[x]{lang="en\\" onclick=alert(1)"}',
    '![x](https://e.org/a.png){onerror=alert(1) width="1\\" onerror=alert(1)"}',
    "`x`{onclick=alert(1)}",
    '![" onerror=alert(1) x="](https://e.org/a.png)',
    '![x](https://e.org/a.png "\\" onerror=alert(1)")',
    '![x](https://e.org/a.png "<script>alert(1)</script> | Credit: <script>alert(1)</script>")',
    '[x](https://e.org "\\"><script>alert(1)</script>")',
    '[x](y.md "\\" onclick=alert(1)")',
    "a[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: <script>alert(1)</script>",
    'a[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: x',
    '*[x"]: " onclick=alert(1)\n\nx" y',
    "*[x]: <script>alert(1)</script>\n\nx",
    "::: note <script>alert(1)</script>\nx\n:::",
    '::: comment " onclick=alert(1)\nx\n:::',
    "::: quote <img src=x onerror=alert(1)>\nx\n:::",
    "::: <script>alert(1)</script>\nx\n:::",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "<script>alert(1)</script>\n: <script>alert(1)</script>",
    "{{ ''.__class__ }} {% raw %}<script>alert(1)</script>{% endraw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://e.org/<script>alert(1)</script>",
    'www.e.org/"onclick=alert(1)',
    'a"onclick=alert(1)@e.org',
    '<https://e.org/"onclick=alert(1)>',
    "*<b*onclick=alert(1)>x</b>",
    '<a href="`"onclick=alert(1)>`x',
    "<b\x00 onclick=alert(1)>x</b>",
]
VECTORS = [place.format(address) for place, address in product(PLACES, ADDRESSES)] + MARKUP

OUR_TAGS = """
a abbr aside blockquote br code dd div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre section span strong sup
table tbody td th thead tr ul
"""
OUR_ATTRIBUTES = """
alt aria-label aria-labelledby class decoding dir height href id lang loading role scope src start tabindex title width
"""
OURS = frozenset(OUR_TAGS.split())
NAMES = frozenset(OUR_ATTRIBUTES.split())
URL = re.compile(r"(?:https?://|mailto:|tel:)[^\s]|#[^\s]*$|$")


class Reader(HTMLParser):
    """Reads HTML as a browser would and notes whatever has no business in a body."""

    def __init__(self, tags: frozenset[str], names: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.names = tags, names
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.tags:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in self.names:
                self.faults.append(f"{tag} {name}={value}")
            if name in {"href", "src"} and not URL.match(value or ""):
                self.faults.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")


def faults_of(text: str, raw_html: str) -> list[str]:
    """Fill every hole with an address that works, and read."""
    rendered = render(text, raw_html=raw_html)
    targets = dict.fromkeys((slot.value for slot in rendered.body.slots), "https://ours.example/")
    sanitised = raw_html == "sanitise"
    reader = Reader(
        OURS | sanitise.TAGS if sanitised else OURS,
        NAMES.union(*sanitise.ATTRIBUTES.values()) if sanitised else NAMES,
    )
    reader.feed(fill(rendered.body, "p-", targets))
    reader.close()
    for entry in rendered.body.toc:
        reader.feed(entry.html)
    return reader.faults


@pytest.mark.parametrize(
    "html",
    [m for m in MARKUP if m.startswith("<") and "alert" in m and not set(m) & {"\n", "\x00"} and "CDATA" not in m],
)
def test_the_reader_sees_a_vector_that_is_let_through(html: str) -> None:
    reader = Reader(OURS, NAMES)
    reader.feed(f"<p>{html}</p>")
    reader.close()
    assert reader.faults


def test_the_matrix_is_large() -> None:
    assert len(set(VECTORS)) > 300


@pytest.mark.parametrize("raw_html", ["escape", "sanitise"])
def test_no_vector_survives(raw_html: str) -> None:
    found = {vector: faults for vector in VECTORS if (faults := faults_of(vector, raw_html))}
    assert found == {}


@pytest.mark.parametrize("raw_html", ["escape", "sanitise"])
@pytest.mark.parametrize(
    "wrap", ["> {}", "- {}", "::: note\n{}\n:::", "a *b {} c* [d {}](https://e.org)", "| {} |\n|---|"]
)
def test_no_vector_survives_inside_other_markup(raw_html: str, wrap: str) -> None:
    found = {vector: faults for vector in VECTORS if (faults := faults_of(wrap.replace("{}", vector), raw_html))}
    assert found == {}


PIECES = st.lists(
    st.sampled_from([*MARKUP, *ADDRESSES, "<", ">", '"', "'", "\n\n", "\n", "[", "](", ")", "`", "*", " ", "-->"]),
    max_size=6,
)


@given(PIECES, st.sampled_from(["escape", "sanitise"]))
def test_no_mixture_of_vectors_survives(pieces: list[str], raw_html: str) -> None:
    assert faults_of("".join(pieces), raw_html) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O <u>x</u>", "<p>H<sub>2</sub>O <u>x</u></p>"),
        ("<div class='note other'>\n\n**b**\n\n</div>", '<div class="note">\n<p><strong>b</strong></p>\n</div>'),
        ("<a href='https://e.org' target=_blank>x</a>", '<p><a href="https://e.org">x</a></p>'),
        (
            "<details><summary>s</summary>\n\n[t](t.md)\n\n</details>",
            '<details><summary>s</summary>\n<p><a href="t.md">t</a></p>\n</details>',
        ),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("1 < 2 <script>x</script> 3", "<p>1 &lt; 2  3</p>"),
    ],
)
def test_harmless_html_stays_where_it_is_sanitised(text: str, expected: str) -> None:
    rendered = render(text, raw_html="sanitise")
    assert fill(rendered.body).strip() == expected
    assert not rendered.problems


def test_relative_address_in_raw_html_is_a_problem() -> None:
    rendered = render("<a href='x.md'>x</a>", raw_html="sanitise")
    assert [problem.kind for problem in rendered.problems] == ["bad-link"]
    assert fill(rendered.body) == "<p><a>x</a></p>\n"


def test_the_sanitiser_never_allows_what_has_carried_scripts() -> None:
    assert not sanitise.TAGS & {
        "svg",
        "math",
        "style",
        "iframe",
        "script",
        "form",
        "object",
        "embed",
        "template",
        "noscript",
    }
    names = set().union(*sanitise.ATTRIBUTES.values())
    assert "style" not in names
    assert "id" not in names
    assert not any(name.startswith("on") for name in names)
