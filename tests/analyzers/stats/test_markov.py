"""Absorbing chains, held against power iteration and published paths."""

import csv
import gzip
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import absorbing_chain, removal_effects, transient
from journeykit.errors import InvalidValueError, NotFoundError

DATA = Path(__file__).parents[3].parent / "shared" / "data"
ENDINGS = ("paid", "lost")
SHOP = {
    ("home", "cart"): 60, ("home", "lost"): 40,
    ("cart", "paid"): 30, ("cart", "home"): 10, ("cart", "lost"): 20,
}  # fmt: skip

names = st.sampled_from("abcde")


@st.composite
def chains(draw):
    """Counts between five states, each of which may end."""
    edges = st.tuples(names, st.sampled_from([*"abcde", *ENDINGS]))
    counts = draw(st.dictionaries(edges, st.integers(1, 9), max_size=20))
    ends = {(state, "lost"): draw(st.integers(1, 5)) for state in "abcde"}
    return {**counts, **ends}


def iterated(counts, start, rounds=4000):
    """The chance to be in each state after very many steps, without any equation."""
    totals = Counter()
    for (source, _), weight in counts.items():
        totals[source] += weight
    here = {start: 1.0}
    for _ in range(rounds):
        there = Counter()
        for (source, target), weight in counts.items():
            there[target] += here.get(source, 0.0) * weight / totals[source]
        for ending in ENDINGS:
            there[ending] += here.get(ending, 0.0)
        here = there
    return here


def without(counts, state):
    """The same chain, all ways into a state led to loss."""
    led = Counter()
    for (source, target), weight in counts.items():
        led[source, "lost" if target == state else target] += weight
    return led


def test_textbook_chain():
    """The drunkard's walk of Kemeny and Snell (Grinstead and Snell, example 11.13)."""
    walk = {(str(i), str(i + step)): 1 for i in (1, 2, 3) for step in (-1, 1)}

    chain = absorbing_chain(walk, start="2", absorbing=("0", "4"))

    assert ("1", "2", "3") == chain.states
    assert pytest.approx((3, 4, 3)) == chain.steps
    assert pytest.approx((1, 2, 1)) == chain.visits
    shares = [share for row in chain.chances for share in row]
    assert pytest.approx([0.75, 0.25, 0.5, 0.5, 0.25, 0.75]) == shares


def test_a_shop_by_hand():
    """home > cart 0.6, cart > paid 0.5, cart > home 1/6: 0.3 / (1 - 0.1)."""
    chain = absorbing_chain(SHOP, start="home", absorbing=ENDINGS)

    assert pytest.approx(1 / 3) == chain.chance("home", "paid")
    assert pytest.approx(1.6 / 0.9) == chain.steps_from("home")
    assert (1.0, 0.0, 0.0) == (
        chain.chance("paid", "paid"), chain.chance("lost", "paid"), chain.steps_from("lost"),
    )  # fmt: skip


@given(chains())
def test_chances_add_up_and_equal_iteration(counts):
    """From each state the endings share 1, and many steps lead to the same shares."""
    chain = absorbing_chain(counts, start="a", absorbing=ENDINGS)

    for row in chain.chances:
        assert pytest.approx(1) == sum(row)
        assert all(0 <= share <= 1 for share in row)
    end = iterated(counts, "a", rounds=1000)
    assert pytest.approx(end["paid"], abs=1e-6) == chain.chance("a", "paid")
    # Steps from the start are the visits to all states.
    assert pytest.approx(sum(chain.visits)) == chain.steps_from("a")


@given(chains())
def test_removal_equals_brute_force(counts):
    """Each effect is that of the chain whose ways into the state are really cut."""
    whole = absorbing_chain(counts, start="a", absorbing=ENDINGS).chance("a", "paid")

    effects = removal_effects(counts, start="a", absorbing=ENDINGS, goal="paid")

    assert "a" not in {effect.state for effect in effects}
    for effect in effects:
        cut = absorbing_chain(without(counts, effect.state), start="a", absorbing=ENDINGS)
        if whole:
            rest = cut.chance("a", "paid")
            assert pytest.approx(1 - rest / whole, abs=1e-9) == effect.effect
        else:
            assert (None, None) == (effect.effect, effect.credit)
    if whole and any(effect.effect for effect in effects):
        assert pytest.approx(1) == sum(effect.credit for effect in effects)


def test_removal_equals_iteration_on_a_small_chain():
    """The same without any equation of ours: cut, and walk on for very long."""
    counts = {**SHOP, ("home", "help"): 30, ("help", "cart"): 12, ("help", "lost"): 18}
    whole = iterated(counts, "home")["paid"]

    effects = removal_effects(counts, start="home", absorbing=ENDINGS, goal="paid")

    expected = {
        state: 1 - iterated(without(counts, state), "home")["paid"] / whole
        for state in ("cart", "help")
    }
    assert pytest.approx(expected) == {effect.state: effect.effect for effect in effects}
    assert ["cart", "help"] == [effect.state for effect in effects]


@pytest.fixture(scope="module")
def paths():
    """The marketing paths that ChannelAttribution comes with: (path, conversions, nulls)."""
    file = DATA / "channelattribution_paths.csv.gz"
    if not file.exists():
        pytest.skip("the shared data are not here")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [
            (row["path"].split(" > "), int(row["total_conversions"]), int(row["total_null"]))
            for row in csv.DictReader(lines, delimiter=";")
        ]


@pytest.fixture(scope="module")
def marketing(paths):
    """The transitions of all paths, from a start to paid or lost."""
    counts = Counter()
    for path, conversions, nulls in paths:
        for pair in pairwise(["(start)", *path]):
            counts[pair] += conversions + nulls
        counts[path[-1], "paid"] += conversions
        counts[path[-1], "lost"] += nulls
    return counts


def test_published_paths_have_their_published_totals(paths, marketing):
    """Conversions, nulls and conversions by first touch, and the chain keeps their share."""
    assert 19_785 == sum(conversions for _, conversions, _ in paths)
    assert 68_602 == sum(nulls for _, _, nulls in paths)
    first = Counter()
    for path, conversions, _ in paths:
        first[path[0]] += conversions
    assert {"alpha": 6308, "iota": 4606, "eta": 3164, "beta": 2831} == dict(first.most_common(4))

    chain = absorbing_chain(marketing, start="(start)", absorbing=ENDINGS)

    # Whoever begins ends, so the chain converts the share that the paths convert.
    assert pytest.approx(19_785 / (19_785 + 68_602)) == chain.chance("(start)", "paid")


def test_removal_of_published_channels_equals_iteration(marketing):
    """Effects of the twelve channels equal those of walking through the cut chains."""
    whole = iterated(marketing, "(start)", rounds=300)["paid"]

    effects = removal_effects(marketing, start="(start)", absorbing=ENDINGS, goal="paid")

    assert 12 == len(effects)
    for effect in effects:
        rest = iterated(without(marketing, effect.state), "(start)", rounds=300)["paid"]
        assert pytest.approx(1 - rest / whole, abs=1e-6) == effect.effect
    assert pytest.approx(1) == sum(effect.credit for effect in effects)


def test_states_that_cannot_be_left_are_named():
    """No singular matrix: the states, and what to do about them."""
    trapped = {**SHOP, ("home", "faq"): 5, ("faq", "chat"): 5, ("chat", "faq"): 5}

    with pytest.raises(InvalidValueError, match=r"\['chat', 'faq'\].*lead them to an ending"):
        absorbing_chain(trapped, start="home", absorbing=ENDINGS)


def test_endless_states_that_nobody_reaches_do_no_harm():
    """They have no chance and no steps; the rest is as without them."""
    counts = {**SHOP, ("ad", "home"): 3, ("ad", "faq"): 5, ("faq", "faq"): 5}

    chain = absorbing_chain(counts, start="home", absorbing=ENDINGS)

    assert ("ad", "faq") == chain.endless
    assert (None, None) == (chain.chance("ad", "paid"), chain.steps_from("faq"))
    assert absorbing_chain(SHOP, start="home", absorbing=ENDINGS).chances == chain.chances


def test_states_out_of_reach_are_solved_but_never_visited():
    """Where somebody would end who came in there is known all the same."""
    counts = {**SHOP, ("ad", "home"): 3}

    chain = absorbing_chain(counts, start="home", absorbing=ENDINGS)
    effects = removal_effects(counts, start="home", absorbing=ENDINGS, goal="paid")

    assert pytest.approx(1 / 3) == chain.chance("ad", "paid")
    assert 0 == chain.visits[chain.states.index("ad")]
    assert ["cart"] == [effect.state for effect in effects]


def test_an_ending_that_nobody_reaches_has_no_chance():
    """Then no state has an effect on it either."""
    chain = absorbing_chain(SHOP, start="home", absorbing=(*ENDINGS, "won"))
    effects = removal_effects(SHOP, start="home", absorbing=(*ENDINGS, "won"), goal="won")

    assert 0 == chain.chance("home", "won")
    assert [("cart", None, None)] == [(e.state, e.effect, e.credit) for e in effects]


def test_what_leaves_an_ending_is_not_looked_at():
    """Who has paid has paid, and ways never taken are no ways."""
    more = {**SHOP, ("paid", "home"): 99, ("home", "faq"): 0}

    assert absorbing_chain(SHOP, start="home", absorbing=ENDINGS) == absorbing_chain(
        more, start="home", absorbing=ENDINGS
    )


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"start": "hom"}, NotFoundError, "did you mean 'home'"),
        ({"start": "paid"}, InvalidValueError, "not the start"),
        ({"absorbing": ()}, InvalidValueError, "at least one ending"),
        ({"counts": {("home", "paid"): -1}}, InvalidValueError, r"counts\['home', 'paid'\]"),
        ({"counts": {}}, NotFoundError, "state with a way on 'home'"),
    ],
)
def test_chains_that_make_no_sense_are_refused(changes, kind, message):
    """The message says where and what."""
    arguments = {"counts": SHOP, "start": "home", "absorbing": ENDINGS, **changes}

    with pytest.raises(kind, match=message):
        absorbing_chain(arguments.pop("counts"), **arguments)


def test_unknown_names_are_told_apart():
    """A state, an ending and a goal each have their own message."""
    chain = absorbing_chain(SHOP, start="home", absorbing=ENDINGS)

    with pytest.raises(NotFoundError, match="no state 'car'; did you mean 'cart'"):
        chain.chance("car", "paid")
    with pytest.raises(NotFoundError, match="no ending 'payed'; did you mean 'paid'"):
        chain.chance("cart", "payed")
    with pytest.raises(NotFoundError, match="no ending 'won'"):
        removal_effects(SHOP, start="home", absorbing=ENDINGS, goal="won")
    assert "<AbsorbingChain from 'home': 2 states" in repr(chain)


@given(chains())
def test_the_sparse_road_leads_to_the_same(counts):
    """However many states make a chain large, its figures are those of a small one."""
    pytest.importorskip("scipy")
    dense = absorbing_chain(counts, start="a", absorbing=ENDINGS)
    effects = removal_effects(counts, start="a", absorbing=ENDINGS, goal="paid")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transient, "DENSE_STATES", 0)
        sparse = absorbing_chain(counts, start="a", absorbing=ENDINGS)
        others = removal_effects(counts, start="a", absorbing=ENDINGS, goal="paid")

    assert pytest.approx(np.array(dense.chances)) == np.array(sparse.chances)
    assert pytest.approx(dense.visits) == sparse.visits
    expected = {effect.state: effect.effect for effect in effects}
    assert pytest.approx(expected) == {effect.state: effect.effect for effect in others}


def test_who_nearly_always_stays_leaves_in_the_end():
    """A share of 1e-17 that leaves is not rounded away."""
    chain = absorbing_chain({("a", "a"): 1e17, ("a", "paid"): 1}, start="a", absorbing="paid")

    assert (("paid",), 1) == (chain.endings, chain.chance("a", "paid"))
    assert pytest.approx(1e17) == chain.steps_from("a")


def test_many_states_are_solved_sparsely_and_alike():
    """Thousands of pages take seconds at most; a chain that is known gives its figures."""
    pytest.importorskip("scipy")
    number = 2 * transient.DENSE_STATES
    counts = {}
    for i in range(number):
        counts[f"p{i}", f"p{i + 1}" if i + 1 < number else "paid"] = 999.0
        counts[f"p{i}", "lost"] = 1.0
    chain = absorbing_chain(counts, start="p0", absorbing=ENDINGS)
    effects = removal_effects(counts, start="p0", absorbing=ENDINGS, goal="paid")

    assert pytest.approx(0.999**number) == chain.chance("p0", "paid")
    assert number - 1 == len(effects)
    assert np.allclose([effect.effect for effect in effects], 1)
