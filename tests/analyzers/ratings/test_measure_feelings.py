"""Feelings by ratings: the curve, what the map guessed, what is written into it."""

import numpy as np
import pytest
import scipy.stats as reference
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analyzers import emotion_curve, find_drivers, measure_feelings, survey_scores
from journeykit.analyzers.stats import benjamini_hochberg
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import Ratings
from journeykit.model import Emotion, Evidence, Journey, Persona, Phase, Touchpoint
from rating_results import QUESTIONS, rows, small_journey, small_ratings


def scores(question, keep=lambda row: True):
    return [r[question] for r in rows() if keep(r) and r[question] in (1, 2, 3, 4, 5)]


def valences(question, keep=lambda row: True):
    return [(score - 3) / 2 for score in scores(question, keep)]


def test_means_and_intervals():
    """The mean valence of the scores, with the t interval that scipy gives."""
    felt = measure_feelings(small_journey(), small_ratings())

    assert QUESTIONS == [item.question for item in felt]
    for item in felt:
        sample = valences(item.question)
        expected = reference.ttest_1samp(sample, 0).confidence_interval(0.95)
        assert pytest.approx(sum(sample) / len(sample)) == item.valence
        assert pytest.approx(tuple(expected)) == item.interval
        assert (len(sample), 90) == (item.n, item.asked)
        assert pytest.approx(sum(v < 0 for v in sample) / len(sample)) == item.negative
        assert pytest.approx(sum(scores(item.question)) / len(sample)) == item.rating.value


def test_what_the_map_guessed_otherwise():
    """One-sample t against the mapped mean, adjusted over those that the map tells."""
    felt = measure_feelings(small_journey(), small_ratings(), margin=0.4)
    mapped = {"search": 0.4, "checkout": 0.5, "delivery": -0.4}
    raw = [reference.ttest_1samp(valences(q), m).pvalue for q, m in mapped.items()]
    found = [item for item in felt if item.mapped is not None]

    assert mapped == pytest.approx({item.question: item.mapped for item in found})
    assert pytest.approx(list(benjamini_hochberg(raw))) == [item.p_adjusted for item in found]
    assert 3 == felt.tests
    # Checkout is felt much worse, delivery much better; search differs by less than matters.
    assert ["checkout", "delivery"] == [item.touchpoint for item in felt.wrong]
    assert abs(felt.items[0].difference) < 0.4


def test_falls_are_tested_in_pairs():
    """Only those who rated both tell whether the mood falls between two touchpoints."""
    felt = measure_feelings(small_journey(), small_ratings())
    (fall,) = [f for f in felt.falls if f.fall.end.touchpoint == "checkout"]
    start = fall.fall.start.touchpoint
    both = [r for r in rows() if all(r[q] in (1, 2, 3, 4, 5) for q in (start, "checkout"))]
    expected = reference.ttest_rel([r["checkout"] for r in both], [r[start] for r in both])

    assert (len(both), "size-advisor") == (fall.n, start)
    assert pytest.approx(expected.pvalue) == fall.comparison.test.p


def test_the_curve_has_peak_and_end():
    """By the definition that mapped curves have, over measured feelings alone."""
    felt = measure_feelings(small_journey(), small_ratings())
    curve = felt.curve()
    by_question = {item.touchpoint: item.valence for item in felt}
    peak = max(by_question, key=lambda q: abs(by_question[q]))

    assert list(by_question.values()) == [point.valence for point in curve.points]
    assert peak == curve.peak_end.peak.touchpoint
    assert pytest.approx((by_question[peak] + by_question["delivery"]) / 2) == curve.peak_end.value
    assert ("phone-call",) == curve.silent


def test_what_is_written_into_the_map():
    """The mean on its scale, in place of what was mapped, resting on one evidence."""
    felt = measure_feelings(
        small_journey(), small_ratings(), source="Autumn survey", date="2026-10-01",
        metrics="csat_top2",
    )  # fmt: skip
    checkout = felt.journey.touchpoint("checkout")
    (emotion,) = checkout.emotions
    item = felt.items[2]

    assert (item.rating, item.valence) == (emotion.rating, emotion.valence)
    assert ("autumn-survey",) == emotion.evidence
    assert ["csat_mean", "csat_top2"] == [m.metric for m in checkout.metrics]
    assert item.rating.value == checkout.metrics[0].value
    low, high = checkout.metrics[0].interval
    assert low < item.rating.value < high
    assert [("survey", 90)] == [(e.kind, e.sample_size) for e in felt.journey.evidence]
    assert small_journey().touchpoint("phone-call") == felt.journey.touchpoint("phone-call")
    assert felt.journey == jk.loads(jk.dumps(felt.journey, format="yaml"), format="yaml")


def test_measuring_twice_is_measuring_once():
    """Figures of the same source are replaced; those of another one stay beside them."""
    felt = measure_feelings(small_journey(), small_ratings())
    again = measure_feelings(felt.journey, small_ratings())
    other = measure_feelings(felt.journey, small_ratings(), source="Another survey")

    assert felt.journey == again.journey
    assert 0 == again.tests
    assert 4 == other.tests
    assert [2] * 4 == [len(other.journey.touchpoint(q).metrics) for q in QUESTIONS]


def test_by_persona():
    """Each persona has her own respondents, feelings and measurements."""
    felt = measure_feelings(small_journey(), small_ratings(), by_persona=True)

    assert [("mira", 60), ("tom", 30)] == [(id, n) for id, _, n in felt.personas]
    for persona, devices in (("mira", {"phone"}), ("tom", {"desktop", "tablet"})):
        for item in felt.of(persona):
            sample = valences(item.question, lambda row, d=devices: row["device"] in d)
            assert pytest.approx(sum(sample) / len(sample)) == item.valence
    (one,) = measure_feelings(small_journey(), small_ratings(), by_persona="tom").personas
    assert felt.personas[1] == one
    search = felt.journey.touchpoint("search")
    assert ["mira", "tom"] == [emotion.persona for emotion in search.emotions]
    assert [("phone",), ("desktop", "tablet")] == [m.segment["device"] for m in search.metrics]
    # The map as it is now tells the same, persona by persona.
    for persona in ("mira", "tom"):
        mapped = emotion_curve(felt.journey, persona=persona)
        assert [p.valence for p in felt.curve(persona).points] == [
            p.valence for p in mapped.points if p.evidence
        ]


def test_feelings_of_personas_who_were_not_measured_stay():
    """Persona by persona only theirs are replaced, and what is said of everyone; else all are."""
    told = [Emotion(0.1, persona="uma"), Emotion(0.9, persona="mira"), Emotion(-0.3)]
    journey = small_journey().with_touchpoint(Touchpoint("Search", emotion=told))
    by_persona = measure_feelings(journey, small_ratings(), by_persona=True).journey
    together = measure_feelings(journey, small_ratings()).journey

    assert ["uma", "mira", "tom"] == [e.persona for e in by_persona.touchpoint("search").emotions]
    assert told[0] == by_persona.touchpoint("search").emotions[0]
    assert [None] == [e.persona for e in together.touchpoint("search").emotions]


def test_respondents_of_no_persona_and_of_several():
    """They are counted for none, or for each, and told."""
    journey = small_journey().replace(
        personas=[
            Persona("Mira", segment={"device": "phone"}),
            Persona("Any", segment={"device": ["phone", "tablet"]}),
        ]
    )
    felt = measure_feelings(journey, small_ratings(), by_persona=True)
    devices = [row["device"] for row in rows()]

    assert (devices.count("desktop"), devices.count("phone")) == (felt.of_none, felt.of_several)
    assert f"{felt.of_none} of no persona" in felt.summary()


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2),
    st.permutations(["1..5", "5..1"]),
)
def test_a_turned_scale_turns_the_feeling(answers, ends):
    """What is worst on the one scale is best on the other; nothing else changes."""
    journey = Journey("J", [Phase("P", ["a", "b"])])
    table = [{"a": a, "b": b} for a, b in answers]
    up, down = (
        measure_feelings(journey, Ratings(table, questions=["a", "b"], scale=scale))
        for scale in ends
    )

    for one, other in zip(up, down, strict=True):
        assert pytest.approx(one.valence) == -other.valence
        assert pytest.approx(one.interval) == (-other.interval[1], -other.interval[0])


def test_other_scales_declare_their_metric():
    """A mean on 0 to 10 is no CSAT: the map gets a metric of its own for it."""
    journey = Journey("J", [Phase("P", ["a"])])
    felt = measure_feelings(
        journey, Ratings([{"a": 10}, {"a": 5}], questions=["a"], scale="0..10"), metrics=["nps"]
    )
    (metric,) = felt.journey.metrics

    assert ["mean-rating-0-10", "nps"] == [m.metric for m in felt.journey.touchpoint("a").metrics]
    assert (0, 10, True) == (metric.low, metric.high, metric.higher_is_better)
    assert 0.5 == felt.items[0].valence


def test_questions_find_their_touchpoints():
    """By what was said, by id, by name, in any spelling; others are told, never dropped in silence."""
    journey = Journey("J", [Phase("P", [Touchpoint("Find a bike", id="find"), "Pay here"])])
    table = [{"Find a bike": 4, "pay_here": 2, "find": 3, "Overall": 5, "Pays": 1}]
    felt = measure_feelings(journey, Ratings(table, questions=list(table[0]), scale="1..5"))

    assert ["Find a bike", "find", "pay_here"] == [item.question for item in felt]
    assert ("Overall", "Pays") == felt.unbound
    assert [1 / 3, 2 / 3, 1 / 2] == pytest.approx([item.offset for item in felt])
    assert "Overall, Pays" in felt.summary()


def test_branches_of_the_map_are_followed():
    """Falls run along the ways of the map, not along its columns."""
    journey = Journey(
        "J",
        [Phase("P", ["a", "b", "c"])],
        transitions=[jk.Transition("a", "c"), jk.Transition("b", "c")],
    )
    table = [{"a": 5, "b": 4, "c": c} for c in (1, 2, 1, 2)]
    felt = measure_feelings(journey, Ratings(table, questions=["a", "b", "c"], scale="1..5"))
    ways = {(f.fall.start.touchpoint, f.fall.end.touchpoint) for f in felt.falls}

    assert {("a", "c"), ("b", "c")} == ways


def test_few_false_alarms():
    """Of maps that guess right, hardly more than one in twenty is called wrong, falls likewise."""
    rng = np.random.default_rng(5)
    shares = [0.1, 0.2, 0.3, 0.25, 0.15]
    truth = float(np.dot([-1, -0.5, 0, 0.5, 1], shares))
    names = [f"t{n}" for n in range(6)]
    journey = Journey("J", [Phase("P", [Touchpoint(name, emotion=truth) for name in names])])
    runs, wrong, falling = 60, 0, 0
    for _ in range(runs):
        drawn = rng.choice(np.arange(1, 6), p=shares, size=(40, 6)).tolist()
        table = [dict(zip(names, row, strict=True)) for row in drawn]
        felt = measure_feelings(journey, Ratings(table, questions=names, scale="1..5"), margin=0)
        wrong += bool(felt.wrong)
        falling += any(fall.holds for fall in felt.falls)

    # 5 % and three standard errors of a share of 60.
    assert max(wrong, falling) / runs <= 0.05 + 3 * (0.05 * 0.95 / runs) ** 0.5


def test_other_ids_change_no_number():
    """What a touchpoint is called has no say in what is felt there."""
    ids = {id: f"x-{id}" for id in QUESTIONS}
    renamed = Ratings(rows(), questions=ids, scale="1..5", not_applicable=0, respondent="who")
    felt = measure_feelings(small_journey(), small_ratings())
    other = measure_feelings(small_journey().with_ids(Touchpoint, ids), renamed)

    assert [row[2:] for row in felt.rows()] == [row[2:] for row in other.rows()]
    assert felt.curve().peak_end.value == other.curve().peak_end.value


def test_few_answers():
    """One score has no interval; no score leaves the touchpoint silent, and the map as it was."""
    journey = Journey(
        "J", [Phase("P", [Touchpoint("a", emotion=0.5), Touchpoint("b", emotion=0.2)])]
    )
    felt = measure_feelings(
        journey, Ratings([{"a": 2, "b": None}], questions=["a", "b"], scale="1..5")
    )

    assert [None] == [item.interval for item in felt]
    assert ("b",) == felt.unanswered
    assert (Emotion(0.2),) == felt.journey.touchpoint("b").emotions
    assert not felt.wrong


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"margin": 3}, InvalidValueError, "a difference from 0 to 2"),
        ({"alpha": 5}, InvalidValueError, "a level between 0 and 1"),
        ({"confidence": 95}, InvalidValueError, "confidence"),
        ({"adjust": "bonferoni"}, NotFoundError, "adjust"),
        ({"metrics": "nps"}, InvalidValueError, "expected nps to be asked on 0..10"),
        ({"metrics": "csat"}, NotFoundError, "did you mean 'csat_top2'"),
    ],
)
def test_mistakes_teach(options, error, words):
    """Options that can mean nothing are refused by name."""
    with pytest.raises(error, match=words):
        measure_feelings(small_journey(), small_ratings(), **options)


def test_a_table_is_no_ratings():
    """Whoever gives the table itself is told how to read it."""
    for call in (
        lambda table: measure_feelings(small_journey(), table),
        survey_scores,
        lambda table: find_drivers(table, "overall"),
    ):
        with pytest.raises(InvalidValueError, match=r"read them: Ratings\(table"):
            call(rows())


def test_mistaken_bindings_teach():
    """An unknown touchpoint names the nearest; no binding at all says how to bind."""
    table = [{"x": 3}]
    with pytest.raises(NotFoundError, match="for question 'x'.*did you mean 'search'"):
        measure_feelings(small_journey(), Ratings(table, questions={"x": "serach"}, scale="1..5"))
    with pytest.raises(InvalidValueError, match="name them: Ratings"):
        measure_feelings(small_journey(), Ratings(table, questions=["x"], scale="1..5"))
    with pytest.raises(InvalidValueError, match="a persona with a segment"):
        measure_feelings(
            small_journey().replace(personas=[Persona("Uma")]), small_ratings(), by_persona=True
        )
    with pytest.raises(NotFoundError, match="persona 'uma'.*did you mean 'device'"):
        measure_feelings(
            small_journey().replace(personas=[Persona("Uma", segment={"devise": "phone"})]),
            small_ratings(), by_persona=True,
        )  # fmt: skip
    with pytest.raises(NotFoundError, match="did you mean 'tom'"):
        measure_feelings(small_journey(), small_ratings(), by_persona=["mira", "tim"])
    with pytest.raises(InvalidValueError, match="one of mira, tom"):
        measure_feelings(small_journey(), small_ratings(), by_persona=True).curve("uma")


def test_rows_and_summary():
    """One row a feeling; the text says n, intervals, and what it cannot say."""
    felt = measure_feelings(small_journey(), small_ratings(), source=Evidence("Survey", id="s"))
    frame = felt.to_frame("polars")
    text = felt.summary()

    assert QUESTIONS == frame["question"].to_list()
    assert list(felt.COLUMNS) == frame.columns
    for words in (
        "90 respondents",
        "peak-end",
        "mapped +0.50: differs",
        "mapped feelings are taken",
    ):
        assert words in text
    assert "s" == felt.evidence.id


def test_holm_is_stricter_than_benjamini_hochberg():
    """No p value is smaller after it."""
    lenient, strict = (
        measure_feelings(small_journey(), small_ratings(), adjust=adjust)
        for adjust in ("benjamini-hochberg", "holm")
    )
    pairs = [(a.p_adjusted, b.p_adjusted) for a, b in zip(lenient, strict, strict=True)]

    assert all(a <= b for a, b in pairs if a is not None)
