"""The strategies cover the whole model."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from journeykit.model import Journey, Touchpoint
from journeykit.testing import strategies as js

STRATEGIES = {
    name: getattr(js, name)
    for name in js.__all__
    if name
    not in (
        "HOSTILE",
        "texts",
        "ids",
        "numbers",
        "sampled",
        "scalars",
        "dates",
        "mappings",
        "segments",
    )
}


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_optional_field_is_drawn(name):
    """Each field of each type is known to the strategy: none is forgotten when it is added."""
    drawn, wanted = set(), set()

    @settings(
        max_examples=120,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(STRATEGIES[name]())
    def note(value):
        for field in attrs.fields(type(value)):
            if field.name in ("origin", "_emotion") or isinstance(field.default, attrs.Factory):
                continue
            wanted.add(field.name)
            if getattr(value, field.name) != field.default:
                drawn.add(field.name)

    note()
    assert wanted == drawn


def test_texts_are_never_blank():
    """A type refuses blank text, so none is drawn."""
    assert all(text and not text.isspace() for text in js._HOSTILE)
    assert len(js._HOSTILE) > 80


def test_journeys_hold_touchpoints():
    """The interesting part is reached."""
    # That there is one is enough: making it small would take seconds.
    once = settings(database=None, derandomize=True, phases=[Phase.generate])
    journey = find(js.journeys(), lambda j: len(j.touchpoints) > 1, settings=once)
    assert isinstance(journey, Journey)
    assert isinstance(journey.touchpoints[0], Touchpoint)


def test_samples_are_the_same_each_time():
    """As many as asked for, without a property around them."""
    assert js.sampled(4) == js.sampled(4)
    assert 4 == len(js.sampled(4))
