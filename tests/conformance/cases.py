"""Cases of public test suites, in the words of this library.

The cases are `conformance/cases.json` of the shared data; its `conventions`
say what each field means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from journeykit.events import conditions
from journeykit.events.funnels.steps import Exclusion, Step

FILE = Path(__file__).parents[2].parent / "shared" / "conformance" / "cases.json"

Case = dict[str, Any]

ORDERS = {"ordered": "ordered", "strict": "strict", "unordered": "any"}
ATTRIBUTIONS = {
    "first_touch": "first", "last_touch": "last", "all_events": "all", "constant_per_user": "first",
}  # fmt: skip
TESTS = {
    "in": lambda values: values,
    "not_in": lambda values: conditions.is_not(*values),
    "contains": lambda values: conditions.contains(*values),
    "set": lambda _: conditions.is_set(),
    "not_set": lambda _: conditions.is_missing(),
}
LONGEST_S = 285 * 365 * 86_400
"""A longer window is refused; none of these logs is as long."""


@cache
def cases(*kinds: str) -> tuple[Case, ...]:
    """The cases of some kinds; none where the file is not there."""
    if not FILE.exists():
        return ()
    found = json.loads(FILE.read_text())["cases"]
    return tuple(case for case in found if case["kind"] in kinds)


def texts(values: Iterable[Any]) -> list[str]:
    """Values as they are compared."""
    return [str(value) for value in values]


def column(prop: str, of: str, number: int = 0) -> str:
    """The column that holds a property; a second test on it gets a copy of its own."""
    return f"{of} {prop}".replace(".", "_") + (f" {number}" if number else "")


def column_tests(where: list[dict[str, Any]]) -> dict[str, Any]:
    """The tests of columns that a list of filters asks for."""
    asked: dict[str, Any] = {}
    for test in where:
        values = TESTS[test["op"]](texts(test.get("values", ())))
        number = 0
        while column(test["prop"], test["of"], number) in asked:
            number += 1
        asked[column(test["prop"], test["of"], number)] = values
    return asked


def names(item: dict[str, Any]) -> tuple[str, ...]:
    """The events that a step or an exclusion means."""
    if "event_in" in item:
        return tuple(item["event_in"])
    return (item["event"],) if item["event"] is not None else ()


def step(item: dict[str, Any], number: int) -> Step:
    """A step, called by its number so that none is called like another."""
    return Step(
        names(item),
        where=column_tests(item.get("where", [])),
        optional=item.get("optional", False),
        first_time=item.get("first_time_for_user", False),
        name=f"step {number}",
    )


def exclusion(item: dict[str, Any]) -> Exclusion:
    """What must not happen between two steps."""
    return Exclusion(
        names(item), where=column_tests(item.get("where", [])),
        after=item["from_step"], before=item["to_step"],
    )  # fmt: skip


def steps(case: Case) -> list[Step]:
    """The steps of a case."""
    return [step(item, number) for number, item in enumerate(case["steps"])]


def options(case: Case) -> dict[str, Any]:
    """The options of `jk.funnel` that say what the product means."""
    asked: dict[str, Any] = {"order": ORDERS[case["order"]]}
    if case["window_seconds"] is not None and case["window_seconds"] < LONGEST_S:
        asked["within"] = f"{case['window_seconds']}s"
    if case.get("tie_break") == "row_order":
        asked["ties"] = "row"
    if case.get("options", {}).get("strictly_increasing_time"):
        asked["ties"] = "strict"
    if "exclusions" in case:
        asked["exclude"] = [exclusion(item) for item in case["exclusions"]]
        if case["order"] == "unordered":
            asked["on_exclusion"] = "stop"
    if "range" in case:
        since, until = (moment * 1_000_000 for moment in case["range"])
        asked |= {"since": since, "until": until, "past_end": False}
    if breakdown := case.get("breakdown"):
        asked["by"] = [column(prop, breakdown["of"]) for prop in breakdown["by"]]
        kind = breakdown["attribution"]
        asked["attribution"] = ATTRIBUTIONS.get(kind, breakdown.get("attribution_step"))
    return asked


def log_columns(case: Case) -> dict[str, list[Any]]:
    """The events of a case as columns."""
    events = [(*event, {})[:4] if len(event) == 3 else event for event in case["events"]]
    columns: dict[str, list[Any]] = {
        "customer": [event[0] for event in events],
        "event": [event[1] for event in events],
        "time": [event[2] for event in events],
    }
    users = case.get("users", {})
    for name, of, prop in sorted(asked_columns(case)):
        held = [event[3] if of == "event" else users.get(event[0], {}) for event in events]
        columns[name] = [None if (value := p.get(prop)) is None else str(value) for p in held]
    rest = case.get("breakdown", {}).get("one_vs_rest")
    for prop in case["breakdown"]["by"] if rest else ():
        name = column(prop, "event")
        columns[name] = [value if value == rest else "<REST>" for value in columns[name]]
    return columns


def asked_columns(case: Case) -> set[tuple[str, str, str]]:
    """Names of the columns that a case tests or tells apart, with the property of each."""
    items = [*case["steps"], *case.get("exclusions", ()), {"where": case.get("event_filter", [])}]
    found = {
        (column(test["prop"], test["of"], number), test["of"], test["prop"])
        for item in items
        for test in item.get("where", ())
        for number in range(len(item["where"]))
    }
    if breakdown := case.get("breakdown"):
        of = breakdown["of"]
        found |= {(column(prop, of), of, prop) for prop in breakdown["by"]}
    return found


def meets(event: list[Any], item: dict[str, Any], users: dict[str, Any]) -> bool:
    """Whether an event is meant by a step or an exclusion."""
    held = {"event": dict(*event[3:]), "user": users.get(event[0], {})}
    if names(item) and event[1] not in names(item):
        return False
    for test in item.get("where", ()):
        value = held[test["of"]].get(test["prop"])
        wanted = texts(test.get("values", ()))
        known = value is not None
        passed = {
            "in": known and str(value) in wanted,
            "not_in": not known or str(value) not in wanted,
            "contains": known and any(text in str(value) for text in wanted),
            "set": known,
            "not_set": not known,
        }[test["op"]]
        if not passed:
            return False
    return True
