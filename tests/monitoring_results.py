"""One small result of each kind that watching figures gives, to see it in figures."""

from __future__ import annotations

from journeykit.analyzers.monitoring import (
    Sample,
    before_after,
    control_chart,
    conversion_before_after,
)
from journeykit.analyzers.unmet import opportunity_scores
from journeykit.model import Journey, Measurement, Metric, Phase, Touchpoint
from rating_results import small_ratings

__all__ = ["monitoring_results"]

_WANTED = {
    "Find the right size at once": ("search", "size-advisor"),
    "A date that holds": ("overall", "delivery"),
}


def _shop(period, conversion, effort, wait, sold):
    return Journey(
        "Buy a bike",
        [
            Phase(
                "Purchase",
                [
                    Touchpoint(
                        "Fill in the checkout",
                        id="checkout",
                        metrics=[
                            Measurement("conversion", conversion, n=400, period=period, target=0.8),
                            Measurement(
                                "ces_2", effort, n=90, interval=(effort - 0.2, effort + 0.2)
                            ),
                            Measurement("wait_s", wait, n=90, interval=(wait - 9, wait + 9)),
                        ],
                    ),
                    Touchpoint(
                        "Pay", metrics=[Measurement("csat_top2", sold, n=50, period=period)]
                    ),
                ],
            )
        ],
    )


def monitoring_results(log):
    """The results by name; each type that has views is among them.

    Args:
        log: events "home", "cart" and "paid" over four weeks.
    """
    before = _shop("2026-01", 0.5, 4.2, 90, 70)
    after = _shop("2026-06", 0.62, 4.9, 70, 64)
    fun = Metric("Fun", id="fun", unit="laughs")
    weeks = [*[(f"2026-0{month}-01", 50, 100) for month in range(1, 9)], ("2026-09-01", 20, 90)]
    return {
        "changes": before_after(before, after),
        "changes of a share": before_after(Sample.share(28, 40), Sample.share(32, 38), wished=0.1),
        "changes of a unit": before_after(
            Sample.mean(4, 1, 40, metric=fun), Sample.mean(6, 1, 38, metric=fun), practical=3
        ),
        "changes that nobody can tell": before_after(Sample.share(2, 4), Sample.share(2, 4)),
        "changes of a log": conversion_before_after(
            log, ["home", "cart", "paid"], "1970-01-15", within="2d"
        ),
        "control": control_chart(weeks, baseline=8),
        "control by name": control_chart([("May", 5, 10), ("June", 6, 10), ("July", 0, 0)]),
        "unmet": opportunity_scores(small_ratings(), _WANTED, minimum=1),
        "unmet by device": opportunity_scores(small_ratings(), _WANTED, by="device", minimum=20),
    }
