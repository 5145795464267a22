"""`sitegen build`: bring output/ up to date with the site's folder, and say what was done and why."""

import json
from collections import Counter
from pathlib import Path

import click

from sitegen.build import build as run_build
from sitegen.commands.console import ProgressBar, as_builtins, counted, exit_code, instant, say, show_problems
from sitegen.commands.options import jobs_option, json_option, now_option, root_option
from sitegen.errors import SitegenError
from sitegen.model.output import ReasonKind
from sitegen.model.report import BuildReport

_WHY: dict[ReasonKind, str] = {
    "new": "new",
    "view": "shown content changed",
    "site": "shared parts changed",
    "body": "text changed",
    "template": "template changed",
    "generator": "sitegen changed",
    "missing": "file missing",
    "altered": "file altered",
}


@click.command()
@root_option
@jobs_option
@now_option
@click.option("--clean", is_flag=True, help="Forget the record and all caches first: everything is made anew.")
@json_option
@click.option("-v", "--verbose", is_flag=True, help="Name every rendered output with its reasons.")
def command(*, root: Path, jobs: int, now: int | None, clean: bool, as_json: bool, verbose: bool) -> int:
    """Build the site into its output folder; only what changed is made anew."""
    if as_json:
        return _build_for_programs(root, jobs, now, clean)
    with ProgressBar() as bar:
        report = run_build(root, jobs=jobs, now=now, clean=clean, progress=bar.step)
    show_problems(report.problems)
    if verbose:
        _say_reasons(report)
    for note in report.notes:
        say(note)
    say(summary(report))
    return 0


def summary(report: BuildReport) -> str:
    """Say in one line what was rendered, kept and removed, and why; a second gives what is hidden and falls due."""
    why = Counter(_WHY[reasons[0].kind] for reasons in report.reasons.values() if reasons)
    reasons = ", ".join(f"{number:,} {words}" for words, number in why.most_common())
    indexes = f", with {counted(report.indexed, 'search index', 'search indexes')}" if report.indexed else ""
    line = (
        f"Rendered {report.rendered:,}{f' ({reasons})' if reasons else ''}{indexes}, kept {report.kept:,}, "
        f"removed {report.removed:,} in {report.seconds:.2f} s."
    )
    hidden = counted(report.hidden, "document")
    later = [f"{hidden} not published yet or any more" if hidden else ""]
    later += [f"the next falls due at {instant(report.next_due)}" if report.next_due is not None else ""]
    rest = "; ".join(part for part in later if part)
    return f"{line}\n{rest[0].upper()}{rest[1:]}." if rest else line


def _build_for_programs(root: Path, jobs: int, now: int | None, clean: bool) -> int:
    try:
        report = run_build(root, jobs=jobs, now=now, clean=clean)
    except SitegenError as error:
        message = "" if error.problems else str(error)
        say(json.dumps({"ok": False, "error": message, "problems": as_builtins(error.problems)}, ensure_ascii=False))
        return exit_code(error)
    say(json.dumps(_as_builtins(report), ensure_ascii=False))
    return 0


def _as_builtins(report: BuildReport) -> dict[str, object]:
    return {
        "ok": True,
        "rendered": report.rendered,
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "kept": report.kept,
        "removed": report.removed,
        "outputs": report.outputs,
        "hidden": report.hidden,
        "next_due": instant(report.next_due) if report.next_due is not None else None,
        "seconds": round(report.seconds, 3),
        "reasons": {path: [{"kind": r.kind, "detail": r.detail} for r in rs] for path, rs in report.reasons.items()},
        "notes": list(report.notes),
        "problems": as_builtins(report.problems),
    }


def _say_reasons(report: BuildReport) -> None:
    for path, reasons in report.reasons.items():
        say(f"{path}: {'; '.join(map(str, reasons))}")
