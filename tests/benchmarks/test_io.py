"""How long reading takes, against the parser underneath. Run with `make bench`."""

from __future__ import annotations

import json
import timeit

import pytest

from journeykit.io import dumps, loads

SPARSE = {
    "title": "A map of a thousand touchpoints",
    "phases": [
        {
            "name": f"Phase {phase}",
            "touchpoints": [
                {"name": f"Touchpoint {phase} {number}", "channel": "web", "emotion": 0.4}
                for number in range(100)
            ],
        }
        for phase in range(10)
    ],
}
RICH = {
    "title": "A map of a thousand touchpoints",
    "personas": [{"name": f"Persona {number}", "id": f"p{number}"} for number in range(5)],
    "phases": [
        {
            "id": f"phase-{phase}",
            "name": f"Phase {phase}",
            "goal": "To have come a step further",
            "touchpoints": [
                {
                    "id": f"touchpoint-{phase}-{number}",
                    "name": f"Touchpoint {phase} {number}",
                    "channel": "web",
                    "category": "purchase",
                    "personas": ["p1", "p2"],
                    "actions": ["Opens the page", "Compares two offers"],
                    "thoughts": ["Is this the one that I saw?"],
                    "needs": ["To see the price with tax"],
                    "pain_points": [
                        {"id": f"pain-{phase}-{number}", "text": "Too many fields",
                         "severity": "workaround"}
                    ],
                    "emotions": [{"valence": 0.4, "label": "hopeful"}, {"valence": -0.2}],
                    "metrics": [{"metric": "csat_top2", "value": 71.0, "n": 400}],
                    "owner": "Web team",
                    "frontstage": ["Chat answers"],
                    "backstage": ["Price service"],
                }
                for number in range(100)
            ],
        }
        for phase in range(10)
    ],
}  # fmt: skip


def best_s(action, repeat=15):
    """The shortest of several runs, in seconds: the others were disturbed."""
    return min(timeit.repeat(action, number=1, repeat=repeat))


@pytest.mark.parametrize(("name", "data"), [("sparse", SPARSE), ("rich", RICH)])
def test_loading_json_against_parsing_it(name, data):
    """Prints the ratio; the aim is 12, the limit 15."""
    text = json.dumps(data)
    # In turns, so that a busy machine is busy for both.
    turns = [
        (best_s(lambda: json.loads(text), 3), best_s(lambda: loads(text, format="json"), 3))
        for _ in range(20)
    ]
    parse_s, load_s = map(min, zip(*turns, strict=True))
    print(
        f"\n{name}: json.loads {parse_s * 1e3:.2f} ms, load {load_s * 1e3:.2f} ms, "
        f"ratio {load_s / parse_s:.1f}"
    )


@pytest.mark.parametrize(("name", "data"), [("sparse", SPARSE), ("rich", RICH)])
def test_yaml(name, data):
    """Prints what writing, reading and merging cost."""
    journey = loads(json.dumps(data), format="json")
    text = dumps(journey)
    edited = journey.replace(owner="Mira")
    for word, action in (
        ("write", lambda: dumps(journey)),
        ("read", lambda: loads(text, format="yaml")),
        ("merge", lambda: dumps(edited, onto=text)),
    ):
        print(f"\n{name}: {word} {len(text) // 1024} kB of YAML in {best_s(action, 2):.2f} s")
