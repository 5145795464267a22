import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_wheel_carries_the_default_theme_the_starter_site_and_what_browsers_load(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = {path.relative_to(ROOT) for path in (ROOT / "themes/default").rglob("*") if path.is_file()}
    folders = ("sitegen/commands/starter", "sitegen/serve/client")
    carried = {path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    assert theme
    assert {f"sitegen/{path.as_posix()}" for path in theme} <= names
    assert {path.as_posix() for path in carried} <= names
