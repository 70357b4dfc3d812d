"""What rules may look up."""

from hypothesis import given

from journeykit.model import STANDARD_METRICS, Emotion, Evidence, Journey, Metric, Phase, Touchpoint
from journeykit.testing.strategies import journeys
from journeykit.validators import Context
from journeykit.validators.context import Lookups
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


def test_what_is_mentioned_is_known_without_knowing_where():
    """What dangles is mentioned, too; metrics by measurements."""
    assert CONTEXT.is_mentioned("evidence", "gone")
    assert not CONTEXT.is_mentioned("evidence", "other")
    assert not CONTEXT.is_mentioned("metric", "nps")
    assert {"evidence": {"gone"}} == CONTEXT.lookups.unknown


@given(journeys())
def test_tables_without_places_agree_with_those_that_have_them(journey):
    """They only cost less."""
    lookups = Lookups(journey)
    assert {kind: set(ids) for kind, ids in lookups.mentions.items()} == {
        kind: ids for kind, ids in lookups.mentioned.items() if ids
    }
    assert [text for *_, text in lookups.texts] == list(lookups.bare_texts)
    assert len(lookups.bare_texts) == len(lookups.folded.split("\n")) - 2
    lists = [reference for reference in journey.references if reference.index is not None]
    told = {(r.place.path, r.field, r.id) for r in lists}
    assert (len(told) < len(lists)) == lookups.has_repeats


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
