"""The pictures of event logs: what stands where, and what each form says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.errors import InvalidValueError
from journeykit.view import DARK, LIGHT, PRINT
from journeykit.view.contrast import TEXT_CONTRAST, contrast_faults, contrast_ratio
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Edge,
    Graph,
    Guide,
    Node,
    Point,
    Series,
    SeriesKind,
    Shading,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.layout import lay_out
from journeykit.view.layout.charts.axes import scale_of, ticks_of
from journeykit.view.layout.tints import mixed, shaded
from journeykit.view.scene import Box, Group, Polygon, texts

DAY = 86_400


def scene_of(figure, **options):
    (scene,) = lay_out(figure, **options)
    return scene


def leaves(items):
    for item in items:
        if isinstance(item, Group):
            yield from leaves(item.items)
        else:
            yield item


def found(scene, kind):
    return [item for item in leaves(scene.items) if isinstance(item, kind)]


def words(scene):
    return [run.text for run in texts(scene.items)]


def at(scene, text):
    """The middle and the base line of the only run with a text."""
    (run,) = [run for run in texts(scene.items) if run.text == text]
    return run.left + run.width / 2, run.y


# --- shades -----------------------------------------------------------------


def heat(count=4, *, rows=None, **column):
    shares = [
        TableColumn(str(n), ValueKind.PERCENT, decimals=0, shaded=True, **column)
        for n in range(count)
    ]
    given = rows or [["W1", *[0.5] * count]]
    return Table("t", "T", columns=[TableColumn("Cohort"), *shares], rows=given, shading=Shading())


SHADES = st.builds(
    lambda low, width: Shading(low=low, high=low + width),
    st.sampled_from([-0.3, 0.0, 0.1]),
    st.floats(0.4, 2),
)


@given(shading=SHADES, value=st.floats(-3, 3), theme=st.sampled_from([LIGHT, DARK, PRINT]))
def test_text_reads_on_every_shade(shading, value, theme):
    """In every theme, and beyond the ends of the scale."""
    color, opacity = shaded(value, shading, theme)
    ground = mixed(color, theme.ground, opacity)
    assert contrast_ratio(theme.on(ground), ground) >= TEXT_CONTRAST


@given(values=st.tuples(st.floats(0, 1), st.floats(0, 1)), theme=st.sampled_from([LIGHT, DARK]))
def test_more_is_deeper(values, theme):
    """On both sides of zero, and as deep for as much less as for as much more."""
    shading = Shading(low=-1, high=1)
    few, many = sorted(values)
    assert shaded(few, shading, theme)[1] <= shaded(many, shading, theme)[1]
    assert theme.more == shaded(many, shading, theme)[0]
    assert theme.less == shaded(-many - 0.01, shading, theme)[0]


def test_a_theme_whose_shades_are_faint_is_told():
    """As its other colours are."""
    assert any("more" in fault for fault in contrast_faults(LIGHT.replace(more="#8899aa")))
    assert any("less" in fault for fault in contrast_faults(LIGHT.replace(less="#f0f0f0")))


def test_nobody_differs_from_not_yet_observed():
    """A cell of zero has a ground and a figure; one without a value has neither."""
    zero, unknown = (scene_of(heat(1, rows=[["W1", value]])) for value in (0.0, None))
    # The scale below says 0% as well.
    assert 1 == words(zero).count("0%") - words(unknown).count("0%")
    assert 1 == len(found(zero, Box)) - len(found(unknown, Box))


def test_a_shading_has_a_width():
    """And says so, if it has none."""
    with pytest.raises(InvalidValueError, match="above low"):
        Shading(low=1, high=1)


def test_many_columns_go_on_below():
    """Behind what stands before them; rows that say nothing further end."""
    rows = [["long", *[0.5] * 60], ["short", *[0.5] * 20, *[None] * 40]]
    scene = scene_of(heat(60, rows=rows, heading="Weeks"))
    assert scene.width < 1300
    said = words(scene)
    assert [2, 2, 1, 2] == [said.count(text) for text in ("Cohort", "long", "short", "Weeks")]
    assert 80 == said.count("50%")


def test_the_anchor_is_framed():
    """By a line around its column, head included."""
    plain = heat(3)
    columns = [*plain.columns[:2], plain.columns[2].replace(anchor=True), plain.columns[3]]
    scene = scene_of(plain.replace(columns=columns))
    (frame,) = [box for box in found(scene, Box) if box.stroke == LIGHT.ink]
    x, y = at(scene, "1")
    assert frame.x < x < frame.x + frame.width
    assert frame.y < y
    others = [at(scene, text)[0] for text in ("0", "2")]
    assert all(not frame.x < other < frame.x + frame.width for other in others)


# --- curves -----------------------------------------------------------------


def curves(count=2, **changes):
    series = [
        Series(
            f"s{n}", f"Segment {n}", [Point(0, 0), Point(5 * DAY, 0.8 - n / 10)],
            kind=SeriesKind.STEPS, counts=[(day * DAY, 100 * n + day) for day in (0, 3, 6)],
        )
        for n in range(count)
    ]  # fmt: skip
    x = Axis("Time", kind=AxisKind.DURATION, low=0, high=6 * DAY)
    return Chart("c", "C", x=x, series=series, counts_title="At risk", **changes)


def test_counts_stand_below_their_ticks():
    """The axis is marked where something is counted."""
    scene = scene_of(curves())

    assert at(scene, "3\u00a0d")[0] == pytest.approx(at(scene, "103")[0], abs=1)
    assert at(scene, "103")[1] > at(scene, "3\u00a0d")[1]


def test_curves_are_named_where_they_end():
    """In their order, right of the plot; a legend would say it again."""
    scene = scene_of(curves(3))
    ends = [run for run in texts(scene.items) if run.text.startswith("Segment")]
    assert 6 == len(ends)  # at the end of the line, and before its counts
    right = max(ends, key=lambda run: run.left).left
    named = sorted((run for run in ends if run.left == right), key=lambda run: run.y)
    assert ["Segment 0", "Segment 1", "Segment 2"] == [run.text for run in named]
    assert all(b.y - a.y > a.size for a, b in pairwise(named))


def test_many_curves_have_a_legend():
    """Names at a dozen ends would run away from them."""
    scene = scene_of(curves(12))
    names = [run for run in texts(scene.items) if run.text.startswith("Segment 1")]
    assert len({round(run.left) for run in names}) > 2


# --- funnels ----------------------------------------------------------------


def funnel(*points, **changes):
    series = Series("s", "S", points, kind=SeriesKind.BARS, between="Time")
    categories = [f"Step {n}" for n in range(len(points))]
    axis = Axis(kind=AxisKind.CATEGORY, categories=categories)
    return Chart("f", "F", x=axis, series=[series], **changes)


def test_what_lies_between_stands_between():
    """In the middle of two names, or of those beside an optional step."""
    scene = scene_of(funnel(Point(0, 9), Point(1, 5, between="2 h")))
    middle = (at(scene, "Step 0")[0] + at(scene, "Step 1")[0]) / 2
    assert middle == pytest.approx(at(scene, "2 h")[0])
    aside = Point(1, 2, tone=Tone.MUTED)
    scene = scene_of(funnel(Point(0, 9), aside, Point(2, 5, between="2 h")))
    assert at(scene, "Step 1")[0] == pytest.approx(at(scene, "2 h")[0])


def test_what_is_pending_stands_on_the_bar():
    """Hatched, as high as what may still come, and explained."""
    scene = scene_of(funnel(Point(0, 8), Point(1, 4, before=8, pending=2)))
    hatched = [box for box in found(scene, Box) if box.hatch and not box.fill]
    ghost = next(box for box in found(scene, Box) if box.opacity < 1)
    pending = max(hatched, key=lambda box: box.width)
    assert ghost.height / 2 == pytest.approx(pending.height)
    assert ghost.y + ghost.height == pytest.approx(pending.y + pending.height)
    assert "had not the time yet" in words(scene)


def test_figures_of_several_series_are_named():
    """Row by row: one and the same figure of all series below each other."""
    both = [
        Series(
            f"s{n}", f"Segment {n}", [Point(0, 9, details=[f"{n}%"])],
            kind=SeriesKind.BARS, details=["Lost"],
        )
        for n in range(2)
    ]  # fmt: skip
    axis = Axis(kind=AxisKind.CATEGORY, categories=["Pay"])
    scene = scene_of(Chart("f", "F", x=axis, series=both))
    assert 1 == words(scene).count("Lost")
    names = [run.y for run in texts(scene.items) if run.text == "Segment 1"]
    assert any(abs(at(scene, "1%")[1] - y) < 3 for y in names)


@pytest.mark.parametrize("said", ["big loss", "a"])
def test_what_is_said_of_bars_beside_each_other_stands_in_one_line(said):
    """On each bar if there is room, else once below them: never in pieces over the next bar."""
    point = Point(0, 9, label=f"9\n{said}", tone=Tone.NEGATIVE)
    series = [Series(f"s{n}", f"S{n}", [point], kind=SeriesKind.BARS) for n in range(4)]
    axis = Axis(kind=AxisKind.CATEGORY, categories=["Pay"])
    scene = scene_of(Chart("f", "F", x=axis, series=series))
    assert words(scene).count(said) == (4 if said == "a" else 1)


# --- estimates --------------------------------------------------------------


def odds(*points, **axis):
    series = Series("s", "S", points, kind=SeriesKind.ESTIMATES, details=["n"])
    rows = Axis(kind=AxisKind.CATEGORY, categories=[f"Row {n}" for n in range(len(points))])
    guides = [Guide(1, "no difference")]
    return Chart("o", "O", x=Axis(log=True, **axis), y=rows, series=[series], guides=guides)


def test_equal_ratios_are_equally_far_apart():
    """A half lies as far from 1 as twice, and only round numbers are written."""
    axis = Axis(log=True, low=0.1, high=10)
    scale = scale_of(axis, [], 0, 100)
    assert scale(1) - scale(0.5) == pytest.approx(scale(2) - scale(1))
    assert [0.1, 0.2, 0.5, 1, 2, 5, 10] == [value for value, _ in ticks_of(axis, scale, 7)]
    assert [0.1, 0.3, 1, 3, 10] == [value for value, _ in ticks_of(axis, scale, 6)]


@given(values=st.lists(st.floats(1e-6, 1e6), max_size=4), most=st.integers(2, 9))
def test_scales_of_ratios_hold_their_values(values, most):
    """Whatever they are; with few ticks, all on the scale."""
    axis = Axis(log=True)
    scale = scale_of(axis, values, 0, 100)
    assert all(0 < scale(value) < 100 for value in values)
    ticks = [value for value, _ in ticks_of(axis, scale, most)]
    assert len(ticks) <= most
    assert all(scale.low <= value <= scale.high for value in ticks)


def test_an_interval_beyond_the_axis_ends_in_an_arrow():
    """So that nobody takes the edge for its end."""
    within, beyond = (
        scene_of(odds(Point(1, 0, interval=ends), low=0.2, high=5)) for ends in ((0.5, 2), (0.1, 2))
    )
    assert 1 == len(found(beyond, Polygon)) - len(found(within, Polygon))


def test_estimates_stand_beside_their_figures():
    """Name, interval and details are on one line; nothing of it is lost."""
    scene = scene_of(odds(Point(2, 0, details=["812"]), Point(0.5, 1, details=["90"], label="so")))
    assert at(scene, "Row 0")[1] == pytest.approx(at(scene, "812")[1], abs=4)
    assert at(scene, "812")[1] < at(scene, "90")[1]
    assert {"n", "so"} <= set(words(scene))
    assert {"no", "difference"} <= set(" ".join(words(scene)).split(" "))


# --- transitions ------------------------------------------------------------


def flow(count, **changes):
    inner = [Node(f"n{n}", f"Page {n}") for n in range(count)]
    nodes = [Node("start", "In", kind="start"), *inner, Node("end", "Out", kind="end")]
    edges = [Edge("start", "n0", weight=100)]
    edges += [Edge(a.id, b.id, weight=90, details=["34%", "2 h"]) for a, b in pairwise(inner)]
    edges += [Edge(node.id, "end", weight=50 - n) for n, node in enumerate(inner)]
    return Graph("g", "G", nodes=nodes, edges=edges, **changes)


def test_ways_say_count_share_and_time():
    """The count first, and all in one line where there is room."""
    said = " ".join(words(scene_of(flow(2))))
    assert "90" in said
    assert "34% · 2 h" in said


def test_of_many_ways_out_the_lighter_ones_are_said():
    """At the node where they start: the heaviest three are lines."""
    said = [text for text in words(scene_of(flow(8))) if text.startswith("Out: ")]
    assert [f"Out: {50 - n}" for n in range(3, 8)] == sorted(said, reverse=True)


def test_an_end_comes_last():
    """Behind all other nodes, or below them."""
    few = scene_of(flow(3))
    assert at(few, "Out")[0] > max(at(few, f"Page {n}")[0] for n in range(3))


def test_long_ways_go_on_in_lines():
    """A flow of forty nodes is no wider than one of ten, and each is there."""
    ten, forty = (scene_of(flow(count)) for count in (10, 40))
    assert forty.width < 1.3 * ten.width < 2400
    assert {f"Page {n}" for n in range(40)} <= set(words(forty))


def test_the_note_of_a_graph_stands_below_it():
    """Under the key, as that of a chart."""
    scene = scene_of(flow(3, note="Rest"))
    assert at(scene, "Rest")[1] == max(run.y for run in texts(scene.items))
