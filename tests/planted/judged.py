"""Whether what is planted is found, and what else is said to be wrong."""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from journeykit.analyzers.problems.find import find_problems
from journeykit.analyzers.problems.problem import Problem, ProblemKind
from journeykit.analyzers.problems.result import Problems
from planted.stories import COLUMNS, START, STEPS, Plant, Story, make_log

__all__ = ["Verdict", "found_in", "is_plant", "judged", "verdict"]

NEAR_DAYS = 10
"""A date so far from the planted one is right, and any whose interval holds it."""


@frozen(kw_only=True)
class Verdict:
    """How one log was judged.

    Attributes:
        found: whether the planted problem is named, with step, segment and date.
        rank: its place in the list, from 1, or None.
        near: whether at least the step is named, with a wider or narrower segment.
        covered: whether the interval holds the planted day; None without one.
        alarms: how many problems are named that are neither.
        better: how many things are said to go better than elsewhere, which nothing does.
    """

    found: bool
    rank: int | None
    near: bool
    covered: bool | None
    alarms: int
    better: int


def found_in(story: Story, customers: int, seed: int) -> Problems:
    """The problems of a log of a story."""
    columns = (*COLUMNS, "campaign") if story.rare else COLUMNS
    return find_problems(make_log(story, customers, seed), STEPS, by=columns)


def is_plant(problem: Problem, plant: Plant) -> bool:
    """Whether a problem is the planted one: kind, step, segment, event and, within ten days, date."""
    since = problem.since
    if not _same_step(problem, plant) or dict(problem.segment) != dict(plant.where):
        return False
    if since is None or plant.since is None:
        return since is plant.since
    at = START + dt.timedelta(days=plant.since)
    return abs((since - at).days) <= NEAR_DAYS or _covered(problem, plant) is True


def _same_step(problem: Problem, plant: Plant) -> bool:
    kinds = {plant.kind}
    if plant.kind in (ProblemKind.SEGMENT, ProblemKind.CHANGE):
        kinds = {ProblemKind.CHANGE if plant.since is not None else ProblemKind.SEGMENT}
    event = plant.event if plant.kind is ProblemKind.LEAVING else None
    return (
        problem.kind in kinds and problem.after == STEPS[plant.step]
        and (problem.event == event or plant.kind is ProblemKind.REPEATS)
    )  # fmt: skip


def _is_near(problem: Problem, plant: Plant) -> bool:
    """Whether customers concerned overlap, at the step that is wrong."""
    shared = set(problem.segment) & set(plant.where)
    return problem.after == STEPS[plant.step] and all(
        problem.segment[column] == plant.where[column] for column in shared
    )


def verdict(found: Problems, plants: tuple[Plant, ...], normal: tuple[Plant, ...] = ()) -> Verdict:
    """Judge the problems of a log in which at most one thing is planted.

    Args:
        found: the problems.
        plants: what is planted.
        normal: what is so, too, and no false alarm.
    """
    rank, near, covered, alarms = None, False, None, 0
    for place, head in enumerate(found, 1):
        group = (head, *head.also)
        hit = [p for plant in plants for p in group if is_plant(p, plant)]
        if hit:
            rank = rank or place
            covered = _covered(hit[0], plants[0])
        elif any(is_plant(p, plant) for plant in normal for p in group):
            continue
        elif any(_is_near(p, plant) for plant in plants for p in group):
            near = True
        else:
            alarms += 1
    better = [p for p in found.better if not any(_is_near(p, plant) for plant in plants)]
    return Verdict(
        found=rank is not None, rank=rank, near=near, covered=covered, alarms=alarms,
        better=len(better),
    )  # fmt: skip


def _covered(problem: Problem, plant: Plant) -> bool | None:
    if plant.since is None or problem.since_low is None or problem.since_high is None:
        return None
    at = START + dt.timedelta(days=plant.since)
    return problem.since_low <= at <= problem.since_high


def judged(story: Story, customers: int, seed: int) -> Verdict:
    """Make a log, look for problems, and judge them."""
    tablets = tuple(
        Plant(kind=ProblemKind.SEGMENT, step=step, size=0.1, where={"device": "tablet"})
        for step in range(len(STEPS) - 1)
    )
    found = found_in(story, customers, seed)
    return verdict(found, story.plants, tablets if story.mix else ())
