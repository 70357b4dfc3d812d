"""A journey seen as a sheet."""

import pytest

from journeykit import (
    Channel,
    Emotion,
    Evidence,
    Journey,
    Lane,
    Measurement,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.model import LaneRole
from journeykit.view import view
from journeykit.view.figures import Cell, Entry, MarkKind, Sheet


def row(sheet, role):
    """The only row of a role."""
    (found,) = [row for row in sheet.rows if row.role == role]
    return found


def texts(row):
    """The texts of a row, cell by cell."""
    return [[entry.text for entry in cell.entries] for cell in row.cells]


@pytest.fixture
def journey():
    """A map with most of what a sheet shows."""
    return Journey(
        "Buy a bike",
        [
            Phase(
                "Awareness",
                [
                    Touchpoint("See the ad", channel="social", emotion=0.4, actions="Taps it"),
                    Touchpoint("Ask a friend", emotions=[-0.2, 0.6], thoughts=["Hm", "Aha"]),
                ],
                goal="Know what there is",
            ),
            Phase("Nothing yet"),
            Phase(
                "Purchase",
                [
                    Touchpoint(
                        "Pay",
                        channel="web",
                        pain_points=[
                            PainPoint("Slow", severity="abandonment", evidence="survey"),
                            PainPoint("Ugly"),
                        ],
                        metrics=[
                            Measurement("csat_top2", 71, n=400),
                            Measurement("conversion", 0.375),
                            "nps",
                        ],
                        moment_of_truth=True,
                        backstage="Bank check",
                        support="Bank API",
                        expectation="One click",
                        owner="Shop",
                    ),
                ],
            ),
        ],
        scenario="Replaces the car",
        expectations=["Advice", "A test ride"],
        state="current",
        owner="Digital",
        reviewed_on="2026-10-12",
        personas=Persona(
            "Mira", role="commuter", demographics={"age": 34}, quote="Hm.", goals="A bike"
        ),
        channels=Channel("Web shop", id="web"),
        evidence=Evidence("Survey", kind="survey", sample_size=1240),
        opportunities=[
            Opportunity("Plain words", pain_points="ugly", importance=5, satisfaction=5),
            Opportunity("Faster", pain_points="slow", importance=9, satisfaction=3),
            Opportunity("Somewhere else"),
        ],
    )


def test_columns_are_touchpoints_in_groups_of_phases(journey):
    """Phases without a touchpoint stay, as a band without a column."""
    sheet = view(journey)
    assert isinstance(sheet, Sheet)
    assert [("awareness", "Know what there is"), ("nothing-yet", None), ("purchase", None)] == [
        (group.id, group.subtitle) for group in sheet.groups
    ]
    assert [("see-the-ad", "awareness"), ("ask-a-friend", "awareness"), ("pay", "purchase")] == [
        (column.id, column.group) for column in sheet.columns
    ]


def test_columns_carry_channel_and_moment(journey):
    """A channel that is not declared shows its id."""
    marks = [[(m.kind, m.value, m.label) for m in c.marks] for c in view(journey).columns]
    assert marks == [
        [(MarkKind.CHANNEL, 0, "social")],
        [],
        [(MarkKind.CHANNEL, 1, "Web shop"), (MarkKind.MOMENT, 1, "moment of truth")],
    ]


def test_only_lanes_with_content_are_shown(journey):
    """The order is that of the roles."""
    assert [
        "actions", "expectation", "thoughts", "emotions", "pain_points", "opportunities",
        "metrics", "owner", "backstage", "support",
    ] == [row.role.value for row in view(journey).rows]  # fmt: skip


def test_cells_hold_the_texts(journey):
    """Each cell is that of its column; thoughts are quotes."""
    sheet = view(journey)
    assert texts(row(sheet, LaneRole.ACTIONS)) == [["Taps it"], [], []]
    assert texts(row(sheet, LaneRole.THOUGHTS)) == [[], ["Hm", "Aha"], []]
    assert all(e.quote for c in row(sheet, LaneRole.THOUGHTS).cells for e in c.entries)
    assert texts(row(sheet, LaneRole.EXPECTATION))[2] == ["One click"]


def test_pain_points_carry_severity_and_lack_of_evidence(journey):
    """What rests on nothing says so."""
    slow, ugly = row(view(journey), LaneRole.PAIN_POINTS).cells[2].entries
    assert [(MarkKind.SEVERITY, 3)] == [(m.kind, m.value) for m in slow.marks]
    assert [MarkKind.UNSUPPORTED] == [m.kind for m in ugly.marks]
    assert ("slow", "ugly") == (slow.id, ugly.id)


def test_a_map_without_evidence_says_so_once(journey):
    """Where nothing rests on anything, marking everything would say nothing."""
    sheet = view(journey.replace(evidence=()))
    assert sheet.subtitle.endswith("rests on no evidence yet")
    assert MarkKind.UNSUPPORTED not in {mark.kind for mark in sheet.legend}


def test_opportunities_stand_where_they_apply_with_their_rank(journey):
    """Rank 1 is the best; one without a place is listed at the head."""
    sheet = view(journey)
    entries = row(sheet, LaneRole.OPPORTUNITIES).cells[2].entries
    assert [("Plain words", 2), ("Faster", 1)] == [(e.text, e.marks[0].value) for e in entries]
    assert ("Somewhere else",) == sheet.fields[-1].text


def test_figures_are_written_with_their_unit(journey):
    """A share is a percentage, a metric without a value is still to be measured."""
    assert [
        "CSAT, top two of five: 71\u202f% (n\u00a0=\u00a0400)",
        "Conversion: 37.5%",
        "Net Promoter Score: to be measured",
    ] == texts(row(view(journey), LaneRole.METRICS))[2]


def test_figures_say_for_whom_they_are():
    """By the persona who is the segment, or by what its columns hold; times in a unit to read."""
    told = [
        Measurement("wait_s", 41, n=60),
        Measurement("wait_s", 90_000, n=40, segment={"device": "phone"}),
        Measurement("conversion", segment={"device": ["tab", "tv"]}),
    ]
    journey = Journey(
        "Shop", [Phase("Buy", [Touchpoint("Pay", metrics=told)])],
        personas=[Persona("Mira", segment={"device": "phone"})],
    )  # fmt: skip
    assert [
        "Waiting time: 41\u00a0s (n\u00a0=\u00a060)", "Waiting time (Mira): 25\u00a0h (n\u00a0=\u00a040)",
        "Conversion (tab, tv): to be measured",
    ] == texts(row(view(journey), LaneRole.METRICS))[0]  # fmt: skip


def test_the_curve_has_each_feeling(journey):
    """Feelings within a touchpoint are spread over its column."""
    (curve,) = row(view(journey), LaneRole.EMOTIONS).curves
    assert "Mira" == curve.title
    assert [(0, 0.5, 0.4), (1, 1 / 3, -0.2), (1, 2 / 3, 0.6)] == [
        (p.column, p.offset, p.value) for p in curve.points
    ]


def test_each_persona_who_feels_for_herself_has_a_curve():
    """A feeling of nobody in particular is everyone's."""
    journey = Journey(
        "x",
        [
            Phase("A", [Touchpoint("a", emotions=[Emotion(0.5), Emotion(-0.5, persona="jo")])]),
            Phase("B", [Touchpoint("b", emotion=Emotion(1, persona="mira"))]),
        ],
        personas=["Mira", "Jo"],
    )
    curves = row(view(journey), LaneRole.EMOTIONS).curves
    assert {"Mira": [0.5, 1.0], "Jo": [0.5, -0.5]} == {
        curve.title: [p.value for p in curve.points] for curve in curves
    }


def test_the_blueprint_lines_follow_the_roles(journey):
    """A line lies above the first row of its level."""
    assert ["Line of visibility", "Line of internal interaction"] == [
        row.line_above for row in view(journey).rows if row.line_above
    ]


def test_the_blueprint_shows_its_rows_even_in_another_order(journey):
    """A blueprint shows the five rows of Shostack that have content."""
    sheet = view(journey, "blueprint")
    assert ["actions", "backstage", "support"] == [row.role.value for row in sheet.rows]


def test_own_lanes_are_shown_as_listed():
    """Order and titles are the author's; a listed lane is drawn even when empty."""
    journey = Journey(
        "x",
        [Phase("A", [Touchpoint("a", actions="does", lanes={"law": "§ 1"}, frontstage="greets")])],
        lanes=[
            Lane("Schritte", role="actions"),
            Lane("Gesetz", id="law"),
            Lane("Bühne", role="frontstage"),
            Lane("Mehr Bühne", id="more", role="frontstage"),
        ],
    )
    rows = view(journey).rows
    assert ["Schritte", "Gesetz", "Bühne", "Mehr Bühne"] == [row.title for row in rows]
    assert [["does"]], [["§ 1"]] == [texts(row) for row in rows[:2]]
    assert (Cell((Entry("greets"),)),) == rows[2].cells
    assert (Cell(),) == rows[3].cells


def test_head_of_the_map(journey):
    """What the map is, who keeps it, and what it rests on."""
    sheet = view(journey)
    assert (
        "Current journey · owner: Digital · reviewed 2026-10-12 · rests on survey (n\u00a0=\u00a01,240)"
        == sheet.subtitle
    )
    assert ("Scenario", ("Replaces the car",)) == (sheet.fields[0].label, sheet.fields[0].text)
    (card,) = sheet.cards
    assert ("Mira", "commuter, 34", "Hm.") == (card.title, card.subtitle, card.quote)
    assert ("Goals", ("A bike",)) == (card.fields[0].label, card.fields[0].text)


def test_a_map_in_another_language():
    """The words that the figure adds follow the locale."""
    journey = Journey("x", [Phase("A", [Touchpoint("a", emotion=0, actions="b")])], locale="de")
    assert ["Handeln", "Fühlen"] == [row.title for row in view(journey).rows]


def test_the_legend_explains_each_sign_once(journey):
    """One rank stands for all."""
    kinds = [mark.kind for mark in view(journey).legend]
    assert 1 == kinds.count(MarkKind.PRIORITY)
    assert 2 == kinds.count(MarkKind.CHANNEL)
    assert 1 == kinds.count(MarkKind.MOMENT)


def test_an_empty_journey_is_a_sheet():
    """A title alone can be looked at."""
    sheet = view(Journey("x"))
    assert ((), ()) == (sheet.columns, sheet.rows)
    assert "x: a journey of 0 phases and 0 touchpoints." == sheet.description


# --- who comes --------------------------------------------------------------

_WHO = [Persona("Ann"), Persona("Bo")]


def shared(**places) -> Journey:
    """A journey of two; each touchpoint names who comes."""
    stops = [Touchpoint(name, personas=who, emotion=0.2) for name, who in places.items()]
    return Journey("Buy", [Phase("A", stops)], personas=_WHO)


def test_a_map_says_who_comes_where_not_all_do():
    """As the diagrams do in which each task names its actors."""
    first, *_ = view(shared(a="ann", b=("ann", "bo"))).rows
    assert "personas" == first.id
    assert ["Ann", "All personas"] == [cell.entries[0].text for cell in first.cells]


def test_where_all_come_nothing_is_said():
    """Nor where nobody is named."""
    for journey in (shared(a=("ann", "bo")), shared(a=())):
        assert "personas" not in [row.id for row in view(journey).rows]


def test_a_map_of_chosen_rows_has_signs_of_who_comes():
    """No row joins those that were asked for."""
    sheet = view(shared(a="bo", b=("ann", "bo")), lanes=(LaneRole.EMOTIONS,))
    assert ["emotions"] == [row.id for row in sheet.rows]
    assert [["Bo"], []] == [[mark.label for mark in column.marks] for column in sheet.columns]


def test_curves_of_their_own_say_who_comes():
    """They begin and end where their personas do."""
    felt = Emotion(0.3, persona="ann")
    journey = shared(a="ann").with_touchpoint(Touchpoint("c", emotions=[felt]), phase="a")
    assert "personas" not in [row.id for row in view(journey).rows]
