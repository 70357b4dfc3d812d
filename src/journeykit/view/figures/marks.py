"""Signs and tones: what a thing means to the reader, before any colour."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from journeykit.model.element import Value

__all__ = ["Mark", "MarkKind", "Tone"]


class Tone(StrEnum):
    """What a thing means to the reader. Renderers add a sign to it beside the colour."""

    NEUTRAL = "neutral"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    MUTED = "muted"
    PRIORITY = "priority"


class MarkKind(StrEnum):
    """A small sign beside a text. Each has a `value` and a text equivalent."""

    SEVERITY = "severity"
    """How bad a pain point is: value 1 to 3 of 3."""
    PRIORITY = "priority"
    """Rank of an opportunity: value from 1."""
    CHANNEL = "channel"
    """Where it happens: value is the position of the channel in the sheet."""
    MOMENT = "moment"
    """A moment of truth: value 1."""
    UNSUPPORTED = "unsupported"
    """The claim rests on no evidence: value 1."""
    PERSONA = "persona"
    """Whom it concerns: value is the position of the persona in the sheet."""
    CHANGE = "change"
    """What becomes of it from one journey to another: value 1 new, 2 gone, 3 moved, 4 changed."""


@frozen(repr=False)
class Mark(Value):
    """A small sign beside a text.

    Attributes:
        kind: what the sign says.
        value: a rank, a level or a position, by kind.
        label: the same in words, for text renderers, legends and screen readers.
    """

    kind: MarkKind
    value: int
    label: str
