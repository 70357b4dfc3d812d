"""Rules about the action plan (JK8)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Initiative, InitiativeStatus, Journey, Measurement
from journeykit.model.period import days_between
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, number, plural

TOPIC = "plan"


def _is_open(initiative: Initiative) -> bool:
    return initiative.status is None or initiative.status.is_open


@rule(code="JK801", on=Initiative, topic=TOPIC)
def initiative_without_owner(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """Nobody answers for an initiative.

    Why:
        A line of a plan without a name is not going to happen. A team works on
        it; an owner answers for it.

    Bad:
        initiatives:
          - title: Take cards of all banks

    Good:
        initiatives:
          - title: Take cards of all banks
            owner: Jonas Reiter

    Source:
        Nielsen Norman Group, Journey Mapping 101: internal ownership.
    """
    if initiative.owner is None and _is_open(initiative):
        yield Problem(
            f"{call(initiative)} has no owner", "owner", hint="name the one who answers for it"
        )


@rule(code="JK802", on=Initiative, topic=TOPIC)
def initiative_without_due_date(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative does not say by when.

    Why:
        What has no date waits behind everything that has one.

    Bad:
        initiatives:
          - title: Take cards of all banks

    Good:
        initiatives:
          - title: Take cards of all banks
            due: 2026-11-30

    Source:
        journeykit: an action plan says who, what and by when.
    """
    if initiative.due is None and _is_open(initiative):
        yield Problem(
            f"{call(initiative)} has no due date", "due",
            hint="say by when it is to be done, such as 2026-11-30",
        )  # fmt: skip


@rule(code="JK803", on=Initiative, topic=TOPIC)
def initiative_without_status(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative does not say how far it is.

    Why:
        Readers of a plan first look for what is under way and what is done.

    Bad:
        initiatives:
          - title: Take cards of all banks

    Good:
        initiatives:
          - title: Take cards of all banks
            status: in-progress

    Source:
        journeykit: an action plan says who, what and by when.
    """
    if initiative.status is None:
        yield Problem(
            f"{call(initiative)} has no status", "status",
            hint=f"write {', '.join(InitiativeStatus)}",
        )  # fmt: skip


@rule(code="JK804", on=Initiative, topic=TOPIC)
def initiative_overdue(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """The date of an initiative has passed, and it is not done.

    Why:
        Either it is late, and somebody should know, or it is done, and the map
        should say so.

    Bad:
        initiatives:
          - title: Take cards of all banks
            due: 2025-11-30
            status: in-progress

    Good:
        initiatives:
          - title: Take cards of all banks
            due: 2025-11-30
            status: done

    Source:
        journeykit: a map that stays true.
    """
    if initiative.due is not None and _is_open(initiative) and initiative.due < context.today:
        days = (context.today - initiative.due).days
        yield Problem(
            f"{call(initiative)} was due on {initiative.due}, {plural(days, 'day')} ago", "due",
            hint="set the status to done or dropped, or another date",
        )  # fmt: skip


@rule(code="JK805", on=Initiative, topic=TOPIC)
def initiative_for_nothing(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative takes up no opportunity.

    Why:
        Work that the map gives no reason for is work that some department
        wanted anyway. The line from pain to opportunity to deed is what the map
        is for.

    Bad:
        opportunities:
          - text: Let customers pay with every card
        initiatives:
          - title: New payment provider

    Good:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
        initiatives:
          - title: New payment provider
            opportunities: [every-card]

    Source:
        Torres, Continuous Discovery Habits, 2021: solutions hang on opportunities.
    """
    if not initiative.opportunities:
        yield Problem(
            f"{call(initiative)} takes up no opportunity", "opportunities",
            hint="name the ids of the opportunities that it is for",
        )  # fmt: skip


@rule(code="JK806", on=Journey, topic=TOPIC, severity=Severity.INFO)
def plan_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A map names opportunities, but nothing that is going to be done.

    Why:
        Most maps end as posters. One initiative with an owner and a date makes
        the difference.

    Bad:
        opportunities:
          - text: Let customers pay with every card

    Good:
        opportunities:
          - text: Let customers pay with every card
            id: every-card
        initiatives:
          - title: New payment provider
            opportunities: [every-card]

    Source:
        Smaply, Why journey maps fail.
    """
    if journey.opportunities and not journey.initiatives:
        yield Problem(
            f"the journey names {_opportunities(len(journey.opportunities))}, but no initiative",
            "initiatives", hint="say what will be done, by whom and by when",
        )  # fmt: skip


def _opportunities(count: int) -> str:
    return "1 opportunity" if count == 1 else f"{count} opportunities"


@rule(code="JK809", on=Initiative, topic=TOPIC)
def done_without_result(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative is done, but nothing says what it was to change.

    Why:
        Done is not yet better. Without a metric nobody looks whether customers
        noticed.

    Bad:
        initiatives:
          - title: New payment provider
            status: done

    Good:
        initiatives:
          - title: New payment provider
            status: done
            metric: conversion
            target: 0.2

    Source:
        journeykit: an initiative moves a metric.
    """
    if initiative.status is InitiativeStatus.DONE and initiative.metric is None:
        yield Problem(
            f"{call(initiative)} is done, but names no metric that it was to move", "metric",
            hint="name the metric and its target, and measure again",
        )  # fmt: skip


@rule(code="JK817", on=Initiative, topic=TOPIC, requires="done-without-result")
def done_without_measurement(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative is done, but its metric was not measured since.

    Why:
        Whether it helped shows only where the metric is measured again, with the
        period it is of. Otherwise the next plan rests on the hope of the last one.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: conversion, value: 0.18, n: 4000, period: 2026-Q1}
        initiatives:
          - title: New payment provider
            due: 2026-04-30
            status: done
            metric: conversion

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                metrics:
                  - {metric: conversion, value: 0.18, n: 4000, period: 2026-Q1}
                  - {metric: conversion, value: 0.21, n: 4100, period: 2026-05}
        initiatives:
          - title: New payment provider
            due: 2026-04-30
            status: done
            metric: conversion

    Source:
        journeykit: an initiative moves a metric.
    """
    if initiative.status is not InitiativeStatus.DONE or initiative.metric is None:
        return
    measured = [
        m
        for _, m in context.each(Measurement)
        if m.metric == initiative.metric and m.value is not None
    ]
    if not measured:
        yield Problem(
            f"{call(initiative)} is done, but nothing measures {initiative.metric}", "metric",
            hint="measure it where the initiative was to change it",
        )  # fmt: skip
        return
    spans = [days_between(m.period) for m in measured]
    ends = [span[1] for span in spans if span is not None]
    # A figure without a period may be of any time.
    if initiative.due is not None and len(ends) == len(measured) and max(ends) <= initiative.due:
        yield Problem(
            f"{call(initiative)} is done, but {initiative.metric} was last measured until "
            f"{max(ends)}, before it was due",
            "metric", hint="measure again, and compare before with after",
        )  # fmt: skip


@rule(code="JK810", on=Initiative, topic=TOPIC, severity=Severity.ERROR)
def due_before_start(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative ends before it begins.

    Why:
        One of the two dates is a slip; on a time line the bar would run
        backwards.

    Bad:
        initiatives:
          - title: New payment provider
            start: 2026-09-01
            due: 2026-03-01

    Good:
        initiatives:
          - title: New payment provider
            start: 2026-03-01
            due: 2026-09-01

    Source:
        journeykit: time runs forward.
    """
    start, due = initiative.start, initiative.due
    if start is not None and due is not None and due < start:
        yield Problem(
            f"{call(initiative)} starts on {start} and is due on {due}", "due",
            hint="correct one of the two dates",
        )  # fmt: skip


@rule(code="JK811", on=Initiative, topic=TOPIC)
def target_without_metric(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """An initiative has a target, but no metric to reach it on.

    Why:
        A target of 0.2 means nothing until it is said of what.

    Bad:
        initiatives:
          - title: New payment provider
            target: 0.2

    Good:
        initiatives:
          - title: New payment provider
            metric: conversion
            target: 0.2

    Source:
        journeykit: an initiative moves a metric.
    """
    if initiative.target is not None and initiative.metric is None:
        yield Problem(
            f"{call(initiative)} has the target {number(initiative.target)}, but no metric",
            "metric", hint="name the metric that it is a target of",
        )  # fmt: skip


@rule(code="JK816", on=Initiative, topic=TOPIC, severity=Severity.INFO)
def initiative_not_started(initiative: Initiative, context: Context) -> Iterator[Problem]:
    """The start of an initiative has passed, and it is still only planned.

    Why:
        Either it has begun, and the map should say so, or it will be late.

    Bad:
        initiatives:
          - title: New payment provider
            start: 2026-03-01
            status: planned

    Good:
        initiatives:
          - title: New payment provider
            start: 2026-03-01
            status: in-progress

    Source:
        journeykit: a map that stays true.
    """
    waiting = initiative.status in (InitiativeStatus.PROPOSED, InitiativeStatus.PLANNED)
    overdue = initiative.due is not None and initiative.due < context.today
    start = initiative.start
    # One that is overdue is told so, by `initiative-overdue`.
    if start is not None and waiting and start < context.today and not overdue:
        yield Problem(
            f"{call(initiative)} was to start on {start}, but is {initiative.status}", "status",
            hint="set the status to in-progress, or another start",
        )  # fmt: skip
