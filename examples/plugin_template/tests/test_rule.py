"""The rule keeps what journeykit expects of rules, and finds what it should."""

from journeykit import Journey, Phase, validate
from journeykit.testing import check_rule

from journeykit_house.rules import long_touchpoint_name


def test_it_keeps_the_contract() -> None:
    check_rule(long_touchpoint_name, options=[{"words": 0}])


def test_the_limit_is_an_option() -> None:
    journey = Journey("x", [Phase("Pay", ["Fill in the form"])])
    options = {"long-touchpoint-name": {"words": 3}}
    report = validate(journey, select="house-style", rules=[long_touchpoint_name], options=options)
    assert ["pay/fill-in-the-form.name"] == [finding.location.path for finding in report]
