"""Moments of truth: what the map declares, and what signs suggest."""

import pytest

from journeykit.analyzers import MomentReason, moments_of_truth
from journeykit.model import Channel, Journey, MomentOfTruth, Phase, Touchpoint


def reasons(moment):
    return [sign.reason for sign in moment.signs]


def test_beginning_end_hand_offs_and_strongest_feelings_are_suggested():
    """The published signs, each with its reason in words."""
    journey = Journey(
        "Buy",
        [
            Phase("Look", [Touchpoint("Ad", channel="tv", emotion=0.1),
                           Touchpoint("Shop", channel="web-shop", emotion=0.2)], owner="Brand"),
            Phase("Buy", [Touchpoint("Cart", channel="web-shop", emotion=-0.9),
                          Touchpoint("Pay", channel="web-shop", emotion=0.3),
                          Touchpoint("Ride")], owner="Sales"),
        ],
        channels=[Channel("Web shop", kind="web")],
    )  # fmt: skip

    found = moments_of_truth(journey)

    assert () == found.declared
    expected = {
        "ad": [MomentReason.BEGINNING],
        "shop": [MomentReason.CHANNEL_CHANGE],
        "cart": [MomentReason.OWNER_CHANGE, MomentReason.PEAK],
        "pay": [MomentReason.LAST_FEELING],
        "ride": [MomentReason.END],
    }
    assert expected == {moment.touchpoint: reasons(moment) for moment in found.suggested}
    texts = [sign.text for moment in found.suggested for sign in moment.signs]
    assert "the channel changes from tv to Web shop" in texts
    assert "handed from Brand to Sales" in texts
    assert "the strongest feeling (-0.90)" in texts


def test_declared_moments_are_kept_apart():
    """A declared moment is never suggested, even where signs speak for it."""
    journey = Journey("Buy", [Phase("All", [
        Touchpoint("Ad", moment_of_truth="zero"), Touchpoint("Shop", moment_of_truth=True),
        Touchpoint("Ride"),
    ])])  # fmt: skip

    found = moments_of_truth(journey)

    assert [MomentOfTruth.ZERO, MomentOfTruth.MOMENT] == [m.declared for m in found.declared]
    assert [[MomentReason.BEGINNING], []] == [reasons(m) for m in found.declared]
    assert ["ride"] == [moment.touchpoint for moment in found.suggested]
    assert "Declared by the map:" in found.summary()
    assert "Worth a look" in found.summary()
    assert "<Moments of 'Buy': 2 declared, 1 suggested>" == repr(found)


def test_one_sign_of_a_kind_is_enough():
    """Many ways into one touchpoint do not repeat the reason."""
    journey = Journey(
        "Buy",
        [Phase("All", [Touchpoint("A", channel="web"), Touchpoint("B", channel="tv"),
                       Touchpoint("C", channel="post")])],
        transitions=[("a", "c"), ("b", "c"), ("b", "a")],
    )  # fmt: skip

    found = {moment.touchpoint: moment for moment in moments_of_truth(journey).suggested}

    assert [MomentReason.END, MomentReason.CHANNEL_CHANGE] == reasons(found["c"])


def test_where_all_is_declared_nothing_is_suggested():
    """The summary then has one list only."""
    journey = Journey("Buy", [Phase("All", [Touchpoint("Pay", moment_of_truth=True)])])

    assert "Worth a look" not in moments_of_truth(journey).summary()


def test_an_empty_map_has_no_moments():
    """Nothing begins where there is nothing."""
    found = moments_of_truth(Journey("Buy"))

    assert ((), ()) == (found.declared, found.suggested)
    assert "no touchpoints" in found.summary()


def test_frame_lists_the_declared_first():
    """One row a moment."""
    pytest.importorskip("polars")
    journey = Journey("Buy", [Phase("All", ["Ad", Touchpoint("Ride", moment_of_truth=True)])])

    made = moments_of_truth(journey).to_frame("polars")

    assert [("ride", "moment"), ("ad", None)] == made.select("touchpoint", "declared").rows()
