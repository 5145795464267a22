"""A theme that extends another: files laid over files, what lies below at hand, and each fault with its place."""

import re
from pathlib import Path

import pytest
from sites import SiteFolder, difference

from sitegen.errors import ThemeError

DOCUMENT = (Path(__file__).parents[2] / "docs" / "theming.md").read_text()
TEN_LINES = re.findall(r"```css\n(/\* themes/house.*?)```", DOCUMENT, re.DOTALL)[0]


def _use(site: SiteFolder, theme: str, extends: str = "") -> None:
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text().split("[build]")[0] + f'\n[build]\ntheme = "{theme}"\n')
    site.write(f"themes/{theme}/theme.toml", f'extends = "{extends}"\n' if extends else "")


@pytest.fixture
def child(site: SiteFolder) -> SiteFolder:
    """A site whose theme `mine` extends the default one."""
    site.article("a", "A title")
    _use(site, "mine", "default")
    return site


def _sheet(site: SiteFolder) -> str:
    (sheet,) = (site.root / "output/assets").glob("style.*.css")
    return sheet.read_text()


def _fault(site: SiteFolder) -> str:
    with pytest.raises(ThemeError) as caught:
        site.build()
    return str(caught.value)


def test_a_child_theme_of_ten_lines_changes_the_colours(child: SiteFolder) -> None:
    child.build()
    before = child.tree()
    child.write("themes/mine/assets/style.css", TEN_LINES)
    child.build()
    sheet = _sheet(child)
    assert len(TEN_LINES.splitlines()) <= 10
    assert sheet.index("#8a2a1b") < sheet.index("#0b5d8a")
    assert "@import" not in sheet
    changed = difference(before, child.tree())
    assert {path.rpartition(".")[2] for path in changed} == {"html", "css", "sitegen-manifest", ""} - {""} | {
        "_headers"
    }


def test_a_template_may_extend_the_one_that_it_stands_for(child: SiteFolder) -> None:
    child.write(
        "themes/mine/templates/article.html",
        '{% extends "default/article.html" %}{% block main %}<p>Mine</p>{{ super() }}{% endblock %}',
    )
    child.build()
    page = child.page("articles/2020/a/index.html")
    assert "<p>Mine</p>" in page
    assert ">A title</h1>" in page


def test_the_sites_own_template_may_extend_the_themes(site: SiteFolder) -> None:
    site.write("templates/404.html", '{% extends "default/404.html" %}{% block head %}<meta name="a">{% endblock %}')
    site.build()
    assert '<meta name="a">' in site.page("404.html")
    assert 'class="missing"' in site.page("404.html")


def test_what_the_child_overrides_serves_the_parents_templates(child: SiteFolder) -> None:
    child.write("themes/mine/templates/parts/frame.html", '{% extends "default/parts/frame.html" %}')
    child.write("themes/mine/templates/base.html", "<!doctype html><title>T</title>{% block main %}{% endblock %}")
    child.build()
    assert child.page("articles/2020/a/index.html").startswith("<!doctype html><title>T</title>")


def test_three_in_a_line(child: SiteFolder) -> None:
    child.write("themes/mine/templates/404.html", "mine")
    child.write("themes/mine/assets/style.css", "a { color: red }")
    child.write("themes/mine/locale/ar.po", 'msgid "Published"\nmsgstr "صدر"\n')
    _use(child, "top", "mine")
    child.write("themes/top/templates/404.html", '{% include "mine/404.html" %} and {% include "parts/top.html" %}')
    child.write("themes/top/templates/parts/top.html", "top")
    child.write("themes/top/assets/style.css", '@import "mine/style.css"; b { color: blue }')
    child.write("themes/top/locale/ar.po", 'msgid "Updated"\nmsgstr "عُدل"\n')
    child.article("a.ar", "عنوان", updated="2020-02-02")
    child.build()
    assert child.page("404.html") == "mine and top"
    assert _sheet(child).strip() == "a{color:red}b{color:#00f}"
    page = child.page("ar/articles/2020/a/index.html")
    assert {"صدر", "عُدل"} <= {word for word in ("صدر", "عُدل", "Published") if word in page}
    assert "Publications" not in page  # what neither child says, the default theme's catalogue does


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ('extends = "nowhere"', 'theme.toml:1: error: there is no theme "nowhere"'),
        ('\nextends = "mine"', 'theme.toml:2: error: the theme "mine" extends itself'),
        ('extend = "default"', 'theme.toml:1: error: "extend" is not known here'),
        ("extends = 3", 'theme.toml:1: error: "extends" is not the name of a theme'),
        ('extends = "../default"', 'theme.toml:1: error: there is no theme "../default"'),
        ("extends =\n", "theme.toml:1:10: error: this is not TOML"),
        (b"\xff", "theme.toml: error: the file is not UTF-8"),
    ],
)
def test_a_wrong_manifest_is_told_with_its_place(manifest: str | bytes, words: str, child: SiteFolder) -> None:
    child.write("themes/mine/theme.toml", manifest)
    assert f"themes/mine/{words}" in _fault(child)


def test_themes_in_a_circle(child: SiteFolder) -> None:
    child.write("themes/mine/theme.toml", 'extends = "other"')
    child.write("themes/other/theme.toml", '# back\nextends = "mine"')
    assert 'themes/other/theme.toml:2: error: the theme "mine" extends itself, by way of "mine"' in _fault(child)


def test_a_folder_named_like_a_theme_is_refused(site: SiteFolder) -> None:
    _use(site, "parts", "default")
    site.write("themes/parts/templates/frame.html", "")
    assert 'is both a file of the theme "parts" and one in a folder of that name' in _fault(site)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("a {}\nb { colour }\n", "style.css:2: error: the style sheet cannot be read"),
        ('/* one\n*/ @import "nope.css";', 'style.css:2: error: there is no style sheet "nope.css" to import'),
        ('@import "default/styles.css";', 'did you mean "default/style.css"?'),
        ('@import "https://fonts.example/x.css";', 'there is no style sheet "https://fonts.example/x.css"'),
        ('@import "style.css";', 'style.css:1: error: "style.css" imports itself'),
        ('\na { background: url("x.png") }', 'style.css:2: error: the theme has no "x.png" in its assets/'),
        ("a { background: url(//host/x.png) }", 'style.css:1: error: "//host/x.png" is at another host'),
        (b"a { content: '\xff' }", "style.css: error: the file is not UTF-8"),
    ],
)
def test_a_wrong_style_sheet_is_told_with_its_place(sheet: str | bytes, words: str, child: SiteFolder) -> None:
    child.write("themes/mine/assets/style.css", sheet)
    message = _fault(child)
    assert message.startswith("themes/mine/assets/style.css")
    assert words in message


def test_a_fault_in_an_imported_sheet_names_that_one(child: SiteFolder) -> None:
    child.write("themes/mine/assets/style.css", '@import "parts/a.css";')
    child.write("themes/mine/assets/parts/a.css", "a { color: red }\n\n@import 'late.css';\n")
    assert _fault(child).startswith("themes/mine/assets/parts/a.css:3: error: ")


def test_files_that_a_sheet_names_get_their_published_names(child: SiteFolder) -> None:
    child.write("themes/mine/assets/marks/logo.svg", "<svg/>")
    child.write("themes/mine/assets/marks/marks.css", "b { background: url(logo.svg#top) } /* url(no.png) */")
    child.write("themes/mine/assets/style.css", "@import url(marks/marks.css) layer(x) supports(display: grid) print;")
    child.build()
    (logo,) = (child.root / "output/assets/marks").glob("logo.*.svg")
    assert f"url(marks/{logo.name}#top)" in _sheet(child)
    assert _sheet(child).startswith("@layer x{@supports (display:grid){@media print{b{")
    before = logo.name
    child.write("themes/mine/assets/marks/logo.svg", "<svg></svg>")
    child.build()
    assert before not in _sheet(child)


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (
            "mine/templates/article.html",
            '{% extends "default/article.html" %}\n{% block text %}\n{{ page.titel }}{% endblock %}',
            3,
        ),
        ("mine/templates/parts/text.html", "{% macro prose(bodies) %}\n{{ bodies[0].titel }}{% endmacro %}", 2),
        (
            "base/templates/404.html",
            '{% extends "default/404.html" %}\n{% block main %}{{ page.titel }}{% endblock %}',
            2,
        ),
    ],
)
def test_a_fault_of_a_template_names_the_theme_the_line_and_the_field(
    path: str, text: str, place: int, child: SiteFolder
) -> None:
    _use(child, "base", "default")
    _use(child, "mine", "base")
    child.write(f"themes/{path}", text)
    message = _fault(child)
    assert message.startswith(f"themes/{path}:{place}: error: ")
    assert 'has no field "titel"' in message


def test_edits_of_any_theme_in_the_line_are_seen(child: SiteFolder, tmp_path: Path) -> None:
    _use(child, "top", "mine")
    child.write("themes/mine/assets/style.css", "a { color: red }")
    child.write("themes/top/assets/style.css", '@import "mine/style.css";')
    child.build()
    for path, text in (
        ("themes/mine/assets/style.css", "a { color: lime }"),
        ("themes/mine/templates/404.html", '{% extends "default/404.html" %}'),
        ("themes/top/templates/404.html", '{% extends "mine/404.html" %}{% block kind %}new{% endblock %}'),
        ("themes/mine/templates/404.html", "other"),
        ("themes/top/theme.toml", ""),
        ("themes/top/theme.toml", 'extends = "mine"'),
    ):
        child.write(path, text)
        try:
            child.build()
        except ThemeError:
            continue
        assert difference(child.tree(), child.clean_tree(tmp_path / "clean")) == []
