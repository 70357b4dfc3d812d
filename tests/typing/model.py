"""What a type checker must accept. Not executed: mypy and pyright read it."""

from __future__ import annotations

import datetime as dt
from typing import assert_type

import journeykit as jk
from journeykit.model import LaneRole

touchpoint = jk.Touchpoint(
    "See the ad",
    channel="social",
    emotion=0.4,
    actions="Taps it",
    thoughts=["Nice", "Expensive"],
    pain_points=["Too long", jk.PainPoint("Too loud", severity="trivial")],
    metrics={"customers": 120},
    expectation="A price",
    events="ad_seen",
    moment_of_truth=True,
    category="pre-purchase",
    lanes={"law": "none"},
)
assert_type(touchpoint.emotions, tuple[jk.Emotion, ...])
assert_type(touchpoint.actions, tuple[str, ...])
assert_type(touchpoint.replace(owner="Ads"), jk.Touchpoint)

journey = jk.Journey(
    "Buy a bike",
    [jk.Phase("Awareness", ["Hear of it", touchpoint]), "Purchase"],
    state="current",
    personas=jk.Persona("Mira", demographics={"age": 34}, segment={"device": ["mobile"]}),
    transitions=[("hear-of-it", "see-the-ad"), jk.Transition("see-the-ad", "pay", kind="happy")],
    reviewed_on="2026-11-01",
    review_by=dt.date(2027, 5, 1),
    metadata={"version": 2},
)
assert_type(journey.touchpoint("pay"), jk.Touchpoint)
assert_type(journey.get(jk.Channel, "web"), jk.Channel)
assert_type(journey.all(jk.Persona), tuple[jk.Persona, ...])
assert_type(jk.validate(journey), jk.Report)

# References take the element itself.
jk.Opportunity("Faster", pain_points=jk.PainPoint("Slow"), touchpoints=["pay"])
jk.Transition(touchpoint, jk.Touchpoint("Pay"))
jk.Emotion(0.1, persona=jk.Persona("Mira"))

# A filter takes ids, elements, roles, one or several.
part = jk.Filter(phases="pay", personas=[journey.persona("mira")], severity="workaround")
assert_type(part & jk.Filter(lanes=["law", LaneRole.ACTIONS], channels=None), jk.Filter)
