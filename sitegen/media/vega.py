"""A plot and the width it has, to a Vega-Lite specification and the size of the drawing."""

from sitegen.media.lines import describe_columns, describe_lines
from sitegen.media.maps import describe_map
from sitegen.media.parts import Drawing
from sitegen.media.plots import Plot
from sitegen.media.rows import describe_rows


def describe(plot: Plot, width: int, lang: str) -> Drawing:
    """Return the drawing of a plot in so many pixels."""
    if plot.spec.kind == "map":
        return describe_map(plot, width, lang)
    if plot.scale == "text" and plot.spec.kind in {"bar", "dot"}:
        return describe_rows(plot, width, lang)
    if plot.spec.kind == "bar":
        return describe_columns(plot, width, lang)
    return describe_lines(plot, width, lang)
