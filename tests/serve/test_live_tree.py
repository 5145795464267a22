"""A preview that runs while files are saved, in all the ways in which editors save them, becomes what a clean build gives."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from edits import Editor
from previews import eventually
from sites import NOW, SiteFolder, difference, tree_of

from sitegen.build import Session
from sitegen.digest import digest
from sitegen.errors import SitegenError
from sitegen.serve.preview import OUTPUT_FOLDER, STATE_FOLDER, Preview
from sitegen.serve.watching import Watcher, folders_of
from sitegen.steps.tools import Purpose

pytestmark = pytest.mark.slow

OPERATIONS = 500 if os.environ.get("SITEGEN_PROVE") else 60
LONG = 10.0
"""Seconds after which the preview is up to date however busy the machine is; it takes two at most on one that is not."""

_OWN = {".sitegen-manifest", ".sitegen-journal", ".sitegen-part"}


# --- How files are saved


def write_in_place(file: Path, text: bytes) -> None:
    with file.open("r+b" if file.exists() else "wb") as out:
        out.write(text)
        out.truncate()


def truncate_and_write(file: Path, text: bytes) -> None:
    with file.open("wb") as out:
        sleep(0.02)
        out.write(text)


def rename_over(file: Path, text: bytes) -> None:
    draft = file.with_name(f".{file.name}.tmp")
    draft.write_bytes(text)
    draft.replace(file)


def back_up_and_write(file: Path, text: bytes) -> None:
    backup = file.with_name(f"{file.name}~")
    if file.exists():
        file.rename(backup)
    file.write_bytes(text)
    backup.unlink(missing_ok=True)


def edit_by_sed(file: Path, text: bytes) -> None:
    """Save as `sed -i` does; what is no text, or has no line to put it after, is copied."""
    if b"\0" in text or not text.endswith(b"\n") or not file.exists() or not file.stat().st_size:
        file.write_bytes(text)
    else:
        subprocess.run(["sed", "-i", "-e", "1r /dev/stdin", "-e", "d", str(file)], input=text, check=True)


def move_here(file: Path, text: bytes) -> None:
    """Write a file in another folder of the site, from which it moves."""
    draft = file.parents[1] / f"moving-{file.name}.txt"
    draft.write_bytes(text)
    draft.replace(file)


STYLES = (write_in_place, truncate_and_write, rename_over, back_up_and_write, edit_by_sed, move_here)


class Live:
    """A site under a running preview, and a desk: a copy where everything is written first, to be saved from there."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.root = folder / "site"
        self.desk = SiteFolder(folder / "desk")
        self.editor = Editor(self.desk, rng)
        self.said: list[str] = []
        self._clean = folder / "clean"
        self._rng = rng
        self.editor.start()
        shutil.copytree(self.desk.root, self.root)
        self.preview = Preview(
            self.root,
            Watcher(self.root, folders_of(self.root), self.said.append),
            lambda line, problems: self.said.extend([line, *map(str, problems)]),
            as_of=NOW,
            jobs=1,
        )

    def save(self) -> int:
        """Bring the site to what lies on the desk, each file in some way and all in some order; return how many files."""
        wanted, there = tree_of(self.desk.root), _sources(self.root)
        changed = difference(wanted, there)
        self._rng.shuffle(changed)
        for name in changed:
            file = self.root / name
            if name in wanted:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._rng.choice(STYLES)(file, wanted[name])
            else:
                file.unlink()
        return len(changed)

    def shake(self) -> None:
        """Take a folder away, for a while or as it seems for good, and bring it back as it lies on the desk."""
        name = self._rng.choice(["content", "content/articles", "content/tags", "themes", "themes/tiny/templates"])
        away = self.root.parent / "away"
        if self._rng.random() < 0.5:
            (self.root / name).rename(away)
            sleep(self._rng.choice([0.0, 0.1]))
            away.rename(self.root / name)
        else:
            shutil.rmtree(self.root / name)
            sleep(self._rng.choice([0.0, 0.1]))
            shutil.copytree(self.desk.root / name, self.root / name)

    def clean_tree(self) -> dict[str, bytes]:
        """Build the desk from nothing as a preview would; a SitegenError carries its problems."""
        shutil.rmtree(self._clean, ignore_errors=True)
        shutil.copytree(self.desk.root, self._clean)
        purpose = Purpose(STATE_FOLDER, OUTPUT_FOLDER, is_preview=True, shows_all=True)
        with Session(self._clean, purpose=purpose, jobs=1) as session:
            decision = session.look(NOW)
            session.renew(decision, decision.stale)
        return _outputs(self._clean)

    def _mended(self) -> dict[str, bytes]:
        """Remove what a clean build refuses, which the preview has to refuse too, and return the tree of the rest."""
        while True:
            try:
                return self.clean_tree()
            except SitegenError as refusal:
                assert eventually(lambda: bool(self.preview.state().problems), LONG)
                for problem in refusal.problems:
                    (self.desk.root / problem.location.path).unlink(missing_ok=True)
            self.save()

    def tree(self) -> dict[str, bytes]:
        return _outputs(self.root)

    def serves(self, tree: dict[str, bytes]) -> bool:
        """Whether folder and preview have just these outputs."""
        state, files = self.preview.state(), {path: self.preview.find(path) for path in tree}
        return (
            not state.problems
            and not state.working
            and self.tree() == tree
            and all(file and file.digest == digest(tree[path]) for path, file in files.items())
        )

    def settle(self) -> float:
        """Wait until the preview is what a clean build gives, its sources mended first; return the seconds that it took."""
        began, tree = monotonic(), self._mended()
        assert eventually(lambda: self.serves(tree), LONG), f"{difference(self.tree(), tree)} after {self.said[-9:]}"
        return monotonic() - began


def _sources(root: Path) -> dict[str, bytes]:
    tops = [path.name for path in root.iterdir() if path.is_dir() and path.name != ".sitegen"]
    below = {f"{top}/{path}": text for top in tops for path, text in tree_of(root / top).items()}
    return {**below, "sitegen.toml": (root / "sitegen.toml").read_bytes()}


def _outputs(root: Path) -> dict[str, bytes]:
    """The outputs, also while files come and go."""
    tree = {}
    for path in (root / OUTPUT_FOLDER).rglob("*"):
        try:
            if path.name not in _OWN and path.is_file():
                tree[path.relative_to(root / OUTPUT_FOLDER).as_posix()] = path.read_bytes()
        except FileNotFoundError:
            continue
    return tree


@pytest.fixture
def live(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Live]:
    live = Live(tmp_path, random.Random(getattr(request, "param", 0)))
    live.preview.start()
    yield live
    live.preview.close()


def break_(site: SiteFolder) -> Callable[[], None]:
    """Break an article; return what mends it."""
    file = site.article("broken", "A title", "Text.", types="[brief")
    return file.unlink


@pytest.mark.parametrize("live", [1, 2], indirect=True)
def test_the_preview_comes_to_be_what_a_clean_build_gives(live: Live) -> None:
    rng, times, done = live.editor.rng, [], 0
    live.editor.delete_cache = lambda: None  # a test of its own
    while done < OPERATIONS:
        for _ in range(rng.choice([1, 1, 2, 12])):
            if rng.random() < 0.1:
                live.shake()
                done += 1
            else:
                live.editor.edit()
                done += live.save()
            sleep(rng.choice([0.0, 0.0, 0.01, 0.2]))
        if rng.random() < 0.4 or done >= OPERATIONS:
            times.append(live.settle())
    print("settled after", *(f"{seconds:.2f}" for seconds in times), "s")  # noqa: T201 (for who asks with -rP)


def test_a_broken_file_leaves_the_last_good_tree(live: Live) -> None:
    live.settle()
    good = live.tree()
    mend = break_(live.desk)
    for _ in range(4):
        live.editor.edit_body()
        live.save()
        assert eventually(lambda: bool(live.preview.state().problems), LONG)
        end = monotonic() + 0.3
        while monotonic() < end:
            assert live.tree() == good
    mend()
    live.save()
    live.settle()


def test_its_own_folder_may_be_removed(live: Live) -> None:
    for _ in range(3):
        live.settle()
        shutil.rmtree(live.root / ".sitegen")
        live.editor.edit_body()
        live.save()
    live.settle()
    shutil.rmtree(live.root / ".sitegen")
    live.settle()


def test_nothing_is_told_while_nothing_changes(live: Live) -> None:
    live.settle()
    sleep(5)  # in which the times of the files come to be old enough to be relied on, which is told once
    version = live.preview.state().version
    sleep(5)  # in which the preview looks twice
    assert live.preview.state().version == version
