"""Finds the theme's folder and says which of its files are templates and which are assets."""

from pathlib import Path

import sitegen
from sitegen.errors import Location, Problem, ThemeError
from sitegen.urls import name_fault

_PACKAGE = Path(sitegen.__file__).parent


def theme_folder(root: Path, name: str) -> Path:
    """Return the folder of a theme: the site's own `themes/`, else the one that comes with sitegen.

    ThemeError, naming the themes that there are, where there is none.
    """
    if not name_fault(name):
        for folder in (root / "themes", *_bundled()):
            if (folder / name).is_dir():
                return folder / name
    names = ", ".join(f'"{theme}"' for theme in _themes(root))
    message, hint = f'there is no theme "{name}"', f"There are: {names or 'none'}."
    raise ThemeError(problems=[Problem(Location("sitegen.toml"), "unknown-theme", message, hint)])


def _bundled() -> tuple[Path, Path]:
    """Where an installed package has its themes, and where a checkout of the project has them."""
    return _PACKAGE / "themes", _PACKAGE.parent / "themes"


def _themes(root: Path) -> list[str]:
    folders = [root / "themes", *_bundled()]
    return sorted({theme.name for folder in folders if folder.is_dir() for theme in folder.iterdir() if theme.is_dir()})
