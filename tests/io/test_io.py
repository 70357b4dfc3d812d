"""The front door: load, loads, dump, dumps, formats."""

from __future__ import annotations

import datetime as dt
import json
import pickle
import subprocess
import sys

import pytest

from journeykit.io import FileFormat, dump, dumps, formats, load, loads
from journeykit.io.source import in_bytes
from journeykit.model import (
    Emotion,
    EventBinding,
    Evidence,
    Expectation,
    Journey,
    Measurement,
    MomentOfTruth,
    Objective,
    PainPoint,
    Persona,
    Phase,
    Rating,
    Touchpoint,
    Transition,
)

YAML = """\
journeykit: 1
$schema: urn:journeykit:schema:1
title: Buy a bike
expectations: cheap
personas: Mira
transitions: [see-the-ad, pay]
review_by: 2026-11-30
owner: NO
objectives:
  - statement: More
    due: "2026-12-31"
evidence: Interviews
metadata: {on: yes, n: 1, x: 1.0, b: true, s: "1", hex: 0x1F, date: 2026-01-01}
phases:
  - Awareness
  - name: Purchase
    touchpoints:
      - See the ad
      - name: Pay
        emotion: -0.5
        emotions: [0.5, {rating: {value: 4, scale: stars}, label: glad}]
        pain_points: slow
        expectation: quick
        metrics: {nps: 40, ces_1: null}
        moment_of_truth: true
        events: [pay, {events: [paid, payed], where: {device: mobile, n: [1, 2]}}]
        lanes: {legal: one}
        goals:
"""

EXPECTED = Journey(
    "Buy a bike",
    [
        Phase("Awareness"),
        Phase(
            "Purchase",
            [
                Touchpoint("See the ad"),
                Touchpoint(
                    "Pay",
                    emotions=[0.5, Emotion(rating=Rating(4, "stars"), label="glad"), -0.5],
                    pain_points=[PainPoint("slow")],
                    expectation=Expectation("quick"),
                    metrics=[Measurement("nps", 40), Measurement("ces_1")],
                    moment_of_truth=MomentOfTruth.MOMENT,
                    events=[
                        "pay",
                        EventBinding(["paid", "payed"], where={"device": "mobile", "n": [1, 2]}),
                    ],
                    lanes={"legal": ["one"]},
                ),
            ],
        ),
    ],
    expectations=["cheap"],
    personas=[Persona("Mira")],
    transitions=[Transition("see-the-ad", "pay")],
    review_by=dt.date(2026, 11, 30),
    owner="NO",
    objectives=[Objective("More", due=dt.date(2026, 12, 31))],
    evidence=[Evidence("Interviews")],
    metadata={"on": "yes", "n": 1, "x": 1.0, "b": True, "s": "1", "hex": 31, "date": "2026-01-01"},
)

TOML = '''\
title = "Buy a bike" # the title
review_by = 2026-11-30
metadata.colour = "red"

[[phases]]
name = "Awareness"

  [[phases.touchpoints]]
  name = "See the ad"
  thoughts = [
    "name = no key",
    """
title = "nor this" """,
  ]
  "channel" = "web"

  [[phases.touchpoints]]
  name = "Ask"

[[phases]]
name = "Purchase"
touchpoints = [{ name = "Pay", emotion = 0.5 }]

[metadata.more-not]
'''


def test_short_forms_are_what_the_constructors_take():
    """Text for elements, numbers for feelings, one for many, figures by metric."""
    journey = loads(YAML, format="yaml")
    assert EXPECTED == journey
    assert repr(dict(EXPECTED.metadata)) == repr(dict(journey.metadata))
    assert EXPECTED == loads(dumps(journey), format="yaml")


def test_positions_of_yaml():
    """A field is where its key is, an item where it starts."""
    origin = loads(YAML, format="yaml", file="map.yaml").origin
    assert "map.yaml" == origin.file
    expected = {
        (): (1, 1),
        ("title",): (3, 1),
        ("personas", 0, "role"): (5, 1),
        ("objectives", 0): (10, 5),
        ("objectives", 0, "due"): (11, 5),
        ("phases", 0): (15, 5),
        ("phases", 1): (16, 5),
        ("phases", 1, "touchpoints"): (17, 5),
        ("phases", 1, "touchpoints", 0, "channel"): (18, 9),
        ("phases", 1, "touchpoints", 1, "emotions", 1, "label"): (21, 60),
        ("phases", 1, "touchpoints", 1, "owner"): (19, 9),
    }
    assert expected == {path: origin.locate(path) for path in expected}


def test_positions_through_aliases_and_merges():
    """What an alias brings in stands where it is written out; the alias where it is."""
    text = (
        "title: T\nphases:\n  - &a\n    name: A\n    goal: g\n  - *a\n"
        "  - name: B\n    <<: [*a, {owner: x}]\n"
    )
    journey = loads(text, format="yaml")
    assert [("A", "g", None), ("A", "g", None), ("B", "g", "x")] == [
        (phase.name, phase.goal, phase.owner) for phase in journey.phases
    ]
    locate = journey.origin.locate
    assert (6, 5) == locate(("phases", 1))
    assert (5, 5) == locate(("phases", 1, "goal"))
    assert (8, 15) == locate(("phases", 2, "owner"))
    assert (5, 5) == locate(("phases", 2, "goal"))


def test_positions_of_json():
    """As in YAML, with escapes and nesting."""
    text = '{\n  "title": "a \\"b\\": {",\n  "phases": [ "A", {"name": "B",\n "t\\u006fuchpoints": [{"name": "x"}, "y"]},\n [] ]}'
    text = text.replace(",\n []", "").replace("\\u006f", "o")
    origin = loads(text, format="json").origin
    expected = {
        (): (1, 1),
        ("title",): (2, 3),
        ("phases",): (3, 3),
        ("phases", 0): (3, 15),
        ("phases", 1): (3, 20),
        ("phases", 1, "name"): (3, 21),
        ("phases", 1, "touchpoints", 0): (4, 18),
        ("phases", 1, "touchpoints", 0, "name"): (4, 19),
        ("phases", 1, "touchpoints", 1): (4, 33),
    }
    assert expected == {path: origin.locate(path) for path in expected}


def test_toml():
    """Tables of tables, dates, and where they stand."""
    journey = loads(TOML.replace("\n[metadata.more-not]\n", ""), format="toml")
    assert Journey(
        "Buy a bike",
        [
            Phase(
                "Awareness",
                [
                    Touchpoint(
                        "See the ad", channel="web",
                        thoughts=["name = no key", 'title = "nor this" '],
                    ),
                    "Ask",
                ],
            ),
            Phase("Purchase", [Touchpoint("Pay", emotion=0.5)]),
        ],
        review_by=dt.date(2026, 11, 30),
        metadata={"colour": "red"},
    ) == journey  # fmt: skip
    expected = {
        (): None,
        ("title",): (1, 1),
        ("metadata", "colour"): (3, 1),
        ("phases", 0): (5, 1),
        ("phases", 0, "name"): (6, 1),
        ("phases", 0, "touchpoints", 0): (8, 3),
        ("phases", 0, "touchpoints", 0, "channel"): (15, 3),
        ("phases", 0, "touchpoints", 1, "name"): (18, 3),
        ("phases", 1, "name"): (21, 1),
        ("phases", 1, "touchpoints", 0, "name"): (22, 1),
    }
    assert expected == {path: journey.origin.locate(path) for path in expected}


def test_toml_tables_below_lists():
    """A plain table below a list belongs to its last entry."""
    text = (
        'title = "T"\n[[personas]]\nname = "Mira"\n[personas.demographics]\nage = 3\n'
        '[personas.segment]\n\'a.b\' = ["x", "y"] # [[\n'
    )
    journey = loads(text, format="toml")
    assert 3 == journey.personas[0].demographics["age"]
    assert (5, 1) == journey.origin.locate(("personas", 0, "demographics", "age"))
    assert (7, 1) == journey.origin.locate(("personas", 0, "segment", "a.b"))


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".YAML"])
def test_files(tmp_path, suffix):
    """The ending says the format; what is written is the same every time."""
    path = tmp_path / f"map{suffix}"
    assert path == dump(EXPECTED, path)
    first = path.read_bytes()
    assert EXPECTED == load(path)
    assert EXPECTED == load(str(path))
    dump(load(path), path)
    assert first == path.read_bytes()
    assert first.endswith(b"\n")
    assert b"\r" not in first


def test_a_named_format_wins_over_the_ending(tmp_path):
    """Both ways."""
    path = tmp_path / "map.txt"
    dump(EXPECTED, path, format="json")
    assert "Buy a bike" == json.loads(path.read_text(encoding="utf-8"))["title"]
    assert EXPECTED == load(path, format="json")
    assert EXPECTED == load(path, format="yaml")


def test_formats():
    """All of them have a name, endings and a line of description."""
    assert ["yaml", "json", "toml", "mermaid"] == [known.name for known in formats()]
    assert all(isinstance(known, FileFormat) and known.description for known in formats())
    assert all(known.reads for known in formats())
    suffixes = [suffix for known in formats() for suffix in known.suffixes]
    assert len(set(suffixes)) == len(suffixes)


def test_the_written_form_is_readable():
    """Defaults are left out, long lists come last, ids are said."""
    journey = Journey(
        "Buy a bike",
        [Phase("A", [Touchpoint("Pay", thoughts=["one\ntwo", "no", "a: b"])], goal="Own it")],
        metadata={"when": "2026-11-30", "n": 1, "x": 1.0},
    )
    assert """\
journeykit: 1
title: Buy a bike
id: buy-a-bike
metadata:
  when: "2026-11-30"
  n: 1
  x: 1.0
phases:
  - name: A
    id: a
    goal: Own it
    touchpoints:
      - name: Pay
        id: pay
        thoughts:
          - |-
            one
            two
          - "no"
          - "a: b"
""" == dumps(journey)


def test_a_loaded_journey_can_be_sent_to_another_process():
    """Its origin goes with it, and still finds its lines."""
    journey = loads(YAML, format="yaml")
    copy = pickle.loads(pickle.dumps(journey))
    assert journey == copy
    assert (3, 1) == copy.origin.locate(("title",))
    assert hash(journey) == hash(copy)


def test_yaml_tags_of_the_core_are_fine():
    """They say what is there anyway."""
    text = "title: !!str 5\nmetadata: !!map {a: !!int 3, b: !!float 3, c: !!bool true, d: ! 4}"
    journey = loads(text, format="yaml")
    assert ("5", "{'a': 3, 'b': 3.0, 'c': True, 'd': '4'}") == (
        journey.title,
        repr(dict(journey.metadata)),
    )


def test_importing_loads_no_parser():
    """Each format brings its own on first use."""
    code = (
        "import sys, journeykit.io as io; io.formats(); "
        "heavy = {'cattrs', 'ruamel.yaml', 'tomllib', 'json', 'html'} & set(sys.modules); "
        "assert not heavy, heavy; "
        "io.loads('journey\\ntitle T', format='mermaid'); "
        "heavy = {'cattrs', 'ruamel.yaml'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sizes_in_words():
    """For people."""
    assert ["3 bytes", "2 kB", "64 MB", "1 GB"] == list(map(in_bytes, (3, 2048, 64 * 2**20, 2**30)))
