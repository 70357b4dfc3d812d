"""The map as a graph of networkx."""

import networkx as nx
import pytest

from journeykit.analyzers import to_networkx
from journeykit.analyzers.graph import round_trips
from journeykit.errors import NotFoundError
from journeykit.model import Journey, Phase, Touchpoint, Transition


def shop(*transitions):
    return Journey("Buy", [Phase("All", ["Ad", "Cart", "Pay"])], transitions=transitions)


def test_nodes_carry_what_the_map_says():
    """What the map does not say is None; the owner may come from the phase."""
    touchpoint = Touchpoint("Pay", channel="web", emotions=[0.1, -0.4], metrics={"customers": 12})
    graph = to_networkx(Journey("Buy", [Phase("Purchase", [touchpoint, "Ride"], owner="Sales")]))

    assert isinstance(graph, nx.DiGraph)
    expected = {
        "name": "Pay", "phase": "purchase", "channel": "web", "valence": -0.4, "owner": "Sales",
        "customers": 12.0,
    }  # fmt: skip
    assert expected == graph.nodes["pay"]
    assert (None, None, None) == tuple(
        graph.nodes["ride"][name] for name in ("channel", "valence", "customers")
    )


def test_order_makes_the_edges_where_there_are_no_transitions():
    """Every touchpoint leads to the next, also over the end of a phase."""
    graph = to_networkx(Journey("Buy", [Phase("Look", ["Ad"]), Phase("Buy", ["Cart", "Pay"])]))

    assert [("ad", "cart", "happy"), ("cart", "pay", "happy")] == list(graph.edges(data="kind"))
    assert {()} == {ids for _, _, ids in graph.edges(data="transitions")}


def test_transitions_are_exactly_the_edges():
    """Where the map says how customers go, order says nothing."""
    graph = to_networkx(shop(("pay", "ad"), ("ad", "nowhere")))

    assert [("pay", "ad")] == list(graph.edges)
    assert ["ad", "cart", "pay"] == list(graph.nodes)


def test_parallel_transitions_become_one_edge():
    """Counts add up, labels stand side by side, the first kind holds."""
    graph = to_networkx(
        shop(
            Transition("ad", "cart", count=3, kind="alternative"),
            Transition("ad", "cart", id="second", label="refused"),
            Transition("ad", "cart", id="third", label="late", count=4),
        )
    )

    expected = {
        "kind": "alternative", "count": 7, "label": "refused; late",
        "transitions": ("ad-to-cart", "second", "third"),
    }  # fmt: skip
    assert expected == graph.edges["ad", "cart"]


def test_kinds_choose_edges():
    """Only the kinds that are asked for, one or several; nodes stay."""
    journey = shop(
        Transition("ad", "cart"), Transition("cart", "pay", kind="unhappy"),
        Transition("pay", "ad", kind="loop"),
    )  # fmt: skip

    assert [("ad", "cart")] == list(to_networkx(journey, kinds="happy").edges)
    assert [("cart", "pay"), ("pay", "ad")] == list(
        to_networkx(journey, kinds=["unhappy", "loop"]).edges
    )
    assert 3 == len(to_networkx(journey, kinds=[]).nodes)


def test_an_unknown_kind_is_refused():
    """A slip is met with the nearest kind."""
    with pytest.raises(NotFoundError, match="did you mean 'unhappy'"):
        to_networkx(shop(), kinds=["unhapy"])


def test_of_two_touchpoints_with_one_id_the_first_counts():
    """A half-made map still makes a graph."""
    graph = to_networkx(Journey("Buy", [Phase("All", [Touchpoint("A"), Touchpoint("B", id="a")])]))

    assert [("a", "A")] == list(graph.nodes(data="name"))
    assert [] == list(graph.edges)


def test_round_trips():
    """Groups that lead back to themselves, single ones only with a way to themselves."""
    journey = shop(("ad", "cart"), ("cart", "ad"), ("cart", "pay"), ("pay", "pay"))

    assert {frozenset({"ad", "cart"}), frozenset({"pay"})} == set(round_trips(journey))
    assert [] == round_trips(shop())
