import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.cli import main

HEAVY = {
    "babel",
    "jinja2",
    "markdown_it",
    "nh3",
    "pydantic",
    "pygments",
    "rich",
    "ruamel",
    "sqlite3",
    "watchdog",
    "yaml",
}


def run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sitegen", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_version_names_the_program_and_its_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"sitegen {__version__}\n")


def test_start_up_imports_nothing_heavy() -> None:
    code = "import sys; from sitegen.cli import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint({name.split(".")[0] for name in done.stdout.split()})


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in ["build", "explain", "import", "init", "new", "schema"])


@pytest.mark.parametrize("name", ["build", "explain", "import", "init", "new", "schema"])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: sitegen {name}")


@pytest.mark.parametrize(
    "words",
    [
        ["bild"],
        ["build", "--jobs", "-1"],
        ["build", "-C", "no-such-folder"],
        ["build", "--now", "tomorrow"],
        ["build", "--now", "2026-01-31T09:00:00"],
        ["explain"],
        ["new", "article"],
    ],
)
def test_wrong_words_are_a_usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "Error:" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["build"], ["build", "--json"], ["explain", "index.html"], ["new", "page", "About"]])
def test_folder_without_config_is_refused_without_a_traceback(words: list[str], tmp_path: Path) -> None:
    done = run(*words, folder=tmp_path)
    assert done.returncode == 1
    assert "sitegen.toml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
