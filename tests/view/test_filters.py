"""Filters: which part of a journey a view shows, and that nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit import (
    Emotion,
    Filter,
    Initiative,
    Journey,
    Lane,
    Opportunity,
    PainPoint,
    Persona,
    Phase,
    Touchpoint,
)
from journeykit.errors import InvalidValueError, NotFoundError, RenderError
from journeykit.model import LaneRole, PainSeverity
from journeykit.testing.strategies import journeys
from journeykit.view import kinds, view
from journeykit.view.figures import Graph, MarkKind, Sheet

SHEETS = ("map", "blueprint", "by-persona")
KINDS = (*SHEETS, "flow", "concepts", "cards", "personas", "plan", "timeline", "report")
COMPARING = ("change", "before-after", "measured")


@pytest.fixture
def journey():
    """Three phases, two personas, two channels, pains of each severity."""
    return Journey(
        "Buy a bike",
        [
            Phase(
                "Look",
                [
                    Touchpoint("Ad", channel="social", personas="mira", emotion=0.2),
                    Touchpoint(
                        "Shop", channel="web", pain_points=PainPoint("Slow", severity="trivial"),
                        emotions=[Emotion(0.5, persona="mira"), Emotion(-0.5, persona="tom")],
                    ),
                ],
            ),
            Phase("Wait"),
            Phase(
                "Pay",
                [
                    Touchpoint(
                        "Cart", channel="app", personas="tom", actions="Pays",
                        pain_points=[
                            PainPoint("Lost", severity="abandonment"),
                            PainPoint("Ugly", severity="trivial"),
                            PainPoint("Odd"),
                        ],
                    ),
                    Touchpoint("Mail", channel="web", emotion=Emotion(0.7, persona="tom")),
                ],
            ),
        ],
        personas=["Mira", "Tom", "Zoe"],
        opportunities=[
            Opportunity("Faster", pain_points="slow", importance=9, satisfaction=2),
            Opportunity("Keep it", pain_points="lost", importance=8, satisfaction=2),
            Opportunity("Paint it", pain_points="ugly", importance=3, satisfaction=2),
            Opportunity("Anything"),
        ],
        initiatives=[
            Initiative("Save carts", opportunities="keep-it"),
            Initiative("Buy servers", opportunities="faster"),
            Initiative("Dream"),
        ],
    )  # fmt: skip


def titles(sheet):
    """The titles of the columns."""
    return [column.title for column in sheet.columns]


def texts(sheet, role):
    """All texts in the rows of a role."""
    return [e.text for row in sheet.rows if row.role == role for c in row.cells for e in c.entries]


# --- what is shown ----------------------------------------------------------------


def test_phases(journey):
    """Only their touchpoints; an empty phase only where it was asked for."""
    sheet = view(journey, only=Filter(phases="pay"))
    assert (["Cart", "Mail"], ["pay"]) == (titles(sheet), [group.id for group in sheet.groups])
    asked = view(journey, only=Filter(phases=["wait", journey.phases[0]]))
    assert ["look", "wait"] == [group.id for group in asked.groups]


def test_touchpoints_and_channels(journey):
    """Those named, and those through a channel."""
    assert ["Mail"] == titles(view(journey, only=Filter(touchpoints="mail")))
    assert ["Shop", "Mail"] == titles(view(journey, only=Filter(channels="web")))
    assert ["Mail"] == titles(view(journey, only=Filter(channels="web", phases="pay")))


def test_personas(journey):
    """Whom they are, where they come, what they feel."""
    sheet = view(journey, only=Filter(personas="tom"))
    assert ["Shop", "Cart", "Mail"] == titles(sheet)
    assert ["Tom"] == [card.title for card in sheet.cards]
    (curve,) = next(row for row in sheet.rows if row.role is LaneRole.EMOTIONS).curves
    assert ("Tom", [-0.5, 0.7]) == (curve.title, [point.value for point in curve.points])


def test_personas_stand_beside_what_they_come_to(journey):
    """A persona who does not come there is not shown there, and keeps her hue."""
    cards = view(journey, only=Filter(touchpoints="cart")).cards
    assert [("Tom", 1)] == [(card.title, card.hue) for card in cards]


def test_lanes_by_role_and_by_id(journey):
    """A row of one's own has an id, the others a role."""
    roles = [row.role for row in view(journey, only=Filter(lanes=[LaneRole.ACTIONS])).rows]
    assert [LaneRole.ACTIONS] == roles
    own = journey.replace(lanes=[Lane("Gesetz", id="law"), Lane("Tun", role="actions")])
    assert ["law"] == [row.id for row in view(own, only=Filter(lanes="law")).rows]
    part = view(own, only=Filter(lanes="actions"))
    assert ["tun"] == [row.id for row in part.rows]
    assert part.subtitle.endswith("shows only rows Tun")


def test_severity_hides_milder_pain_points_and_what_addresses_only_them(journey):
    """Columns stay, for a journey with holes is none."""
    sheet = view(journey, only=Filter(severity="workaround"))
    assert 4 == len(sheet.columns)
    assert ["Lost"] == texts(sheet, LaneRole.PAIN_POINTS)
    assert ["Keep it"] == texts(sheet, LaneRole.OPPORTUNITIES)


def test_hidden_opportunities_are_not_listed_elsewhere(journey):
    """What has no place is listed beside the whole journey only."""
    assert [("Anything",)] == [field.text for field in view(journey).fields]
    for only in (Filter(phases="pay"), Filter(lanes="actions")):
        assert () == view(journey, only=only).fields
    assert [("Anything",)] == [
        f.text for f in view(journey, only=Filter(severity="trivial")).fields
    ]


def test_rows_without_anything_left_go(journey):
    """Only what the part has something to say of is drawn."""
    rows = [row.role for row in view(journey, only=Filter(touchpoints="ad")).rows]
    assert [LaneRole.EMOTIONS] == rows


def test_the_rest_says_what_it_said(journey):
    """Ranks, signs of channels and hues are those of the whole journey."""
    whole, part = view(journey), view(journey, only=Filter(phases="pay"))
    assert [2] == [group.hue for group in part.groups]
    assert whole.columns[2:] == part.columns
    chances = next(row for row in part.rows if row.role is LaneRole.OPPORTUNITIES).cells[0].entries
    ranks = {e.text: m.value for e in chances for m in e.marks if m.kind is MarkKind.PRIORITY}
    assert {"Keep it": 2, "Paint it": 3} == ranks


def test_the_figure_says_what_it_shows(journey):
    """In the subtitle of a map, in the description of every figure; in order of the journey."""
    only = Filter(phases=["pay", "look"], severity="workaround", lanes=["emotions", "actions"])
    sheet = view(journey, only=only)
    said = "shows only Look, Pay; rows Doing, Feeling; pain points from “needs a workaround”"
    assert sheet.subtitle.endswith(f" · {said}")
    assert sheet.description.endswith(f" S{said[1:]}.")
    german = view(journey.replace(locale="de"), only=Filter(channels="web", personas=()))
    assert german.subtitle.endswith("zeigt nur über web; es bleibt nichts zu zeigen")
    nothing = view(journey, "flow", only=Filter(touchpoints=()))
    assert "nothing is left to show" == nothing.subtitle


def test_cards_tables_and_plans_follow(journey):
    """Those who come there, and what is planned for it."""
    only = Filter(phases="look")
    assert ["Mira", "Tom", "Zoe"] == [c.title for c in view(journey, "cards", only=only).cards]
    assert ["Mira"] == [
        row[0] for row in view(journey, "personas", only=Filter(personas="mira")).rows
    ]
    assert ["Buy servers"] == [row[0] for row in view(journey, "plan", only=only).rows]
    assert "Buy a bike: Action plan (shows only Look)" == view(journey, "plan", only=only).title
    assert 3 == len(view(journey, "plan").rows)


# --- what is refused --------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "message"),
    [
        ({"phases": "pya"}, "no phase 'pya'; did you mean 'pay'"),
        ({"touchpoints": "crat"}, "no touchpoint 'crat'; did you mean 'cart'"),
        ({"personas": "tim"}, "no persona 'tim'; did you mean 'tom'"),
        ({"channels": "wbe"}, "no channel 'wbe'; did you mean 'web'"),
        ({"lanes": "action"}, "no lane 'action'; did you mean 'actions'"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_unknown_names_are_refused(journey, kind, only, message):
    """With the nearest name."""
    with pytest.raises(NotFoundError, match=message):
        view(journey, kind, only=Filter(**only))


def test_what_is_no_filter_is_refused(journey):
    """And so is a severity that does not exist."""
    with pytest.raises(InvalidValueError, match=r"view.only: expected a Filter"):
        view(journey, only="pay")
    with pytest.raises(InvalidValueError, match=r"Filter.severity: expected a severity"):
        Filter(severity="awful")
    with pytest.raises(InvalidValueError, match=r"Filter.phases"):
        Filter(phases=[3])


def test_results_take_no_filter(journey):
    """They are of the whole, and say so."""
    with pytest.raises(RenderError, match="a view of a Gaps takes no filter"):
        view(jk.find_gaps(journey), only=Filter(phases="pay"))


# --- laws -------------------------------------------------------------------------


def filters_of(journey):
    """Filters that name what a journey has."""
    channels = [t.channel for t in journey.touchpoints if t.channel is not None]
    lanes = [*LaneRole, *(lane.id for lane in journey.lanes)]
    known = {
        "phases": [phase.id for phase in journey.phases],
        "touchpoints": [t.id for t in journey.touchpoints],
        "personas": [persona.id for persona in journey.personas],
        "channels": channels,
        "lanes": lanes,
    }
    return st.builds(
        Filter,
        severity=st.none() | st.sampled_from(PainSeverity),
        **{
            name: st.none() | (st.lists(st.sampled_from(ids), max_size=3) if ids else st.just(()))
            for name, ids in known.items()
        },
    )


@st.composite
def filtered(draw, count=1):
    """A journey with filters for it."""
    journey = draw(journeys())
    return journey, *(draw(filters_of(journey)) for _ in range(count))


@given(journey=journeys())
def test_an_empty_filter_is_no_filter(journey):
    """Nothing is hidden, and nothing else said."""
    for kind in KINDS:
        assert view(journey, kind) == view(journey, kind, only=Filter())
    for kind in COMPARING:
        assert view(journey, kind, to=journey) == view(journey, kind, to=journey, only=Filter())


@given(drawn=filtered(2))
def test_twice_is_once_and_filters_commute(drawn):
    """What a filter lets through, it lets through; the order of ids means nothing."""
    journey, one, other = drawn
    assert one & one == one & one & one
    for kind in KINDS:
        assert view(journey, kind, only=one) == view(journey, kind, only=one & one)
        assert view(journey, kind, only=one & other) == view(journey, kind, only=other & one)
    for kind in COMPARING:
        there = view(journey, kind, to=journey, only=one & other)
        assert there == view(journey, kind, to=journey, only=other & one)


def test_every_view_of_a_journey_takes_a_filter(journey):
    """And a new one must."""
    assert {*KINDS, *COMPARING} == set(kinds(journey))


@given(drawn=filtered(), kind=st.sampled_from(SHEETS))
def test_nothing_appears_in_a_sheet_that_was_not_there(drawn, kind):
    """Each cell, curve, card, group and sign of a part is one of the whole."""
    journey, only = drawn
    whole, part = view(journey, kind), view(journey, kind, only=only)
    assert set(part.columns) <= set(whole.columns)
    assert {card.id for card in part.cards} <= {card.id for card in whole.cards}
    assert {group.id for group in part.groups} <= {group.id for group in whole.groups}
    assert set(part.legend) <= set(whole.legend) | set(_moments(whole))
    assert set(part.fields) <= set(whole.fields)
    rows = {row.id: row for row in whole.rows}
    for row in part.rows:
        there = [set(cell.entries) for cell in rows[row.id].cells]
        here = [set(cell.entries) for cell in row.cells]
        assert all(any(mine <= its for its in there) for mine in here)
        felt = {(p.value, p.label) for curve in rows[row.id].curves for p in curve.points}
        assert {(p.value, p.label) for curve in row.curves for p in curve.points} <= felt


def _moments(sheet):
    return [mark for column in sheet.columns for mark in column.marks]


@given(drawn=filtered(), kind=st.sampled_from(["flow", "concepts"]))
def test_nothing_appears_in_a_graph_that_was_not_there(drawn, kind):
    """Each node and edge of a part is one of the whole."""
    journey, only = drawn
    whole, part = view(journey, kind), view(journey, kind, only=only)
    assert {node.id for node in part.nodes} <= {node.id for node in whole.nodes}
    assert set(part.edges) <= set(whole.edges)


@given(drawn=filtered(2))
def test_both_filters_show_no_more_than_each(drawn):
    """Columns of the one and the other are columns of both."""
    journey, one, other = drawn
    both = set(view(journey, only=one & other).columns)
    assert both <= set(view(journey, only=one).columns) & set(view(journey, only=other).columns)


@pytest.mark.parametrize("name", ["retail-purchase", "software-onboarding", "public-service"])
def test_parts_of_the_examples_make_up_the_whole(name):
    """Phase by phase, every column and every cell is there once."""
    journey = jk.example(name)
    whole = view(journey)
    parts = [view(journey, only=Filter(phases=phase)) for phase in journey.phases]
    assert whole.columns == tuple(column for part in parts for column in part.columns)
    for index, row in enumerate(whole.rows):
        if row.cells:
            found = [{r.id: r for r in part.rows}.get(row.id) for part in parts]
            cells = sum(sum(len(c.entries) for c in r.cells) for r in found if r is not None)
            assert sum(len(cell.entries) for cell in whole.rows[index].cells) == cells


def test_a_filter_reads_as_it_is_written():
    """For logs and messages; and it is a value."""
    only = Filter(phases=Phase("Pay"), severity="workaround")
    assert "Filter(phases=('pay',), severity=<PainSeverity.WORKAROUND: 'workaround'>)" == repr(only)
    assert hash(only) == hash(Filter(severity=PainSeverity.WORKAROUND, phases=("pay",)))
    with pytest.raises(TypeError):
        only & "pay"


def test_elements_stand_for_their_ids():
    """As everywhere in the model."""
    only = Filter(personas=Persona("Mira"), lanes=Lane("Law"), touchpoints=[Touchpoint("Ad")])
    assert (("mira",), ("law",), ("ad",)) == (only.personas, only.lanes, only.touchpoints)


def test_the_flow_is_a_graph_of_the_part(journey):
    """Ways to what is hidden are hidden."""
    graph = view(journey, "flow", only=Filter(phases="pay"))
    assert isinstance(graph, Graph)
    assert [("cart", "mail")] == [(edge.source, edge.target) for edge in graph.edges]


def test_a_sheet_of_nothing_is_still_a_sheet(journey):
    """An empty tuple shows nothing."""
    sheet = view(journey, only=Filter(phases=()))
    assert isinstance(sheet, Sheet)
    assert ((), ()) == (sheet.columns, sheet.groups)
