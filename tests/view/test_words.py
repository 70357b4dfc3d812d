"""Figures in words: whatever a picture says, its text equivalent says as well."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit import Journey, Phase, Touchpoint
from journeykit.errors import NotFoundError, RenderError
from journeykit.model import LaneRole
from journeykit.renderers.recorder import figures, texts
from journeykit.testing.features import features
from journeykit.testing.figures import figure
from journeykit.testing.strategies import journeys
from journeykit.view import describe, kinds, view
from journeykit.view.figures import (
    FIGURES,
    Axis,
    AxisKind,
    Cell,
    Chart,
    Column,
    ColumnGroup,
    Curve,
    CurvePoint,
    Edge,
    Entry,
    Graph,
    Guide,
    Mark,
    MarkKind,
    Node,
    NodeGroup,
    Page,
    Point,
    Row,
    Series,
    SeriesKind,
    Sheet,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.words.short import LONGEST
from journeykit.view.words.text import lines

EXAMPLES = ("retail-purchase", "software-onboarding", "public-service")
TODAY = dt.date(2026, 11, 1)
SUBJECTS = {
    "journey": lambda j: j,
    "persona": lambda j: (*j.personas, jk.Persona("Jo"))[0],
    "report": lambda j: jk.validate(j, today=TODAY),
    "gaps": jk.find_gaps,
    "drop-off": jk.drop_off,
    "feelings": jk.emotion_curve,
    "flow": jk.flow,
    "moments": jk.moments_of_truth,
    "priorities": jk.rank_opportunities,
}


def unsaid(drawn):
    """The lines of texts that a figure shows and its text equivalent leaves out."""
    said = describe(drawn)
    shown = (text for each in map(_seen, figures(drawn)) for text in texts(each))
    return [line for text in shown for line in lines(text) if line not in said]


def _seen(drawn):
    """A figure without what it would say of weights that it has not."""
    if isinstance(drawn, Graph) and all(edge.weight is None for edge in drawn.edges):
        return drawn.replace(weight_unit=None)
    return drawn


# --- laws -------------------------------------------------------------------------


@pytest.mark.parametrize("variety", ["small", "empty", "hostile", "large"])
@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_that_a_figure_says_is_left_out(kind, variety):
    """Every text is there, whatever it is made of."""
    assert [] == unsaid(figure(kind, variety))


def views_of(x):
    """Every view of something, with the second journey that a comparison asks for."""
    for kind in kinds(x):
        for options in ({}, {"to": x}, {"after": x}):
            try:
                yield kind, view(x, kind, **options)
                break
            except (NotFoundError, RenderError, TypeError):
                continue
        else:
            pytest.fail(f"there is no way to see {kind}")


@pytest.mark.parametrize("kind", FIGURES)
def test_whatever_a_figure_can_say_is_said(kind):
    """A sign, a bar, an interval, a tone: two figures that differ in it are told differently."""
    silent = [
        feature.name
        for feature in features(kind)
        if not feature.hint and describe(feature.having) == describe(feature.without)
    ]
    assert [] == silent


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_that_a_view_says_is_left_out(name, subject):
    """Of every view that there is."""
    for kind, drawn in views_of(SUBJECTS[subject](jk.example(name))):
        assert [] == unsaid(drawn), kind


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_view_has_a_short_form(name, subject):
    """One line that fits the `alt` of a picture, and says more than its title."""
    for kind, drawn in views_of(SUBJECTS[subject](jk.example(name))):
        assert drawn.description, kind
        assert drawn.title != drawn.description, kind
        assert [drawn.description] == lines(drawn.description), kind
        assert len(drawn.description) <= LONGEST, kind


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_to_see_has_a_short_form_too(subject):
    """Silence would read as a picture that failed."""
    for kind, drawn in views_of(SUBJECTS[subject](Journey("x"))):
        assert drawn.description, kind


@settings(max_examples=40, deadline=None)
@given(journeys(), st.sampled_from(["map", "blueprint", "flow", "concepts", "personas", "plan"]))
def test_any_journey_is_told_whole(journey, kind):
    """Whatever its texts are; and blocks have one blank line between them."""
    drawn = view(journey, kind)
    assert [] == unsaid(drawn)
    assert not re.search(r"\n\n\n|^\n|\n$", describe(drawn))


# --- journeys ---------------------------------------------------------------------


def test_a_journey_is_told_as_one_walks_it():
    """Phase by phase, touchpoint by touchpoint, row by row."""
    journey = Journey(
        "Buy a bike",
        [
            Phase(
                "Awareness",
                [
                    Touchpoint(
                        "See the ad",
                        channel="social",
                        actions=["Taps it", "Reads on"],
                        thoughts="What is that?",
                        emotions=[jk.Emotion(-0.8, quote="Oh no"), jk.Emotion(0.4, label="glad")],
                        pain_points=[jk.PainPoint("Slow", severity="abandonment")],
                        moment_of_truth=True,
                    )
                ],
                goal="Know what there is",
            ),
            Phase("Use"),
        ],
        scenario="Replaces the car",
        personas=jk.Persona("Mira", role="commuter", quote="Hm", goals=["A bike", "No car"]),
        opportunities=jk.Opportunity("Faster", pain_points="slow", importance=9, satisfaction=3),
    )
    blocks = describe(journey).split("\n\n")
    assert "Buy a bike." == blocks[0]
    assert "Scenario: Replaces the car." in blocks
    assert "Mira.\ncommuter.\n“Hm.”\nGoals: A bike. No car." in blocks or (
        "Mira.\ncommuter.\n“Hm”.\nGoals: A bike. No car." in blocks
    )
    assert "Feeling (Mira) runs from −1 (upset) through 0 (neutral) to +1 (delighted)." in blocks
    at = blocks.index("Phase 1 of 2: Awareness. Know what there is.")
    assert [
        "Touchpoint 1 of 1: See the ad (channel: social; moment of truth).",
        "Doing: Taps it. Reads on.",
        "Thinking: “What is that?”",
        "Feeling: −0.8 (upset): “Oh no”; then +0.4 (towards delighted): glad.",
        "Pain points: Slow (makes customers leave).",
    ] == blocks[at + 1].splitlines()[:5]
    assert "Faster (priority 1)" in blocks[at + 1]
    assert "Phase 2 of 2: Use. Nothing here yet." == blocks[at + 2]


def test_a_journey_is_told_in_its_language():
    """Words, figures and quotation marks are those of the journey."""
    told = describe(
        Journey("x", [Phase("A", [Touchpoint("a", thoughts="Na", emotion=-0.25)])], locale="de-AT")
    )
    assert "Kontaktpunkt 1 von 1: a.\nDenken: „Na“.\nFühlen: −0,2 (Richtung verärgert)." in told


def test_another_view_is_told_on_request():
    """Kind and options are those of the view; what cannot be seen cannot be told."""
    journey = Journey("x", [Phase("A", [Touchpoint("a", actions="b", thoughts="c"), "d"])])
    assert "a leads to d (happy path)." in describe(journey, "flow")
    assert "Thinking" not in describe(journey, lanes=(LaneRole.ACTIONS,))
    with pytest.raises(RenderError, match="there is no view of a int"):
        describe(3)
    with pytest.raises(NotFoundError, match="did you mean 'flow'"):
        describe(journey, "flwo")


def test_foreign_objects_are_told():
    """What draws itself through `to_view()` is told as well."""

    class Result:
        def to_view(self):
            return Table("t", "Load", columns=[TableColumn("Channel")], rows=[["Web"]])

    assert "Load.\n\nColumns: Channel.\n\nChannel: Web." == describe(Result())


# --- sheets -----------------------------------------------------------------------


def sheet(*rows, columns=1, **changes):
    given = [Column(f"c{i}", f"Step {i}", "p") for i in range(columns)]
    return Sheet(
        "s", "Map", columns=given, groups=[ColumnGroup("p", "Purchase")], rows=rows, **changes
    )


def test_what_colour_and_form_say_is_said_in_words():
    """Signs by their words, tones where the row does not imply them, bars as shares."""
    entries = [
        Entry("Slow", tone=Tone.NEGATIVE, marks=[Mark(MarkKind.UNSUPPORTED, 1, "no evidence")]),
        Entry("Good", tone=Tone.POSITIVE),
        Entry("Aside", tone=Tone.MUTED),
        Entry("1,240", level=0.41, note="−59%"),
        Entry("655", level=0.005),
        Entry("Hers", marks=[Mark(MarkKind.PERSONA, 0, "Ada")]),
    ]
    told = describe(
        sheet(
            Row("a", "Doing", LaneRole.ACTIONS, cells=[Cell(entries)]),
            Row(
                "p", "Pains", LaneRole.PAIN_POINTS, cells=[Cell([Entry("Bad", tone=Tone.NEGATIVE)])]
            ),
        )
    )
    assert (
        "Doing: Slow (no evidence; negative). Good (positive). Aside. 1,240 (bar at 41%; −59%). "
        "655 (bar at 0.5%). Hers (persona: Ada)."
    ) in told
    assert "Pains: Bad." in told


def test_several_curves_are_told_apart():
    """By the name of each; a sign at the head of the column is not said again."""
    moment = Mark(MarkKind.MOMENT, 1, "moment of truth")
    row = Row(
        "e", "Feeling", LaneRole.EMOTIONS, ends=("glad", "calm", "upset"),
        curves=[
            Curve("a", "Ada", [CurvePoint(0, 0.5, 0.04, marks=[moment])]),
            Curve("b", "Bo", [CurvePoint(0, 0.5, -0.3, label="Hm", quote=True)]),
        ],
    )  # fmt: skip
    head = Column("c", "Pay", "p", marks=[moment])
    told = describe(sheet(row, columns=0).replace(columns=[head]))
    assert "Feeling (Ada; Bo) runs from −1 (upset) through 0 (calm) to +1 (glad)." in told
    assert (
        "Touchpoint 1 of 1: Pay (moment of truth).\n"
        "Feeling, Ada: 0.0 (calm).\nFeeling, Bo: −0.3 (towards upset): “Hm”."
    ) in told


def test_a_subtitle_is_said_once():
    """Not where the description holds the same words."""
    for drawn in (sheet(columns=0), Graph("g", "G"), Chart("c", "C")):
        told = drawn.replace(subtitle="Half is lost", description="Half is lost. More is not.")
        assert 1 == describe(told).count("Half is lost")
        assert "Half is lost." in describe(told.replace(description=""))


def test_lines_and_silent_rows_are_told_once():
    """At the head, where the picture is explained."""
    told = describe(
        sheet(
            Row("b", "Backstage", LaneRole.BACKSTAGE, cells=[Cell()], line_above="The line"),
            legend=[Mark(MarkKind.PRIORITY, 1, "rank")],
        )
    )
    assert "The line lies above Backstage.\nWithout content: Backstage." in told
    assert told.endswith("Signs: rank.")


# --- graphs -----------------------------------------------------------------------


def test_edges_are_sentences():
    """With kind, label and count; nodes with what they are."""
    graph = Graph(
        "g", "Flow", groups=[NodeGroup("p", "Purchase")],
        nodes=[
            Node("a", "Compare", group="p", tone=Tone.NEGATIVE, details=["Web"],
                 marks=[Mark(MarkKind.CHANNEL, 0, "Web")]),
            Node("b", "Ask"), Node("c", "Ask"),
        ],
        edges=[Edge("a", "b", kind="alternative", label="by chat", weight=3100), Edge("b", "a")],
    )  # fmt: skip
    assert [
        "Flow.",
        "Purchase.",
        "Compare (negative; Web).\nCompare leads to Ask (b) (alternative; by chat; 3,100).",
        "Others.",
        "Ask (b).\nAsk (b) leads to Compare (happy path).",
        "Ask (c).",
    ] == describe(graph).split("\n\n")


def test_relations_speak_for_themselves():
    """Ends of one relation share a sentence; without a direction nodes are linked."""
    nodes = [Node("a", "Ada", kind="persona"), Node("b", "Buy"), Node("c", "Use")]
    edges = [Edge("a", "b", kind="takes", label="takes"), Edge("a", "c", kind="takes")]
    told = describe(Graph("g", "G", nodes=nodes, edges=edges))
    assert "Ada (persona).\nAda takes Buy; Use." in told
    told = describe(Graph("g", "G", nodes=nodes, edges=edges[:1], directed=False))
    assert "Ada and Buy are linked (takes)." in told


# --- tables and charts ----------------------------------------------------------------


def test_tables_are_told_row_by_row():
    """Each value with its head; what is empty is not said."""
    table = Table(
        "t", "Steps",
        columns=[TableColumn("Step"), TableColumn("Time", ValueKind.NUMBER, unit="s"),
                 TableColumn("Share", ValueKind.PERCENT)],
        rows=[["Home", 1234.5, 0.5], ["• a\n• b", None, None]],
    )  # fmt: skip
    assert [
        "Steps.",
        "Columns: Step, Time (s), Share.",
        "Step: Home. Time (s): 1,234.5. Share: 50.0%.",
        "Step: a; b.",
    ] == describe(table).split("\n\n")
    assert describe(Table("t", "T")).endswith("Nothing here yet.")


def test_points_are_told_with_their_intervals():
    """What an axis counts, what its words mean, which places have no value."""
    chart = Chart(
        "c", "Funnel", note="Made up",
        x=Axis("Step", kind=AxisKind.CATEGORY, categories=("home", "cart", "paid")),
        y=Axis("Share", kind=AxisKind.PERCENT, ticks=((0, "none"),)),
        series=[Series("s", "Kept", [
            Point(0, 0.5, label="50.0%\n−50%", tone=Tone.NEGATIVE, interval=(0.4, 0.6)),
            Point(1, 0.25),
        ])],
        guides=[Guide(0.3, "Target", vertical=False)],
    )  # fmt: skip
    assert [
        "Funnel.",
        "Across: Step.\nUpwards: Share. 0.0% means none.\nA line at 30.0%: Target.",
        "Kept:\nhome: 50.0%; −50%; negative; interval 40.0% to 60.0%.\ncart: 25.0%.",
        "Without a value: paid.",
        "Made up.",
    ] == describe(chart).split("\n\n")


def test_spans_and_changes_have_two_ends():
    """From and until; from and to."""
    start = dt.date(2026, 1, 1).toordinal()
    rows = Axis(kind=AxisKind.CATEGORY, categories=("Chat", "Form"))
    spans = Series(
        "s", "Plan", [Point(start, 0, x_end=start + 30, label="Ada")], kind=SeriesKind.SPANS
    )
    chart = Chart("c", "C", x=Axis(kind=AxisKind.TIME), y=rows, series=[spans])
    assert "Plan:\nChat: from 2026-01-01 until 2026-01-31; Ada." in describe(chart)
    day = spans.replace(points=[Point(start, 0, x_end=start)])
    assert "Chat: 2026-01-01." in describe(chart.replace(series=[day]))
    moved = Series("s", "Felt", [Point(-0.5, 1, x_end=0.25)], kind=SeriesKind.CHANGES)
    told = describe(Chart("c", "C", y=rows, series=[moved]))
    assert "Form: from −0.5 to 0.25." in told
    assert "Without a value: Chat." in told


def test_quadrants_are_words():
    """A point says in which part it lies."""
    chart = Chart(
        "c", "C", x=Axis("Effort", split=5), y=Axis("Impact", split=5),
        quadrants=("do", "plan", "skip", "doubt"),
        series=[Series("s", "S", [Point(1, 9, label="Chat")])],
    )  # fmt: skip
    assert "Top left: do.\nTop right: plan.\nBottom left: skip." in describe(chart)
    assert "Chat: Effort 1, Impact 9; do." in describe(chart)


def test_a_page_is_told_in_order():
    """Its own words, then those of each part."""
    page = Page("p", "Report", description="Intro", figures=[Table("t", "One"), Page("q", "Two")])
    assert "Report.\n\nIntro\n\nOne.\n\nNothing here yet.\n\nTwo." == describe(page)
