"""Gaps between touchpoints, in responsibility, proof, measures, remedies and rows."""

import pytest

from journeykit.analyzers import Weight, find_gaps, flow
from journeykit.model import (
    Channel,
    Emotion,
    Evidence,
    Initiative,
    Journey,
    Lane,
    Measurement,
    Metric,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)


def one(*touchpoints, owner=None, **more):
    return Journey("Buy", [Phase("All", list(touchpoints), owner=owner)], **more)


def found(journey, check):
    """The gaps of one check, and the reasons why it could not look everywhere."""
    gaps = find_gaps(journey)
    return (
        [gap for gap in gaps if gap.check == check],
        [skip.reason for skip in gaps.skipped if skip.check == check],
    )


# --- channels and owners ---------------------------------------------------------


def test_channel_changes_weigh_by_fall_and_by_what_they_cross():
    """A fall outranks; without one, a crossing that nobody answers for is a small gap."""
    journey = one(
        Touchpoint("A", channel="web", emotion=0.5), Touchpoint("B", channel="app", emotion=0.5),
        Touchpoint("C", channel="store", emotion=0.4),
        Touchpoint("D", channel="phone", emotions=[0.1, 0.9]),
        Touchpoint("E", channel="chat", emotion=0.2), Touchpoint("F", channel="chat"),
    )  # fmt: skip

    gaps, skipped = found(journey, "channel-change")

    assert [
        ("all/e", Weight.HURTS, pytest.approx(0.7)),
        ("all/d", Weight.UNMANAGED, pytest.approx(0.3)),
        ("all/c", Weight.INCOMPLETE, None),
    ] == [(gap.where, gap.weight, gap.size) for gap in gaps]
    assert ("d", "e") == gaps[0].touchpoints
    assert "from offline to online, and feel 0.70 worse" in gaps[0].reason
    assert ["1 change of channel without a known harm: see hand_offs of the flow"] == skipped


@pytest.mark.parametrize(
    ("before", "after", "risk"),
    [
        ({}, {}, "nobody is responsible on either side"),
        ({"owner": "Web"}, {}, "only one side has an owner"),
        ({"owner": "Web"}, {"owner": "Stores"}, "Web hands them to Stores"),
        ({"owner": "Web"}, {"owner": "Web"}, None),
        ({"owner": "Web"}, {"owner": "Web", "moment_of_truth": True}, "it is a moment of truth"),
        ({"owner": "Web", "moment_of_truth": True}, {"owner": "Stores"},
         "it is a moment of truth, and Web hands them to Stores"),
    ],
)  # fmt: skip
def test_crossing_without_a_fall_needs_a_risk(before, after, risk):
    """A rise is no excuse where nobody answers for both sides; one owner is."""
    ends = [
        Touchpoint("A", channel="web", emotion=0.1, **before),
        Touchpoint("B", channel="store", emotion=0.8, **after),
    ]

    gaps, skipped = found(one(*ends), "channel-change")

    assert ([] if risk is None else [f"; {risk}"]) == [
        gap.reason.removeprefix("customers change from web to store, from online to offline")
        for gap in gaps
    ]
    assert int(risk is None) == len(skipped)
    inside = [ends[0], ends[1].replace(channel="app")]
    assert [] == found(one(*inside), "channel-change")[0]


def test_hand_offs_that_are_no_gaps_stay_in_the_flow():
    """What is left out is counted, with what nobody knows about it."""
    journey = one(
        Touchpoint("A", channel="web"), Touchpoint("B", channel="app", emotion=0.5),
        Touchpoint("C", channel="chat", emotion=0.5),
    )  # fmt: skip

    gaps, skipped = found(journey, "channel-change")

    assert [] == gaps
    assert [
        "2 changes of channel without a known harm, 1 of them with an end that has no feeling: "
        "see hand_offs of the flow"
    ] == skipped
    assert 2 == len(flow(journey).hand_offs)


def test_channel_changes_run_along_transitions():
    """What happens at the same time is no break; two ways are two findings."""
    journey = one(
        Touchpoint("A", channel="web", emotion=0.5), Touchpoint("B", channel="kiosk", emotion=0.1),
        Touchpoint("C"), channels=[Channel("Web"), Channel("Kiosk")],
        transitions=[
            Transition("a", "b"), Transition("a", "b", id="second", label="refused"),
            Transition("b", "a", label="Simultaneous"), Transition("b", "c"),
        ],
    )  # fmt: skip

    gaps, skipped = found(journey, "channel-change")

    assert [Weight.UNMANAGED] * 2 == [gap.weight for gap in gaps]
    assert 2 == len({gap.fingerprint for gap in gaps})
    assert "customers change from Web to Kiosk, and feel 0.40 worse" == gaps[0].reason
    assert [
        "1 of 4 ways with an end that names no channel",
        "1 way between touchpoints at the same time: no break",
    ] == skipped


def test_without_channels_nothing_is_compared():
    """The check says so."""
    assert ["no way leads between two touchpoints that name their channel"] == found(
        one("A", "B"), "channel-change"
    )[1]


def test_hand_offs_where_the_mood_falls():
    """A change of owner is a gap where customers feel it."""
    journey = one(
        Touchpoint("A", owner="Shop", emotion=0.6), Touchpoint("B", owner="Bank", emotion=-0.1),
        Touchpoint("C", owner="Post", emotion=0.9), Touchpoint("D", owner="Care", emotion=0.1),
        Touchpoint("E", owner="Care", emotion=-0.9), Touchpoint("F", owner="Shop"),
        Touchpoint("G"),
    )  # fmt: skip

    gaps, _ = found(journey, "owner-change")

    assert [("all/b", Weight.HURTS), ("all/d", Weight.UNMANAGED)] == [
        (gap.where, gap.weight) for gap in gaps
    ]
    assert "Customers lose out when Shop hands them to Bank" == gaps[0].title
    assert ["no way leads between two touchpoints that have an owner"] == found(
        one("A", "B"), "owner-change"
    )[1]


def test_touchpoints_without_an_owner():
    """It weighs more where it matters; the owner of the phase will do."""
    journey = one(
        Touchpoint("A"), Touchpoint("B", moment_of_truth=True), Touchpoint("C", emotion=-0.2),
        Touchpoint("D", owner="Shop"),
    )  # fmt: skip

    gaps, _ = found(journey, "without-owner")

    assert {
        "all/a": Weight.INCOMPLETE, "all/b": Weight.UNMANAGED, "all/c": Weight.UNMANAGED
    } == {gap.where: gap.weight for gap in gaps}  # fmt: skip
    assert gaps[0].reason.endswith("names an owner, and it is a moment of truth")
    assert ([], []) == found(one("A", owner="Shop"), "without-owner")


def test_a_map_without_any_owner_has_one_gap():
    """One finding for the whole map, not one for each touchpoint."""
    gaps, _ = found(one("A", "B"), "without-owner")

    assert [("", ("a", "b"))] == [(gap.where, gap.touchpoints) for gap in gaps]
    assert ["the map has no touchpoints"] == found(one(), "without-owner")[1]


# --- evidence and metrics ----------------------------------------------------------


def claims(**cited):
    """A map with one claim of each sort, and what each cites."""
    return one(
        Touchpoint(
            "Pay",
            pain_points=[PainPoint("Wait", evidence=cited.get("pain", ()), severity="abandonment")],
            emotions=[Emotion(-0.1, evidence=cited.get("emotion", ())), Emotion(-0.2)],
            evidence=cited.get("touchpoint", ()),
        ),
        personas=[Persona("Mira", evidence=cited.get("persona", ()))],
        opportunities=[
            Opportunity("Hurry", pain_points=["wait"], evidence=cited.get("opportunity", ()))
        ],
        evidence=[Evidence("survey", kind="survey"), Evidence("guess", kind="assumption")],
    )


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ({"persona": "survey"}, ["pain point", "emotions", "opportunity"]),
        ({"emotion": "survey"}, ["persona", "pain point", "opportunity"]),
        ({"opportunity": "survey"}, ["persona", "pain point", "emotions"]),
        ({"pain": "survey"}, ["persona", "emotions"]),
        ({"touchpoint": "survey"}, ["persona"]),
        ({"touchpoint": "survey", "persona": "survey"}, []),
    ],
)
def test_claims_without_evidence(cited, expected):
    """Pains and feelings also rest on what their touchpoint cites, opportunities on their pains."""
    gaps, _ = found(claims(**cited), "unsupported")

    assert sorted(expected) == sorted(gap.key for gap in gaps)


@pytest.mark.parametrize(
    ("cited", "reason"),
    [
        ((), "it cites no evidence"),
        ("guess", "it rests on an assumption alone"),
        (("guess", "gone"), "it cites what the map does not list (gone)"),
    ],
)
def test_why_a_claim_is_unsupported(cited, reason):
    """None, an assumption, or a source that is not there."""
    gaps, _ = found(claims(persona=cited, pain="survey"), "unsupported")

    assert [reason] == [gap.reason for gap in gaps if gap.key == "persona"]


def test_a_map_without_evidence_has_one_gap():
    """One finding for the whole map, with the number of claims."""
    gaps, _ = found(claims(pain="guess"), "unsupported")

    assert [("", 4.0)] == [(gap.where, gap.size) for gap in gaps]
    assert ["the map makes no claims: no personas, pains, feelings or opportunities"] == found(
        one("A"), "unsupported"
    )[1]


def test_touchpoints_without_a_metric():
    """A moment of truth ought to be measured; a map without any metric has one gap."""
    journey = one(
        Touchpoint("A", metrics="nps"), Touchpoint("B"), Touchpoint("C", moment_of_truth=True)
    )

    gaps, _ = found(journey, "without-metric")

    assert [("all/c", Weight.UNMANAGED), ("all/b", Weight.INCOMPLETE)] == [
        (gap.where, gap.weight) for gap in gaps
    ]
    assert [""] == [gap.where for gap in found(one("A", "B"), "without-metric")[0]]
    assert ["the map has no touchpoints"] == found(one(), "without-metric")[1]


def test_metrics_without_a_value():
    """All of a touchpoint's are one gap."""
    gaps, _ = found(one(Touchpoint("A", metrics=["nps", "ces_1"]),
                        Touchpoint("B", metrics={"nps": 3})), "unmeasured")  # fmt: skip

    assert ["nps, ces_1 is still to be measured at 'A'"] == [gap.title for gap in gaps]
    assert ["no touchpoint has a metric"] == found(one("A"), "unmeasured")[1]


def test_targets_that_are_missed():
    """The metric says which direction is good; without that nothing is claimed."""
    journey = one(
        Touchpoint("A", metrics=[
            Measurement("nps", 10, target=30), Measurement("nps", 30, target=30),
            Measurement("wait_s", 9, target=5), Measurement("wait_s", 4, target=5),
            Measurement("own", 1, target=2), Measurement("customers", 1, target=2),
            Measurement("unknown", 1, target=2), Measurement("nps"),
        ]),
        metrics=[Metric("Own", higher_is_better=True)],
    )  # fmt: skip

    gaps, skipped = found(journey, "missed-target")

    assert {
        "it is 10 points, and should be 30 points",
        "it is 9 s, and should be 5 s",
        "it is 1, and should be 2",
    } == {gap.reason for gap in gaps}
    assert 3 == len({gap.fingerprint for gap in gaps})
    assert ["2 targets of metrics that do not say which direction is good"] == skipped
    assert ["no measurement has both a value and a target"] == found(one("A"), "missed-target")[1]


# --- remedies ------------------------------------------------------------------------


def test_pains_that_nothing_addresses():
    """How much they weigh is how bad they are; how many they meet is their size."""
    journey = one(
        Touchpoint("A", pain_points=[
            PainPoint("Unsaid"), PainPoint("Small", severity="trivial"),
            PainPoint("Bend", severity="workaround", frequency=0.2),
            PainPoint("Break", severity="abandonment"), PainPoint("Known"),
        ]),
        opportunities=[Opportunity("Mend", pain_points=["known", "gone"])],
    )  # fmt: skip

    gaps, _ = found(journey, "unanswered-pain")

    assert [
        ("all/a/break", Weight.HURTS, None),
        ("all/a/bend", Weight.UNMANAGED, 0.2),
        ("all/a/unsaid", Weight.INCOMPLETE, None),
        ("all/a/small", Weight.INCOMPLETE, None),
    ] == [(gap.where, gap.weight, gap.size) for gap in gaps]
    assert "customers work around it (20.0 % meet it), and no opportunity addresses it" == (
        gaps[1].reason
    )
    assert ["no touchpoint has a pain point"] == found(one("A"), "unanswered-pain")[1]


def test_opportunities_that_nobody_can_start_on():
    """Owner, figures and initiative; a dropped initiative is none."""
    complete = {"owner": "Ana", "importance": 9, "satisfaction": 1}
    journey = one(
        Touchpoint("A"), Touchpoint("B", pain_points="Wait"),
        opportunities=[
            Opportunity("Bare", pain_points=["wait"], touchpoints=["a", "gone"]),
            Opportunity("Dropped", **complete),
            Opportunity("Ready", **complete),
            Opportunity("Rice", owner="Ana", reach=1, impact=1, confidence=1, effort=1),
            Opportunity("Ice", owner="Ana", impact=8, confidence=5, effort=3),
        ],
        initiatives=[
            Initiative("Stop", opportunities=["dropped"], status="dropped"),
            Initiative("Go", opportunities=["ready", "rice", "ice"]),
        ],
    )  # fmt: skip

    gaps, _ = found(journey, "unready-opportunity")

    assert {
        "bare": ("it lacks an owner, figures to rank it, an initiative", ("b", "a")),
        "dropped": ("it lacks an initiative", ()),
    } == {gap.where: (gap.reason, gap.touchpoints) for gap in gaps}
    assert ["the map has no opportunities"] == found(one("A"), "unready-opportunity")[1]


# --- rows ----------------------------------------------------------------------------


def test_one_gap_for_each_empty_stretch_of_a_row():
    """Neighbouring empty cells are one finding, with their number as its size."""
    full = {"thoughts": "Hm", "actions": "Act"}
    journey = Journey("Buy", [
        Phase("P", [Touchpoint("A", **full), Touchpoint("B", actions="Act")]),
        Phase("Q", [Touchpoint("C", actions="Act"), Touchpoint("D", **full),
                    Touchpoint("E", actions="Act")]),
    ])  # fmt: skip

    gaps, skipped = found(journey, "empty-stretch")

    assert [
        ("p/b", 2.0, "The row 'Thoughts' says nothing from 'B' to 'C'"),
        ("q/e", 1.0, "The row 'Thoughts' says nothing at 'E'"),
    ] == [(gap.where, gap.size, gap.title) for gap in gaps]
    assert [] == skipped


def test_listed_lanes_are_the_rows():
    """A listed lane may be empty throughout; custom rows take their texts by id."""
    journey = one(
        Touchpoint("A", lanes={"law": "Act 3", "thoughts": "Hm"}, actions="Act"), Touchpoint("B"),
        lanes=[Lane("Recht", id="law"), Lane("Denken", id="thoughts", role="thoughts"),
               Lane("Leer", role="needs"), Lane("Schmerz", role="pain_points"),
               Lane("Ideen", role="opportunities"), Lane("Zahlen", role="metrics")],
    )  # fmt: skip

    gaps, skipped = found(journey, "empty-stretch")

    assert [
        ("", "The row 'Leer' is empty throughout"),
        ("all/b", "The row 'Recht' says nothing at 'B'"),
        ("all/b", "The row 'Denken' says nothing at 'B'"),
    ] == [(gap.where, gap.title) for gap in gaps]
    assert ["in the rows Schmerz, Ideen an empty cell can be good news"] == skipped
    assert 3 == len({gap.fingerprint for gap in gaps})


def test_a_map_without_rows():
    """Without touchpoints, or without content, there is nothing to be silent about."""
    assert ["the map has no touchpoints"] == found(one(), "empty-stretch")[1]
    assert ["no row of the map ought to be full"] == found(one("A"), "empty-stretch")[1]
