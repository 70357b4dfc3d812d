"""The proof that pictures can be read: room, contrast, and no meaning by colour alone.

Journeys of 3 to 80 touchpoints, in seven languages, in every theme and a brand's,
by every view of a journey and of what analyses tell of it. Pairs of size, language
and theme are chosen so that each language meets each theme or size, not all of them.
"""

from __future__ import annotations

import itertools

import pytest
from matplotlib.text import Text as TextArtist

import journeykit as jk
from journeykit.analyzers import diff, merge
from journeykit.model import LaneRole
from journeykit.renderers.matplotlib import to_figure
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.testing.log_figures import log_figures
from journeykit.view import DARK, LIGHT, PRINT, kinds, view
from journeykit.view.contrast import contrast_faults
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Cell,
    Chart,
    Column,
    Curve,
    CurvePoint,
    Edge,
    Entry,
    Graph,
    Mark,
    MarkKind,
    Node,
    Point,
    Row,
    Series,
    SeriesKind,
    Sheet,
    Tone,
)
from journeykit.view.layout import lay_out
from journeykit.view.naming import WAYS
from journeykit.view.scene import Bounds, texts
from journeys import TODAY, WORDS, rich_journey
from legible import astray, crowded, flaws, forms

BRAND = LIGHT.replace(
    name="brand", ground="#fffaf2", band="#f7efe2", ink="#2b1d0e", muted="#6a5a48",
    rule="#e6dac8", positive="#14594e", negative="#963420", neutral="#5f564c", priority="#7a5400",
    hues=("#7a1f3d", "#1f5a4c", "#5a3d82"), title_size=30.0, text_size=11.5,
    column_width=132.0,
)  # fmt: skip
THEMES = (LIGHT, DARK, PRINT, BRAND)
LARGE = 60

CASES = [
    *((3, language, THEMES[n % 4]) for n, language in enumerate(WORDS)),
    *((12, language, THEMES[(n + 1) % 4]) for n, language in enumerate(WORDS)),
    (25, "ja", LIGHT), (25, "he", DARK), (25, "de", PRINT), (25, "en", BRAND),
    (60, "de", LIGHT), (60, "en", DARK), (60, "ar", PRINT),
    (80, "ja", BRAND), (80, "en", LIGHT),
]  # fmt: skip


def subjects(size, language):
    """A journey and all that can be told of it, with the options that views of it need."""
    journey = rich_journey(size, language)
    later = rich_journey(max(1, size - 2), language)
    yield from (
        (journey, kind, later) for kind in kinds(journey) if kind != "report" or size < LARGE
    )
    told = [
        analyze(journey)
        for analyze in (
            jk.drop_off, jk.emotion_curve, jk.flow, jk.find_gaps, jk.moments_of_truth,
            jk.rank_opportunities,
        )
    ]  # fmt: skip
    told += [jk.validate(journey, today=TODAY), journey.personas[0]]
    told += [diff(later, journey), merge(journey, edited(journey, "!"), edited(journey, "?"))]
    yield from ((x, kind, None) for x in told for kind in kinds(x))


COMPARING = {"change", "before-after", "measured"}


def edited(journey, sign):
    """The same journey with other names, which do not go together with yet others."""
    for touchpoint in journey.touchpoints[:12]:
        journey = journey.rename(jk.Touchpoint, touchpoint.id, touchpoint.name + sign)
    return journey.replace(title=journey.title + sign)


def seen(x, kind, later):
    return view(x, kind, **({"to": later} if kind in COMPARING else {}))


@pytest.mark.parametrize(
    ("size", "language", "theme"), CASES, ids=lambda part: getattr(part, "name", str(part))
)
def test_every_view_can_be_read(size, language, theme):
    """No text meets, crosses or leaves anything, and all stand out from their ground."""
    measure = FontMeasure(fonts_of(theme.families))
    wrong = [
        f"{kind}: {flaw}"
        for x, kind, later in subjects(size, language)
        for scene in lay_out(seen(x, kind, later), theme=theme, measure=measure)
        for flaw in flaws(scene, theme)
    ]
    assert [] == wrong


def test_the_brand_is_one_that_may_be_used():
    """Its colours read on its paper and its bands, as those of the library do."""
    assert [()] * 4 == [contrast_faults(theme) for theme in THEMES]


def test_all_views_that_compare_are_known():
    """A new view that needs another journey is compared here as well."""
    journey = rich_journey(3)
    for kind in kinds(journey):
        seen(journey, kind, journey)


@pytest.mark.parametrize(("size", "language"), [(25, "de"), (60, "en"), (25, "ar")])
def test_pages_of_a_map_can_be_read(size, language):
    """A map that is cut to the width of a page keeps its room and its contrast."""
    measure = FontMeasure(fonts_of(LIGHT.families))
    figure = view(rich_journey(size, language), "map")
    scenes = lay_out(figure, theme=LIGHT, measure=measure, max_width=1200)
    assert len(scenes) > 2
    assert [] == [str(flaw) for scene in scenes for flaw in flaws(scene, LIGHT)]


@pytest.mark.parametrize(
    ("kind", "language"),
    [("map", "en"), ("map", "de"), ("map", "ar"), ("map", "ja"), ("flow", "he"), ("plan", "de")],
)
def test_matplotlib_draws_texts_where_they_were_measured(kind, language):
    """By its own extents, texts keep apart, and are no longer than their runs."""
    figure = view(rich_journey(6, language), kind)
    drawing = to_figure(figure)
    # Hinting at low resolutions moves letters to whole pixels.
    drawing.set_dpi(360)
    canvas = drawing.canvas.get_renderer()
    (scene,) = lay_out(figure, measure=FontMeasure(fonts_of(LIGHT.families)))
    runs = list(texts(scene.items))
    found = [artist for artist in drawing.findobj(TextArtist) if artist.get_text()]
    assert len(runs) == len(found)
    extents = []
    for run, artist in zip(runs, found, strict=True):
        box = artist.get_window_extent(canvas)
        drawn = Bounds(box.x0 / 5, scene.height - box.y1 / 5, box.width / 5, box.height / 5)
        # A slanted letter leans a little over its end, as in every typeface.
        assert drawn.width <= 1.01 * run.width + 0.2 * run.size, run.text
        assert Bounds(0, 0, scene.width, scene.height).holds(drawn, slack=1.0), run.text
        extents.append((drawn, run.text))
    meeting = [
        (text, other)
        for (one, text), (two, other) in itertools.combinations(extents, 2)
        if one.meets(two, slack=1.5)
    ]
    assert [] == meeting


# --- never by colour alone --------------------------------------------------


def drawn(figure):
    """The forms of a figure on grey paper."""
    (scene,) = lay_out(figure, theme=PRINT)
    assert [] == [*crowded(scene), *astray(scene)]
    return forms(scene)


def all_differ(figures):
    pictures = [drawn(figure) for figure in figures]
    return [
        (n, m)
        for (n, one), (m, two) in itertools.combinations(enumerate(pictures), 2)
        if one == two
    ]


MARKS = [
    *(Mark(MarkKind.SEVERITY, value, "") for value in (1, 2, 3)),
    *(Mark(MarkKind.PRIORITY, value, "") for value in (1, 2, 4, 10)),
    *(Mark(MarkKind.CHANNEL, value, "") for value in range(16)),
    *(Mark(MarkKind.PERSONA, value, label) for value, label in enumerate(["Mira K", "Sam O"])),
    *(Mark(MarkKind.CHANGE, value, "") for value in (1, 2, 3, 4)),
    Mark(MarkKind.MOMENT, 1, ""),
    Mark(MarkKind.UNSUPPORTED, 1, ""),
]


def test_marks_differ_in_form():
    """Each kind and value of a sign is told without its colour."""
    entries = [Entry("Waits", marks=[mark]) for mark in MARKS]
    assert [] == all_differ(
        Sheet("s", "S", columns=[Column("c", "C", "g")],
              rows=[Row("r", "R", LaneRole.PAIN_POINTS, cells=[Cell([entry])])])
        for entry in entries
    )  # fmt: skip


def test_edges_differ_in_form():
    """Each kind of way has a dash, a head or a word of its own."""
    nodes = [Node("a", "A"), Node("b", "B")]
    assert [] == all_differ(
        Graph("g", "G", nodes=nodes, edges=[Edge("a", "b", kind=kind)])
        for kind in sorted(WAYS - {"next"})
    )


def test_curves_differ_in_form():
    """Who feels what is told by dash and thickness, or by words at the line."""
    points = [[CurvePoint(0, 0.5, 0.5), CurvePoint(1, 0.5, -0.5)],
              [CurvePoint(0, 0.5, -0.5), CurvePoint(1, 0.5, 0.5)]]  # fmt: skip
    columns = [Column("a", "A", "g"), Column("b", "B", "g")]
    assert [] == all_differ(
        Sheet("s", "S", columns=columns,
              rows=[Row("r", "R", LaneRole.EMOTIONS,
                        curves=[Curve("x", "Mira", first), Curve("y", "Sam", second)])])
        for first, second in (points, points[::-1])
    )  # fmt: skip


# A span is told by its words and its tone, and points of changes carry their series' name.
# Estimates lie in rows.
ONE_LOOK = {SeriesKind.CHANGES, SeriesKind.SPANS, SeriesKind.ESTIMATES}


@pytest.mark.parametrize("kind", [kind for kind in SeriesKind if kind not in ONE_LOOK])
def test_series_differ_in_form(kind):
    """Whoever swaps the values of two series gets another picture."""
    places = Axis(kind=AxisKind.CATEGORY, categories=["a", "b"])
    values = [[1.0, 2.0], [2.0, 1.0]]

    def series(name, numbers):
        points = [Point(i, number) for i, number in enumerate(numbers)]
        return Series(name, name.upper(), points, kind=kind)

    assert [] == all_differ(
        Chart("c", "C", x=places, y=Axis(), series=[series("mira", one), series("sam", two)])
        for one, two in (values, values[::-1])
    )


def test_estimates_differ_in_form():
    """Whose they are, and whether they are settled, is told by their signs."""
    rows = Axis(kind=AxisKind.CATEGORY, categories=["a"])
    values = [(1.0, False), (2.0, False)], [(2.0, False), (1.0, False)], [(1.0, True), (2.0, False)]
    assert [] == all_differ(
        Chart("c", "C", x=Axis(low=0, high=3), y=rows,
              series=[Series(f"s{n}", f"S{n}", [Point(x, 0, open=is_open)], kind=SeriesKind.ESTIMATES)
                      for n, (x, is_open) in enumerate(pairs)])
        for pairs in values
    )  # fmt: skip


@pytest.mark.parametrize("kind", [SeriesKind.BARS, SeriesKind.POINTS, SeriesKind.CURVE])
def test_tones_of_points_differ_in_form(kind):
    """Good and bad are told by a sign, a form or a word."""
    places = Axis(kind=AxisKind.CATEGORY, categories=["a", "b"])
    assert [] == all_differ(
        Chart("c", "C", x=places, y=Axis(),
              series=[Series("s", "S", [Point(0, 1.0, tone=tone), Point(1, 2.0)], kind=kind)])
        for tone in (Tone.POSITIVE, Tone.NEGATIVE)
    )  # fmt: skip


def test_tones_of_texts_and_nodes_differ_in_form():
    """In cells of a sheet and in nodes of a graph as well."""
    tones = (Tone.POSITIVE, Tone.NEGATIVE, Tone.PRIORITY, Tone.NEUTRAL)
    assert [] == all_differ(
        Sheet("s", "S", columns=[Column("c", "C", "g")],
              rows=[Row("r", "R", LaneRole.CUSTOM, cells=[Cell([Entry("Waits", tone=tone)])])])
        for tone in tones
    )  # fmt: skip
    assert [] == all_differ(Graph("g", "G", nodes=[Node("a", "A", tone=tone)]) for tone in tones)


# --- figures of event logs --------------------------------------------------


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("language", WORDS)
def test_figures_of_logs_can_be_read(language, theme):
    """Shades, counts, whiskers and ways with times, whether few or many."""
    said = WORDS[language]
    said = [*said.names, *said.texts, *said.quotes, *said.people]
    measure = FontMeasure(fonts_of(theme.families))
    wrong = [
        f"{count} {figure.id}: {flaw}"
        for count in (2, 9, 30)
        for figure in log_figures(count, lambda place: said[place % len(said)])
        for scene in lay_out(
            figure.replace(locale=WORDS[language].locale), theme=theme, measure=measure
        )
        for flaw in flaws(scene, theme)
    ]
    assert [] == wrong


def test_pending_and_open_differ_in_form():
    """What may still come, what is not settled and what is aside are told without colour."""
    places = Axis(kind=AxisKind.CATEGORY, categories=["a", "b"])
    bars = [
        Point(1, 4.0, before=8.0), Point(1, 4.0, before=8.0, pending=2.0), Point(1, 4.0, open=True),
        Point(1, 4.0, tone=Tone.MUTED), Point(1, 4.0, between="2 h"),
    ]  # fmt: skip
    for kind, points in (
        (SeriesKind.BARS, bars),
        (SeriesKind.POINTS, [Point(1, 4.0), Point(1, 4.0, open=True)]),
    ):
        assert [] == all_differ(
            Chart("c", "C", x=places, series=[Series("s", "S", [Point(0, 8.0), point], kind=kind)])
            for point in points
        )
    steps = [Point(0, 1.0), Point(1, 0.5), Point(2, 0.4)]
    assert [] == all_differ(
        Chart("c", "C", series=[Series("s", "S", points, kind=SeriesKind.STEPS)])
        for points in (steps, [steps[0], steps[1].replace(open=True), steps[2]])
    )
