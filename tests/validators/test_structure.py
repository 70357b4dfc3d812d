"""Edges of the rules about shape."""

from journeykit.model import (
    Evidence,
    Journey,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
    Transition,
)
from validators.house import hits, told


def test_ids_are_unique_within_a_kind_only():
    """A persona and a phase may share an id; two touchpoints of two phases may not."""
    assert [] == hits(Journey("x", [Phase("Buy")], personas=["Buy"]), "duplicate-id")
    journey = Journey("x", [Phase("A", ["pay"]), Phase("B", ["pay", "pay"])])
    assert ["b/pay.id", "b/pay.id"] == hits(journey, "duplicate-id")


def test_one_pain_may_be_told_at_several_touchpoints_in_the_same_words():
    """Another text under the same id is another pain."""
    pain = PainPoint("No signal", severity="trivial")
    same = Phase("A", [Touchpoint("a", pain_points=pain), Touchpoint("b", pain_points=pain)])
    assert [] == hits(Journey("x", [same]), "duplicate-id")
    other = pain.replace(severity="abandonment")
    differs = Phase("A", [Touchpoint("a", pain_points=pain), Touchpoint("b", pain_points=other)])
    assert ["a/b/no-signal.id"] == hits(Journey("x", [differs]), "duplicate-id")


def test_the_same_way_twice_is_told_once():
    """By `duplicate-transition`, not by the id that follows from the way."""
    way = Transition("a", "b", count=1)
    twice = Journey("x", [Phase("P", ["a", "b"])], transitions=[way, way.replace(count=2)])
    assert [] == hits(twice, "duplicate-id")
    assert ["a-to-b"] == hits(twice, "duplicate-transition")
    other = Journey("x", [Phase("P", ["a", "b"])], transitions=[way, way.replace(kind="loop")])
    assert ["a-to-b.id"] == hits(other, "duplicate-id")
    assert [] == hits(other, "duplicate-transition")


def test_message_names_both_elements():
    """The one at fault and the first."""
    journey = Journey("x", evidence=[Evidence("One", id="e"), Evidence("Two", id="e")])
    ((message, _),) = told(journey, "duplicate-id")
    assert "evidence 'Two' has the id 'e', which evidence 'One' has already" == message


def test_names_are_ambiguous_within_one_phase_only():
    """In any case; elements with one id are another fault."""
    twice = [Touchpoint("Pay"), Touchpoint("pay ", id="again")]
    assert ["p/again.name"] == hits(Journey("x", [Phase("P", twice)]), "ambiguous-name")
    apart = Journey("x", [Phase("P", twice[:1]), Phase("Q", twice[1:])])
    assert [] == hits(apart, "ambiguous-name")
    assert [] == hits(Journey("x", personas=["Mira", "Mira"]), "ambiguous-name")
    personas = [Persona("Mira"), Persona("Mira", id="other")]
    assert ["other.name"] == hits(Journey("x", personas=personas), "ambiguous-name")


def test_without_transitions_the_order_is_the_way():
    """Only a journey with transitions can leave a touchpoint off it."""
    journey = Journey("x", [Phase("P", ["a", "b", "c"])])
    assert [] == hits(journey, "touchpoint-off-the-way")
    assert ["p/c"] == hits(journey.replace(transitions=[("a", "b")]), "touchpoint-off-the-way")


def test_custom_stages_have_no_order():
    """Stages may repeat, and those of one's own are passed over."""
    stages = ["purchase", None, "our own", "purchase", "awareness", "use", "support"]
    phases = [Phase(f"P{i}", stage=stage) for i, stage in enumerate(stages)]
    assert ["p4.stage"] == hits(Journey("x", phases), "stage-out-of-order")


def test_categories_may_be_left_out():
    """Touchpoints without a category are passed over."""
    kinds = ["purchase", None, "pre-purchase", "post-purchase", "purchase"]
    touchpoints = [Touchpoint(f"t{i}", category=kind) for i, kind in enumerate(kinds)]
    journey = Journey("x", [Phase("P", touchpoints)])
    assert ["p/t2.category", "p/t4.category"] == hits(journey, "category-out-of-order")


def test_the_same_phase_put_in_twice_is_found():
    """One object at two places is two elements of one id, as it would be in a file."""
    phase = Phase("A", ["pay"])
    journey = Journey("x", [phase, phase])
    assert ["a.id", "a/pay.id"] == hits(journey, "duplicate-id")
