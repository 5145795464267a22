"""What a chart shows is what its author means, or a problem in the block or the cell; its ticks hold all of the numbers."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import Problem
from sitegen.media.charts import Drawn, Order, draw_chart
from sitegen.media.csv import Grid, read_csv
from sitegen.media.lettering import text_width, wrapped
from sitegen.media.plots import Plot, make_plot
from sitegen.media.svg import clean_svg
from sitegen.media.tables import table_html
from sitegen.media.ticks import fitting_axis, number_axis, time_axis
from sitegen.model.charts import ChartKind, ChartSpec

YEARS = "year,Iran,Iraq\n2018,1,4\n2019,,5\n2020,3,6\n"


def spec_of(kind: ChartKind, **keys: Any) -> ChartSpec:
    return ChartSpec("1", kind, "content/oil.csv", "Oil", **keys)


def plot_of(kind: ChartKind, text: str, **keys: Any) -> Plot | Problem:
    grid = read_csv(text.encode(), "content/oil.csv")
    assert isinstance(grid, Grid)
    return make_plot(spec_of(kind, **keys), grid, "content/x.md")


def test_columns_and_groups_are_two_ways_to_the_same_series() -> None:
    wide = plot_of("line", YEARS, x="year", y="Iran, Iraq")
    long = plot_of("line", "year,of,n\n2018,Iran,1\n2019,Iran,\n2020,Iran,3\n2018,Iraq,4\n2019,Iraq,5\n2020,Iraq,6\n",
                   x="year", y="n", group="of")  # fmt: skip
    assert isinstance(wide, Plot) and isinstance(long, Plot)
    assert wide.series == long.series == ("Iran", "Iraq")
    assert {(p.x, p.y, p.series) for p in wide.points} == {(p.x, p.y, p.series) for p in long.points}
    assert wide.scale == "time"
    assert len(wide.points) == 5


def test_name_of_a_column_may_have_a_comma() -> None:
    plot = plot_of("bar", 'name,"Oil, crude"\na,1\n', x="name", y="Oil, crude")
    assert isinstance(plot, Plot)
    assert plot.names == ("name", "Oil, crude")


FAULTS: dict[str, tuple[ChartKind, str, dict[str, Any], str]] = {
    "no such column": ("line", YEARS, {"x": "year", "y": "Iran, Irak"}, 'y: "oil.csv" has no column "Irak"'),
    "two columns of a name": (
        "line",
        "a,b,b\n1,2,3\n",
        {"x": "a", "y": "b"},
        'columns B and C of "oil.csv" are both called "b"',
    ),
    "group and columns": ("line", YEARS, {"x": "year", "y": "Iran, Iraq", "group": "Iran"}, "two ways to make series"),
    "one place twice": (
        "line",
        "a,b\n2018,1\n2018,2\n",
        {"x": "a", "y": "b"},
        "row 3, column A (a): row 2 has the same place",
    ),
    "no place": ("line", "a,b\n2018,1\n,2\n", {"x": "a", "y": "b"}, "row 3, column A (a): the cell is empty"),
    "nothing to draw": ("line", "a,b\n2018,n/a\n", {"x": "a", "y": "b"}, "has no number to draw"),
    "a word": ("bar", "a,b\nx,1\ny,two\n", {"x": "a", "y": "b"}, 'row 3, column B (b): "two" is not a number'),
    "some percentages": ("line", "a,b,c\n2018,1%,2\n", {"x": "a", "y": "b, c"}, "are percentages and some are not"),
    "too many series": (
        "line",
        "a,g,b\n" + "".join(f"2018,s{n},1\n" for n in range(9)),
        {"x": "a", "y": "b", "group": "g"},
        "9 series are more than the 8",
    ),
    "too many names": ("bar", "a,b\n" + "".join(f"n{n},1\n" for n in range(61)), {"x": "a", "y": "b"}, "61 names"),
    "stacked below zero": (
        "bar",
        YEARS.replace("3", "-3"),
        {"x": "year", "y": "Iran, Iraq", "bars": "stacked"},
        "cannot be stacked",
    ),
    "no place on earth": (
        "map",
        "a,lat,lon\nx,91,0\n",
        {"lat": "lat", "lon": "lon"},
        'column B (lat): "91" is no place on earth',
    ),
    "no size": ("map", "a,lat,lon\n-1,9,0\n", {"lat": "lat", "lon": "lon", "size": "a"}, '"-1" is no size'),
    "a series without name": (
        "line",
        "a,g,b\n2018,,1\n2018,x,2\n",
        {"x": "a", "y": "b", "group": "g"},
        "row 2, column B (g)",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_would_be_drawn_wrong_is_told(name: str) -> None:
    kind, text, keys, message = FAULTS[name]
    problem = plot_of(kind, text, **keys)
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.location.line or problem.value.startswith("chart:1:")


NUMBERS = st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda n: round(n, 3)), min_size=1, max_size=20)


@given(NUMBERS, st.integers(1, 10), st.booleans())
def test_axis_of_numbers_holds_them_all_and_says_each_tick_differently(
    values: list[float], most: int, has_zero: bool
) -> None:
    axis = number_axis(values, most, "en", has_zero)
    assert float(axis.low) <= min(values)
    assert float(axis.high) >= max(values)
    assert 2 <= len(axis.ticks) <= most + 3
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks)
    assert not has_zero or float(axis.low) <= 0 <= float(axis.high)


@given(
    st.lists(st.dates(), min_size=1, max_size=9),
    st.sampled_from(["year", "quarter", "month", "day"]),
    st.integers(2, 9),
)
def test_axis_of_times_has_ticks_within_it(days: list[Any], step: str, most: int) -> None:
    axis = time_axis([day.isoformat() for day in days], step, most, "en")
    assert 1 <= len(axis.ticks) <= most
    assert all(axis.low <= tick.at <= axis.high for tick in axis.ticks)


@given(NUMBERS, st.integers(20, 400))
def test_labels_of_a_fitting_axis_find_room(values: list[float], room: int) -> None:
    axis = fitting_axis(lambda most: number_axis(values, most, "ar", True), 9, room)
    told = [tick for tick in axis.ticks if tick.label]
    assert len(told) == 1 or sum(text_width(tick.label) for tick in told[1:]) <= room


@given(st.text(max_size=200), st.integers(40, 200))
def test_names_are_wrapped_to_at_most_three_lines_of_their_room(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line) <= room or len(line) <= 2 for line in lines)


EVIL = '</svg><script>alert(1)</script>" onload="alert(1)'
MARKUP = (
    '<svg xmlns="http://www.w3.org/2000/svg"><style>*{}</style><script>1</script>'
    '<text onclick="1" id="a" fill="#0000a0">x</text></svg>'
)


def test_cleaned_drawing_keeps_no_script_style_or_id() -> None:
    svg = clean_svg(MARKUP, "chart-wide", EVIL, EVIL, (10, 10))
    assert svg.count("<") == svg.count(">")
    assert "<script" not in svg
    assert "<style" not in svg
    assert 'onclick="' not in svg
    assert 'id="' not in svg.replace('"chart-wide"', "")
    assert '<text fill="currentColor" class="chart-text">x</text>' in svg


def test_texts_of_a_file_are_escaped_in_drawing_key_and_table() -> None:
    cell = EVIL.replace('"', '""')
    text = f'name,a,"{cell}"\n"{cell}",1,2\nother,3,4\n'
    drawn = draw_chart(
        Order(spec_of("bar", x="name", y="a", description=EVIL), "content/x.md", "en", False), text.encode()
    )
    assert drawn.problem is None
    assert "<script" not in "".join(drawn.slots.values())


def test_table_is_written_in_the_language_and_codes_stay_as_they_are() -> None:
    grid = read_csv("city,code,n,share,day\nتهران,007,1234.50,12%,2020-01-02\nQom,011,,3%,\n".encode(), "x.csv")
    assert isinstance(grid, Grid)
    html = table_html(spec_of("table"), grid, range(5), "fa", True)
    assert '<th scope="row">تهران</th><td>007</td>' in html.replace("<bdi>", "").replace("</bdi>", "")
    assert '<td class="align-right">۱٬۲۳۴٫۵۰</td>' in html
    assert '<td class="align-right">۱۲٪</td>' in html
    assert "<bdi>Qom</bdi>" in html
    assert '<td class="align-right"></td>' in html


DRAW = """
import sys
from sitegen.media.charts import Order, draw_chart
from sitegen.model.charts import ChartSpec
spec = ChartSpec("1", "line", "oil.csv", "Oil", x="year", y="Iran, Iraq")
print(draw_chart(Order(spec, "x.md", "en", False), sys.argv[1].encode()).slots)
"""


@pytest.mark.slow
def test_same_block_and_file_give_the_same_bytes_whatever_the_machine_is_set_to() -> None:
    settings = [
        {"LANG": "C", "TZ": "UTC"},
        {"LANG": "de_DE.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "FONTCONFIG_FILE": "/dev/null"},
    ]
    said = {
        subprocess.run([sys.executable, "-c", DRAW, YEARS], env=each, capture_output=True, check=True).stdout
        for each in settings
    }
    assert len(said) == 1


def test_order_is_drawn_twice_for_wide_and_narrow_pages() -> None:
    drawn = draw_chart(Order(spec_of("line", x="year", y="Iraq"), "x.md", "en", False), YEARS.encode())
    assert isinstance(drawn, Drawn)
    assert drawn.slots["1"].count('<svg class="chart-') == 2
    assert 'class="chart-key"' not in drawn.slots["1"]
