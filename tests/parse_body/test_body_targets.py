"""Links, images and ids as slots: what is ours is filled in later, with its place for a problem found then."""

import re

import pytest
from body_tools import fill, kinds_of, render
from markdown_it.common.normalize_url import normalizeLink

from sitegen.model.document import Slot
from sitegen.parse.markdown.escape import escape

OURS = {
    "source": ("[a](rouhani.md)", "rouhani.md"),
    "source with anchor": ("[a](../articles/x.md#part)", "../articles/x.md#part"),
    "source in Persian": ("[a](روحانی.md)", "روحانی.md"),
    "author": ("[a](author:ahmad-majidyar)", "author:ahmad-majidyar"),
    "article": ("[a](article:2018/rouhani)", "article:2018/rouhani"),
    "page": ("[a](page:about)", "page:about"),
    "term": ("[a](tags:iran)", "tags:iran"),
    "site path": ("[a](/about/)", "/about/"),
    "in angle brackets": ("<author:ahmad>", "author:ahmad"),
    "in emphasis": ("*see [a](rouhani.md)*", "rouhani.md"),
    "by reference": ("[a][r]\n\n[r]: rouhani.md", "rouhani.md"),
    "not a file": ("[a](../about)", "../about"),
}


@pytest.mark.parametrize("name", OURS)
def test_internal_link_becomes_a_slot_with_its_target_as_written(name: str) -> None:
    text, target = OURS[name]
    rendered = render("First.\n\n" + text, first_line=10)
    assert [slot.kind for slot in rendered.body.slots] == ["open", "close"]
    assert rendered.body.slots[0].value == target
    assert rendered.links == (target,)
    assert rendered.body.marks == {target: 12}
    assert not rendered.problems


def test_unresolved_link_leaves_its_text() -> None:
    rendered = render('See [the *text*](x.md "T").')
    assert rendered.body.slots[0] == Slot("open", "x.md", ' title="T"')
    assert fill(rendered.body, targets={}) == "<p>See the <em>text</em>.</p>\n"
    assert fill(rendered.body, targets={"x.md": "/x/"}) == '<p>See <a href="/x/" title="T">the <em>text</em></a>.</p>\n'


def test_mark_is_the_line_of_the_first_occurrence() -> None:
    text = "a\nb [x](x.md) c\n*d* `e` [y](y.md)\n\n- f\n- [x](x.md) [z](z.md)\n\n| g |\n|---|\n| [w](w.md) |"
    assert render(text, first_line=5).body.marks == {"x.md": 6, "y.md": 7, "z.md": 10, "w.md": 14}


def test_assets_are_paths_of_the_project() -> None:
    rendered = render("[Report](report.pdf#page=2) ![Alt](../img/my%20photo.jpg) ![B](./b.png){#b} [zip](data/x.ZIP)")
    assert rendered.assets == (
        "content/articles/2018/b.png",
        "content/articles/2018/data/x.ZIP",
        "content/articles/2018/report.pdf",
        "content/articles/img/my photo.jpg",
    )
    values = [(slot.kind, slot.value) for slot in rendered.body.slots if slot.kind in {"open", "img"}]
    assert values == [
        ("open", "asset:content/articles/2018/report.pdf"),
        ("img", "content/articles/img/my photo.jpg"),
        ("img", "content/articles/2018/b.png"),
        ("open", "asset:content/articles/2018/data/x.ZIP"),
    ]
    assert set(rendered.body.marks) == set(rendered.assets)
    assert rendered.anchors == ("b",)
    assert rendered.pictures == ("content/articles/2018/b.png", "content/articles/img/my photo.jpg")


def test_static_image_is_a_link_from_the_root() -> None:
    rendered = render("![Alt](/img/x.png)")
    assert rendered.body.slots == (Slot("img", "/img/x.png", ' alt="Alt" loading="lazy" decoding="async"'),)
    assert rendered.links == rendered.pictures == ("/img/x.png",)


def test_anchor_of_the_same_text_keeps_its_prefix() -> None:
    html = fill(render("[down](#later) [up](#top)\n\n# Later").body, prefix="c2-")
    assert '<a href="#c2-later">down</a> <a href="#top">up</a>' in html
    assert '<h2 id="c2-later">' in html


def test_anchor_in_percent_encoding_is_found() -> None:
    assert not render("[x](#%D8%B3%D9%88%D8%B1%DB%8C%D8%A7)\n\n# سوریا").problems


def test_missing_anchor_is_reported_with_its_line() -> None:
    rendered = render("a\n\nb\n[x](#nowhere)\n\n# Here", first_line=7)
    [problem] = rendered.problems
    assert (problem.kind, problem.location.line, problem.value) == ("broken-anchor", 10, "#nowhere")
    assert '"#nowhere"' in problem.message
    assert "here" in problem.hint
    assert "[x]" not in fill(rendered.body)


ESCAPING = ["../../../../etc/passwd", "../../../../x.md", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.pdf", "..\\..\\x.md", "c:x.md"]


@pytest.mark.parametrize("target", ESCAPING)
def test_path_out_of_the_project_is_refused(target: str) -> None:
    for text in (f"[a](<{target}>)", f"![a](<{target}>)"):
        rendered = render(text)
        assert [p.kind for p in rendered.problems] in (["path-escape"], ["bad-link"])
        assert not rendered.links
        assert not rendered.assets
        assert fill(rendered.body) == "<p>a</p>\n"


def test_two_bodies_share_a_page_without_sharing_an_id() -> None:
    text = "# One\n\nA[^1] b[^1] [up](#one).\n\n::: comment\nc\n:::\n\n![d](d.png){#pic}\n\n[^1]: Note."
    page = "".join(fill(render(text).body, prefix) for prefix in ("", "ch2-"))
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids)) == 12
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]*)"', page)) <= set(ids)


PROBLEMS = {
    "script link": ("a\n[x](javascript:alert(1))", [("bad-link", 2)]),
    "empty link": ("[x]()", [("bad-link", 1)]),
    "other host without scheme": ("[x](//evil.example)", [("bad-link", 1)]),
    "data image": ("![x](data:image/png;base64,AA)", [("bad-link", 1)]),
    "mail as image": ("![x](mailto:a@e.org)", [("bad-link", 1)]),
    "image without text": ("a\n\n![](https://e.org/a.png)", [("image-alt", 3)]),
    "attribute not allowed": ("[x](https://e.org){onclick=alert}", [("bad-attribute", 1)]),
    "style": ("{style=x}\na", [("bad-attribute", 2)]),
    "attribute's value": ("[x]{dir=up}", [("bad-attribute", 1)]),
    "width of no image": ("[x]{width=30}", [("bad-attribute", 1)]),
    "id twice": ("# A {#x}\n\n# B {#x}", [("bad-attribute", 3)]),
    "unclosed container": ("a\n\n::: note\nb", [("unclosed-block", 3)]),
    "unknown container": ("::: nope\nb\n:::", [("unknown-block", 1), ("unknown-block", 3)]),
    "raw HTML once": ("a\n<b>c</b>\n\n<i>d</i>", [("raw-html", 2)]),
    "undefined footnote": ("a\nb[^x]", [("broken-footnote", 2)]),
    "footnote nobody refers to": ("a\n\n[^x]: note", [("unused-footnote", 3)]),
    "no problem": ("a [b] {c} :: d < e & f [1] *g*", []),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problem_has_a_kind_and_a_line(name: str) -> None:
    text, expected = PROBLEMS[name]
    assert kinds_of(text) == expected


def test_a_problem_quotes_the_wrong_value_and_says_what_to_do() -> None:
    for text, expected in PROBLEMS.values():
        problems = render(text).problems
        assert len(problems) == len(expected)
        for problem in problems:
            assert '"' in problem.message
            assert problem.hint


@pytest.mark.parametrize(
    "url", ["https://e.org/a%20b?c=d&e=(f)#g", "http://E.org/É?q=ü", "https://e.org:8080/~x/@y", "tel:+1-2"]
)
def test_plain_address_is_written_as_markdown_it_normalises_it(url: str) -> None:
    expected = escape(normalizeLink(url))
    assert f'<a href="{expected}">' in fill(render(f"[x]({url})").body)
