"""An atlas of 500 journeys with 20,000 touchpoints, against parsing its JSON.

The aim for loading its files, checking them with the recommended rules and
cross-referencing is ten times what it takes to read and parse the same files with `json`.
What is parsed is kept, as the atlas is: a parser whose work is thrown away at once never has
Python look through it for garbage, and takes half as long. Both are printed. Each round is a
program of its own, as people start one. Run with `make bench`.
"""

import json
import random
import subprocess
import sys
from statistics import median

import pytest

JOURNEYS, TOUCHPOINTS = 500, 40
AIM = 10

STEPS = ("See the offer", "Compare two models", "Ask for advice", "Put it into the cart",
         "Choose how to pay", "Wait for the parcel", "Unpack it", "Call the workshop")  # fmt: skip
SAID = ("Is this the one that I saw?", "What does shipping cost?", "Who answers for this?",
        "I have told them this before", "That was easy", "How long will it take?")  # fmt: skip
WORK = ("Chat answers", "Clerk looks it up", "Parcel is packed", "Price service answers")


def atlas_data():
    """What the journeys share: twelve channels, thirty personas, two hundred pain points."""
    return {
        "journeykit": 1, "title": "All journeys of a shop",
        "personas": [
            {"name": f"Mira the {n}th", "id": f"persona-{n}", "role": "Commutes by bike",
             "goals": ["To be there on time"], "evidence": ["interviews"]}
            for n in range(30)
        ],
        "channels": [{"name": f"Channel of sort {n}", "id": f"channel-{n}", "kind": "web"}
                     for n in range(12)],
        "evidence": [{"source": "Interviews", "kind": "interview", "date": "2026-05-01",
                      "sample_size": 12}],
        "pain_points": [
            {"text": f"It takes {n} minutes too long", "id": f"pain-{n}", "severity": "workaround",
             "evidence": ["interviews"]}
            for n in range(200)
        ],
        "opportunities": [
            {"text": f"Spare them {n} minutes", "id": f"chance-{n}", "owner": "Web team",
             "pain_points": [f"pain-{n}", f"pain-{n + 40}"], "reach": 100, "impact": 2,
             "confidence": 0.5, "effort": 2, "metric": "csat_top2"}
            for n in range(40)
        ],
    }  # fmt: skip


def journey_data(number):
    """A journey as people write it: some fields at each touchpoint, some faults."""
    rng = random.Random(number)

    def touchpoint(n):
        made = {
            "name": f"{rng.choice(STEPS)}, part {n}", "id": f"t{n}",
            "channel": f"channel-{rng.randrange(12)}",
            "actions": [f"Opens page {n}", "Reads what it says"],
            "thoughts": [rng.choice(SAID)],
            "emotions": [{"valence": rng.randint(-10, 10) / 10}],
            "owner": "Web team", "evidence": ["interviews"],
        }  # fmt: skip
        if n % 3 == 0:
            made["personas"] = [f"persona-{rng.randrange(30)}"]
        if n % 4 == 0:
            pain = rng.randrange(200)
            made["pain_points"] = [{"text": f"pain-{pain}", "id": f"pain-{pain}"}]
            made["frontstage"] = [rng.choice(WORK)]
        if n % 5 == 0:
            made["metrics"] = [{"metric": "csat_top2", "value": rng.randint(40, 95), "n": 400}]
        if n == TOUCHPOINTS - 1 and number % 2:
            made["journey"] = f"journey-{number // 2}"
        return made

    size = TOUCHPOINTS // 4
    return {
        "journeykit": 1, "title": f"How customers take way {number}", "id": f"journey-{number}",
        "scenario": "Someone needs a bike by Friday", "expectations": ["To have it in time"],
        "state": "current", "owner": "Ann", "reviewed_on": "2026-05-20",
        "review_by": "2026-12-01",
        "personas": [{"name": f"persona-{rng.randrange(30)}"}],
        "phases": [
            {"name": f"Stretch {p}", "id": f"phase-{p}", "goal": "To have come a step further",
             "touchpoints": [touchpoint(p * size + n) for n in range(size)]}
            for p in range(4)
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files, as any tool writes them."""
    folder = tmp_path_factory.mktemp("atlas")
    (folder / "atlas.json").write_text(json.dumps(atlas_data(), indent=2))
    for number in range(JOURNEYS):
        text = json.dumps(journey_data(number), indent=2)
        (folder / f"journey-{number}.json").write_text(text)
    return folder


ROUND = """
import gc, json, sys, time
from pathlib import Path

import journeykit as jk
from journeykit.analyzers import cross_reference
from journeykit.io import load_atlas

# Rules are loaded when they are first asked for, whatever is checked.
jk.validate(jk.example("retail-purchase"), today="2026-06-01")
folder = Path(sys.argv[1])
gc.collect()
seconds, made = {}, {}


def timed(name, run):
    start = time.process_time()
    made[name] = run()
    seconds[name] = time.process_time() - start


def parse():
    for path in sorted(folder.iterdir()):
        json.loads(path.read_text())


if sys.argv[2] == "parse":
    timed("parse and keep", lambda: [json.loads(p.read_text()) for p in sorted(folder.iterdir())])
    made.clear()
    timed("parse", parse)
else:
    timed("load", lambda: load_atlas(folder))
    timed("check", lambda: jk.validate(made["load"], today="2026-06-01"))
    timed("cross-reference", lambda: cross_reference(made["load"]))
    seconds["journeys"] = len(made["load"])
    seconds["touchpoints"] = made["cross-reference"].touchpoints
    print(made["load"], made["check"].summary().splitlines()[0])
print(json.dumps(seconds))
"""


def test_an_atlas_against_parsing_its_json(folder):
    """Prints what each part costs of a processor, and the ratios: medians of five rounds."""

    def ran(what):
        done = subprocess.run(
            [sys.executable, "-c", ROUND, folder, what], capture_output=True, text=True, check=True
        )
        *said, seconds = done.stdout.splitlines()
        return said, json.loads(seconds)

    rounds = []
    for _ in range(5):
        said, ours = ran("atlas")
        rounds.append(ours | ran("parse")[1])
    seconds = {name: median(each[name] for each in rounds) for name in rounds[0]}
    assert (JOURNEYS, JOURNEYS * TOUCHPOINTS) == (seconds["journeys"], seconds["touchpoints"])
    total = seconds["load"] + seconds["check"] + seconds["cross-reference"]
    print("", *said, sep="\n")
    for name in ("parse", "parse and keep", "load", "check", "cross-reference"):
        print(f"{name}: {seconds[name] * 1e3:.0f} ms of a processor")
    ratio = total / seconds["parse and keep"]
    print(
        f"all together {total * 1e3:.0f} ms, {ratio:.1f} x parsing (at most {AIM}), "
        f"{total / seconds['parse']:.1f} x where what is parsed is thrown away at once"
    )
    assert ratio <= AIM
