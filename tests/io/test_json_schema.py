"""The published schema says what the reader takes."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeykit.errors import FormatError
from journeykit.io import dumps, loads, schema
from journeykit.model import Journey
from journeykit.testing import strategies as js

VALIDATOR = jsonschema.Draft202012Validator(schema())

SHORT = {
    "journeykit": 1,
    "$schema": "urn:journeykit:schema:1",
    "title": "T",
    "state": "current",
    "review_by": "2026-11-30",
    "personas": ["Mira", {"name": "Jo", "share": 0.5, "segment": {"device": "mobile"}}],
    "channels": "Web",
    "transitions": [["a", "b"], {"source": "b", "target": "a", "kind": "loop"}],
    "opportunities": "Faster",
    "metrics": {"name": "Own", "low": 0},
    "suppressions": {"rule": "*", "reason": "draft"},
    "metadata": {"a": 1, "b": True, "c": "x", "d": 0.5},
    "phases": [
        "Awareness",
        {
            "name": "Purchase",
            "touchpoints": [
                "Pay",
                {"name": "a", "emotion": 0.4, "moment_of_truth": True, "thoughts": "hm"},
                {"name": "b", "emotions": [0, {"rating": {"value": 3, "scale": "stars"}}],
                 "metrics": {"nps": 3, "ces_1": None}, "expectation": "more", "goals": None},
                {"name": "c", "metrics": {"metric": "nps", "interval": [1, 2]},
                 "events": ["x", {"events": "y"}], "pain_points": "slow", "lanes": {"l": "x"}},
                {"name": "d", "emotion": {"rating": {"value": 1, "scale": "own", "worst": 0, "best": 9}}},
            ],
        },
    ],
}  # fmt: skip


def is_valid(data):
    return VALIDATOR.is_valid(data)


def loads_fine(data):
    try:
        loads(json.dumps(data), format="json")
    except FormatError:
        return False
    return True


def test_it_is_a_schema():
    """Of the draft that it names, the same every time, with words for people."""
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert ["$schema", "$id", "title", "description"] == list(made)[:4]
    assert made == schema()
    assert json.dumps(made)
    fields = made["properties"]
    assert "What the map is about." == fields["title"]["description"]
    missing = [
        (name, key)
        for name, shape in made["$defs"].items()
        for key, field in (shape if "title" in shape else shape["anyOf"][0])["properties"].items()
        if "description" not in field and key != "emotion"
    ]
    assert [] == missing


def test_short_forms():
    """All of them are valid, and are read."""
    VALIDATOR.validate(SHORT)
    assert loads_fine(SHORT)


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"title": ""},
        {"title": 3},
        {"state": "curent"},
        {"journeykit": 2},
        {"review_by": "tomorrow"},
        {"review_by": "20260201"},
        {"review_by": "2026-02-30"},
        {"review_by": "2026-02-29"},
        {"review_by": "2026-04-31"},
        {"review_by": "1900-02-29"},
        {"review_by": "0000-01-01"},
        {"review_by": "2026-13-01"},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "lanes": {"l": ""}}]}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "lanes": {"l": 3}}]}]},
        {"metadata": {"a": [1]}},
        {"metadata": {"": 1}},
        {"transitions": [["a"]]},
        {"suppressions": "x"},
        {"personas": [{"name": "x", "share": 2}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "chanel": "web"}]}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "emotion": "happy"}]}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "emotion": {"label": "x"}}]}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "emotion": {"valence": None}}]}]},
        {"phases": [{"name": "A", "touchpoints": [{"name": "x", "emotion":
            {"rating": {"value": 1, "scale": "own"}}}]}]},
        {"opportunities": [{"text": "x", "effort": 0}]},
        {"phases": [3]},
        {"origin": None},
    ],
)  # fmt: skip
def test_what_is_refused(change):
    """By the schema as by the reader."""
    data = {"title": "T", **change}
    assert (False, False) == (is_valid(data), loads_fine(data))


@pytest.mark.parametrize("day", ["2028-02-29", "2000-02-29", "2026-12-31", "2026-11-30"])
def test_days(day):
    """The last ones of their months."""
    data = {"title": "T", "review_by": day}
    assert (True, True) == (is_valid(data), loads_fine(data))


def test_whole_numbers_may_have_a_point():
    """As JSON has one kind of number only."""
    metric = {"metric": "nps", "value": 3, "n": 3.0}
    data = {
        "title": "T",
        "phases": [{"name": "A", "touchpoints": [{"name": "x", "metrics": metric}]}],
    }
    assert is_valid(data)
    (measurement,) = loads(json.dumps(data), format="json").touchpoint("x").metrics
    assert "3" == repr(measurement.n)


few = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@few
@given(js.journeys())
def test_what_is_written_is_valid(journey):
    """Every journey's file follows the schema."""
    VALIDATOR.validate(json.loads(dumps(journey, format="json")))


# No schema can hold two figures against each other.
BEYOND = ("the lower first", "at least low", "another figure than worst")


def places(data, path=()):
    """Every value in plain data."""
    yield path
    for key, item in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))
        else:
            yield (*path, key)


values = st.sampled_from(
    ["x", "", " ", "web", 3, -1, 1.0, 0.5, 1e9, True, False, None, [], {}, ["x"], [3], {"name": "x"},
     {"a": 1}, [["a", "b"]], "2026-11-30", "current", {"metric": "nps"}, {"valence": 0.5}]
)  # fmt: skip


@settings(
    deadline=None, max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(js.journeys().map(lambda j: json.loads(dumps(j, format="json"))) | st.just(SHORT), st.data())
def test_schema_and_reader_agree(data, draw):
    """What one takes of a file with a wrong value, the other takes."""
    data = copy.deepcopy(data)
    path = draw.draw(st.sampled_from([p for p in places(data) if p]))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if draw.draw(st.booleans()) or isinstance(holder, list):
        holder[path[-1]] = draw.draw(values)
    else:
        del holder[path[-1]]
    try:
        loads(json.dumps(data), format="json")
    except FormatError as error:
        assert not is_valid(data) or any(rule in str(error) for rule in BEYOND)
    else:
        assert is_valid(data)


def test_the_least():
    """A title is enough."""
    assert is_valid({"title": "T"})
    assert not is_valid({})
    assert Journey("T") == loads('{"title": "T"}', format="json")
