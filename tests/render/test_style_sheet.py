"""Templates and style sheet know each other: no class without a rule, no rule without a class."""

import re
from collections.abc import Callable

import pytest
from html_tree import Page
from pygments.token import STANDARD_TYPES
from sample_views import PAGES
from theme_files import DEFAULT, ROOT

HOOKS = {
    r"article|page|missing|index|all-corrections|by-\w+|of-\w+": "the kind of page, on its body: for style sheets of a site",
    r"commentary|brief|report|paper|interview|podcast|video|event|dataset|in-the-news": "the class of a publication",
}
"""Classes that the theme's own style sheet leaves alone, each with its reason."""


def _selectors() -> str:
    sheet = re.sub(r"/\*.*?\*/", "", (DEFAULT / "assets" / "style.css").read_text(), flags=re.DOTALL)
    return " ".join(re.findall(r"[^{};]+(?=\{)", sheet))


STYLED = frozenset(re.findall(r"\.([a-z][\w-]*)", _selectors()))


def _is_known(name: str) -> bool:
    return name in STYLED or any(re.fullmatch(hook, name) for hook in HOOKS)


def _written() -> set[str]:
    """The classes that templates write out; what a template puts together shows in rendered pages alone."""
    texts = (path.read_text() for path in DEFAULT.glob("templates/**/*.html"))
    values = (value for text in texts for value in re.findall(r'class="((?:{[{%].*?[%}]}|[^"])*)"', text))
    names = {name for value in values for name in re.sub(r"{{.*?}}", "…", re.sub(r"{%.*?%}", "", value)).split()}
    return {name for name in names if "…" not in name} | _set_by_scripts()


def _set_by_scripts() -> set[str]:
    texts = (path.read_text() for path in DEFAULT.glob("assets/*.js"))
    values = (value for text in texts for value in re.findall(r'(?:class: |classList\.add\()"([^"]*)"', text))
    return {name for value in values for name in value.split()}


@pytest.mark.parametrize("name", PAGES)
def test_every_class_of_a_page_has_a_rule_or_a_reason(name: str, page_of: Callable[..., Page]) -> None:
    assert [each for each in sorted(_classes(page_of(name))) if not _is_known(each)] == []


def test_every_class_of_a_template_has_a_rule_or_a_reason() -> None:
    written = _written()
    assert {"card", "lead", "portrait"} <= written
    assert [name for name in sorted(written) if not _is_known(name)] == []


def test_every_class_of_the_style_sheet_is_set(page_of: Callable[..., Page]) -> None:
    shown = {each for name in PAGES for each in _classes(page_of(name))}
    documented = set(re.findall(r"\.([a-z][\w-]*)", (ROOT / "docs" / "theming.md").read_text()))
    focus = {f"focus-{axis}-{part}" for axis in "xy" for part in (0, 25, 75, 100)}
    scripted = set(re.findall(r'className = "([\w-]+)"', (DEFAULT / "assets" / "site.js").read_text()))
    assert STYLED - _written() - shown - documented - focus - scripted - set(STANDARD_TYPES.values()) == set()


def _classes(page: Page) -> set[str]:
    return {name for _, attrs in page.elements for name in (attrs.get("class") or "").split()}
