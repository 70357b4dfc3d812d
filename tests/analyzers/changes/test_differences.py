"""What is said of changes, in which order, and what follows from it."""

import pytest
from hypothesis import given, settings

from journeykit import (
    Channel,
    Emotion,
    Evidence,
    Journey,
    Measurement,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from journeykit.analyzers import ChangeKind, ChangeWeight, diff, find_gaps
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.testing.strategies import journeys
from journeys import distinct

PAY = Touchpoint("Pay", channel="web", emotion=0.4, thoughts=["Is it safe?"],
                 pain_points=[PainPoint("Fees come late", severity="workaround")],
                 metrics=Measurement("csat_top2", 70, n=90))  # fmt: skip
BEFORE = Journey(
    "Buy a bike",
    [Phase("Look", ["Ad", "Compare", "Ask"]), Phase("Purchase", ["Cart", PAY]), Phase("Ride")],
    personas=[Persona("Mira", share=0.5)],
    channels=[Channel("Web shop", id="web"), Channel("App")],
    evidence=[Evidence("Survey")],
)


def with_pay(**changes):
    return BEFORE.with_touchpoint(PAY.replace(**changes))


def lines(after, before=BEFORE):
    return [change.line for change in diff(before, after)]


@pytest.mark.parametrize(
    ("after", "line"),
    [
        (BEFORE.move("pay", phase="look"), "Touchpoint 'Pay' moved from 'Purchase' to 'Look'"),
        (BEFORE.move("ad", after="ask"), "Touchpoint 'Ad' moved, now after 'Ask', was first"),
        (with_pay(emotions=-0.4), "Touchpoint 'Pay': valence -0.8 (0.4 → -0.4)"),
        (with_pay(emotions=[0.4, Emotion(-1, label="upset", persona="mira")]),
         "Touchpoint 'Pay': feeling -1 'upset' of Mira added"),
        (with_pay(pain_points=()), "Touchpoint 'Pay': pain point 'Fees come late' removed"),
        (with_pay(pain_points=[PainPoint("Fees come late", severity="abandonment")]),
         "Touchpoint 'Pay': severity of pain point 'Fees come late': workaround → abandonment"),
        (with_pay(pain_points=[PainPoint("Late fees", id="fees-come-late", severity="workaround")]),
         "Touchpoint 'Pay': text of pain point 'Fees come late': 'Fees come late' → 'Late fees'"),
        (with_pay(channel="app"), "Touchpoint 'Pay': channel 'Web shop' → 'App'"),
        (with_pay(channel=None), "Touchpoint 'Pay': channel 'Web shop' removed"),
        (with_pay(owner="Ana"), "Touchpoint 'Pay': owner 'Ana' added"),
        (with_pay(thoughts=["Is it safe?", "At last"]),
         "Touchpoint 'Pay': thoughts: 'At last' added"),
        (with_pay(thoughts=["Is this safe?"]),
         "Touchpoint 'Pay': thoughts: 'Is it safe?' → 'Is this safe?'"),
        (with_pay(metrics=Measurement("csat_top2", 75, n=90)),
         "Touchpoint 'Pay': value of csat_top2: +5 (70 → 75)"),
        (with_pay(expectation="Quick"), "Touchpoint 'Pay': expectation 'Quick' added"),
        (with_pay(evidence=["survey"]), "Touchpoint 'Pay': evidence: 'Survey' added"),
        (with_pay(moment_of_truth=True), "Touchpoint 'Pay': moment of truth moment added"),
        (with_pay(lanes={"law": ["§ 1"]}), "Touchpoint 'Pay': lanes law '§ 1' added"),
        (BEFORE.rename(Touchpoint, "pay", "Pay by card"),
         "Touchpoint 'Pay by card' renamed, was 'Pay'"),
        (BEFORE.without(Touchpoint, "ad"), "Touchpoint 'Ad' removed from 'Look'"),
        (BEFORE.with_touchpoint(Touchpoint("Help"), after="ad"),
         "Touchpoint 'Help' added to 'Look', after 'Ad'"),
        (BEFORE.with_phase(Phase("Tell"), after="look"), "Phase 'Tell' added, after 'Look'"),
        (BEFORE.replace(phases=BEFORE.phases[::2]), "Phase 'Purchase' removed"),
        (BEFORE.with_element(Persona("Mira", share=0.25)), "Persona 'Mira': share -0.25 (0.5 → 0.25)"),
        (BEFORE.with_element(Persona("Mira", share=0.5, demographics={"age": 34})),
         "Persona 'Mira': demographics age 34 added"),
        (BEFORE.with_element(Transition("ad", "pay")), "Transition 'Ad → Pay' added"),
        (BEFORE.replace(expectations="Quick"), "Journey: expectations: 'Quick' added"),
        (BEFORE.replace(status="agreed"), "Journey: status 'agreed' added"),
        (BEFORE.replace(channels=BEFORE.channels[::-1]),
         "Channel 'App' moved, now first, was after 'Web shop'"),
    ],
)  # fmt: skip
def test_changes_are_said_as_people_say_them(after, line):
    """The element, what has become of it, and both values; ids stand for names."""
    assert line in lines(after)


def test_one_edit_is_one_change():
    """Nothing that has not changed is told, nor anything twice."""
    for after in (BEFORE.move("ad", after="ask"), with_pay(emotions=-0.4), with_pay(thoughts=())):
        assert 1 == len(diff(BEFORE, after))


def test_what_concerns_customers_comes_first():
    """Then the plan, then the rest; each in order of the map."""
    after = with_pay(emotions=-0.4, thoughts=()).with_element(Opportunity("Say fees early"))
    found = diff(BEFORE, after.rename(Touchpoint, "ad", "See the ad").replace(title="Buy"))

    assert [ChangeWeight.CUSTOMER, ChangeWeight.PLAN, ChangeWeight.PLAN, ChangeWeight.DETAIL,
            ChangeWeight.DETAIL] == [change.weight for change in found]  # fmt: skip
    assert ["Pay", "See the ad", "Say fees early", "Buy", "Pay"] == [c.name for c in found]
    assert {ChangeKind.ADDED: 1, ChangeKind.REMOVED: 1, ChangeKind.RENAMED: 1,
            ChangeKind.CHANGED: 2} == found.counts  # fmt: skip
    assert ("Pay", "Pay") == tuple(change.name for change in found.of("touchpoint")[::2])


def test_another_id_is_offered_as_a_rename_and_not_assumed():
    """Gone and new, with a question; with the id given, nothing has changed."""
    after = BEFORE.with_ids(Touchpoint, {"pay": "payment"})
    found = diff(BEFORE, after)

    assert {ChangeKind.ADDED: 1, ChangeKind.REMOVED: 1} == found.counts
    assert [("touchpoint", "pay", "payment")] == [(r.element, r.old, r.new) for r in found.renames]
    assert "pay → payment?" in found.summary()
    assert () == diff(BEFORE.with_ids(Touchpoint, {"pay": "payment"}), after).items


def test_what_a_new_touchpoint_takes_over_is_told():
    """It has left another; what comes with it alone is not told again."""
    fees = Touchpoint("See the fees", pain_points=[*PAY.pain_points, "Small print"])
    after = with_pay(pain_points=()).with_touchpoint(fees, before="pay")

    assert {
        "Touchpoint 'See the fees' added to 'Purchase', after 'Cart'",
        "Touchpoint 'See the fees': pain point 'Fees come late' moved from 'Pay' to 'See the fees'",
    } == set(lines(after))


def test_feelings_are_known_by_their_words():
    """One that goes does not turn the next into another one."""
    before = with_pay(emotions=[Emotion(0.3, label="curious"), Emotion(-0.2, label="bored")])
    after = with_pay(emotions=[Emotion(-0.5, label="bored")])

    assert [
        "Touchpoint 'Pay': valence of feeling 'bored': -0.3 (-0.2 → -0.5)",
        "Touchpoint 'Pay': feeling +0.3 'curious' removed",
    ] == sorted(lines(after, before), reverse=True)


def test_long_texts_are_told_from_where_they_differ():
    """Two texts that begin alike do not read as the same."""
    text = "The form asks for the same three things on each of its seven pages, and "
    (line,) = lines(
        BEFORE.replace(scenario=text + "loses them"), BEFORE.replace(scenario=text + "keeps them")
    )

    assert "keeps them" in line
    assert "loses them" in line
    assert len(line) < 140


def test_paths_lead_to_what_has_changed():
    """In the journey that has it: the later, or the earlier for what is gone."""
    (felt,) = diff(BEFORE, with_pay(emotions=-0.4))
    (gone,) = diff(BEFORE, with_pay(pain_points=()))

    assert ("phases", 1, "touchpoints", 1, "emotions", 0, "valence") == felt.path
    assert ("emotions[0].valence", "purchase", 0.4, -0.4) == (
        felt.field, felt.phase, felt.old, felt.new
    )  # fmt: skip
    assert "pain_points[0]" == gone.field
    assert PAY.pain_points[0] == gone.old


def test_changes_can_be_made_where_others_have_worked():
    """Wherever nothing of the changes is, the other journey keeps what is its own."""
    elsewhere = BEFORE.rename(Touchpoint, "ad", "See the ad").with_element(Persona("Sam"))

    applied = diff(BEFORE, with_pay(channel="app")).apply(elsewhere)

    assert ("See the ad", "app") == (
        applied.touchpoint("ad").name,
        applied.touchpoint("pay").channel,
    )
    assert ["Mira", "Sam"] == [persona.name for persona in applied.personas]


def test_what_is_not_as_it_was_cannot_be_changed():
    """The error names the place and all three values, and the way out."""
    with pytest.raises(InvalidValueError, match="merge") as caught:
        diff(BEFORE, with_pay(channel="app")).apply(with_pay(channel="phone"))

    assert (
        "Touchpoint 'Pay', channel: it was 'Web shop', the changes make it 'App', "
        "but this journey has 'phone'"
    ) in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [lambda: diff(BEFORE, "map.yaml"), lambda: diff(None, BEFORE),
     lambda: diff(BEFORE, BEFORE).apply("map.yaml")],
)  # fmt: skip
def test_what_is_no_journey_is_refused(call):
    """With a hint at how to read one."""
    with pytest.raises(InvalidValueError, match=r"expected a Journey, got .*journeykit.load"):
        call()


def test_a_kind_that_there_is_not_is_refused():
    """With the nearest."""
    with pytest.raises(NotFoundError, match="did you mean 'touchpoint'"):
        diff(BEFORE, BEFORE).of("touchpoints")


def test_a_frame_has_a_row_for_each_change():
    """With plain values."""
    pytest.importorskip("polars")
    frame = diff(BEFORE, with_pay(emotions=-0.4, pain_points=())).to_frame("polars")

    assert [("0.4", "-0.4"), ("Fees come late", None)] == frame.select("old", "new").rows()


def test_a_long_summary_says_what_it_leaves_out():
    """The first changes in full, the rest counted."""
    assert "and 4 more" in diff(BEFORE, Journey("Else", id="buy-a-bike")).summary(limit=9)
    assert "Changes of 'Buy a bike': none" == diff(BEFORE, BEFORE).summary()


def found_by(checks, here, there):
    gaps = find_gaps(here, kinds=["to-be", "deviation"], against=there)
    return {gap.touchpoints[0] for gap in gaps if gap.check in checks}


@settings(deadline=None)
@given(journeys(), journeys())
def test_gaps_and_changes_agree(here, there):
    """What is missing comes, what is extra goes, what lies or stands elsewhere moves."""
    here, there = (distinct(each) for each in (here, there))
    found = diff(here, there).of("touchpoint")
    by_kind = {
        kind: {change.id for change in found if change.kind is kind and not change.field}
        for kind in ChangeKind
    }

    assert by_kind[ChangeKind.ADDED] == found_by({"missing"}, here, there)
    assert by_kind[ChangeKind.REMOVED] == found_by({"extra"}, here, there)
    away = {c.id for c in found if c.kind is ChangeKind.MOVED and c.old is not None}
    assert away == found_by({"other-phase"}, here, there)
    if not [c for c in diff(here, there).of("phase") if c.kind is ChangeKind.MOVED]:
        assert by_kind[ChangeKind.MOVED] - away == found_by({"reordered"}, here, there)
