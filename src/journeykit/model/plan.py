"""What is wrong, what could be done, who does it by when, and towards what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import (
    as_date,
    as_ref,
    as_refs,
    check_date,
    check_is,
    check_number,
    check_text,
    check_text_or_none,
    check_texts,
    elements,
    member,
)

__all__ = [
    "Initiative",
    "InitiativeStatus",
    "Objective",
    "Opportunity",
    "PainPoint",
    "PainSeverity",
    "as_initiatives",
    "as_objectives",
    "as_opportunities",
    "as_pain_points",
]


class PainSeverity(StrEnum):
    """How bad a pain point is, by what the customer does about it."""

    TRIVIAL = "trivial"
    WORKAROUND = "workaround"
    ABANDONMENT = "abandonment"

    @property
    def rank(self) -> int:
        """1 for trivial, 2 for a workaround, 3 for abandonment."""
        return list(PainSeverity).index(self) + 1


class InitiativeStatus(StrEnum):
    """How far an initiative has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether work is still to be done."""
        return self not in (InitiativeStatus.DONE, InitiativeStatus.DROPPED)


def as_severity(value: PainSeverity | str | None) -> PainSeverity | None:
    """A severity by its name."""
    return None if value is None else member(PainSeverity, value)


def as_initiative_status(value: InitiativeStatus | str | None) -> InitiativeStatus | None:
    """A status by its name."""
    return None if value is None else member(InitiativeStatus, value)


@frozen(kw_only=True, repr=False)
class PainPoint(Element):
    """What hurts the customer at a touchpoint.

    Attributes:
        text: the pain in a sentence.
        id: stable identifier, by default the slug of the text.
        severity: trivial, workaround or abandonment; None where it is not said.
        frequency: part of the customers who meet it, from 0 to 1, or None.
        evidence: ids of the evidence that it rests on.

    Examples:
        >>> PainPoint("Form loses the upload", severity="abandonment").severity.rank
        3
    """

    text: str = field(validator=check_text, kw_only=False)
    id: str = id_from("text")
    severity: PainSeverity | None = field(
        default=None, converter=as_severity, validator=check_is(PainSeverity, "a severity")
    )
    frequency: float | None = field(default=None, validator=check_number(0, 1))
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )


@frozen(kw_only=True, repr=False)
class Opportunity(Element):
    """What could be made better, with the figures that rank it.

    Attributes:
        text: the opportunity in a sentence.
        id: stable identifier, by default the slug of the text.
        pain_points: ids of the pain points that it addresses.
        touchpoints: ids of the touchpoints where it applies, beyond those of its pain points.
        reach: customers it touches in a period (RICE).
        impact: how much for each of them (RICE uses 3, 2, 1, 0.5, 0.25; ICE 1 to 10).
        confidence: how sure, from 0 to 1 (RICE), or 1 to 10 (ICE).
        effort: person-months, above 0 (RICE), or ease from 1 to 10 (ICE).
        importance: how much customers want it, from 0 to 10 (ODI).
        satisfaction: how satisfied they are today, from 0 to 10 (ODI).
        owner: who is responsible.
        metric: id of the metric that would show success.
        evidence: ids of the evidence that it rests on.
    """

    text: str = field(validator=check_text, kw_only=False)
    id: str = id_from("text")
    pain_points: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "pain point"}
    )
    touchpoints: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "touchpoint"}
    )
    reach: float | None = field(default=None, validator=check_number(0))
    impact: float | None = field(default=None, validator=check_number(0))
    confidence: float | None = field(default=None, validator=check_number(0))
    effort: float | None = field(default=None, validator=check_number(above=0))
    importance: float | None = field(default=None, validator=check_number(0, 10))
    satisfaction: float | None = field(default=None, validator=check_number(0, 10))
    owner: str | None = field(default=None, validator=check_text_or_none)
    metric: str | None = field(
        default=None, converter=as_ref, validator=check_text_or_none, metadata={"ref": "metric"}
    )
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )


@frozen(kw_only=True, repr=False)
class Initiative(Element):
    """One line of the action plan.

    Attributes:
        title: what will be done.
        id: stable identifier, by default the slug of the title.
        opportunities: ids of the opportunities that it takes up.
        team: who works on it.
        owner: who answers for it.
        start: when work begins.
        due: when it is to be done.
        status: proposed, planned, in-progress, done or dropped; None where it is not said.
        metric: id of the metric that it is to move.
        target: the figure that the metric is to reach.
    """

    title: str = field(validator=check_text, kw_only=False)
    id: str = id_from("title")
    opportunities: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "opportunity"}
    )
    team: str | None = field(default=None, validator=check_text_or_none)
    owner: str | None = field(default=None, validator=check_text_or_none)
    start: date | None = field(default=None, converter=as_date, validator=check_date)
    due: date | None = field(default=None, converter=as_date, validator=check_date)
    status: InitiativeStatus | None = field(
        default=None,
        converter=as_initiative_status,
        validator=check_is(InitiativeStatus, "a status"),
    )
    metric: str | None = field(
        default=None, converter=as_ref, validator=check_text_or_none, metadata={"ref": "metric"}
    )
    target: float | None = field(default=None, validator=check_number())


@frozen(kw_only=True, repr=False)
class Objective(Element):
    """What the company wants from the journey, fit to be measured (SMART).

    Attributes:
        statement: the objective in a sentence.
        id: stable identifier, by default the slug of the statement.
        metric: id of the metric that measures it.
        baseline: where the metric stands today.
        target: where it is to be.
        due: by when.
        owner: who answers for it.
    """

    statement: str = field(validator=check_text, kw_only=False)
    id: str = id_from("statement")
    metric: str | None = field(
        default=None, converter=as_ref, validator=check_text_or_none, metadata={"ref": "metric"}
    )
    baseline: float | None = field(default=None, validator=check_number())
    target: float | None = field(default=None, validator=check_number())
    due: date | None = field(default=None, converter=as_date, validator=check_date)
    owner: str | None = field(default=None, validator=check_text_or_none)


def as_pain_points(value: PainPoint | str | Iterable[PainPoint | str]) -> tuple[PainPoint, ...]:
    """Pain points, one or several; a text is the pain."""
    return elements(PainPoint, value)


def as_opportunities(
    value: Opportunity | str | Iterable[Opportunity | str],
) -> tuple[Opportunity, ...]:
    """Opportunities, one or several; a text is the opportunity."""
    return elements(Opportunity, value)


def as_initiatives(value: Initiative | str | Iterable[Initiative | str]) -> tuple[Initiative, ...]:
    """Initiatives, one or several; a text is the title."""
    return elements(Initiative, value)


def as_objectives(value: Objective | str | Iterable[Objective | str]) -> tuple[Objective, ...]:
    """Objectives, one or several; a text is the statement."""
    return elements(Objective, value)
