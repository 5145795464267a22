"""Turns staged files into the published site: each file whole at every moment, and only our own ever removed.

All changed bytes are staged before the first rename, so a full disk leaves the old site. A journal of the new paths is
written first, the manifest last; after a kill in between the next publication completes the work without help.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from sitegen.errors import Location, Problem, PublishFailed
from sitegen.files import digest_file, read_file
from sitegen.publish.folder import check_output_folder, refuse_link
from sitegen.publish.lock import is_held, lock
from sitegen.publish.manifest import (
    JOURNAL,
    MANIFEST,
    OWN_NAMES,
    PART,
    is_unfinished,
    journal_text,
    manifest_text,
    read_journal,
    read_manifest,
)
from sitegen.publish.place import Places
from sitegen.publish.scan import digest_outputs, scan_output
from sitegen.publish.stage import Stage, Staged, failure, stage_copy, stage_file, staged_file
from sitegen.publish.way import Way
from sitegen.urls import collision_key

__all__ = [
    "Stage",
    "Staged",
    "check_output_folder",
    "digest_outputs",
    "is_held",
    "is_unfinished",
    "lock",
    "publish",
    "read_manifest",
    "refuse_link",
    "scan_output",
    "stage_copy",
    "stage_file",
]

_LEAVES = re.compile(r"(?:^|/)\.{0,2}(?:/|$)|[\\:\x00-\x1f]")
"""Matches paths that are absolute, not in their simplest form, or lead elsewhere on some system."""

_Paths = TypeVar("_Paths", list[str], set[str])


def publish(
    output: Path, stage: Path, staged: Mapping[str, Staged], kept: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """Make the output folder hold the staged files and the kept ones, and no other file of ours.

    `stage` is the folder of a `Stage`; `kept` gives the content digest of each file that stays as it is. Files go in by
    rank, then by path; one that has the staged bytes already is not touched. Removals come last, but for what is in the
    way. Returns size and mtime in nanoseconds of each staged path. Call it after every build, also when nothing is
    stale: it finishes what another left undone, at the cost of comparing the manifest.
    """
    try:
        return _Publication(output, stage, staged, kept).run()
    except OSError as error:
        raise failure(str(error.filename or output), error) from error


class _Publication:
    def __init__(self, output: Path, stage: Path, staged: Mapping[str, Staged], kept: Mapping[str, str]) -> None:
        self._output, self._stage, self._staged = output, stage, staged
        self._digests = {**kept, **{path: file.digest for path, file in staged.items()}}
        self._unfinished = is_unfinished(output)
        self._states: dict[str, tuple[int, int]] = {}

    def run(self) -> dict[str, tuple[int, int]]:
        manifest = manifest_text(self._digests)
        is_listed = manifest == _bytes_of(self._output / MANIFEST)
        if self._staged or self._unfinished or not is_listed:
            listed = read_manifest(self._output).keys()
            owned = listed | read_journal(self._output)
            removed = _checked(self._output, owned - self._digests.keys())
            changed, early = self._compare(owned, removed)
            if changed or self._unfinished or not is_listed:
                self._carry_out(changed, early, removed, journal_text((owned | set(changed)) - listed), manifest)
        return self._states

    def _compare(self, owned: set[str], removed: set[str]) -> tuple[list[str], set[str]]:
        """Return the paths whose bytes change, in order, and the removals that cannot wait until the end."""
        way = Way(self._output, owned, removed)
        twins = _twins(removed, self._digests)
        changed, early = [], set(twins.values())
        for path in sorted(self._staged, key=lambda path: (self._staged[path].rank, path)):
            above = way.above(path)
            if above or not way.leads_to(path):
                changed.append(path)
                early |= above
            elif path not in twins and (state := self._state_of_equal(path)):
                self._states[path] = state
            else:
                changed.append(path)
                early |= way.at(path)
        return _checked(self._output, changed), early

    def _state_of_equal(self, path: str) -> tuple[int, int] | None:
        target, staged = f"{self._output}/{path}", self._staged[path]
        try:
            state = os.lstat(target)
            is_equal = state.st_size == staged.size and digest_file(target) == staged.digest
        except OSError:
            return None
        return (state.st_size, state.st_mtime_ns) if is_equal else None

    def _carry_out(
        self, changed: list[str], early: set[str], removed: set[str], journal: bytes, manifest: bytes
    ) -> None:
        places = Places(self._output)
        places.put_bytes(JOURNAL, journal)
        places.remove(early)
        for path in changed:
            self._states[path] = places.put(path, staged_file(self._stage, path))
        places.remove(removed - early)
        places.put_bytes(MANIFEST, manifest)
        places.remove((PART, JOURNAL))


def _checked(output: Path, paths: _Paths) -> _Paths:
    """Return paths that are all inside the output folder and not our own lists, whoever wrote them down."""
    for path in paths:
        if path in OWN_NAMES or _LEAVES.search(path):
            message = f'"{path}" cannot be the path of a published file'
            hint = "Empty the output folder if its manifest was altered."
            raise PublishFailed(problems=[Problem(Location(str(output)), "path-escape", message, hint)])
    return paths


def _twins(removed: set[str], wanted: Iterable[str]) -> dict[str, str]:
    """Return by wanted path the removed one that is the same file on systems that fold case or Unicode form."""
    keys = {collision_key(path): path for path in removed}
    return {path: keys[key] for path in wanted if (key := collision_key(path)) in keys} if keys else {}


def _bytes_of(path: Path) -> bytes:
    try:
        return read_file(path)
    except FileNotFoundError:
        return b""
