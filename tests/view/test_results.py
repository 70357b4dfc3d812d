"""Results, plans and comparisons as figures: what they say, in which words."""

from __future__ import annotations

import datetime as dt

import pytest

import journeykit as jk
from journeykit import (
    Emotion,
    Initiative,
    Journey,
    Measurement,
    Opportunity,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.errors import InvalidValueError
from journeykit.view import view
from journeykit.view.figures import MarkKind, SeriesKind, Tone


def bought(**counts):
    return Journey(
        "Buy", [Phase("Purchase", [Touchpoint(n, metrics={"customers": c}) for n, c in counts.items()])]
    )  # fmt: skip


def test_the_funnel_keeps_what_was_lost():
    """Each bar knows the step before, but where nobody was lost."""
    (series,) = view(jk.drop_off(bought(cart=100, pay=40, thank=55))).series
    assert [None, 100, None] == [point.before for point in series.points]
    assert ["100", "40", "55\nre-entry: more than before"] == [p.label for p in series.points]


def test_the_funnel_calls_out_the_worst_steps():
    """The one that loses most customers, and the one that loses the highest share."""
    figure = view(jk.drop_off(bought(look=1000, cart=600, pay=100, thank=10)))
    said = {point.id: point.label.split("\n")[1:] for point in figure.series[0].points}
    assert {
        "look": [],
        "cart": [],
        "pay": ["most customers lost"],
        "thank": ["highest share lost"],
    } == said
    assert (
        "10 of 1,000 customers are left at the end (1.0%). Most are lost before “pay”: 500."
        == figure.subtitle
    )


def test_one_loss_alone_is_no_worst():
    """Where only one step loses customers there is nothing to compare."""
    (series,) = view(jk.drop_off(bought(look=100, cart=60))).series
    assert {Tone.NEUTRAL} == {point.tone for point in series.points}


def test_the_funnel_is_grouped_by_phase():
    """The places of the axis belong to the phases of the journey."""
    figure = view(jk.drop_off(jk.example()))
    assert len(figure.x.categories) == sum(group.size for group in figure.x.groups)
    assert "Awareness" == figure.x.groups[0].title


def test_a_phase_has_one_hue_in_every_figure():
    """It is its place in the journey, also where phases before it are not shown."""
    journey = Journey(
        "Buy",
        [
            Phase("Look", [Touchpoint("ad", emotion=0.1)]),
            Phase("Think"),
            Phase("Pay", [Touchpoint("cart", metrics={"customers": 9}, emotion=0.2)]),
        ],
    )
    sheet = view(journey)
    assert [0, 1, 2] == [i if g.hue is None else g.hue for i, g in enumerate(sheet.groups)]
    assert {"Pay": 2} == hues_of(view(jk.drop_off(journey)).x)
    assert {"Look": 0, "Pay": 2} == hues_of(view(jk.emotion_curve(journey)).x)
    assert {"Look": 0, "Pay": 2} == hues_of(view(journey, "before-after", to=journey).y)


def hues_of(axis):
    return dict(zip((group.title for group in axis.groups), axis.hues, strict=True))


def test_results_speak_the_language_of_the_journey():
    """Heads, notes and numbers of a German journey are German."""
    journey = jk.example("public-service")
    assert "95-%-Intervall" in view(jk.drop_off(journey)).series[0].details
    assert "Lücke" in [column.title for column in view(jk.find_gaps(journey)).columns]
    figure = view(jk.emotion_curve(journey))
    assert ["verärgert", "neutral", "begeistert"] == [word for _, word in figure.y.ticks]
    ranked = view(jk.rank_opportunities(journey), "importance")
    assert "Unterversorgt" in ranked.quadrants


def two_of_them():
    def felt(name, mira, tom):
        return Touchpoint(
            name, emotions=[Emotion(mira, persona="mira"), Emotion(tom, persona="tom")]
        )

    phase = Phase("Buy", [felt("Look", 0.5, -0.5), felt("Pay", -0.8, 0.8), felt("Ride", 0.9, 0.1)])
    return Journey(
        "Buy", [phase], personas=[Persona("Mira Köhler", id="mira"), Persona("Tom", id="tom")]
    )


def test_each_persona_has_a_curve():
    """One line through the feelings of two people would be the mood of nobody."""
    figure = view(jk.emotion_curve(two_of_them()))
    assert ["Mira Köhler", "Tom"] == [series.title for series in figure.series]
    assert [[0.5, -0.8, 0.9], [-0.5, 0.8, 0.1]] == [
        [point.y for point in series.points] for series in figure.series
    ]
    assert [0, 1, 2] == [point.x for point in figure.series[1].points]


def test_peak_and_end_are_marked():
    """What remains in memory is said at its points, and in a sentence."""
    figure = view(jk.emotion_curve(two_of_them(), persona="mira"))
    (series,) = figure.series
    assert ["", "", "peak +0.90"] == [(point.label or "").strip() for point in series.points]
    assert "peak-end rule" in figure.subtitle


def test_feelings_without_evidence_carry_a_sign():
    """The legend explains it; a feeling that rests on something has none."""
    journey = Journey(
        "Buy",
        [Phase("A", [Touchpoint("a", emotion=0.5), Touchpoint("b", emotion=Emotion(0.1, evidence="s"))])],
        evidence=[jk.Evidence("Survey", id="s", kind="survey")],
    )  # fmt: skip
    figure = view(jk.emotion_curve(journey))
    marks = [[mark.kind for mark in point.marks] for point in figure.series[0].points]
    assert [[MarkKind.UNSUPPORTED], []] == marks
    assert ["rests on no evidence"] == [mark.label for mark in figure.legend]


def test_silent_touchpoints_keep_their_place_and_name():
    """The axis has all touchpoints, with a feeling or without."""
    phases = [Phase("A", ["a", Touchpoint("b", emotion=1)]), Phase("B", []), Phase("C", ["c"])]
    figure = view(jk.emotion_curve(Journey("Buy", phases)))
    assert ("a", "b", "c") == figure.x.categories
    assert [("A", 2), ("C", 1)] == [(group.title, group.size) for group in figure.x.groups]


def test_ranks_stand_in_a_matrix_only_where_they_compare():
    """Places by two methods are no one order."""
    odi = Opportunity("a", importance=9, satisfaction=2, impact=2, effort=1)
    rice = Opportunity("b", reach=10, impact=1, confidence=0.5, effort=2)
    alone = view(jk.rank_opportunities(Journey("x", opportunities=[odi])), "effort")
    both = view(jk.rank_opportunities(Journey("x", opportunities=[odi, rice])), "effort")
    assert [1] == [mark.value for mark in alone.series[0].points[0].marks]
    assert not any(point.marks for point in both.series[0].points)
    assert ("rank by ODI opportunity score",) == tuple(mark.label for mark in alone.legend)


def test_lines_of_equal_scores_run_where_ulwicks_do():
    """At 10 the score is 10 for importance 5, satisfaction 0; and for 10 and 10."""
    guide = view(jk.rank_opportunities(jk.example()), "importance").guides[0]
    assert (5, 10) == (guide.value, guide.across)


def test_methods_are_named_in_full():
    """An id is for machines."""
    rows = view(jk.rank_opportunities(jk.example())).rows
    assert {"ODI opportunity score"} == {row[3] for row in rows}


def test_gaps_say_their_weight_by_sign_and_words():
    """Three signs at most, full ones first."""
    cells = {row[0] for row in view(jk.find_gaps(jk.example())).rows}
    assert {"●●●\nhurts customers", "●●○\nnot looked after", "●○○\nmap incomplete"} == cells


# --- plans ------------------------------------------------------------------


def plan(*initiatives):
    return Journey(
        "Buy", opportunities=[Opportunity("Call back", id="call")], initiatives=initiatives
    )


def test_without_a_day_nothing_is_overdue():
    """No clock is read: the same journey gives the same picture."""
    some = plan(Initiative("Phone", due="2020-01-01"))
    figure = view(some, "timeline")
    assert () == figure.guides
    assert [Tone.NEUTRAL] == [p.tone for s in figure.series for p in s.points]


@pytest.mark.parametrize("today", ["2026-06-01", dt.date(2026, 6, 1)])
def test_what_is_open_and_due_is_overdue(today):
    """What is done is not, nor what is due today."""
    some = plan(
        Initiative("Late", due="2026-05-31", status="planned"),
        Initiative("Done", due="2026-05-31", status="done"),
        Initiative("Today", due="2026-06-01"),
    )
    figure = view(some, "timeline", today=today)
    late = [p.id for s in figure.series for p in s.points if p.tone is Tone.NEGATIVE]
    assert ["late"] == late
    assert "Overdue on 2026-06-01: Late." == figure.subtitle
    assert [dt.date(2026, 6, 1).toordinal()] == [guide.value for guide in figure.guides]


def test_a_plan_says_who_until_when_and_for_what():
    """A span from start to due, a day where only one is known; undated ones are named."""
    some = plan(
        Initiative("Phone", team="Care", owner="Mira", start="2026-01-01", due="2026-02-01",
                   status="planned", opportunities="call"),
        Initiative("Form", start="2026-03-01"),
        Initiative("Some day"),
    )  # fmt: skip
    figure = view(some, "timeline")
    points = {p.id: p for s in figure.series for p in s.points}
    assert "planned · due 2026-02-01 · Care · Mira\nfor: Call back" == points["phone"].label
    assert dt.date(2026, 2, 1).toordinal() == points["phone"].x_end
    assert points["form"].x_end is None
    assert "Without a date: Some day." in figure.note


def test_teams_with_several_initiatives_have_a_head():
    """Else each would have a head of its own for one line."""
    several = plan(*(Initiative(f"I{i}", team="AB"[i % 2], due="2026-01-01") for i in range(6)))
    assert [("A", 3), ("B", 3)] == [(g.title, g.size) for g in view(several, "timeline").y.groups]
    single = plan(*(Initiative(f"I{i}", team=f"T{i}", due="2026-01-01") for i in range(3)))
    assert () == view(single, "timeline").y.groups


def test_a_plan_without_dates_says_so():
    """There is nothing to draw, and no error."""
    figure = view(plan("Call back some day"), "timeline", today="2026-01-01")
    assert ((), ()) == (figure.series, figure.guides)
    assert "No initiative has a date yet." in figure.note


def test_a_day_that_is_none_is_refused():
    """With what was expected."""
    with pytest.raises(InvalidValueError, match="a date such as"):
        view(plan(), "timeline", today="soon")


# --- before and after -------------------------------------------------------


def felt(**feelings):
    return Journey("Buy", [Phase("A", [Touchpoint(n, emotion=v) for n, v in feelings.items()])])


def test_feelings_are_compared_touchpoint_by_touchpoint():
    """Better, worse and the same, with a figure where there is a change; what stands alone is named."""
    figure = view(
        felt(a=-0.5, b=0.5, c=0.2, gone=0.1), "before-after", to=felt(a=0.5, b=0.2, c=0.2, new=1)
    )
    (series,) = figure.series
    assert SeriesKind.CHANGES is series.kind
    assert ["+1.00", "−0.30", None] == [point.label for point in series.points]
    assert [Tone.POSITIVE, Tone.NEGATIVE, Tone.NEUTRAL] == [p.tone for p in series.points]
    assert "Better: 1; worse: 1; the same: 1." == figure.subtitle
    assert "Only before: gone. Only after: new." in figure.note


def test_journeys_without_common_feelings_say_so():
    """Nothing can be compared, and that is said."""
    figure = view(felt(a=1), "before-after", to=felt(b=1))
    assert "No touchpoint has a feeling in both journeys." == figure.subtitle


def test_figures_are_compared_with_their_numbers_of_answers():
    """Only the same metric at the same touchpoint, and never that of a segment."""

    def measured(*metrics):
        return Journey("Buy", [Phase("A", [Touchpoint("Pay", metrics=metrics)])])

    before = measured(
        Measurement("csat_top2", 60, n=100), Measurement("wait_s", 30), Measurement("nps", 5),
    )  # fmt: skip
    after = measured(
        Measurement("csat_top2", 72, n=150), Measurement("wait_s", 40),
        Measurement("nps", 9, segment={"age": "60+"}),
    )  # fmt: skip
    rows = view(before, "measured", to=after).rows
    assert [("Pay", "CSAT, top two of five", 100, 150, "▲"), ("Pay", "Waiting time", None, None, "▼")] == [
        (row[0], row[1], row[3], row[5], row[6][0]) for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["before-after", "measured"])
def test_only_journeys_are_compared(kind):
    """With a clear message."""
    with pytest.raises(InvalidValueError, match="the Journey to compare with"):
        view(felt(a=1), kind, to="next year")
