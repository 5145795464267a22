"""The names of columns, as a block of a text writes them, to columns of a grid; what is not there suggests the nearest."""

import difflib

from sitegen.errors import Location, Problem
from sitegen.media.csv import Grid, letters
from sitegen.model.charts import ChartSpec
from sitegen.urls import nfc


def find_column(spec: ChartSpec, key: str, grid: Grid, source: str) -> int | Problem:
    """Return the place of the column that a name of the block says; `key` is that name, `source` the text."""
    return _find(getattr(spec, key), spec, key, grid, source)


def find_columns(spec: ChartSpec, key: str, grid: Grid, source: str) -> tuple[int, ...] | Problem:
    """Return the places of one column, or of several with commas between them."""
    written = _plain(getattr(spec, key))
    if written in grid.names:
        found = [_find(written, spec, key, grid, source)]
    else:
        found = [_find(name, spec, key, grid, source) for name in written.split(",")]
    faults = [each for each in found if isinstance(each, Problem)]
    return faults[0] if faults else tuple(each for each in found if isinstance(each, int))


def _find(written: str, spec: ChartSpec, key: str, grid: Grid, source: str) -> int | Problem:
    name, file = _plain(written), grid.path.rpartition("/")[2]
    if grid.names.count(name) == 1:
        return grid.names.index(name)
    if name in grid.names:
        places = " and ".join(letters(place) for place, each in enumerate(grid.names) if each == name)
        message = f'{key}: columns {places} of "{file}" are both called "{name}"'
        return Problem(
            Location(source), "bad-data", message, "give each column a name of its own", value=spec.mark(key)
        )
    near = difflib.get_close_matches(name, grid.names, n=1) or difflib.get_close_matches(
        name.casefold(), [each.casefold() for each in grid.names], n=1
    )
    nearest = next((each for each in grid.names if near and each.casefold() == near[0].casefold()), "")
    hint = f'did you mean "{nearest}"?' if nearest else f"its columns: {', '.join(grid.names)}"
    message = f'{key}: "{file}" has no column "{name}"'
    return Problem(Location(source), "bad-data", message, hint, value=spec.mark(key))


def _plain(name: str) -> str:
    return nfc(" ".join(name.split()))
