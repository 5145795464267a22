"""Finds the folders of the theme and of all that it extends, nearest first."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sitegen
from sitegen.digest import digest_all
from sitegen.errors import Location, Problem, ThemeError
from sitegen.files import read_file
from sitegen.model.source import Asset
from sitegen.urls import name_fault

MANIFEST = "theme.toml"

_PACKAGE = Path(sitegen.__file__).parent
_KEYS = frozenset({"extends"})
_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_HINT = 'Write extends = "default", or leave the file away.'


def theme_folders(root: Path, name: str) -> dict[str, Path]:
    """Return by name the folder of a theme and those of all that it extends: the site's own `themes/`, else those that come
    with sitegen.

    ThemeError, with its place, for a theme that is not there, extends itself, or has a `theme.toml` that is wrong.
    """
    folders: dict[str, Path] = {}
    place = Location("sitegen.toml")
    while name:
        if name in folders:
            way = " and ".join(f'"{each}"' for each in folders)
            raise _fault(
                place, f'the theme "{name}" extends itself, by way of {way}', "A theme may extend one of another line."
            )
        folders[name] = _folder(root, name, place)
        name, place = _parent(folders[name], f"themes/{name}/{MANIFEST}")
    return folders


def _folder(root: Path, name: str, place: Location) -> Path:
    if not name_fault(name):
        for folder in (root / "themes", *_bundled()):
            if (folder / name).is_dir():
                return folder / name
    names = ", ".join(f'"{theme}"' for theme in _themes(root))
    raise _fault(place, f'there is no theme "{name}"', f"There are: {names or 'none'}.", "unknown-theme")


def _parent(folder: Path, path: str) -> tuple[str, Location]:
    """Return the name that `theme.toml` gives as the parent's, empty for none, and where."""
    try:
        text = read_file(folder / MANIFEST).decode("utf-8-sig")
        table: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n"))
    except FileNotFoundError:
        return "", Location(path)
    except OSError as error:
        raise _fault(Location(path), f"the file cannot be read: {error.strerror}", "Check its permissions.") from None
    except UnicodeDecodeError:
        raise _fault(Location(path), "the file is not UTF-8", "Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        line, column = (int(found[2]), int(found[3])) if found else (0, 0)
        raise _fault(Location(path, line, column), f"this is not TOML: {found[1] if found else error}", _HINT) from None
    for key, value in table.items():
        place = Location(path, _line_of(key, text))
        if key not in _KEYS:
            raise _fault(place, f'"{key}" is not known here', _HINT)
        if not isinstance(value, str) or not value:
            raise _fault(place, f'"{key}" is not the name of a theme', _HINT)
    return table.get("extends", ""), Location(path, _line_of("extends", text))


def _line_of(key: str, text: str) -> int:
    lines = (number for number, line in enumerate(text.split("\n"), 1) if key in line.partition("#")[0])
    return next(lines, 0)


def _fault(place: Location, message: str, hint: str, kind: str = "theme") -> ThemeError:
    return ThemeError(problems=[Problem(place, kind, message, hint)])


def digest_templates(templates: Mapping[str, Asset]) -> str:
    """Digest the names and bytes of all templates, by name and in its order."""
    return digest_all(part for path in sorted(templates) for part in (path, templates[path].digest))


def _bundled() -> tuple[Path, Path]:
    """Where an installed package has its themes, and where a checkout of the project has them."""
    return _PACKAGE / "themes", _PACKAGE.parent / "themes"


def _themes(root: Path) -> list[str]:
    folders = [root / "themes", *_bundled()]
    return sorted({theme.name for folder in folders if folder.is_dir() for theme in folder.iterdir() if theme.is_dir()})
