"""What has moved, and three orders woven into one."""

from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.changes.order import in_order, moved, woven


@given(st.lists(st.integers(0, 12), max_size=9))
def test_in_order_is_a_longest_increasing_run(values):
    """No choice of more values would still be in order."""
    kept = sorted(in_order(values))
    run = [values[position] for position in kept]

    assert sorted(set(run)) == run
    # The textbook recursion in n squared steps.
    longest = []
    for i, value in enumerate(values):
        longest.append(1 + max((longest[j] for j in range(i) if values[j] < value), default=0))
    assert max(longest, default=0) == len(run)


orders = st.permutations(range(8)).flatmap(lambda p: st.integers(0, 8).map(lambda n: p[:n]))


@given(orders, orders)
def test_as_few_as_possible_have_moved(before, after):
    """Without what has moved, the order is the same; and no fewer would do."""
    common = set(before) & set(after)
    shifted = moved(before, after)
    stay = common - shifted

    assert [key for key in before if key in stay] == [key for key in after if key in stay]
    places = [before.index(key) for key in after if key in common]
    assert len(in_order(places)) == len(stay)


@given(orders, orders)
def test_one_side_alone_has_its_order(base, side):
    """Where the other side has changed nothing, the order is that of the one."""
    for woven_ in (woven(base, base, side), woven(base, side, base), woven(base, side, side)):
        assert [*side] == [key for key in woven_ if key in side]
        assert {*base, *side} == {*woven_}


@given(orders, orders, orders)
def test_sides_are_alike(base, ours, theirs):
    """Which side is which makes no difference, and everything is there once."""
    found = woven(base, ours, theirs)

    assert found == woven(base, theirs, ours)
    if found is not None:
        assert sorted({*base, *ours, *theirs}) == sorted(found)


@given(orders, orders, orders)
def test_a_side_can_be_preferred(base, ours, theirs):
    """Then there is an order always: what both have stands as that side has it, if they differ."""
    both = set(ours) & set(theirs)
    if woven(base, ours, theirs) is None:
        for prefer, side in (("ours", ours), ("theirs", theirs)):
            found = woven(base, ours, theirs, prefer=prefer)
            assert [key for key in side if key in both] == [key for key in found if key in both]
    else:
        assert woven(base, ours, theirs) == woven(base, ours, theirs, prefer="ours")


def test_what_both_add_is_kept():
    """Behind what it stands behind; runs stay together."""
    assert ("a", "u", "v", "x", "y", "b") == woven("ab", "axyb", "auvb")
    assert ("a", "n", "c") == tuple(k for k in woven("abc", "abnc", "ac") if k != "b")
