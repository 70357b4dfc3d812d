"""A place for every node: layers, and order within them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers import layered

names = st.sampled_from("abcdefgh")


def test_longest_way_decides_the_layer():
    """A short cut does not pull its target forward."""
    places = layered("abcd", [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")])

    assert {"a": 0, "b": 1, "c": 2, "d": 3} == {node: layer for node, (layer, _) in places.items()}


def test_crossings_are_undone():
    """Neighbours of neighbours lie side by side."""
    places = layered("abxy", [("a", "y"), ("b", "x")])

    order = {node: place for node, (_, place) in places.items()}
    assert (order["a"] < order["b"]) == (order["y"] < order["x"])


@pytest.mark.parametrize("edges", [[("a", "a")], [("a", "?"), ("?", "a")]])
def test_edges_without_two_ends_have_no_effect(edges):
    """A loop on one node, and an end that is no node, move nothing."""
    assert {"a": (0, 0), "b": (0, 1)} == layered("ab", edges)


def test_nothing_to_place():
    """An empty graph has no layers."""
    assert {} == layered([], [])


def test_long_chains_need_no_recursion():
    """Ten thousand nodes in a row are as easy as ten."""
    nodes = [str(i) for i in range(10_000)]

    places = layered(nodes, pairwise(nodes))

    assert (9_999, 0) == places["9999"]


@given(st.lists(names, unique=True), st.lists(st.tuples(names, names)))
def test_every_node_has_a_place_of_its_own(nodes, edges):
    """Layers and places are numbered from 0 without holes, and the result repeats."""
    places = layered(nodes, edges)

    assert list(nodes) == list(places)
    assert len(places) == len(set(places.values()))
    rows = {}
    for layer, place in places.values():
        rows.setdefault(layer, []).append(place)
    assert list(range(len(rows))) == sorted(rows)
    assert all(list(range(len(row))) == sorted(row) for row in rows.values())
    assert places == layered(nodes, edges)


@given(st.lists(st.tuples(names, names)))
def test_edges_lead_onwards_where_there_is_no_loop(pairs):
    """Edges that follow the alphabet cannot close a loop, so all of them go to a later layer."""
    edges = [(min(pair), max(pair)) for pair in pairs]

    places = layered("abcdefgh", edges)

    assert all(places[a][0] < places[b][0] for a, b in edges if a != b)
