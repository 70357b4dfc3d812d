"""What pictures and tables of watched figures say."""

import datetime as dt

import pytest

import journeykit as jk
from journeykit.analyzers import rank_opportunities
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.measured import measure
from journeykit.analyzers.monitoring import Sample, before_after, control_chart
from journeykit.events import EventLog
from journeykit.model import Initiative, Journey, Measurement, Opportunity, Phase, Touchpoint
from journeykit.view import describe, view
from journeykit.view.figures import Tone
from log_results import log_results


def test_changes_of_segments_say_whose_they_are():
    """In the headline, too; many that have no scale are told by their metrics."""

    def shop(converted):
        told = [Measurement("conversion", converted, n=400, segment={"device": "phone"})]
        waits = [Measurement("wait_s", 40 + converted, n=9, interval=(30, 50))]
        places = [Touchpoint(name, metrics=waits) for name in "ABCD"]
        return Journey("Shop", [Phase("Buy", [Touchpoint("Pay", metrics=told), *places])])

    figure = view(before_after(shop(0.5), shop(0.3)))
    assert "Pay: Conversion (device = phone)" in figure.subtitle
    assert ("Pay (device = phone)",) == figure.y.categories
    assert "In the table only: Waiting time (4)." in figure.note


def test_metrics_of_several_units_stand_on_the_scale_of_each():
    """What has no scale stands in the table alone, and the note says so."""
    figure = view(log_results()["changes"])
    assert "Change, in percent of the scale of each metric" == figure.x.title
    assert "In the table only: Fill in the checkout: Waiting time." in figure.note
    (series,) = figure.series
    effort = series.points[1]
    assert round(100 * 0.7 / 6, 6) == round(effort.x, 6)
    assert Tone.POSITIVE is effort.tone
    assert "4.2 → 4.9" == effort.details[0]
    assert 4 == len(view(log_results()["changes"], "table").rows)


def test_a_change_that_may_be_chance_is_hollow():
    """And says so in words, with what would have been seen."""
    result = before_after(Sample.share(28, 40), Sample.share(32, 38))
    figure = view(result)
    (series,) = figure.series
    assert series.points[0].open
    assert "may be chance" == figure.open_means
    assert "no change holds" in figure.title
    (row,) = view(result, "table").rows
    assert "may be chance" == row[-1]
    assert "Not" not in describe(result)


def test_what_nobody_can_tell_has_no_point():
    """The table gives the reason."""
    result = log_results()["changes that nobody can tell"]
    assert () == view(result).series[0].points
    assert "too few to compare" in view(result, "table").rows[0][-1]


def test_figures_of_one_unit_keep_it():
    """The axis names it."""
    assert "Change in laughs" == view(log_results()["changes of a unit"]).x.title
    assert "Change in percentage points" == view(log_results()["changes of a log"]).x.title


def test_a_figure_of_a_journey_speaks_its_language():
    """Unless another one is asked for."""
    pay = Touchpoint("Zahlen", metrics=[jk.Measurement("nps", 20, n=100)])
    journey = Journey("Kauf", [Phase("Kauf", [pay])], locale="de")
    result = before_after(
        journey, journey.with_touchpoint(pay.replace(metrics=[jk.Measurement("nps", 30, n=100)]))
    )
    assert "vorher und nachher" in view(result).title
    assert "before and after" in view(result, locale="en").title


def test_what_would_be_seen_has_no_sign():
    """In no language: it may go up or down."""
    for locale in ("en", "he"):
        table = view(log_results()["changes"], "table", locale=locale)
        assert ["9.8", "0.40"] == [row[7] for row in table.rows[:2]]


def test_signals_of_a_control_chart_have_a_form_of_their_own():
    """The first one is labelled, the limits are a band that ends where the periods end."""
    chance, signals, limits = view(log_results()["control"]).series
    assert ("may be chance", "more than chance") == (chance.title, signals.title)
    assert {Tone.NEUTRAL} == {point.tone for point in chance.points}
    assert {Tone.NEGATIVE} == {point.tone for point in signals.points}
    assert chance.points[7].x < signals.points[0].x
    assert "22%" == signals.points[0].label
    assert dt.date(2026, 9, 1).toordinal() < limits.points[-1].x
    named = view(log_results()["control by name"])
    assert ("May", "June", "July") == named.x.categories
    quiet = control_chart([(str(n), 50, 100) for n in range(5)])
    assert "all of it may be chance" in view(quiet).title
    assert ["chance", "limits"] == [series.id for series in view(quiet).series]


@pytest.mark.parametrize("kind", ["control", "table"])
def test_a_control_chart_says_in_its_language_how_far_to_trust_it(kind):
    """Each note of the result stands in the picture, none of them in English."""
    periods = [(str(n), 50 + 25 * (-1) ** n, 100) for n in range(12)]
    watched = control_chart(periods, widen=True).replace(young=2)
    assert 3 == len(watched.notes)
    note = view(watched, kind).note.lower()
    assert "left out, not yet mature: 2." in note
    assert all(told in note for told in watched.notes[1:])
    german = view(watched, kind, locale="de").note
    assert "noch nicht reif: 2." in german
    assert "period" not in german


def test_gains_are_drawn_with_their_limits():
    """Of opportunities ranked by a funnel; without one there is nothing to see, and it is said."""
    steps = ("home", "cart", "paid")
    events = [
        (n, step, place) for place, step in enumerate(steps) for n in range(900 // (place + 1))
    ]
    home = Touchpoint("Home", events="home")
    journey = Journey(
        "Buy", [Phase("P", [home])], opportunities=[Opportunity("Faster", touchpoints="home")]
    )
    ranked = rank_opportunities(journey, measured=funnel(EventLog(events), steps), lift=0.1)
    figure = view(ranked, "gains")
    (point,) = figure.series[0].points
    assert (30, "30 (27 to 33)") == (round(point.x), point.details[0])
    assert "Customers more at “paid”" == figure.x.title
    assert "10% of those lost are won back" in figure.note
    assert "rough" not in figure.note + ranked.summary()
    assert "about 30 customers more" in figure.subtitle
    assert "measured: 450 of 900 lost at 'Home'" in jk.to_markdown(ranked)
    assert "Nothing is ranked by what a log measured" in describe(
        rank_opportunities(journey), kind="gains"
    )


def test_gains_by_a_measured_map_are_called_rough_where_they_are():
    """Without the log who comes to the end is estimated; with it, counted."""
    journey = Journey("Buy", [Phase("P", [
        Touchpoint("Home", events="home"), Touchpoint("Cart", events="cart"),
        Touchpoint("Pay", events="paid"),
    ])], opportunities=[Opportunity("Faster", touchpoints="home")])  # fmt: skip
    steps = ("home", "cart", "paid")
    log = EventLog([(n, e, at) for at, e in enumerate(steps) for n in range(900 // (at + 1))])
    measured = measure(journey, log)
    rough = rank_opportunities(journey, measured=measured, lift=0.1)
    counted = rank_opportunities(journey, measured=measured, lift=0.1, log=log)
    assert (True, False) == (rough.rough, counted.rough)
    assert "a rough estimate" in view(rough, "gains").note
    assert "log=log) counts it" in rough.summary()
    assert "rough" not in view(counted, "gains").note + counted.summary()


def test_a_plan_that_is_late_names_a_few():
    """Thirty titles would be a headline that nobody reads."""
    late = [Initiative(f"Thing {n}", due="2026-01-01") for n in range(30)]
    subtitle = view(Journey("Buy", initiatives=late), "timeline", today="2026-06-01").subtitle
    assert "Thing 0" in subtitle
    assert "Thing 29" not in subtitle
