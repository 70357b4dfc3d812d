"""How the benchmarks time things: the best of several runs, side by side in one process."""

import time
from statistics import median


def best(run, repeat=5):
    """Seconds that the fastest of several runs takes: the one least disturbed by others."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def big_journey(touchpoints):
    """A map of this many touchpoints in ten phases, with what real maps carry."""
    import journeykit as jk

    def touchpoint(number):
        return jk.Touchpoint(
            f"Touchpoint number {number}",
            id=f"t{number}",
            channel=("web", "store", "phone")[number % 3],
            actions=[f"Does thing {number}", "Reads what it says"],
            thoughts="Is this what I need?",
            emotions=[((number * 37) % 21 - 10) / 10],
            pain_points=[jk.PainPoint(f"Pain {number}", severity="workaround")]
            if number % 4 == 0
            else (),
            metrics={"customers": 100_000 - number},
            owner=None if number % 5 == 0 else "Digital",
            evidence="survey" if number % 3 else (),
        )

    size = touchpoints // 10
    return jk.Journey(
        "A big journey",
        [
            jk.Phase(f"Phase {p}", [touchpoint(p * size + i) for i in range(size)], id=f"p{p}")
            for p in range(10)
        ],
        personas="Mira",
        evidence=jk.Evidence("Survey", kind="survey"),
        opportunities=[
            jk.Opportunity(
                f"Opportunity {n}",
                pain_points=f"pain-{n}",
                importance=8,
                satisfaction=n % 10,
            )
            for n in range(0, touchpoints, 8)
        ],
    )


def in_turns(runs, repeat=5):
    """The median seconds of several runs by name, in turns: a busy machine is busy for all.

    A run that returns a number has timed itself, for it runs elsewhere.
    """
    times = {name: [] for name in runs}
    for _ in range(repeat):
        for name, run in runs.items():
            start = time.perf_counter()
            itself = run()
            seconds = time.perf_counter() - start
            times[name].append(itself if isinstance(itself, float) else seconds)
    return {name: median(each) for name, each in times.items()}
