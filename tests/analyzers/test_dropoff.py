"""Where customers are lost, from the counts on a map."""

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers import CountSource, StepFlag, drop_off
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Journey, Measurement, Phase, Touchpoint, Transition

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def counted(*customers, **more):
    """A map of one phase with these counts on its touchpoints; None has none."""
    touchpoints = [
        Touchpoint(f"Step {i}", metrics={} if n is None else {"customers": n})
        for i, n in enumerate(customers)
    ]
    return Journey("Buy a bike", [Phase("All", touchpoints)], **more)


def test_published_funnel():
    """Counts of a published data set give its known funnel, step by step."""
    names = ["user", "search_page", "payment_page", "payment_confirmation"]
    names[0] = "home_page"
    files = [DATA / f"user_funnel_{name}_table.csv.gz" for name in names]
    if not all(file.exists() for file in files):
        pytest.skip("the shared data are not here")
    counts = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            counts.append(len({row["user_id"] for row in csv.DictReader(lines)}))

    result = drop_off(counted(*counts))

    assert [90400, 45200, 6030, 452] == [step.customers for step in result.steps]
    rates = [step.conversion for step in result.steps]
    assert [None, 0.5, 6030 / 45200, 452 / 6030] == rates
    assert 452 / 90400 == result.steps[-1].from_start
    assert "Step 1" == result.worst_by_loss.name
    assert "Step 3" == result.worst_by_rate.name


def test_figures_of_a_step():
    """Conversion, drop-off, loss and their intervals follow from two counts."""
    step = drop_off(counted(120, 45)).steps[1]

    assert (0.375, 0.625, 75.0) == (step.conversion, step.drop_off, step.loss)
    assert pytest.approx((0.2935242979, 0.4642304937), abs=1e-10) == step.conversion_interval
    low, high = step.conversion_interval
    assert (1 - high, 1 - low) == step.drop_off_interval
    assert step.conversion_interval == step.from_start_interval


def test_first_step_has_nothing_before_it():
    """There is no loss and no rate before the beginning; all of the start is there."""
    step = drop_off(counted(120)).steps[0]

    assert (None, None, None, 1.0, None) == (
        step.loss, step.conversion, step.drop_off, step.from_start, step.from_start_interval,
    )  # fmt: skip


def test_re_entry_is_flagged_and_never_clipped():
    """More customers than before are no conversion of 100 %, but a flag without a rate."""
    result = drop_off(counted(100, 50, 80, 40), lift=0.5)
    step = result.steps[2]

    assert (StepFlag.RE_ENTRY, -30.0, None, None) == (
        step.flag, step.loss, step.conversion, step.conversion_interval,
    )  # fmt: skip
    assert 0.8 == step.from_start
    assert [True, False, False] == [s.from_start_interval is not None for s in result.steps[1:]]
    assert [None, None, 0.5, 1.0] == [s.survival for s in result.steps]
    assert [None, None, None, 20.0] == [s.fix_impact for s in result.steps]
    assert "30 more than before: re-entry" in result.summary()


def test_a_step_that_outgrows_the_start_has_no_share_of_it():
    """A share of the start above 1 is none."""
    step = drop_off(counted(10, 20)).steps[1]

    assert (None, None) == (step.from_start, step.from_start_interval)


def test_zeros():
    """Of nobody no share can be taken."""
    result = drop_off(counted(0, 0, 5))

    assert [None, StepFlag.NOBODY_BEFORE, StepFlag.RE_ENTRY] == [s.flag for s in result.steps]
    assert [None, None, None] == [s.conversion for s in result.steps]
    assert result.worst_by_loss is None
    assert "nobody at the step before" in result.summary()
    assert "No customers are lost." in result.summary()


def test_one_touchpoint():
    """A single count is a funnel without a loss."""
    result = drop_off(counted(7))

    assert (7.0, 7.0, (), 1) == (result.start, result.end, result.by_loss, len(result.phases))
    assert "lost" not in result.summary()


def test_no_counts_say_what_to_add():
    """Without counts the result is empty, defined, and gives advice."""
    result = drop_off(counted(None, None))

    assert ((), (), None, None, None) == (
        result.steps, result.phases, result.source, result.start, result.worst_by_rate,
    )  # fmt: skip
    assert "Give touchpoints a measurement of 'customers'" in result.summary()
    assert "<DropOff 'Buy a bike': no counts>" == repr(result)
    assert 0 == len(result.to_frame())


@pytest.mark.parametrize(
    ("metrics", "reason"),
    [
        ((), "no measurement of customers"),
        (Measurement("customers"), "its customers are still to be measured"),
        (Measurement("customers", -1), "its customers are below zero"),
        (
            Measurement("customers", 5, segment={"device": "phone"}),
            "its customers are known for segments only",
        ),
    ],
)
def test_touchpoints_without_a_count_are_listed_with_the_reason(metrics, reason):
    """A touchpoint that cannot be counted is left out, and said to be."""
    journey = Journey(
        "Buy", [Phase("All", [Touchpoint("Cart", metrics={"customers": 9}),
                              Touchpoint("Pay", metrics=metrics)])],
    )  # fmt: skip

    result = drop_off(journey)

    assert [("pay", reason)] == [(skip.touchpoint, skip.reason) for skip in result.skipped]
    assert "Without a count: Pay." in result.summary()


def test_the_last_whole_measurement_counts():
    """Figures for a segment, and older ones, do not stand for all customers."""
    measurements = [
        Measurement("customers", 9), Measurement("customers", 8),
        Measurement("customers", 3, segment={"device": "phone"}), Measurement("customers"),
    ]  # fmt: skip
    journey = Journey("Buy", [Phase("All", [Touchpoint("Cart", metrics=measurements)])])

    assert 8.0 == drop_off(journey).start


def test_another_metric_can_count():
    """Sessions, or whatever the map measures, can be counted too."""
    journey = Journey("Buy", [Phase("All", [Touchpoint("Cart", metrics={"sessions": 4})])])

    assert (4.0, None) == (drop_off(journey, metric="sessions").start, drop_off(journey).start)


def test_a_sum_with_one_part_unknown_is_unknown():
    """A way without a count makes the customers at its end unknown, and a note says so."""
    journey = counted(
        None, None, None, None,
        transitions=[
            Transition("step-0", "step-1", count=1000),
            Transition("step-1", "step-3"),
            Transition("step-1", "step-2", count=50),
            Transition("step-2", "step-3", count=40),
        ],
    )  # fmt: skip
    result = drop_off(journey)
    assert [1000, 1000, 50] == [step.customers for step in result.steps]
    assert ["step-3"] == [uncounted.touchpoint for uncounted in result.skipped]
    assert "a way into it has no count" == result.skipped[0].reason
    assert "some ways have no count" in result.notes[0]
    start = counted(
        None, None, None,
        transitions=[Transition("step-0", "step-1", count=9), Transition("step-0", "step-2")],
    )  # fmt: skip
    assert ["step-1"] == [step.touchpoint for step in drop_off(start).steps]


def test_only_customers_are_counted_on_transitions():
    """Another metric that nobody measured has no counts; an unknown one is a slip."""
    journey = counted(None, None, transitions=[Transition("step-0", "step-1", count=5)])
    assert () == drop_off(journey, metric="conversion").steps
    with pytest.raises(NotFoundError, match="no metric 'custmers'; did you mean 'customers'"):
        drop_off(journey, metric="custmers")


def test_counts_of_transitions():
    """A touchpoint is reached by the sum of the ways in, a start by that of the ways out."""
    journey = counted(
        None, None, None, None,
        transitions=[
            Transition("step-0", "step-1", count=60),
            Transition("step-0", "step-2", count=40),
            Transition("step-1", "step-3", count=30),
            Transition("step-2", "step-3", count=25),
            Transition("step-3", "step-0", count=7, kind="loop"),
            Transition("step-1", "step-1", count=99),
            Transition("step-3", "nowhere", count=99),
        ],
    )  # fmt: skip

    result = drop_off(journey)

    assert [100, 60, 40, 55] == [step.customers for step in result.steps]
    assert CountSource.TRANSITIONS is result.source
    assert any("the ways branch" in note for note in result.notes)


def test_counts_on_touchpoints_come_before_those_of_transitions():
    """Transitions only count where no touchpoint does."""
    journey = counted(9, None, transitions=[Transition("step-0", "step-1", count=4)])

    result = drop_off(journey)

    assert CountSource.TOUCHPOINTS is result.source
    assert [9.0] == [step.customers for step in result.steps]


def test_counts_of_different_periods_are_noted():
    """Counts of two quarters do not follow from each other."""
    touchpoints = [
        Touchpoint(name, metrics=Measurement("customers", 9, period=period))
        for name, period in (("Cart", "2026-01"), ("Pay", "2026-02"))
    ]

    assert (
        "different periods: 2026-01, 2026-02"
        in drop_off(Journey("Buy", [Phase("All", touchpoints)])).summary()
    )


def test_fix_impact_is_loss_times_lift_times_survival():
    """Of 50 lost, a tenth comes back, and half of those reach the end."""
    result = drop_off(counted(100, 50, 25), lift=0.1)

    assert [None, pytest.approx(2.5), pytest.approx(2.5)] == [s.fix_impact for s in result.steps]
    assert "Mending 'Step 1' would bring most customers to the end: 2.5." in result.summary()


def test_lift_by_touchpoint():
    """Each fix may have its own expected lift; the others have no impact."""
    result = drop_off(counted(100, 50, 25), lift={"step-2": 1})

    assert [None, None, 25.0] == [step.fix_impact for step in result.steps]


def test_impossible_lifts_are_refused():
    """A lift is a share of a touchpoint that exists."""
    with pytest.raises(InvalidValueError, match=r"drop_off\.lift: expected a share"):
        drop_off(counted(2, 1), lift=10)
    with pytest.raises(InvalidValueError, match=r"lift\['step-1'\]"):
        drop_off(counted(2, 1), lift={"step-1": -1})
    with pytest.raises(NotFoundError, match="did you mean 'step-1'"):
        drop_off(counted(2, 1), lift={"stepp-1": 0.5})


def test_confidence_is_checked_even_without_counts():
    """A wrong option does not wait for data to show."""
    with pytest.raises(InvalidValueError, match="confidence"):
        drop_off(counted(None), confidence=95)


def test_phases_add_up_to_the_whole():
    """A phase takes over from the last step before it."""
    journey = Journey("Buy", [
        Phase("Look", [Touchpoint("Ad", metrics={"customers": 100}),
                       Touchpoint("Shop", metrics={"customers": 60})]),
        Phase("Empty"),
        Phase("Buy", [Touchpoint("Cart", metrics={"customers": 30}),
                      Touchpoint("Pay", metrics={"customers": 12})]),
    ])  # fmt: skip

    phases = drop_off(journey).phases

    assert [("look", 100.0, 60.0, 0.6), ("buy", 60.0, 12.0, 0.2)] == [
        (phase.phase, phase.before, phase.after, phase.conversion) for phase in phases
    ]
    assert all(phase.conversion_interval is not None for phase in phases)


def test_a_phase_with_re_entry_has_no_interval():
    """Customers who came in by another way are no part of those before."""
    phase = drop_off(counted(100, 10, 50)).phases[0]

    assert (0.5, None) == (phase.conversion, phase.conversion_interval)


def test_ranks_by_loss_and_by_rate_differ():
    """Both are given, because neither is enough."""
    result = drop_off(counted(1000, 600, 500, 100))

    assert ["step-1", "step-3", "step-2"] == [step.touchpoint for step in result.by_loss]
    assert ["step-3", "step-1", "step-2"] == [step.touchpoint for step in result.by_rate]
    summary = result.summary()
    assert "Most customers are lost before 'Step 1': 400." in summary
    assert "The highest share is lost before 'Step 3': 80.0 %." in summary


def test_frame_has_a_row_a_step():
    """Intervals are two columns, and what is unknown is empty."""
    pytest.importorskip("polars")

    made = drop_off(counted(120, 45)).to_frame("polars")

    assert ["step-0", "step-1"] == made["touchpoint"].to_list()
    assert [None, 0.375] == made["conversion"].to_list()
    assert pytest.approx(0.2935242979, abs=1e-10) == made["conversion_low"][1]


customer_counts = st.lists(st.integers(0, 10**9) | st.none(), max_size=12)


@given(customer_counts)
def test_losses_add_up(customers):
    """Start minus end is the sum of all losses, by step and by phase."""
    result = drop_off(counted(*customers))

    if result.steps:
        assert result.start - result.end == sum(step.loss for step in result.steps[1:])
        assert result.start - result.end == sum(phase.loss for phase in result.phases)


@given(customer_counts, st.floats(0, 1))
def test_shares_lie_within_0_and_1(customers, lift):
    """No rate, limit or survival is ever more than all or less than nothing."""
    for step in drop_off(counted(*customers), lift=lift).steps:
        shares = [step.conversion, step.drop_off, step.from_start, step.survival]
        for interval in (step.conversion_interval, step.drop_off_interval):
            shares += interval or ()
        assert all(0 <= share <= 1 for share in shares if share is not None)
        assert step.fix_impact is None or 0 <= step.fix_impact <= max(step.loss, 0)
