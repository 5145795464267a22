"""What `sitegen watch` builds and says while its folder is edited, moved away and brought back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import SiteFolder

from sitegen.errors import SitegenError
from sitegen.model.report import BuildReport
from sitegen.serve.keeping import keep_output
from sitegen.serve.watching import Watcher


class Script(Watcher):
    """A watcher that takes the next step of a script instead of waiting, and interrupts after the last."""

    def __init__(self, steps: Iterator[Callable[[], object]]) -> None:
        self._steps = steps

    def wait(self, seconds: float) -> bool:
        assert seconds > 0
        step = next(self._steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()
        return True


def keep(root: Path, *steps: Callable[[], object]) -> list[str]:
    """Return what is told of while the steps are taken, each after a look: how many outputs were rendered, and errors."""
    told: list[str] = []

    def report(report: BuildReport) -> None:
        told.append(f"rendered {report.rendered}")

    def refuse(error: SitegenError) -> None:
        told.append(str(error).partition("\n")[0])

    with pytest.raises(KeyboardInterrupt):
        keep_output(root, Script(iter(steps)), jobs=1, report=report, refuse=refuse)
    return told


def nothing() -> None: ...


def test_an_edit_is_built_and_an_error_told_once(site: SiteFolder) -> None:
    site.use_tiny_theme()
    file = site.article("one", "One", "First words.")
    good = file.read_text()
    told = keep(
        site.root,
        lambda: site.article("one", "One", "Other words."),
        lambda: file.write_text("---\ntitle: [\n---\n"),
        nothing,
        lambda: file.write_text(good),
    )
    assert told[0] != "rendered 0"
    assert "content/articles/one.md" in told[2]
    assert [line.startswith("rendered") for line in told] == [True, True, False, True]
    assert "First words." in site.page("articles/2020/one/index.html")


def test_a_folder_that_is_moved_away_is_not_made_anew_and_goes_on_when_it_comes_back(site: SiteFolder) -> None:
    site.use_tiny_theme()
    site.article("one", "One", "First words.")
    away = site.root.with_name("away")
    is_made_anew: list[bool] = []
    told = keep(
        site.root,
        lambda: site.root.rename(away),
        nothing,
        lambda: is_made_anew.append(site.root.exists()),
        lambda: away.rename(site.root),
        lambda: site.article("one", "One", "After all."),
    )
    assert is_made_anew == [False]
    assert sum("sitegen.toml" in line for line in told) == 1
    assert "After all." in site.page("articles/2020/one/index.html")
