"""Themes to render with: the default one, and ones made of a few lines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from html_tree import Page
from sample_views import PAGES, SITE, output, pack

from sitegen.digest import digest, digest_all
from sitegen.model.source import Asset, ThemeFiles
from sitegen.model.views import SiteView
from sitegen.render import Theme, load_theme, render

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "themes" / "default"


def files_of(root: Path, folder: Path) -> ThemeFiles:
    """List a theme's folder as reading does."""
    templates = _assets(root, folder / "templates") | {
        f"locale/{name}": asset for name, asset in _assets(root, folder / "locale").items()
    }
    return ThemeFiles(
        templates, _assets(root, folder / "assets"), digest_all(each.digest for each in templates.values())
    )


def _assets(root: Path, folder: Path) -> dict[str, Asset]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): Asset(
            path.relative_to(root).as_posix(), digest(path.read_bytes()), path.stat().st_size
        )
        for path in paths
    }


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

    def make(texts: dict[str, str]) -> Theme:
        folder = tmp_path / "themes" / "mine"
        for name, text in texts.items():
            path = folder / name if name.startswith("locale/") else folder / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return load_theme(files_of(tmp_path, folder), tmp_path)

    return make
