"""What a preview shows while its sources are edited, what it says of them, and what it survives."""

import errno
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pytest
from sites import SiteFolder, tree_of

from sitegen.errors import Busy, Location, Problem, PublishFailed, SitegenError
from sitegen.files import digest_file
from sitegen.publish import is_held, lock
from sitegen.serve.interface import About, State
from sitegen.serve.preview import OUTPUT_FOLDER, STATE_FOLDER, Preview
from sitegen.serve.shown import Editor

PATIENCE = 20.0

HOLD_LOCK = """
import sys
from pathlib import Path
from sitegen.publish import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


class Pokes:
    """A watcher that wakes when it is told to."""

    def __init__(self) -> None:
        self.named: Collection[str] = ()
        self._news = threading.Condition()
        self._woken = self._closed = False

    def wait(self, seconds: float) -> bool:
        with self._news:
            self._news.wait_for(lambda: self._woken or self._closed, max(0, seconds))
            woken, self._woken = self._woken, False
            return woken and not self._closed

    def poke(self) -> None:
        with self._news:
            self._woken = True
            self._news.notify_all()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify_all()


class Shown:
    """A running preview of a site, and what it told."""

    def __init__(self, site: SiteFolder, **options: object) -> None:
        self.site = site
        self.pokes = Pokes()
        self.lines: list[str] = []
        self.told: list[Problem] = []
        self.states: list[State] = []
        self.preview = Preview(site.root, self.pokes, self._tell, **options)  # type: ignore[arg-type]
        self.preview.follow(self.states.append)
        self.preview.start()
        self.until(lambda state: state.built or bool(state.problems))

    def _tell(self, line: str, problems: Sequence[Problem]) -> None:
        self.lines.append(line)
        self.told += problems

    def until(self, is_it: Callable[[State], bool]) -> State:
        end = time.monotonic() + PATIENCE
        while not is_it(self.preview.state()):
            assert time.monotonic() < end, f"{self.preview.state()} after {self.lines}"
            time.sleep(0.01)
        return self.preview.state()

    def after(self, edit: Callable[[], object]) -> State:
        """Return the state after an edit that a browser may see."""
        version = self.preview.state().version
        edit()
        self.pokes.poke()
        return self.until(lambda state: state.version > version and not state.working)

    def page(self, path: str) -> str:
        file = self.preview.find(path)
        assert file is not None
        return file.path.read_text(encoding="utf-8")

    def about(self, path: str) -> About:
        about = self.preview.about(path)
        assert about is not None
        return about

    def fact(self, path: str, label: str) -> str:
        return ", ".join(fact.text for fact in self.about(path).facts if fact.label == label)


@pytest.fixture
def small(site: SiteFolder) -> SiteFolder:
    site.use_tiny_theme()
    site.author("ann", "Ann")
    site.article("one", "One", "First words.", authors="[ann]", tags="[water]")
    site.article("two", "Two", "Second words.", tags="[water]")
    return site


@pytest.fixture
def shown(small: SiteFolder) -> Iterator[Shown]:
    running = Shown(small, editor=Editor("vscode://file/{path}:{line}"))
    yield running
    running.preview.close()


def test_an_edit_shows_and_names_what_changed_alone(shown: Shown) -> None:
    article = shown.site.root / "content/articles/two.md"
    state = shown.after(lambda: article.write_text(article.read_text() + "\nMore words.\n"))
    assert "More words." in shown.page("articles/2020/two/index.html")
    # The site's own feed carries whole texts.
    assert set(state.changed or {}) == {"articles/2020/two/index.html", "feed.xml"}
    assert not (shown.site.root / "output").exists()


def test_an_article_more_and_one_less(shown: Shown) -> None:
    path = shown.site.root / "content/articles/three.md"
    shown.after(lambda: shown.site.article("three", "Three", tags="[water]"))
    assert "Three" in shown.page("tags/water/index.html")
    state = shown.after(path.unlink)
    assert shown.preview.find("articles/2020/three/index.html") is None
    assert (state.changed or {})["articles/2020/three/index.html"] == ""
    assert "Three" not in shown.page("tags/water/index.html")


def test_errors_leave_what_was_good_and_go_with_the_mend(shown: Shown) -> None:
    good = shown.page("articles/2020/one/index.html")
    state = shown.after(
        lambda: shown.site.write("content/articles/one.md", "---\ntitle: One\ndate: soon\n---\nText.\n")
    )
    (problem,) = state.problems
    assert (problem.file, problem.line) == ("content/articles/one.md", 3)
    assert (3, "date: soon") in problem.excerpt
    assert problem.open == f"vscode://file/{shown.site.root / 'content/articles/one.md'}:3"
    assert shown.page("articles/2020/one/index.html") == good
    mended = shown.after(lambda: shown.site.article("one", "One", "Mended.", authors="[ann]", tags="[water]"))
    assert mended.problems == ()
    assert "Mended." in shown.page("articles/2020/one/index.html")


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("sitegen.toml", b"[site\n"),
        ("themes/tiny/templates/article.html", b"{% block main %}"),
        ("themes/tiny/templates/article.html", b"{{ page.nothing }}"),
        ("content/articles/two.md", b"---\ntitle: \xff\xfe\n---\n"),
        ("content/authors/ann.md", b"---\nname: [\n---\n"),
        ("content/articles/two.md", b""),
        ("content/articles/two.md", b"---\ntitle: Tw"),
    ],
)
def test_whatever_is_broken_is_named_and_mended(shown: Shown, path: str, broken: bytes) -> None:
    file = shown.site.root / path
    good = file.read_bytes()
    state = shown.after(lambda: file.write_bytes(broken))
    assert path in {problem.file for problem in state.problems}
    assert shown.after(lambda: file.write_bytes(good)).problems == ()


def test_a_file_that_cannot_be_read_leaves_what_was_good_and_shows_when_it_can(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "articles/2020/one/index.html"
    good = shown.page(page)

    def refuse(file: str) -> str:
        if file.endswith("one.md"):
            raise PermissionError(errno.EACCES, "Permission denied", file)
        return digest_file(file)

    with monkeypatch.context() as locked:
        locked.setattr("sitegen.read.contents.digest_file", refuse)
        state = shown.after(lambda: shown.site.article("one", "One", "Late words.", authors="[ann]", tags="[water]"))
        assert [(each.file, each.message.rpartition(": ")[2]) for each in state.problems] == [
            ("content/articles/one.md", "Permission denied")
        ]
        assert shown.page(page) == good
    shown.pokes.poke()
    shown.until(lambda state: not state.problems)
    assert "Late words." in shown.page(page)


def test_a_first_build_that_fails_is_no_end(small: SiteFolder) -> None:
    small.write("content/articles/bad.md", "---\ntitel: x\n---\n")
    running = Shown(small)
    try:
        assert not running.preview.state().built
        assert running.after((small.root / "content/articles/bad.md").unlink).built
        assert "One" in running.page("index.html")
    finally:
        running.preview.close()


def test_what_is_not_published_is_shown_with_a_banner_unless_public(small: SiteFolder) -> None:
    small.article("draft", "Draft", draft="true")
    small.article("later", "Later", publish_at="2199-01-01")
    small.article("over", "Over", expires="2020-02-02")
    pages = {name: f"articles/2020/{name}/index.html" for name in ("draft", "later", "over", "one")}
    running = Shown(small)
    try:
        banners = {name: running.about(path).banner for name, path in pages.items()}
        assert banners["draft"].startswith("Draft:")
        assert banners["later"].startswith("Embargoed until 2199-01-01, in ")
        assert banners["over"].startswith("Expired since 2020-02-02:")
        assert banners["one"] == ""
    finally:
        running.preview.close()
    public = Shown(small, shows_all=False)
    try:
        assert [name for name, path in pages.items() if public.preview.find(path)] == ["one"]
    finally:
        public.preview.close()
    then = Shown(small, shows_all=False, as_of=1_579_000_000)
    try:
        assert [name for name, path in pages.items() if then.preview.find(path)] == ["over", "one"]
    finally:
        then.preview.close()


def test_the_bar_names_source_words_terms_and_where_the_article_shows(shown: Shown) -> None:
    page = "articles/2020/one/index.html"
    assert shown.fact(page, "Source") == "content/articles/one.md"
    assert shown.fact(page, "Words") == "2"
    assert shown.fact(page, "Tags") == "water"
    assert {"/", "/tags/water/", "/authors/ann/"} <= set(shown.fact(page, "Shown on").split(", "))
    assert shown.preview.about("tags/water/index.html") is None


def test_terms_are_suggested_but_for_those_that_it_has(small: SiteFolder) -> None:
    def suggest(title: str, text: str, _lang: str) -> list[tuple[str, str]]:
        return [("tags", "water"), ("tags", title), ("tags", text.strip())]

    running = Shown(small, suggest=suggest)
    try:
        assert running.fact("articles/2020/one/index.html", "May be about") == "One, First words."
    finally:
        running.preview.close()


def test_only_one_preview_of_a_site_runs(shown: Shown) -> None:
    other = Preview(shown.site.root, Pokes(), lambda _line, _problems: None)
    with pytest.raises(Busy, match="another preview of this site is running"):
        other.start()


def test_what_was_named_shows_and_what_no_one_named_after_it(shown: Shown) -> None:
    def edit() -> None:
        one = shown.site.article("one", "One", "Named words.", authors="[ann]", tags="[water]")
        shown.site.article("two", "Two", "Other words.", tags="[water]")
        shown.pokes.named = [str(one)]

    told = len(shown.states)
    shown.after(edit)
    shown.until(lambda _: "Other words." in shown.page("articles/2020/two/index.html"))
    assert "Named words." in shown.page("articles/2020/one/index.html")
    assert any("articles/2020/one/index.html" in (state.changed or {}) for state in shown.states[told:])


def test_its_lock_is_held_again_where_it_was_removed(shown: Shown) -> None:
    state_folder = shown.site.root / STATE_FOLDER
    shutil.rmtree(shown.site.root / ".sitegen")
    shown.pokes.poke()
    shown.until(lambda _: is_held(state_folder))
    with pytest.raises(Busy), lock(state_folder):
        pytest.fail("two previews at once")


def test_another_preview_that_begins_where_the_lock_was_removed_is_waited_for(shown: Shown) -> None:
    shutil.rmtree(shown.site.root / ".sitegen")
    command = [sys.executable, "-c", HOLD_LOCK, shown.site.root / STATE_FOLDER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        shown.pokes.poke()
        state = shown.until(lambda state: bool(state.problems))
        assert "another preview of this site is running" in state.problems[0].message
        assert not (shown.site.root / OUTPUT_FOLDER).exists()
        other.communicate()
    shown.until(lambda state: not state.problems)
    assert "First words." in shown.page("articles/2020/one/index.html")


def test_a_link_in_the_place_of_its_folder_is_refused_and_not_followed(shown: Shown) -> None:
    output, elsewhere = shown.site.root / OUTPUT_FOLDER, shown.site.root / "elsewhere"
    shutil.copytree(output, elsewhere)
    before = tree_of(elsewhere)
    shutil.rmtree(output)
    output.symlink_to(elsewhere)
    shown.site.article("two", "Two", "Other words.", tags="[water]")
    shown.pokes.poke()
    state = shown.until(lambda state: bool(state.problems))
    assert "is a symbolic link" in state.problems[0].message
    assert tree_of(elsewhere) == before
    output.unlink()
    shown.pokes.poke()
    shown.until(lambda state: not state.problems and not state.working)
    assert "Other words." in shown.page("articles/2020/two/index.html")
    assert tree_of(elsewhere) == before


def test_an_error_that_is_gone_in_a_moment_is_not_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look may meet a file while it is written, since another file that was saved before has brought it about."""
    article = shown.site.root / "content/articles/two.md"
    whole = article.read_text().replace("Second words.", "Whole words.")
    later = iter(["---\ntitle: [one, ", whole])
    wait = shown.pokes.wait

    def write_on(seconds: float) -> bool:
        if seconds and seconds < 0.5 and (text := next(later, "")):
            return bool(article.write_text(text))
        return wait(seconds)

    seen = len(shown.states)
    monkeypatch.setattr(shown.pokes, "wait", write_on)
    article.write_text("---\ntitle: [")
    shown.pokes.poke()
    shown.until(lambda _: "Whole words." in shown.page("articles/2020/two/index.html"))
    assert not any(state.problems for state in shown.states[seen:])
    assert not [problem for problem in shown.told if problem.severity == "error"]


@pytest.mark.parametrize("gone", [".sitegen", OUTPUT_FOLDER])
def test_what_is_removed_under_it_is_made_again(shown: Shown, gone: str) -> None:
    shutil.rmtree(shown.site.root / gone)
    shown.pokes.poke()
    end = time.monotonic() + PATIENCE
    page = shown.site.root / OUTPUT_FOLDER / "articles/2020/one/index.html"
    while not page.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    shown.site.article("one", "One", "After all.", authors="[ann]", tags="[water]")
    shown.pokes.poke()
    shown.until(lambda _: page.exists() and "After all." in page.read_text())


def test_another_style_sheet_leaves_every_page_as_it_is(shown: Shown) -> None:
    state = shown.after(lambda: shown.site.write("themes/tiny/assets/style.css", "body { color: navy }"))
    assert set(state.changed or {}) == {"assets/style.css"}


def test_a_second_start_renders_nothing(small: SiteFolder) -> None:
    first = Shown(small)
    first.until(lambda state: not state.working)
    time.sleep(1.5)
    first.preview.close()
    page: Path = small.root / OUTPUT_FOLDER / "index.html"
    before = page.stat().st_mtime_ns
    second = Shown(small)
    try:
        assert "One" in second.page("index.html")
        assert page.stat().st_mtime_ns == before
        assert not any(line.startswith("Renewed") for line in second.lines)
        assert "/tags/water/" in second.fact("articles/2020/one/index.html", "Shown on")
    finally:
        second.preview.close()


def test_a_question_waits_no_longer_once_the_preview_ends(small: SiteFolder) -> None:
    page = "articles/2020/one/index.html"
    begun, may_end = threading.Event(), threading.Event()

    def suggest(_title: str, _text: str, _lang: str) -> Sequence[tuple[str, str]]:
        begun.set()
        may_end.wait(PATIENCE)
        return []

    running = Shown(small, suggest=suggest)
    running.until(lambda state: not state.working)
    busy = threading.Thread(target=running.preview.about, args=(page,))
    busy.start()
    assert begun.wait(PATIENCE)
    waiting = threading.Thread(target=running.preview.about, args=(page,))
    waiting.start()
    try:
        running.preview.stop()
        waiting.join(PATIENCE / 2)
        assert not waiting.is_alive()
        assert busy.is_alive()
    finally:
        may_end.set()
        busy.join(PATIENCE)
        running.preview.close()


def test_a_folder_that_is_moved_away_is_not_made_anew_and_goes_on_when_it_comes_back(shown: Shown) -> None:
    root, away = shown.site.root, shown.site.root.with_name("away")
    state = shown.after(lambda: root.rename(away))
    assert [problem.file for problem in state.problems] == ["sitegen.toml"]
    assert not root.exists()
    away.rename(root)
    shown.until(lambda state: not state.problems)
    shown.after(lambda: shown.site.article("one", "One", "After all.", authors="[ann]", tags="[water]"))
    assert "After all." in shown.page("articles/2020/one/index.html")


def test_a_cache_that_was_replaced_is_no_end(shown: Shown) -> None:
    cache = shown.site.root / ".sitegen/preview/cache.sqlite3"
    shown.until(lambda state: not state.working)
    shutil.copy(cache, cache.with_name("copy"))
    cache.with_name("copy").replace(cache)
    shown.after(lambda: shown.site.article("one", "One", "After all.", authors="[ann]", tags="[water]"))
    assert "After all." in shown.page("articles/2020/one/index.html")


def test_what_the_disk_refused_is_tried_again(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(Location("404.html"), "unwritable", "the disk is full")
    tries: list[object] = []

    def refuse(*tried: object) -> None:
        tries.append(tried)
        raise PublishFailed(problems=[problem])

    with monkeypatch.context() as full:
        full.setattr("sitegen.build.publish_outputs", refuse)
        state = shown.after(lambda: shown.site.article("two", "Two", "Late words.", tags="[water]"))
        assert [each.message for each in state.problems] == ["the disk is full"]
        end = time.monotonic() + PATIENCE
        # More often than new times of files alone would make it look anew.
        while len(tries) < 5:
            assert time.monotonic() < end
            shown.pokes.poke()
            time.sleep(0.05)
    shown.pokes.poke()
    shown.until(lambda state: not state.problems)
    assert "Late words." in shown.page("articles/2020/two/index.html")
    assert shown.told.count(problem) == 1


def test_what_cannot_be_remembered_is_said_once_and_keeps_nothing_from_being_shown(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(Location("cache.sqlite3"), "unwritable", "the disk is full")
    tries: list[object] = []

    def refuse(*tried: object) -> None:
        tries.append(tried)
        raise SitegenError(problems=[problem])

    monkeypatch.setattr("sitegen.build.Session.save", refuse)
    end = time.monotonic() + PATIENCE
    while len(tries) < 2 and time.monotonic() < end:
        shown.pokes.poke()
        time.sleep(1.2)  # longer than the quiet after which what is remembered is stored
    shown.after(lambda: shown.site.article("two", "Two", "More words.", tags="[water]"))
    assert "More words." in shown.page("articles/2020/two/index.html")
    assert shown.told.count(problem) == 1


def test_what_can_be_found_is_indexed_when_somebody_searches(small: SiteFolder) -> None:
    small.write(
        "themes/tiny/templates/search.html", "{% extends 'base.html' %}{% block main %}{{ page }}{% endblock %}"
    )
    config = small.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = false", "enabled = true"))
    running = Shown(small)
    entry, folder = "search/pagefind/pagefind-entry.json", small.root / OUTPUT_FOLDER / "search/pagefind"
    assert not folder.exists()
    first = running.page(entry)
    assert running.page("search/pagefind/pagefind.js")
    running.after(lambda: small.article("two", "Two", "Zebras.", tags="[water]"))
    second = running.page(entry)
    assert second != first
    running.preview.close()
    again = Shown(small)
    assert again.page(entry) == second
    again.after(lambda: small.article("two", "Two", "Gnus.", tags="[water]"))
    assert again.preview.find("articles/2020/two/index.html")
    again.preview.close()
    late = Shown(small)
    assert late.page(entry) not in {first, second}
    assert {path.name for path in folder.iterdir()} >= {"fragment", "index", "pagefind.js", "pagefind-entry.json"}
    late.preview.close()
