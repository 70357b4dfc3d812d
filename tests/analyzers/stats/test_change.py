"""The parts of a change of an overall rate."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeykit.analyzers.stats import decompose_change
from journeykit.errors import InvalidValueError

counts = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: (min(p), max(p)))
periods = st.dictionaries(st.sampled_from("abcd"), counts, min_size=1)
BEFORE = {"phone": (10, 100), "desktop": (30, 100)}


@given(periods, periods)
def test_parts_add_up_and_turn_with_the_periods(before, after):
    """No rest is left, whole or by segment; swapped periods turn every sign."""
    for period in (before, after):
        assume(sum(trials for _, trials in period.values()))

    there, back = decompose_change(before, after), decompose_change(after, before)

    assert pytest.approx(there.change, abs=1e-12) == there.rate_part + there.mix_part
    assert pytest.approx((-there.rate_part, -there.mix_part), abs=1e-12) == (
        back.rate_part, back.mix_part,
    )  # fmt: skip
    by_name = {part.segment: part for part in back.segments}
    for part in there.segments:
        other = by_name[part.segment]
        assert pytest.approx((-part.rate_part, -part.mix_part), abs=1e-12) == (
            other.rate_part, other.mix_part,
        )  # fmt: skip
    for weights in ("weight_before", "weight_after"):
        assert pytest.approx(1) == math.fsum(getattr(part, weights) for part in there.segments)


def test_kitagawa_by_hand():
    """Twice as many on the phone, and the phone better: the two parts by the formula."""
    change = decompose_change(BEFORE, {"phone": (36, 300), "desktop": (30, 100)})

    rate_part = (0.5 + 0.75) / 2 * (0.12 - 0.10)
    mix_part = (0.10 + 0.12) / 2 * (0.75 - 0.5) + 0.30 * (0.25 - 0.5)
    assert pytest.approx((0.2, 0.165)) == (change.before, change.after)
    assert pytest.approx((rate_part, mix_part)) == (change.rate_part, change.mix_part)


def test_a_growing_weak_segment_pulls_down():
    """The sign of a mix part says which way the segment pulls."""
    change = decompose_change(BEFORE, {"phone": (30, 300), "desktop": (30, 100)})

    phone, desktop = change.segments
    assert 0 == change.rate_part
    assert phone.mix_part < 0 and desktop.mix_part < 0


def test_a_mix_that_stays_leaves_all_to_rates():
    """And rates that stay leave all to the mix."""
    rates = decompose_change(BEFORE, {"phone": (40, 200), "desktop": (60, 200)})
    mix = decompose_change(BEFORE, {"phone": (30, 300), "desktop": (30, 100)})

    assert (pytest.approx(rates.change), 0) == (rates.rate_part, rates.mix_part)
    assert (0, pytest.approx(mix.change)) == (mix.rate_part, mix.mix_part)


def test_a_segment_that_comes_or_goes_is_mix():
    """It has no rate in one period, so its rate cannot have changed."""
    change = decompose_change(BEFORE, {"phone": (10, 100), "tablet": (5, 50), "watch": (0, 0)})

    by_name = {part.segment: part for part in change.segments}
    for name in ("desktop", "tablet", "watch"):
        assert 0 == by_name[name].rate_part
    assert (None, 0.1) == (by_name["tablet"].rate_before, by_name["tablet"].rate_after)
    assert (None, None, 0) == (
        by_name["watch"].rate_before, by_name["watch"].rate_after, by_name["watch"].mix_part,
    )  # fmt: skip
    assert pytest.approx(change.change) == change.rate_part + change.mix_part


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ({}, "a segment with customers"),
        ({"phone": (0, 0)}, "a segment with customers"),
        ({"phone": (3, 2)}, r"before\['phone'\]"),
    ],
)
def test_periods_without_a_rate_are_refused(before, message):
    """There is no change from nothing."""
    with pytest.raises(InvalidValueError, match=message):
        decompose_change(before, BEFORE)
