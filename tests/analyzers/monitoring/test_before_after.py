"""Before against after: what is compared, what is refused, and what it comes to."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.measured import measure
from journeykit.analyzers.monitoring import (
    ChangeVerdict,
    Sample,
    SampleKind,
    SeasonFault,
    before_after,
)
from journeykit.analyzers.stats import newcombe_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog
from journeykit.events.ratings import Ratings
from journeykit.model import Journey, Measurement, Metric, Phase, Touchpoint

sizes = st.integers(10, 400)
shares = sizes.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def csat(value, n=40, **more):
    return Measurement("csat_top2", value, n=n, **more)


def only(result):
    (item,) = result.items
    return item


def test_a_share_is_compared_by_newcombe():
    """56 of 70 after 48 of 80: the published interval, in points of the metric."""
    item = only(before_after(csat(60, 80), csat(80, 70)))
    assert pytest.approx((20, 5.24314724, 33.3872654)) == (
        item.difference, item.comparison.low, item.comparison.high,
    )  # fmt: skip
    assert pytest.approx(0.0080450814) == item.comparison.test.p
    assert ChangeVerdict.BETTER is item.verdict


def test_a_change_that_may_be_chance_says_what_would_be_seen():
    """The sentence that a manager reads: figures, limits, verdict, and what n would take."""
    item = only(before_after(csat(70), csat(84.2, 38), wished=15))
    assert (
        "CSAT, top two of five 70 % -> 84.2 % (n 40, 38): +14.2 points, -4.66 to +31.8: may be "
        "chance; with this n only changes of 31.1 points or more are seen reliably; 15 points "
        "would take 121 in each period"
    ) == item.text()


def test_means_are_compared_by_welch():
    """The example of Welch's test in the documentation of many packages, worked out by hand."""
    item = only(
        before_after(
            Sample.mean(17.4, 4.2, 18),
            Sample.mean(20.6, 3.4, 15),
        )
    )
    assert pytest.approx((3.2, 2.4185, 0.0217), abs=1e-4) == (
        item.difference, item.comparison.test.statistic, item.comparison.test.p,
    )  # fmt: skip


def test_net_promoter_scores_are_compared_by_their_answers():
    """Passive answers make the score surer than a map can tell that names no counts."""
    sure = only(before_after(Sample.nps(60, 80, 60), Sample.nps(80, 80, 40)))
    bare = only(before_after(Measurement("nps", 0, n=200), Measurement("nps", 20, n=200)))
    assert 20 == sure.difference == bare.difference
    assert bare.comparison.low < sure.comparison.low < sure.comparison.high < bare.comparison.high
    assert "passive" in bare.after.notes[0]


def test_a_figure_with_limits_alone_can_be_compared():
    """As sure as its interval says."""
    wait = Measurement("wait_s", 100, n=50, interval=(90, 110))
    item = only(before_after(wait, wait.replace(value=60.0, interval=(50, 70))))
    assert SampleKind.ESTIMATE is item.after.kind
    assert pytest.approx((-40 - math.hypot(10, 10), -40 + math.hypot(10, 10))) == (
        item.comparison.low, item.comparison.high,
    )  # fmt: skip
    assert ChangeVerdict.BETTER is item.verdict


@pytest.mark.parametrize(
    ("measurement", "reason"),
    [
        (Measurement("csat_mean", 4.1, n=40), "give an interval"),
        (Measurement("csat_mean", 4.1), "give an n or an interval"),
        (Measurement("csat_top2", 70, n=5), "too few to compare"),
        (Measurement("customers", 700), "a count is no sample"),
    ],
)
def test_what_nothing_can_be_said_of(measurement, reason):
    """The figure stands there, with the reason, and is no finding."""
    item = only(before_after(measurement, measurement))
    assert ChangeVerdict.UNKNOWN is item.verdict
    assert reason in item.refusal
    assert reason in item.text()


@pytest.mark.parametrize(
    ("before", "after", "practical", "verdict"),
    [
        ((500, 1000), (505, 1000), 0.1, ChangeVerdict.ALIKE),
        ((500, 1000), (505, 1000), None, ChangeVerdict.MAY_BE_CHANCE),
        ((500, 1000), (505, 1000), 0.01, ChangeVerdict.MAY_BE_CHANCE),
        ((50_000, 100_000), (51_000, 100_000), 0.05, ChangeVerdict.TOO_SMALL),
        ((50_000, 100_000), (51_000, 100_000), 0.012, ChangeVerdict.BETTER),
        ((500, 1000), (300, 1000), 0.05, ChangeVerdict.WORSE),
    ],
)
def test_chance_and_size_are_two_questions(before, after, practical, verdict):
    """With a change that matters named, a small one is called small, be it chance or not."""
    samples = [Sample.share(*counts, metric="conversion") for counts in (before, after)]
    assert verdict is only(before_after(*samples, practical=practical)).verdict


def test_the_direction_is_that_of_the_metric():
    """More drop-off is worse; of a metric without a direction nothing is better."""
    for metric, verdict in (
        ("drop_off", ChangeVerdict.WORSE),
        (Metric("Colour blue", id="blue", unit="share", low=0, high=1), ChangeVerdict.OTHER),
    ):
        before, after = (Sample.share(k, 100, metric=metric) for k in (20, 60))
        assert verdict is only(before_after(before, after)).verdict


@given(shares, shares)
def test_before_and_after_may_be_swapped(first, second):
    """The change turns round, and is as sure."""
    samples = [Sample.share(*counts, metric="conversion") for counts in (first, second)]
    there, back = only(before_after(*samples)), only(before_after(*samples[::-1]))
    assert pytest.approx(there.difference) == -back.difference
    assert pytest.approx(there.comparison.low, abs=1e-12) == -back.comparison.high
    assert there.p_adjusted == pytest.approx(back.p_adjusted)
    assert pytest.approx(newcombe_interval(*second, *first)) == (
        there.comparison.low, there.comparison.high,
    )  # fmt: skip


@given(shares, shares)
def test_units_change_no_verdict(first, second):
    """A share of 1 and a percentage are the same figure."""
    found = []
    for metric in ("conversion", "csat_top2"):
        samples = [Sample.share(*counts, metric=metric) for counts in (first, second)]
        found.append(only(before_after(*samples)))
    small, large = found
    assert small.p_adjusted == large.p_adjusted
    assert pytest.approx(100 * small.difference) == large.difference
    assert (small.detectable is None) == (large.detectable is None)
    assert small.detectable is None or pytest.approx(100 * small.detectable) == large.detectable


def test_values_make_a_sample():
    """Truths make a share, numbers a mean; what is missing is left out, and said."""
    flags = Sample.of([True, False, None, True], metric="conversion")
    assert ((2,), 3, ("1 missing value left out",)) == (flags.counts, flags.n, flags.notes)
    assert SampleKind.SHARE is Sample.of([1, 0, 0.0], metric="conversion").kind
    mean = Sample.of([3, 5.0, math.nan, 4], metric="csat_mean")
    assert (4, 1, 3) == (mean.value, mean.spread, mean.n)
    assert (2.0, 0.0) == ((one := Sample.of([2])).value, one.spread)
    assert (2, 1) == (Sample.of(np.array([1.0, 3.0])).value, Sample.of(np.array([True])).n)
    for wrong in ([], [None], ["many"]):
        with pytest.raises(InvalidValueError, match="values"):
            Sample.of(wrong)


def test_what_was_rising_before_is_told():
    """A figure that goes on as it did is no effect of what was done."""
    rising = [Sample.share(k, 100) for k in (30, 40, 50)]
    item = only(before_after(Sample.share(60, 100), Sample.share(75, 100), history=rising))
    trend = [w for w in item.warnings if w.fault is SeasonFault.TREND]
    assert "Share was rising before already, from 30 % to 60 % (p < 0.001)" == trend[0].text
    level = [Sample.mean(4, 1, 100), Sample.mean(4.1, 1, 100), Sample.mean(3.9, 1, 100)]
    item = only(before_after(Sample.mean(4, 1, 100), Sample.mean(5, 1, 100), history=level))
    assert SeasonFault.TREND not in [w.fault for w in item.warnings]


def test_a_history_is_of_the_same_figure():
    """And of one figure: surveys and journeys have several."""
    with pytest.raises(InvalidValueError, match="csat_mean"):
        before_after(csat(70), csat(80), history=[Measurement("csat_mean", 4, n=50)])
    with pytest.raises(InvalidValueError, match="none beside"):
        before_after(Journey("Buy"), Journey("Buy"), history=[csat(70)])


# --- what is refused ---------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "teaches"),
    [
        (csat(70), Measurement("csat_mean", 4.1, n=40), "csat_mean is mean of answers"),
        (Measurement("ces_1", 2, n=40), Measurement("ces_2", 5, n=40), "other things"),
        (csat(70, segment={"device": "phone"}), csat(70), "device = phone"),
        (
            Sample.share(3, 40, metric=Metric("Fun", id="fun", unit="share", low=0, high=1)),
            Sample.share(3, 40, metric=Metric("Fun", id="fun", unit="%", low=0, high=100)),
            "another scale",
        ),
        (Sample.share(3, 40), Sample.mean(3, 1, 40), "like with like"),
        (Journey("Buy"), csat(70), "two journeys"),
        (70, 80, "Sample.share(28, 40)"),
        (csat(None), csat(70), "with a value"),
    ],
)
def test_unlike_figures_are_refused(before, after, teaches):
    """Another variant, segment or scale is another figure: the error says what to do."""
    with pytest.raises(InvalidValueError, match=r".") as caught:
        before_after(before, after)
    assert teaches in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [
        {"alpha": 2},
        {"power": 0.01},
        {"practical": -1},
        {"wished": 0},
        {"confidence": 1},
        {"holidays": ["x"]},
    ],
)
def test_options_that_mean_nothing(options):
    """One error, with the name of the option."""
    period = {"period": "2026-01"}
    with pytest.raises(InvalidValueError) as caught:
        before_after(csat(70, **period), csat(80, **period), **options)
    assert next(iter(options)) == caught.value.field


def test_an_adjustment_is_one_of_two():
    """The error names them."""
    with pytest.raises(NotFoundError, match="holm"):
        before_after(csat(70), csat(80), adjust="holms")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Sample.share(5, 4), lambda: Sample.share(-1, 4), lambda: Sample.share(0, 0),
        lambda: Sample.share(1.5, 4), lambda: Sample.mean(math.nan, 1, 4),
        lambda: Sample.mean(1, -1, 4), lambda: Sample.nps(0, 0, 0), lambda: Sample.nps(1, True, 0),
        lambda: Sample.measured(Measurement("wait_s", 5, interval=(6, 7))),
        lambda: Sample.measured(Measurement("csat_top2", 170, n=40)),
        lambda: Sample.share(5, 10, metric="csat_mean"),
        lambda: Sample.mean(4, 1, 10, metric="conversion"),
        lambda: Sample.mean(9, 1, 10, metric="csat_mean"),
    ],
)  # fmt: skip
def test_samples_that_mean_nothing(make):
    """Counts are whole and within their number; limits hold their figure."""
    with pytest.raises(InvalidValueError):
        make()


# --- surveys ------------------------------------------------------------------


def survey(*answers, scale="1..5", column="pay"):
    return Ratings([{column: answer} for answer in answers], questions=[column], scale=scale)


def test_surveys_are_compared_by_question():
    """By the first figure that is asked on the scale; what is no score counts nowhere."""
    before = survey(*[5] * 30, *[2] * 20, None)
    after = survey(*[4] * 45, *[1] * 5, 9)
    item = only(before_after(before, after))
    assert ("csat_top2", 60, 90) == (item.metric.id, item.before.value, item.after.value)
    assert (50, 50) == (item.before.n, item.after.n)


@pytest.mark.parametrize(
    ("metric", "value", "kind"),
    [
        ("csat_mean", 3.8, SampleKind.MEAN),
        ("csat_percent_of_max", 76, SampleKind.MEAN),
        ("csat_top2", 60, SampleKind.SHARE),
    ],
)
def test_the_figure_of_a_survey_may_be_chosen(metric, value, kind):
    """A mean with the deviation of its answers, in its own unit."""
    item = only(before_after(*[survey(*[5] * 30, *[2] * 20)] * 2, metric=metric))
    assert (value, kind) == (pytest.approx(item.before.value), item.before.kind)
    assert item.before.spread is None or pytest.approx(value / 3.8 * 1.4846, abs=1e-3 * value) == (
        item.before.spread
    )


def test_a_net_promoter_score_of_a_survey_knows_its_answers():
    """Nine and ten promote, up to six detract."""
    item = only(before_after(*[survey(*range(11), scale="0..10")] * 2))
    assert ((2, 7), SampleKind.NPS) == (item.before.counts, item.before.kind)


def test_surveys_that_ask_otherwise_are_told():
    """Another scale, another question, nobody."""
    result = before_after(survey(*[4] * 20), survey(*[4] * 20, scale="1..7"))
    assert () == result.items
    assert "asked on 1..5 before, on 1..7 after" in result.left_out[0]
    other = before_after(survey(*[4] * 20), survey(*[4] * 20, column="find"))
    assert ("find, only after", "pay, only before") == other.left_out
    assert "nobody answered" in before_after(survey(None), survey(None)).left_out[0]


def test_a_figure_on_another_scale_is_refused():
    """The error says which are asked on this one."""
    with pytest.raises(InvalidValueError, match="csat_top2"):
        before_after(survey(4), survey(4), metric="nps")
    with pytest.raises(NotFoundError, match="csat_mean"):
        before_after(survey(4), survey(4), metric="csat_men")


def test_a_share_is_no_count():
    """The slip that is made first gets a hint; a slip in a name the nearest one."""
    with pytest.raises(InvalidValueError, match=r"28 of 40 is share\(28, 40\)"):
        Sample.share(0.7, 40)
    with pytest.raises(NotFoundError, match="did you mean 'csat_top2'"):
        Sample.share(28, 40, metric="csat_top_2")
    with pytest.raises(InvalidValueError, match=r"Sample.nps"):
        Sample.share(28, 40, metric="nps")


def test_a_difference_of_extremes_is_within_its_limits():
    """From all who promote to all who detract."""
    c = only(before_after(Sample.nps(40, 0, 0), Sample.nps(0, 0, 40))).comparison
    assert -200 == c.low == c.difference < c.high


# --- journeys -----------------------------------------------------------------


def shop(*metrics, title="Buy a bike", **options):
    pay = Touchpoint("Pay", metrics=metrics)
    return Journey(title, [Phase("Purchase", [pay])], **options)


def test_journeys_are_compared_by_touchpoint_metric_and_segment():
    """The last figure of each; a target is what is wished for."""
    before = shop(csat(10), csat(50), csat(30, segment={"device": "phone"}))
    after = shop(csat(60, target=70), csat(35, segment={"device": "phone"}))
    result = before_after(before, after)
    assert [(50, 60), (30, 35)] == [(i.before.value, i.after.value) for i in result]
    assert [20, None] == [item.wished for item in result]
    assert 2 == result.tests
    assert "Pay: CSAT" in result.summary()


def test_two_measured_maps_are_compared():
    """Conversions with their n; the log says of which period they are."""
    journey = Journey(
        "Buy", [Phase("P", [Touchpoint("Look", events="look"), Touchpoint("Pay", events="pay")])]
    )
    ends = []
    for first, of_ten in ((0, 7), (400, 3)):
        rows = [(n, "look", (first + n) * 3600) for n in range(100)]
        rows += [(n, "pay", (first + n) * 3600 + 60) for n in range(100) if n % 10 < of_ten]
        ends.append(measure(journey, EventLog(rows)))
    item, *_ = before_after(*ends)
    assert ("conversion", 0.7, 0.3, 100) == (
        item.metric.id, item.before.value, item.after.value, item.after.n,
    )  # fmt: skip
    assert ChangeVerdict.WORSE is item.verdict


def test_what_cannot_be_paired_is_told():
    """Another variant, another scale, one period only, and what was not measured again."""
    fun = Metric("Fun", id="fun", unit="share", low=0, high=1)
    old = Measurement("nps", 20, n=100, period="2026-01")
    result = before_after(
        shop(csat(50), Measurement("fun", 0.5, n=50), old, metrics=[fun]),
        shop(
            Measurement("csat_mean", 4, n=50), Measurement("fun", 50, n=50), old,
            metrics=[fun.replace(unit="%", high=100)],
        ),
    )  # fmt: skip
    assert () == result.items
    text = result.summary()
    assert "CSAT, mean at 'Pay', only after (csat_top2 is another figure)" in text
    assert "only before (csat_mean is another figure)" in text
    assert "another scale" in text
    assert "not measured again: Net Promoter Score at 'Pay'" in text
    assert "Nothing was measured in both periods" in text


def test_counts_and_what_is_said_twice_are_no_tests():
    """A number of customers is no sample, and drop-off is conversion once more."""
    figures = [
        Measurement("customers", 500), Measurement("conversion", 0.5, n=500),
        Measurement("drop_off", 0.5, n=500),
    ]  # fmt: skip
    later = [
        figures[0].replace(value=400.0),
        figures[1].replace(value=0.6),
        figures[2].replace(value=0.4),
    ]
    result = before_after(shop(*figures), shop(*later))
    assert ["conversion"] == [item.metric.id for item in result]
    assert "nothing says how sure they are" in result.left_out[0]


def test_several_metrics_are_adjusted_together():
    """Twenty metrics without any change: Holm lets one through in about one of twenty maps."""
    rng = np.random.default_rng(20260505)
    alarms = 0
    for _ in range(60):
        ends = []
        for _ in range(2):
            counts = rng.binomial(200, 0.5, 20)
            touchpoints = [
                Touchpoint(f"T{n}", metrics=[csat(float(k) / 2, 200)]) for n, k in enumerate(counts)
            ]
            ends.append(Journey("Buy", [Phase("Purchase", touchpoints)]))
        alarms += bool(before_after(*ends).findings)
    # 3 are expected; 10 would be chance once in a thousand series.
    assert alarms < 10


def test_rows_say_what_the_summary_says():
    """One row a metric in its own unit, and a frame with the columns."""
    result = before_after(csat(70, period="2026-01"), csat(84.2, 38, period="2026-06"))
    (row,) = result.rows()
    told = dict(zip(result.COLUMNS, row, strict=True))
    assert (70, 40, 38, "may be chance") == (
        told["before"], told["before_n"], told["after_n"], told["verdict"],
    )  # fmt: skip
    assert [SeasonFault.SEASON] == [warning.fault for warning in result.warnings]
    assert "apart in the year" in told["warnings"]
    assert repr(result) == "<MetricChanges of 'CSAT, top two of five': 1 metric, 0 changed>"


def test_figures_of_a_segment_say_whose_they_are():
    """Each beside that of all; times in a unit to read."""

    def shop(converted, wait_s):
        phones = {"device": "phone"}
        told = [
            Measurement("conversion", 0.2 + converted, n=400),
            Measurement("conversion", converted, n=400, segment=phones),
            Measurement("wait_s", wait_s, n=400, interval=(0.9 * wait_s, 1.1 * wait_s)),
        ]
        return Journey("Shop", [Phase("Buy", [Touchpoint("Pay", metrics=told)])])

    text = before_after(shop(0.5, 400_000), shop(0.3, 200_000)).summary()
    assert "Pay: Conversion 70 % -> 50 % (n" in text
    assert "Pay: Conversion (device = phone) 50 % -> 30 % (n" in text
    assert "Pay: Waiting time 4.6 d -> 2.3 d (n 400, 400): -2.3 d, -" in text
