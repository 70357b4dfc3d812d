"""Portable cases where a query takes long to begin: many of them in one log and one query."""

from __future__ import annotations

from collections import defaultdict
from math import lcm
from typing import Any, NamedTuple

import pytest

import journeykit as jk
from conformance.cases import LONGEST_S, Case, cases, meets, options
from engines import table
from journeykit.events.funnels.steps import Step

PORTABLE = [
    case for case in cases("funnel", "funnel_level") if case["portable"] and "breakdown" not in case
]


class Batch(NamedTuple):
    """Cases whose funnels are the same but for the names of events and the length of the window."""

    name: str
    cases: list[Case]

    @property
    def longest(self) -> int:
        """Steps of the longest funnel; the others have steps at the end that nobody takes."""
        return max(len(case["steps"]) for case in self.cases)

    @property
    def window_s(self) -> int | None:
        """The one window of all: the times of each case are stretched to it."""
        windows = [case["window_seconds"] for case in self.cases]
        return None if windows[0] is None or windows[0] > LONGEST_S else lcm(*windows)


def batches() -> list[Batch]:
    """The portable cases by what the options of their funnels are."""
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in PORTABLE:
        asked = {**options(case), "within": "within" in options(case)}
        name = " ".join(f"{key}={value}" for key, value in asked.items())
        # Events that can take several steps would join the steps of other cases.
        alone = any(" " in kind for kind in kinds(case)) or "since" in asked
        found[f"{name} {case['id']}" if alone else name].append(case)
    return [Batch(name, found[name]) for name in sorted(found)]


def kinds(case: Case) -> list[str]:
    """Each event by the steps that it can take, such as "0 2"."""
    users = case.get("users", {})
    return [
        " ".join(str(n) for n, item in enumerate(case["steps"]) if meets(event, item, users))
        for event in case["events"]
    ]


def columns(batch: Batch) -> dict[str, list[Any]]:
    """The events of all cases."""
    made: dict[str, list[Any]] = {name: [] for name in ("customer", "event", "time", "row")}
    for case in batch.cases:
        wanted = {"event": None, "where": case.get("event_filter", [])}
        begin = 0 if "range" in case else min(event[2] for event in case["events"])
        stretch = batch.window_s // case["window_seconds"] if batch.window_s else 1
        for row, (event, kind) in enumerate(zip(case["events"], kinds(case), strict=True)):
            if meets(event, wanted, case.get("users", {})):
                time = (event[2] - begin) * stretch
                values = (f"{case['id']} {event[0]}", f"takes {kind}", time, row)
                for name, value in zip(made, values, strict=True):
                    made[name].append(value)
    return made


def steps(batch: Batch) -> list[Step]:
    """The steps, each by the events that can take it."""
    known = {kind for case in batch.cases for kind in kinds(case)}
    first = [step.get("first_time_for_user", False) for step in batch.cases[0]["steps"]]
    return [
        Step(
            [f"takes {kind}" for kind in sorted(known) if str(n) in kind.split()] or f"never {n}",
            name=f"step {n}",
            first_time=n < len(first) and first[n],
        )
        for n in range(batch.longest)
    ]


@pytest.mark.parametrize("engine", ["duckdb", "ibis", "pyspark"])
@pytest.mark.parametrize("batch", batches(), ids=lambda batch: batch.name)
def test_a_batch_comes_out_as_published(batch, engine):
    """Each customer of each case gets as far as is published, in one query for all."""
    log = jk.EventLog(table(columns(batch), engine), time_unit="s", order="row")
    window = f"{batch.window_s}s" if batch.window_s else None
    asked = {**options(batch.cases[0]), "within": window}
    groups = jk.funnel(log, steps(batch), **asked, by="customer").groups
    came = [
        sorted(group.value[0] for group in groups if group.steps[place].customers)
        for place in range(batch.longest)
    ]

    for case in batch.cases:
        expected = case["expected"]
        name = f"{case['id']} "
        users = [[u.removeprefix(name) for u in who if u.startswith(name)] for who in came]
        for place, said in enumerate(expected.get("steps", ())):
            assert said.get("count", len(users[place])) == len(users[place])
        for place, reached in expected.get("users_at_step", {}).items():
            assert sorted(reached) == users[int(place)]
        for place in range(batch.longest) if "level_by_user" in expected else ():
            levels = expected["level_by_user"]
            assert sorted(u for u in levels if levels[u] > place) == users[place]
