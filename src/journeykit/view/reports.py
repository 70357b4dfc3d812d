"""All there is to see of a journey, one figure after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from journeykit.analyzers.dropoff import drop_off
from journeykit.analyzers.priorities import rank_opportunities
from journeykit.model import Journey
from journeykit.validators import validate
from journeykit.view.figures import Figure, Page
from journeykit.view.filters import Filter
from journeykit.view.journeys.maps import journey_map
from journeykit.view.journeys.plans import timeline_chart
from journeykit.view.journeys.tables import plan_table
from journeykit.view.labels import Labels, labels
from journeykit.view.results.findings import report_table
from journeykit.view.results.funnel import funnel_chart
from journeykit.view.results.matrix import effort_chart, importance_chart
from journeykit.view.words import describe_journey

__all__ = ["VIEWS", "report_page"]


def report_page(
    journey: Journey, *, today: dt.date | str | None = None, only: Filter | None = None
) -> Page:
    """See all that a journey has to tell, on one page: what it lacks is left out.

    The map; the funnel, where customers are counted; the opportunities by
    importance and satisfaction, or else by impact and effort; the action plan; and
    what the rules find.

    Args:
        journey: the journey.
        today: the day on which it is looked at, for what is overdue or out of date.
            Without it nothing is called overdue, and what the rules find is that of
            the present day.
        only: which part of the map and of the plan to show; results are of the
            whole journey.

    Examples:
        >>> from journeykit import Journey, Phase
        >>> page = report_page(Journey("Buy", [Phase("Look", ["Ad"])]), today="2026-12-01")
        >>> [type(figure).__name__ for figure in page.figures]
        ['Sheet', 'Table']
    """
    words = labels(journey.locale)
    return Page(
        f"{journey.id}-report",
        words("report_title", journey.title),
        description=describe_journey(journey),
        figures=tuple(_short(f, journey, words) for f in _figures(journey, today, only)),
        locale=journey.locale,
    )


def _short(figure: Figure, journey: Journey, words: Labels) -> Figure:
    """A figure whose title does not say again of what the report is."""
    before, _, after = words("titled", journey.title, "\n").partition("\n")
    rest = figure.title.removeprefix(before).removesuffix(after)
    return figure.replace(title=rest) if rest and rest != figure.title else figure


def _figures(
    journey: Journey, today: dt.date | str | None, only: Filter | None
) -> Iterator[Figure]:
    yield journey_map(journey, only=only)
    counted = drop_off(journey)
    if len(counted.steps) > 1:
        yield funnel_chart(counted)
    ranked = rank_opportunities(journey)
    if ranked.importance_satisfaction.points:
        yield importance_chart(ranked)
    elif ranked.impact_effort.points:
        yield effort_chart(ranked)
    if any(initiative.due is not None for initiative in journey.initiatives):
        yield timeline_chart(journey, today=today, only=only)
    elif journey.initiatives:
        yield plan_table(journey, only=only)
    found = validate(journey, today=today)
    if len(found):
        yield report_table(found, locale=journey.locale)


VIEWS: Mapping[type, Mapping[str, tuple[type, Callable[..., Figure]]]] = {
    Journey: {"report": (Page, report_page)},
}
"""The view of a journey that draws on views of results, too."""
