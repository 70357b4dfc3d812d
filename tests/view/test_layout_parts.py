"""The parts of the layout: wrapping, curves, axes, columns, labels, scenes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.view.figures import Axis, AxisKind, Entry, Mark, MarkKind, Tone
from journeykit.view.layout.charts.axes import nice_step, scale_of, ticks_of
from journeykit.view.layout.curve import distinct, halves, pchip_slopes, samples
from journeykit.view.layout.desk import Desk, initials
from journeykit.view.layout.graphs.routes import EdgeLook, rounded
from journeykit.view.layout.labels import Placer
from journeykit.view.layout.marks import SHAPES, draw_mark, mark_width, shape, sign
from journeykit.view.layout.sheets.cells import set_entry
from journeykit.view.layout.table import column_widths
from journeykit.view.layout.text import Typesetter
from journeykit.view.scene import (
    Align,
    Bounds,
    Box,
    Group,
    Path,
    Scene,
    Segment,
    Text,
    hatch_lines,
    mirrored,
    stacked,
    texts,
)
from journeykit.view.theme import DARK, LIGHT, PRINT

# --- curves -----------------------------------------------------------------

POINTS = st.lists(st.tuples(st.floats(0, 1000), st.floats(-100, 100)), min_size=1, max_size=12).map(
    distinct
)


@given(POINTS)
def test_curves_do_not_overshoot(points):
    """Between two points a curve stays between their values."""
    for x, y in samples(points):
        at = max(i for i, point in enumerate(points) if point[0] <= x + 1e-9)
        near = [point[1] for point in points[at : at + 2]]
        assert min(near) - 1e-6 <= y <= max(near) + 1e-6


@given(POINTS)
def test_curves_run_through_their_points(points):
    """The given points are among the samples."""
    assert set(points) <= set(samples(points))
    assert len(points) == len(pchip_slopes(points))


def test_no_points_make_no_curve():
    """An empty curve has no samples and no slopes."""
    assert ([], [], [0.0]) == (samples([]), pchip_slopes([]), pchip_slopes([(1, 1)]))


@given(POINTS)
def test_areas_lie_on_their_side(points):
    """An area above the level has no corner below it, and the other way round."""
    for area in halves(samples(points), 0.0, above="up", below="down", opacity=1):
        for _, y in area.points:
            assert y <= 1e-6 if area.fill == "up" else y >= -1e-6


# --- labels -----------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(0, 400), st.floats(20, 180), st.floats(5, 90), st.booleans()),
        max_size=14,
    )
)
def test_labels_meet_neither_each_other_nor_points(spots):
    """Whatever is asked for: a label has room of its own, or there is none."""
    spots = sorted(spots)
    blocks = [Bounds(x - 4, y - 4, 8, 8) for x, y, _, _ in spots]
    area = Bounds(0, 0, 400, 200)
    lines = samples(distinct([(x, y) for x, y, _, _ in spots]))
    for around in (True, False):
        placer = Placer(area, lines, blocks, widest=90, level=100.0)
        placed = []
        for x, y, width, above in spots:
            found = (
                placer.place_around(x, y, width, 12, radius=4)
                if around
                else placer.place(x, y, width, 12, prefer_above=above)
            )
            if found is not None:
                placed.append(found.bounds)
        assert all(area.holds(bounds, slack=1e-6) for bounds in placed)
        assert not any(a.meets(b) for i, a in enumerate(placed) for b in placed[:i])
        assert not any(bounds.meets(block) for bounds in placed for block in blocks)


def test_a_label_that_is_too_wide_finds_no_place():
    """What does not fit is left to the caller."""
    placer = Placer(Bounds(0, 0, 50, 50), [], [], widest=60)
    assert placer.place(25, 25, 60, 10, prefer_above=True) is None


def test_a_far_label_has_a_leader():
    """A thin line says which point a label means that could not stay near."""
    line = [(float(x), 60.0) for x in range(0, 101, 4)]
    found = Placer(Bounds(0, 0, 100, 110), line, [], widest=40).place(
        50, 100, 40, 12, prefer_above=True
    )
    assert found.bounds.bottom < 60
    assert (50, 92, found.bounds.bottom + 1) == found.leader


# --- axes -------------------------------------------------------------------


@given(st.floats(1e-6, 1e9), st.integers(1, 12))
def test_steps_are_nice_and_few(span, most):
    """A step is 1, 2 or 5 times a power of ten, and cuts the span into few parts."""
    step = nice_step(span, most)
    assert span / step <= most * 1.002
    assert f"{step:e}"[0] in "125"


def test_ticks_of_shares_are_percentages():
    """With as many decimals as tell them apart."""
    axis = Axis(kind=AxisKind.PERCENT, low=0, high=0.02)
    texts_ = [text for _, text in ticks_of(axis, scale_of(axis, [], 0, 100), 4)]
    assert ["0.0%", "0.5%", "1.0%", "1.5%", "2.0%"] == texts_


@pytest.mark.parametrize("days", [1, 5, 12, 60, 100, 200, 700, 3000, 40000, 400000])
def test_ticks_of_time_are_few_dates(days):
    """Days, weeks, months or years, whichever are few enough."""
    start = dt.date(2020, 3, 5).toordinal()
    axis = Axis(kind=AxisKind.TIME, low=start, high=start + days)
    ticks = ticks_of(axis, scale_of(axis, [], 0, 100), 7)
    assert len(ticks) <= 9
    assert all(start <= value <= start + days for value, _ in ticks)
    assert ticks or days > 10000


def test_time_before_the_calendar_has_no_ticks():
    """An ordinal that is no date is not written."""
    axis = Axis(kind=AxisKind.TIME, low=-50, high=0)
    assert [] == ticks_of(axis, scale_of(axis, [], 0, 100), 7)


def test_bars_start_at_zero():
    """The scale of bars holds zero, and zero alone is given some width."""
    assert 0 == scale_of(Axis(), [5, 9], 0, 1, from_zero=True).low
    assert -1 <= scale_of(Axis(), [-5, 9], 0, 1, from_zero=True)(0) <= 1
    assert scale_of(Axis(), [3], 0, 1).low < 3 < scale_of(Axis(), [3], 0, 1).high


# --- tables, marks, scenes --------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(1, 200), st.floats(0, 300)), min_size=1, max_size=8),
    st.floats(1, 2000),
)
def test_columns_share_the_width(pairs, available):
    """No column gets less than it needs, and all no more than there is, if that is enough."""
    needed = [need for need, _ in pairs]
    natural = [need + more for need, more in pairs]
    widths = column_widths(needed, natural, available)
    assert all(width >= need - 1e-6 for width, need in zip(widths, needed, strict=True))
    assert sum(widths) <= max(available, sum(needed)) + 1e-6


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_marks_are_drawn_within_their_width(theme):
    """Every kind and value of mark keeps to the width that it claims."""
    desk = Desk(theme, Typesetter())
    for kind in MarkKind:
        for value in (0, 1, 2, 3, 9, 17, 1234):
            mark = Mark(kind, value, "Mira Köhler")
            bounds = Group(tuple(draw_mark(mark, 10, 10, desk))).bounds
            assert 9 <= bounds.x
            assert bounds.right <= 11 + mark_width(mark, desk)


def test_many_marks_take_several_lines():
    """Signs over a text stay within the column, however many they are."""
    desk = Desk(LIGHT, Typesetter())
    entry = Entry("Slow", marks=[Mark(MarkKind.PERSONA, i, "Mira Köhler") for i in range(9)])
    few, many = (
        set_entry(entry.replace(marks=entry.marks[:1]), 90, desk),
        set_entry(entry, 90, desk),
    )
    assert many.height > few.height
    assert Bounds(0, 0, 90, many.height).holds(many.place(0, 0, 90).bounds, slack=0.5)


def test_shapes_differ():
    """Each of sixteen channels has a sign of its own, without its colour."""
    signs = [tuple(shape(i, 0, 0, 4, "#000000")) for i in range(2 * len(SHAPES))]
    assert len(signs) == len(set(signs))


def test_neutral_needs_no_sign():
    """Only what is good, bad or first has one."""
    desk = Desk(LIGHT, Typesetter())
    assert [0, 1, 1, 0, 1] == [len(list(sign(tone, 0, 0, desk))) for tone in Tone]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mira Köhler", "MK"), ("Mira", "M"), ("  ", "?"), ("(x) y", "Y"), ("العميل", "ا")],
)
def test_initials(name, expected):
    """First and last word give a letter each."""
    assert expected == initials(name)


@given(st.floats(1, 60), st.floats(1, 60))
def test_hatching_stays_inside(width, height):
    """Slanted lines end at the edges of the box."""
    box = Bounds(3, 5, width, height)
    for x1, y1, x2, y2 in hatch_lines(box):
        assert box.holds(Bounds(x1, y2, x2 - x1, y1 - y2), slack=1e-6)


def test_mirroring_twice_changes_nothing():
    """A scene turned and turned again is the scene."""
    run = Text(5, 9, "Hi", size=8, color="#000000", width=7, align=Align.RIGHT)
    path = Path(0, 0, (Segment(4, 4), Segment(8, 0, ((5, 5), (7, 1)))))
    scene = Scene(50, 50, (Group((run, Box(1, 2, 3, 4))), path))
    assert scene == mirrored(mirrored(scene))
    assert "left" == next(texts(mirrored(scene).items)).align


def test_stacked_scenes_stand_below_each_other():
    """The paper is as wide as the widest and as high as all."""
    one = Scene(50, 20, (Box(1, 2, 3, 4),), title="One")
    both = stacked([one, Scene(70, 30, (Path(0, 0, (Segment(4, 4, ((1, 1), (2, 2))),)),))])
    assert (70, 50, "One") == (both.width, both.height, both.title)
    assert 20 == both.items[1].bounds.y
    assert one is stacked([one])
    assert Bounds(0, 0, 0, 0) == Group(()).bounds
    assert "<Scene 'One': 50 x 20 pt>" == repr(one)


def test_a_corner_of_no_length_stays():
    """A path that stands still is drawn without a division by zero."""
    look = EdgeLook("#000000", (), 1.0, head="full", tail="", ground="#ffffff")
    assert 3 == len(rounded([(0, 0), (0, 0), (5, 0)], look).segments)
