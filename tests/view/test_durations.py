"""Durations: the unit that suits, and round steps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.view.durations import duration_ticks
from journeykit.view.figures import Axis, AxisKind
from journeykit.view.format import format_duration, format_on_axis

MINUTE, HOUR, DAY = 60, 3600, 86_400
SPANS = st.floats(1e-3, 1e12)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0"), (0.26, "0.3 s"), (0.02, "0.02 s"), (34, "34 s"), (89, "89 s"), (90, "1.5 min"),
        (12 * MINUTE, "12 min"), (2.1 * HOUR, "2.1 h"), (30 * HOUR, "30 h"), (3.2 * DAY, "3.2 d"),
        (400 * DAY, "400 d"), (-2 * DAY, "−2 d"), (float("inf"), "∞"), (float("nan"), "–"),
    ],
)  # fmt: skip
def test_durations_are_written_in_the_unit_that_suits(seconds, text):
    """With two digits or more, and a blank that does not break."""
    assert text.replace(" ", "\u00a0") == format_duration(seconds)
    assert format_duration(seconds) == format_on_axis(seconds, Axis(kind=AxisKind.DURATION))


def test_an_axis_has_one_unit():
    """That of the step, whatever each value would take."""
    assert ["36\u00a0h", "72\u00a0h"] == [
        format_duration(hours * HOUR, like=12 * HOUR) for hours in (36, 72)
    ]


@pytest.mark.parametrize(
    ("high", "most", "step"),
    [
        (45, 8, 10), (600, 6, 2 * MINUTE), (5 * HOUR, 6, HOUR), (DAY, 5, 6 * HOUR),
        (10 * DAY, 6, 2 * DAY), (30 * DAY, 5, 7 * DAY), (2 * 365 * DAY, 5, 180 * DAY),
        (0.05, 5, 0.01), (20_000 * DAY, 5, 5000 * DAY),
    ],
)  # fmt: skip
def test_steps_are_those_that_people_count_in(high, most, step):
    """Half hours and quarters of a day, weeks, and no 250 seconds."""
    first, second, *_ = duration_ticks(0, high, most)
    assert 0 == first
    assert pytest.approx(step) == second


@given(start=st.floats(-10, 10), span=SPANS, most=st.integers(1, 20))
def test_ticks_are_few_even_and_within(start, span, most):
    """No more steps than asked for, all alike, between the two ends."""
    low = start * span
    ticks = duration_ticks(low, low + span, most)
    assert len(ticks) <= most + 1
    steps = {round((b - a) / span, 6) for a, b in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(low - 1e-6 * span <= tick <= low + span * (1 + 1e-6) for tick in ticks)


@pytest.mark.parametrize("span", [(0, 0), (5, 1), (0, float("inf")), (float("nan"), 1)])
def test_no_span_has_no_ticks(span):
    """Rather than an error in the middle of a drawing."""
    assert () == duration_ticks(*span)
