"""Journeys that share things by id: looked up, filled in, edited."""

import pytest

from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import (
    Atlas,
    Channel,
    Evidence,
    Journey,
    Lane,
    Metric,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.model.shared import is_mention

MIRA = Persona("Mira", goals="A bike by Friday", preferred_channels="post")
SLOW = PainPoint("Too slow", severity="workaround")


def journey(title, *touchpoints, **more):
    return Journey(title, [Phase("Phase", touchpoints)], **more)


def test_journeys_are_found_by_id_and_stand_in_its_order():
    """Whatever the order in which they come."""
    a, b = journey("A"), journey("B")
    atlas = Atlas([b, a])
    assert (a, b) == atlas.journeys == tuple(atlas)
    assert Atlas([a, b]) == atlas
    assert hash(Atlas([a, b])) == hash(atlas)
    assert a is atlas.journey("a") is atlas.find("a")
    assert atlas.find("c") is None
    with pytest.raises(NotFoundError, match="no journey 'buy-a-bik'; did you mean 'buy-a-bike'"):
        Atlas(journey("Buy a bike")).journey("buy-a-bik")


def test_what_is_no_journey_is_refused():
    """With what came."""
    with pytest.raises(
        InvalidValueError, match=r"Atlas.journeys\[1\]: expected a Journey, got 'B'"
    ):
        Atlas([journey("A"), "B"])
    with pytest.raises(InvalidValueError, match="with_journey: expected a Journey"):
        Atlas().with_journey("A")
    with pytest.raises(InvalidValueError, match="with_element: expected one of Persona, Channel"):
        Atlas().with_element(Lane("X"))
    with pytest.raises(InvalidValueError, match="kind: expected one of Persona"):
        Atlas().defined(Touchpoint, "x")


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (Persona("mira"), True), (Persona("Mira"), True), (Persona("Mira", id="m"), False),
        (MIRA, False), (PainPoint("Too slow"), True), (SLOW, False),
        (Evidence("Survey", kind="survey"), False), (Metric("Calls", unit="calls"), False),
        (Opportunity("Do it", pain_points="too-slow"), False),
    ],
)  # fmt: skip
def test_a_mention_says_nothing_but_a_name(element, expected):
    """With an id of its own, or any other field, it says something."""
    assert expected is is_mention(element)


def test_the_definition_that_counts():
    """That of the atlas, else the first full one, else the mention."""
    other = MIRA.replace(goals="Another")
    mention = Persona("mira")
    first, second = journey("A", personas=mention), journey("B", personas=other)
    assert mention == Atlas(first).defined(Persona, "mira")
    assert other == Atlas([first, second]).defined(Persona, "mira")
    assert MIRA == Atlas([first, second], personas=MIRA).defined(Persona, "mira")
    assert Atlas(first).defined(Persona, "bob") is None


def test_a_journey_is_resolved():
    """What it lists by name is filled in, what it mentions is added, and what that mentions."""
    pay = Touchpoint("Pay", channel="web", personas="mira", pain_points="too-slow")
    buy = journey("Buy", pay, personas=["mira", "Bob"])
    mend = Opportunity("Mend it", pain_points="too-slow", evidence="survey")
    atlas = Atlas(
        buy, personas=MIRA, channels=[Channel("Web"), Channel("Post"), Channel("Fax")],
        pain_points=SLOW, opportunities=[mend, Opportunity("Elsewhere", pain_points="x")],
        evidence=Evidence("Survey", kind="survey"),
    )  # fmt: skip
    resolved = atlas.resolved("buy")
    assert (MIRA, Persona("Bob")) == resolved.personas
    assert ["post", "web"] == [channel.id for channel in resolved.channels]
    assert (SLOW,) == resolved.pain_points
    assert (mend,) == resolved.opportunities
    assert ["survey"] == [evidence.id for evidence in resolved.evidence]
    assert buy is atlas.journey("buy")
    assert resolved is atlas.resolved("buy")


def test_a_journey_of_its_own_is_left_as_it_is():
    """Its own words are never replaced by those of another."""
    own = journey("Buy", personas=MIRA.replace(goals="Mine"))
    assert own is Atlas([own, journey("C", personas=MIRA)]).resolved("buy")


def test_of_two_mentions_none_is_better():
    """Each journey keeps its own spelling of a name that nobody defines."""
    a, b = journey("A", personas="Mira"), journey("B", personas="MIRA")
    atlas = Atlas([a, b])
    assert [a, b] == [atlas.resolved("a"), atlas.resolved("b")]


def test_a_name_tells_more_than_an_id():
    """Where nobody defines it in full, a thing is called as anyone calls it."""
    a, b, c = (journey(t, personas=n) for t, n in (("A", "mira"), ("B", "Mira"), ("C", "mira")))
    atlas = Atlas([a, b, c])
    assert Persona("Mira") == atlas.defined(Persona, "mira")
    assert ["Mira"] * 3 == [atlas.resolved(id).personas[0].name for id in "abc"]


def test_edits_give_new_atlases():
    """The old one stays."""
    atlas = Atlas([journey("A"), journey("B")], personas="mira")
    changed = atlas.journey("a").replace(owner="Ann")
    edited = atlas.with_journey(changed).with_element(MIRA).with_element(Channel("Web"))
    assert "Ann" == edited.journey("a").owner
    assert (MIRA,) == edited.personas
    assert (Channel("Web"),) == edited.channels
    assert ["b"] == [each.id for each in edited.without_journey("a")]
    with pytest.raises(NotFoundError):
        edited.without_journey("c")
    assert atlas.journey("a").owner is None


def test_places_start_with_the_journey():
    """What is shared has its own place."""
    atlas = Atlas(journey("Buy", Touchpoint("Pay")), personas=MIRA)
    paths = {place.ids: place.path for place in atlas.places}
    assert ("personas", 0) == paths["mira",]
    assert ("journeys", 0, "phases", 0, "touchpoints", 0) == paths["buy", "phase", "pay"]


def test_an_atlas_shows_its_size():
    """Empty ones too, which are no less an atlas."""
    assert "<Atlas: 0 journeys, 0 touchpoints>" == repr(Atlas())
    assert Atlas()
    atlas = Atlas(journey("Buy", Touchpoint("Pay")), title="Shop")
    assert "<Atlas 'Shop': 1 journey, 1 touchpoint>" == repr(atlas)
    assert 1 == len(atlas)
