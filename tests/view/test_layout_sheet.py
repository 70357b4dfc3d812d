"""The map as a picture: what is seen from afar, bars, what rests on nothing, cards, curves, parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.examples import names
from journeykit.model import LaneRole
from journeykit.renderers.matplotlib.fonts import FontMeasure, fonts_of
from journeykit.testing.strategies import journeys
from journeykit.view import view
from journeykit.view.contrast import contrast_ratio
from journeykit.view.figures import (
    Card,
    Cell,
    Column,
    ColumnGroup,
    Curve,
    CurvePoint,
    Entry,
    Field,
    Mark,
    MarkKind,
    Page,
    Row,
    Sheet,
    Tone,
)
from journeykit.view.layout import lay_out
from journeykit.view.layout.curve import bezier, stretches
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.poster import poster_of
from journeykit.view.layout.sheets.bars import set_bar
from journeykit.view.layout.sheets.feeling import set_feeling
from journeykit.view.layout.text import Typesetter
from journeykit.view.layout.tints import mixed
from journeykit.view.scene import Box, Disc, Line, Path, Polygon, texts
from journeykit.view.theme import DARK, LIGHT, PRINT
from view.layout_samples import groups, leaves, overlaps, sheet, strays

FONTS = FontMeasure(fonts_of(LIGHT.families))
DESK = Desk(LIGHT, Typesetter(FONTS))
NOTHING = Mark(MarkKind.UNSUPPORTED, 1, "rests on no evidence")


def drawn(figure, **options):
    (scene,) = lay_out(figure, measure=FONTS, **options)
    return scene


def group(scene, id):
    (found,) = [each for each in groups(scene.items) if each.id == id]
    return found


def curve_of(scene):
    """The first curve: the path on top of all others that is no hollow core."""
    ink = [i for i in leaves(scene.items) if isinstance(i, Path) and i.stroke == LIGHT.ink]
    return max(ink, key=lambda path: path.bounds.width)


def phased(count, *, each=4, **fields):
    """A sheet of so many touchpoints with a curve."""
    points = [CurvePoint(i, 0.5, (i * 5 % 9 - 4) / 5, label="so-so") for i in range(count)]
    return Sheet(
        "m", "Buy a bike",
        groups=[ColumnGroup(f"g{i}", f"Phase {i}") for i in range(-(-count // each))],
        columns=[Column(f"t{i}", f"Touchpoint {i}", f"g{i // each}") for i in range(count)],
        rows=[Row("f", "Feeling", LaneRole.EMOTIONS, curves=[Curve("c", "C", points)])],
        **fields,
    )  # fmt: skip


# --- from across a room ------------------------------------------------------


@given(st.floats(0, 20000), st.floats(0, 20000))
def test_a_wider_sheet_is_seen_from_further_away(one, other):
    """The factor never falls with the width, is 1 at least and bounded."""
    small, large = (poster_of(width, DESK).far for width in sorted((one, other)))
    assert 1 <= small <= large <= 2


def test_a_small_map_has_the_sizes_of_the_theme():
    """Nothing is larger where there is nothing to see from afar."""
    sizes = {run.size for run in texts(drawn(phased(3)).items)}
    assert {LIGHT.title_size, LIGHT.group_size, LIGHT.column_size, LIGHT.text_size} == sizes | {
        LIGHT.text_size
    }


def test_title_phases_and_curve_grow_with_the_width():
    """Words in cells do not."""
    small, large = drawn(phased(4)), drawn(phased(24))

    def size(scene, text):
        return next(run.size for run in texts(scene.items) if run.text == text)

    assert size(large, "Buy a bike") > 1.5 * size(small, "Buy a bike")
    assert size(large, "Phase 0") > 1.4 * size(small, "Phase 0")
    assert size(large, "so-so") > size(small, "so-so")
    assert size(large, "Touchpoint 3") == size(small, "Touchpoint 3")
    assert curve_of(large).thickness > 1.5 * curve_of(small).thickness
    assert curve_of(large).bounds.height > 1.5 * curve_of(small).bounds.height


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", names())
def test_the_curve_is_the_widest_line_and_its_row_the_highest(name, theme):
    """It is the backbone of the map, in ink."""
    figure = view(jk.example(name))
    (scene,) = lay_out(figure, measure=FONTS, theme=theme)
    lines = [item for item in leaves(scene.items) if isinstance(item, Line | Path)]
    widest = max(lines, key=lambda line: line.thickness)
    assert theme.ink == widest.stroke
    tops = [group(scene, f"row-{row.id}").bounds.y for row in figure.rows] + [scene.height]
    heights = {row.role: b - a for row, a, b in zip(figure.rows, tops[:-1], tops[1:], strict=True)}
    assert LaneRole.EMOTIONS == max(heights, key=heights.__getitem__)


def test_names_of_phases_stay_within_their_bands():
    """A phase of one touchpoint with a long name holds the names of all smaller."""
    figure = phased(20).replace(
        groups=[ColumnGroup(f"g{i}", "Consideration" if i else "Pay") for i in range(5)],
        columns=[Column(f"t{i}", "T", "g4" if i == 19 else f"g{i % 4}") for i in range(20)],
    )
    scene = drawn(figure)
    for i in range(5):
        band, *name = group(scene, f"g{i}").items
        assert isinstance(band, Polygon)
        assert all(band.bounds.holds(run.bounds) for run in texts(name))
        assert 1 == len(name)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 20])
def test_everything_ends_at_the_same_edge(count):
    """Cards, phases and rows share the right margin, on small maps too."""
    card = Card("mira", "Mira", quote="I just want a bike that fits.", fields=[Field("Goals", "x")])
    scene = drawn(phased(count, cards=[card]))
    right = scene.width - 3 * LIGHT.gap
    bands = [g for g in groups(scene.items) if (g.id or "").startswith("g")]
    assert right == pytest.approx(max(band.bounds.right for band in bands))
    rules = [i for i in leaves(scene.items) if isinstance(i, Line) and i.stroke == LIGHT.rule]
    assert right == pytest.approx(max(rule.x2 for rule in rules))
    assert group(scene, "mira").bounds.right <= right + 0.5


def test_the_title_of_a_page_is_larger_than_those_on_it():
    """A wide map on it makes it grow, too."""
    scene = drawn(Page("p", "Report", figures=[phased(24)]))
    sizes = {run.text: run.size for run in texts(scene.items)}
    assert sizes["Report"] > sizes["Buy a bike"] > LIGHT.title_size


# --- the measured row --------------------------------------------------------


def measured(*levels, **fields):
    """A sheet with a bar for each level, or a text where it is None."""
    cells = [
        Cell([Entry(f"{i}00", level=level, note="−29% (28–30)", tone=Tone.NEGATIVE, **fields)])
        if level is not None
        else Cell([Entry("CSAT: 71")])
        for i, level in enumerate(levels)
    ]
    return Sheet(
        "m", "Map", groups=[ColumnGroup("g", "Phase")],
        columns=[Column(f"t{i}", f"T{i}", "g") for i in range(len(levels))],
        rows=[Row("measured", "Measured", LaneRole.METRICS, cells=cells, note="customers")],
    )  # fmt: skip


def bars(scene):
    """The bars from left to right."""
    return sorted(
        (
            item
            for item in leaves(scene.items)
            if isinstance(item, Box) and item.fill == LIGHT.hue(0) and item.opacity < 1
        ),
        key=lambda bar: bar.x,
    )


def test_bars_are_as_high_as_their_level_on_one_baseline():
    """In the hue of their phase; texts without a bar stand below them."""
    scene = drawn(measured(1.0, 0.5, 0.25, None))
    one, half, quarter = bars(scene)
    assert one.height == pytest.approx(2 * half.height)
    assert one.height == pytest.approx(4 * quarter.height)
    assert 1 == len({round(bar.bounds.bottom, 6) for bar in (one, half, quarter)})
    (text,) = (run for run in texts(scene.items) if run.text == "CSAT: 71")
    assert text.bounds.y > one.bounds.bottom
    assert "customers" in [run.text for run in texts(group(scene, "row-measured").items)]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_figures_stand_above_their_bars(levels):
    """The figure and what was lost meet neither the bar nor each other."""
    scene = drawn(measured(*levels))
    assert [] == overlaps(scene)
    assert [] == strays(scene)
    for i, level in enumerate(levels):
        cell = group(scene, f"cell-measured-t{i}")
        lowest = max(run.bounds.bottom for run in texts(cell.items))
        floor = cell.bounds.bottom
        assert floor - level * 52 >= lowest - 1


def test_a_loss_is_red_and_signed_and_a_level_beyond_bounds_is_none():
    """Colour is never alone: the minus says it, too."""
    entry = Entry("5", level=7.0, note="−5%", tone=Tone.NEGATIVE)
    block = set_bar(entry, 90, DESK, hue="#123456", reach=40)
    runs = {run.text: run.color for run in texts(block.place(0, 0, 90).items)}
    assert LIGHT.negative == runs["−5%"]
    assert block.height >= block.place(0, 0, 90).bounds.height - 2


def test_counts_without_a_source_are_hatched():
    """An empty bar with a broken edge, not a full one."""
    assert [] == bars(drawn(measured(1.0, 0.5, marks=[NOTHING])))


def test_the_measured_row_comes_from_the_drop_off():
    """Counts with the share lost since the step before and its interval, in the map's language."""
    for name, count, note in (
        ("retail-purchase", "35,260", "−59% (58.7–59.3)"),
        ("public-service", "18.400", "−20\u00a0% (19,8–20,9)"),
    ):
        (row,) = (r for r in view(jk.example(name)).rows if r.role is LaneRole.METRICS)
        entry = next(e for cell in row.cells for e in cell.entries if e.text == count)
        assert note == entry.note
        assert Tone.NEGATIVE is entry.tone
        levels = [e.level for c in row.cells for e in c.entries if e.level is not None]
        assert 1 == max(levels)
        assert row.note is not None


def counted(*counts, **fields):
    """A journey with so many customers at each touchpoint."""
    points = [
        jk.Touchpoint(f"t{i}", metrics=[jk.Measurement("customers", count, **fields)])
        for i, count in enumerate(counts)
    ]
    return jk.Journey("x", [jk.Phase("A", points)])


def entries(journey, role):
    (row,) = (r for r in view(journey).rows if r.role is role)
    return [entry for cell in row.cells for entry in cell.entries]


def test_those_who_come_in_besides_are_no_loss():
    """Their number is given with a plus, and the largest count is the full bar."""
    first, second, third = entries(counted(50, 100, 25), LaneRole.METRICS)
    assert [0.5, 1.0, 0.25] == [e.level for e in (first, second, third)]
    assert (None, "+50") == (first.note, second.note)
    assert Tone.NEUTRAL is second.tone
    assert third.note is not None
    assert third.note.startswith("−75%")


def test_counts_that_cannot_be_compared_are_text():
    """One alone, none at all, or of different periods."""
    assert [None] == [e.level for e in entries(counted(50), LaneRole.METRICS)]
    assert [0.0, 0.0] == [e.level for e in entries(counted(0, 0), LaneRole.METRICS)]
    journey = counted(50, 40, period="2026-01")
    last = journey.touchpoint("t1").replace(
        metrics=[jk.Measurement("customers", 40, period="2026-02")]
    )
    mixed = entries(journey.with_touchpoint(last), LaneRole.METRICS)
    assert [None, None] == [e.level for e in mixed]
    assert ["Customers: 50", "Customers: 40"] == [e.text for e in mixed]


# --- what rests on nothing ---------------------------------------------------


def test_each_kind_of_claim_without_evidence_is_marked():
    """Pains, feelings, opportunities and measurements, by the same mark."""
    journey = jk.Journey(
        "x",
        [
            jk.Phase(
                "A",
                [
                    jk.Touchpoint(
                        "a",
                        emotion=0.4,
                        pain_points=[
                            jk.PainPoint("Bare"),
                            jk.PainPoint("Known", evidence="survey"),
                        ],
                        metrics=[
                            jk.Measurement("nps", 40),
                            jk.Measurement("csat_top2", 71, n=400),
                            "ces_2",
                        ],
                    )
                ],
            )
        ],
        evidence=jk.Evidence("Survey", kind="survey"),
        opportunities=[
            jk.Opportunity("Guess", pain_points="bare", owner="Shop"),
            jk.Opportunity("Sure", pain_points="known"),
            jk.Opportunity("Sure as well", pain_points="bare", evidence="survey"),
        ],
    )

    def marked(role):
        return {e.text for e in entries(journey, role) if NOTHING in e.marks}

    assert {"Bare"} == marked(LaneRole.PAIN_POINTS)
    assert {"Guess"} == marked(LaneRole.OPPORTUNITIES)
    assert {"Net Promoter Score: 40\u202fpoints"} == marked(LaneRole.METRICS)
    assert NOTHING in view(journey).legend
    bare = view(journey.replace(evidence=()))
    assert NOTHING not in bare.legend
    assert "rests on no evidence yet" in bare.subtitle


def test_a_curve_is_hollow_where_it_rests_on_nothing():
    """Around the point, halfway to its neighbours; elsewhere it is full."""
    points = [CurvePoint(i, 0.5, 0.2 * i, marks=[NOTHING] if i in (1, 2) else []) for i in range(5)]
    row = Row("f", "Feeling", LaneRole.EMOTIONS, curves=[Curve("c", "C", points)])
    feeling = set_feeling(row, [100 * i for i in range(5)], [100] * 5, DESK)
    paths = [item for item in leaves(feeling.items) if isinstance(item, Path)]
    (whole,) = (path for path in paths if path.stroke == LIGHT.ink)
    (core,) = (path for path in paths if path.stroke == LIGHT.ground)
    assert (50, 450) == (whole.bounds.x, whole.bounds.right)
    assert (100, 300) == (core.bounds.x, core.bounds.right)
    assert core.thickness < whole.thickness
    rings = [i for i in leaves(feeling.items) if isinstance(i, Disc) and i.dash]
    assert [150, 250] == [ring.x for ring in rings]


@given(st.lists(st.tuples(st.floats(-50, 50), st.booleans()), min_size=2, max_size=8))
def test_stretches_lie_on_the_curve(values):
    """Each begins and ends on a point of the curve or halfway between two."""
    points = [(20.0 * i, y) for i, (y, _) in enumerate(values)]
    chosen = [some for _, some in values]
    found = list(stretches(points, chosen))
    covered = sum(path.bounds.width for path in found)
    ends = (chosen[0] + chosen[-1]) * 10.0
    assert covered == pytest.approx(20.0 * sum(chosen) - ends)
    whole = bezier(points, stroke="#000000", thickness=1)
    if all(chosen):
        assert (whole.x, whole.y) == (found[0].x, found[0].y)


# --- entries -----------------------------------------------------------------


def test_an_opportunity_has_its_rank_above_and_its_owner_below():
    """The text takes the whole width of the column."""
    figure = view(jk.example())
    scene = drawn(figure)
    (row,) = (r for r in figure.rows if r.role is LaneRole.OPPORTUNITIES)
    entry = next(e for cell in row.cells for e in cell.entries if e.text == "Buy as a guest")
    assert "Digital retail" == entry.note
    block = group(scene, entry.id)
    runs = {run.text: run for run in texts(block.items)}
    (disc,) = (item for item in leaves(block.items) if isinstance(item, Disc))
    assert disc.bounds.bottom <= runs["Buy as a guest"].bounds.y + 3
    assert runs["Buy as a guest"].left == pytest.approx(runs["Digital retail"].left)
    assert runs["Digital retail"].y > runs["Buy as a guest"].y
    assert runs["Digital retail"].size < runs["Buy as a guest"].size


def changed(value):
    mark = Mark(MarkKind.CHANGE, value, ("new", "gone", "moved", "changed")[value - 1])
    return Sheet(
        "m", "Map", groups=[ColumnGroup("g", "Phase")],
        columns=[Column("a", "Pay here", "g", marks=[mark]), Column("b", "Go", "g")],
        rows=[
            Row("doing", "Doing", LaneRole.ACTIONS, cells=[Cell([Entry("Pays", id="e")]), Cell()])
        ],
        legend=[mark],
    )  # fmt: skip


@pytest.mark.parametrize("value", [1, 2, 3, 4])
def test_a_change_is_said_in_words_at_the_head(value):
    """The sign stands with its word; what is gone is struck out and muted, and only that."""
    scene = drawn(changed(value))
    head = group(scene, "a")
    runs = {run.text: run for run in texts(head.items)}
    assert ("new", "gone", "moved", "changed")[value - 1] in runs
    title = runs["Pay here"]
    struck = [
        item
        for item in leaves(head.items)
        if isinstance(item, Line) and item.x1 == title.left and item.y1 == item.y2
    ]
    assert (value == 2) == bool(struck)
    assert (value == 2) == (title.color == LIGHT.muted)
    assert (value == 2) == (runs["Pays"].color == LIGHT.muted)


# --- cards -------------------------------------------------------------------


def card(index, *, goals=2):
    return Card(
        f"p{index}", f"Persona {index}", subtitle="who rides", quote="I just want a bike.",
        fields=[Field("Goals", [f"Ride to work {g}, in any weather" for g in range(goals)])],
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 4, 20])
@pytest.mark.parametrize("personas", [0, 1, 2, 3, 4, 5, 9])
def test_personas_do_not_push_the_map_off(personas, count):
    """Four stand at the head; more have their names there, and their cards at the foot."""
    scene = drawn(phased(count, cards=[card(i) for i in range(personas)]))
    assert [] == overlaps(scene)
    assert [] == strays(scene)
    phases = group(scene, "g0").bounds.y
    assert phases < 620
    for i in range(personas):
        assert (personas <= 4) == (group(scene, f"p{i}").bounds.bottom < phases)
        written = [run.text for run in texts(scene.items)]
        assert (1 if personas <= 4 else 2) == written.count(f"Persona {i}")


@pytest.mark.parametrize("count", [1, 4, 20])
@pytest.mark.parametrize("personas", [1, 3, 5, 11])
def test_personas_of_whom_only_the_name_is_known_stand_in_a_line(personas, count):
    """Below the title, once each, without a box."""
    cards = [Card(f"p{i}", f"Persona {i}") for i in range(personas)]
    scene = drawn(phased(count, cards=cards))
    assert [] == overlaps(scene)
    assert [] == strays(scene)
    written = [run.text for run in texts(scene.items)]
    for card in cards:
        found = group(scene, card.id)
        assert found.bounds.bottom < group(scene, "g0").bounds.y
        assert [] == [item for item in found.items if isinstance(item, Box)]
        assert 1 == written.count(card.title)


def test_a_persona_with_long_fields_stands_at_the_foot():
    """All of it is drawn, but below."""
    scene = drawn(phased(3, cards=[card(0, goals=40)]))
    assert group(scene, "p0").bounds.y > group(scene, "row-f").bounds.bottom
    written = " ".join(run.text for run in texts(scene.items))
    assert all(f"work {g}," in written for g in range(40))


# --- what recedes ------------------------------------------------------------


def test_quotes_recede_as_other_texts_do():
    """What is muted is so in italics as well."""
    cell = Cell((Entry("Nice", quote=True, tone=Tone.MUTED), Entry("Goes in", tone=Tone.MUTED)))
    row = Row("r", "Row", LaneRole.THOUGHTS, cells=[cell])
    scene = drawn(phased(1).replace(rows=[row]))
    colors = {run.text: run.color for run in texts(scene.items)}
    assert LIGHT.muted == colors["Goes in"] == colors["“Nice”"]


# --- several curves ----------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_curves_are_told_apart_without_colour(theme):
    """By dash, by thickness and by the form of their points; each is named where it begins."""
    points = [[CurvePoint(i, 0.5, (i + c) % 3 / 2 - 0.4) for i in range(4)] for c in range(3)]
    row = Row(
        "f", "Feeling", LaneRole.EMOTIONS,
        curves=[Curve(f"c{c}", f"Who {c}", points[c]) for c in range(3)],
    )  # fmt: skip
    desk = Desk(theme, Typesetter(FONTS))
    feeling = set_feeling(row, [0, 150, 300, 450], [150] * 4, desk)
    paths = [item for item in leaves(feeling.items) if isinstance(item, Path)]
    assert 3 == len({path.dash for path in paths})
    assert 2 == len({path.thickness for path in paths})
    said = {run.text: run for run in texts(feeling.items)}
    assert {"Who 0", "Who 1", "Who 2"} <= set(said)
    assert all(run.left < 150 for run in said.values())
    fills = [i for i in leaves(feeling.items) if isinstance(i, Polygon) and i.opacity < 1]
    first = [row.curves[0].points[k].value for k in range(4)]
    crossings = sum((a > 0) != (b > 0) for a, b in pairwise(first))
    assert len(fills) <= crossings + 1


@pytest.mark.parametrize("language", ["en", "de", "ja", "ar", "hi"])
@pytest.mark.parametrize("count", [3, 12, 25])
def test_words_of_several_curves_keep_apart(language, count):
    """However many curves there are."""
    assert [] == overlaps(drawn(sheet(count, language, curves=3)))


def test_one_curve_needs_no_name():
    """It is the only one; a legend of it would say nothing."""
    names = [run.text for run in texts(drawn(phased(4)).items)]
    assert "C" not in names


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_words_read_on_the_areas_of_the_curve(theme):
    """Where there is no room outside, a word on the tint has the contrast of text."""
    desk = Desk(theme, Typesetter(FONTS))
    points = [CurvePoint(i, 0.5, 0.9 - i % 2 / 20, label="fine indeed") for i in range(30)]
    lows = [CurvePoint(i, 0.5, -0.9 + i % 2 / 20, label="bad indeed") for i in range(30)]
    curves = [Curve("a", "A", points), Curve("b", "B", lows), Curve("c", "C", points[:1])]
    row = Row("f", "Feeling", LaneRole.EMOTIONS, curves=curves)
    feeling = set_feeling(row, [40 * i for i in range(30)], [40] * 30, desk)
    tints = [mixed(tint, theme.band, 0.12) for tint in (theme.positive, theme.negative)]
    for run in texts(feeling.items):
        assert all(contrast_ratio(run.color, tint) >= 4.5 for tint in (*tints, theme.band))


# --- legend and parts --------------------------------------------------------


def test_the_legend_goes_by_topic():
    """Headings in the language of the map, a topic once."""
    figure = view(jk.example("public-service"))
    written = [run.text for run in texts(drawn(figure).items)]
    assert [1, 1, 1] == [written.count(w) for w in ("Schmerzpunkte", "Kanäle", "Zeichen")]


def test_lines_that_several_rows_share_are_explained_once():
    """Before and after mean the same for each persona: the heading names none of them."""
    points = [CurvePoint(i, 0.5, 0.2) for i in range(2)]
    curves = [Curve("a", "Before", points), Curve("b", "After", points)]
    rows = [Row(f"f{who}", f"Feeling · {who}", LaneRole.EMOTIONS, curves=curves) for who in "XY"]
    figure = phased(2).replace(rows=rows)
    written = [run.text for run in texts(drawn(figure).items)]
    assert [1, 1] == [written.count(f"Feeling · {who}") for who in "XY"]
    assert "Feeling" in written


@pytest.mark.parametrize("count", [60, 80])
def test_a_long_map_is_cut_into_parts_that_stand_alone(count):
    """Each has its title with its number, the names of rows and the legend."""
    figure = sheet(count, "en", curves=2)
    scenes = lay_out(figure, measure=FONTS, max_width=1300)
    total = len(scenes)
    assert total > 3
    for number, scene in enumerate(scenes, start=1):
        assert scene.width <= 1300
        assert [] == overlaps(scene)
        assert [] == strays(scene)
        assert f"({number}/{total})" in scene.title
        written = " ".join(run.text for run in texts(scene.items))
        assert f"({number}/{total})" in written
        assert all(mark.label in written for mark in figure.legend)
        assert {f"row-{row.id}" for row in figure.rows} <= {g.id for g in groups(scene.items)}
    titles = {
        run.size for s in scenes for run in texts(s.items) if run.text.startswith("Checkout: F")
    }
    assert 1 == len(titles)


@pytest.mark.parametrize("count", [9, 14, 25, 60])
@pytest.mark.parametrize("width", [600, 900, 1400])
def test_parts_of_a_map_are_on_paper_of_one_width(count, width):
    """As pages of one document are; columns are wider where a part holds fewer."""
    scenes = lay_out(phased(count), measure=FONTS, max_width=width)
    assert 1 == len({scene.width for scene in scenes})
    assert scenes[0].width <= width


def test_a_curve_runs_on_from_part_to_part():
    """It leaves one at the height at which it enters the next, and ends where the map does."""
    scenes = lay_out(phased(14), measure=FONTS, max_width=700)
    assert len(scenes) > 2
    curves = [curve_of(scene) for scene in scenes]
    levels = [
        next(i.y1 for i in leaves(s.items) if isinstance(i, Line) and i.dash == (2, 2.5))
        for s in scenes
    ]
    for (a, low), (b, high) in pairwise(zip(curves, levels, strict=True)):
        assert a.segments[-1].y - low == pytest.approx(b.y - high)
    first, last = scenes[0], scenes[-1]
    assert curves[0].x > 3 * LIGHT.gap + LIGHT.head_width + 20
    assert curves[-1].bounds.right < last.width - 3 * LIGHT.gap - 20
    assert curves[0].bounds.right == pytest.approx(first.width - 3 * LIGHT.gap)


def test_a_phase_that_was_cut_says_that_it_goes_on():
    """Slivers at its end, and at its beginning in the next part."""
    figure = phased(14, each=14)
    whole = drawn(figure)
    first, *_, last = lay_out(figure, measure=FONTS, max_width=900)

    def shapes(scene):
        return [item for item in group(scene, "g0").items if isinstance(item, Polygon)]

    assert 1 == len(shapes(whole))
    ending, beginning = shapes(first), shapes(last)
    assert (3, 3) == (len(ending), len(beginning))
    assert all(shape.bounds.x > ending[0].bounds.x for shape in ending[1:])
    assert all(shape.bounds.x < beginning[0].bounds.x for shape in beginning[1:])


@settings(max_examples=30)
@given(journeys(), st.sampled_from([None, 500, 1000]))
def test_any_journey_is_drawn_with_nothing_cut_or_overlapping(journey, width):
    """Whatever its texts are, whole or in parts."""
    for scene in lay_out(view(journey), measure=FONTS, max_width=width):
        assert [] == overlaps(scene)
        assert [] == strays(scene)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_signs_of_a_column_stand_behind_its_own_name(count):
    """However wide the column is: the nearer name is the one that they are about."""
    signed = Mark(MarkKind.MOMENT, 1, "moment of truth")
    columns = [Column(f"c{i}", "Pay", "g", marks=[signed]) for i in range(count)]
    figure = Sheet("s", "Buy", groups=[ColumnGroup("g", "All")], columns=columns)
    (scene,) = lay_out(figure)
    names = [run for run in texts(scene.items) if run.text == "Pay"]
    rings = [i for i in leaves(scene.items) if isinstance(i, Disc) and i.radius == 4.4]
    for name, ring in zip(names, rings, strict=True):
        assert 0 < ring.x - ring.radius - (name.left + name.width) < 8
