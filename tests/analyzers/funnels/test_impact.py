"""What a fix would bring: the formula of maps, and limits that hold what they promise."""

import random
from itertools import pairwise

import pytest

from journeykit.analyzers import drop_off
from journeykit.analyzers.formulas import fix_impact
from journeykit.analyzers.funnels import FunnelResult, FunnelStep, funnel
from journeykit.errors import InvalidValueError
from journeykit.events import EventLog, FunnelDefinition, Step
from journeykit.model import Journey, Measurement, Phase, Touchpoint

NAMES = ("home", "cart", "address", "paid")


def result_of(*customers):
    """A funnel of so many customers at each step."""
    steps = [FunnelStep(name="home", number=0, customers=customers[0], came=customers[0])]
    for n, (before, here) in enumerate(pairwise(customers), start=1):
        steps.append(
            FunnelStep(
                name=NAMES[n], number=n, customers=here, came=here, before=before,
                loss=before - here, conversion=here / before if before else None,
            )
        )  # fmt: skip
    d = FunnelDefinition(steps=tuple(map(Step, NAMES[: len(customers)])))
    return FunnelResult(definition=d, confidence=0.95, steps=tuple(steps))


def test_a_measured_funnel_gives_what_a_map_of_it_gives():
    """The same counts on a map have the same impact."""
    counts = {"home": 1000, "cart": 400, "address": 300, "paid": 150}
    touchpoints = [
        Touchpoint(name, metrics=[Measurement("customers", value=n)]) for name, n in counts.items()
    ]
    mapped = drop_off(Journey("Shop", [Phase("Buy", touchpoints)]), lift=0.1)
    measured = result_of(*counts.values())
    for step in mapped.steps[1:]:
        assert step.fix_impact == pytest.approx(measured.fix_impact(step.name, lift=0.1).value)


def test_the_first_step_loses_most_but_brings_what_goes_on():
    """Loss x lift x survival: 600 x 0.1 x 150 / 400."""
    impact = result_of(1000, 400, 300, 150).fix_impact("cart", lift=0.1)
    assert (600, 0.375, 22.5) == (impact.loss, impact.survival, pytest.approx(impact.value))
    assert (
        "To win back 10.0 % of them would bring 22 more to the end (20 to 26)." in impact.summary()
    )
    assert [("cart", 600)] == [row[:2] for row in impact.rows()]


def test_limits_hold_the_true_impact_as_often_as_promised():
    """Of 2,000 simulated funnels about 95 % have limits around the impact of the true rates."""
    chance = random.Random(5)
    rates = (0.4, 0.7, 0.5)
    truth = fix_impact(300 * (1 - rates[0]), 0.2, rates[1] * rates[2])
    held = 0
    for _ in range(2000):
        customers = [300]
        for rate in rates:
            customers.append(sum(chance.random() < rate for _ in range(customers[-1])))
        impact = result_of(*customers).fix_impact("cart", lift=0.2)
        held += impact.low <= truth <= impact.high
    assert 0.935 <= held / 2000 <= 0.965


def test_nobody_at_the_end_is_no_impact_and_no_limit():
    """Where none come to the end, nobody is won; where nobody is, nobody knows."""
    impact = result_of(100, 50, 20, 0).fix_impact("cart", lift=0.5)
    assert (0.0, None, None) == (impact.value, impact.low, impact.high)
    unknown = result_of(100, 0, 0, 0).fix_impact("cart", lift=0.5)
    assert (None, None) == (unknown.survival, unknown.value)
    assert "nobody knows" in unknown.summary()
    none_lost = result_of(100, 100, 50, 20).fix_impact("cart", lift=0.5)
    assert (0.0, None) == (none_lost.value, none_lost.low)


def test_a_log_is_measured():
    """Optional steps lose nobody, and cannot be mended."""
    log = EventLog([("a", "home", 0), ("a", "cart", 1), ("b", "home", 0), ("b", "look", 1)])
    result = funnel(log, ["home", Step("look", optional=True), "cart"])
    assert 0.5 == result.fix_impact("cart", lift=0.5).value
    for step in ("home", "look"):
        with pytest.raises(InvalidValueError, match="a required step after the first"):
            result.fix_impact(step, lift=0.5)
    with pytest.raises(InvalidValueError, match="lift"):
        result.fix_impact("cart", lift=1.5)
