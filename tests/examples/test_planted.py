"""What is planted in the example log is found by those who do not know of it."""

import pytest

pytest.importorskip("polars")

from journeykit.analyzers.cohorts import retention
from journeykit.analyzers.funnels import funnel
from journeykit.analyzers.paths.transitions import transitions
from journeykit.examples import example_log, planted

WAY = ["shop_view", "size_result", "compare_view", "cart_add", "checkout_start", "order_confirmed"]
VISIT = ("shop_view", "compare_view", "cart_view")


@pytest.fixture(scope="module")
def log():
    return example_log()


@pytest.fixture(scope="module")
def problems():
    return {problem.name: problem for problem in planted()}


def test_the_shape_is_that_of_the_map(log):
    """Most customers look only; one in five of those who compare puts a bike in the basket."""
    steps = funnel(log, WAY, within="30d").steps
    assert 17_153 == steps[0].customers
    assert "size_result" == max(steps[1:], key=lambda step: step.loss).name
    assert 0.02 < steps[-1].from_start < 0.05


def test_the_release_is_found(log, problems):
    """On phones the intervals before and after lie apart, and nowhere else."""
    (device,) = problems["mobile-checkout"].where.values()
    day = problems["mobile-checkout"].since
    before, after = (
        funnel(log, WAY[-2:], within="7d", by="device", **span)
        for span in ({"until": day}, {"since": day})
    )
    for group in before.groups:
        (low, _), (_, high) = (
            result.group(*group.value).steps[-1].conversion_interval for result in (before, after)
        )
        assert (group.label == device) == (high < low), group.label


def test_the_loop_is_found(log, problems):
    """No event comes right after itself as large a share of the times, but for looking on."""
    source = problems["lost-upload"].source
    loops = {edge.source: edge.share_out for edge in transitions(log).self_loops}
    assert [source] == [
        event for event, share in loops.items() if share > 0.4 and event not in VISIT
    ]


def test_the_campaign_is_found(log, problems):
    """Of those who came by voucher nobody is back in the next week, of all others every tenth."""
    (voucher,) = problems["voucher-hunters"].where.values()
    back = retention(log, VISIT, VISIT, period="week", periods=1, by="source")
    shares = {group.value: group.total[1].share for group in back.groups}
    assert 0 == shares.pop(voucher)
    assert min(shares.values()) > 0.1


def test_the_chat_is_found(log, problems):
    """Of those who compared and asked, fewer put a bike in the basket than of those who did not."""
    chat = problems["chat-gives-up"].after
    asked = funnel(log, ["compare_view", chat, "cart_add"])
    never = funnel(log, ["compare_view", "cart_add"], exclude=chat)
    _, high = asked.steps[-1].conversion_interval
    low, _ = never.steps[-1].conversion_interval
    assert high < low


def test_mess_is_found():
    """The report on quality names each thing that soils the messy log; the plain one is sound."""
    found = {
        finding.kind for finding in example_log(customers=3_000, messy=True).quality().findings
    }
    mess = {"no-customer", "duplicates", "mixed-units", "names-alike", "out-of-order", "ties", "busy-customers"}  # fmt: skip
    assert mess <= found
    assert example_log(customers=3_000).quality().ok
