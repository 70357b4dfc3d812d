"""Opportunities ranked by what a log measured at the touchpoints of their pains."""

import numpy as np
import pytest

from journeykit.analyzers import Method, rank_opportunities
from journeykit.analyzers.fixes import GroundKind, LossAt, Losses
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.measured import measure
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events import EventLog
from journeykit.model import Evidence, Journey, Opportunity, PainPoint, Phase, Touchpoint

MAP = Journey(
    "Buy a bike",
    [
        Phase(
            "Purchase",
            [
                Touchpoint("Home", id="home", events="home"),
                Touchpoint("Cart", id="cart", events="cart_view", pain_points=[PainPoint("Slow", id="slow")]),
                Touchpoint("Form", events="form", pain_points=[PainPoint("Long", id="long")]),
                Touchpoint("Paid", events="paid"),
            ],
        )
    ],
    opportunities=[
        Opportunity("Faster", id="faster", pain_points="slow"),
        Opportunity("Shorter", id="shorter", pain_points="long"),
        Opportunity("Both", id="both", pain_points=["slow", "long"]),
        Opportunity("Thanks", id="thanks", touchpoints="paid"),
        Opportunity("Elsewhere", id="elsewhere"),
    ],
)  # fmt: skip
EVENTS = ("home", "cart_view", "form", "paid")


def log(*numbers):
    """So many customers who come to each step."""
    return EventLog([
        (n, event, 60 * place)
        for place, (event, number) in enumerate(zip(EVENTS, numbers, strict=True))
        for n in range(number)
    ])  # fmt: skip


def ranked(measured, **options):
    return {
        i.opportunity: i
        for i in rank_opportunities(MAP, measured=measured, **{"lift": 0.1} | options)
    }


@pytest.mark.parametrize("steps", [["home", "cart", "form", "paid"], list(EVENTS)])
def test_a_gain_is_loss_times_lift_times_survival(steps):
    """500 come, 200 go on to the form, 100 pay: 300 x 0.1 x 1/2, and 100 x 0.1."""
    events = log(1000, 500, 200, 100)
    names = [(step if step in EVENTS else "cart_view") for step in steps]
    items = ranked(funnel(events, names))
    assert pytest.approx((15, 10, 25)) == tuple(
        items[id].score for id in ("faster", "shorter", "both")
    )
    assert (2, 3, 1) == tuple(items[id].rank for id in ("faster", "shorter", "both"))
    assert Method.FIX_IMPACT is items["both"].method


def test_one_loss_has_the_limits_of_the_funnel():
    """What `FunnelResult.fix_impact` says of the step that follows the touchpoint."""
    result = funnel(log(1000, 500, 200, 100), list(EVENTS), confidence=0.9)
    impact = result.fix_impact("form", lift=0.1)
    item = ranked(result)["faster"]
    assert pytest.approx((impact.value, impact.low, impact.high)) == (item.score, *item.interval)


def test_limits_hold_the_gain_as_often_as_promised():
    """Of two losses together, by simulation."""
    rng = np.random.default_rng(20260707)
    shares = (0.5, 0.4, 0.6)
    truth = 4000 * 0.1 * (0.5 * 0.6 * 0.6 + 0.5 * 0.4 * 0.4)
    hits = []
    for _ in range(1500):
        cart = 2000
        form = rng.binomial(cart, shares[1])
        paid = rng.binomial(form, shares[2])
        chain = ((2000, 4000), (int(form), cart), (int(paid), int(form)))
        at = {
            "cart": LossAt(
                name="cart", lost=cart - int(form), of=cart, place=1, survival=paid / form
            ),
            "form": LossAt(name="form", lost=int(form - paid), of=int(form), place=2, survival=1.0),
        }
        gain = Losses(at=at, end="paid", shares=chain, confidence=0.95).gain(["cart", "form"], 0.1)
        low, high = gain.interval
        hits.append(low <= truth <= high)
    assert 0.93 <= np.mean(hits) <= 0.97


def test_what_it_rests_on_is_told_apart():
    """Counted, worked out, and said by somebody."""
    item = ranked(funnel(log(1000, 500, 200, 100), list(EVENTS)))["faster"]
    assert [GroundKind.MEASURED, GroundKind.ESTIMATED, GroundKind.ASSUMED] == [
        g.kind for g in item.grounds
    ]
    assert "300 of 500 lost at 'Cart'" == item.ground(GroundKind.MEASURED)
    assert "50.0 % of those who go on come to 'paid'" in item.ground(GroundKind.ESTIMATED)
    assert "10.0 % of those lost are won back" == item.ground(GroundKind.ASSUMED)
    text = rank_opportunities(
        MAP, measured=funnel(log(9, 5, 2, 1), list(EVENTS)), lift=0.5
    ).summary()
    assert "assumed: 50.0 % of those lost are won back" in text


def test_what_is_not_measured_is_not_ranked():
    """The last step loses nobody, and what hangs on no touchpoint cannot be counted."""
    items = ranked(funnel(log(1000, 500, 200, 100), list(EVENTS)))
    assert ("a touchpoint whose losses are measured",) == items["thanks"].missing
    assert ("a pain point or a touchpoint",) == items["elsewhere"].missing
    some = ranked(funnel(log(1000, 500, 200, 100), list(EVENTS)), lift={"faster": 0.2})
    assert pytest.approx(30) == some["faster"].score
    assert ("an expected lift",) == some["shorter"].missing


def test_a_measured_map_ranks_as_its_funnel_does():
    """Where nobody skips or comes back, the chain of moves is the funnel."""
    events = log(1000, 500, 200, 100)
    of_map, of_funnel = ranked(measure(MAP, events)), ranked(funnel(events, list(EVENTS)))
    # Of several losses together the map does not know how they hang together.
    for id, near in (("faster", 0.01), ("shorter", 0.01), ("both", 0.1)):
        assert pytest.approx(of_funnel[id].score) == of_map[id].score
        assert pytest.approx(of_funnel[id].interval, rel=near) == of_map[id].interval


def test_with_its_log_it_is_counted_who_comes_to_the_end():
    """Of those who skip the form all pay, of the others half: a chain of moves cannot know who skipped."""
    rows = [(n, "home", 0) for n in range(300)]
    for n in range(200):
        rows.append((n, "cart_view", 1))
        if n % 2:
            rows.append((n, "form", 2))
        if not n % 2 or n % 4 == 1:
            rows.append((n, "paid", 3))
    events = EventLog(rows)
    item = ranked(measure(MAP, events), log=events)["faster"]
    # All 200 go on from the cart, to the form or to paying; 150 of them pay. Nobody is lost there.
    assert 0 == item.score
    home = MAP.replace(opportunities=[Opportunity("Home", touchpoints="home")])
    (first,) = rank_opportunities(home, measured=measure(home, events), lift=0.1, log=events)
    assert pytest.approx(100 * 0.1 * 150 / 200) == first.score
    assert "chain" not in first.rests_on


def test_counted_and_estimated_agree_where_all_take_one_way():
    """With a window, too."""
    events = log(1000, 500, 200, 100)
    for within in (None, "1d"):
        measured = measure(MAP, events, within=within)
        counted, estimated = ranked(measured, log=events), ranked(measured)
        assert pytest.approx(estimated["both"].score) == counted["both"].score


def test_a_goal_ends_the_map_earlier():
    """Those won back at the cart come to the form, all of them."""
    items = ranked(measure(MAP, log(1000, 500, 200, 100)), goal="form")
    assert pytest.approx(30) == items["faster"].score
    assert Method.UNSCORED is items["shorter"].method


def test_nobody_at_the_end_leaves_nothing_to_say():
    """No survival, no gain, and no error."""
    result = funnel(log(100, 50, 0, 0), list(EVENTS))
    assert Method.UNSCORED is ranked(result)["faster"].method
    assert ranked(measure(MAP, log(100, 50, 0, 0)))["faster"].score in (None, 0)


@pytest.mark.parametrize(
    ("options", "error", "teaches"),
    [
        ({"lift": None}, InvalidValueError, "lift=0.1 for all"),
        ({"lift": 2}, InvalidValueError, "a share from 0 to 1"),
        ({"lift": {"faster": -1}}, InvalidValueError, "lift['faster']"),
        ({"lift": {"fastr": 0.1}}, NotFoundError, "did you mean 'faster'"),
        ({"method": "rice"}, InvalidValueError, "rank twice"),
        ({"goal": "form"}, InvalidValueError, "no goal beside a funnel"),
        ({"log": log(1, 1, 1, 1)}, InvalidValueError, "no log beside a funnel"),
        ({"measured": 5}, InvalidValueError, "FunnelResult or a MeasuredJourney"),
        ({"measured": None}, InvalidValueError, "measure(journey, log)"),
        ({"measured": None, "lift": None, "goal": "form"}, InvalidValueError, "measure(journey, log)"),
        ({"lift": "0.1"}, InvalidValueError, "a share from 0 to 1"),
    ],
)  # fmt: skip
def test_mistakes_are_taught(options, error, teaches):
    """One error, with what to do."""
    given = {"measured": funnel(log(10, 5, 2, 1), list(EVENTS)), "lift": 0.1} | options
    with pytest.raises(error) as caught:
        rank_opportunities(MAP, **given)
    assert teaches in str(caught.value)


def test_a_funnel_of_other_things_is_refused():
    """No step of it is a touchpoint."""
    bare = Journey("Buy", [Phase("P", ["Look"])])
    with pytest.raises(InvalidValueError, match="touchpoints of the map"):
        rank_opportunities(bare, measured=funnel(log(10, 5, 2, 1), list(EVENTS)), lift=0.1)
    with pytest.raises(NotFoundError, match="goal|measured touchpoint"):
        rank_opportunities(MAP, measured=measure(MAP, log(10, 5, 2, 1)), lift=0.1, goal="frm")


def test_figures_of_a_map_are_estimated_or_assumed():
    """With evidence beyond assumption they are estimates, else assumptions; measured they are not."""
    wish = Opportunity("A", importance=9, satisfaction=3)
    backed = Opportunity("B", importance=8, satisfaction=3, evidence="survey")
    journey = Journey(
        "Buy", opportunities=[wish, backed], evidence=[Evidence("Survey", kind="survey")]
    )
    kinds = [[ground.kind for ground in item.grounds] for item in rank_opportunities(journey)]
    assert [[GroundKind.ASSUMED], [GroundKind.ESTIMATED]] == kinds
