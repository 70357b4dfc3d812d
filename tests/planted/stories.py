"""Logs with planted stories: what is wrong in them is known, and so is what is only normal.

Customers of a shop walk from step to step. They come more often on some weekdays and
more of them from month to month; they do steps again, ask for help on the way, and
open newsletters all along, whether they are on the way or not. A `Plant` makes something
worse for some of them; a decoy only looks like it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from attrs import field, frozen

from journeykit.analyzers.problems.problem import ProblemKind
from journeykit.events import EventLog

__all__ = ["COLUMNS", "DAYS", "START", "STEPS", "Plant", "Story", "make_log"]

STEPS = ("home", "search", "cart", "checkout", "paid")
COLUMNS = ("device", "os", "source", "country")
START = dt.date(2026, 1, 5)
DAYS = 182

_SHARES = (0.7, 0.5, 0.6, 0.75)
"""Of those at each step who come on."""
_WAITS_S = (90, 600, 3_600, 240)
"""Half of them do so within it."""
_AGAIN = (0.12, 0.08, 0.06, 0.05, 0.0)
_DEVICES = {"mobile": 0.55, "desktop": 0.37, "tablet": 0.08}
_OS = {
    "mobile": {"android": 0.6, "ios": 0.4},
    "desktop": {"windows": 0.72, "mac": 0.28},
    "tablet": {"ios": 0.65, "android": 0.35},
}
_SOURCES = {"search": 0.36, "direct": 0.24, "social": 0.2, "mail": 0.12, "partner": 0.08}
_COUNTRIES = {"DE": 0.6, "FR": 0.2, "AT": 0.12, "CH": 0.08}
_WEEKDAYS = np.array([1.0, 0.95, 0.93, 0.95, 1.0, 1.2, 1.3])
_DAY_S = 86_400


@frozen(kw_only=True)
class Plant:
    """Something that is made worse.

    Attributes:
        kind: what gets worse.
        step: number of the step, from which customers go on.
        size: by how much: a share of customers who come on less, or repeat more; of
            waits the factor.
        where: columns with the value of those concerned.
        since: the day of the log from which on, or None.
        event: what goes with leaving, or None.
    """

    kind: ProblemKind
    step: int
    size: float
    where: Mapping[str, str] = field(factory=dict)
    since: int | None = None
    event: str | None = None


@frozen(kw_only=True)
class Story:
    """What a log is made of.

    Attributes:
        plants: what is wrong.
        mix: a device becomes twice as frequent over the time, of which fewer come on.
        season: the share of those who come on goes up and down by so much over the time.
        rare: a fifth column has so many values, each of few customers.
    """

    plants: tuple[Plant, ...] = ()
    mix: bool = False
    season: float = 0.0
    rare: int = 0


def make_log(story: Story, customers: int, seed: int) -> EventLog:
    """A log of a story; one seed gives the same log each time."""
    rng = np.random.default_rng([seed, customers])
    day = _days(rng, customers)
    traits = _traits(rng, day, story)
    at = (day * _DAY_S + rng.integers(0, _DAY_S, customers)).astype(float)
    there = np.ones(customers, dtype=bool)
    parts: list[tuple[Any, Any, str]] = [(np.arange(customers), at, STEPS[0])]
    begun = at
    for step, share in enumerate(_SHARES):
        today = (at // _DAY_S).astype(int)
        chance = np.full(customers, share)
        # On weekends fewer come on, everywhere.
        chance -= 0.03 * np.isin(today % 7, (5, 6))
        chance += story.season * np.sin(2 * np.pi * today / DAYS)
        if story.mix:
            chance -= 0.1 * (traits["device"] == "tablet")
        factor, again = np.ones(customers), np.full(customers, _AGAIN[step])
        happened = rng.random(customers) < 0.08
        for plant in (plant for plant in story.plants if plant.step == step):
            hit = _concerned(plant, traits, today)
            if plant.kind is ProblemKind.LEAVING:
                hit &= rng.random(customers) < 0.15
                parts.append(_later(rng, there & hit, at, plant.event or "", 30))
            if plant.kind is ProblemKind.REPEATS:
                again += plant.size * hit
            elif plant.kind is ProblemKind.SLOWER:
                factor = np.where(hit, factor * plant.size, factor)
            else:
                chance -= plant.size * hit
        parts.append(_later(rng, there & happened, at, "help", 40))
        repeated = there & (rng.random(customers) < again)
        wait = _WAITS_S[step] * factor * np.exp(rng.normal(0, 1, customers))
        who, when, name = _later(rng, repeated, at, STEPS[step], 20)
        parts.append((who, when, name))
        there = there & (rng.random(customers) < np.clip(chance, 0.02, 0.98))
        # Who did something on the way goes on after it.
        at = at + 90 + wait
        parts.append((np.flatnonzero(there), at[there], STEPS[step + 1]))
    parts += _letters(rng, customers, begun)
    return _log(parts, traits)


def _days(rng: np.random.Generator, customers: int) -> Any:
    """On which day each comes: half as many again at the end, more on weekends."""
    place = np.arange(DAYS)
    weight = (1 + 0.5 * place / DAYS) * _WEEKDAYS[place % 7]
    return rng.choice(DAYS, customers, p=weight / weight.sum())


def _traits(rng: np.random.Generator, day: Any, story: Story) -> dict[str, Any]:
    customers = len(day)
    device = rng.choice(list(_DEVICES), customers, p=list(_DEVICES.values()))
    if story.mix:
        # Tablets grow from 8 to over 30 of a hundred.
        device = np.where(rng.random(customers) < 0.3 * day / DAYS, "tablet", device)
    os = np.empty(customers, dtype=object)
    for name, shares in _OS.items():
        mine = device == name
        os[mine] = rng.choice(list(shares), mine.sum(), p=list(shares.values()))
    made = {
        "device": device, "os": os,
        "source": rng.choice(list(_SOURCES), customers, p=list(_SOURCES.values())),
        "country": rng.choice(list(_COUNTRIES), customers, p=list(_COUNTRIES.values())),
    }  # fmt: skip
    if story.rare:
        made["campaign"] = np.char.add("c", rng.integers(0, story.rare, customers).astype(str))
    return made


def _concerned(plant: Plant, traits: Mapping[str, Any], today: Any) -> Any:
    hit = np.ones(len(today), dtype=bool)
    for column, value in plant.where.items():
        hit &= traits[column] == value
    return hit if plant.since is None else hit & (today >= plant.since)


def _later(
    rng: np.random.Generator, who: Any, at: Any, event: str, half_s: float
) -> tuple[Any, Any, str]:
    """An event soon after, before anybody goes on."""
    places = np.flatnonzero(who)
    return (
        places,
        at[places] + np.minimum(half_s * np.exp(rng.normal(0, 0.5, len(places))), 85),
        event,
    )


def _letters(rng: np.random.Generator, customers: int, at: Any) -> list[tuple[Any, Any, str]]:
    """A newsletter every other week, read by some for three months, wherever they stand."""
    parts = []
    for _ in range(6):
        read = np.flatnonzero(rng.random(customers) < 0.3)
        parts.append((read, at[read] + rng.uniform(0, 90 * _DAY_S, len(read)), "newsletter"))
    return parts


def _log(parts: list[tuple[Any, Any, str]], traits: Mapping[str, Any]) -> EventLog:
    who = np.concatenate([part[0] for part in parts])
    when = np.concatenate([part[1] for part in parts])
    start_s = int(dt.datetime.combine(START, dt.time(), dt.UTC).timestamp())
    frame = pl.DataFrame(
        {
            "customer": who,
            "event": np.repeat([part[2] for part in parts], [len(part[0]) for part in parts]),
            "time": start_s + when.astype(np.int64),
            **{column: np.asarray(of, dtype=str)[who] for column, of in traits.items()},
        }
    )
    last_s = start_s + DAYS * _DAY_S
    return EventLog(frame.filter(pl.col("time") < last_s).sort("time", "customer"), time_unit="s")
