"""When the watcher wakes: for what may change the site, never for reading or our own output, whatever becomes of folders."""

import errno
import os
import random
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.serve import mounts, watching
from sitegen.serve.observing import Observed
from sitegen.serve.watching import Watcher
from tests.sites import SiteFolder

if os.name != "posix" or os.uname().sysname != "Linux":
    pytest.skip("what the system tells is Linux's here", allow_module_level=True)

from watchdog.observers.api import EventEmitter
from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD

LONG = 20.0
"""Seconds in which an event comes however busy the machine is."""
QUIET = 0.25
"""Seconds after which nothing is taken to come any more: too short on a busy machine, a test passes wrongly, never fails."""


class Watched:
    """A site's folder under watch. `told` holds what the watcher said."""

    def __init__(self, root: Path) -> None:
        self.site = SiteFolder(root)
        self.root = root
        self.text = self.site.write("content/articles/a.md", "text")
        self.site.write("themes/mine/templates/page.html", "{{ page }}")
        self.folders = [root / name for name in ("content", "static", "templates", "themes/mine")]
        self.told: list[str] = []
        self.watcher = Watcher(root, self.folders, self.told.append)

    def wakes(self) -> bool:
        """Whether it wakes; what follows of the same event is over when this returns."""
        has_woken = self.watcher.wait(LONG)
        self.settle()
        return has_woken

    def sleeps(self) -> bool:
        return not self.watcher.wait(QUIET)

    def settle(self) -> None:
        while self.watcher.wait(QUIET):
            pass


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path / "site")
    yield watched
    watched.watcher.close()


def save_in_place(file: Path) -> None:
    file.write_text("new")


def save_by_rename(file: Path) -> None:
    file.with_name(".a.md.tmp").write_text("new")
    file.with_name(".a.md.tmp").replace(file)


def save_from_elsewhere(file: Path) -> None:
    draft = file.parents[3] / "draft"
    draft.write_text("new")
    draft.replace(file)


def save_as_vim_does(file: Path) -> None:
    file.with_name("4913").touch()
    file.with_name("4913").unlink()
    file.rename(file.with_name("a.md~"))
    file.write_text("new")
    file.with_name("a.md~").unlink()


def save_slowly(file: Path) -> None:
    with file.open("w") as stream:
        for _ in range(5):
            stream.write("new")
            stream.flush()
            os.fsync(stream.fileno())


def save_with_sed(file: Path) -> None:
    subprocess.run(["sed", "-i", "s/text/new/", file], check=True)


SAVES = [save_in_place, save_by_rename, save_from_elsewhere, save_as_vim_does, save_slowly, save_with_sed]


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_every_way_of_saving_wakes(watched: Watched, save: Callable[[Path], None]) -> None:
    save(watched.text)
    assert watched.wakes()
    assert watched.text.read_text().startswith("new")


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_the_file_that_was_saved_is_named(watched: Watched, save: Callable[[Path], None]) -> None:
    save(watched.text)
    while str(watched.text) not in watched.watcher.named:
        assert watched.watcher.wait(LONG)


def test_no_file_is_named_where_more_may_have_changed(watched: Watched) -> None:
    watched.text.write_text("new")
    (watched.root / "content/new").mkdir()
    watched.watcher.wait(LONG)
    while watched.watcher.named:
        assert watched.watcher.wait(LONG)
    watched.settle()
    for number in range(50):
        watched.site.write(f"content/articles/{number}.md", "text")
    assert watched.wakes()
    watched.text.write_text("newer")
    assert watched.wakes()
    assert watched.watcher.named == {str(watched.text)}


@pytest.mark.parametrize(
    "change",
    [
        lambda w: w.site.write("content/articles/new.md", "text"),
        lambda w: w.text.unlink(),
        lambda w: w.text.rename(w.root / "content/b.md"),
        lambda w: w.text.rename(w.root / "elsewhere.md"),
        lambda w: w.text.chmod(0o600),
        lambda w: w.site.write("sitegen.toml", "[site]"),
        lambda w: w.site.write("themes/mine/templates/page.html", "new"),
        lambda w: w.site.write("static/.well-known/security.txt", "Contact"),
        lambda w: w.site.write("templates/base.html", "new"),
        lambda w: shutil.rmtree(w.root / "themes"),
    ],
    ids=[
        "new",
        "gone",
        "moved",
        "moved-away",
        "mode",
        "config",
        "theme",
        "static-appears",
        "templates-appear",
        "themes-go",
    ],
)
def test_what_may_change_the_site_wakes(watched: Watched, change: Callable[[Watched], object]) -> None:
    change(watched)
    assert watched.wakes()


NO_PART_OF_THE_SITE = [
    "output/index.html",
    ".sitegen/record",
    ".git/index",
    "notes.md",
    "content/.git/index",
    "content/articles/.git/objects/ab/cdef",
    "content/articles/~$report.docx",
    "content/articles/~WRL0001.tmp",
    "content/articles/.a.md.swp",
    "content/articles/.a.md.swx",
    "content/articles/4913",
    "content/articles/a.md~",
    "content/articles/#a.md#",
    "content/articles/.#a.md",
    "content/articles/.DS_Store",
    "content/articles/Thumbs.db",
]


def test_what_is_no_part_of_the_site_does_not_wake(watched: Watched) -> None:
    for path in NO_PART_OF_THE_SITE:
        watched.site.write(path, "text")
    (watched.root / "content/.git/index").write_text("new")
    assert watched.sleeps()
    for path in NO_PART_OF_THE_SITE:
        (watched.root / path).unlink()
    assert watched.sleeps()


def test_reading_does_not_wake(watched: Watched) -> None:
    for folder, _, names in os.walk(watched.root):
        for name in names:
            (Path(folder) / name).read_bytes()
    assert watched.sleeps()


def test_a_build_does_not_wake(watched: Watched) -> None:
    watched.text.unlink()
    watched.site.article("a")
    watched.settle()
    watched.site.build()
    assert (watched.root / "output/articles/2020/a/index.html").exists()
    assert watched.sleeps()


def test_an_event_while_nobody_waits_counts(watched: Watched) -> None:
    watched.text.write_text("new")
    assert not threading.Event().wait(QUIET)
    assert watched.watcher.wait(0)
    assert watched.sleeps()


def test_a_burst_ends_with_everything_seen(watched: Watched) -> None:
    def write_many() -> None:
        for number in range(400):
            watched.site.write(f"content/articles/{number}.md", "text")

    writer = threading.Thread(target=write_many)
    writer.start()
    wakes, seen = 0, 0
    while watched.watcher.wait(LONG if seen < 401 else QUIET):
        wakes += 1
        seen = len(list((watched.root / "content/articles").iterdir()))
    writer.join()
    assert seen == 401
    assert wakes < 100


def tree(root: Path) -> dict[str, str]:
    return {str(path): path.read_text() if path.is_file() else "" for path in sorted(root.rglob("*"))}


def change_at_random(root: Path, choose: random.Random) -> None:
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    files = [path for path in root.rglob("*") if path.is_file()]
    place, name = choose.choice(folders), choose.choice("abcdef")
    match choose.randrange(6):
        case 0 | 1 if not (place / name).exists():
            (place / name).mkdir()
        case 2 if files:
            choose.choice(files).write_text(str(choose.random()))
        case 3 if place != root:
            shutil.rmtree(place)
        case 4 if place != root:
            target = choose.choice(folders) / name
            if not target.exists() and not target.is_relative_to(place):
                place.rename(target)
        case _:
            (place / f"{name}.md").write_text(str(choose.random()))


@pytest.mark.parametrize("seed", range(4))
def test_whoever_looks_when_woken_has_seen_everything_in_the_end(watched: Watched, seed: int) -> None:
    """Events alone suffice, whatever is made, filled, moved and removed, in however quick order: no timer helps here."""
    choose, content = random.Random(seed), watched.root / "content"
    seen = tree(content)
    for _ in range(25):
        for _ in range(choose.randrange(1, 12)):
            change_at_random(content, choose)
        while watched.watcher.wait(choose.choice([0.01, 0.05])):
            seen = tree(content)
    while watched.watcher.wait(4 * QUIET):
        seen = tree(content)
    assert seen == tree(content)
    assert watched.told == []


def test_a_new_tree_is_watched_to_its_depth(watched: Watched) -> None:
    deep = watched.site.write("content/articles/2018/a/b/c/index.md", "text")
    assert watched.wakes()
    deep.write_text("new")
    assert watched.wakes()


def test_a_moved_folder_is_watched_where_it_is(watched: Watched) -> None:
    (watched.root / "content/articles").rename(watched.root / "content/pages")
    assert watched.wakes()
    watched.site.write("content/pages/a.md", "new")
    assert watched.wakes()


def test_a_folder_that_was_moved_away_is_watched_no_more(watched: Watched, tmp_path: Path) -> None:
    (watched.root / "content/articles").rename(tmp_path / "away")
    assert watched.wakes()
    (tmp_path / "away/a.md").write_text("new")
    assert watched.sleeps()
    (watched.root / "content/articles").mkdir()
    (watched.root / "content/articles").rmdir()
    shutil.rmtree(tmp_path / "away")
    assert watched.wakes()
    watched.site.write("content/b.md", "text")
    assert watched.wakes()


@pytest.mark.parametrize("name", ["content", "themes/mine", "themes", "."])
def test_a_watched_folder_that_is_made_again_is_watched(watched: Watched, name: str) -> None:
    shutil.rmtree(watched.root / name)
    assert watched.wakes()
    assert watched.sleeps()
    file = watched.site.write(
        "themes/mine/templates/page.html" if "themes" in name else "content/articles/a.md", "text"
    )
    assert watched.wakes()
    file.write_text("new")
    assert watched.wakes()
    assert watched.told == []


def test_a_project_that_is_replaced_as_a_whole_is_watched(watched: Watched, tmp_path: Path) -> None:
    shutil.copytree(watched.root, tmp_path / "copy")
    watched.root.rename(tmp_path / "old")
    (tmp_path / "copy").rename(watched.root)
    assert watched.wakes()
    watched.text.write_text("new")
    assert watched.wakes()


def test_other_folders_can_be_watched(watched: Watched, tmp_path: Path) -> None:
    theme = SiteFolder(tmp_path / "package").write("themes/other/templates/page.html", "text")
    watched.watcher.watch([watched.root / "content", tmp_path / "package/themes/other"])
    theme.write_text("new")
    assert watched.wakes()
    watched.site.write("themes/mine/templates/page.html", "new")
    assert watched.sleeps()


def test_links_are_not_followed(watched: Watched, tmp_path: Path) -> None:
    (watched.root / "content/loop").symlink_to(watched.root / "content")
    (tmp_path / "elsewhere").mkdir()
    (watched.root / "static").symlink_to(tmp_path / "elsewhere")
    assert watched.wakes()
    (tmp_path / "elsewhere/a.css").write_text("text")
    assert watched.sleeps()
    watched.text.write_text("new")
    assert watched.wakes()


def test_a_folder_that_cannot_be_read_does_no_harm(watched: Watched) -> None:
    for name in ("x", "y"):
        (watched.root / "content" / name).mkdir()
        (watched.root / "content" / name).chmod(0)
    assert watched.wakes()
    (watched.root / "content/x").chmod(0o700)
    assert watched.wakes()
    watched.site.write("content/x/a.md", "text")
    assert watched.wakes()
    (watched.root / "content/y").chmod(0o700)


def test_ten_thousand_files(watched: Watched) -> None:
    for number in range(10_000):
        folder = watched.root / "content/articles" / str(number % 100)
        if number < 100:
            folder.mkdir()
        (folder / f"{number}.md").write_bytes(b"text")
    assert watched.wakes()
    (watched.root / "content/articles/99/9999.md").write_text("new")
    assert watched.wakes()
    assert not watched.watcher.is_polling


def test_lost_events_wake(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = InotifyEvent(-1, InotifyConstants.IN_Q_OVERFLOW, 0, b"")
    read = InotifyFD.read_events
    monkeypatch.setattr(InotifyFD, "read_events", lambda self: [lost] if read(self) else [])
    watched.watcher.watch(watched.folders)
    watched.site.write("content/a.md~", "only what was lost can matter here")
    assert watched.wakes()


def refuse_after(monkeypatch: pytest.MonkeyPatch, allowed: int, code: int) -> None:
    add, calls = InotifyFD.add_callback, iter(range(100_000))

    def add_or_refuse(self: InotifyFD, *arguments: object) -> object:
        if next(calls) >= allowed:
            raise OSError(code, "inotify watch limit reached")
        return add(self, *arguments)

    monkeypatch.setattr(InotifyFD, "add_callback", add_or_refuse)


def assert_polls(watched: Watched, hint: str) -> None:
    assert watched.watcher.is_polling
    assert len(watched.told) == 1
    assert f"{watched.root}: warning: " in watched.told[0]
    assert hint in watched.told[0]
    watched.text.write_text("new again")
    assert watched.sleeps()
    watched.watcher.watch(watched.folders)
    assert len(watched.told) == 1
    assert not [thread for thread in threading.enumerate() if isinstance(thread, InotifyFD)]


@pytest.mark.parametrize("allowed", [0, 3])
def test_without_enough_watches_it_says_so_once_and_polls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    refuse_after(monkeypatch, allowed, errno.ENOSPC)
    assert_polls(Watched(tmp_path), "fs.inotify.max_user_watches")


def test_without_enough_watches_for_a_new_folder_it_polls(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_after(monkeypatch, 5, errno.ENOSPC)
    watched.site.write("content/articles/2018/a/b/c/index.md", "text")
    assert watched.watcher.wait(LONG)
    assert_polls(watched, "fs.inotify.max_user_watches")


def test_without_an_instance_of_inotify_it_polls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: InotifyFD) -> None:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(InotifyFD, "__init__", refuse)
    assert_polls(Watched(tmp_path), "fs.inotify.max_user_instances")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_when_the_thread_ends_it_polls(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(self: InotifyFD) -> None:
        raise KeyError

    monkeypatch.setattr(InotifyFD, "read_events", end)
    watched.text.write_text("new")
    watched.settle()
    for thread in threading.enumerate():
        if isinstance(thread, InotifyFD):
            thread.join(LONG)
    assert watched.sleeps()
    assert_polls(watched, "Start the preview again")


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / {drive} rw,relatime shared:1 - {type} server:/export rw
"""


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs", "virtiofs"])
def test_on_a_network_drive_it_polls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    drive = tmp_path / "my drive"
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS.format(drive=str(drive).replace(" ", r"\040"), type=kind))
    monkeypatch.setattr(mounts, "_TABLE", table)
    assert_polls(Watched(drive / "site"), f'"{kind}"')
    beside = Watched(tmp_path / "my drive 2")
    assert not beside.watcher.is_polling
    beside.watcher.close()


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_it_costs_one_sleeping_thread_and_none_after_its_end(tmp_path: Path) -> None:
    before, open_before = threading.active_count(), open_files()
    watched = Watched(tmp_path)
    assert threading.active_count() == before + 1
    for number in range(5):
        watched.site.write(f"content/{number}/a.md", "text")
        assert watched.wakes()
    assert threading.active_count() == before + 1
    watched.watcher.close()
    watched.watcher.close()
    assert threading.active_count() == before
    assert open_files() == open_before
    assert not watched.watcher.wait(LONG)


def test_closing_ends_a_wait(watched: Watched) -> None:
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(watched.watcher.wait(10 * LONG)))
    waiting.start()
    watched.watcher.close()
    waiting.join(LONG)
    assert answers == [False]


@pytest.fixture
def observed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Watched in the way of other systems than Linux."""
    monkeypatch.setattr(watching, "Listener", Observed)
    watched = Watched(tmp_path)
    yield watched
    watched.watcher.close()


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_on_other_systems_every_way_of_saving_wakes(observed: Watched, save: Callable[[Path], None]) -> None:
    save(observed.text)
    assert observed.wakes()
    observed.text.read_text()
    observed.site.write("output/index.html", "text")
    observed.site.write("content/articles/a.md~", "text")
    assert observed.sleeps()


def test_on_other_systems_folders_come_and_go(observed: Watched) -> None:
    shutil.rmtree(observed.root / "content")
    assert observed.wakes()
    observed.site.write("content/articles/a.md", "text")
    assert observed.wakes()
    observed.text.write_text("new")
    assert observed.wakes()
    assert observed.told == []


def test_on_other_systems_a_thread_that_ends_is_noticed(observed: Watched) -> None:
    emitter = next(thread for thread in threading.enumerate() if isinstance(thread, EventEmitter))
    emitter.stop()
    emitter.join(LONG)
    observed.settle()
    assert observed.watcher.is_polling
    assert len(observed.told) == 1
