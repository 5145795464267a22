"""Raw texts (headline, byline, headline again, body, comment, links) -> articles and authors, with a report of every file.

Nothing is guessed: what can be read in two ways is a question in the report. A text is known again by the digest of its
bytes, wherever its article was moved, so importing a folder again changes nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from sitegen.errors import ImportFailed
from sitegen.importers.raw.batches import RawImport
from sitegen.importers.raw.dates import DateOrder
from sitegen.importers.raw.files import RawFile, list_files
from sitegen.importers.report import ImportItem, ImportProgress, ImportReport
from sitegen.model.config import Config

__all__ = ["import_raw"]

_BATCH = 200
"""Files whose authors are written before the first of their articles is."""


def import_raw(
    root: Path,
    config: Config,
    paths: Sequence[Path],
    progress: ImportProgress | None = None,
    *,
    date_order: DateOrder | None = None,
) -> ImportReport:
    """Import raw texts: files, and all `.txt` files below folders. `date_order` settles dates such as 10/04/2018.

    ImportFailed where there is no text to import, or the project cannot be written.
    """
    files = list_files(paths)
    run = RawImport(root, config, date_order)
    items: list[ImportItem] = []
    try:
        for item in chain.from_iterable(map(run.take, _batches(files))):
            items.append(item)
            if progress:
                progress(len(items), len(files))
    except OSError as error:
        raise ImportFailed(f"{error.filename or root}: {error.strerror or error}") from error
    return ImportReport(tuple(items))


def _batches(files: Sequence[RawFile]) -> Iterator[Sequence[RawFile]]:
    for start in range(0, len(files), _BATCH):
        yield files[start : start + _BATCH]
