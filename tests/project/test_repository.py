"""What must hold of the files of this repository themselves."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [".ci", "benchmarks", "content", "docs", "sitegen", "static", "templates", "tests", "themes"]
TEXT = {"", ".css", ".html", ".in", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml"}

# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": re.compile("(?<![\\w.:/-])/(?:" + "|".join(["root", "wor" + "k", "Users"]) + ")/\\w"),
    "a package registry": re.compile(
        "|".join(["pypi" + r"\.org", "python" + "hosted", r"registry\." + "npmjs", r"deb\." + r"debian\.org"])
    ),
}


def texts() -> Iterator[tuple[Path, str]]:
    tops = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]  # a file in a worktree
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in tops + below:
        if path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [f"{path}: {match[0]}" for path, text in texts() for match in FORBIDDEN[what].finditer(text)]
    assert found == []


def test_modules_import_only_from_layers_below() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_file_holds_versions_and_hashes_only(name: str) -> None:
    pin = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]* \\")
    hash_ = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / name).read_text().splitlines()
    assert [line for line in lines if not pin.fullmatch(line) and not hash_.fullmatch(line)] == []


def test_tests_run_on_the_versions_that_the_site_is_built_with() -> None:
    run, dev = (set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS)
    assert run < dev


LOCKS = ["requirements.txt", "requirements-dev.txt"]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE))
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {re.split(r"[<>=]", name)[0].replace(".", "-") for name in asked} <= locked


def test_make_targets_of_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    named = {target for path in documents for target in re.findall(r"`?make ([a-z]+)\b`", path.read_text())}
    assert {"site", "test", "check", "prove", "lock", "bench"} <= targets
    assert named <= targets


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks/README.md"]
    broken = [
        f"{path.name}: {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _without_code(path.read_text()))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
