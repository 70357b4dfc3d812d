"""What is planted in the example log comes out of comparisons, trends and what goes with leaving."""

from datetime import timedelta

import pytest

pytest.importorskip("polars")

from journeykit.analyzers.funnels import compare, funnel, funnel_trend, what_goes_with
from journeykit.examples import example_log, planted

CHECKOUT = ["checkout_start", ("order_confirmed", "leasing_start")]


@pytest.fixture(scope="module")
def log():
    return example_log()


@pytest.fixture(scope="module")
def problems():
    return {problem.name: problem for problem in planted()}


def test_devices_differ_from_the_release_on(log, problems):
    """Before it no difference holds; from then on phones come on half as often."""
    release = problems["mobile-checkout"].since
    before = funnel(log, CHECKOUT, within="7d", by="device", until=release - timedelta(days=1))
    after = funnel(log, CHECKOUT, within="7d", by="device", since=release)

    assert () == compare(before).findings
    worst = compare(after).findings[0]
    assert problems["mobile-checkout"].where["device"] == worst.segment
    assert problems["mobile-checkout"].factor == pytest.approx(worst.comparison.first / worst.comparison.second, abs=0.1)  # fmt: skip

    change = compare(before, after, names=["before", "after"]).change("device").parts
    assert change.rate_part < 0
    assert abs(change.mix_part) < 0.1 * abs(change.change)
    fallen = min(change.segments, key=lambda part: part.rate_part)
    assert worst.segment == fallen.segment


def test_the_curve_falls_with_the_release(log, problems):
    """The months before lie above those after it, by their intervals."""
    release = problems["mobile-checkout"].since
    trend = funnel_trend(log.where(device="mobile"), CHECKOUT, within="7d", period="month")
    before = [p.rate_interval[0] for p in trend.periods if p.start.month < release.month]
    after = [p.rate_interval[1] for p in trend.periods if p.start.month > release.month]
    assert max(after) < min(before)


def test_the_chat_goes_with_leaving(log, problems):
    """Of all that is done between comparing and the basket, the chat goes most with leaving."""
    found = what_goes_with(funnel(log, ["compare_view", "cart_add"], within="14d"))
    leaving = [item.name for item in found.findings if item.with_leaving]
    assert problems["chat-gives-up"].after == leaving[0]


def test_vouchers_go_with_leaving(log, problems):
    """Those who came by voucher put something in the basket least often."""
    ((column, value),) = problems["voucher-hunters"].where.items()
    found = what_goes_with(funnel(log, ["shop_view", "cart_add"], within="14d"), properties=[column])  # fmt: skip
    worst = min(
        (item for item in found.findings if item.kind == "property"),
        key=lambda item: item.odds_ratio.value,
    )
    assert (column, value) == (worst.name, worst.value)
