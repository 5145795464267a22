"""An edit of any file that pages show, copy or are dressed in leaves a preview as a clean preview would be.

The look at named files alone comes first, as after every event; what it decides is what is looked at here.
"""

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from pictures import picture
from sites import NOW, SiteFolder, difference, tree_of

from sitegen.build import Session
from sitegen.errors import ThemeError
from sitegen.steps.deciding import Decision
from sitegen.steps.tools import Purpose

PREVIEW = Purpose(".sitegen/preview", ".sitegen/preview/output", is_preview=True, shows_all=True)

RIVER = """\
---
title: The river
date: 2020-03-01
image: {src: flow.png, alt: The river in March}
---

![The river](flow.png) and [its report](report.pdf), measured in [a file](levels.csv).

::: chart line
src: levels.csv
title: Levels
x: year
y: level
:::
"""

FILES = """
-- content/articles/levels.csv --
year,level
2018,3
2019,4
-- content/articles/report.pdf --
%PDF-1.4 first
-- static/robots-note.txt --
A note.
-- static/_headers --
/press/*
  X-Robots-Tag: noindex
-- themes/mine/theme.toml --
extends = "parent"
-- themes/mine/assets/style.css --
@import "parent/style.css";
main { color: navy }
-- themes/parent/theme.toml --
extends = "default"
-- themes/parent/assets/style.css --
@import "default/style.css";
@import "colours.css";
nav { color: teal }
-- themes/parent/assets/colours.css --
:root { --accent: #0b5d8a }
-- themes/parent/assets/mark.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- themes/parent/templates/inline/scheme.js --
document.documentElement.dataset.scheme = "light"
"""


@pytest.fixture
def dressed(site: SiteFolder) -> SiteFolder:
    site.write_all(FILES)
    site.write("content/articles/river.md", RIVER)
    site.write("content/articles/flow.png", picture(300, 200, "PNG"))
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + '\n[build]\ntheme = "mine"\n')
    return site


@pytest.fixture
def session(dressed: SiteFolder) -> Iterator[Session]:
    with Session(dressed.root, purpose=PREVIEW, jobs=1) as session:
        _renew(session)
        yield session


def _renew(session: Session, named: Collection[str] = ()) -> Decision:
    decision = session.look(NOW, named)
    session.renew(decision, decision.due)
    return decision


def _output(root: Path) -> dict[str, bytes]:
    return {
        path: content for path, content in tree_of(root / PREVIEW.output).items() if not path.startswith(".sitegen")
    }


def _clean(site: SiteFolder, folder: Path) -> dict[str, bytes]:
    shutil.copytree(site.root, folder, ignore=shutil.ignore_patterns("output", ".sitegen"))
    with Session(folder, purpose=PREVIEW, jobs=1) as session:
        _renew(session)
    return _output(folder)


EDITS = {
    "a text": ("content/articles/river.md", f"{RIVER}\nMore.\n".encode()),
    "a file of data": ("content/articles/levels.csv", b"year,level\n2018,3\n2019,9\n"),
    "a picture of another size": ("content/articles/flow.png", picture(500, 100, "PNG")),
    "a picture of another kind": ("content/articles/flow.png", picture(300, 200, "JPEG")),
    "a picture of the same size": ("content/articles/flow.png", picture(300, 200, "PNG", seed=7)),
    "a document": ("content/articles/report.pdf", b"%PDF-1.4 other"),
    "a longer document": ("content/articles/report.pdf", b"%PDF-1.4 another one"),
    "a static file": ("static/robots-note.txt", b"Another note.\n"),
    "headers": ("static/_headers", b"/press/*\n  X-Robots-Tag: nofollow\n"),
    "the style sheet": ("themes/mine/assets/style.css", b'@import "parent/style.css";\nmain { color: olive }\n'),
    "the style sheet of the parent": (
        "themes/parent/assets/style.css",
        b'@import "default/style.css";\n@import "colours.css";\nnav { color: maroon }\n',
    ),
    "a style sheet that the parent's imports": ("themes/parent/assets/colours.css", b":root { --accent: #611 }\n"),
    "a file of the theme": ("themes/parent/assets/mark.svg", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    "a script in pages": ("themes/parent/templates/inline/scheme.js", b"document.documentElement.id = 1\n"),
    "what a theme extends": ("themes/mine/theme.toml", b'extends = "default"\n'),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_file_shows_as_in_a_clean_preview(
    dressed: SiteFolder, session: Session, tmp_path: Path, edit: str
) -> None:
    path, content = EDITS[edit]
    if edit == "what a theme extends":
        dressed.write("themes/mine/assets/style.css", '@import "default/style.css";\n')
        _renew(session)
    before = _output(dressed.root)
    file = dressed.write(path, content)
    _renew(session, [str(file)])
    expected = _clean(dressed, tmp_path / "clean")
    assert difference(_output(dressed.root), expected) == []
    assert expected != before, "the edit shows nowhere"
    assert not session.look(NOW).due


def test_edits_one_after_the_other_show_as_in_a_clean_preview(
    dressed: SiteFolder, session: Session, tmp_path: Path
) -> None:
    for path, content in EDITS.values():
        if not path.endswith(".toml"):
            _renew(session, [str(dressed.write(path, content))])
    assert difference(_output(dressed.root), _clean(dressed, tmp_path / "clean")) == []


@pytest.mark.parametrize("edit", [name for name in EDITS if "style sheet" in name])
def test_of_a_style_sheet_one_file_is_made_anew(dressed: SiteFolder, session: Session, edit: str) -> None:
    path, content = EDITS[edit]
    changed = {"assets/style.css"} | ({"assets/colours.css"} if path.endswith("colours.css") else set())
    assert set(_renew(session, [str(dressed.write(path, content))]).stale) == changed


def test_a_fault_of_a_style_sheet_is_told_and_goes_with_the_mend(dressed: SiteFolder, session: Session) -> None:
    before = _output(dressed.root)
    good = (dressed.root / "themes/parent/assets/colours.css").read_bytes()
    file = dressed.write("themes/parent/assets/colours.css", "@import 'gone.css';\n")
    for named in ([str(file)], []):
        with pytest.raises(ThemeError, match=r"gone\.css"):
            session.look(NOW, named)
    file.write_bytes(good)
    assert not _renew(session, [str(file)]).due
    assert _output(dressed.root) == before


def test_an_edit_shows_at_once_after_a_start_that_had_nothing_to_do(dressed: SiteFolder, tmp_path: Path) -> None:
    with Session(dressed.root, purpose=PREVIEW, jobs=1) as session:
        decision = session.look(NOW)
        _, decision = session.renew(decision, decision.due)
        session.save(decision)
    with Session(dressed.root, purpose=PREVIEW, jobs=1) as session:
        assert not _renew(session).due
        path, content = EDITS["a text"]
        assert _renew(session, [str(dressed.write(path, content))]).due
        assert difference(_output(dressed.root), _clean(dressed, tmp_path / "clean")) == []


def test_an_edit_asks_little_while_searches_wait_for_their_index(dressed: SiteFolder) -> None:
    """An index is made when somebody searches, and is stale until then; that is no reason to plan."""
    config = dressed.root / "sitegen.toml"
    config.write_text(config.read_text().replace("enabled = false", "enabled = true"))
    index = "search/pagefind/pagefind-entry.json"
    with Session(dressed.root, purpose=PREVIEW, jobs=1) as session:
        assert index in _renew(session).stale
        path, content = EDITS["the style sheet"]
        assert set(_renew(session, [str(dressed.write(path, content))]).stale) == {index, "assets/style.css"}
        decision = session.look(NOW)
        _, decision = session.renew(decision, [index])
        assert not decision.stale
        path, content = EDITS["a text"]
        assert index in _renew(session, [str(dressed.write(path, content))]).stale
