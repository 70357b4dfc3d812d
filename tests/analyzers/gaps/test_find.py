"""The ranked list of gaps: order, look-ups, what was skipped."""

import pytest

from journeykit.analyzers import Gap, GapKind, Weight, find_gaps
from journeykit.analyzers.gaps.find import CHECKS
from journeykit.errors import NotFoundError
from journeykit.model import Journey, PainPoint, Phase, Touchpoint

JOURNEY = Journey(
    "Buy",
    [Phase("All", [
        Touchpoint("Ad", emotion=0.6, owner="Brand"),
        Touchpoint("Pay", emotion=-0.7, pain_points=[PainPoint("Wait", severity="workaround")]),
        Touchpoint("Ride", moment_of_truth=True),
    ])],
)  # fmt: skip


def gap(**more):
    fields = {
        "kind": GapKind.EMOTION, "check": "c", "where": "w", "title": "T", "reason": "R",
        "hint": "H", "weight": Weight.UNMANAGED,
    }  # fmt: skip
    return Gap(**{**fields, **more})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"weight": Weight.HURTS}, {"moment": True}),
        ({"moment": True}, {"kind": GapKind.EXPECTATION}),
        ({"kind": GapKind.EXPECTATION}, {"size": 2.0}),
        ({"size": 2.0}, {"size": 1.0, "position": 0}),
        ({"position": 1}, {"position": 2}),
    ],
)
def test_rank_is_decided_part_by_part(first, second):
    """Weight, moment of truth, kind, size, position: each only where those before are equal."""
    assert gap(**first).rank_key < gap(**{"position": 9, **second}).rank_key


def test_gaps_are_ranked():
    """The result is sorted by the rank key."""
    keys = [found.rank_key for found in find_gaps(JOURNEY)]

    assert sorted(keys) == keys
    assert Weight.HURTS is find_gaps(JOURNEY).items[0].weight


def test_look_ups():
    """By kind and by touchpoint, each ranked."""
    gaps = find_gaps(JOURNEY)

    assert [g for g in gaps if g.kind is GapKind.FEEDBACK] == list(gaps.of("feedback"))
    assert [g for g in gaps if "pay" in g.touchpoints] == list(gaps.at("pay"))
    assert () == gaps.at("nowhere")
    with pytest.raises(NotFoundError, match="did you mean 'emotion'"):
        gaps.of("emotions")


@pytest.mark.parametrize("kinds", ["emotion", [GapKind.EMOTION], iter(["emotion"])])
def test_kinds_choose_the_checks(kinds):
    """What was not asked for is neither found nor skipped."""
    gaps = find_gaps(JOURNEY, kinds=kinds)

    assert ("low-point", "steep-fall") == gaps.checks
    assert {GapKind.EMOTION} == {found.kind for found in gaps}
    assert () == gaps.skipped


def test_an_unknown_kind_is_refused():
    """A slip is met with the nearest kind."""
    with pytest.raises(NotFoundError, match="did you mean 'emotion'"):
        find_gaps(JOURNEY, kinds=["emotions"])


def test_every_check_speaks_on_an_empty_map():
    """Silence would read as coverage: on a map with nothing in it every check is skipped."""
    gaps = find_gaps(Journey("Buy"))

    assert 0 == len(gaps)
    assert {name for _, name, _ in CHECKS} == {skip.check for skip in gaps.skipped}
    assert bool(gaps)


def test_every_kind_has_a_check():
    """No kind is only promised."""
    assert set(GapKind) == {kind for kind, _, _ in CHECKS}


def test_fingerprints_are_stable_and_tell_gaps_apart():
    """Other words or figures do not change them; another place or key does."""
    same = {gap().fingerprint, gap(title="Other", reason="Words", size=3.0).fingerprint}
    others = {
        gap(key="k").fingerprint, gap(where="v").fingerprint, gap(check="d").fingerprint,
        gap(kind=GapKind.VALUE).fingerprint,
    }  # fmt: skip

    assert 1 == len(same)
    assert 4 == len(others - same)
    assert 16 == len(gap().fingerprint)


def test_summary_counts_ranks_and_tells_what_was_not_checked():
    """A person can read it from top to bottom."""
    gaps = find_gaps(JOURNEY)
    summary = gaps.summary(limit=1)

    assert f"Gaps in 'Buy': {len(gaps)} gaps" in summary
    assert "1. Customers feel bad at 'Pay'" in summary
    assert f"and {len(gaps) - 1} more" in summary
    assert "to-be" in summary.partition("Not checked")[2]
    assert "more" not in gaps.summary(limit=100).splitlines()[-1]
    assert f"<Gaps of 'Buy': {len(gaps)} gaps, {len(gaps.skipped)} checks skipped>" == repr(gaps)
    assert "Not checked" not in find_gaps(JOURNEY, kinds=["emotion"]).summary()


def test_frame_is_ranked():
    """One row a gap, its rank first."""
    pytest.importorskip("polars")
    gaps = find_gaps(JOURNEY)

    made = gaps.to_frame("polars")

    assert list(range(1, len(gaps) + 1)) == made["rank"].to_list()
    assert [found.fingerprint for found in gaps] == made["fingerprint"].to_list()
