"""What rules may look up."""

from journeykit.model import STANDARD_METRICS, Emotion, Evidence, Journey, Metric, Phase, Touchpoint
from journeykit.validators import Context
from validators.house import DAY

JOURNEY = Journey(
    "x",
    [Phase("P", [Touchpoint("t", channel="web", emotion=0.4, evidence=["e", "gone"])])],
    evidence=["e"],
    metrics=[Metric("Own"), Metric("Ours", id="nps")],
)
CONTEXT = Context(JOURNEY, DAY)


def test_context_stands_at_the_journey_until_told():
    """And a context elsewhere shares the look-ups."""
    assert JOURNEY is CONTEXT.place.element
    there = CONTEXT.at(JOURNEY.places[-1])
    assert there.lookups is CONTEXT.lookups


def test_each_gives_values_of_a_type_with_their_places():
    """In order of the map; a type that does not occur gives none."""
    ((place, emotion),) = CONTEXT.each(Emotion)
    assert (("p", "t"), 0.4) == (place.ids, emotion.valence)
    assert () == CONTEXT.each(Context)


def test_holder_is_the_nearest_of_a_type():
    """Or None."""
    ((place, _),) = CONTEXT.each(Emotion)
    there = CONTEXT.at(place)
    assert JOURNEY.touchpoint("t") is there.holder(Touchpoint)
    assert JOURNEY.phase("p") is there.holder(Phase)
    assert there.holder(Evidence) is None
    assert CONTEXT.holder(Journey) is None


def test_metrics_of_the_journey_come_before_the_standard_ones():
    """What is unknown is None."""
    assert "Ours" == CONTEXT.metric("nps").name
    assert STANDARD_METRICS["ces_1"] is CONTEXT.metric("ces_1")
    assert CONTEXT.metric("gone") is None
    assert CONTEXT.metric(None) is None


def test_evidence_that_does_not_exist_is_left_out():
    """Another rule reports it."""
    assert (Evidence("e"),) == CONTEXT.evidence(["e", "gone"])


def test_mentions_are_found_by_kind_and_id():
    """Those that dangle, too."""
    mentions = CONTEXT.mentions("evidence")
    assert ["e", "gone"] == sorted(mentions)
    assert [("p", "t")] == [reference.place.ids for reference in mentions["gone"]]
    assert {} == CONTEXT.mentions("lane")


def test_lookups_know_what_is_filled():
    """Fields of touchpoints, and channels in use."""
    assert {"name", "id", "channel", "emotions", "evidence"} == CONTEXT.lookups.filled
    assert {"web"} == CONTEXT.lookups.channels_in_use
