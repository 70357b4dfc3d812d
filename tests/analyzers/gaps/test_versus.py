"""The journey as it is against how it should be, or was planned."""

import pytest

from journeykit.analyzers import GapKind, Weight, find_gaps
from journeykit.model import Journey, Phase, Touchpoint


def one(*touchpoints, **more):
    return Journey("Buy", [Phase("All", list(touchpoints))], **more)


def compare(here, there, kind=GapKind.TO_BE):
    return {(gap.check, gap.touchpoints[0]): gap for gap in find_gaps(here, against=there).of(kind)}


def test_missing_and_extra_touchpoints():
    """What is planned but not there, and there but not planned."""
    here = one("A", "B", "X")
    there = one("A", "B", "C", Touchpoint("D", moment_of_truth=True))

    found = compare(here, there)

    assert {("missing", "c"), ("missing", "d"), ("extra", "x")} == set(found)
    assert (Weight.UNMANAGED, Weight.HURTS) == (
        found["missing", "c"].weight, found["missing", "d"].weight
    )  # fmt: skip
    assert "all/c" == found["missing", "c"].where


def test_reordered_touchpoints():
    """As few as possible are out of turn: to move one does not move all others."""
    found = compare(one("B", "C", "D", "A"), one("A", "B", "C", "D"))

    assert {("reordered", "a")} == set(found)
    assert "it comes after 'D', and in the journey as it should be first" == (
        found["reordered", "a"].reason
    )


def test_a_touchpoint_that_comes_too_early():
    """Its new and its proper place are both named."""
    found = compare(one("C", "A", "B"), one("A", "B", "C"))

    assert ["it comes first, and in the journey as it should be after 'B'"] == [
        gap.reason for gap in found.values()
    ]


def test_another_channel_phase_or_feeling():
    """Differences at one touchpoint are findings of their own."""
    here = Journey("Buy", [Phase("P", [Touchpoint("A", channel="web", emotion=-0.2)])])
    there = Journey("Buy", [Phase("Q", [Touchpoint("A", channel="store", emotion=0.5)])])

    found = compare(here, there)

    assert {("other-channel", "a"), ("other-phase", "a"), ("other-feeling", "a")} == set(found)
    assert "it is web, and should be store" == found["other-channel", "a"].reason
    assert "it lies in 'P', and should in 'Q'" == found["other-phase", "a"].reason
    feeling = found["other-feeling", "a"]
    assert (Weight.HURTS, pytest.approx(0.7)) == (feeling.weight, feeling.size)


@pytest.mark.parametrize(
    ("here", "there", "weight", "word"),
    [
        (0.1, 0.5, Weight.UNMANAGED, "worse"),
        (-0.9, -0.1, Weight.UNMANAGED, "worse"),
        (-0.9, 0.3, Weight.HURTS, "worse"),
        (0.9, 0.1, Weight.INCOMPLETE, "better"),
    ],
)
def test_how_much_a_difference_in_feeling_weighs(here, there, weight, word):
    """Better than planned is worth knowing, too."""
    found = compare(one(Touchpoint("A", emotion=here)), one(Touchpoint("A", emotion=there)))

    gap = found["other-feeling", "a"]
    assert (weight, f"'A' feels {word} than it should") == (gap.weight, gap.title)


def test_what_is_not_said_is_no_difference():
    """A plan without channel or feeling asks for none; one that names a channel does."""
    full, bare = Touchpoint("A", channel="web", emotion=0.5), Touchpoint("A")

    assert {} == compare(one(full), one(bare))
    assert {("other-channel", "a")} == set(compare(one(bare), one(full)))
    assert {} == compare(one(Touchpoint("A", emotion=0.5)), one(Touchpoint("A", emotion=0.4)))


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        ("current", "future", GapKind.TO_BE),
        (None, None, GapKind.TO_BE),
        ("actual", "planned", GapKind.DEVIATION),
        ("actual", None, GapKind.DEVIATION),
        (None, "planned", GapKind.DEVIATION),
    ],
)
def test_states_decide_the_kind_of_gap(here, there, kind):
    """Planned and actual are deviations; the other check says why it did not run."""
    gaps = find_gaps(one("A", state=here), against=one("B", state=there))
    other = GapKind.DEVIATION if kind is GapKind.TO_BE else GapKind.TO_BE

    assert (2, ()) == (len(gaps.of(kind)), gaps.of(other))
    assert any(
        skip.kind is other and "the two journeys are not" in skip.reason for skip in gaps.skipped
    )


def test_without_a_second_journey_both_are_skipped():
    """And say what to give."""
    reasons = {s.kind: s.reason for s in find_gaps(one("A")).skipped}

    expected = "no journey to compare with was given (against=...)"
    assert (expected, expected) == (reasons[GapKind.TO_BE], reasons[GapKind.DEVIATION])
