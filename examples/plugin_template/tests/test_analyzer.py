"""The analyzer keeps what journeykit expects of analyzers, and counts right."""

from journeykit import Journey, Phase, Touchpoint
from journeykit.testing import check_analyzer

from journeykit_house.channel_load import Load, channel_load


def test_it_keeps_the_contract() -> None:
    check_analyzer(channel_load)


def test_the_most_painful_channel_comes_first() -> None:
    phase = Phase(
        "Pay",
        [
            Touchpoint("Look", channel="web"),
            Touchpoint("Call", channel="phone", pain_points=["It rings and rings"]),
            "Wait",
        ],
    )
    result = channel_load(Journey("Buy a bike", [phase], channels=["Phone"]))
    assert Load(channel="Phone", touchpoints=1, pains=1, share=1.0) == result.loads[0]
    assert "web" == result.loads[1].channel
    assert 1 == result.elsewhere
