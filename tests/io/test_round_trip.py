"""What is written is read back equal, whatever the journey."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeykit.io import dumps, loads
from journeykit.io.build import builder
from journeykit.io.convert import converter, from_data, nested_fields, to_data
from journeykit.io.source import Source
from journeykit.io.yaml import read
from journeykit.io.yaml.scalars import written, written_flow
from journeykit.model import Journey
from journeykit.testing import strategies as js

few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("format", ["yaml", "json"])
@few
@given(journey=js.journeys())
def test_load_undoes_dump(format, journey):
    """A journey survives, with the type of every figure."""
    text = dumps(journey, format=format)
    back = loads(text, format=format)
    assert journey == back
    # Equality takes 1, 1.0 and True for the same; their texts differ.
    assert json.dumps(to_data(journey)) == json.dumps(to_data(back))
    assert text == dumps(back, format=format)


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(js.HOSTILE))
@example("x" * 2000)
@example("a\n\n\nb\n")
@example("a\n #b\n")
def test_any_text_survives_yaml(text):
    """As value, as key, as item, in blocks and in brackets."""
    if text:
        data = {text: text, "list": [text, {"x": text, text: [text, [text]]}]}
        from journeykit.io.yaml import write

        assert data == read(Source(write(data)))
        flow = Source(f"a: {written_flow(data['list'][:1])}\nb: {written(text)}")
        assert {"a": [text], "b": text} == read(flow)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans())
def test_any_figure_survives_yaml(value):
    """With its type."""
    back = read(Source(f"x: {written(value)}"))["x"]
    assert (type(value), repr(value)) == (type(back), repr(back))


@few
@given(st.one_of(js.touchpoints(), js.personas(), js.emotions(), js.metrics(), js.ratings()))
def test_values_are_built_as_their_constructors_would(value):
    """The builder of files gives what the constructor gives."""
    kind = type(value)
    data = converter().unstructure(value)
    structures = {
        key: (lambda raw, nested=nested: [
            converter().structure(each, nested.kind) for each in raw
        ] if nested.many else converter().structure(raw, nested.kind))
        for key, nested in nested_fields(kind).items()
    }  # fmt: skip
    if "interval" not in data:
        assert value == builder(kind, structures)(data)


@few
@given(js.journeys())
def test_plain_data_is_plain(journey):
    """Only what JSON has, and fields at their default are left out."""
    data = to_data(journey)
    assert data == json.loads(json.dumps(data))
    assert "journeykit" == next(iter(data))
    assert from_data(data, Journey) == journey


def test_what_is_least_written():
    """A journey of a title alone is three lines."""
    assert "journeykit: 1\ntitle: T\nid: t\n" == dumps(Journey("T"))
    assert {"journeykit": 1, "title": "T", "id": "t"} == json.loads(
        dumps(Journey("T"), format="json")
    )
