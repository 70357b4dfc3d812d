"""Edges of the rules about mentions."""

import pytest

from journeykit.model import (
    Emotion,
    Evidence,
    Initiative,
    Journey,
    Lane,
    Measurement,
    Metric,
    Objective,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from validators.house import hits, told


def with_touchpoint(**fields):
    """A journey of one touchpoint."""
    return Journey("x", [Phase("P", [Touchpoint("t", **fields)])])


@pytest.mark.parametrize(
    ("journey", "path"),
    [
        (with_touchpoint(personas=["no"]), "p/t.personas[0]"),
        (with_touchpoint(evidence=["no"]), "p/t.evidence[0]"),
        (with_touchpoint(lanes={"no": "x"}), "p/t.lanes"),
        (with_touchpoint(metrics=Measurement("no", 1)), "p/t.metrics[0].metric"),
        (
            with_touchpoint(metrics=Measurement("nps", evidence=["no"])),
            "p/t.metrics[0].evidence[0]",
        ),
        (with_touchpoint(emotions=Emotion(0.4, persona="no")), "p/t.emotions[0].persona"),
        (with_touchpoint(pain_points=PainPoint("y", evidence=["no"])), "p/t/y.evidence[0]"),
        (Journey("x", objectives=Objective("o", metric="no")), "o.metric"),
        (Journey("x", opportunities=Opportunity("o", pain_points=["no"])), "o.pain_points[0]"),
        (Journey("x", opportunities=Opportunity("o", touchpoints=["no"])), "o.touchpoints[0]"),
        (Journey("x", initiatives=Initiative("i", opportunities=["no"])), "i.opportunities[0]"),
        (Journey("x", personas=Persona("m", evidence=["no"])), "m.evidence[0]"),
        (
            Journey("x", [Phase("P", ["a"])], transitions=[("a", "no")]),
            "a-to-no.target",
        ),
    ],
)
def test_all_kinds_of_mention_are_checked(journey, path):
    """Each at its field and position."""
    assert [path] == hits(journey, "dangling-reference")


def test_channels_are_free_until_some_are_declared():
    """Then all must be."""
    journey = with_touchpoint(channel="web")
    assert [] == hits(journey, "dangling-reference")
    declared = journey.replace(channels=["Store"])
    assert ["p/t.channel"] == hits(declared, "dangling-reference")


def test_standard_metrics_need_no_declaration():
    """Those of the journey count as well."""
    journey = with_touchpoint(metrics=[Measurement("nps", 1), Measurement("own", 1)])
    assert ["p/t.metrics[1].metric"] == hits(journey, "dangling-reference")
    assert [] == hits(journey.replace(metrics=[Metric("Own")]), "dangling-reference")


def test_hint_names_the_nearest_or_where_to_add():
    """Three kinds of hint."""
    journey = with_touchpoint(evidence=["survei", "qqqq"]).replace(
        evidence=["Survey"], opportunities=Opportunity("o", pain_points=["qqqq"])
    )
    assert [
        "did you mean 'survey'?",
        "correct the id, or add it to the journey's evidence",
        "correct the id, or add the pain point to a touchpoint",
    ] == [hint for _, hint in told(journey, "dangling-reference")]


def test_many_choices_are_narrowed_by_their_beginning():
    """So that looking for the nearest stays cheap."""
    evidence = [Evidence(f"{letter}{i}") for letter in "abcd" for i in range(100)]
    journey = with_touchpoint(evidence=["ab7", "b777"]).replace(
        evidence=[*evidence, Evidence("b7777")]
    )
    hints = [hint for _, hint in told(journey, "dangling-reference")]
    assert "did you mean 'b7777'?" == hints[1]


def test_an_id_twice_in_one_list_is_a_repetition():
    """In two lists it is none."""
    journey = with_touchpoint(evidence=["e", "e"], pain_points=PainPoint("y", evidence=["e"]))
    assert ["p/t.evidence[1]"] == hits(journey.replace(evidence=["e"]), "repeated-reference")


def test_lane_is_filled_by_its_role_or_its_id():
    """A lane shows the field of its role, and the texts under its id."""
    lanes = [Lane("Does", role="actions"), Lane("Ideas", role="opportunities"), Lane("Law")]
    journey = with_touchpoint(lanes={"law": "x"}).replace(lanes=lanes)
    assert ["does", "ideas"] == hits(journey, "empty-lane")
    filled = with_touchpoint(actions="a", lanes={"law": "x"})
    assert [] == hits(filled.replace(lanes=lanes, opportunities=["o"]), "empty-lane")


def test_preferring_a_channel_is_not_using_it():
    """A channel is used where a touchpoint happens in it."""
    journey = with_touchpoint(channel="web").replace(
        channels=["web", "store"], personas=Persona("m", preferred_channels=["store"])
    )
    assert ["store"] == hits(journey, "unused-channel")
    assert ["m.preferred_channels[0]"] == hits(journey, "preferred-channel-unserved")
