"""Looking up, walking and editing journeys."""

import copy
import pickle

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
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import Origin, Place
from journeykit.testing.strategies import atlases


@pytest.fixture
def journey():
    """A small map that uses every way to refer."""
    return Journey(
        "Buy a bike",
        [
            Phase(
                "Awareness",
                [
                    Touchpoint("See the ad", channel="social", emotion=0.4),
                    Touchpoint(
                        "Ask a friend",
                        emotions=[Emotion(0.1, persona="mira", evidence="talks")],
                        pain_points=PainPoint("Jargon", evidence="talks"),
                    ),
                ],
            ),
            Phase(
                "Purchase",
                [Touchpoint("Pay", pain_points=["Slow", "Jargon"], metrics={"customers": 12})],
            ),
        ],
        personas="Mira",
        channels=Channel("Social"),
        evidence=Evidence("Talks"),
        transitions=[("see-the-ad", "pay"), ("pay", "nowhere")],
        opportunities=Opportunity("Plain words", pain_points="jargon", touchpoints="pay"),
    )


def test_elements_are_found_by_id(journey):
    """Each kind has its own ids; a miss names the nearest."""
    assert "Pay" == journey.touchpoint("pay").name
    assert "Purchase" == journey.phase("purchase").name
    assert "Mira" == journey.persona("mira").name
    assert "Purchase" == journey.phase_of("pay").name
    assert "Social" == journey.get(Channel, "social").name
    assert journey.find(Channel, "pay") is None
    with pytest.raises(NotFoundError) as caught:
        journey.touchpoint("pai")
    assert "no touchpoint 'pai'; did you mean 'pay'?" == str(caught.value)
    with pytest.raises(NotFoundError):
        journey.phase_of("nowhere")


def test_the_first_of_two_with_one_id_is_found():
    """A map with a duplicate id can be opened and looked at."""
    journey = Journey("x", [Phase("A", [Touchpoint("Pay", owner="one")]), Phase("B", ["Pay"])])
    assert "one" == journey.touchpoint("pay").owner
    assert "A" == journey.phase_of("pay").name


def test_all_lists_a_kind_in_order(journey):
    """Elements that are nested are listed as those that are not."""
    assert ("see-the-ad", "ask-a-friend", "pay") == tuple(t.id for t in journey.all(Touchpoint))
    assert ("jargon", "slow", "jargon") == tuple(p.id for p in journey.all(PainPoint))


def test_places_lead_to_every_value(journey):
    """Following the path of a place from the journey gives its element."""
    assert Place((), journey) == journey.places[0]
    for place in journey.places:
        value = journey
        for step in place.path:
            value = value[step] if isinstance(step, int) else getattr(value, step)
        assert value is place.element
    ids = {place.ids for place in journey.places if isinstance(place.element, PainPoint)}
    assert {("awareness", "ask-a-friend", "jargon"), ("purchase", "pay", "slow"),
            ("purchase", "pay", "jargon")} == ids  # fmt: skip


@settings(max_examples=20)
@given(atlases())
def test_ranks_of_places_are_their_order(atlas):
    """In an atlas and in each journey; every place knows the one that its way begins at."""
    for whole in (atlas, *atlas):
        places = list(whole.places)
        assert places == sorted(places, key=lambda place: place.rank)
        assert len(places) == len({place.rank for place in places})
        assert all(place.root.element is whole for place in places)


def test_references_are_listed(journey):
    """Every mention of an element by id is known, with its field and position."""
    found = {(r.field, r.kind, r.id, r.index) for r in journey.references}
    assert {
        ("channel", "channel", "social", None),
        ("persona", "persona", "mira", None),
        ("evidence", "evidence", "talks", 0),
        ("metric", "metric", "customers", None),
        ("source", "touchpoint", "see-the-ad", None),
        ("source", "touchpoint", "pay", None),
        ("target", "touchpoint", "pay", None),
        ("target", "touchpoint", "nowhere", None),
        ("pain_points", "pain point", "jargon", 0),
        ("touchpoints", "touchpoint", "pay", 0),
    } == found


def test_ways_are_the_transitions_that_lead_somewhere(journey):
    """A dangling transition is left out; without transitions the order is the way."""
    assert [(w.source, w.target) for w in journey.ways] == [("see-the-ad", "pay")]
    in_order = journey.replace(transitions=())
    assert [(w.source, w.target) for w in in_order.ways] == [
        ("see-the-ad", "ask-a-friend"),
        ("ask-a-friend", "pay"),
    ]


def test_evidence_supports_unless_it_is_an_assumption(journey):
    """An assumption is said, and supports nothing; neither does what is not there."""
    assumed = journey.replace(evidence=[Evidence("Talks", kind="assumption")])
    assert journey.is_supported(["talks"])
    assert not assumed.is_supported(["talks"])
    assert not journey.is_supported(["elsewhere"])
    assert not journey.is_supported([])


def test_equal_journeys_hash_alike(journey):
    """A journey is a value: copies and pickles are equal, and the origin does not count."""
    other = journey.replace(origin=Origin("a.yaml", "", dict))
    assert journey == other
    assert hash(journey) == hash(other)
    assert journey == copy.deepcopy(journey) == pickle.loads(pickle.dumps(journey))
    assert {journey: 1}[other] == 1


def test_an_edit_drops_the_origin(journey):
    """The lines of an edited journey are no longer those of the file."""
    read = journey.replace(origin=Origin("a.yaml", "", dict))
    assert read.origin is not None
    assert read.replace(owner="Digital").origin is None


def test_with_phase(journey):
    """A phase takes the place of the one of its id, goes before another, or last."""
    assert [p.id for p in journey.with_phase(Phase("Use")).phases] == [
        "awareness",
        "purchase",
        "use",
    ]
    before = journey.with_phase(Phase("Use"), before="purchase")
    assert [p.id for p in before.phases] == ["awareness", "use", "purchase"]
    emptied = journey.with_phase(Phase("Purchase"))
    assert () == emptied.phase("purchase").touchpoints
    with pytest.raises(NotFoundError):
        journey.with_phase(Phase("Use"), before="nowhere")


def test_with_touchpoint(journey):
    """A touchpoint takes the place of the one of its id, or goes where it is told."""
    owned = journey.with_touchpoint(Touchpoint("Pay", owner="Shop"))
    assert "Shop" == owned.touchpoint("pay").owner
    last = journey.with_touchpoint(Touchpoint("Ride"), phase="purchase")
    assert [t.id for t in last.phase("purchase").touchpoints] == ["pay", "ride"]
    first = journey.with_touchpoint(Touchpoint("Ride"), before="pay")
    assert [t.id for t in first.phase("purchase").touchpoints] == ["ride", "pay"]
    with pytest.raises(InvalidValueError, match="give phase=..., before=... or after=..."):
        journey.with_touchpoint(Touchpoint("Ride"))
    with pytest.raises(InvalidValueError, match="a touchpoint of the phase 'awareness'"):
        journey.with_touchpoint(Touchpoint("Ride"), phase="awareness", before="pay")


def test_with_element(journey):
    """An element of any kind takes the place of the one of its id, or goes last."""
    assert journey.with_element(Persona("Jo")).personas == (Persona("Mira"), Persona("Jo"))
    assert journey.with_element(Persona("Mira", role="x")).personas == (Persona("Mira", role="x"),)
    assert journey.with_element(Touchpoint("Pay", owner="Shop")).touchpoint("pay").owner == "Shop"
    assert journey.with_element(Phase("Use")).phases[-1] == Phase("Use")
    severe = PainPoint("Jargon", severity="trivial")
    assert [p for p in journey.with_element(severe).pain_points if p.id == "jargon"] == [severe] * 2
    with pytest.raises(NotFoundError, match="no pain point 'new'"):
        journey.with_element(PainPoint("New"))
    with pytest.raises(InvalidValueError, match="expected an element such as a Persona"):
        journey.with_element(Journey("x"))


def test_move(journey):
    """A touchpoint moves with all it holds."""
    moved = journey.move("ask-a-friend", before="pay")
    assert [t.id for t in moved.phase("purchase").touchpoints] == ["ask-a-friend", "pay"]
    assert journey.touchpoint("ask-a-friend") == moved.touchpoint("ask-a-friend")
    assert [
        t.id for t in journey.move("see-the-ad", phase="purchase").phase("purchase").touchpoints
    ] == ["pay", "see-the-ad"]
    assert journey == journey.move("pay", before="pay")
    reordered = journey.move("ask-a-friend", before="see-the-ad")
    assert [t.id for t in reordered.phase("awareness").touchpoints] == [
        "ask-a-friend",
        "see-the-ad",
    ]


def test_edits_take_elements_and_types(journey):
    """Text is no element, and no kind."""
    with pytest.raises(InvalidValueError, match="with_touchpoint: expected a Touchpoint, got 'P"):
        journey.with_touchpoint("Pay")
    with pytest.raises(InvalidValueError, match="with_phase: expected a Phase, got 'Use'"):
        journey.with_phase("Use")
    with pytest.raises(InvalidValueError, match="kind: expected a type such as Touchpoint"):
        journey.rename("phase", "purchase", "x")


def test_after_is_the_other_side(journey):
    """`after` puts behind what `before` puts in front of; both at once say nothing."""
    assert [t.id for t in journey.move("pay", after="see-the-ad").touchpoints] == [
        "see-the-ad", "pay", "ask-a-friend",
    ]  # fmt: skip
    use = journey.with_phase(Phase("Use"), after="awareness")
    assert [p.id for p in use.phases] == ["awareness", "use", "purchase"]
    ride = journey.with_touchpoint(Touchpoint("Ride"), after="pay")
    assert [t.id for t in ride.phase("purchase").touchpoints] == ["pay", "ride"]
    assert journey == journey.move("pay", after="pay")
    with pytest.raises(InvalidValueError, match="after: expected nothing beside before=..."):
        journey.with_touchpoint(Touchpoint("Ride"), before="pay", after="pay")
    with pytest.raises(InvalidValueError, match="after: expected nothing beside before=..."):
        journey.with_phase(Phase("Ride"), before="purchase", after="purchase")


def test_moving_nowhere_loses_nothing(journey):
    """A move that is refused is refused before anything is taken out."""
    with pytest.raises(NotFoundError):
        journey.move("pay", phase="nowhere")


def test_without(journey):
    """An element goes; references to it stay for a rule to report."""
    assert journey.without(Touchpoint, "pay").find(Touchpoint, "pay") is None
    assert () == journey.without(Persona, "mira").personas
    assert [p.id for p in journey.without(Phase, "purchase").phases] == ["awareness"]
    painless = journey.without(PainPoint, "jargon")
    assert [p.id for p in painless.pain_points] == ["slow"]
    assert ("jargon",) == painless.opportunities[0].pain_points
    with pytest.raises(NotFoundError):
        journey.without(Touchpoint, "nowhere")


@pytest.mark.parametrize(
    ("kind", "id", "field"),
    [
        (Touchpoint, "pay", "name"),
        (Phase, "purchase", "name"),
        (PainPoint, "slow", "text"),
        (Evidence, "talks", "source"),
        (Opportunity, "plain-words", "text"),
    ],
)
def test_rename(journey, kind, id, field):
    """A new name keeps the id."""
    renamed = journey.rename(kind, id, "Anders")
    assert "Anders" == getattr(renamed.get(kind, id), field)
    mentions = [[(r.field, r.kind, r.id) for r in j.references] for j in (journey, renamed)]
    assert mentions[0] == mentions[1]


def test_a_transition_has_no_name(journey):
    """Renaming what has no name is refused."""
    with pytest.raises(InvalidValueError, match="a transition has no name"):
        journey.rename(Transition, "see-the-ad-to-pay", "x")


def test_with_ids_changes_every_reference(journey):
    """Renaming ids keeps the map connected as it was."""
    changed = (
        journey.with_ids(Touchpoint, {"pay": "checkout"})
        .with_ids(PainPoint, {"jargon": "p1"})
        .with_ids(Evidence, {"talks": "e1"})
        .with_ids(Persona, {"mira": "m"})
        .with_ids(Channel, {"social": "c1"})
    )
    assert ("p1",) == changed.opportunities[0].pain_points
    assert ("checkout",) == changed.opportunities[0].touchpoints
    assert "checkout" == changed.transitions[0].target
    assert ("e1",) == changed.touchpoint("ask-a-friend").pain_points[0].evidence
    assert (
        Emotion(0.1, persona="m", evidence="e1") == changed.touchpoint("ask-a-friend").emotions[0]
    )
    assert "c1" == changed.touchpoint("see-the-ad").channel
    assert "Pay" == changed.touchpoint("checkout").name
    assert (Measurement("customers", 12),) == changed.touchpoint("checkout").metrics


def test_with_ids_keeps_lane_texts(journey):
    """Texts of a custom lane follow its id."""
    from journeykit import Lane

    lanes = journey.replace(lanes="Law").with_touchpoint(Touchpoint("Pay", lanes={"law": "§ 1"}))
    assert {"l": ("§ 1",)} == lanes.with_ids(Lane, {"law": "l"}).touchpoint("pay").lanes


def test_with_ids_keeps_suppressions(journey):
    """What is accepted at an element stays accepted there."""
    from journeykit.model import Suppression

    accepted = journey.replace(suppressions=[Suppression("r", "why", "pay"), Suppression("r", "w")])
    changed = accepted.with_ids(Touchpoint, {"pay": "checkout"})
    assert [s.at for s in changed.suppressions] == ["checkout", None]


def test_with_ids_refuses_to_merge(journey):
    """Two elements never end up with one id by relabelling."""
    with pytest.raises(InvalidValueError, match="ids that are still distinct, got 'pay'"):
        journey.with_ids(Touchpoint, {"see-the-ad": "pay"})
    with pytest.raises(NotFoundError):
        journey.with_ids(Touchpoint, {"nowhere": "x"})
