"""Pictures of ratings: bands beside the map, estimates, quarters, tables."""

import pytest

import journeykit as jk
from journeykit.analyzers import measure_feelings, survey_scores
from journeykit.errors import NotFoundError
from journeykit.events import Ratings
from journeykit.model import Journey, Phase, Touchpoint
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import LIGHT, kinds, view
from journeykit.view.figures import SeriesKind, Tone
from journeykit.view.layout import lay_out
from journeykit.view.scene import Polygon
from legible import flaws
from rating_results import rating_results, small_ratings
from view.layout_samples import leaves

FONTS = FontMeasure(fonts_of(LIGHT.families))


def test_measured_feelings_stand_beside_those_of_the_map():
    """A band around the measured curve, and mapped points that are hollow where not contradicted."""
    felt = rating_results()["feelings"]
    figure = view(felt)
    measured, mapped = figure.series

    assert [item.interval for item in felt] == [point.interval for point in measured.points]
    assert {0: 0.4, 2: 0.5, 4: -0.4} == {point.x: round(point.y, 9) for point in mapped.points}
    assert [not item.differs for item in felt if item.mapped is not None] == [
        point.open for point in mapped.points
    ]
    assert all((point.label is None) == point.open for point in mapped.points)
    worst = felt.wrong[0]
    assert worst.name in figure.subtitle
    (scene,) = lay_out(figure, measure=FONTS)
    assert 1 == sum(
        isinstance(item, Polygon) and item.opacity == 0.16 for item in leaves(scene.items)
    )


def test_personas_have_curves_of_their_own():
    """Together they are compared with each other; one of them with the map."""
    felt = rating_results()["feelings by persona"]
    together, mira = view(felt), view(felt, persona="mira")

    assert ["Mira (n = 60)", "Tom (n = 30)"] == [series.title for series in together.series]
    assert {SeriesKind.CURVE} == {series.kind for series in together.series}
    assert ["measured-mira", "mapped"] == [series.id for series in mira.series]
    assert mira.title.endswith("Mira (n = 60)")
    with pytest.raises(NotFoundError, match="did you mean 'mira'"):
        view(felt, persona="mirra")


def test_a_map_that_is_not_contradicted():
    """The headline says no more than that."""
    journey = Journey("J", [Phase("P", [Touchpoint("a", emotion=0.4), "b"])])
    ratings = Ratings(
        [{"a": s, "b": 3} for s in (3, 4, 5, 3, 4)], questions=["a", "b"], scale="1..5"
    )
    figure = view(measure_feelings(journey, ratings))

    assert "Ratings do not contradict the map: feelings told otherwise, 0 of 1." == figure.subtitle
    bare = measure_feelings(journey.replace(phases=[Phase("P", ["a", "b"])]), ratings)
    assert view(bare).subtitle.startswith("What remains in memory (peak-end rule): +0.20")
    assert ["measured"] == [series.id for series in view(bare).series]


def test_falls_are_a_table():
    """From where to where, by how much for those who rated both, and whether it may be chance."""
    felt = rating_results()["feelings"]
    figure = view(felt, "falls")

    assert [(f.fall.start.name, f.fall.end.name, f.n) for f in felt.falls] == [
        row[:3] for row in figure.rows
    ]
    assert ["holds" if f.holds else "may be chance" for f in felt.falls] == [
        row[-1] for row in figure.rows
    ]
    assert f"Tests: {len(felt.falls)}" in figure.note


def test_scores_are_estimates():
    """One row a question, with value, interval and answers in words; which way is better is said."""
    scores = rating_results()["scores"]
    figure = view(scores, metric="csat_mean")
    (series,) = figure.series

    assert SeriesKind.ESTIMATES is series.kind
    assert [i.value for i in scores if i.metric == "csat_mean"] == [p.x for p in series.points]
    assert "Higher is better." == figure.subtitle
    assert (
        "Lower is better."
        == view(
            survey_scores(Ratings([{"a": 1}, {"a": 2}], questions=["a"], scale="5..1"))
        ).subtitle
    )
    with pytest.raises(NotFoundError, match="did you mean 'csat_mean'"):
        view(scores, metric="csatmean")


def test_segments_of_one_question_need_not_repeat_it():
    """Rows are named by the segment, or by question and segment where there are several."""
    several = rating_results()["scores by device"]
    one = survey_scores(small_ratings(), "csat_mean", by="device", questions="search")

    assert ("phone", "desktop", "tablet") == view(one).y.categories
    assert "search, phone" == view(several).y.categories[0]


def test_segments_are_shown_beside_all_others():
    """With the adjusted p value and the rule; without segments there is no such column."""
    scores = rating_results()["scores by device"]
    table = view(scores, "table")
    heads = [column.title for column in table.columns]
    assert ["All others", "p, adjusted"] == heads[-2:]
    assert [i.others and i.others.second for i in scores] == [row[-2] for row in table.rows]
    assert "Benjamini-Hochberg" in table.note
    plain = view(rating_results()["scores"], "table")
    assert "All others" not in [column.title for column in plain.columns]


def test_questions_that_nobody_answered_keep_their_row():
    """The name stands, without a point."""
    ratings = Ratings([{"a": None, "b": 4}], questions=["a", "b"], scale="1..5")
    figure = view(survey_scores(ratings, "csat_top2"))

    assert ("a", "b") == figure.y.categories
    assert [1] == [point.y for point in figure.series[0].points]


def test_drivers_to_mend_stand_out():
    """What is important and rated low has a tone, and the upper left quarter the focus."""
    found = rating_results()["drivers"]
    weak = [item.quadrant == "concentrate here" for item in found]
    parts, quarters = view(found), view(found, "performance")

    assert weak == [p.tone is Tone.NEGATIVE for p in parts.series[0].points]
    assert [i.part.interval for i in found] == [p.interval for p in parts.series[0].points]
    assert [(i.performance, i.share) for i in found] == [
        (p.x, p.y) for p in quarters.series[0].points
    ]
    assert 0 == quarters.focus
    assert (found.performance_split, found.importance_split) == (quarters.x.split, quarters.y.split)
    for figure in (parts, quarters, view(found, "table")):
        assert "Goes with is not causes" in figure.note


def test_only_the_strongest_drivers_are_drawn():
    """How many are not is said."""
    found = rating_results()["drivers"]
    figure = view(found, top=2)

    assert 2 == len(figure.series[0].points) == len(figure.y.categories)
    assert "Weaker ones not drawn: 2." in figure.note


def test_tables_tell_all():
    """Strays with examples, verdicts, quotes."""
    results = rating_results()
    quality = view(results["ratings quality"])
    delivery = next(row for row in quality.rows if row[0] == "delivery")

    assert "1\n9" == delivery[6]
    assert "Answers that are no scores on their scale: 1." == quality.subtitle
    verdicts = [row[-1] for row in view(results["feelings"], "table").rows]
    assert {None, "told otherwise"} <= set(verdicts)
    assert any(row[-1] and row[-1].startswith("“") for row in view(results["comments"]).rows)
    assert "Moon" in view(results["comments"]).note
    assert "Persona" in [column.title for column in view(results["comments by persona"]).columns]


@pytest.mark.parametrize("size", [1, 25, 60])
def test_maps_of_any_size_can_be_read(size):
    """From one touchpoint to sixty nothing meets, and all stands out from its ground."""
    touchpoints = [
        Touchpoint(f"Touchpoint number {n}", id=f"t{n}", emotion=((n * 7) % 21 - 10) / 10)
        for n in range(size)
    ]
    journey = Journey("J", [Phase(f"Phase {n}", touchpoints[n : n + 7]) for n in range(0, size, 7)])
    rows = [{f"t{n}": 1 + (n * 5 + k * (n % 4 + 1)) % 5 for n in range(size)} for k in range(30)]
    felt = measure_feelings(journey, Ratings(rows, questions=list(rows[0]), scale="1..5"))

    wrong = [
        f"{kind}: {flaw}"
        for kind in kinds(felt)
        for scene in lay_out(view(felt, kind), measure=FONTS)
        for flaw in flaws(scene, LIGHT)
    ]
    assert [] == wrong


def test_the_language_is_that_of_the_map():
    """Words of the picture follow the journey, unless another language is asked for."""
    journey = Journey("Rad kaufen", [Phase("P", [Touchpoint("a", emotion=0.9)])], locale="de")
    felt = measure_feelings(
        journey, Ratings([{"a": s} for s in (1, 2, 1, 2)], questions=["a"], scale="1..5")
    )

    assert view(felt).title.endswith("Gefühle nach Bewertungen")
    assert view(felt, locale="fr").title.endswith("Émotions d’après les notes")
    assert "Gefühle nach Bewertungen" in jk.describe(felt)
