"""Finding the view of an object, and the views that are not maps."""

import datetime as dt

import pytest

import journeykit as jk
from journeykit import Journey, Phase, Touchpoint, Transition
from journeykit.errors import NotFoundError, RenderError
from journeykit.model import Lane, LaneRole
from journeykit.view import kinds, view
from journeykit.view.figures import Chart, Graph, Sheet, Table
from journeykit.view.journeys.graphs import concept_map


@pytest.fixture(scope="module")
def journey():
    return jk.example("retail-purchase")


def views(x):
    """Every view of a thing; journeys are compared with themselves."""
    for kind in kinds(x):
        compared = {"to": x} if kind in ("change", "before-after", "measured") else {}
        yield kind, view(x, kind, **compared)


RESULTS = [
    (lambda j: j, Sheet),
    (lambda j: jk.validate(j, today=dt.date(2026, 11, 1)), Table),
    (jk.find_gaps, Table),
    (jk.drop_off, Chart),
    (jk.emotion_curve, Chart),
    (jk.flow, Table),
    (jk.moments_of_truth, Table),
    (jk.rank_opportunities, Table),
]


@pytest.mark.parametrize(("analyze", "usual"), RESULTS)
def test_every_result_can_be_seen(journey, analyze, usual):
    """Each has a usual view, and every other view it names, with something in it."""
    result = analyze(journey)
    assert usual is type(view(result))
    for _, figure in views(result):
        assert figure.title
        assert figure.description or isinstance(figure, Table | Graph)


@pytest.mark.parametrize(("analyze", "usual"), RESULTS)
def test_every_result_of_an_empty_journey_can_be_seen(analyze, usual):
    """Nothing to see is no error."""
    result = analyze(Journey("x"))
    assert all(figure.title for _, figure in views(result))


def test_the_view_follows_what_can_be_drawn(journey):
    """Without a kind, the first view that the renderer can draw is taken."""
    assert isinstance(view(journey, draws=frozenset({Graph})), Graph)
    assert isinstance(view(journey, draws=frozenset({Table})), Table)
    # Where none fits the usual view is given, and the renderer says what it can draw.
    assert isinstance(view(journey, draws=frozenset()), Sheet)


def test_a_figure_is_seen_as_itself(journey):
    """And has no other views."""
    sheet = view(journey)
    assert sheet is view(sheet)
    with pytest.raises(RenderError, match="a Sheet is a figure already"):
        view(sheet, "flow")


def test_foreign_objects_show_themselves():
    """An object with `to_view()` needs nothing else."""

    class Result:
        def to_view(self, kind="usual"):
            return Table("t", kind)

    class Broken:
        def to_view(self):
            return "a picture"

    assert "usual" == view(Result()).title
    assert "other" == view(Result(), "other").title
    with pytest.raises(RenderError, match="expected one of the five kinds of figure, got 'a pic"):
        view(Broken())


def test_what_cannot_be_seen_says_what_can():
    """Wrong objects, kinds and options each get one clear error."""
    with pytest.raises(RenderError, match="there is no view of a int"):
        view(3)
    with pytest.raises(RenderError, match="there is no view of a int"):
        kinds(3)
    with pytest.raises(NotFoundError, match="no view of a Journey named 'flwo'; did you mean 'f"):
        view(Journey("x"), "flwo")
    with pytest.raises(NotFoundError, match="did you mean 'lanes'"):
        view(Journey("x"), "map", lane=())
    with pytest.raises(RenderError, match="'change' needs the option 'to': the other Journey; on"):
        view(Journey("x"), "change")
    with pytest.raises(RenderError, match="which view is said by kind=..., not view='flow'"):
        view(Journey("x"), view="flow")
    with pytest.raises(NotFoundError, match="no option of a figure, such as this Sheet, 'dpi'"):
        view(view(Journey("x")), dpi=90)


def test_what_shows_itself_has_no_other_views(journey):
    """Nor has a figure; to ask for them is no error."""

    class Result:
        def to_view(self):
            return Table("t", "Result")

    assert () == kinds(Result()) == kinds(view(journey))
    with pytest.raises(RenderError, match=r"Result.to_view\(\) cannot be called with kind='map'"):
        view(Result(), "map")
    with pytest.raises(RenderError, match="unexpected keyword argument 'only'"):
        view(Result(), only=3)


def test_rows_are_asked_for_as_in_a_filter():
    """One or several, by role or by id; what there is not gets an error that says what is."""
    journey = Journey(
        "x",
        [Phase("A", [Touchpoint("a", actions="go", thoughts="hm", lanes={"costs": "5"})])],
        lanes=[Lane("Costs", role="custom"), Lane("Doing", role="actions")],
    )

    def rows(lanes):
        return [row.title for row in view(journey, lanes=lanes).rows]

    assert ["Doing"] == rows("actions") == rows(LaneRole.ACTIONS) == rows(journey.lanes[1])
    assert ["Thinking", "Costs"] == rows(["thoughts", "costs"])
    assert ["Costs"] == rows([LaneRole.CUSTOM])
    with pytest.raises(NotFoundError, match="no lane 'action'; did you mean 'actions'?"):
        rows(["action"])


def test_a_journey_to_compare_with_asks_for_a_comparison(journey):
    """Without a kind the first view is taken that takes the options."""
    assert f"{journey.id}-change" == view(journey, to=journey).id
    with pytest.raises(NotFoundError, match="no option of this view named 'too'"):
        view(journey, too=journey)


def test_flow_draws_transitions_by_kind():
    """Edges carry kind, label and count; ids that stand twice are one node."""
    journey = Journey(
        "x",
        [Phase("A", [Touchpoint("a", channel="web", emotion=-0.5), "b"]), Phase("B", ["b", "c"])],
        transitions=[Transition("a", "c", kind="exception", label="refused", count=3)],
    )
    graph = view(journey, "flow")
    assert ["a", "b", "c"] == [node.id for node in graph.nodes]
    (edge,) = graph.edges
    assert ("a", "c", "exception", "refused", 3.0) == (
        edge.source, edge.target, edge.kind, edge.label, edge.weight,
    )  # fmt: skip
    assert "negative" == graph.nodes[0].tone
    assert ["A", "B"] == [group.label for group in graph.groups]


def test_concepts_are_connected(journey):
    """Every node of the concept map hangs together with the journey."""
    import networkx

    graph = concept_map(journey)
    drawn = networkx.Graph((edge.source, edge.target) for edge in graph.edges)
    assert {node.id for node in graph.nodes} == set(drawn.nodes)
    assert networkx.is_connected(drawn)
    assert {"journey", "persona", "phase", "touchpoint", "channel", "pain point", "opportunity",
            "initiative"} == {node.kind for node in graph.nodes}  # fmt: skip


def test_figures_refuse_what_does_not_fit():
    """A sheet needs a cell for each column, a graph its nodes, a table its values."""
    from journeykit.errors import InvalidValueError
    from journeykit.view.figures import Column, Edge, Node, Row, TableColumn

    with pytest.raises(InvalidValueError, match="one cell for each of 1 columns"):
        Sheet("s", "s", columns=(Column("a", "a", "g"),), rows=(Row("r", "r", LaneRole.GOALS),))
    with pytest.raises(InvalidValueError, match="nodes with distinct ids"):
        Graph("g", "g", nodes=(Node("a", "a"), Node("a", "b")))
    with pytest.raises(InvalidValueError, match="ends that are nodes"):
        Graph("g", "g", nodes=(Node("a", "a"),), edges=(Edge("a", "b"),))
    with pytest.raises(InvalidValueError, match="1 values"):
        Table("t", "t", columns=(TableColumn("a"),), rows=((1, 2),))


def test_titles_say_which_figure_it_is():
    """Only the map has the title of the journey alone."""
    journey = Journey("Buy", [Phase("A", [Touchpoint("Look")])])
    assert "Buy" == view(journey, "map").title
    for kind, name in (
        ("blueprint", "Service blueprint"), ("flow", "Flow"), ("concepts", "Concept map"),
        ("personas", "Personas"), ("plan", "Action plan"),
    ):  # fmt: skip
        assert f"Buy: {name}" == view(journey, kind).title
