import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def write_corpus() -> Callable[[Path, int, str], None]:
    written: Callable[[Path, int, str], None] = runpy.run_path(str(BENCHMARKS / "corpus.py"))["write_corpus"]
    return written


def texts_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.md")}


def bodies_in(folder: Path) -> dict[str, str]:
    return {path: re.split(r"^---\n", text, flags=re.MULTILINE)[2] for path, text in texts_in(folder).items()}


def test_corpus_is_the_same_every_time(write_corpus: Callable[[Path, int, str], None], tmp_path: Path) -> None:
    write_corpus(tmp_path / "a", 30, "sitegen")
    write_corpus(tmp_path / "b", 30, "sitegen")
    assert texts_in(tmp_path / "a") == texts_in(tmp_path / "b")


def test_both_generators_get_the_same_texts(write_corpus: Callable[[Path, int, str], None], tmp_path: Path) -> None:
    write_corpus(tmp_path / "ours", 30, "sitegen")
    write_corpus(tmp_path / "theirs", 30, "hugo")
    ours, theirs = bodies_in(tmp_path / "ours/articles"), bodies_in(tmp_path / "theirs/articles")
    assert ours == theirs
    assert 5000 < sum(map(len, ours.values())) / len(ours) < 9000


def test_corpus_builds_without_a_problem(write_corpus: Callable[[Path, int, str], None], tmp_path: Path) -> None:
    shutil.copytree(BENCHMARKS / "site", tmp_path, dirs_exist_ok=True)
    write_corpus(tmp_path / "content", 30, "sitegen")
    command = [sys.executable, "-m", "sitegen", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(list((tmp_path / "output/articles").rglob("article-*/index.html"))) == 30
