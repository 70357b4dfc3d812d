"""NPS, CSAT and CES: each by its definition, on its scale, and on no other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers import survey_scores
from journeykit.analyzers.stats import two_proportion_test, wilson_interval
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import Ratings
from journeykit.model import STANDARD_METRICS


def asked(scores, scale, **options):
    rows = [{"q": score, **options} for score in scores]
    return Ratings(rows, questions=["q"], scale=scale)


@pytest.mark.parametrize(
    ("metric", "scale", "scores", "expected"),
    [
        # A 0 is a detractor, too, whatever others write.
        ("nps", "0..10", [0, 6, 7, 8, 9, 10, 10], 100 * (3 - 2) / 7),
        ("csat_top2", "1..5", [1, 3, 4, 5, 5], 60),
        ("csat_mean", "1..5", [1, 3, 4, 5, 5], 3.6),
        ("csat_percent_of_max", "1..5", [1, 3, 4, 5, 5], 72),
        ("ces_1", "5..1", [1, 1, 4], 2),
        ("ces_2", "1..7", [7, 4, 4], 5),
        ("ces_2_agree", "1..7", [7, 5, 4, 1], 50),
    ],
)
def test_each_variant_by_its_definition(metric, scale, scores, expected):
    """The figures of the definitions in `STANDARD_METRICS`, within the metric's range."""
    found = survey_scores(asked(scores, scale), metric).get("q")

    assert pytest.approx(expected) == found.value
    assert len(scores) == found.n
    assert STANDARD_METRICS[metric].holds(found.value)
    low, high = found.interval
    assert low <= found.value <= high
    assert STANDARD_METRICS[metric].holds(low)
    assert STANDARD_METRICS[metric].holds(high)


SCALES = {"0..10": {"nps", "csat_percent_of_max"}, "5..1": {"ces_1"}, "-2..2": set()} | {
    "1..5": {"csat_top2", "csat_mean", "csat_percent_of_max"},
    "1..7": {"ces_2", "ces_2_agree", "csat_percent_of_max"},
}
VARIANTS = ["nps", "csat_top2", "csat_mean", "csat_percent_of_max", "ces_1", "ces_2", "ces_2_agree"]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("metric", VARIANTS)
def test_refused_on_any_other_scale(metric, scale):
    """A variant fits one scale, and the error says which variants fit the one that came."""
    ratings = asked([1, 2], scale)
    if metric in SCALES[scale]:
        assert metric == survey_scores(ratings, metric).items[0].metric
        return
    with pytest.raises(InvalidValueError) as caught:
        survey_scores(ratings, metric)
    assert f"expected {metric} to be asked" in str(caught.value)
    assert all(fit in caught.value.hint for fit in SCALES[scale])


@pytest.mark.parametrize("scale", [scale for scale in SCALES if SCALES[scale]])
def test_all_that_fit(scale):
    """Without a choice each variant of the scale is made."""
    found = survey_scores(asked([1, 2], scale))
    assert SCALES[scale] == {metric.id for metric in found.metrics}


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_as_counted_by_hand(scores):
    """Promoters less detractors, in percent."""
    up, down = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)

    assert (
        pytest.approx(100 * (up - down) / len(scores))
        == survey_scores(asked(scores, "0..10"), "nps").get("q").value
    )


@given(st.lists(st.integers(1, 5), min_size=1))
def test_shares_have_wilsons_interval(scores):
    """In percent, as the share itself."""
    found = survey_scores(asked(scores, "1..5"), "csat_top2").get("q")
    limits = wilson_interval(sum(s >= 4 for s in scores), len(scores))

    assert pytest.approx([100 * limit for limit in limits]) == list(found.interval)


def test_by_segment():
    """Each segment by itself; n counts scores, asked counts respondents."""
    rows = [{"q": n % 5 + 1 if n % 3 else None, "device": "ab"[n % 2]} for n in range(30)]
    found = survey_scores(Ratings(rows, questions=["q"], scale="1..5"), "csat_mean", by="device")

    for group in "ab":
        scores = [row["q"] for row in rows if row["device"] == group and row["q"]]
        item = found.get("q", group=group)
        assert (len(scores), 15) == (item.n, item.asked)
        assert pytest.approx(sum(scores) / len(scores)) == item.value


def test_nobody_answered():
    """No answers are no figure, and no error."""
    found = survey_scores(asked([None, None], "1..5"), "csat_top2")

    assert (None, None, 0, 2) == (
        found.items[0].value, found.items[0].interval, found.items[0].n, found.items[0].asked
    )  # fmt: skip
    assert "no answers" in found.summary()


def test_one_answer_tells_no_spread():
    """A mean of one has no interval; a share has a wide one."""
    found = survey_scores(asked([4], "1..5"))

    assert found.get("q", metric="csat_mean").interval is None
    low, high = found.get("q", metric="csat_top2").interval
    assert high - low > 70


def test_answers_between_whole_figures():
    """Half a star has a mean, but no place among the top two."""
    ratings = asked([4.5, 3], "stars")

    assert 3.75 == survey_scores(ratings, "csat_mean").get("q").value
    with pytest.raises(InvalidValueError, match=r"whole answers to 'q' for csat_top2, got 4.5"):
        survey_scores(ratings, "csat_top2")


def test_rows_and_summary():
    """A frame of all figures, and a text that says what each is and what it is not."""
    found = survey_scores(asked([9, 10, 3], "0..10"), ["nps"])
    (row,) = found.to_frame("polars").rows(named=True)
    text = found.summary()

    assert ("q", "nps", 3) == (row["question"], row["metric"], row["n"])
    assert math.isclose(100 / 3, row["value"])
    assert "-100 to 100, higher is better" in text
    assert "not whether those who answer are like those who do not" in text


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"metrics": "csat"}, NotFoundError, "did you mean 'csat_top2'"),
        ({"metrics": "customers"}, NotFoundError, "no metric of answers"),
        ({"questions": "qu"}, NotFoundError, "did you mean 'q'"),
        ({"by": "device"}, NotFoundError, "column of the ratings"),
        ({"confidence": 95}, InvalidValueError, "confidence"),
    ],
)
def test_mistakes_teach(options, error, words):
    """Unknown names name the nearest; a level in percent is none."""
    with pytest.raises(error, match=words):
        survey_scores(asked([1], "1..5"), **options)


def test_a_metric_that_fits_some_questions():
    """One question of loyalty among others: the error says to take that one."""
    ratings = Ratings(
        [{"pay": 3, "recommend": 9}],
        questions=["pay", "recommend"],
        scale={"pay": "1..5", "recommend": "0..10"},
    )
    with pytest.raises(InvalidValueError, match=r"questions=\['recommend'\]"):
        survey_scores(ratings, "nps")

    assert 100 == survey_scores(ratings, "nps", questions="recommend").get("recommend").value
    assert 5 == len(survey_scores(ratings))


def test_get_wants_one():
    """Several figures of a question need the metric."""
    with pytest.raises(InvalidValueError, match="there are 3 of it"):
        survey_scores(asked([1], "1..5")).get("q")


def split(**scores):
    """A survey of one question, with the answers of each segment."""
    rows = [{"q": score, "device": name} for name, some in scores.items() for score in some]
    return Ratings(rows, questions=["q"], scale="1..5")


def test_segments_are_tested_against_all_others():
    """By the same test as anywhere: shares by z, means by Welch; of two segments once."""
    app, web = [5] * 30 + [2] * 10, [5] * 15 + [2] * 25
    found = survey_scores(split(app=app, web=web), ["csat_top2", "csat_mean"], by="device")
    share, mean = (found.get("q", metric=m, group="app") for m in ("csat_top2", "csat_mean"))

    z = two_proportion_test(30, 40, 15, 40)
    assert (37.5, z.p) == (share.others.difference, share.others.test.p)
    # By SciPy: ttest_ind(app, web, equal_var=False).
    assert math.isclose(0.00055053616, mean.others.test.p, rel_tol=1e-6)
    assert (True, None) == (share.differs, found.get("q", metric="csat_top2", group="web").others)
    assert "q, app: csat_top2" in found.summary()
    assert "adjustment of 2 tests by Benjamini-Hochberg" in found.summary()


def test_segments_that_do_not_differ_are_not_told_to():
    """Nothing is listed, and the number of tests is."""
    alike = survey_scores(
        split(a=[5, 1] * 20, b=[1, 5] * 20, c=[5, 1] * 10), "csat_top2", by="device"
    )
    assert [False] * 3 == [item.differs for item in alike]
    assert "No segment surely differs" in alike.summary()
    assert "of 3 tests" in alike.summary()


def test_few_answers_are_not_tested():
    """Nine in a segment, or nine in all others."""
    few = survey_scores(split(a=[5] * 9, b=[1] * 50), "csat_top2", by="device")
    assert [None, None] == [item.others for item in few]
    assert "of 0 tests" in few.summary()


def test_scores_without_segments_are_not_tested():
    """There is nobody to compare with."""
    assert None is survey_scores(split(a=[5] * 20), "csat_top2").get("q").others
