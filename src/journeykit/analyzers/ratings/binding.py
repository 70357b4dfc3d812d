"""Which touchpoint a question is about."""

from __future__ import annotations

from journeykit.analyzers.ways import Stop
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.ratings import Question, Ratings
from journeykit.model import Journey, slug

__all__ = ["bound"]


def bound(
    ratings: Ratings, journey: Journey, along: tuple[Stop, ...]
) -> tuple[tuple[tuple[Question, Stop], ...], tuple[str, ...]]:
    """The questions with their touchpoints in order of the map, and those about none of it.

    A question is about the touchpoint that was said, else about the one whose id or
    name its column is.

    Args:
        ratings: the answers.
        journey: the map.
        along: its touchpoints.

    Raises:
        NotFoundError: if the map has not the touchpoint that was said.
        InvalidValueError: if no question is about a touchpoint.
    """
    by_id = {stop.id: stop for stop in reversed(along)}
    by_name = {slug(stop.name): stop for stop in reversed(along)}
    found: list[tuple[Question, Stop]] = []
    others: list[str] = []
    for question in ratings.questions:
        if question.touchpoint is not None:
            if question.touchpoint not in by_id:
                raise NotFoundError(
                    f"touchpoint (for question {question.column!r})", question.touchpoint, by_id
                )
            found.append((question, by_id[question.touchpoint]))
            continue
        name = slug(question.column)
        stop = by_id.get(question.column) or by_id.get(name) or by_name.get(name)
        if stop is None:
            others.append(question.column)
        else:
            found.append((question, stop))
    if not found:
        raise InvalidValueError(
            "measure_feelings", "ratings", expected=f"a question about a touchpoint of {journey.title!r}",
            got=others, hint="name them: Ratings(..., questions={'Wifi score': 'wifi'}); touchpoints are "
            + ", ".join(list(by_id)[:12]),
        )  # fmt: skip
    return tuple(sorted(found, key=lambda pair: pair[1].position)), tuple(others)
