"""Journeys to try a plug-in on: empty, half made, hostile, large, and any at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import cycle, islice

from journeykit.errors import MissingDependencyError
from journeykit.model import (
    Channel,
    Emotion,
    Evidence,
    Initiative,
    Journey,
    Measurement,
    Metric,
    Objective,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.testing.figures import HOSTILE_TEXTS

__all__ = ["TRIAL_DAY", "any_journeys", "large_journey", "odd_journeys"]

TRIAL_DAY = dt.date(2026, 6, 1)
"""The day on which plug-ins are tried."""


@cache
def odd_journeys() -> tuple[Journey, ...]:
    """Journeys as nobody plans them and everybody has them.

    Examples:
        >>> [journey.title for journey in odd_journeys()]
        ['Empty', 'Half made', 'Dangling', 'Doubled', 'Hostile']
    """
    return (Journey("Empty"), _half_made(), _dangling(), _doubled(), _hostile())


@cache
def large_journey(size: int = 300) -> Journey:
    """A journey with this many touchpoints, in phases of ten."""
    touchpoints = [
        Touchpoint(
            f"Step {i}",
            channel=f"channel-{i % 7}",
            emotion=(i % 21 - 10) / 10,
            pain_points=[f"Pain {i}"] if i % 3 == 0 else [],
            owner=f"Team {i % 5}",
            metrics={"customers": 10 * size - i},
        )
        for i in range(size)
    ]
    phases = [Phase(f"Phase {i}", touchpoints[i : i + 10]) for i in range(0, size, 10)]
    return Journey("Large", phases, channels=[f"channel-{i}" for i in range(7)])


@cache
def any_journeys(count: int = 25) -> tuple[Journey, ...]:
    """Journeys of the strategy `journeys`, the same ones each time.

    Raises:
        MissingDependencyError: if hypothesis is not installed.
    """
    if find_spec("hypothesis") is None:
        raise MissingDependencyError("hypothesis", extra=None, purpose="trying any journeys")
    from journeykit.testing.strategies import sampled

    return sampled(count)


def _half_made() -> Journey:
    """Names, and hardly anything more."""
    return Journey(
        "Half made",
        [Phase("Nobody was here yet"), Phase("Buy", ["Pay", Touchpoint("Wait", emotion=-1)])],
        personas="Somebody",
        objectives=[Objective("Be better")],
        opportunities=[Opportunity("Something could be done")],
        initiatives=[Initiative("Do it")],
    )


def _dangling() -> Journey:
    """References that lead nowhere."""
    touchpoint = Touchpoint(
        "Pay",
        channel="nowhere",
        personas=["nobody"],
        evidence=["nothing"],
        emotions=[Emotion(0.5, persona="nobody", evidence=["nothing"])],
        pain_points=[PainPoint("It hurts", evidence=["nothing"])],
        metrics=[Measurement("no-metric", value=1)],
    )
    return Journey(
        "Dangling",
        [Phase("Buy", [touchpoint])],
        transitions=[Transition("pay", "nowhere"), Transition("nowhere", "pay")],
        opportunities=[Opportunity("Help", pain_points=["no-pain"], touchpoints=["nowhere"])],
        initiatives=[Initiative("Do it", opportunities=["no-opportunity"])],
        objectives=[Objective("Be better", metric="no-metric")],
    )


def _doubled() -> Journey:
    """The same ids twice, and a way that leads back."""
    phase = Phase("Buy", [Touchpoint("Pay", emotion=0), Touchpoint("Pay", channel="web")])
    return Journey(
        "Doubled",
        [phase, phase],
        personas=["Mira", "Mira"],
        channels=[Channel("Web"), Channel("Web", kind="app")],
        transitions=[Transition("pay", "pay"), Transition("pay", "pay")],
        metrics=[Metric("Visits"), Metric("Visits", unit="people")],
        evidence=[Evidence("Interviews"), Evidence("Interviews")],
    )


def _hostile() -> Journey:
    """Texts that have broken programs, wherever there is a text."""
    texts = _hostile_texts()
    touchpoints = [
        Touchpoint(
            text,
            channel=next(texts),
            owner=next(texts),
            actions=[next(texts)],
            thoughts=[next(texts)],
            pain_points=[next(texts)],
            emotions=[Emotion(0.1, label=next(texts), quote=next(texts))],
            lanes={next(texts): [next(texts)]},
        )
        for text in islice(_hostile_texts(), 30)
    ]
    return Journey(
        "Hostile",
        [Phase(next(texts), touchpoints)],
        scenario=next(texts),
        personas=[Persona(next(texts), role=next(texts), quote=next(texts))],
        opportunities=[Opportunity(next(texts), owner=next(texts))],
        initiatives=[Initiative(next(texts), team=next(texts))],
        locale=next(texts),
        owner=next(texts),
    )


def _hostile_texts() -> Iterator[str]:
    # A journey holds nothing blank, and no half of a surrogate pair.
    return cycle(t for t in HOSTILE_TEXTS if t.strip() and not re.search("[\ud800-\udfff]", t))
