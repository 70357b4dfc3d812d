"""Small logs in which ties, repeats and edges of windows are common, and funnels over them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

import oracle
from engines import placed
from journeykit.events.funnels.steps import Exclusion, Step
from journeykit.events.log import EventLog
from oracle import Definition, Event

NAMES = "abcx"
"""Names of events: x is the one that is excluded."""


@st.composite
def logs(draw: st.DrawFn, *, customers: int = 3, longest: int = 7) -> list[Event]:
    """A few events of a few customers, in any order of the rows."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from([f"customer {n}" for n in range(customers)]),
                st.sampled_from(NAMES),
                st.integers(0, 6),
                st.integers(0, 99),
                st.sampled_from((None, "phone", "desk")),
            ),
            min_size=1,
            max_size=customers * longest - customers,
        )
    )
    log = [
        Event(customer, name, time, row=100 * order + place, device=device)
        for place, (customer, name, time, order, device) in enumerate(drawn)
    ]
    return [e for unit in oracle.by_customer(log).values() for e in unit[:longest]]


EVENTS = st.one_of(
    st.sampled_from("abc").map(lambda name: (name,)),
    st.sampled_from([("a", "b"), ("b", "c"), ("a", "c")]),
)
LIMITS = st.one_of(st.none(), st.integers(0, 6))


@st.composite
def definitions(
    draw: st.DrawFn, *, order: Sequence[str] = ("ordered", "strict", "any")
) -> Definition:
    """A funnel that makes sense: of two to four steps, with options that go together."""
    kind = draw(st.sampled_from(order))
    events = draw(st.lists(EVENTS, min_size=2, max_size=4))
    plain = kind == "any"
    steps = tuple(
        oracle.Step(
            of,
            optional=kind == "ordered" and place > 0 and draw(st.booleans()),
            # Of events at one time nobody knows which was the first; it makes no
            # difference where the events of steps are the same or others.
            first_time=draw(st.integers(0, 4)) == 0
            and all(of == other or not set(of) & set(other) for other in events),
            within=None if plain or place == 0 or draw(st.booleans()) else draw(LIMITS),
        )
        for place, of in enumerate(events)
    )
    required = [place for place, step in enumerate(steps) if not step.optional]
    exclude: tuple[oracle.Exclusion, ...] = ()
    if kind != "strict" and len(required) > 1 and draw(st.booleans()):
        after, before = sorted(draw(st.permutations(required))[:2])
        if plain:
            after, before = 0, len(steps) - 1
        exclude = (oracle.Exclusion("x", after, before),)
    since = draw(st.one_of(st.none(), st.integers(0, 3)))
    until = draw(st.one_of(st.none(), st.integers(3, 6)))
    return Definition(
        steps,
        order=kind,
        ties=draw(st.sampled_from(("any", "row") if plain else ("any", "row", "strict"))),
        within=draw(LIMITS),
        entry="best" if plain else draw(st.sampled_from(("best", "first", "latest"))),
        exclude=exclude,
        on_exclusion="stop" if plain else draw(st.sampled_from(("remove", "stop"))),
        since=since,
        until=until,
        past_end=draw(st.booleans()),
    )


def event_log(log: Sequence[Event], engine: str = "polars", **roles: Any) -> EventLog:
    """The events on an engine."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    columns = {
        "customer": pa.array([e.customer for e in log], text),
        "event": pa.array([e.name for e in log], text),
        "time": pa.array([e.time for e in log], whole),
        "row": pa.array([e.row for e in log], whole),
        "device": pa.array([e.device for e in log], text),
    }
    return EventLog(placed(pa.table(columns), engine), time_unit="s", order="row", **roles)


def arguments(d: Definition) -> dict[str, Any]:
    """A funnel in the words of `jk.funnel`."""

    def length(limit: int | None) -> str | None:
        return None if limit is None else f"{limit}s"

    return {
        "steps": [
            Step(
                s.events, name=f"step {n}",
                optional=s.optional, first_time=s.first_time, within=length(s.within),
            )
            for n, s in enumerate(d.steps)
        ],
        "order": d.order, "ties": d.ties, "within": length(d.within), "entry": d.entry,
        "exclude": [Exclusion(e.event, after=e.after, before=e.before) for e in d.exclude],
        "on_exclusion": d.on_exclusion, "since": moment(d.since), "until": moment(d.until),
        "past_end": d.past_end,
    }  # fmt: skip


def moment(seconds: int | None) -> Any:
    """A time of these logs."""
    from datetime import UTC, datetime, timedelta

    return (
        None if seconds is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    )


def crowd(seed: int, customers: int = 200) -> list[Event]:
    """What many customers did within seven seconds, the same for the same seed."""
    drawn = random.Random(seed)
    return [
        Event(
            f"customer {n:03d}", drawn.choice(NAMES), drawn.randint(0, 6), row,
            drawn.choice((None, "phone", "desk")),
        )
        for n in range(customers)
        for row in range(drawn.randint(1, 8))
    ]  # fmt: skip
