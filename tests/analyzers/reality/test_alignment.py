"""The cost of the best alignment is that of a search through all there are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.reality.brute import Map
from journeykit.analyzers.reality.alignment import costs_of
from journeykit.analyzers.reality.plan import plan_of
from journeykit.model import Journey, Persona, Phase, Touchpoint, Transition

IDS = "abcde"


@st.composite
def maps(draw: st.DrawFn) -> tuple[Journey, tuple[str, ...]]:
    """A map with any ways, of which some touchpoints are visible, and some not for all."""
    ids = IDS[: draw(st.integers(1, len(IDS)))]
    some = st.sets(st.sampled_from(ids))
    special = draw(some)
    touchpoints = [Touchpoint(id, personas="mira" if id in special else ()) for id in ids]
    ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    kinds = st.sampled_from(["happy", "loop", "exception"])
    ways = draw(st.dictionaries(ends, kinds, max_size=8))
    journey = Journey(
        "Map", [Phase("All", touchpoints)], personas=[Persona("Mira"), Persona("Sam")],
        transitions=[Transition(a, b, kind=kind) for (a, b), kind in ways.items()],
    )  # fmt: skip
    return journey, tuple(sorted(draw(some)))


def ways_on(visible: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Ways of up to seven visits, none repeated at once."""
    if not visible:
        return st.just([])
    return st.lists(st.sampled_from(visible), max_size=7).filter(
        lambda way: all(a != b for a, b in pairwise(way))
    )


@given(st.data())
def test_cost_is_that_of_the_cheapest_way_through_the_product(data: st.DataObject) -> None:
    """No alignment of customer and map is cheaper, whether or not it has to come to an end."""
    journey, visible = data.draw(maps())
    plan, brute = plan_of(journey, visible), Map(journey, visible)
    way = data.draw(ways_on(visible))
    costs = costs_of(way, plan)
    assert brute.alignment(way, to_end=True) == costs.to_end
    assert brute.alignment(way, to_end=False) == costs.until_left


@given(maps())
def test_order_needs_and_ways_are_those_of_all_paths(
    world: tuple[Journey, tuple[str, ...]],
) -> None:
    """What comes before what, what needs what, and what may follow: as walking every path tells."""
    journey, visible = world
    plan, brute = plan_of(journey, visible), Map(journey, visible)
    assert set(brute.starts) == set(plan.starts)
    assert set(brute.ends) == plan.ends
    for a in visible:
        assert brute.starts_at(a) == plan.starts_at(a)
        for b in visible:
            if a != b:
                assert brute.knows(a, b) == plan.knows(a, b), (a, b)
                assert brute.is_before(a, b) == (b in plan.before[a]), (a, b)
            assert brute.needs(b, a) == (b in plan.needed_for.get(a, ())), (a, b)


SHOP = Journey(
    "Shop", [Phase("All", ["Look", "Size", "Cart", "Call", "Pay"])],
    transitions=[
        ("look", "size"), ("look", "cart"), ("size", "cart"), ("cart", "call"), ("call", "pay"),
        Transition("pay", "cart", kind="loop"),
    ],
)  # fmt: skip
SEEN = ["look", "size", "cart", "pay"]


@pytest.mark.parametrize(
    ("way", "to_end", "left"),
    [
        ("look cart pay", 0, 0),
        ("look size cart pay", 0, 0),
        ("look cart pay cart pay", 0, 0),
        ("look cart", 1, 0),
        ("look", 2, 0),
        ("pay", 2, 1),
        ("size cart pay", 1, 1),
        ("look pay", 1, 1),
        ("cart look pay", 2, 2),
        ("look size look cart pay", 1, 1),
        ("pay cart look", 4, 2),
    ],
)
def test_costs_worked_out_by_hand(way: str, to_end: int, left: int) -> None:
    """The call cannot be seen, so it costs nothing; the way back from paying is on the map."""
    plan = plan_of(SHOP, SEEN)
    costs = costs_of(way.split(), plan)
    assert (to_end, left) == (costs.to_end, costs.until_left)
