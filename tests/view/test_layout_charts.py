"""What must hold of every chart: nothing meets, nothing is lost, and all can be read in grey."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Emotion, Initiative, Journey, Opportunity, Phase, Touchpoint
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.view import view
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Guide,
    Mark,
    MarkKind,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    Tone,
)
from journeykit.view.layout import lay_out
from journeykit.view.layout.charts.axes import scale_of, ticks_of
from journeykit.view.layout.charts.guides import GUIDE_DASH
from journeykit.view.layout.charts.series import within
from journeykit.view.scene import Box, Disc, Line, Path, Polygon, Text, texts
from journeykit.view.theme import DARK, LIGHT, PRINT
from view.layout_samples import LANGUAGES, groups, leaves, overlaps, strays

FONTS = FontMeasure(fonts_of(LIGHT.families))


def scene_of(figure, theme=LIGHT):
    (scene,) = lay_out(figure, measure=FONTS, theme=theme)
    return scene


def words_of(figure):
    return [text.text for text in texts(scene_of(figure).items)]


def journey(count, language="en"):
    """A journey of so many touchpoints, with counts, feelings, opportunities and a plan."""
    name, text, quote = LANGUAGES[language]
    touchpoints = [
        Touchpoint(
            f"{name} {i}", id=f"t{i}", metrics={"customers": int(90000 * 0.8**i)},
            moment_of_truth="moment" if i % 5 == 1 else None,
            emotion=Emotion(((i * 7) % 21 - 10) / 10, quote=quote if i % 2 else None, label=name),
        )
        for i in range(count)
    ]  # fmt: skip
    half = count // 2
    opportunities = [
        Opportunity(
            f"{text} {i}", importance=4 + i * 7 % 6, satisfaction=i * 5 % 8, impact=1 + i % 3,
            effort=1 + i * 3 % 7,
        )
        for i in range(min(count, 12))
    ]  # fmt: skip
    initiatives = [
        Initiative(
            f"{name} {i}", team=f"{name} {i % 2}", status=("done", "planned", None)[i % 3],
            start=dt.date(2026, 1, 5) + dt.timedelta(days=9 * i) if i % 2 else None,
            due=dt.date(2026, 3, 1) + dt.timedelta(days=11 * i),
            opportunities=[o.id for o in opportunities[:1]],
        )
        for i in range(min(count, 20))
    ]  # fmt: skip
    phases = [Phase(f"{name} A", touchpoints[:half]), Phase(f"{name} B", touchpoints[half:])]
    return Journey(
        name, phases, opportunities=opportunities, initiatives=initiatives,
        locale=language if len(language) == 2 else None,
    )  # fmt: skip


def figures_of(some):
    """Every chart of a journey."""
    later = some.replace(
        phases=[
            phase.replace(touchpoints=[t.replace(emotions=0.4) for t in phase.touchpoints])
            for phase in some.phases
        ]
    )
    ranked = jk.rank_opportunities(some)
    return [
        view(jk.drop_off(some)),
        view(jk.emotion_curve(some)),
        view(ranked, "importance"),
        view(ranked, "effort"),
        view(some, "timeline", today="2026-04-01"),
        view(some, "before-after", to=later),
    ]


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "hostile"])
@pytest.mark.parametrize("count", [1, 3, 12, 60])
def test_words_of_charts_keep_apart(count, language):
    """At any size and in any language no words meet, and nothing leaves the paper."""
    for figure in figures_of(journey(count, language)):
        scene = scene_of(figure)
        assert [] == overlaps(scene), figure.id
        assert [] == strays(scene), figure.id


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_words_on_pale_bars_can_be_read(theme):
    """A figure that stands on what was lost keeps the contrast of WCAG AA."""
    figure = view(jk.drop_off(jk.example()))
    pale = [
        item for item in leaves(scene_of(figure, theme).items)
        if isinstance(item, Box) and 0 < item.opacity < 1
    ]  # fmt: skip
    assert pale
    for box in pale:
        assert contrast(blended(box.fill, box.opacity, theme.band), theme.ink) >= 4.5
        assert contrast(blended(box.fill, box.opacity, theme.ground), theme.ink) >= 4.5


def channels(color):
    return [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def blended(color, opacity, ground):
    pairs = zip(channels(color), channels(ground), strict=True)
    return [opacity * above + (1 - opacity) * below for above, below in pairs]


def contrast(one, other):
    def luminance(color):
        parts = channels(color) if isinstance(color, str) else color
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# --- strips -----------------------------------------------------------------


def bars(values, **options):
    """A funnel of bars, each with what was before."""
    before = [None, *values]
    points = [
        Point(i, value, label=str(value), before=before[i], id=f"p{i}", **options)
        for i, value in enumerate(values)
    ]
    names = [f"Step {i}" for i in range(len(values))]
    return Chart(
        "c", "C", x=Axis(kind=AxisKind.CATEGORY, categories=names), y=Axis(low=0),
        series=[Series("s", "s", points, kind=SeriesKind.BARS)],
    )  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.integers(1, 100000), min_size=2, max_size=40))
def test_bars_are_as_high_as_their_values_in_every_strip(values):
    """Also where a chart is folded, one scale holds for all; what is small is still seen."""
    falling = sorted(values, reverse=True)
    boxes = {
        group.id: [item for item in group.items if isinstance(item, Box)]
        for group in groups(scene_of(bars(falling)).items)
        if group.id
    }
    unit = boxes["p0"][-1].height / falling[0]
    for index, value in enumerate(falling):
        height = boxes[f"p{index}"][-1].height
        assert height == pytest.approx(max(value * unit, 1.2), abs=1e-6)
        if index:
            lost = falling[index - 1] - value
            assert boxes[f"p{index}"][0].height == pytest.approx(lost * unit, abs=1e-6)


def test_long_charts_are_folded():
    """Sixty places take several strips, no wider than a desk, and each is named once."""
    figure = bars([60 - i for i in range(60)])
    scene = scene_of(figure)
    assert scene.width < 1600
    tops = {group.bounds.bottom for group in groups(scene.items) if (group.id or "")[:1] == "p"}
    assert len({round(top) for top in tops}) > 2
    words = " ".join(text.text for text in texts(scene.items)).split()
    assert 60 == words.count("Step")


def test_strips_begin_with_a_phase_where_that_costs_nothing():
    """A fold tears no phase apart that fits."""
    figure = bars([30 - i for i in range(30)])
    sizes = [7, 8, 7, 8]
    grouped = figure.replace(
        x=figure.x.replace(groups=[AxisGroup(f"Phase {i}", size) for i, size in enumerate(sizes)])
    )
    words = words_of(grouped)
    assert [1] * 4 == [words.count(f"Phase {i}") for i in range(4)]


def test_figures_are_never_broken():
    """A count stands on one line, however narrow its place."""
    figure = bars([123456 - i for i in range(40)])
    assert {str(123456 - i) for i in range(40)} <= set(words_of(figure))


def test_the_worst_step_is_called_out_by_sign_and_words():
    """Not by its colour alone: a sign stands beside the words, and beside the share."""
    scene = scene_of(view(jk.drop_off(jk.example())))
    words = [text.text for text in texts(scene.items)]
    assert {"most customers lost", "highest share lost"} <= set(words)
    signs = [
        item for item in leaves(scene.items)
        if isinstance(item, Polygon) and item.fill == LIGHT.negative and len(item.points) == 3
    ]  # fmt: skip
    assert 4 == len(signs)


def test_a_scale_is_left_out_where_all_values_are_written():
    """Lines and numbers at the side would say nothing more."""
    said = bars([30, 20])
    unsaid = said.replace(
        series=[Series("s", "s", [Point(0, 30), Point(1, 20)], kind=SeriesKind.BARS)]
    )
    assert "10" not in words_of(said)
    assert "10" in words_of(unsaid)


def test_curves_go_on_from_strip_to_strip():
    """A folded curve leaves one strip where it enters the next, and overshoots nowhere."""
    names = [f"Touchpoint {i}" for i in range(50)]
    points = [Point(i, ((i * 7) % 21 - 10) / 10) for i in range(50)]
    figure = Chart(
        "c", "C", x=Axis(kind=AxisKind.CATEGORY, categories=names), y=Axis(low=-1, high=1),
        series=[Series("s", "s", points, kind=SeriesKind.CURVE)],
    )  # fmt: skip
    paths = [item for item in leaves(scene_of(figure).items) if isinstance(item, Path)]
    assert len(paths) > 2
    left = {round(path.x, 3) for path in paths[1:]}
    assert 1 == len(left)


@given(
    st.lists(st.integers(-50, 50), min_size=2, max_size=20, unique=True).map(sorted),
    st.integers(-60, 0),
    st.integers(1, 60),
)
def test_what_is_cut_stays_between_its_edges(xs, left, right):
    """A line cut at two edges lies between them, and keeps the points that do."""
    line = [(float(x), float(x * x)) for x in xs]
    seen = within(line, (left, right))
    assert all(left <= x <= right for x, _ in seen)
    assert {point for point in line if left <= point[0] <= right} <= set(seen)
    assert seen == sorted(seen)
    assert line == within(line, None)


def test_marks_are_drawn_at_points():
    """Moments have a ring, ranks a number, and what rests on nothing a broken ring."""
    point = Point(2, 3, label="a")
    plain = Chart("c", "C", series=[Series("s", "s", [point], kind=SeriesKind.POINTS)])
    for mark, drawn in (
        (Mark(MarkKind.MOMENT, 1, "moment"), lambda i: isinstance(i, Disc) and i.stroke),
        (Mark(MarkKind.UNSUPPORTED, 1, "none"), lambda i: isinstance(i, Disc) and i.dash),
    ):
        marked = plain.replace(
            series=[plain.series[0].replace(points=[point.replace(marks=[mark])])]
        )
        before, after = (
            sum(bool(drawn(item)) for item in leaves(scene_of(figure).items))
            for figure in (plain, marked)
        )
        assert before + 1 == after
    ranked = point.replace(marks=[Mark(MarkKind.PRIORITY, 7, "priority 7")])
    assert "7" in words_of(plain.replace(series=[plain.series[0].replace(points=[ranked])]))


# --- matrices and guides ----------------------------------------------------


def test_every_label_of_the_examples_stands_at_its_point():
    """Lines lead to those without room beside; a list below is for dense matrices."""
    for name in ("retail-purchase", "public-service", "software-onboarding"):
        ranked = jk.rank_opportunities(jk.example(name))
        for kind in ("importance", "effort"):
            assert not any(
                word.endswith(")") and ";" in word for word in words_of(view(ranked, kind))
            )


def test_points_of_one_place_stand_side_by_side():
    """None hides another: each rank can be read."""
    figure = view(jk.rank_opportunities(jk.example("software-onboarding")), "effort")
    places = [(point.x, point.y) for point in figure.series[0].points]
    assert len(set(places)) < len(places)
    ids = {point.id for point in figure.series[0].points}
    spots = [group.bounds for group in groups(scene_of(figure).items) if group.id in ids]
    assert not any(a.meets(b, slack=2) for i, a in enumerate(spots) for b in spots[:i])


def test_the_quarter_that_matters_is_shaded():
    """And its word is ink, where the others are muted."""
    figure = view(jk.rank_opportunities(jk.example()), "importance")
    scene = scene_of(figure)
    shades = [i for i in leaves(scene.items) if isinstance(i, Box) and i.fill == LIGHT.priority]
    assert 1 == len(shades)
    colors = {text.text: text.color for text in texts(scene.items)}
    assert (LIGHT.ink, LIGHT.muted) == (colors["Underserved"], colors["Overserved"])


@pytest.mark.parametrize("kind", [SeriesKind.BARS, SeriesKind.LINE, SeriesKind.SPANS])
@pytest.mark.parametrize("vertical", [True, False])
def test_guides_are_drawn_in_every_chart(kind, vertical):
    """With their words, and in dashes of their own."""
    places = Axis(kind=AxisKind.CATEGORY, categories=["a", "b"])
    axes = {"y": places} if kind is SeriesKind.SPANS else {"x": places}
    points = [Point(0, 1, x_end=1), Point(1, 0, x_end=2)]
    figure = Chart(
        "c", "C", series=[Series("s", "s", points, kind=kind)],
        guides=[Guide(0.5, "Target", vertical=vertical)], **axes,
    )  # fmt: skip
    lines = [i for i in leaves(scene_of(figure).items) if isinstance(i, Line)]
    (line,) = [line for line in lines if line.dash == GUIDE_DASH]
    assert vertical == (line.x1 == line.x2)
    assert "Target" in words_of(figure)


def test_a_slanted_guide_is_cut_where_the_plot_ends():
    """The part of it whose values are on the axis is drawn."""
    figure = Chart(
        "c", "C", x=Axis(low=0, high=10), y=Axis(low=0, high=10),
        series=[Series("s", "s", [Point(1, 1)], kind=SeriesKind.POINTS)],
        guides=[Guide(5, "half", across=15), Guide(50, "off")],
    )  # fmt: skip
    lines = [i for i in leaves(scene_of(figure).items) if isinstance(i, Line)]
    (line,) = [line for line in lines if line.dash == GUIDE_DASH]
    assert line.x2 > line.x1
    assert line.y1 - line.y2 == pytest.approx(150, abs=3)
    assert "off" not in words_of(figure)


# --- rows -------------------------------------------------------------------


def rows(kind, points):
    names = Axis(kind=AxisKind.CATEGORY, categories=["a", "b", "c"])
    return Chart("c", "C", y=names, series=[Series("s", "s", points, kind=kind)])


def test_arrows_lead_from_before_to_after():
    """The tip is where the value after is; where nothing changes there is a point."""
    figure = rows(
        SeriesKind.CHANGES,
        [Point(2, 0, x_end=8, id="up"), Point(8, 1, x_end=2, id="down"), Point(5, 2, x_end=5, id="same")],
    )  # fmt: skip
    drawn = {group.id: group for group in groups(scene_of(figure).items) if group.id}
    tips = {
        id: next(i for i in drawn[id].items if isinstance(i, Polygon)).points[0][0]
        for id in ("up", "down")
    }
    starts = {
        id: next(i for i in drawn[id].items if isinstance(i, Disc)).x for id in ("up", "down")
    }
    assert tips["up"] == pytest.approx(starts["down"])
    assert tips["down"] == pytest.approx(starts["up"])
    assert tips["up"] > tips["down"]
    assert [Disc] == [type(item) for item in drawn["same"].items]


def test_states_of_a_plan_differ_without_their_colours():
    """Full, hatched, hollow and dashed; and then thin."""
    series = [
        Series(f"s{k}", f"S{k}", [Point(1, 0, x_end=4, id=f"p{k}")], kind=SeriesKind.SPANS)
        for k in range(8)
    ]
    names = Axis(kind=AxisKind.CATEGORY, categories=["a"])
    drawn = [
        next(item for item in group.items if isinstance(item, Box))
        for group in groups(scene_of(Chart("c", "C", y=names, series=series)).items)
        if (group.id or "")[:1] == "p"
    ]
    looks = {(b.fill == LIGHT.ground, b.hatch, b.dash, b.height) for b in drawn}
    assert 8 == len(looks)


def test_groups_of_rows_have_a_head():
    """Each once, above its first row."""
    figure = rows(SeriesKind.SPANS, [Point(1, i, x_end=2) for i in range(3)])
    grouped = figure.replace(
        y=figure.y.replace(groups=[AxisGroup("Team A", 2), AxisGroup("Team B", 1)])
    )
    words = words_of(grouped)
    assert ["Team A", "a", "b", "Team B", "c"] == [
        word for word in words if word in {"a", "b", "c", "Team A", "Team B"}
    ]


def test_signs_stand_beside_labels_with_a_meaning():
    """A label in rows says good or bad by its sign, too."""
    points = [Point(1, 0, x_end=2, label="x", tone=tone) for tone in (Tone.NEUTRAL, Tone.NEGATIVE)]
    counts = [
        sum(isinstance(i, Polygon) for i in leaves(scene_of(rows(SeriesKind.SPANS, [p])).items))
        for p in points
    ]
    assert counts[0] + 1 == counts[1]


# --- tables -----------------------------------------------------------------


def test_long_tables_say_their_heads_again():
    """A reader in the middle of a hundred rows still knows the columns."""
    columns = [TableColumn("What"), TableColumn("Why")]
    table = Table("t", "T", columns=columns, rows=[[f"a{i}", f"b{i}"] for i in range(100)])
    assert 4 == words_of(table).count("What")
    short = table.replace(rows=table.rows[:35])
    assert 1 == words_of(short).count("What")


# --- from right to left ------------------------------------------------------


def middles(scene, *words):
    """The x of the middle of each text."""
    found = {run.text: run.left + run.width / 2 for run in texts(scene.items)}
    return [found[word] for word in words]


def test_steps_follow_each_other_as_words_do():
    """To the left in Arabic, as on the map; the names of rows stand at the right."""
    touchpoints = [Touchpoint(name, emotion=0.3) for name in ("أولا", "ثانيا", "ثالثا")]
    some = Journey("شراء", [Phase("مرحلة", touchpoints)], locale="ar")
    first, second, third = middles(scene_of(view(jk.emotion_curve(some))), "أولا", "ثانيا", "ثالثا")
    assert first > second > third
    rows = scene_of(view(some, "before-after", to=some))
    assert min(middles(rows, "أولا", "ثالثا")) > rows.width / 2


def test_numbers_grow_to_the_right_in_every_script():
    """And each word for a quarter stands in the outer corner of its quarter."""
    scene = scene_of(view(jk.rank_opportunities(journey(3, "ar")), "importance"))
    assert sorted(found := middles(scene, "2", "4", "8")) == found
    chart = view(jk.rank_opportunities(journey(3, "ar")), "importance")
    top_left, top_right, low_left, low_right = middles(scene, *chart.quadrants)
    assert max(top_left, low_left) < scene.width * 0.3
    assert min(top_right, low_right) > scene.width * 0.7


@pytest.mark.parametrize("kind", ["drop-off", "feelings", "timeline", "importance"])
def test_a_chart_with_nothing_in_it_has_no_axes(kind):
    """It says so in a sentence, and that is all."""
    empty = jk.Journey("Buy", [jk.Phase("A", [jk.Touchpoint("a")])])
    seen = {
        "drop-off": lambda: view(jk.drop_off(empty)),
        "feelings": lambda: view(jk.emotion_curve(empty)),
        "timeline": lambda: view(empty, "timeline"),
        "importance": lambda: view(jk.rank_opportunities(empty), "importance"),
    }[kind]()
    (scene,) = lay_out(seen)
    first, *said = (run.text for run in texts(scene.items))
    assert first == seen.title
    assert " ".join(said) == (seen.note or seen.description)
    assert all(isinstance(item, Text) for item in leaves(scene.items))


def test_between_whole_numbers_nothing_is_written():
    """There is no half customer."""
    for values, ticks in (((0, 1, 2), ["0", "1", "2"]), ((0, 1.5, 2), ["0", "0.5"])):
        scale = scale_of(Axis(), values, 0, 100, room=0)
        assert ticks == [text for _, text in ticks_of(Axis(), scale, 6)][: len(ticks)]
