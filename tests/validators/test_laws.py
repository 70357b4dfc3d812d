"""Laws of checking that hold for every journey."""

import datetime as dt
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.model import KINDS, STANDARD_METRICS, Journey, Phase, Touchpoint
from journeykit.testing.strategies import journeys
from journeykit.validators import rules, validate
from journeykit.validators.context import Context
from journeykit.validators.engine import Engine
from journeykit.validators.reporters import FORMATS, write

DAY = dt.date(2026, 6, 1)
RULES = rules()
TOPICS = sorted({rule.topic for rule in RULES})
selectors = st.lists(
    st.sampled_from([*TOPICS, *(rule.name for rule in RULES), "JK1", "JK9", "all"]),
    max_size=4,
)
few = settings(max_examples=40, deadline=None)


def check(journey, **keywords):
    """A report of a fixed day, as a set of findings."""
    return set(validate(journey, today=DAY, **keywords))


@few
@given(journeys())
def test_any_journey_can_be_checked_and_reported(journey):
    """Nothing raises, no rule crashes, every reporter writes."""
    report = validate(journey, select="all", today=DAY)
    assert [] == [d.message for d in report if d.rule == "rule-crashed"]
    for format in FORMATS:
        assert write(report, format, verbose=True)


@few
@given(journeys(), selectors, selectors)
def test_selection_is_a_union(journey, a, b):
    """What two selections find together is what each finds alone."""
    assert check(journey, select=a + b) == check(journey, select=a) | check(journey, select=b)


@few
@given(journeys(), selectors)
def test_ignoring_takes_exactly_that_away(journey, ignore):
    """No other finding comes or goes."""
    gone = {d.rule for d in check(journey, select="all")}
    ignored = {skip.rule for skip in validate(journey, select="all", ignore=ignore).skipped}
    left = check(journey, select="all", ignore=ignore)
    assert left == {
        d for d in check(journey, select="all")
        if not any(d.rule == r.name for r in RULES if _means(ignore, r))
    }  # fmt: skip
    assert {r.name for r in RULES if _means(ignore, r)} <= ignored
    assert {d.rule for d in left} <= gone


def _means(words, rule):
    return any(
        word == "all" or word in (rule.name, rule.topic) or rule.code.startswith(word)
        for word in words
    )


@few
@given(journeys(), st.randoms(use_true_random=False))
def test_order_of_rules_does_not_matter(journey, random):
    """Each rule finds the same, whichever ran before it."""
    by_name = {rule.name: rule for rule in RULES}
    shuffled = list(by_name)
    random.shuffle(shuffled)
    fixed, mixed = (Engine(journey, by_name, {}, Context(journey, DAY)) for _ in range(2))
    in_order = {name: fixed.outcome(name) for name in by_name}
    in_disorder = {name: mixed.outcome(name) for name in shuffled}
    for name in by_name:
        assert [f.problem for f in in_order[name].found] == [
            f.problem for f in in_disorder[name].found
        ]
        assert in_order[name].skip == in_disorder[name].skip


@few
@given(journeys(), st.sampled_from(sorted(KINDS)))
def test_relabelling_changes_no_counts(journey, word):
    """Ids are for tools: other ids, the same findings."""
    # A standard metric is known by its id, and a suppression's place is not relabelled.
    journey = journey.replace(suppressions=())
    kind = KINDS[word]
    old = {element.id for element in journey.all(kind)} - STANDARD_METRICS.keys()
    taken = {reference.id for reference in journey.references}
    new = {id: f"new-{index}" for index, id in enumerate(sorted(old))}
    if taken & set(new.values()):
        return
    relabelled = journey.with_ids(kind, new)
    assert _counts(journey) == _counts(relabelled)


def _counts(journey):
    counts = {}
    for diagnostic in validate(journey, select="all", today=DAY):
        counts[diagnostic.rule] = counts.get(diagnostic.rule, 0) + 1
    return counts


@few
@given(journeys())
def test_report_is_sorted(journey):
    """Worst first."""
    ranks = [d.severity.rank for d in validate(journey, select="all", today=DAY)]
    assert sorted(ranks) == ranks


def _calls(count):
    """How many calls a check of a journey with so many touchpoints takes."""
    touchpoints = [
        Touchpoint(
            f"Step {i}", id=f"s{i}", channel=f"c{i}", evidence=[f"e{i}"], thoughts=["a", "b"],
            emotion=(i % 7 - 3) / 3, pain_points=[f"pain {i}"], personas=[f"p{i}"],
        )
        for i in range(count)
    ]  # fmt: skip
    phases = [Phase(f"P{i}", touchpoints[i : i + 10]) for i in range(0, count, 10)]
    journey = Journey("Big", phases, channels=[f"c{i}" for i in range(0, count, 2)])
    calls = 0

    def count_calls(frame, event, argument):
        nonlocal calls
        # Looking for near ids is bounded by number, and so costs the same for all.
        calls += event == "call" and "difflib" not in frame.f_code.co_filename

    old = sys.getprofile()
    sys.setprofile(count_calls)
    try:
        validate(journey, select="all", today=DAY)
    finally:
        sys.setprofile(old)
    return calls / count


def test_cost_is_linear():
    """Ten times the touchpoints cost each about the same, counted in calls."""
    _calls(10)
    assert _calls(800) < 1.2 * _calls(80)
