"""The files of a theme as reading lists them, and where the default theme lies."""

from pathlib import Path

from sitegen.digest import digest, digest_all
from sitegen.model.source import Asset, ThemeFiles

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
