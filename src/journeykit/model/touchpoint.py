"""One meeting of customer and company, and all that a map says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from journeykit.model.element import Element, Value, id_from
from journeykit.model.emotion import Emotion, EmotionLike, as_emotions
from journeykit.model.fields import (
    as_ref,
    as_refs,
    as_texts,
    check_each,
    check_is,
    check_mapping,
    check_number,
    check_text,
    check_text_lists,
    check_text_or_none,
    check_texts,
    elements,
    member,
    pairs_of,
)
from journeykit.model.frozendict import EMPTY, FrozenDict
from journeykit.model.metric import Measurement, as_measurements
from journeykit.model.persona import Segment, as_segment
from journeykit.model.plan import PainPoint, as_pain_points

__all__ = [
    "EventBinding",
    "Expectation",
    "MomentOfTruth",
    "Touchpoint",
    "TouchpointCategory",
    "as_touchpoints",
]


class TouchpointCategory(StrEnum):
    """When the touchpoint happens, seen from the purchase."""

    PRE_PURCHASE = "pre-purchase"
    PURCHASE = "purchase"
    POST_PURCHASE = "post-purchase"


class MomentOfTruth(StrEnum):
    """A touchpoint on which the whole relation turns, and which one it is.

    `moment` is the plain flag; the others are the named ones of marketing:
    the stimulus, the zero moment (research; Lecinski 2011), the first (at the
    shelf) and second (in use; Lafley 2005), and the ultimate (telling others).
    """

    MOMENT = "moment"
    STIMULUS = "stimulus"
    ZERO = "zero"
    FIRST = "first"
    SECOND = "second"
    ULTIMATE = "ultimate"


@frozen(repr=False)
class Expectation(Value):
    """What a customer expects beforehand.

    Attributes:
        text: the expectation in a sentence.
        valence: how the customer expects to feel, from -1 to 1, or None.
    """

    text: str = field(validator=check_text)
    valence: float | None = field(default=None, validator=check_number(-1, 1))


@frozen(repr=False)
class EventBinding(Value):
    """Which events of a log are this touchpoint.

    Attributes:
        events: names of events, any one of which counts.
        where: columns with the values that count; all of them must match.

    Examples:
        >>> EventBinding("cart_view", where={"device": "mobile"})
        EventBinding(('cart_view',), {'device': ('mobile',)})
    """

    events: tuple[str, ...] = field(converter=as_texts, validator=check_texts)
    where: Segment = field(default=EMPTY, converter=as_segment, validator=check_mapping)


def as_category(value: TouchpointCategory | str | None) -> TouchpointCategory | None:
    """A category by its name."""
    return None if value is None else member(TouchpointCategory, value)


def as_moment(value: MomentOfTruth | str | bool | None) -> MomentOfTruth | None:
    """A moment of truth by its name; True is the plain flag."""
    if value is None or value is False:
        return None
    return MomentOfTruth.MOMENT if value is True else member(MomentOfTruth, value)


def as_expectation(value: Expectation | str | None) -> Expectation | None:
    """An expectation; a text is what is expected."""
    return Expectation(value) if isinstance(value, str) else value


def as_bindings(
    value: EventBinding | str | Iterable[EventBinding | str],
) -> tuple[EventBinding, ...]:
    """Event bindings, one or several; a text is the name of an event."""
    return elements(EventBinding, value)


def as_lane_texts(
    value: Mapping[str, str | Iterable[str]],
) -> FrozenDict[str, tuple[str, ...]]:
    """The texts of custom lanes, by lane id."""
    return pairs_of(value)


check_emotions = check_each(Emotion, "an Emotion, or a valence from -1 to 1")


@frozen(kw_only=True, repr=False)
class Touchpoint(Element):
    """One meeting of customer and company: a column of the map.

    Every field but the name may stay empty. Fields for several values take
    one value or several; texts stand for the types that have little else.

    Attributes:
        name: what happens, in the customer's words.
        id: stable identifier, by default the slug of the name.
        channel: id of the channel where it happens (a `Channel` gives its id).
        category: pre-purchase, purchase or post-purchase.
        personas: ids of the personas who come here; none means all of them.
        actions: what the customer does.
        thoughts: what the customer thinks.
        motivations: why the customer goes on.
        goals: what the customer wants here.
        needs: what the customer cannot do without here.
        barriers: what could stop the customer.
        pain_points: what hurts.
        emotions: feelings in the order in which they follow each other. The
            constructor also takes `emotion`, for one of them; numbers are valences.
        expectation: what the customer expects beforehand.
        feedback: how the customer can tell the company.
        journey: id of the journey that it opens into: the same step told in full,
            or the journey that takes over here; see `Atlas`.
        metrics: what is measured here, with values where they are known.
        owner: who is responsible.
        moment_of_truth: whether, and as which, the relation turns on it.
        physical_evidence: what the customer sees or holds (blueprint).
        frontstage: what staff do in sight of the customer (blueprint).
        backstage: what staff do out of sight (blueprint).
        support: systems and partners behind it (blueprint).
        lanes: texts of custom lanes, by lane id.
        events: the events of a log that are this touchpoint.
        evidence: ids of the evidence that it rests on.

    Examples:
        >>> touchpoint = Touchpoint("See the ad", channel="social", emotion=0.4)
        >>> touchpoint.id, touchpoint.emotions
        ('see-the-ad', (Emotion(0.4),))
    """

    name: str = field(validator=check_text, kw_only=False)
    id: str = id_from("name")
    channel: str | None = field(
        default=None,
        converter=as_ref,
        validator=check_text_or_none,
        metadata={"ref": "channel"},
    )
    category: TouchpointCategory | None = field(
        default=None,
        converter=as_category,
        validator=check_is(TouchpointCategory, "a category"),
    )
    personas: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "persona"}
    )
    actions: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    thoughts: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    motivations: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    goals: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    needs: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    barriers: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    pain_points: tuple[PainPoint, ...] = field(
        default=(), converter=as_pain_points, validator=check_each(PainPoint, "a PainPoint or text")
    )
    emotions: tuple[Emotion, ...] = field(
        default=(),
        converter=as_emotions,
        validator=check_emotions,
    )
    expectation: Expectation | None = field(
        default=None,
        converter=as_expectation,
        validator=check_is(Expectation, "an Expectation or text"),
    )
    feedback: str | None = field(default=None, validator=check_text_or_none)
    journey: str | None = field(default=None, converter=as_ref, validator=check_text_or_none)
    metrics: tuple[Measurement, ...] = field(
        default=(),
        converter=as_measurements,
        validator=check_each(Measurement, "a Measurement or the id of a metric"),
    )
    owner: str | None = field(default=None, validator=check_text_or_none)
    moment_of_truth: MomentOfTruth | None = field(
        default=None, converter=as_moment, validator=check_is(MomentOfTruth, "a moment of truth")
    )
    physical_evidence: tuple[str, ...] = field(
        default=(), converter=as_texts, validator=check_texts
    )
    frontstage: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    backstage: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    support: tuple[str, ...] = field(default=(), converter=as_texts, validator=check_texts)
    lanes: FrozenDict[str, tuple[str, ...]] = field(
        default=EMPTY,
        converter=as_lane_texts,
        validator=check_text_lists,
        metadata={"ref": "lane"},
    )
    events: tuple[EventBinding, ...] = field(
        default=(),
        converter=as_bindings,
        validator=check_each(EventBinding, "an EventBinding or the name of an event"),
    )
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )
    # Only a way in: what comes here is appended to `emotions` at once, so that
    # one feeling is written `emotion=0.4` and several `emotions=[0.4, -0.2]`.
    _emotion: EmotionLike | None = field(default=None, alias="emotion", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self._emotion is not None:
            emotions = self.emotions + as_emotions(self._emotion)
            check_emotions(self, _EMOTIONS, emotions)
            object.__setattr__(self, "emotions", emotions)
            object.__setattr__(self, "_emotion", None)

    @property
    def valence(self) -> float | None:
        """The feeling with which the touchpoint leaves the customer, or None."""
        return self.emotions[-1].valence if self.emotions else None

    def measurement(self, metric: str) -> Measurement | None:
        """The measurement of a metric here, the last where there are several."""
        for found in reversed(self.metrics):
            if found.metric == metric:
                return found
        return None


_EMOTIONS: Any = next(a for a in Touchpoint.__attrs_attrs__ if a.name == "emotions")


def as_touchpoints(
    value: Touchpoint | str | Iterable[Touchpoint | str],
) -> tuple[Touchpoint, ...]:
    """Touchpoints, one or several; a text is a name."""
    return elements(Touchpoint, value)
