"""The oracle itself is held to what other products' suites publish."""

import pytest

from conformance.cases import ORDERS, Case, cases, meets, options
from oracle import Definition, Event, Exclusion, Step, by_customer, counts, outcomes

SMALL = 11
"""More events of one customer are too many to try all choices."""

CASES = [
    case
    for case in cases("funnel", "funnel_level")
    if case["portable"]
    and case["order"] in ORDERS
    and len(case["steps"]) <= 5
    and not {"breakdown", "event_filter"} & set(case)
]


def restated(case: Case) -> tuple[list[Event], Definition]:
    """A case with events named by what they are good for."""
    items = [*case["steps"], *case.get("exclusions", ())]
    fits = [
        tuple(meets(event, item, case.get("users", {})) for item in items)
        for event in case["events"]
    ]
    kinds = sorted(set(fits))
    log = [
        Event(event[0], str(kinds.index(fit)), event[2], row)
        for row, (event, fit) in enumerate(zip(case["events"], fits, strict=True))
    ]
    steps = tuple(
        Step(
            tuple(str(n) for n, kind in enumerate(kinds) if kind[place]),
            first_time=item.get("first_time_for_user", False),
        )
        for place, item in enumerate(case["steps"])
    )
    exclude = tuple(
        Exclusion(str(n), item["from_step"], item["to_step"])
        for place, item in enumerate(case.get("exclusions", ()), len(steps))
        for n, kind in enumerate(kinds)
        if kind[place]
    )
    asked = options(case)
    known = {key: asked[key] for key in ("order", "ties", "past_end") if key in asked}
    known |= dict(zip(("since", "until"), case.get("range", ()), strict=False))
    return log, Definition(steps, within=case["window_seconds"], exclude=exclude, **known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_choice_of_events_gives_what_is_published(case):
    """The brute force over all choices agrees with portable cases of other suites."""
    log, definition = restated(case)
    if any(len(unit) > SMALL for unit in by_customer(log).values()):
        pytest.skip("too many events to try all choices")

    expected = case["expected"]
    if "level_by_user" in expected:
        assert expected["level_by_user"] == {
            customer: found.level for customer, found in outcomes(log, definition).items()
        }
    else:
        found = counts(log, definition)
        assert [
            step.get("count", n) for step, n in zip(expected["steps"], found, strict=False)
        ] == list(found[: len(expected["steps"])])
