"""What the claims of a map rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Element, id_from
from journeykit.model.fields import (
    as_date,
    check_date,
    check_is,
    check_number,
    check_text,
    check_text_or_none,
    check_whole,
    elements,
    member,
)

__all__ = ["Evidence", "EvidenceKind", "as_evidence"]


class EvidenceKind(StrEnum):
    """Where a claim comes from. An assumption is said, but supports nothing."""

    SURVEY = "survey"
    INTERVIEW = "interview"
    REVIEW = "review"
    ANALYTICS = "analytics"
    SUPPORT = "support"
    SOCIAL = "social"
    OBSERVATION = "observation"
    ASSUMPTION = "assumption"


def as_evidence_kind(value: EvidenceKind | str | None) -> EvidenceKind | None:
    """A kind of evidence by its name."""
    return None if value is None else member(EvidenceKind, value)


@frozen(kw_only=True, repr=False)
class Evidence(Element):
    """A source that claims can rest on.

    Attributes:
        source: what it is, such as "Checkout survey, autumn".
        id: stable identifier, by default the slug of the source.
        kind: survey, interview, review, analytics, support, social,
            observation or assumption; None where it is not said.
        date: when it was gathered.
        sample_size: how many people, answers or sessions.
        confidence: how far to trust it, from 0 to 1, or None where unknown.
        url: where it can be read.

    Examples:
        >>> Evidence("Exit interviews", kind="interview", sample_size=14).id
        'exit-interviews'
    """

    source: str = field(validator=check_text, kw_only=False)
    id: str = id_from("source")
    kind: EvidenceKind | None = field(
        default=None, converter=as_evidence_kind, validator=check_is(EvidenceKind, "a kind")
    )
    date: dt.date | None = field(default=None, converter=as_date, validator=check_date)
    sample_size: int | None = field(default=None, validator=check_whole)
    confidence: float | None = field(default=None, validator=check_number(0, 1))
    url: str | None = field(default=None, validator=check_text_or_none)


def as_evidence(value: Evidence | str | Iterable[Evidence | str]) -> tuple[Evidence, ...]:
    """Evidence, one source or several; a text is the source."""
    return elements(Evidence, value)
