"""Themes to render with: the default one, and ones made of a few lines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from html_tree import Page
from sample_views import PAGES, SITE, output, pack
from theme_files import DEFAULT, ROOT, files_of

from sitegen.model.views import SiteView
from sitegen.render import Theme, load_theme, render


@pytest.fixture(scope="session")
def default_theme() -> Theme:
    return load_theme(files_of(ROOT, DEFAULT), ROOT)


@pytest.fixture(scope="session")
def html_of(default_theme: Theme) -> Callable[..., str]:
    """Render a page of `PAGES` by name with the default theme."""

    def render_named(name: str, site: SiteView = SITE) -> str:
        template, view, bodies = PAGES[name]
        names = tuple(body.source for body in getattr(view, "bodies", ()))
        return render(output(view, template, bodies=names), pack(site), bodies, default_theme).decode()

    return render_named


@pytest.fixture(scope="session")
def page_of(html_of: Callable[..., str]) -> Callable[..., Page]:
    return lambda *arguments: Page(html_of(*arguments))


@pytest.fixture
def theme_of(tmp_path: Path) -> Callable[..., Theme]:
    """Make a theme of texts by file name below `templates/`, or `locale/` where the name begins so."""

    def make(texts: dict[str, str | bytes]) -> Theme:
        folder = tmp_path / "themes" / "mine"
        for name, text in texts.items():
            path = folder / name if name.startswith("locale/") else folder / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_theme(files_of(tmp_path, folder), tmp_path)

    return make
