"""Two versions of a journey brought together, and what they do not agree on."""

import pytest

from journeykit import Channel, Emotion, Journey, PainPoint, Persona, Phase, Touchpoint
from journeykit.analyzers import merge
from journeykit.errors import InvalidValueError, NotFoundError

PAY = Touchpoint("Pay", channel="web", emotion=0.4, thoughts=["Is it safe?", "So many fields"],
                 pain_points=[PainPoint("Fees come late", severity="workaround")])  # fmt: skip
BASE = Journey(
    "Buy a bike",
    [Phase("Look", ["Ad", "Compare", "Ask"]), Phase("Purchase", ["Cart", PAY]), Phase("Ride")],
    personas=["Mira"],
    channels=[Channel("Web shop", id="web"), Channel("App")],
)


def with_pay(**changes):
    return BASE.with_touchpoint(PAY.replace(**changes))


def conflict(ours, theirs):
    """The only conflict of two versions."""
    merged = merge(BASE, ours, theirs)
    assert merged.journey is None
    (found,) = merged.conflicts
    return found


def test_both_sides_are_in_the_outcome():
    """Fields, texts, elements, order and place, each from the side that has changed it."""
    ours = with_pay(channel="app", thoughts=["Is it safe?", "So many fields", "At last"])
    ours = ours.move("ad", after="ask").with_element(Persona("Sam"))
    theirs = with_pay(emotions=-0.4, thoughts=["So many fields"])
    theirs = theirs.move("cart", phase="look", before="ad").rename(Phase, "ride", "Use")

    merged = merge(BASE, ours, theirs).journey

    pay = merged.touchpoint("pay")
    assert ("app", -0.4, ("So many fields", "At last")) == (pay.channel, pay.valence, pay.thoughts)
    assert ["Cart", "Compare", "Ask", "Ad"] == [t.name for t in merged.phases[0].touchpoints]
    assert ["Look", "Purchase", "Use"] == [phase.name for phase in merged.phases]
    assert ["Mira", "Sam"] == [persona.name for persona in merged.personas]


def test_what_both_add_is_kept():
    """Each behind what it stands behind; of what is the same, one."""
    ours = BASE.with_touchpoint(Touchpoint("Help"), after="ad").with_element(Persona("Sam"))
    theirs = BASE.with_touchpoint(Touchpoint("Film"), after="ad").with_element(Persona("Sam"))

    merged = merge(BASE, ours, theirs).journey

    assert ["Ad", "Film", "Help", "Compare", "Ask"] == [
        t.name for t in merged.phases[0].touchpoints
    ]
    assert ["Mira", "Sam"] == [persona.name for persona in merged.personas]


def test_what_one_leaves_open_the_other_may_say():
    """Both add a persona, and one of them its share."""
    ours = BASE.with_element(Persona("Sam", role="commuter"))
    theirs = BASE.with_element(Persona("Sam", share=0.2))

    assert Persona("Sam", role="commuter", share=0.2) == merge(BASE, ours, theirs).journey.persona(
        "sam"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (with_pay(channel="app"), with_pay(channel="phone"),
         ("Touchpoint 'Pay', channel", "'Web shop'", "'App'", "'phone'")),
        (with_pay(channel="app"), with_pay(channel=None),
         ("Touchpoint 'Pay', channel", "'Web shop'", "'App'", "nothing")),
        (with_pay(emotions=-0.4), with_pay(emotions=0.8),
         ("Touchpoint 'Pay', valence", "0.4", "-0.4", "0.8")),
        (with_pay(thoughts=["Is this safe?", "So many fields"]),
         with_pay(thoughts=["Is it safe??", "So many fields"]),
         ("Touchpoint 'Pay', thoughts", "'Is it safe?'", "'Is this safe?'", "'Is it safe??'")),
        (BASE.move("ad", phase="ride"), BASE.move("ad", phase="purchase"),
         ("Touchpoint 'Ad'", "in 'Look'", "in 'Ride'", "in 'Purchase'")),
        (BASE.move("ad", after="ask"), BASE.move("compare", after="ask"),
         ("Phase 'Look', touchpoints", "Ad, Compare, Ask", "Compare, Ask, Ad", "Ad, Ask, Compare")),
        (BASE.without(Touchpoint, "pay"), with_pay(emotions=-0.4),
         ("Touchpoint 'Pay'", "there", "removed", "changed (valence)")),
        (with_pay(pain_points=()), with_pay(
            pain_points=[PainPoint("Fees come late", severity="abandonment")]),
         ("Touchpoint 'Pay', pain point 'Fees come late'", "there", "removed",
          "changed (severity of pain point 'Fees come late')")),
        (BASE.replace(phases=BASE.phases[::2]), with_pay(
            emotions=[0.4, Emotion(0.8)], channel="app"),
         ("Phase 'Purchase'", "there", "removed", "changed (feeling +0.8 added, channel)")),
        (BASE.replace(phases=BASE.phases[::2]), BASE.move("pay", phase="ride"),
         ("Phase 'Purchase'", "there", "removed", "changed (touchpoint 'Pay' moved)")),
        (BASE.with_element(Persona("Sam", role="a")), BASE.with_element(Persona("Sam", role="b")),
         ("Persona 'Sam', role", "not there", "'a'", "'b'")),
        (BASE.with_touchpoint(Touchpoint("Help"), phase="look"),
         BASE.with_touchpoint(Touchpoint("Help"), phase="ride"),
         ("Touchpoint 'Help'", "not there", "in 'Look'", "in 'Ride'")),
        (BASE.replace(title="Bikes"), BASE.replace(title="Buy an e-bike"),
         ("Journey, title", "'Buy a bike'", "'Bikes'", "'Buy an e-bike'")),
    ],
)  # fmt: skip
def test_conflicts_say_what_all_three_have(ours, theirs, told):
    """Where it is, what was there, and what each side has made of it."""
    found = conflict(ours, theirs)
    assert told == (found.where, found.base, found.ours, found.theirs)

    turned = conflict(theirs, ours)
    assert told == (turned.where, turned.base, turned.theirs, turned.ours)
    assert ours == merge(BASE, ours, theirs).resolve("ours")
    assert theirs == merge(BASE, ours, theirs).resolve("theirs")


def test_each_conflict_can_have_a_side():
    """And all that is no conflict comes from both."""
    ours = with_pay(channel="app", emotions=-0.4, owner="Ana")
    theirs = with_pay(channel="phone", emotions=0.8, feedback="Form")
    merged = merge(BASE, ours, theirs)
    channel, valence = merged.conflicts

    pay = merged.resolve({channel: "ours", valence: "theirs"}).touchpoint("pay")

    assert ("app", 0.8, "Ana", "Form") == (pay.channel, pay.valence, pay.owner, pay.feedback)


def test_what_was_taken_out_can_be_kept():
    """With what the other side has done to it, and all that lay in it."""
    ours = BASE.without(Touchpoint, "pay").rename(Touchpoint, "ad", "See the ad")
    theirs = with_pay(emotions=-0.4)

    merged = merge(BASE, ours, theirs)

    assert theirs.rename(Touchpoint, "ad", "See the ad") == merged.resolve("theirs")
    assert ours == merged.resolve("ours")


def test_slips_are_told():
    """A side that is none, a conflict without a side, or of another merge."""
    merged = merge(BASE, with_pay(channel="app"), with_pay(channel="phone"))
    other = conflict(with_pay(emotions=-0.4), with_pay(emotions=0.8))

    with pytest.raises(NotFoundError, match="did you mean 'ours'"):
        merged.resolve("our")
    with pytest.raises(InvalidValueError, match="nothing is said of Touchpoint 'Pay', channel"):
        merged.resolve({})
    with pytest.raises(InvalidValueError, match="conflicts of this merge"):
        merged.resolve({other: "ours"})
    with pytest.raises(InvalidValueError, match=r"merge.theirs: expected a Journey"):
        merge(BASE, BASE, "map.yaml")


def test_a_summary_has_every_conflict():
    """And says what to do; without any it says so."""
    text = merge(BASE, with_pay(channel="app"), with_pay(channel="phone")).summary()

    assert "    was:    'Web shop'\n    ours:   'App'\n    theirs: 'phone'" in text
    assert "Merge of 'Buy a bike': no conflict" == merge(BASE, BASE, BASE).summary()
