"""Where a problem is, in words and in the text that the journey was read from."""

from __future__ import annotations

from typing import cast

from journeykit.diagnostics import Location
from journeykit.model import Atlas, Journey, Place
from journeykit.model.element import Element
from journeykit.validators.declare import Problem

__all__ = ["locate", "path_text"]


def path_text(place: Place, problem: Problem) -> str:
    """The way to a problem: ids down to the nearest element, then fields.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy", [Phase("Purchase", [Touchpoint("Pay", emotion=0.4)])])
        >>> path_text(journey.places[2], Problem("...", "channel"))
        'purchase/pay.channel'
        >>> path_text(journey.places[3], Problem("...", "valence"))
        'purchase/pay.emotions[0].valence'
    """
    holder = place
    while holder.parent is not None and not isinstance(holder.element, Element):
        holder = holder.parent
    steps = (*place.path[len(holder.path) :], *_steps(problem))
    fields = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "/".join(place.ids) + fields


def locate(
    root: Journey | Atlas, place: Place, problem: Problem, *, within: str | None = None
) -> Location:
    """The location of a problem, with file, line, column and the line's text where known.

    Args:
        root: what the place is a place of.
        place: where the problem is.
        problem: the problem.
        within: id of the journey, where it is one of an atlas; the path starts with it.
    """
    path = path_text(place, problem)
    if within is not None:
        path = f"{within}/{path}" if place.ids else f"{within}{path}"
    origin, steps = root.origin, place.path
    if isinstance(root, Atlas) and steps[:1] == ("journeys",):
        # Each journey of an atlas stands in a file of its own.
        origin, steps = root.journeys[cast("int", steps[1])].origin, steps[2:]
    if origin is None:
        return Location(path)
    if problem.line is not None:
        line, column = problem.line, problem.column
    else:
        position = origin.locate((*steps, *_steps(problem)))
        if position is None:
            return Location(path, file=origin.file)
        line, column = position
    excerpt = origin.line(line).rstrip("\r\n")
    return Location(path, file=origin.file, line=line, column=column, excerpt=excerpt)


def _steps(problem: Problem) -> tuple[str | int, ...]:
    steps: tuple[str | int, ...] = () if problem.field is None else (problem.field,)
    return steps if problem.index is None else (*steps, problem.index)
