"""Laws of changes and merges, on any journeys, whatever their ids."""

from datetime import date
from functools import reduce

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeykit.analyzers import diff, merge
from journeykit.model import (
    Emotion,
    EvidenceKind,
    InitiativeStatus,
    Journey,
    JourneyState,
    LaneRole,
    Media,
    Metric,
    MomentOfTruth,
    PainSeverity,
    Phase,
    Rating,
    Suppression,
    Touchpoint,
    TouchpointCategory,
    Transition,
    TransitionKind,
)
from journeykit.testing.edits import edited, put
from journeykit.testing.strategies import journeys

patient = settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip

# Small, and with something everywhere, so that edits meet.
MAP = Journey(
    "Buy",
    [
        Phase("Look", [Touchpoint("Ad", thoughts=["Nice", "Dear"]), "Ask", "Compare"]),
        Phase(
            "Pay", ["Cart", Touchpoint("Card", emotions=[0.2, -0.4], pain_points=["Slow", "Dear"])]
        ),
    ],
    personas=["Mira", "Sam"],
)
starts = st.one_of(journeys(), st.just(MAP))
# Two that have nothing to do with each other, and two versions of one.
pairs = st.one_of(
    st.tuples(journeys(), journeys()),
    starts.flatmap(lambda a: st.tuples(st.just(a), edited(a, most=8))),
)
versions = starts.flatmap(lambda a: st.tuples(st.just(a), edited(a, most=8), edited(a, most=8)))
triples = st.one_of(st.tuples(journeys(), journeys(), journeys()), versions)


@patient
@given(pairs)
def test_changes_lead_from_one_to_the_other(pair):
    """Applied to the earlier journey they give the later, and back; nothing is left untold."""
    before, after = pair
    found = diff(before, after)

    assert after == found.apply(before)
    assert before == found.reversed().apply(after)
    assert (before == after) == (len(found) == 0)
    assert sum(found.counts.values()) == len(found) == len(list(found.rows()))


@patient
@given(journeys())
def test_nothing_has_changed_from_a_journey_to_itself(journey):
    """No change, and no likely rename."""
    assert ((), ()) == (diff(journey, journey).items, diff(journey, journey).renames)


@patient
@given(pairs)
def test_what_is_undone_has_come_and_gone_the_other_way(pair):
    """Backwards, what was added is removed."""
    there, back = diff(*pair).counts, diff(*pair).reversed().counts

    # Texts that are alike are found alike from either side, but for which of several.
    assert (there.get("moved"), there.get("renamed")) == (back.get("moved"), back.get("renamed"))
    assert there.get("added", 0) - there.get("removed", 0) == (
        back.get("removed", 0) - back.get("added", 0)
    )


@patient
@given(versions)
def test_changes_follow_each_other(versions_):
    """One change and then another are the change from the first to the last."""
    first, second, _ = versions_
    third = second.replace(title="Another")

    assert diff(first, third) == diff(first, second).then(diff(second, third))


@patient
@given(pairs)
def test_one_side_alone_is_the_outcome(pair):
    """Where only one side has changed something, or both the same, there is no conflict."""
    base, side = pair

    assert [side] * 3 == [
        merged.journey
        for merged in (merge(base, side, base), merge(base, base, side), merge(base, side, side))
    ]


@patient
@given(triples)
def test_it_makes_no_difference_which_side_is_which(triple):
    """The same conflicts, and the same outcome: without them, and with a side for each."""
    base, ours, theirs = triple
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)

    assert one.journey == other.journey
    assert len(one.conflicts) == len(other.conflicts)
    assert one.resolve("ours") == other.resolve("theirs")
    assert one.resolve("theirs") == other.resolve("ours")
    assert one.resolve(dict.fromkeys(one.conflicts, "ours")) == one.resolve("ours")


@patient
@given(versions)
def test_what_one_side_has_changed_alone_is_in_the_outcome(versions_):
    """Without a conflict, nothing of either side is left to be done that is not undone."""
    base, ours, theirs = versions_
    merged = merge(base, ours, theirs)
    if merged.journey is not None:
        again = merge(base, merged.journey, theirs)
        assert merged.journey == again.journey


def renumbered(journey, ids):
    known = {touchpoint.id for touchpoint in journey.touchpoints}
    return journey.with_ids(Touchpoint, {old: new for old, new in ids.items() if old in known})


@patient
@given(versions)
def test_other_ids_change_no_change(versions_):
    """With other ids for touchpoints in both versions, the same is said of the same."""
    # What names a touchpoint that a version has not cannot be given the other id there.
    before, after = (
        each.replace(transitions=(), opportunities=(), suppressions=()) for each in versions_[:2]
    )
    known = dict.fromkeys(t.id for each in (before, after) for t in each.touchpoints)
    ids = {id: f"relabelled-{number}" for number, id in enumerate(known)}
    found = diff(before, after)
    again = diff(renumbered(before, ids), renumbered(after, ids))

    assert [change.replace(id=ids.get(change.id, change.id), old=0, new=0) for change in found
            if change.element == "touchpoint"] == [
        change.replace(old=0, new=0) for change in again if change.element == "touchpoint"
    ]  # fmt: skip
    assert [(c.kind, c.text, c.path) for c in found] == [(c.kind, c.text, c.path) for c in again]


WHOLE = Journey(
    "Buy",
    Phase(
        "Pay",
        Touchpoint("Cart", emotion=Emotion.on_scale(3, "stars"), pain_points="Slow",
                   expectation="Quick", metrics="nps", events="cart_view"),
    ),
    personas="Mira", objectives="Sell", transitions=Transition("cart", "cart"),
    opportunities="Faster", initiatives="Cache", evidence="Survey", channels="Web",
    metrics="Speed", lanes="Law", suppressions=Suppression("a-rule", "because"),
)  # fmt: skip
PLACES = [place.path for place in WHOLE.places] + [
    ("phases", 0, "touchpoints", 0, "emotions", 0, "rating")
]
OTHERS = [
    "another", 0.5, 7, True, date(2026, 11, 30), ("another", "yet another"), (0.0, 1.0),
    {"age": 34}, {"age": ("34",)}, Rating(4, "stars"), Suppression("another", "because"),
    *(member for enum in (InitiativeStatus, JourneyState, LaneRole, Media, MomentOfTruth,
                          PainSeverity, TouchpointCategory, TransitionKind, EvidenceKind)
      for member in enum),
]  # fmt: skip


def at(whole, path):
    return reduce(
        lambda x, step: x[step] if isinstance(step, int) else getattr(x, step), path, whole
    )


def others():
    """For each field of each type a journey in which it alone says something else."""
    for path in PLACES:
        element = at(WHOLE, path)
        for field in attrs.fields(type(element)):
            if field.eq:
                yield pytest.param((*path, field.name), id=f"{type(element).__name__}.{field.name}")


@pytest.mark.parametrize("path", list(others()))
def test_every_field_counts(path):
    """Whatever field of whatever type says something else, it is told, and can be applied."""
    for other in OTHERS:
        try:
            after = put(WHOLE, path, other)
        except (ValueError, TypeError):
            continue
        if after != WHOLE:
            found = diff(WHOLE, after)
            assert found.items
            assert after == found.apply(WHOLE)
            assert any(change.path[: len(path)] == path[: len(change.path)] for change in found)
            return
    pytest.fail("no other value is taken by the field; give one in OTHERS")


def test_all_is_linear():
    """Four thousand touchpoints that all stand elsewhere and all feel otherwise are no matter.

    Nothing is timed here: a quadratic step would take minutes.
    """
    touchpoints = [
        Touchpoint(f"T {i}", emotion=(i % 7 - 3) / 3, thoughts="Hm") for i in range(3_999)
    ]
    before = Journey(
        "Long", [Phase(f"P {i}", touchpoints[i : i + 999]) for i in range(0, 3_999, 999)]
    )
    after = before.replace(
        phases=[p.replace(touchpoints=[t.replace(thoughts="Aha") for t in reversed(p.touchpoints)])
                for p in before.phases]
    )  # fmt: skip

    assert after == diff(before, after).apply(before)


def test_what_can_mean_nothing_together_is_a_conflict():
    """One side moves the lower end up, the other the upper end down."""
    base = Journey("Buy", metrics=[Metric("Score", low=0, high=10)])
    ours = base.replace(metrics=[Metric("Score", low=8, high=10)])
    theirs = base.replace(metrics=[Metric("Score", low=0, high=5)])
    merged = merge(base, ours, theirs)

    assert ["Metric 'Score'"] == [conflict.where for conflict in merged.conflicts]
    assert (ours, theirs) == (merged.resolve("ours"), merged.resolve("theirs"))
