"""Whole folders: what a second run, a moved article, a twin, a changed text and a killed run lead to."""

import json
import os
import random
from pathlib import Path

import pytest
from raw_site import Site

from sitegen.importers import write
from sitegen.importers.authors import AuthorsFolder
from sitegen.importers.past import Past

TEXT = (
    "{title}\n\nBy {names} | {role} | {date}\n{title}\n\nSome words on {title}.\n\nComment: And {names}.\n\nRead more:"
)


def text(title: str, date: str = "Apr 10, 2018", names: str = "Ann Lee", role: str = "Fellow - MEI") -> str:
    return TEXT.format(title=title, names=names, date=date, role=role)


def fill(site: Site, count: int = 30) -> None:
    """Texts of three authors whose roles change back and forth."""
    for number in range(count):
        role = ("Fellow - MEI", "Director of the Iran Program - MEI", "Scholar")[number * 7 % 3]
        names = ("Ann Lee", "Bo Roe and Ann Lee", "Cy Young")[number * 5 % 3]
        path = site.raw / f"{number % 4}/{number:03}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text(f"Text {number}", f"{number * 11 % 28 + 1} April {2010 + number * 3 % 8}", names, role))


def test_a_second_run_changes_nothing(site: Site) -> None:
    fill(site)
    steps: list[tuple[int, int]] = []
    first = site.run(progress=lambda done, total: steps.append((done, total)))
    assert first.counts() == {"imported": 30, "unchanged": 0, "decision": 0, "rejected": 0}
    assert steps == [(done, 30) for done in range(1, 31)]
    before = site.tree()
    assert site.run().counts() == {"imported": 0, "unchanged": 30, "decision": 0, "rejected": 0}
    assert site.tree() == before
    assert site.problems() == []


def test_the_order_and_the_batches_of_an_import_do_not_matter(site: Site, tmp_path: Path) -> None:
    fill(site)
    site.run()
    other = Site(tmp_path / "other")
    paths = sorted(site.raw.rglob("*.txt"))
    random.Random(1).shuffle(paths)
    for path in paths:
        other.run(path)
    for id_ in ("ann-lee", "bo-roe", "cy-young"):
        assert other.roles(id_) == site.roles(id_)


def test_an_article_that_was_renamed_and_edited_is_known(site: Site) -> None:
    item = site.take(text("A title"))
    old = site.root / item.target
    new = site.root / "content/articles/moved.md"
    new.write_text(old.read_text().replace("title: A title", "title: Another").replace("Some", "Other"))
    old.unlink()
    before = site.tree()
    again = site.take(text("A title"))
    assert (again.status, again.target) == ("unchanged", "content/articles/moved.md")
    assert site.tree() == before


def test_twins_are_one_article(site: Site) -> None:
    for name in ("a.txt", "b.txt"):
        (site.raw / name).write_text(text("A title"))
    items = site.run().items
    assert [item.status for item in items] == ["imported", "unchanged"]
    assert items[0].target == items[1].target


def test_two_texts_with_one_headline_are_two_articles(site: Site) -> None:
    for name, more in (("a.txt", ""), ("b.txt", "\nMore.")):
        (site.raw / name).write_text(text("A title") + more)
    items = site.run().items
    assert [item.target for item in items] == ["content/articles/2018/a-title.md", "content/articles/2018/a-title-2.md"]
    assert '"A title"' in items[1].notes[-1].message
    assert site.problems() == []


def test_a_text_that_has_changed_needs_a_decision(site: Site) -> None:
    item = site.take(text("A title"))
    before = site.tree()
    again = site.take(text("A title").replace("words", "other words"))
    assert (again.status, again.target) == ("decision", item.target)
    assert item.target in again.reason
    assert site.tree() == before


@pytest.mark.parametrize("name", ["a: it's.txt", "'quoted'.txt", "#x.txt", "- سیاست.txt"])
def test_a_text_that_has_changed_is_known_by_any_name(site: Site, name: str) -> None:
    item = site.take(text("A title"), name)
    again = site.take(text("A title") + "\nMore.", name)
    assert (again.status, again.target) == ("decision", item.target)


def test_an_article_by_hand_is_not_overwritten(site: Site) -> None:
    path = site.root / "content/articles/2018/a-title.md"
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    assert site.take(text("A title")).target.endswith("/a-title-2.md")
    assert path.read_text() == "mine"


def test_a_language_is_told_by_the_name_of_the_file(site: Site) -> None:
    assert site.take(text("Un titre"), "a.fr.txt").target == "content/articles/2018/un-titre.fr.md"
    assert site.take(text("Un titre") + "\nPlus", "b.txt").target == "content/articles/2018/un-titre-2.md"


def test_what_is_no_text_is_rejected_and_the_rest_imported(site: Site) -> None:
    (site.raw / "a.txt").write_text(text("A title"))
    (site.raw / "b.txt").write_bytes(b"\x00\x01\x02")
    (site.raw / "c.jpg").write_bytes(b"\xff\xd8\xff")
    (site.raw / ".hidden.txt").write_text("x")
    report = site.run(site.raw, site.raw / "a.txt", site.raw / "gone.txt")
    assert [(Path(item.source).name, item.status) for item in report.items] == [
        ("a.txt", "imported"),
        ("b.txt", "rejected"),
        ("c.jpg", "rejected"),
        ("gone.txt", "rejected"),
    ]
    tree = json.loads(report.as_json())
    assert tree["counts"] == {"imported": 1, "unchanged": 0, "decision": 0, "rejected": 3}
    assert tree["items"][1]["reason"] == "it is binary, not text"
    lines = report.as_text().splitlines()
    assert lines[0] == "Rejected:"
    assert lines[-1] == "1 imported, 0 unchanged, 0 need a decision, 3 rejected"


@pytest.mark.parametrize(
    "start",
    [
        "---\ntitle: A title\ndate: 2018-04-10\n---\n",
        "\ufeff\n--- \r\ndate: 2018-04-10\r\n---\r\n",
        '+++\na = "b"\n+++\n',
    ],
)
def test_a_text_with_front_matter_is_rejected_with_the_way_to_import_it(site: Site, start: str) -> None:
    item = site.take(start + text("A title"))
    assert item.status == "rejected"
    assert "--from markdown" in item.reason


@pytest.mark.parametrize("start", ["---", "* * *", "…", "😀"])
def test_a_first_line_without_a_word_needs_a_decision(site: Site, start: str) -> None:
    item = site.take(f"{start}\n\nBy Ann Lee | Fellow | 10 April 2018\n\nThe body.")
    assert item.status == "decision"
    assert f'"{start}"' in item.reason


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_is_not_followed(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(text("A secret"))
    (site.raw / "a.txt").symlink_to(secret)
    assert site.run(site.raw / "a.txt").counts()["rejected"] == 1
    assert not (site.root / "content/articles").exists()


def test_a_name_that_is_no_text_and_a_file_without_end_are_survived(site: Site) -> None:
    odd, large = site.raw / "Caf\udce9\n.txt", site.raw / "large.txt"
    odd.write_text(text("A title"))
    large.touch()
    os.truncate(large, 1 << 40)
    report = site.run(odd, large)
    assert [item.status for item in report.items] == ["imported", "rejected"]
    assert "MB are too much" in report.items[1].reason
    assert "Caf\\udce9" in report.as_text().encode().decode()
    assert json.loads(report.as_json())["counts"]["imported"] == 1
    assert site.run(odd).counts()["unchanged"] == 1
    odd.write_text(text("A title") + "\nMore.")
    assert site.run(odd).items[0].status == "decision"


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


@pytest.mark.parametrize("seed", range(12))
def test_after_a_kill_the_next_run_completes_the_work(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    fill(site)
    clean = Site(tmp_path / "clean")
    clean.run(site.raw)
    for left in random.Random(seed).sample(range(60), 3):
        with monkeypatch.context() as patch:
            _kill_after(left, patch)
            try:
                site.run()
            except Killed:
                assert site.problems() == []
    site.run()
    written = {name: data for name, data in site.tree().items() if not name.endswith(".new")}
    assert written == clean.tree()


def _kill_after(steps: int, patch: pytest.MonkeyPatch) -> None:
    """Kill at one of the points at which a file is staged, named or replaced."""
    left = iter(range(steps))

    def step() -> None:
        if next(left, None) is None:
            raise Killed

    stage, rename, link = write._stage, Path.replace, os.link

    def stage_or_die(path: Path, data: bytes) -> Path:
        try:
            step()
        except Killed:
            stage(path, data[: len(data) // 2])
            raise
        return stage(path, data)

    patch.setattr(write, "_stage", stage_or_die)
    patch.setattr(os, "link", lambda *names: (step(), link(*names)))
    patch.setattr(Path, "replace", lambda *names: (step(), rename(*names))[1])


def test_two_authors_of_one_name_are_a_question(site: Site) -> None:
    for id_ in ("ann-lee-1", "ann-lee-2"):
        write.write_new(site.root / f"content/authors/{id_}.md", {"name": "Ann Lee"}, "")
    before = site.tree()
    item = site.take(text("A title", names="Bo Roe and Ann Lee"))
    assert item.status == "decision"
    assert "ann-lee-1, ann-lee-2" in item.reason
    assert site.tree() == before
    assert site.take(text("A title", names="ann-lee-2")).status == "imported"
    assert len(site.roles("ann-lee-2")) == 1


@pytest.mark.parametrize("name", ["Ann Lée", "ANN LEE", "Lee, Ann", "ann-lee", "Ann  Lee", "Anne L."])
def test_an_author_is_found_by_any_of_their_names(site: Site, name: str) -> None:
    path = site.root / "content/authors/ann-lee.md"
    write.write_new(path, {"name": "Ann Lee", "names": {"fr": "Anne L."}}, "A life.")
    before = path.read_bytes()
    assert AuthorsFolder(site.root, Past(site.root)).remember(name) == "ann-lee"
    assert path.read_bytes() == before


def test_an_organisation_without_a_role_is_noted(site: Site) -> None:
    item = site.take(text("A title", role="- MEI"))
    assert item.status == "imported"
    assert site.roles("ann-lee") == []
    assert '"MEI"' in item.notes[0].message


def test_what_a_folder_holds_besides_files_is_in_the_report(site: Site) -> None:
    (site.raw / "good.txt").write_text(text("Good"))
    (site.raw / "nul.txt").write_text(text("Device name"))
    os.mkfifo(site.raw / "pipe.txt")
    (site.raw / "link.txt").symlink_to(site.raw / "good.txt")
    report = site.run()
    assert report.counts() == {"imported": 1, "unchanged": 0, "decision": 0, "rejected": 3}
