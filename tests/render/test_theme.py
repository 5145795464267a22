"""A theme's closures tell what is stale, its faults name their place, and every template escapes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment
from msgspec.structs import replace
from sample_views import BODY, PAGES, SITE, SMALL_ARTICLE, output, pack
from theme_files import DEFAULT, ROOT, files_of

from sitegen.errors import ThemeError
from sitegen.model.views import SiteView
from sitegen.render import Theme, load_theme, render

Make = Callable[[dict[str, str]], Theme]

THEME = {
    "base.html": "{% block main %}{% endblock %}",
    "article.html": '{% extends "base.html" %}{% import "macros.html" as m %}{% block main %}{{ m.x() }}{% endblock %}',
    "macros.html": '{% macro x() %}{% include "deep.html" %}{% endmacro %}',
    "deep.html": "deep",
    "page.html": "plain",
    "choice.html": "{% include page.template %}",
    "maybe.html": '{% include ["own.html", "deep.html"] ignore missing %}',
    "locale/ar.po": 'msgid "Published"\nmsgstr "نُشر"\n',
}


@pytest.mark.parametrize(
    ("edited", "stale"),
    [
        ("deep.html", {"deep.html", "macros.html", "article.html", "maybe.html", "choice.html"}),
        ("macros.html", {"macros.html", "article.html", "choice.html"}),
        ("base.html", {"base.html", "article.html", "choice.html"}),
        ("page.html", {"page.html", "choice.html"}),
        ("own.html", {"own.html", "maybe.html", "choice.html"}),
        ("locale/ar.po", THEME.keys() - {"locale/ar.po"}),
    ],
)
def test_an_edit_makes_stale_what_uses_the_template(edited: str, stale: set[str], theme_of: Make) -> None:
    before = theme_of(THEME).closures()
    after = theme_of(THEME | {edited: THEME.get(edited, "") + "\n# edited"}).closures()
    assert {name for name in after if before.get(name) != after[name]} == stale


def test_closures_are_of_templates_alone(theme_of: Make) -> None:
    assert theme_of(THEME).closures().keys() == THEME.keys() - {"locale/ar.po"}


def test_templates_that_use_each_other_have_a_closure(theme_of: Make) -> None:
    circle = {"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'}
    assert theme_of(circle).closures().keys() == {"a.html", "b.html"}


def _fail(theme: Theme, template: str = "article.html", site: SiteView = SITE) -> str:
    with pytest.raises(ThemeError) as caught:
        render(output(SMALL_ARTICLE, template, bodies=("x",)), pack(site), [BODY], theme)
    return str(caught.value)


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("one\n{{ page.titel }}", "article.html:2", 'ArticleView has no field "titel"\n    did you mean "title"?'),
        ("{{ page.type.lable }}", "article.html:1", 'Link has no field "lable"\n    did you mean "label"?'),
        ("\n\n{% if page.nothing %}{% endif %}", "article.html:3", 'ArticleView has no field "nothing"'),
        ("{{ pages.title }}", "article.html:1", 'there is no variable "pages"\n    did you mean "page"?'),
        ("\n{% if %}", "article.html:2", "Expected an expression"),
        ("{% for x in page.title %}", "article.html:1", "Unexpected end of template"),
        ("{{ page.title|shout }}", "article.html:1", 'No filter named "shout"'),
        ("{{ page.title|date }}", "article.html:1", "Invalid isoformat string"),
        (
            "{{ asset('x.css') }}",
            "article.html:1",
            'no asset "x.css"; in its assets/ there are: icon.svg, site.js, style.css',
        ),
        ("\n{% include 'gone.html' %}", "article.html:2", 'there is no template "gone.html"'),
        ("{% include 'article.html' %}", "article.html:1", "includes or calls itself without end"),
        ("{{ 1 / 0 }}", "article.html:1", "division by zero"),
        ("{{ page.title + 1 }}", "article.html:1", "can only concatenate str"),
    ],
)
def test_a_fault_names_template_line_and_field(source: str, place: str, words: str, theme_of: Make) -> None:
    message = _fail(theme_of({"article.html": source}))
    assert message.startswith(f"themes/mine/templates/{place}: error: ")
    assert words in message


def test_a_fault_in_an_included_template_names_that_one(theme_of: Make) -> None:
    theme = theme_of({"article.html": "\n{% include 'part.html' %}", "part.html": "\n\n{{ page.nope }}"})
    assert "templates/part.html:3: error" in _fail(theme)


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"m.html": "{% macro x(p) %}\n\n{{ p.titel }}{% endmacro %}"}, "m.html:3"),
        (
            {"m.html": "{% macro x(p) %}{% include 'deep.html' %}{% endmacro %}", "deep.html": "\n{{ page.titel }}"},
            "deep.html:2",
        ),
        (
            {
                "m.html": "{% macro x(p) %}{{ once(y, p.type) }}{% endmacro %}{% macro y(p) %}\n{{ p.titel }}{% endmacro %}"
            },
            "m.html:2",
        ),
        ({"m.html": "{% macro x(p) %}{% for a in (1,) %}\n{{ p.titel|upper }}{% endfor %}{% endmacro %}"}, "m.html:2"),
    ],
)
def test_a_fault_in_a_macro_names_its_line_and_the_field(texts: dict[str, str], place: str, theme_of: Make) -> None:
    theme = theme_of({"article.html": '{% import "m.html" as m with context %}\n{{ m.x(page) }}', **texts})
    message = _fail(theme)
    assert message.startswith(f"themes/mine/templates/{place}: error: ")
    assert 'View has no field "titel"\n    did you mean "title"?' in message or 'Link has no field "titel"' in message


def test_a_missing_template_is_a_fault(theme_of: Make) -> None:
    assert 'there is no template "article.html"' in _fail(theme_of({"page.html": ""}))


def test_a_template_that_cannot_be_parsed_has_no_closure(theme_of: Make) -> None:
    with pytest.raises(ThemeError, match=r"templates/page\.html:2: error"):
        theme_of({"page.html": "\n{% endif %}"}).closures()


def test_a_file_that_changed_since_it_was_read_is_refused(theme_of: Make, tmp_path: Path) -> None:
    theme = theme_of({"article.html": "old"})
    (tmp_path / "themes/mine/templates/article.html").write_text("new")
    assert "changed while the site was built" in _fail(theme)


def test_bytes_that_are_no_text_are_refused(theme_of: Make, tmp_path: Path) -> None:
    theme_of({"article.html": ""})
    (tmp_path / "themes/mine/templates/article.html").write_bytes(b"\xff\xfe\x00")
    theme = load_theme(files_of(tmp_path, tmp_path / "themes/mine"), tmp_path)
    assert "is not UTF-8" in _fail(theme)


@pytest.mark.parametrize("broken", [b"msgid", b'msgid "a"\nmsgstr "\xff"\n'])
def test_a_broken_catalogue_is_a_fault(broken: bytes, theme_of: Make, tmp_path: Path) -> None:
    theme_of({"article.html": "{{ _('a') }}", "locale/ar.po": ""})
    (tmp_path / "themes/mine/locale/ar.po").write_bytes(broken)
    theme = load_theme(files_of(tmp_path, tmp_path / "themes/mine"), tmp_path)
    message = _fail(theme, site=replace(SITE, lang="ar"))
    assert message.startswith("themes/mine/locale/ar.po:")
    assert "the catalogue cannot be read" in message


@pytest.mark.parametrize("name", ["a.html", "a.html.j2", "a.xml", "a.txt", "a.svg", "a.json", "a", "deep/a.jinja"])
def test_every_template_escapes_whatever_its_name(name: str, theme_of: Make) -> None:
    theme = theme_of({name: "{{ page.title }}"})
    view = replace(SMALL_ARTICLE, title="<b>&")
    assert render(output(view, name, bodies=("x",)), pack(SITE), [BODY], theme) == b"&lt;b&gt;&amp;"


def test_content_is_never_a_template(theme_of: Make) -> None:
    theme = theme_of({"article.html": "{{ bodies[0].html }}"})
    body = type(BODY)(parts=("<p>{{ 7 * 7 }}</p>",))
    assert (
        render(output(SMALL_ARTICLE, "article.html", bodies=("x",)), pack(SITE), [body], theme) == b"<p>{{ 7 * 7 }}</p>"
    )


def test_macros_and_filters_speak_the_language_of_the_site(theme_of: Make) -> None:
    theme = theme_of(
        {
            "article.html": '{% import "m.html" as m %}{{ once(m.when, page.date) }} {{ "/a"|absolute }}',
            "m.html": "{% macro when(date) %}{{ _('Published') }} {{ date|date }} {{ site.lang }}{% endmacro %}",
            "locale/ar.po": THEME["locale/ar.po"],
        }
    )
    arabic = replace(SITE, lang="ar")
    pages = [
        render(output(SMALL_ARTICLE, "article.html", bodies=("x",)), pack(site), [BODY], theme).decode()
        for site in (SITE, arabic, SITE)
    ]
    assert pages[0] == pages[2] == "Published April 10, 2018 en https://example.org/a"
    assert pages[1] == "نُشر ١٠ أبريل ٢٠١٨ ar https://example.org/a"


def test_a_page_is_the_same_whatever_was_rendered_before(default_theme: Theme) -> None:
    fresh = load_theme(files_of(ROOT, DEFAULT), ROOT)
    for template, view, bodies in reversed(PAGES.values()):
        asked = output(view, template, bodies=tuple("x" for _ in bodies))
        assert render(asked, pack(SITE), bodies, default_theme) == render(asked, pack(SITE), bodies, fresh)


SAFE_PLACES = {
    "sitegen/render/bodies.py": 2,  # parse made and cleaned this HTML
    "sitegen/render/filters.py": 2,  # the anchor around an escaped name, the style of fonts
    "sitegen/render/inline.py": 1,  # the theme's own scripts and styles
    "sitegen/language.py": 1,  # an empty one, to which escaped names are joined
    "themes/default/templates/base.html": 1,  # JSON-LD, in which plan writes every "<" as an escape
}


def test_text_is_declared_safe_in_few_places() -> None:
    unsafe = re.compile(r"\|\s*safe\b|\bMarkup\(|autoescape\s+false|autoescape=False")
    files = [*ROOT.glob("sitegen/**/*.py"), *ROOT.glob("themes/**/templates/**/*.*")]
    found = {path.relative_to(ROOT).as_posix(): len(unsafe.findall(path.read_text())) for path in files}
    assert {path: count for path, count in found.items() if count} == SAFE_PLACES


def _messages() -> set[str | tuple[str, ...]]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found = set()
    for path in DEFAULT.glob("templates/**/*.html"):
        for _, _, message in environment.extract_translations(path.read_text()):  # type: ignore[attr-defined]
            found.add(message if isinstance(message, str) else tuple(filter(None, message)))
    return found


@pytest.mark.parametrize("lang", ["ar", "fa", "fr", "tr"])
def test_catalogues_translate_everything_and_nothing_else(lang: str) -> None:
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with (DEFAULT / "locale" / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file)
    assert {message.id for message in catalogue if message.id} == _messages()
    assert [message.id for message in catalogue if message.id and not all(_strings(message.string))] == []
    assert [error for _, errors in catalogue.check() for error in errors] == []


def _strings(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
