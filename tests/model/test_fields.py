"""What the fields of model types accept and refuse."""

import datetime as dt

import pytest

from journeykit import (
    Channel,
    Emotion,
    EventBinding,
    Evidence,
    Expectation,
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
    Transition,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.model import (
    FrozenDict,
    InitiativeStatus,
    JourneyState,
    LaneRole,
    Media,
    MomentOfTruth,
    PainSeverity,
    Rating,
    Scale,
    Suppression,
    TouchpointCategory,
    TransitionKind,
)


def test_text_stands_for_types_that_have_little_else():
    """Where a text can mean only one thing, it is taken."""
    touchpoint = Touchpoint(
        "Pay",
        actions="Fills the form",
        pain_points="Too slow",
        metrics="csat_top2",
        expectation="Two clicks",
        events="paid",
    )
    assert ("Fills the form",) == touchpoint.actions
    assert (PainPoint("Too slow"),) == touchpoint.pain_points
    assert (Measurement("csat_top2"),) == touchpoint.metrics
    assert Expectation("Two clicks") == touchpoint.expectation
    assert (EventBinding("paid"),) == touchpoint.events


def test_a_journey_of_texts():
    """A journey can be sketched with names alone."""
    journey = Journey(
        "Buy",
        ["Awareness"],
        personas="Mira",
        objectives="Sell more",
        opportunities=["Guest checkout"],
        initiatives="Build it",
        evidence="Interviews",
        channels=["Web"],
        metrics="Visits",
        lanes="Doing",
        transitions=("a", "b"),
    )
    assert (Phase("Awareness"),) == journey.phases
    assert (Persona("Mira"),) == journey.personas
    assert (Objective("Sell more"),) == journey.objectives
    assert (Opportunity("Guest checkout"),) == journey.opportunities
    assert (Initiative("Build it"),) == journey.initiatives
    assert (Evidence("Interviews"),) == journey.evidence
    assert (Channel("Web"),) == journey.channels
    assert (Metric("Visits"),) == journey.metrics
    assert (Lane("Doing"),) == journey.lanes
    assert (Transition("a", "b"),) == journey.transitions


def test_enumerations_take_their_values():
    """The words of files and messages are the values of the enumerations."""
    assert JourneyState.CURRENT is Journey("x", state="current").state
    assert TouchpointCategory.PRE_PURCHASE is Touchpoint("x", category="pre-purchase").category
    assert Media.OWNED is Channel("x", media="owned").media
    assert PainSeverity.TRIVIAL is PainPoint("x", severity="trivial").severity
    assert TransitionKind.LOOP is Transition("a", "b", kind="loop").kind
    assert LaneRole.SUPPORT is Lane("x", role="support").role
    assert InitiativeStatus.DONE is Initiative("x", status="done").status


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (True, MomentOfTruth.MOMENT),
        (False, None),
        (None, None),
        ("zero", MomentOfTruth.ZERO),
        (MomentOfTruth.FIRST, MomentOfTruth.FIRST),
    ],
)
def test_a_moment_of_truth_is_a_flag_or_a_name(given, expected):
    """True is the plain flag; a name says which moment it is."""
    assert expected is Touchpoint("x", moment_of_truth=given).moment_of_truth


def test_references_take_the_element_itself():
    """What is given as an object is kept as its id."""
    pain, chance = PainPoint("Slow"), Opportunity("Faster")
    assert Opportunity("x", pain_points=pain).pain_points == ("slow",)
    assert Initiative("x", opportunities=[chance]).opportunities == ("faster",)
    assert Emotion(0, persona=Persona("Mira"), evidence=Evidence("Talks")).persona == "mira"
    assert Transition(Touchpoint("a"), Touchpoint("b")).id == "a-to-b"
    assert Measurement(Metric("Visits"), 3).metric == "visits"
    touchpoint = Touchpoint("x", channel=Channel("Web shop"), personas=[Persona("Mira"), "jo"])
    assert "web-shop" == touchpoint.channel
    assert ("mira", "jo") == touchpoint.personas


def test_one_or_several_emotions():
    """`emotion` and `emotions` both take numbers and emotions; `emotion` goes last."""
    assert (Emotion(0.4),) == Touchpoint("x", emotion=0.4).emotions
    assert (Emotion(-1), Emotion(0.5)) == Touchpoint("x", emotions=[-1, Emotion(0.5)]).emotions
    assert (Emotion(0), Emotion(1)) == Touchpoint("x", emotions=0, emotion=1).emotions
    assert Touchpoint("x", emotion=0.4) == Touchpoint("x", emotions=[0.4])
    assert 0.4 == Touchpoint("x", emotion=0.4).valence
    assert Touchpoint("x").valence is None


def test_dates_come_as_text_or_date():
    """An ISO text is a date."""
    assert dt.date(2026, 11, 30) == Journey("x", reviewed_on="2026-11-30").reviewed_on
    assert dt.date(2026, 11, 30) == Evidence("x", date=dt.date(2026, 11, 30)).date


def test_mappings_become_immutable():
    """Demographics, segments, metadata and lanes are given as plain dicts."""
    persona = Persona("Mira", demographics={"age": 34}, segment={"device": ["mobile", "tablet"]})
    assert FrozenDict(age=34) == persona.demographics
    assert FrozenDict(device=("mobile", "tablet")) == persona.segment
    assert {"law": ("§ 1",)} == Touchpoint("x", lanes={"law": "§ 1"}).lanes
    hash(persona)


def test_metrics_come_as_a_mapping():
    """A mapping of metrics to figures is a short way to write measurements."""
    measured = Touchpoint("x", metrics={"customers": 120}).metrics
    assert (Measurement("customers", 120),) == measured


REFUSED = [
    (lambda: Touchpoint(""), "Touchpoint.name: expected text that is not blank, got ''"),
    (lambda: Touchpoint("  "), "Touchpoint.name: expected text that is not blank, got '  '"),
    (lambda: Touchpoint(3), "Touchpoint.name: expected text, got 3"),
    (lambda: Touchpoint("x", id=""), "Touchpoint.id: expected text that is not blank, got ''"),
    (
        lambda: Touchpoint("\ud800"),
        "Touchpoint.name: expected text without lone surrogates "
        "(it cannot be written as UTF-8), got '\\ud800'",
    ),
    (lambda: Touchpoint("x", actions=["a", 3]), "Touchpoint.actions[1]: expected text, got 3"),
    (
        lambda: Touchpoint("x", pain_points=3),
        "Touchpoint.pain_points[0]: expected a PainPoint or text, got 3",
    ),
    (
        lambda: Touchpoint("x", emotion="sad"),
        "Touchpoint.emotions[0]: expected an Emotion, or a valence from -1 to 1, got 'sad'",
    ),
    (
        lambda: Touchpoint("x", emotions=[True]),
        "Touchpoint.emotions[0]: expected an Emotion, or a valence from -1 to 1, got True",
    ),
    (lambda: Emotion(7), "Emotion.valence: expected a number from -1 to 1, got 7.0"),
    (
        lambda: Emotion(float("nan")),
        "Emotion.valence: expected a number from -1 to 1, got nan",
    ),
    (lambda: Emotion(0, arousal=2), "Emotion.arousal: expected a number from 0 to 1, got 2"),
    (
        lambda: Emotion(),
        "Emotion.valence: expected a number from -1 to 1, or a rating on a named scale, got None",
    ),
    (
        lambda: Rating(3, "starz"),
        "Rating.scale: expected a known scale, or another with worst and best given, "
        "got 'starz'; no emotion scale 'starz'; did you mean 'stars'?",
    ),
    (
        lambda: Scale("x", 1, 1),
        "Scale.best: expected another figure than worst (1), got 1.0",
    ),
    (
        lambda: Journey("x", state="curent"),
        "Journey.state: expected a state (current, future, planned, actual), "
        "got 'curent'; did you mean 'current'?",
    ),
    (
        lambda: Journey("x", reviewed_on="30.11.2026"),
        "Journey.reviewed_on: expected a date such as 2026-11-30, got '30.11.2026'",
    ),
    (
        lambda: Journey("x", reviewed_on=dt.datetime(2026, 1, 1)),
        "Journey.reviewed_on: expected a date such as 2026-11-30, "
        "got datetime.datetime(2026, 1, 1, 0, 0)",
    ),
    (
        lambda: Journey("x", metadata={"a": [1]}),
        "Journey.metadata: expected text, a finite number, true or false under 'a', got [1]",
    ),
    (
        lambda: Journey("x", metadata={"": 1}),
        "Journey.metadata: expected keys that are text and not blank, got ''",
    ),
    (
        lambda: Journey("x", metadata={"a": float("inf")}),
        "Journey.metadata: expected text, a finite number, true or false under 'a', got inf",
    ),
    (
        lambda: Journey("x", metadata={"a": "\ud800"}),
        "Journey.metadata: expected text without lone surrogates under 'a', got '\\ud800'",
    ),
    (
        lambda: Journey("x", metadata=[1]),
        "Journey.metadata: expected a mapping of names to values, got [1]",
    ),
    (lambda: Emotion(rating=4), "Emotion.rating: expected a Rating, got 4"),
    (
        lambda: Emotion(0, arousal=10**400),
        f"Emotion.arousal: expected a number from 0 to 1, got 1{'0' * 56}...",
    ),
    (
        lambda: Rating(10**400, "stars"),
        f"Rating.value: expected a finite number, got 1{'0' * 56}...",
    ),
    (
        lambda: Touchpoint("x", lanes={"law": 3}),
        "Touchpoint.lanes: expected text under 'law', got 3",
    ),
    (
        lambda: Touchpoint("x", lanes=3),
        "Touchpoint.lanes: expected a mapping of names to values, got 3",
    ),
    (
        lambda: Journey("x", transitions=[("a", "b", "c")]),
        "Journey.transitions[0]: expected a Transition or a pair of touchpoint ids, "
        "got ('a', 'b', 'c')",
    ),
    (
        lambda: Measurement("x", interval=(2, 1)),
        "Measurement.interval: expected two numbers (low, high), the lower first, got (2, 1)",
    ),
    (
        lambda: Measurement("x", n=-1),
        "Measurement.n: expected a whole number of at least 0, got -1",
    ),
    (
        lambda: Metric("x", low=2, high=1),
        "Metric.high: expected a number of at least low (2), got 1",
    ),
    (
        lambda: Opportunity("x", effort=0),
        "Opportunity.effort: expected a finite number above 0, got 0",
    ),
    (
        lambda: Opportunity("x", reach=-1),
        "Opportunity.reach: expected a finite number of at least 0, got -1",
    ),
    (lambda: Channel("x", online="yes"), "Channel.online: expected true or false, got 'yes'"),
    (lambda: Objective("x", target="a"), "Objective.target: expected a finite number, got 'a'"),
]


@pytest.mark.parametrize(("build", "message"), REFUSED)
def test_what_can_mean_nothing_is_refused(build, message):
    """The error names the field, what was expected, what came and, where there is one, the way."""
    with pytest.raises(InvalidValueError) as caught:
        build()
    assert message == str(caught.value)


def test_replace_returns_a_copy():
    """Editing leaves the original as it was."""
    persona = Persona("Mira")
    assert "commuter" == persona.replace(role="commuter").role
    assert persona.role is None


def test_replace_keeps_the_id_when_the_name_changes():
    """References survive a rename."""
    assert "mira" == Persona("Mira").replace(name="Jo").id


def test_replace_refuses_an_unknown_field():
    """The error names the nearest field."""
    with pytest.raises(NotFoundError) as caught:
        Persona("Mira").replace(naem="Jo")
    assert "no field of Persona named 'naem'; did you mean 'name'?" == str(caught.value)


def test_repr_shows_what_one_would_write():
    """Only fields that differ from their defaults are shown."""
    assert (
        repr(PainPoint("Slow", severity="trivial"))
        == "PainPoint('Slow', severity=<PainSeverity.TRIVIAL: 'trivial'>)"
    )
    assert "PainPoint('Slow', id='p1')" == repr(PainPoint("Slow", id="p1"))
    assert "<Journey 'x': 0 phases>" == repr(Journey("x"))
    assert "<Phase 'x': 1 touchpoint>" == repr(Phase("x", "a"))
    assert "Suppression('r', 'because')" == repr(Suppression("r", "because"))
    assert "Rating(4.0, 'own', worst=1.0, best=6.0)" == repr(Rating(4, "own", worst=1, best=6))


def test_severity_and_status_have_an_order():
    """Severity ranks from 1 to 3; done and dropped are closed."""
    assert [severity.rank for severity in PainSeverity] == [1, 2, 3]
    assert [status.is_open for status in InitiativeStatus] == [True, True, True, False, False]


def test_a_channel_knows_whether_it_is_online():
    """What is said counts; else the kind tells, else the id."""
    assert Channel("x", online=False, kind="web").is_online is False
    assert Channel("x", kind="web").is_online is True
    assert Channel("Store").is_online is False
    assert Channel("x").is_online is None


def test_the_last_measurement_of_a_metric_counts():
    """A touchpoint may hold several periods of one metric."""
    touchpoint = Touchpoint("x", metrics=[Measurement("nps", 1), Measurement("nps", 2)])
    assert Measurement("nps", 2) == touchpoint.measurement("nps")
    assert touchpoint.measurement("csat_mean") is None
