"""The paths given -> the files to import, in an order that does not depend on the file system."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.errors import ImportFailed, Location, Problem
from sitegen.importers.write import writable
from sitegen.read.walk import shown, walk

_ENDINGS = frozenset({"", ".txt", ".text"})


class RawFile(Struct, frozen=True):
    """A file: where it is, how the report names it, and the name that the article keeps of it.

    `fault` says why it is not even read.
    """

    path: Path
    shown: str
    name: str
    fault: str = ""
    is_other: bool = False
    """Whether it lies in a folder and has not the ending of a text."""


def list_files(paths: Sequence[Path]) -> list[RawFile]:
    """List files as given, and those in folders with their path below the folder; each only once.

    ImportFailed where there are none, or none with the ending of a text.
    """
    files = {file.path.absolute(): file for path in paths for file in _files_at(path)}
    if all(file.is_other for file in files.values()):
        names = [shown(str(path)) for path in paths]
        hint = "raw texts end in .txt; for the Markdown of another generator say --from markdown"
        raise ImportFailed(
            problems=[Problem(Location(name), "import", f'"{name}" holds no raw text', hint) for name in names]
        )
    return list(files.values())


def _files_at(path: Path) -> Iterator[RawFile]:
    if not path.is_dir():
        yield RawFile(path, shown(str(path)), writable(path.name), "" if path.exists() else "there is no such file")
        return
    listed, problems = walk(str(path), str(path))
    for problem in problems:
        refused = Path(problem.location.path)
        yield RawFile(refused, str(refused), refused.name, problem.message)
    for found in listed:
        file = Path(found.file)
        is_other = file.suffix.lower() not in _ENDINGS
        fault = f'"{file.suffix}" is not the ending of a text: .txt is' if is_other else ""
        yield RawFile(file, shown(str(file)), file.relative_to(path).as_posix(), fault, is_other)
