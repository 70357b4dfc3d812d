"""Rules about objectives that can be measured (JK7): SMART."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Objective
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.topics.metrics import range_hint, range_of
from journeykit.validators.words import call, number

TOPIC = "objectives"


@rule(code="JK701", on=Objective, topic=TOPIC)
def objective_without_metric(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective names no metric.

    Why:
        "Make paying pleasant" is a wish. With a metric, one can tell whether it
        came true: the M of SMART.

    Bad:
        objectives:
          - statement: Make paying pleasant

    Good:
        objectives:
          - statement: Make paying pleasant
            metric: csat_top2

    Source:
        Doran 1981, Management Review 70(11): specific, measurable, assignable,
        realistic, time-related.
    """
    if objective.metric is None:
        yield Problem(
            f"{call(objective)} names no metric", "metric",
            hint="name the figure that measures it, such as conversion or nps",
        )  # fmt: skip


@rule(code="JK702", on=Objective, topic=TOPIC, requires="objective-without-metric")
def objective_without_target(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective does not say how much is enough.

    Why:
        Without a target nobody can say when the objective is reached: the S of
        SMART.

    Bad:
        objectives:
          - statement: More visitors buy
            metric: conversion

    Good:
        objectives:
          - statement: More visitors buy
            metric: conversion
            target: 0.2

    Source:
        Doran 1981, Management Review 70(11).
    """
    if objective.target is None:
        yield Problem(
            f"{call(objective)} has no target", "target",
            hint=f"say which figure of {objective.metric} is to be reached",
        )  # fmt: skip


@rule(code="JK703", on=Objective, topic=TOPIC)
def objective_without_due_date(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective does not say by when.

    Why:
        What has no date is always for later: the T of SMART.

    Bad:
        objectives:
          - statement: More visitors buy

    Good:
        objectives:
          - statement: More visitors buy
            due: 2027-01-31

    Source:
        Doran 1981, Management Review 70(11).
    """
    if objective.due is None:
        yield Problem(
            f"{call(objective)} has no due date", "due",
            hint="say by when it is to be reached, such as 2027-01-31",
        )  # fmt: skip


@rule(code="JK704", on=Objective, topic=TOPIC, requires="objective-without-metric")
def objective_without_baseline(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective does not say where the metric stands today.

    Why:
        From 18 to 20 percent is another year's work than from 2 to 20. Without
        the start, nobody can tell whether the target is realistic.

    Bad:
        objectives:
          - statement: More visitors buy
            metric: conversion
            target: 0.2

    Good:
        objectives:
          - statement: More visitors buy
            metric: conversion
            baseline: 0.18
            target: 0.2

    Source:
        Doran 1981, Management Review 70(11).
    """
    if objective.baseline is None:
        yield Problem(
            f"{call(objective)} has no baseline", "baseline",
            hint=f"say where {objective.metric} stands today",
        )  # fmt: skip


@rule(code="JK705", on=Objective, topic=TOPIC, severity=Severity.ERROR)
def target_in_wrong_direction(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective aims to make things worse, or to leave them as they are.

    Why:
        On metrics of which less is better, such as drop-off and effort, the
        target lies below the baseline. Customer Effort Score 1.0 and 2.0 point
        in opposite directions.

    Bad:
        objectives:
          - statement: Fewer visitors leave
            metric: drop_off
            baseline: 0.3
            target: 0.4

    Good:
        objectives:
          - statement: Fewer visitors leave
            metric: drop_off
            baseline: 0.4
            target: 0.3

    Source:
        journeykit: every metric has a direction.
    """
    metric = context.metric(objective.metric)
    baseline, target = objective.baseline, objective.target
    if baseline is None or target is None:
        return
    if baseline == target:
        yield Problem(
            f"{call(objective)} has a target that is its baseline, {number(target)}", "target",
            hint="set the target that is to be reached",
        )  # fmt: skip
    elif metric is not None and metric.higher_is_better is (target < baseline):
        better = "higher" if metric.higher_is_better else "lower"
        yield Problem(
            f"{call(objective)} aims from {number(baseline)} to {number(target)}, but {better} is "
            f"better on {metric.id}",
            "target", hint="swap baseline and target, or correct the metric",
        )  # fmt: skip


@rule(code="JK706", on=Objective, topic=TOPIC, severity=Severity.ERROR)
def objective_out_of_range(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective's baseline or target lies where its metric cannot.

    Why:
        A target of 20 on a share from 0 to 1 can never be met; 20 percent is
        written 0.2.

    Bad:
        objectives:
          - statement: More visitors buy
            metric: conversion
            baseline: 0.1
            target: 20

    Good:
        objectives:
          - statement: More visitors buy
            metric: conversion
            baseline: 0.1
            target: 0.2

    Source:
        journeykit: the ranges of the standard metrics.
    """
    metric = context.metric(objective.metric)
    for field in ("baseline", "target") if metric is not None else ():
        figure: float | None = getattr(objective, field)
        if figure is not None and metric is not None and not metric.holds(figure):
            yield Problem(
                f"{number(figure)} is no possible {field} of {metric.name} ({metric.id}): it is "
                f"{range_of(metric)}",
                field, hint=range_hint(metric, figure),
            )  # fmt: skip


@rule(code="JK707", on=Objective, topic=TOPIC)
def objective_overdue(objective: Objective, context: Context) -> Iterator[Problem]:
    """The date of an objective has passed.

    Why:
        It was reached or it was not; either way the map should say so and look
        ahead.

    Bad:
        objectives:
          - statement: More visitors buy
            due: 2025-12-31

    Good:
        objectives:
          - statement: More visitors buy
            due: 2026-12-31

    Source:
        journeykit: a map that stays true.
    """
    if objective.due is not None and objective.due < context.today:
        yield Problem(
            f"{call(objective)} was due on {objective.due}", "due",
            hint="set the next objective, or another date",
        )  # fmt: skip


@rule(code="JK708", on=Objective, topic=TOPIC, severity=Severity.INFO)
def objective_due_before_review(objective: Objective, context: Context) -> Iterator[Problem]:
    """An objective is due before the map is looked at again.

    Why:
        At the next review the date will have passed, and it will be too late to
        steer.

    Bad:
        review_by: 2027-06-30
        objectives:
          - statement: More visitors buy
            due: 2026-12-31

    Good:
        review_by: 2026-10-31
        objectives:
          - statement: More visitors buy
            due: 2026-12-31

    Source:
        journeykit: a map that stays true.
    """
    review = context.journey.review_by
    # One that is overdue is told so, by `objective-overdue`.
    if objective.due is not None and review is not None and context.today <= objective.due < review:
        yield Problem(
            f"{call(objective)} is due on {objective.due}, before the review by {review}", "due",
            hint="review the map earlier",
        )  # fmt: skip


@rule(code="JK709", on=Objective, topic=TOPIC)
def objective_without_owner(objective: Objective, context: Context) -> Iterator[Problem]:
    """Nobody answers for an objective.

    Why:
        An objective without a person is a hope: the A of SMART.

    Bad:
        objectives:
          - statement: More visitors buy

    Good:
        objectives:
          - statement: More visitors buy
            owner: Head of shop

    Source:
        Doran 1981, Management Review 70(11): assignable.
    """
    if objective.owner is None:
        yield Problem(
            f"{call(objective)} has no owner", "owner", hint="name the one who answers for it"
        )
