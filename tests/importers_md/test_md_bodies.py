"""Tags, links, images and raw HTML of foreign bodies."""

from pathlib import Path

import pytest
from md_folders import Imported, import_files, import_post

PIXEL = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16


def with_picture(tmp_path: Path, body: str, place: str = "assets/blog/team.png") -> Imported:
    return import_files(tmp_path, {place: PIXEL, "posts/2015-06-11-a-post.md": f"---\ntitle: T\n---\n{body}"})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{% image "assets/blog/team.png" "The team" %}', "![The team](a-post/team.png)"),
        ('{% image_with_class "assets/blog/team.png" "wide" "The team" %}', "![The team](a-post/team.png)"),
        (
            '{% include figure.html src="/assets/blog/team.png" alt="Us" caption="Noon" %}',
            '![Us](a-post/team.png "Noon")',
        ),
        ('{{< figure src="/assets/blog/team.png" alt="Us" >}}', "![Us](a-post/team.png)"),
        ('![Us]({{ "/assets/blog/team.png" | url }})', "![Us](a-post/team.png)"),
        ("![Us]({{site.baseurl}}/assets/blog/team.png)", "![Us](a-post/team.png)"),
        ("![Us](../assets/blog/team.png)", "![Us](a-post/team.png)"),
        ('<img class="wide" src="/assets/blog/team.png" alt="Us">', "![Us](a-post/team.png){.wide}"),
        (
            '<figure>\n  <img src="/assets/blog/team.png" alt="Us">\n  <figcaption>At <em>noon</em></figcaption>\n</figure>',
            '![Us](a-post/team.png "At noon")',
        ),
    ],
)
def test_an_image_is_copied_beside_the_article(tmp_path: Path, body: str, expected: str) -> None:
    done = with_picture(tmp_path, f"Before.\n\n{body}\n\nAfter.")

    target = done.item("a-post.md").target
    assert done.body(target) == f"Before.\n\n{expected}\n\nAfter."
    assert (done.root / "content/articles/2015/a-post/team.png").read_bytes() == PIXEL


@pytest.mark.parametrize("place", ["assets/team.png", "static/assets/team.png", "static/team.png"])
def test_assets_are_found_where_generators_keep_them(tmp_path: Path, place: str) -> None:
    target = "/team.png" if place == "static/team.png" else "/assets/team.png"
    done = import_files(
        tmp_path,
        {place: PIXEL, "content/posts/a.md": f"+++\ntitle = 'A'\ndate = 2015-01-01\n+++\n![Us]({target})"},
    )

    assert done.body(done.item("a.md").target) == "![Us](a/team.png)"


def test_a_folder_for_assets_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "blog").mkdir(parents=True)
    (tmp_path / "elsewhere" / "blog" / "team.png").write_bytes(PIXEL)
    done = import_post(tmp_path, "![Us](/blog/team.png)", assets=tmp_path / "elsewhere")

    assert done.body() == "![Us](a-post/team.png)"


def test_a_missing_image_is_named_in_the_text(tmp_path: Path) -> None:
    done = import_post(tmp_path, '\nText\n\n{% image "assets/x.png" "The team" %}')

    assert done.body() == "Text\n\n\\[image: The team, `/assets/x.png`\\]"
    assert 'a-post.md:7: warning: no file for the image "/assets/x.png"' in done.words()


def test_nothing_outside_the_folder_is_copied(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    done = import_post(tmp_path, "![a](../../secret.png) ![b](/etc/hostname) ![c](/../secret.png)")

    assert list((done.root / "content").rglob("*.png")) == []
    assert done.body().count(r"\[image: ") == 3


def test_the_lead_picture_is_copied_or_kept(tmp_path: Path) -> None:
    files = {
        "assets/team.png": PIXEL,
        "posts/2015-01-01-a.md": "---\ntitle: A\nimage: /assets/team.png\nimage_alt: Us\nimage_caption: Noon\n---\n",
        "posts/2015-01-01-b.md": "---\ntitle: B\nhero: /assets/none.png\nhero_alt: None\n---\n",
    }
    done = import_files(tmp_path, files)

    a, b = (done.front(done.item(name).target) for name in ("a.md", "b.md"))
    assert a["image"] == {"src": "a/team.png", "alt": "Us", "caption": "Noon"}
    assert "image" not in b
    assert b["extra"]["hero"] == {"src": "/assets/none.png", "alt": "None"}
    assert 'b.md:3: warning: no file for the image "/assets/none.png"' in done.words()


LINKS = {
    "url": ('[x]({{ "/2014/03/12/first/" | url }})', "[x](../2014/first.md)"),
    "base": ("[x]({{ site.baseurl }}/2014/03/12/first/)", "[x](../2014/first.md)"),
    "double slash": ('[x]({{ "//2014/03/12/first/" | url }})', "[x](../2014/first.md)"),
    "post_url": ("[x]({% post_url 2014-03-12-first %})", "[x](../2014/first.md)"),
    "link": ("[x]({% link posts/2014-03-12-first.md %})", "[x](../2014/first.md)"),
    "ref": ('[x]({{< ref "2014-03-12-first.md" >}})', "[x](../2014/first.md)"),
    "pelican": ("[x]({filename}/posts/2014-03-12-first.md)", "[x](../2014/first.md)"),
    "source": ("[x](2014-03-12-first.md)", "[x](../2014/first.md)"),
    "html": ('<a href="/2014/03/12/first/">x</a>', "[x](../2014/first.md)"),
    "definition": ("[x][1]\n\n[1]: /2014/03/12/first/", "[x][1]\n\n[1]: ../2014/first.md"),
    "title": ('[x](/2014/03/12/first/ "T")', '[x](../2014/first.md "T")'),
    "place": ("[x](/2014/03/12/first/#The-Part)", "[x](../2014/first.md#the-part)"),
    "no place": ("[x](/2014/03/12/first/#none)", "[x](../2014/first.md)"),
    "author": ("[x](/author/jane-doe/)", "[x](author:jane-doe)"),
    "term": ("[x](/tags/open-source/)", "[x](tags:open-source)"),
    "team": ('{{ "jane-doe" | team_link }}', "[Jane Doe](author:jane-doe)"),
    "home": ("[x](/)", "[x](/)"),
    "elsewhere": ("[x](https://example.com/a_b)", "[x](https://example.com/a_b)"),
    "missing": ("[the *guides*](/guides/)", "the *guides* (`/guides/`)"),
    "refused": ("[x](javascript:alert)", "x (`javascript:alert`)"),
    "code": ("`[x](/2014/03/12/first/)`", "`[x](/2014/03/12/first/)`"),
    "fence": ("```\n[x](/guides/) {{ page.title }}\n```", "```\n[x](/guides/) {{ page.title }}\n```"),
    "escaped": (r"\[x](/guides/)", r"\[x](/guides/)"),
}


@pytest.mark.parametrize(("written", "expected"), LINKS.values(), ids=LINKS)
def test_links_lead_where_the_text_is_now(tmp_path: Path, written: str, expected: str) -> None:
    first = "---\ntitle: First\nauthor: jane-doe\ntags: [Open Source]\n---\n## The part\n"
    done = import_files(
        tmp_path,
        {"posts/2014-03-12-first.md": first, "posts/2015-06-11-a-post.md": f"---\ntitle: T\n---\n{written}"},
    )

    assert done.body(done.item("a-post.md").target) == expected


def test_with_the_old_address_nothing_is_spelled_out(tmp_path: Path) -> None:
    body = (
        "[guides](/guides/) ![x](/x.png) [self](https://www.old.example/2015/06/11/a-post/) [o](https://old.example/o)"
    )
    done = import_post(tmp_path, body, old_url="https://old.example")

    assert done.body() == (
        "[guides](https://old.example/guides/) ![x](https://old.example/x.png) [self](a-post.md) [o](https://old.example/o)"
    )
    assert 'a-post.md:4: warning: no page for "/guides/"; it leads to the old site now' in done.words()


@pytest.mark.parametrize(
    "tag",
    ['{% include "newsletter.html" %}', "{{ site.data.team }}", '{{< chart "a" >}}', "{{% note %}}", "{% if x %}"],
)
def test_other_tags_stay_readable_and_are_listed(tmp_path: Path, tag: str) -> None:
    done = import_post(tmp_path, f"Text\n\n{tag}\n")

    assert tag in done.body()
    assert f'a-post.md:6: warning: the tag "{tag}" was left as it is' in done.words()


def test_raw_markers_go_and_their_text_stays(tmp_path: Path) -> None:
    body = "a `{% raw %}{{{% endraw %} }}` b {% raw %}{% include x %} [x](/y/){% endraw %}"

    assert import_post(tmp_path, body).body() == "a `{{ }}` b {% include x %} x (`/y/`)"


def test_comments_are_told_and_left_out(tmp_path: Path) -> None:
    done = import_post(tmp_path, "A{% comment %}one{% endcomment %}<!-- two -->B `<!-- three -->`")

    assert done.body() == "AB `<!-- three -->`"
    assert 'a comment was left out: "one"' in done.words()
    assert 'a comment was left out: "two"' in done.words()


def test_fields_shown_by_tags_are_filled_in(tmp_path: Path) -> None:
    done = import_post(tmp_path, "{{ page.title }}: {{ excerpt }}", "title: A post\nexcerpt: In short\n")

    assert done.body() == "A post: In short"


def test_highlighting_tags_become_fences(tmp_path: Path) -> None:
    done = import_post(tmp_path, "{% highlight ruby %}\nputs 1\n{% endhighlight %}")

    assert done.body() == "```ruby\nputs 1\n```"


def test_a_frame_becomes_a_link(tmp_path: Path) -> None:
    done = import_post(tmp_path, '<iframe src="https://video.example/1" title="The talk"></iframe>')

    assert done.body() == "[The talk](https://video.example/1)"


def test_other_raw_html_is_kept_and_told(tmp_path: Path) -> None:
    body = '<div class="note">\n<p>Text with <a href="/guides/">a link</a></p>\n</div>'
    done = import_post(tmp_path, body)

    assert done.body() == body.replace('href="/guides/"', 'title="/guides/"')
    assert 'a-post.md:4: warning: raw HTML is kept, 6 tags, the first is "<div class="note">"' in done.words()


def test_an_image_within_a_block_of_html_stands_apart(tmp_path: Path) -> None:
    body = '<div class="pair">\n    <img src="/assets/blog/team.png" alt="Us">\n</div>'
    done = with_picture(tmp_path, body)

    assert done.body(done.item("a-post.md").target) == '<div class="pair">\n\n![Us](a-post/team.png)\n\n</div>'


def test_a_picture_that_may_hold_scripts_goes_to_static(tmp_path: Path) -> None:
    done = import_files(
        tmp_path,
        {
            "assets/a.svg": b"<svg/>",
            "assets/b.png": b"<!doctype html>",
            "2015-01-01-x.md": "![a](/assets/a.svg) ![b](/assets/b.png)",
        },
    )

    target = done.item("x.md").target
    assert done.body(target) == "![a](/assets/a.svg) \\[image: b, `/assets/b.png`\\]"
    assert (done.root / "static/assets/a.svg").read_bytes() == b"<svg/>"
    assert "check that it is harmless" in done.words()


def test_two_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    files = {
        "assets/a/x.png": PIXEL,
        "assets/b/x.png": PIXEL + b"\x01",
        "2015-01-01-x.md": "![1](/assets/a/x.png) ![2](/assets/b/x.png) ![3](/assets/a/x.png)",
    }
    done = import_files(tmp_path, files)

    assert done.body(done.item("x.md").target) == "![1](x/x.png) ![2](x/x-2.png) ![3](x/x.png)"


@pytest.mark.parametrize(
    "body",
    ["{%" * 100_000, "{{ " * 100_000 + "}}", "[" * 100_000, "](" * 50_000, "![a](" * 50_000, "<a " * 50_000, "<!--" * 50_000,
     "`" * 100_000, '<img alt="' * 20_000, "](a (" * 20_000, "<figure>" * 20_000, '[a](b "' * 20_000,
     "{% raw %}" * 100_000, "{% comment %}" * 100_000],
)  # fmt: skip
def test_hostile_bodies_are_survived(tmp_path: Path, body: str) -> None:
    assert import_post(tmp_path, body).only.status == "imported"
