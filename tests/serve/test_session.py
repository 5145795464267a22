"""A session that looks and renews again and again shows what a clean build would, whatever was edited and however often."""

import os
import random
import shutil
from pathlib import Path

import pytest
from edits import Editor
from sites import NOW, SiteFolder, difference

from sitegen.build import Session
from sitegen.errors import SitegenError
from sitegen.steps.tools import Purpose

SCRIPTS = 300 if os.environ.get("SITEGEN_PROVE") else 10
STEPS = 12
PREVIEW = Purpose(".sitegen/preview", ".sitegen/preview/output", is_preview=True, shows_all=True)
_OWN = (".sitegen-manifest", ".sitegen-journal")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_a_session_shows_what_a_clean_build_would(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    editor = Editor(SiteFolder(tmp_path / "site"), rng)
    editor.delete_cache = lambda: None  # a session whose store is gone is closed, and another opened
    editor.start()
    script: list[str] = []
    with Session(editor.site.root, purpose=PREVIEW, jobs=1) as session:
        for _ in range(STEPS):
            outcome = _renew_both(session, editor.site, tmp_path / "clean", rng)
            assert outcome == "", f"after {script}: {outcome}"
            script += [editor.edit() for _ in range(rng.choice([1, 1, 1, 4]))]


def _linked(site: SiteFolder) -> None:
    """Write a report with a chapter and a file to download, and a text that links to a place in it."""
    site.use_tiny_theme()
    site.author("ann", "Ann", "[{title: Fellow, to: 2019-12-31}, {title: Director, from: 2020-01-01}]")
    site.write(
        "content/articles/report/index.md",
        "---\ntitle: Report\ndate: 2020-03-01\nauthors: [ann]\ntags: [iran]\nseries: Notes\npdf: report.pdf\n"
        "chapters: [one.md]\n---\n\n## Findings\n",
    )
    site.write("content/articles/report/one.md", "---\ntitle: One\n---\n\n## Method\n")
    site.write("content/articles/report/report.pdf", "short")
    for number in range(4):
        text = "[The report](../articles/report/index.md#findings)"
        site.article(f"a{number}", f"T{number}", text, date=f"2020-02-1{number}", tags="[iran]", series="Notes")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/articles/report/index.md", "title: Report", "title: Another"),
        ("content/articles/report/index.md", "2020-03-01", "2019-03-01"),
        ("content/articles/report/index.md", "tags: [iran]", "tags: [a name that no text had]"),
        ("content/articles/report/index.md", "## Findings", "## Findings\n\n## More"),
        ("content/articles/report/index.md", "series: Notes\n", ""),
        ("content/articles/report/one.md", "title: One", "title: The first"),
        ("content/articles/report/report.pdf", "short", "a good deal longer"),
        ("content/authors/ann.md", "name: Ann", "name: Anne"),
        ("content/authors/ann.md", "Director", "President"),
        ("content/articles/a1.md", "tags: [iran]", "translation_of: report/index\nlang: en"),
        ("content/articles/a1.md", "title: T1", "draft: true\ntitle: T1"),
    ],
)
def test_a_session_renews_what_others_show_of_a_text(tmp_path: Path, file: str, old: str, new: str) -> None:
    site = SiteFolder(tmp_path / "site")
    _linked(site)
    rng = random.Random(0)
    with Session(site.root, purpose=PREVIEW, jobs=1) as session:
        assert _renew_both(session, site, tmp_path / "clean", rng) == ""
        assert "Findings" in (site.root / PREVIEW.output / "articles/2020/report/index.html").read_text()
        path = site.root / file
        before = path.read_text()
        path.write_text(before.replace(old, new))
        assert _renew_both(session, site, tmp_path / "clean", rng) == ""
        path.write_text(before)
        assert _renew_both(session, site, tmp_path / "clean", rng) == ""


def _renew_both(session: Session, site: SiteFolder, clean: Path, rng: random.Random) -> str:
    before = _tree(site.root)
    try:
        expected = _clean(site, clean)
    except SitegenError as refusal:
        try:
            session.look(NOW)
        except SitegenError as error:
            return "" if str(error) == str(refusal) and _tree(site.root) == before else f"{error} is not {refusal}"
        return f"only the clean build failed: {refusal}"
    if rng.random() < 0.5:
        _look_at_some(session, site, rng)
    decision = session.look(NOW)
    _, decision = session.renew(decision, [])
    while decision.stale:
        some = rng.sample(list(decision.stale), rng.randint(1, len(decision.stale)))
        _, decision = session.renew(decision, some)
        if rng.random() < 0.2:
            decision = session.look(NOW)
    if rng.random() < 0.5:
        session.save(decision)
        _, decision = session.relate(decision, NOW)
    if session.look(NOW).stale:
        return "something is stale after all was renewed"
    return ", ".join(difference(_tree(site.root), expected))


def _look_at_some(session: Session, site: SiteFolder, rng: random.Random) -> None:
    """Show a few of the files before all are looked at, whether they changed or not."""
    files = [path for top in ("content", "themes", "static") for path in (site.root / top).rglob("*") if path.is_file()]
    recent = sorted(files, key=lambda path: path.stat().st_mtime_ns)[-4:]
    try:
        decision = session.look(NOW, [str(path) for path in rng.sample(recent, rng.randint(1, len(recent)))])
    except SitegenError:
        return  # of some files that are not right without the others
    session.renew(decision, decision.stale if rng.random() < 0.5 else [])


def _clean(site: SiteFolder, folder: Path) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.root, folder, ignore=shutil.ignore_patterns("output", ".sitegen"))
    with Session(folder, purpose=PREVIEW, jobs=1) as session:
        decision = session.look(NOW)
        session.renew(decision, decision.stale)
    return _tree(folder)


def _tree(root: Path) -> dict[str, bytes]:
    output = root / PREVIEW.output
    files = (path for path in output.rglob("*") if path.is_file() and path.name not in _OWN)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
