"""An atlas of 500 journeys with 20,000 touchpoints, against parsing its JSON.

The aim for loading its files, checking them with the recommended rules and
cross-referencing is ten times what `json.loads` takes for the same texts. It is missed:
the parser is written in C, and making values that are checked field by field costs nine
times as much by itself. Run with `make bench`.
"""

import gc
import json
import random
import time

import pytest
from timing import in_turns

JOURNEYS, TOUCHPOINTS = 500, 40
AIM, MOST = 10, 80

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


def in_cpu_s(run):
    """A run that tells how much of a processor it took, whatever else the machine does."""

    def timed():
        gc.collect()
        start = time.process_time()
        run()
        return time.process_time() - start

    return timed


def test_an_atlas_against_parsing_its_json(folder):
    """Prints what each part costs, and the ratios; an atlas is fresh for each round."""
    import journeykit as jk
    from journeykit.analyzers import cross_reference
    from journeykit.io import load_atlas

    texts = [path.read_text() for path in sorted(folder.iterdir())]
    made = {}

    def parse():
        for text in texts:
            json.loads(text)

    def parse_and_keep():
        made["parsed"] = [json.loads(text) for text in texts]

    def load():
        made["atlas"] = load_atlas(folder)

    def check():
        made["report"] = jk.validate(made["atlas"], today="2026-06-01")

    def refer():
        made["found"] = cross_reference(made["atlas"])

    runs = {"parse": parse, "parse and keep": parse_and_keep, "load": load, "check": check,
            "cross-reference": refer}  # fmt: skip
    seconds = in_turns({name: in_cpu_s(run) for name, run in runs.items()}, repeat=3)
    total = seconds["load"] + seconds["check"] + seconds["cross-reference"]
    size = sum(map(len, texts)) / 2**20
    print(f"\n{made['atlas']}, {size:.1f} MB, {made['report'].summary()}")
    for name, each in seconds.items():
        print(
            f"{name}: {each * 1e3:.0f} ms of a processor, {each / seconds['parse']:.1f} x parsing"
        )
    print(
        f"all together {total / seconds['parse']:.1f} x parsing (the aim is {AIM}), "
        f"{total / seconds['parse and keep']:.1f} x where what is parsed is kept as well"
    )
    assert (JOURNEYS, JOURNEYS * TOUCHPOINTS) == (len(made["atlas"]), made["found"].touchpoints)
    assert total / seconds["parse"] <= MOST
