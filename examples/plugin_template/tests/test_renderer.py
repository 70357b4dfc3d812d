"""The renderer keeps what journeykit expects of renderers, and writes what it should."""

import json

from journeykit import Journey, Phase, Touchpoint, render
from journeykit.testing import check_renderer

from journeykit_house.jsonl import JsonLinesRenderer


def test_it_keeps_the_contract() -> None:
    check_renderer(JsonLinesRenderer(), read_text=lambda data: data.decode())
    check_renderer(JsonLinesRenderer(sort_keys=True), every_feature=False)


def test_a_line_says_where_it_belongs() -> None:
    journey = Journey("x", [Phase("Pay", [Touchpoint("Call", actions="Waits")])])
    text = render(journey, format=JsonLinesRenderer()).text
    said = [line for line in map(json.loads, text.splitlines()) if line["is"] == "text"]
    assert [("Pay", "Call", "Waits")] == [(s["phase"], s["touchpoint"], s["text"]) for s in said]
