"""Rules about what the map rests on (JK90 and JK91)."""

# Every rule is given an element and a context, whether it looks at both or not.
# ruff: noqa: ARG001

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeykit.model import (
    Emotion,
    Evidence,
    EvidenceKind,
    Journey,
    PainPoint,
    Touchpoint,
)
from journeykit.validators.context import Context
from journeykit.validators.declare import Problem, Severity, rule
from journeykit.validators.words import call, plural

TOPIC = "evidence"


def months_between(start: dt.date, end: dt.date) -> int:
    """Whole months from one day to a later one.

    Examples:
        >>> months_between(dt.date(2025, 1, 31), dt.date(2026, 1, 30))
        11
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


@rule(code="JK901", on=Journey, topic=TOPIC)
def evidence_missing(journey: Journey, context: Context) -> Iterator[Problem]:
    """A map rests on nothing.

    Why:
        A map without sources is what its authors believe about customers. That
        is a fair start, if it says so: evidence of the kind assumption.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay

    Good:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
        evidence:
          - source: Workshop with the shop team
            kind: assumption

    Source:
        Nielsen Norman Group: journey maps are built on research, or marked as
        hypotheses.
    """
    if journey.touchpoints and not journey.evidence:
        yield Problem(
            "the journey names no evidence", "evidence",
            hint="list what it rests on, be it a workshop: `kind: assumption`",
        )  # fmt: skip


def _sources(touchpoint: Touchpoint) -> list[str]:
    """Ids of all that a touchpoint or one of its claims rests on."""
    found = [*touchpoint.evidence]
    for claims in (touchpoint.emotions, touchpoint.pain_points, touchpoint.metrics):
        for claim in claims:
            found += claim.evidence
    return found


@rule(code="JK902", on=Touchpoint, topic=TOPIC, requires="evidence-missing", empty="evidence")
def touchpoint_without_evidence(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint tells what customers think or feel, and not how one knows.

    Why:
        Thoughts, feelings and pains are claims about people. Beside others that
        are backed by research, an unbacked one reads as if it were, too.

    Bad:
        evidence:
          - source: Interviews
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts: [Is this page safe?]

    Good:
        evidence:
          - source: Interviews
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                thoughts: [Is this page safe?]
                evidence: [interviews]

    Source:
        Smaply's advice to mark each step by how far research backs it.
    """
    claims = touchpoint.thoughts or touchpoint.emotions or touchpoint.pain_points
    if claims and not _sources(touchpoint):
        yield Problem(
            f"what {call(touchpoint)} says of customers rests on no evidence", "evidence",
            hint="name the evidence here, or at the single emotion or pain point",
        )  # fmt: skip


@rule(
    code="JK903", on=PainPoint, topic=TOPIC, severity=Severity.INFO, default=False, empty="evidence"
)
def pain_without_evidence(pain: PainPoint, context: Context) -> Iterator[Problem]:
    """A pain point does not itself say what it rests on.

    Why:
        For maps on which every claim is to have its own source; evidence of the
        touchpoint does not count here.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused

    Good:
        evidence:
          - source: Support tickets
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                pain_points:
                  - text: The card is refused
                    evidence: [support-tickets]

    Source:
        journeykit: evidence for every claim.
    """
    yield Problem(
        f"{call(pain)} rests on no evidence of its own", "evidence",
        hint="name the ids of the evidence behind it",
    )  # fmt: skip


@rule(
    code="JK904", on=Emotion, topic=TOPIC, severity=Severity.INFO, default=False, empty="evidence"
)
def feeling_without_evidence(emotion: Emotion, context: Context) -> Iterator[Problem]:
    """A feeling does not itself say what it rests on.

    Why:
        For maps on which every claim is to have its own source; evidence of the
        touchpoint does not count here.

    Bad:
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions: [{valence: -0.4}]

    Good:
        evidence:
          - source: Exit survey
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                emotions: [{valence: -0.4, evidence: [exit-survey]}]

    Source:
        journeykit: evidence for every claim.
    """
    touchpoint = context.holder(Touchpoint)
    where = f" at {touchpoint.name!r}" if touchpoint is not None else ""
    yield Problem(
        f"the feeling{where} rests on no evidence of its own", "evidence",
        hint="name the ids of the evidence behind it",
    )  # fmt: skip


@rule(code="JK905", on=Journey, topic=TOPIC)
def only_assumptions(journey: Journey, context: Context) -> Iterator[Problem]:
    """All that a map rests on is assumed.

    Why:
        The map is a hypothesis. Decisions that are taken by it should wait for
        a first talk with customers.

    Bad:
        evidence:
          - source: Workshop with the shop team
            kind: assumption

    Good:
        evidence:
          - source: Workshop with the shop team
            kind: assumption
          - source: Interviews with buyers
            kind: interview

    Source:
        Nielsen Norman Group: journey maps are built on research, or marked as
        hypotheses.
    """
    if journey.evidence and all(e.kind is EvidenceKind.ASSUMPTION for e in journey.evidence):
        yield Problem(
            "the journey rests on assumptions only", "evidence",
            hint="talk to a handful of customers and add what they said as evidence",
        )  # fmt: skip


@rule(code="JK906", on=Touchpoint, topic=TOPIC, requires="only-assumptions")
def touchpoint_of_assumptions(touchpoint: Touchpoint, context: Context) -> Iterator[Problem]:
    """A touchpoint rests on assumptions only, where others rest on more.

    Why:
        It names its sources, and so looks as firm as its neighbours.

    Bad:
        evidence:
          - source: Workshop
            kind: assumption
          - source: Interviews
            kind: interview
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [workshop]

    Good:
        evidence:
          - source: Workshop
            kind: assumption
          - source: Interviews
            kind: interview
        phases:
          - name: Buy
            touchpoints:
              - name: Pay
                evidence: [workshop, interviews]

    Source:
        Smaply's advice to mark each step by how far research backs it.
    """
    if not context.lookups.assumed:
        return
    known = context.evidence(_sources(touchpoint))
    if known and all(evidence.kind is EvidenceKind.ASSUMPTION for evidence in known):
        yield Problem(
            f"{call(touchpoint)} rests on assumptions only", "evidence",
            hint="ask customers about it next, and add what they said",
        )  # fmt: skip


@rule(code="JK907", on=Evidence, topic=TOPIC, filled="date")
def stale_evidence(evidence: Evidence, context: Context, *, months: int = 18) -> Iterator[Problem]:
    """Evidence is old.

    Why:
        Shops are rebuilt, prices change, competitors come. What customers said
        then is true of then.

    Options:
        months: age from which evidence counts as old.

    Bad:
        evidence:
          - source: Checkout survey
            date: 2022-03-01

    Good:
        evidence:
          - source: Checkout survey
            date: 2026-03-01

    Source:
        Smaply, Why journey maps fail: maps go stale.
    """
    if evidence.date is None:
        return
    age = months_between(evidence.date, context.today)
    if age >= max(months, 1):
        yield Problem(
            f"{call(evidence)} is {plural(age, 'month')} old ({evidence.date})", "date",
            hint="ask again, or say why it still holds in a suppression",
        )  # fmt: skip


@rule(code="JK908", on=Evidence, topic=TOPIC, severity=Severity.ERROR, filled="date")
def evidence_from_the_future(evidence: Evidence, context: Context) -> Iterator[Problem]:
    """Evidence was gathered on a day that has not come yet.

    Why:
        The date is a slip, or the study is still planned and proves nothing yet.

    Bad:
        evidence:
          - source: Checkout survey
            date: 2031-03-01

    Good:
        evidence:
          - source: Checkout survey
            date: 2026-03-01

    Source:
        journeykit: the date of evidence is that of its gathering.
    """
    if evidence.date is not None and evidence.date > context.today:
        yield Problem(
            f"{call(evidence)} has the date {evidence.date}, which has not come yet", "date",
            hint="correct the date, or leave the evidence out until it is there",
        )  # fmt: skip


_BY_TALKING = (EvidenceKind.INTERVIEW, EvidenceKind.OBSERVATION)


@rule(code="JK909", on=Evidence, topic=TOPIC, severity=Severity.INFO, filled="sample_size")
def small_sample(
    evidence: Evidence, context: Context, *, counted: int = 30, talked: int = 5
) -> Iterator[Problem]:
    """Evidence comes from very few people.

    Why:
        A handful of interviews finds most themes, but a handful of survey
        answers gives no percentage worth printing.

    Options:
        counted: how few answers or sessions are few for what is counted.
        talked: how few people are few for interviews and observation.

    Bad:
        evidence:
          - source: Checkout survey
            kind: survey
            sample_size: 9

    Good:
        evidence:
          - source: Checkout survey
            kind: survey
            sample_size: 412

    Source:
        Guest, Bunce and Johnson 2006, Field Methods 18(1), for interviews; for
        counts, the usual rule of thumb of thirty.
    """
    size = evidence.sample_size
    if size is None or evidence.kind is EvidenceKind.ASSUMPTION:
        return
    few = talked if evidence.kind in _BY_TALKING else counted
    if size < few:
        yield Problem(
            f"{call(evidence)} has a sample of {size}", "sample_size",
            hint=f"gather at least {few}, or word what follows from it with care",
        )  # fmt: skip


@rule(code="JK910", on=Evidence, topic=TOPIC, severity=Severity.INFO, empty="date")
def evidence_without_date(evidence: Evidence, context: Context) -> Iterator[Problem]:
    """Evidence does not say when it was gathered.

    Why:
        Nobody can tell whether it still holds, and no rule can warn when it no
        longer does.

    Bad:
        evidence:
          - source: Checkout survey

    Good:
        evidence:
          - source: Checkout survey
            date: 2026-03-01

    Source:
        journeykit: a map that stays true.
    """
    if evidence.kind is not EvidenceKind.ASSUMPTION:
        yield Problem(f"{call(evidence)} has no date", "date", hint="say when it was gathered")


@rule(code="JK911", on=Evidence, topic=TOPIC, severity=Severity.INFO, empty="kind")
def evidence_without_kind(evidence: Evidence, context: Context) -> Iterator[Problem]:
    """Evidence does not say what kind it is.

    Why:
        A survey, an interview and a guess weigh differently, and a reader who
        cannot tell takes them all for research.

    Bad:
        evidence:
          - source: Checkout

    Good:
        evidence:
          - source: Checkout
            kind: survey

    Source:
        journeykit: an assumption is said, but supports nothing.
    """
    yield Problem(f"{call(evidence)} has no kind", "kind", hint=f"write {', '.join(EvidenceKind)}")


@rule(code="JK912", on=Evidence, topic=TOPIC, severity=Severity.INFO, empty="sample_size")
def evidence_without_sample(evidence: Evidence, context: Context) -> Iterator[Problem]:
    """A survey, an interview study or a usage study does not say how many took part.

    Why:
        "Customers say" may be four or four thousand of them.

    Bad:
        evidence:
          - source: Checkout survey
            kind: survey

    Good:
        evidence:
          - source: Checkout survey
            kind: survey
            sample_size: 412

    Source:
        journeykit: a claim is as strong as its sample.
    """
    counted = (EvidenceKind.SURVEY, EvidenceKind.INTERVIEW, EvidenceKind.ANALYTICS)
    if evidence.kind in counted:
        yield Problem(
            f"{call(evidence)} has no sample size", "sample_size",
            hint="say how many people, answers or sessions it is from",
        )  # fmt: skip
