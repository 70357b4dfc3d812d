"""The shape of a map: starts, ends, dead ends, loops, hand-offs, branches."""

import pytest

from journeykit.analyzers import flow
from journeykit.model import Channel, Journey, Phase, Touchpoint, Transition


def ids(spots):
    return [spot.touchpoint for spot in spots]


def test_without_transitions_the_map_is_a_line():
    """One start, one end, nothing out of reach."""
    found = flow(Journey("Buy", [Phase("Look", ["Ad", "Shop"]), Phase("Buy", ["Pay"])]))

    assert (["ad"], ["pay"], [], [], (), ()) == (
        ids(found.starts), ids(found.ends), ids(found.dead_ends), ids(found.unreachable),
        found.loops, found.branches,
    )  # fmt: skip
    assert (3, 2) == (found.touchpoints, found.ways)


def test_starts_and_what_cannot_be_reached():
    """In the first phase a touchpoint without a way in is a start, later it is cut off."""
    journey = Journey(
        "Buy",
        [Phase("Look", ["Ad", "Friend", "Shop"]), Phase("Buy", ["Cart", "Pay"]),
         Phase("Use", ["Ride", "Repair"]), Phase("Empty")],
        transitions=[("ad", "shop"), ("friend", "shop"), ("shop", "pay"), ("ride", "repair")],
    )  # fmt: skip

    found = flow(journey)

    assert ["ad", "friend"] == ids(found.starts)
    assert {
        "cart": "no way leads here",
        "ride": "no way leads here",
        "repair": "ways lead here only from touchpoints that cannot be reached",
    } == {spot.touchpoint: spot.reason for spot in found.unreachable}
    assert ("use",) == found.cut_off_phases
    assert "No way leads into these phases: use." in found.summary()


def test_dead_ends_lie_outside_the_last_phase_and_exits():
    """To stop in the last phase, or in one called exit, is an end; elsewhere it is to strand."""
    journey = Journey(
        "Buy",
        [Phase("Look", ["Ad", "Argue"]), Phase("Leave", ["Cancel"], stage="exit"),
         Phase("Buy", ["Pay", "Ride"]), Phase("Empty")],
        transitions=[("ad", "argue"), ("ad", "cancel"), ("ad", "pay"), ("ad", "ride")],
    )  # fmt: skip

    found = flow(journey)

    assert ["argue"] == ids(found.dead_ends)
    assert ["cancel", "pay", "ride"] == ids(found.ends)
    assert "no way on, and 'Look' is not where the journey ends" == found.dead_ends[0].reason
    assert "Dead ends:" in found.summary()


def test_loops_say_whether_there_is_a_way_out():
    """A trap is told from a round trip; a touchpoint may lead to itself."""
    journey = Journey(
        "Buy", [Phase("All", ["A", "B", "C", "D", "E"])],
        transitions=[("a", "b"), ("b", "a"), ("b", "c"), ("c", "c"), ("c", "d"), ("d", "e"),
                     ("e", "d")],
    )  # fmt: skip

    found = flow(journey)

    assert [(("a", "b"), True), (("c",), True), (("d", "e"), False)] == [
        (loop.touchpoints, loop.has_way_out) for loop in found.loops
    ]
    assert "2 touchpoints lead to one another, with no way out" == found.loops[-1].reason
    assert "leads to itself, with a way out" == found.loops[1].reason
    assert "Ends nowhere" in found.summary()


def test_a_way_to_itself_is_neither_a_way_in_nor_a_way_on():
    """To repeat a step does not get a customer there or away."""
    journey = Journey(
        "Buy", [Phase("Look", ["Ad", "Shop"]), Phase("Buy", ["Pay"])],
        transitions=[("ad", "pay"), ("shop", "shop")],
    )  # fmt: skip

    found = flow(journey)

    assert (["ad", "shop"], ["shop"]) == (ids(found.starts), ids(found.dead_ends))


def test_hand_offs_between_channels():
    """Online and offline are told apart, as far as the map says what a channel is."""
    journey = Journey(
        "Buy",
        [Phase("All", [Touchpoint("A", channel="web"), Touchpoint("B", channel="till"),
                       Touchpoint("C", channel="kiosk"), Touchpoint("D", channel="kiosk"),
                       Touchpoint("E"), Touchpoint("F", channel="app")])],
        channels=[Channel("Web"), Channel("Till", kind="store"), Channel("Kiosk")],
    )  # fmt: skip

    found = flow(journey).hand_offs

    assert [("a", "b", True), ("b", "c", None)] == [(h.source, h.target, h.crosses) for h in found]
    assert ["Web to Till, online to offline", "Till to Kiosk"] == [h.reason for h in found]


def test_free_channel_names_are_known_by_their_kind():
    """Without declared channels the name says what it is."""
    journey = Journey("Buy", [Phase("All", [Touchpoint("A", channel="store"),
                                            Touchpoint("B", channel="web"),
                                            Touchpoint("C", channel="app")])])  # fmt: skip

    assert ["store to web, offline to online", "web to app"] == [
        h.reason for h in flow(journey).hand_offs
    ]


def test_branches_have_shares_where_all_ways_are_counted():
    """Ways to one target add up; a way without a count leaves the shares open."""
    journey = Journey(
        "Buy", [Phase("All", ["A", "B", "C", "D"])],
        transitions=[
            Transition("a", "b", count=20), Transition("a", "b", id="again", count=10),
            Transition("a", "c", count=10), Transition("b", "c", label="refused"),
            Transition("b", "d", count=3), Transition("c", "d", count=0),
            Transition("c", "a", count=0),
        ],
    )  # fmt: skip

    first, second, third = flow(journey).branches

    assert (("b", "c"), (0.75, 0.25)) == (first.targets, first.shares)
    assert "leads to B 75.0 %, C 25.0 %" == first.reason
    assert (None, "leads to C (refused), D") == (second.shares, second.reason)
    assert (("d", "a"), None) == (third.targets, third.shares)


def test_dangling_transitions_are_left_out_and_listed():
    """What leads nowhere is no way, and is not passed over in silence."""
    found = flow(Journey("Buy", [Phase("All", ["A", "B"])], transitions=[("a", "x"), ("a", "b")]))

    assert (("a-to-x",), 1) == (found.dangling, found.ways)
    assert "lead nowhere: a-to-x" in found.summary()


def test_an_empty_map():
    """Nothing to walk is said, not raised."""
    found = flow(Journey("Buy", [Phase("Empty")]))

    assert "No touchpoints to walk." in found.summary()
    assert ((), (), ()) == (found.starts, found.ends, found.cut_off_phases)
    assert "<Flow of 'Buy': 0 touchpoints, 0 ways, 0 dead ends, 0 loops>" == repr(found)


def test_a_long_list_is_cut_in_the_summary():
    """The summary stays readable; the frame has all."""
    pytest.importorskip("polars")
    touchpoints = [Touchpoint(f"T{i}", channel="web" if i % 2 else "store") for i in range(50)]

    found = flow(Journey("Buy", [Phase("All", touchpoints)]))

    assert "  and 29 more" in found.summary()
    assert ["start", "end"] + ["hand-off"] * 49 == found.to_frame("polars")["finding"].to_list()


def test_frame_holds_every_kind_of_finding():
    """One row a finding, several touchpoints set off by commas."""
    pytest.importorskip("polars")
    journey = Journey(
        "Buy", [Phase("Look", ["A", "B"]), Phase("Buy", ["C"])],
        transitions=[("a", "b"), ("a", "c"), ("c", "a")],
    )  # fmt: skip

    rows = flow(journey).to_frame("polars").select("finding", "touchpoints").rows()

    assert [("start", "a"), ("dead end", "b"), ("loop", "a, c"), ("branch", "a")] == rows
