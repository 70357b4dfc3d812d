"""Cases of other products' public suites come out as they do there."""

from __future__ import annotations

from typing import Any

import pytest

import journeykit as jk
from conformance.cases import ORDERS, Case, cases, column_tests, log_columns, options, steps
from engines import rows, table

pytest.importorskip("polars")

IN_MEMORY = ("polars", "pandas", "pyarrow")

INEXPRESSIBLE = {
    "ph.ordered.funnel_step_breakdown_event_single_person_multiple_breakdowns":
        "PostHog counts a customer once for each value at the step; here for one value only",
    "ph.now.ordered.breakdown_step_attributions.step1":
        "PostHog counts a customer once for each value at the step; here for one value only",
    "ph.strict.funnel_step_breakdown_with_step_one_attribution_incomplete_funnel":
        "PostHog leaves out who did not reach the step that gives the value; here it is missing",
    "ph.unordered.funnel_step_breakdown_with_step_attribution":
        "in any order no event is that of a certain step: refused",
    "ph.unordered.advanced_funnel_multiple_exclusions_between_steps":
        "PostHog forgets what came before an exclusion; here the longest stretch counts",
    "ph.now.unordered.partial_steps_and_exclusion":
        "PostHog forgets what came before an exclusion; here the longest stretch counts",
    "ch.wf.one_event_three_steps.default": "here an event takes one step only",
    "ch.wf.nulls.3": "here an event takes one step only",
    "ch.wf.nulls.4": "strict_order ends at events of other steps, and lets one take several",
    "ch.wf.order_modes.dedup_strict_order": "strict_order ends a chain for good at another event",
    "ch.wf.ecommerce.strict4": "strict_order ends a chain for good at another event",
    "ch.wf.ecommerce.reentry3": "allow_reentry passes over first steps only",
    "ch.wf.strict_deduplication": "strict_deduplication ends a chain where a step comes again",
    "ch.duckdb.1h_dedup": "strict_deduplication ends a chain where a step comes again",
}  # fmt: skip
"""Cases of a dialect that no options say, with the reason."""

TESTED = {
    "ph.ordered.funnel_step_conversion_times", "ph.unordered.funnel_step_conversion_times",
    "ch.wf.nulls.1", "ch.wf.nulls.2", "rete.funnel.segment_vs_rest",
    "ph.ordered.funnel_filter_by_action_with_person_properties",
    "ph.ordered.funnel_prop_filters_per_entity", "ph.now.unordered.entity_filters",
    "ph.ordered.funnel_step_breakdown_event_single_person_events_with_multiple_properties",
    "ph.now.ordered.breakdown_step_attributions.step2",
}  # fmt: skip
"""Cases with tests of columns and breakdowns; the rest is run in batches on slow engines."""

TIMES = {"avg_seconds_from_prev": "mean_s", "median_seconds_from_prev": "median_s"}

FUNNELS = cases("funnel", "funnel_level")


def said(case: Case) -> bool:
    """Whether options of `jk.funnel` say what the case means."""
    return case["id"] not in INEXPRESSIBLE


def log_of(case: Case, engine: str) -> jk.EventLog:
    """The events of a case on an engine."""
    frame = table({**log_columns(case), "row": range(len(case["events"]))}, engine)
    log = jk.EventLog(frame, time_unit="s", order="row")
    return log.where(**column_tests(case["event_filter"])) if "event_filter" in case else log


def who(frame: Any) -> list[str]:
    """The customers of a frame, in order."""
    return sorted(row["customer"] for row in rows(frame))


def check_steps(expected: list[dict[str, Any]], found: tuple[Any, ...], times: Any) -> None:
    """What a suite says of steps is so; it does not say everything."""
    for place, (said_of, step) in enumerate(zip(expected, found, strict=False)):
        if "count" in said_of:
            assert said_of["count"] == step.customers
        # Nobody of nobody is no share here, and 0 there.
        if "conversion_from_prev" in said_of and place:
            assert pytest.approx(said_of["conversion_from_prev"]) == (step.conversion or 0)
        if "conversion_from_first" in said_of:
            assert pytest.approx(said_of["conversion_from_first"]) == step.from_start
        for key, name in TIMES.items():
            if key in said_of:
                assert said_of[key] == getattr(times(place), name)


def check(case: Case, log: jk.EventLog, result: Any) -> None:
    """Everything that a suite says of a case is so."""
    expected = case["expected"]
    check_steps(expected.get("steps", []), result.steps, result.times)
    if "total_users" in expected:
        total = log.extent.customers
        assert expected["total_users"] == total
        shares = [step["share_of_all_users"] for step in expected["steps"]]
        assert shares == [step.customers / total for step in result.steps]
    for place, users in expected.get("users_at_step", {}).items():
        assert sorted(users) == who(result.customers(int(place)))
    for place, users in expected.get("users_stopped_at_step", {}).items():
        assert sorted(users) == who(result.dropped(int(place)))
    for place in range(len(result.steps)) if "level_by_user" in expected else ():
        levels = expected["level_by_user"]
        assert sorted(u for u in levels if levels[u] > place) == who(result.customers(place))
    for item in expected.get("by_breakdown", ()):
        group = result.group(*(value or None for value in item["value"]))

        def times(place: int, value: tuple[Any, ...] = group.value) -> Any:
            return result.times(place, group=value)

        check_steps(item.get("steps", []), group.steps, times)
        for place, users in item.get("users_at_step", {}).items():
            assert sorted(users) == who(result.customers(int(place), group=group.value))
    if "n_series" in expected:
        assert expected["n_series"] == len(result.groups)


@pytest.mark.parametrize("engine", IN_MEMORY)
@pytest.mark.parametrize("case", [c for c in FUNNELS if said(c)], ids=lambda case: case["id"])
def test_a_case_comes_out_as_published(case, engine):
    """All portable cases, and all of a dialect that options can say."""
    log = log_of(case, engine)

    check(case, log, jk.funnel(log, steps(case), **options(case)))


@pytest.mark.parametrize("engine", ["duckdb", "ibis", "pyspark"])
@pytest.mark.parametrize(
    "case", [c for c in FUNNELS if c["id"] in TESTED], ids=lambda case: case["id"]
)
def test_conditions_of_steps_hold_elsewhere(case, engine):
    """Each kind of test on columns, and each attribution, where the log is a query."""
    test_a_case_comes_out_as_published(case, engine)


def test_no_case_is_left_out_in_silence():
    """Only cases of a dialect are not said, and each has its reason."""
    if not FUNNELS:
        pytest.skip("the shared data are not here")
    unsaid = {case["id"] for case in FUNNELS if not said(case)}

    assert set(INEXPRESSIBLE) == unsaid
    assert not [case["id"] for case in FUNNELS if case["portable"] and case["id"] in unsaid]
    assert {c["id"] for c in FUNNELS if c["order"] not in ORDERS} <= unsaid


@pytest.mark.parametrize("case", cases("invalid_definition"), ids=lambda case: case["id"])
def test_a_definition_that_makes_no_sense_is_refused(case):
    """What other products reject is rejected here, with an error of this library."""
    log = jk.EventLog([("ann", "user signed up", 0)])

    with pytest.raises(jk.JourneyKitError):
        jk.funnel(log, steps(case), **options(case))
