"""Results of event logs as figures: all of them, in every language, and what they say."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

import journeykit as jk
from journeykit.analyzers.funnels import compare, funnel, time_to_convert, what_goes_with
from journeykit.analyzers.paths.transitions import transitions
from journeykit.events import EventLog
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import DARK, LIGHT, PRINT, describe, kinds, view
from journeykit.view.figures import Graph, Table, Tone
from journeykit.view.labels import labels
from journeykit.view.languages import LANGUAGES
from journeykit.view.layout import lay_out
from journeykit.view.results import LOG_RESULTS
from journeykit.view.results.logs.rules import defined, rules_in_words
from legible import flaws
from log_results import log_results, small_log


def test_each_view_has_a_title_and_a_language():
    """English unless another one is asked for: a log has none of its own."""
    for result in log_results().values():
        for kind in kinds(result):
            figure = view(result, kind)
            assert figure.title
            assert figure.description
            assert figure.locale is None
            assert "de" == view(result, kind, locale="de").locale


def test_no_result_is_forgotten():
    """Each type with views has a sample here, under the name by which it is looked up."""
    assert set(LOG_RESULTS) == {type(result).__name__ for result in log_results().values()}


@pytest.mark.parametrize(
    ("language", "theme"),
    [("en", LIGHT), ("de", DARK), ("ar", PRINT), ("ja", LIGHT), ("he", DARK), ("fr", LIGHT)],
    ids=lambda part: getattr(part, "name", part),
)
def test_every_view_can_be_read(language, theme):
    """No text meets, crosses or leaves anything, and all stand out from their ground."""
    measure = FontMeasure(fonts_of(theme.families))
    wrong = [
        f"{name}, {kind}: {flaw}"
        for name, result in log_results().items()
        for kind in kinds(result)
        for scene in lay_out(view(result, kind, locale=language), theme=theme, measure=measure)
        for flaw in flaws(scene, theme)
    ]
    assert [] == wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_is_told_in_words(language):
    """A text equivalent names the figure, in the language that was asked for."""
    for result in log_results().values():
        for kind in kinds(result):
            assert view(result, kind, locale=language).title in describe(
                result, kind, locale=language
            )


def test_an_empty_log_has_figures():
    """Where nobody did anything, figures say so and none fails."""
    log = EventLog([("ann", "look", 0)])
    for result in (
        funnel(log, ["home", "paid"]), time_to_convert(funnel(log, ["home", "paid"])),
        what_goes_with(funnel(log, ["home", "paid"])), transitions(log),
    ):  # fmt: skip
        for kind in kinds(result):
            assert jk.render(result, format="markdown", kind=kind).text


def test_maps_do_not_pay_for_logs():
    """To see a map nothing is loaded that counts events."""
    code = """if True:
        import sys
        import journeykit as jk
        jk.describe(jk.Journey("Buy", [jk.Phase("Look", ["Ad"])]))
        assert not {"narwhals", "polars"} & set(sys.modules)
        assert not [name for name in sys.modules if name.startswith("journeykit.view.results.logs")]
    """
    subprocess.run([sys.executable, "-c", code], check=True)


# --- funnels ----------------------------------------------------------------


def test_the_funnel_says_how_many_come_how_far():
    """Title and subtitle tell the story in numbers, the worst loss among them."""
    figure = view(log_results()["funnel"])
    assert "Funnel: 120 customers, 49% reach “paid”" == figure.title
    assert figure.subtitle.startswith("Most are lost before “paid”: 31 (34%)")
    assert "within 3 days of the first step" in figure.note


def test_bars_carry_what_is_counted():
    """Intervals in whole customers, what was lost, times between, optional steps marked."""
    (series,) = view(log_results()["funnel"]).series
    home, size, cart, paid = series.points
    assert (None, None) == (home.before, home.interval)
    assert Tone.MUTED == size.tone
    assert "optional" in size.label
    assert "" == size.details[0]
    assert (120, 90) == (cart.before, cart.y)
    low, high = cart.interval
    assert low < 90 < high
    assert "90% within" in paid.between


def test_who_may_yet_come_is_hatched_on_the_next_bar():
    """Those who stopped and still had time when observation ended."""
    day = 86_400
    log = EventLog(
        [("ann", "home", 0), ("ann", "paid", 60), ("bob", "home", 9 * day), ("cid", "home", 0),
         ("dan", "look", 10 * day)]
    )  # fmt: skip
    (series,) = view(funnel(log, ["home", "paid"], within="3d")).series
    assert [None, 1] == [point.pending for point in series.points]


def test_groups_stand_side_by_side():
    """One set of bars for each value, largest first, and how far each comes."""
    figure = view(log_results()["funnel by device"])
    assert ["phone", "desktop", "tablet"] == [series.title for series in figure.series]
    assert "is reached by: phone" in figure.subtitle


def test_many_groups_are_left_to_the_table():
    """Five sets of bars can be read; the others are said, and stand in the table."""
    events = [
        {"customer": n, "event": event, "time": n, "city": f"c{n % 7}"}
        for n in range(70)
        for event in ("home", "paid")
    ]
    result = funnel(EventLog(events), ["home", "paid"], by="city")
    figure = view(result)
    assert 5 == len(figure.series)
    assert "Groups in the table only: 2." in figure.note
    assert 14 == len(view(result, "table").rows)


def test_an_open_funnel_has_no_share_of_the_start():
    """Who comes in later did not start at the start."""
    figure = view(log_results()["open funnel"])
    assert "Funnel: 120 customers at “home”, 59 at “paid”" == figure.title
    closed = view(log_results()["funnel"])
    # Nor is there a row for it below the bars.
    assert closed.series[0].details[:-1] == figure.series[0].details
    assert {len(figure.series[0].details)} == {
        len(point.details) for point in figure.series[0].points
    }


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"order": "strict", "entry": "first", "ties": "row"},
        {"count": "attempts"},
        {"order": "any"},
        {"open": True, "by": "device", "attribution": "last"},
        {"entry": "latest", "ties": "strict", "by": "device", "attribution": "cart"},
        {"exclude": [jk.Exclusion("help", after="home", before="paid")], "until": "1970-01-20"},
        {"exclude": "help", "on_exclusion": "stop", "since": "1970-01-02", "until": "1970-01-20",
         "past_end": False, "by": "device", "attribution": "all"},
    ],
)  # fmt: skip
def test_the_definition_says_the_same_in_every_language(options):
    """The English words are those of the definition; others have as many rules."""
    definition = funnel(small_log(), ["home", "cart", "paid"], **options).definition
    assert definition.rules() == list(rules_in_words(definition, labels("en"), None))
    german = defined(definition, "de")
    assert "gezählt" in german.lower()
    assert len(definition.rules()) == len(german.split("; "))


# --- comparisons, times -----------------------------------------------------


def test_differences_that_may_be_chance_are_open():
    """A point is filled only if the difference holds, and the title counts those."""
    result = log_results()["comparison"]
    figure = view(result)
    (series,) = figure.series
    holds = [d.holds for d in result.differences if d.comparison]
    assert holds == [not point.open for point in series.points]
    assert "3 segments, each against all others" in figure.title
    assert f"Tests: {result.tests}, adjusted by Benjamini-Hochberg" in figure.note


def test_two_groups_need_no_names_in_each_row():
    """Whose difference it is says the title; rows are the steps."""
    log = small_log()
    some = [funnel(log, ["home", "cart", "paid"], within=window) for window in ("4h", "3d")]
    figure = view(compare(*some, names=["short", "long"]))
    assert ("cart", "paid") == figure.y.categories
    assert figure.title.startswith("short against long")


def test_curves_start_at_nothing_and_count_who_is_left():
    """Numbers at risk stand under round times, the first of them all."""
    result = log_results()["times"]
    figure = view(result)
    (series,) = figure.series
    assert (0.0, 0.0) == (series.points[0].x, series.points[0].y)
    assert (0.0, 120.0) == series.counts[0]
    shares = [point.y for point in series.points]
    assert sorted(shares) == shares
    assert result.whole.plateau == shares[-1]


def test_a_median_that_is_not_reached_is_said():
    """No line stands for a time that nobody knows."""
    log = EventLog([(n, "home", 0) for n in range(9)] + [(0, "paid", 60), (1, "look", 100)])
    figure = view(time_to_convert(funnel(log, ["home", "paid"])))
    assert () == figure.guides
    assert "The median is not reached" in figure.subtitle


def test_long_curves_are_thinned_where_they_hardly_rise():
    """What is drawn is on the curve, and nowhere far from it."""
    log = EventLog(
        [(n, "home", 0) for n in range(500)] + [(n, "paid", 9 + 7 * n) for n in range(400)]
    )
    result = time_to_convert(funnel(log, ["home", "paid"], within="1d"))
    (series,) = view(result).series
    by_time = {time: share for time, share, _, _ in result.whole.points}
    assert len(series.points) < 80 < len(by_time)
    assert [] == [p for p in series.points if p.x in by_time and by_time[p.x] != p.y]
    heights = [point.y for point in series.points]
    assert max(b - a for a, b in pairwise(heights)) < 0.05


def test_without_a_window_curves_are_drawn_until_they_are_level():
    """Months in which hardly anything happens would leave all of it in one corner."""
    log = EventLog(
        [(n, "home", 0) for n in range(200)]
        + [(n, "paid", 60 * n) for n in range(1, 100)]
        + [(150, "look", 1_000_000)]
    )
    figure = view(time_to_convert(funnel(log, ["home", "paid"])))
    level = 60 * 98
    assert 2 * level == figure.x.high == figure.series[0].points[-1].x
    assert 99 / 200 == pytest.approx(figure.series[0].points[-1].y)
    assert "Drawn until 3.3\u00a0h of 12\u00a0d: hardly anything changes later." in figure.note
    whole = view(time_to_convert(funnel(log, ["home", "paid"], within="10d")))
    assert "Drawn until" not in whole.note


def test_medians_that_stand_close_are_told_below():
    """Lines so near would cover each other's words."""
    for slow, guides in ((70, 0), (3_000, 2)):
        log = EventLog(
            [
                {"customer": n, "event": event, "time": time, "device": ("phone", "desktop")[n % 2]}
                for n in range(40)
                for event, time in (("home", 0), ("paid", (60, slow)[n % 2]))
            ]
            + [{"customer": 99, "event": "home", "time": 0, "device": "phone"}]
            + [{"customer": 99, "event": "look", "time": 9_000, "device": "phone"}]
        )
        figure = view(time_to_convert(funnel(log, ["home", "paid"], within="2h", by="device")))
        assert guides == len(figure.guides)
        told = "phone: median 60\u00a0s; desktop: median 70\u00a0s."
        assert (told in figure.note) == (not guides)


def test_exits_are_curves_of_their_own():
    """Who left by another way is no slow convert."""
    figure = view(log_results()["times and exits"])
    assert ["paid", "asked for help"] == [series.title for series in figure.series]
    assert "Aalen-Johansen" in figure.note


def test_what_goes_with_leaving_comes_first():
    """What was asked for is on top, red and filled where it holds; causes are disclaimed."""
    figure = view(log_results()["going with"])
    assert "help" == figure.y.categories[0]
    assert Tone.NEGATIVE == figure.series[0].points[0].tone
    assert "Goes with is not causes" in figure.note


# --- paths, retention -------------------------------------------------------


def test_the_map_says_where_paths_end_in_its_nodes():
    """Ends are no lines; all starts and steps are, as often as they were taken."""
    result = log_results()["transitions"]
    figure = view(result)
    assert isinstance(figure, Graph)
    assert {"path_start", *(name for name in result.nodes[1:-1])} == {n.id for n in figure.nodes}
    assert sum(e.count for e in result.edges if e.target != "path_end") == sum(
        edge.weight for edge in figure.edges
    )
    ends = {end.event: end for end in result.dead_ends}
    (paid,) = (node for node in figure.nodes if node.id == "paid")
    assert any(f"{ends['paid'].count} end here" in text for text in paid.details)


def test_rare_ways_are_folded_with_their_total():
    """What `top` and `min_share` leave out is said with its sum."""
    result = log_results()["transitions"]
    few = view(result, "map", top=3)
    assert "Rarer ways left out" in few.note
    left = view(result, "map", min_share=0.3)
    assert min(e.share for e in result.edges if e.share >= 0.3) >= 0.3
    assert "Rarer ways left out" in left.note


def test_the_matrix_leaves_empty_what_never_happened():
    """An empty cell is not a small share."""
    figure = view(log_results()["transitions"], "matrix")
    assert isinstance(figure, Table)
    assert "never" == figure.shading.empty
    assert any(None in row for row in figure.rows)
    assert all(value for row in figure.rows for value in row[2:] if value is not None)


def test_the_anchor_of_a_step_matrix_is_marked():
    """Its column has its name, and those around it their distance."""
    figure = view(log_results()["steps"])
    assert ["cart"] == [column.title for column in figure.columns if column.anchor]
    assert "−1" in [column.title for column in figure.columns]


def test_differences_have_two_hues_and_a_sign():
    """Fewer and more lie on two sides of nothing."""
    for name in ("steps, difference", "transitions, difference"):
        figure = view(log_results()[name])
        assert figure.shading.low == -figure.shading.high
        assert all(column.signed for column in figure.columns if column.shaded)
        assert "phone minus all others" in figure.title


def test_periods_not_over_are_empty():
    """Not 0 %: nobody knows yet. The first row is all cohorts together."""
    result = log_results()["retention"]
    figure = view(result)
    assert "not over yet" == figure.shading.empty
    assert ("All", 120) == figure.rows[0][:2]
    told = [*(group.total for group in result.groups), *(each.cells for each in result.cohorts)]
    assert [[cell.share for cell in cells] for cells in told] == [
        list(row[2:]) for row in figure.rows[1:]
    ]
    curves = view(result, "curves")
    assert {"phone", "desktop", "tablet"} == {series.title for series in curves.series}


def test_quality_is_ranked_and_says_what_to_do():
    """Each finding with its severity, in signs and in words."""
    result = EventLog([("ann", "home", 0), ("ann", "home", 0), (None, "home", 3)]).quality()
    figure = view(result)
    assert len(result.findings) == len(figure.rows)
    assert all("●" in row[0] for row in figure.rows)
    assert [finding.hint for finding in result] == [row[-1] for row in figure.rows]
