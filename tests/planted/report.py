"""How many planted problems are found, and how many alarms are false, by size and by sample.

Run from the root of the project, it takes the better part of an hour on two cores and writes the
tables of docs/explanation/finding-problems.md:

    python tests/planted/report.py [--runs 10] [--processes 2]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

# Each process has one core: more threads would only wait for each other.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from journeykit.analyzers.problems.personas import draft_personas  # noqa: E402
from journeykit.analyzers.problems.problem import ProblemKind  # noqa: E402
from planted.judged import Verdict, judged  # noqa: E402
from planted.stories import COLUMNS, STEPS, Plant, Story, make_log  # noqa: E402

PAGE = ROOT / "docs" / "explanation" / "finding-problems.md"
SIZES = (0.03, 0.05, 0.1, 0.2)
SAMPLES = (2_000, 10_000, 50_000)
FACTORS = {0.03: 1.25, 0.05: 1.5, 0.1: 2.0, 0.2: 3.0}
"""How much longer half of those concerned take, where waits are planted."""

Key = tuple[str, float, int]


def plant(name: str, size: float) -> Plant:
    """The plant of a name."""
    made = {
        "a source, at one step": Plant(
            kind=ProblemKind.SEGMENT, step=2, size=size, where={"source": "social"}
        ),
        "a device and a source together": Plant(
            kind=ProblemKind.SEGMENT, step=1, size=size,
            where={"device": "mobile", "source": "search"},
        ),
        "an operating system, which goes with the device": Plant(
            kind=ProblemKind.SEGMENT, step=1, size=size, where={"os": "ios"}
        ),
        "all, since a day": Plant(kind=ProblemKind.CHANGE, step=1, size=size, since=100),
        "a device, since a day": Plant(
            kind=ProblemKind.CHANGE, step=1, size=size, since=110, where={"device": "mobile"}
        ),
        "a step done again, since a day": Plant(
            kind=ProblemKind.REPEATS, step=1, size=size, since=90
        ),
        "a device is slower": Plant(
            kind=ProblemKind.SLOWER, step=1, size=FACTORS[size], where={"device": "mobile"}
        ),
        "an error goes with leaving": Plant(
            kind=ProblemKind.LEAVING, step=1, size=size, event="error"
        ),
    }  # fmt: skip
    return made[name]


PLANTS = (
    "a source, at one step", "a device and a source together",
    "an operating system, which goes with the device", "all, since a day",
    "a device, since a day", "a step done again, since a day", "a device is slower",
    "an error goes with leaving",
)  # fmt: skip

DECOYS = {
    "nothing: weekdays, growth, newsletters, help": Story(),
    "a device of which fewer come on grows": Story(mix=True),
    "twenty campaigns of few customers each": Story(rare=20),
    "a wave of ±2 points over half a year": Story(season=0.02),
    "a wave of ±5 points over half a year": Story(season=0.05),
}


def run(asked: tuple[str, float, int, int]) -> Verdict:
    """Judge one log."""
    name, size, customers, seed = asked
    story = DECOYS[name] if name in DECOYS else Story(plants=(plant(name, size),))
    return judged(story, customers, seed)


def drafted(asked: tuple[float, int, int]) -> tuple[bool, int]:
    """Whether a planted segment becomes a draft persona, and how many others do."""
    size, customers, seed = asked
    where = {"source": "social"}
    planted = Plant(kind=ProblemKind.SEGMENT, step=0, size=size, where=where)
    story = Story(plants=(planted,)) if size else Story()
    found = [
        {column: of[0] for column, of in persona.segment.items()}
        for persona in draft_personas(make_log(story, customers, seed), STEPS, by=COLUMNS).personas
    ]
    return where in found, sum(segment != where for segment in found)


def tables(runs: int, processes: int) -> Iterator[str]:
    """The tables, line by line."""
    jobs = [
        (name, size, customers, seed)
        for customers in SAMPLES for name in PLANTS for size in SIZES for seed in range(runs)
    ]  # fmt: skip
    jobs += [
        (name, 0.0, customers, seed)
        for customers in SAMPLES for name in DECOYS for seed in range(100, 100 + 2 * runs)
    ]  # fmt: skip
    drafts = [
        (size, customers, seed)
        for size in (0.0, *SIZES[1:]) for customers in SAMPLES for seed in range(runs)
    ]  # fmt: skip
    verdicts: dict[Key, list[Verdict]] = defaultdict(list)
    people: dict[tuple[float, int], list[tuple[bool, int]]] = defaultdict(list)
    with ProcessPoolExecutor(processes) as pool:
        for number, (job, verdict) in enumerate(zip(jobs, pool.map(run, jobs), strict=True)):
            verdicts[job[:3]].append(verdict)
            if number % 40 == 0:
                sys.stderr.write(f"{number} of {len(jobs)}\n")
        for draft, outcome in zip(drafts, pool.map(drafted, drafts), strict=True):
            people[draft[:2]].append(outcome)
    yield from _found(verdicts, runs)
    yield from _decoys(verdicts, 2 * runs)
    yield from _drafts(people, runs)


def _found(verdicts: dict[Key, list[Verdict]], runs: int) -> Iterator[str]:
    yield f"Found, of {runs} logs each; how many of them stand first in the list is added where it is not all:\n"
    heads = [
        f"{100 * size:g} points, {customers // 1000},000" for customers in SAMPLES for size in SIZES
    ]
    yield f"| planted | {' | '.join(heads)} |"
    yield f"|---|{'---:|' * len(heads)}"
    for name in PLANTS:
        cells = [_share(verdicts[name, size, n]) for n in SAMPLES for size in SIZES]
        yield f"| {name} | {' | '.join(cells)} |"
    yield "\nOver all logs in which something is planted:\n"
    yield "| customers | logs | found | first | near | false alarms | logs with one | day in its interval |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for customers in SAMPLES:
        of = [v for name in PLANTS for size in SIZES for v in verdicts[name, size, customers]]
        dated = [v.covered for v in of if v.covered is not None]
        yield (
            f"| {customers:,} | {len(of)} | {sum(v.found for v in of)} | {sum(v.rank == 1 for v in of)} "
            f"| {sum(v.near and not v.found for v in of)} | {sum(v.alarms for v in of)} "
            f"| {sum(v.alarms > 0 for v in of)} | {sum(dated)} of {len(dated)} |"
        )


def _share(of: Iterable[Verdict]) -> str:
    known = list(of)
    found, first = sum(v.found for v in known), sum(v.rank == 1 for v in known)
    return f"{found}" if found == first else f"{found} ({first} first)"


def _decoys(verdicts: dict[Key, list[Verdict]], runs: int) -> Iterator[str]:
    yield f"\nLogs with a false alarm, of {runs} each, and with something said to go better that does not:\n"
    heads = [f"{customers:,}" for customers in SAMPLES]
    yield f"| only | {' | '.join(heads)} | better, all sizes |"
    yield f"|---|{'---:|' * (len(heads) + 1)}"
    for name in DECOYS:
        cells = [str(sum(v.alarms > 0 for v in verdicts[name, 0.0, n])) for n in SAMPLES]
        better = sum(v.better > 0 for n in SAMPLES for v in verdicts[name, 0.0, n])
        yield f"| {name} | {' | '.join(cells)} | {better} |"


def _drafts(people: dict[tuple[float, int], list[tuple[bool, int]]], runs: int) -> Iterator[str]:
    yield f"\nDraft personas, where customers of a source come on less often at the first step, of {runs} logs each:\n"
    yield "| customers | points | drafted | other drafts |"
    yield "|---:|---:|---:|---:|"
    for (size, customers), of in sorted(people.items(), key=lambda item: item[0][::-1]):
        drafts = "-" if not size else str(sum(found for found, _ in of))
        yield f"| {customers:,} | {100 * size:g} | {drafts} | {sum(others for _, others in of)} |"


def main() -> None:
    """Write the tables into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--page", type=Path, default=PAGE)
    args = parser.parse_args()
    text = "\n".join(tables(args.runs, args.processes))
    begin, end = "<!-- tables -->\n", "\n<!-- end of tables -->"
    page = args.page.read_text(encoding="utf-8")
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    args.page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
