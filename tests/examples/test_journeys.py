"""The journeys that come with the library keep what they promise."""

from collections import Counter
from itertools import pairwise

import pytest

import journeykit as jk
from journeykit import examples
from journeykit.errors import NotFoundError
from journeykit.io import dumps, loads
from journeykit.model import SCALES, STANDARD_METRICS, Metric, TransitionKind

NAMES = examples.names()


@pytest.fixture(scope="module", params=NAMES)
def journey(request):
    return examples.example(request.param)


def test_names_begin_with_the_one_for_newcomers():
    """The first name is the default of every function."""
    assert NAMES[0] == "retail-purchase"
    assert examples.example(NAMES[0]) == examples.example()


def test_front_door_has_the_examples():
    """`jk.example` is the same function."""
    assert jk.example is examples.example


@pytest.mark.parametrize("function", [examples.example, examples.path, examples.text])
def test_unknown_name_is_refused_with_the_nearest(function):
    """A misspelled name is answered with the one that was meant."""
    with pytest.raises(NotFoundError, match="did you mean 'retail-purchase'"):
        function("retail-purchse")


def test_path_leads_to_the_text():
    """The path is that of the file that `text` reads."""
    assert examples.text("public-service") == examples.path("public-service").read_text("utf-8")


def test_origin_is_a_file_that_findings_can_name(journey):
    """Every touchpoint knows its line."""
    assert journey.origin.locate(("phases", 0, "touchpoints", 0)) is not None


def test_size_is_that_of_a_real_map(journey):
    """Each has 12 to 25 touchpoints, personas, and evidence."""
    assert 12 <= len(journey.touchpoints) <= 25
    assert journey.personas
    assert len(journey.evidence) >= 5


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_round_trip(journey, format):
    """Written and read again, each is the same journey."""
    assert loads(dumps(journey, format=format), format=format) == journey


def test_every_reference_leads_somewhere(journey):
    """No id names what is not there."""
    known = {
        kind: {element.id for element in journey.all(type_)}
        for kind, type_ in jk.model.journey.KINDS.items()
    }
    known["metric"] |= set(STANDARD_METRICS)
    dangling = [(r.kind, r.id) for r in journey.references if r.id not in known[r.kind]]
    assert [] == dangling


def test_everything_declared_is_used(journey):
    """No evidence, channel or metric is there for show."""
    used = {(r.kind, r.id) for r in journey.references}
    declared = [
        *(("evidence", e.id) for e in journey.evidence),
        *(("channel", c.id) for c in journey.channels),
        *(("metric", m.id) for m in journey.metrics),
    ]
    assert [] == [each for each in declared if each not in used]


def test_figures_lie_within_their_metrics(journey):
    """Values, targets and intervals are possible, and intervals hold their values."""
    for touchpoint in journey.touchpoints:
        for measured in touchpoint.metrics:
            metric = journey.find(Metric, measured.metric) or STANDARD_METRICS[measured.metric]
            for figure in (measured.value, measured.target, *(measured.interval or ())):
                assert figure is None or metric.holds(figure), (touchpoint.id, measured)
            if measured.interval:
                low, high = measured.interval
                assert low <= measured.value <= high, (touchpoint.id, measured)


def test_customers_never_grow_along_the_way(journey):
    """The counts are fit for drop-off."""
    counts = [m.value for t in journey.touchpoints if (m := t.measurement("customers"))]
    assert len(counts) >= 10
    assert all(before >= after for before, after in pairwise(counts))


def test_transitions_take_no_more_customers_than_there_are(journey):
    """No way out of a touchpoint is taken by more people than reach it."""
    for transition in journey.transitions:
        reached = journey.touchpoint(transition.source).measurement("customers")
        if transition.count is not None and reached is not None:
            assert transition.count <= reached.value, transition.id


def test_feelings_show_what_the_model_can_hold(journey):
    """There are trajectories, ratings on named scales, arousal, labels and quotes."""
    feelings = [e for t in journey.touchpoints for e in t.emotions]
    assert (
        sum(len({e.persona for e in t.emotions}) < len(t.emotions) for t in journey.touchpoints)
        >= 2
    )
    assert any(e.rating is not None and e.rating.scale in SCALES for e in feelings)
    for name in ("arousal", "label", "quote"):
        assert any(getattr(e, name) is not None for e in feelings), name
    assert min(e.valence for e in feelings) < -0.5 < 0.5 < max(e.valence for e in feelings)


def test_ways_are_of_several_kinds(journey):
    """Each has happy, alternative, exceptional ways and loops."""
    kinds = Counter(t.kind for t in journey.transitions)
    assert {
        TransitionKind.HAPPY,
        TransitionKind.ALTERNATIVE,
        TransitionKind.EXCEPTION,
        TransitionKind.LOOP,
    } <= set(kinds)


def test_plan_is_complete(journey):
    """Objectives are SMART, and initiatives have owner, date, status and target."""
    for objective in journey.objectives:
        assert None not in (objective.metric, objective.baseline, objective.target, objective.due)
    for initiative in journey.initiatives:
        assert None not in (initiative.owner, initiative.due, initiative.status, initiative.target)
        assert initiative.opportunities
    for opportunity in journey.opportunities:
        assert opportunity.owner and opportunity.metric and opportunity.pain_points


def test_three_things_are_left_open(journey):
    """One pain without opportunity, one touchpoint without owner, one without evidence."""
    addressed = {pain for o in journey.opportunities for pain in o.pain_points}
    assert 1 == sum(pain.id not in addressed for pain in journey.pain_points)
    assert 1 == sum(t.owner is None for t in journey.touchpoints)
    assert 1 == sum(not t.evidence for t in journey.touchpoints)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_open_is_said_in_the_file(name):
    """Each of the three has a comment, and the head of the file says so."""
    text = examples.text(name).casefold()
    word = "offen gelassen" if name == "public-service" else "left open"
    assert {"retail-purchase": 6}.get(name, 4) == text.count(word)


def test_nothing_contradicts_itself(journey):
    """The rules find no error, though advice."""
    assert () == jk.validate(journey).errors


def test_gaps_are_found(journey):
    """What is left open is among the gaps, and so are the low points."""
    kinds = {gap.kind for gap in jk.find_gaps(journey)}
    assert {"ownership", "evidence", "opportunity"} <= {str(kind) for kind in kinds}


def test_software_has_two_personas_who_feel_differently():
    """Their curves part."""
    journey = examples.example("software-onboarding")
    assert ("priya", "tomasz") == tuple(persona.id for persona in journey.personas)
    means = [jk.emotion_curve(journey, persona=p.id).mean for p in journey.personas]
    assert means[0] > means[1]


def test_public_service_is_a_blueprint_in_german():
    """All layers are filled, the rows have German titles, and one is of its own."""
    journey = examples.example("public-service")
    assert "de" == journey.locale
    for layer in ("physical_evidence", "frontstage", "backstage", "support"):
        filled = sum(bool(getattr(t, layer)) for t in journey.touchpoints)
        assert filled >= len(journey.touchpoints) // 2, layer
    own = [lane for lane in journey.lanes if lane.id == "recht"]
    assert [("Rechtsgrundlage", "support")] == [(lane.title, str(lane.role)) for lane in own]
    assert all("recht" in t.lanes for t in journey.touchpoints)
