"""Build the same articles with sitegen and with Hugo, in turn, and print JSON and a Markdown table.

    python benchmarks/run.py --n 10000 --runs 3

Call it with a Python that has sitegen (after `make site`: .venv/bin/python). Everything is written below --work. Each round
builds once with each generator from nothing, so that a machine that slows down slows all of them; ratios are the median
of the rounds' own. The other figures are whole commands of sitegen on a warm cache, the median of --runs.
"""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from corpus import write_site
from measure import Run, measure
from peers import install_hugo

HERE = Path(__file__).resolve().parent
SITEGEN = [sys.executable, "-m", "sitegen"]


@dataclass
class Contender:
    """One generator with its site; `made` are the folders that a cold build starts without."""

    command: Sequence[str | Path]
    site: Path
    made: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def build_cold(self) -> None:
        for folder in self.made:
            shutil.rmtree(self.site / folder, ignore_errors=True)
        self.runs.append(measure(self.command, self.site, self.environment))

    def figures(self) -> dict[str, object]:
        output = self.site / self.made[0]
        return {
            "cold_seconds": round(median(run.seconds for run in self.runs), 2),
            "peak_mib": round(max(run.peak for run in self.runs)),
            "files": sum(len(files) for _, _, files in os.walk(output)),
        }


def main() -> None:
    options = _options()
    work = options.work or Path(tempfile.gettempdir()) / "sitegen-benchmarks"
    work.mkdir(parents=True, exist_ok=True)
    contenders = {"sitegen": _sitegen(work, options.n)}
    if not options.no_hugo:
        site = write_site(work / f"hugo-{options.n}", HERE / "hugo", options.n, "hugo")
        command = [install_hugo(work), "--quiet"]
        contenders["hugo"] = Contender(command, site, ["public"])
        contenders["hugo, related work"] = Contender(command, site, ["public"], {"HUGO_PARAMS_RELATED": "true"})
    for _ in range(options.runs):
        for contender in contenders.values():
            contender.build_cold()
    results: dict[str, object] = {"machine": _machine(), "articles": options.n, "runs": options.runs}
    results |= {name: contender.figures() for name, contender in contenders.items()}
    results["ratios"] = {
        name: round(_ratio(contenders["sitegen"], other), 2) for name, other in contenders.items() if name != "sitegen"
    }
    results["warm_seconds"] = _warm(contenders["sitegen"].site, options.runs)
    results["version_seconds"] = _median_of(9, lambda: _time([*SITEGEN, "--version"], work))
    print(json.dumps(results, indent=2))
    print(_table(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, help="articles (default 10000)")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default 3)")
    parser.add_argument("--no-hugo", action="store_true", help="measure sitegen alone")
    parser.add_argument("--work", type=Path, help="folder for sites and Hugo; kept for the next run")
    return parser.parse_args()


def _sitegen(work: Path, number: int) -> Contender:
    site = write_site(work / f"sitegen-{number}", HERE / "site", number, "sitegen")
    return Contender([*SITEGEN, "build"], site, ["output", ".sitegen"])


def _ratio(ours: Contender, theirs: Contender) -> float:
    return median(a.seconds / b.seconds for a, b in zip(ours.runs, theirs.runs, strict=True))


def _warm(site: Path, runs: int) -> dict[str, float]:
    """Time whole commands after one change each; the last cold build left record and caches."""
    articles = sorted((site / "content/articles").rglob("*.md"))
    edited = articles[len(articles) // 2]

    def add(number: int) -> None:
        (edited.parent / f"added-{number}.md").write_text(edited.read_text())

    def retitle(number: int) -> None:
        edited.write_text(edited.read_text().replace('title: "', f'title: "Edition {number}, ', 1))

    def append(number: int) -> None:
        edited.write_text(f"{edited.read_text()}\nSentence {number}, added last.\n")

    changes: dict[str, Callable[[int], None]] = {
        "nothing": lambda _: None,
        "one body": append,
        "one title": retitle,
        "one article more": add,
    }
    return {name: _median_of_edits(runs, change, site) for name, change in changes.items()}


def _median_of_edits(runs: int, change: Callable[[int], None], site: Path) -> float:
    seconds = []
    for number in range(runs):
        change(number)
        seconds.append(_time([*SITEGEN, "build"], site))
    return round(median(seconds), 3)


def _median_of(runs: int, timed: Callable[[], float]) -> float:
    return round(median(timed() for _ in range(runs)), 3)


def _time(command: Sequence[str], folder: Path) -> float:
    return measure(command, folder).seconds


def _machine() -> str:
    cores = os.cpu_count()
    return f"{platform.machine()}, {cores} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}"


def _table(results: dict[str, object]) -> str:
    names = [name for name, value in results.items() if isinstance(value, dict) and "cold_seconds" in value]
    rows = [f"| {results['articles']:,} articles | cold build (s) | peak memory (MiB) | files | sitegen to it |"]
    rows.append("|---|---:|---:|---:|---:|")
    for name in names:
        figures, ratio = results[name], results["ratios"].get(name, "")
        rows.append(
            f"| {name} | {figures['cold_seconds']} | {figures['peak_mib']:,} | {figures['files']:,} | {ratio} |"
        )
    rows += ["", "| sitegen, after a change of | whole command (s) |", "|---|---:|"]
    rows += [f"| {name} | {seconds} |" for name, seconds in results["warm_seconds"].items()]
    rows += [f"| `sitegen --version` | {results['version_seconds']} |", "", f"Measured on: {results['machine']}."]
    return "\n".join(rows)


if __name__ == "__main__":
    main()
