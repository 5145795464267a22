"""Markdown to HTML, one case a feature: the text as written, the HTML as read."""

import re

import pytest
from body_tools import html_of, render

ANCHOR = re.compile(r' <a class="anchor".*?</a>')

CASES = {
    "emphasis": ("*a* **b** `c<d`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>"),
    "nested emphasis": ("***a** b*", "<p><em><strong>a</strong> b</em></p>"),
    "line breaks": ("a\nb  \nc", "<p>a\nb<br>\nc</p>"),
    "quote": ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    "tight list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "numbered list": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "rule": ("a\n\n---", "<p>a</p>\n<hr>"),
    "template signs are text": ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>"),
    "external link": ("[a](https://e.org/?a=1&b=2)", '<p><a href="https://e.org/?a=1&amp;b=2">a</a></p>'),
    "link title": ('[a](https://e.org "T")', '<p><a href="https://e.org" title="T">a</a></p>'),
    "mail": ("[a](mailto:a@e.org)", '<p><a href="mailto:a@e.org">a</a></p>'),
    "host in Unicode": ("[a](https://bücher.example)", '<p><a href="https://xn--bcher-kva.example">a</a></p>'),
    "reference link": ("[a][r]\n\n[r]: https://e.org", '<p><a href="https://e.org">a</a></p>'),
    "bare link": ("See https://e.org/a.", '<p>See <a href="https://e.org/a">https://e.org/a</a>.</p>'),
    "bare host": ("www.e.org", '<p><a href="http://www.e.org">www.e.org</a></p>'),
    "bare mail": ("a@e.org", '<p><a href="mailto:a@e.org">a@e.org</a></p>'),
    "definition list": (
        "Term\n\n: One\n: Two",
        "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n</dl>",
    ),
    "abbreviation": (
        'The IAEA and IAEAs, `IAEA`.\n\n*[IAEA]: Agency "A"',
        '<p>The <abbr title="Agency &quot;A&quot;">IAEA</abbr> and IAEAs, <code>IAEA</code>.</p>',
    ),
    "span attributes": ("[متن]{lang=fa dir=rtl .x}", '<p><span lang="fa" dir="rtl" class="x">متن</span></p>'),
    "block attributes": ("{.lead}\nText", '<p class="lead">Text</p>'),
    "table": (
        "| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | *3* |",
        '<div class="table" role="region" aria-label="Table 1" tabindex="0">\n<table><thead>\n'
        '<tr><th scope="col">a</th><th scope="col" class="align-right">b</th><th scope="col" class="align-center">c</th></tr>\n'
        "</thead>\n<tbody>\n"
        '<tr><td>1</td><td class="align-right">2</td><td class="align-center"><em>3</em></td></tr>\n'
        "</tbody>\n</table>\n</div>",
    ),
    "figure": (
        "![Alt](https://e.org/a.jpg \"A 'caption' | Credit: Reuters\")",
        '<figure><img src="https://e.org/a.jpg" alt="Alt" loading="lazy" decoding="async">'
        '<figcaption>A ‘caption’ <span class="credit">Reuters</span></figcaption></figure>',
    ),
    "figure with credit alone": (
        '![Alt](https://e.org/a.jpg "Credit: Reuters"){.wide width=300}',
        '<figure class="wide"><img src="https://e.org/a.jpg" alt="Alt" width="300" loading="lazy" decoding="async">'
        '<figcaption><span class="credit">Reuters</span></figcaption></figure>',
    ),
    "linked figure": (
        "[![Alt](https://e.org/a.jpg)](https://e.org)",
        '<figure><a href="https://e.org"><img src="https://e.org/a.jpg" alt="Alt" loading="lazy" decoding="async"></a>'
        "</figure>",
    ),
    "image in a sentence": (
        'a ![*Alt* text](https://e.org/a.jpg "T") b',
        '<p>a <img src="https://e.org/a.jpg" alt="Alt text" title="T" loading="lazy" decoding="async"> b</p>',
    ),
    "code": (
        "```python\nx = '<'\n```",
        '<pre tabindex="0" class="highlight"><code class="language-python"><span class="n">x</span> '
        '<span class="o">=</span> <span class="s1">\'&lt;\'</span>\n</code></pre>',
    ),
    "code in an unknown language": (
        '```no"such\n<x>\n```',
        '<pre tabindex="0" class="highlight"><code class="language-no&quot;such">&lt;x&gt;\n</code></pre>',
    ),
    "indented code": ("    a < b\n", '<pre tabindex="0" class="highlight"><code>a &lt; b\n</code></pre>'),
    "callout": (
        "::: note\nText\n:::",
        '<div class="callout note" role="note">\n<p class="callout-title">Note</p>\n<p>Text</p>\n</div>',
    ),
    "callout with a title": (
        "::: warning Mind *this*\nText\n:::",
        '<div class="callout warning" role="note">\n<p class="callout-title">Mind <em>this</em></p>\n<p>Text</p>\n</div>',
    ),
    "pull quote": (
        "::: quote A. Author\nBig words.\n:::",
        '<aside class="pullquote">\n<blockquote>\n<p>Big words.</p>\n</blockquote>\n'
        '<p class="attribution">A. Author</p>\n</aside>',
    ),
    "nested containers": (
        ":::: tip\n::: note\na\n:::\nb\n::::",
        '<div class="callout tip" role="note">\n<p class="callout-title">Tip</p>\n'
        '<div class="callout note" role="note">\n<p class="callout-title">Note</p>\n<p>a</p>\n</div>\n<p>b</p>\n</div>',
    ),
    "escaped HTML": ("a <b>c</b>\n\n<div>x</div>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div&gt;x&lt;/div&gt;</p>"),
    "entities": ("&copy; & AT&T &lt;", "<p>© &amp; AT&amp;T &lt;</p>"),
    "control characters go": ("a\x00b\x0b\x1bc\r\nd", "<p>abc\nd</p>"),
    "empty": ("", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_feature(name: str) -> None:
    text, expected = CASES[name]
    assert html_of(text).strip() == expected


def test_headings_shift_to_level_two_and_get_stable_anchors() -> None:
    html = ANCHOR.sub("", html_of("# Top *one*\n\n## Sub\n\n# Sub\n\n### {x}\n\nSetext\n------"))
    assert html.split("\n")[:5] == [
        '<h2 id="top-one">Top <em>one</em></h2>',
        '<h3 id="sub">Sub</h3>',
        '<h2 id="sub-2">Sub</h2>',
        '<h4 id="x">{x}</h4>',
        '<h3 id="setext">Setext</h3>',
    ]
    assert ANCHOR.sub("", html_of("### Only\n\n#### Deep")) == '<h2 id="only">Only</h2>\n<h3 id="deep">Deep</h3>\n'


def test_heading_link_names_its_heading() -> None:
    assert ' <a class="anchor" href="#war-peace" aria-label="Link to: War &amp; “peace”">#</a></h2>' in html_of(
        '# War & "peace"'
    )


def test_explicit_heading_id_wins_and_keeps_its_class() -> None:
    assert ANCHOR.sub("", html_of("## A text {#my-id .x}")) == '<h2 id="my-id" class="x">A text</h2>\n'


@pytest.mark.parametrize("name", ["Content", "Top", "Main", "Search", "Menu", "TOC"])
def test_heading_never_takes_an_id_of_the_theme(name: str) -> None:
    assert render(f"# {name}").anchors == (f"{name.lower()}-2",)


def test_heading_never_takes_the_id_of_a_footnote() -> None:
    assert render("# fn 1\n\n# fnref-2").anchors == ("section-fn-1", "section-fnref-2")


def test_table_of_contents_has_text_without_links_and_notes() -> None:
    toc = render("# A [b](https://e.org) *c*[^1]\n\n## D\n\n[^1]: n").body.toc
    assert [(entry.level, entry.anchor, entry.html) for entry in toc] == [
        (2, "a-b-c", "A b <em>c</em>"),
        (3, "d", "D"),
    ]


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en", "Comment"), ("ar", "تعليق"), ("fa", "یادداشت"), ("fr", "Commentaire"), ("tr", "Yorum"), ("xx", "Comment")],
)
def test_labelled_section_is_named_in_the_language(lang: str, label: str) -> None:
    rendered = render("::: comment\nText\n:::", lang)
    anchor = rendered.anchors[0]
    html = ANCHOR.sub("", html_of("::: comment\nText\n:::", lang))
    assert html == (
        f'<section class="comment" aria-labelledby="{anchor}">\n<h2 id="{anchor}">{label}</h2>\n<p>Text</p>\n</section>\n'
    )


def test_label_on_the_fence_wins_and_headings_inside_go_below_it() -> None:
    html = ANCHOR.sub("", html_of("# Before\n\n::: comment What it means\n# Inside\n:::"))
    assert '<h2 id="what-it-means">What it means</h2>' in html
    assert '<h3 id="inside">Inside</h3>' in html


def test_footnotes_lead_there_and_back() -> None:
    html = html_of("A[^x] and again[^x], and[^y].\n\n[^y]: Second.\n[^x]: First *one*.")
    assert '<a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a>' in html
    assert '<a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="Footnote 1">1</a>' in html
    assert '<li id="fn-1"><p>First <em>one</em>. <a href="#fnref-1" class="footnote-back" role="doc-backlink"' in html
    assert 'href="#fnref-1-2"' in html
    assert html.index("First") < html.index("Second.")


def test_no_style_and_no_script_is_written() -> None:
    everything = "\n\n".join(text for text, _ in CASES.values())
    html = html_of(everything)
    assert " style=" not in html
    assert "<script" not in html
