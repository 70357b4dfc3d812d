"""Opportunities over two figures: which quarter each lies in."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from attrs import frozen

from journeykit.model import Journey, Opportunity
from journeykit.model.element import Value

__all__ = ["QuadrantPoint", "Quadrants", "impact_effort", "importance_satisfaction"]


@frozen(kw_only=True, repr=False)
class QuadrantPoint(Value):
    """An opportunity in a picture with four quarters.

    Attributes:
        opportunity: id of the opportunity.
        text: the opportunity in a sentence.
        x: where it lies from left to right.
        y: where it lies from bottom to top.
        quadrant: name of its quarter; what lies on a split counts as high.
    """

    opportunity: str
    text: str
    x: float
    y: float
    quadrant: str


@frozen(kw_only=True, repr=False)
class Quadrants(Value):
    """Opportunities over two figures, split into four quarters.

    Attributes:
        x_title: what runs from left to right.
        y_title: what runs from bottom to top.
        x_split: where left ends and right begins.
        y_split: where bottom ends and top begins.
        names: names of the quarters: top left, top right, bottom left, bottom right.
        points: in order of the map.
        left_out: ids of opportunities that lack one of the two figures.
    """

    x_title: str
    y_title: str
    x_split: float
    y_split: float
    names: tuple[str, str, str, str]
    points: tuple[QuadrantPoint, ...] = ()
    left_out: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[QuadrantPoint, ...]:
        """The points in one quarter, by its name."""
        return tuple(point for point in self.points if point.quadrant == name)


def importance_satisfaction(
    journey: Journey, *, importance_split: float = 5.0, satisfaction_split: float = 5.0
) -> Quadrants:
    """Place opportunities by how much customers want them and how satisfied they are.

    Args:
        journey: the map.
        importance_split: from where on an importance (0 to 10) is high.
        satisfaction_split: from where on a satisfaction (0 to 10) is high.

    Examples:
        >>> from journeykit.model import Journey, Opportunity
        >>> wish = Opportunity("Keep the upload", importance=9, satisfaction=3)
        >>> importance_satisfaction(Journey("Buy a bike", opportunities=[wish])).points[0].quadrant
        'underserved'
    """
    return _place(
        journey,
        ("importance", lambda o: o.importance, importance_split),
        ("satisfaction", lambda o: o.satisfaction, satisfaction_split),
        ("overserved", "well served", "low priority", "underserved"),
    )


def impact_effort(
    journey: Journey, *, impact_split: float | None = None, effort_split: float | None = None
) -> Quadrants:
    """Place opportunities by what they bring and what they cost.

    Args:
        journey: the map.
        impact_split: from where on an impact is high; None takes the median of
            the opportunities that have both figures, so that high and low are
            relative to one another.
        effort_split: from where on an effort is high; None likewise.

    Examples:
        >>> from journeykit.model import Journey, Opportunity
        >>> opportunities = [Opportunity("Call back", impact=3, effort=1),
        ...                  Opportunity("New till", impact=1, effort=9)]
        >>> placed = impact_effort(Journey("Buy a bike", opportunities=opportunities))
        >>> [point.quadrant for point in placed.points]
        ['quick win', 'money pit']
    """
    return _place(
        journey,
        ("effort", lambda o: o.effort, effort_split),
        ("impact", lambda o: o.impact, impact_split),
        ("quick win", "big bet", "fill-in", "money pit"),
    )


Side = tuple[str, Callable[[Opportunity], float | None], float | None]


def _place(journey: Journey, x: Side, y: Side, names: tuple[str, str, str, str]) -> Quadrants:
    known: list[tuple[Opportunity, float, float]] = []
    left_out = []
    for opportunity in journey.opportunities:
        x_value, y_value = x[1](opportunity), y[1](opportunity)
        if x_value is None or y_value is None:
            left_out.append(opportunity.id)
        else:
            known.append((opportunity, float(x_value), float(y_value)))
    x_split = _split(x[2], [x_value for _, x_value, _ in known])
    y_split = _split(y[2], [y_value for _, _, y_value in known])
    points = [
        QuadrantPoint(
            opportunity=opportunity.id, text=opportunity.text, x=x_value, y=y_value,
            quadrant=names[2 * (y_value < y_split) + (x_value >= x_split)],
        )
        for opportunity, x_value, y_value in known
    ]  # fmt: skip
    return Quadrants(
        x_title=x[0], y_title=y[0], x_split=x_split, y_split=y_split, names=names,
        points=tuple(points), left_out=tuple(left_out),
    )  # fmt: skip


def _split(asked: float | None, values: list[float]) -> float:
    if asked is not None:
        return float(asked)
    return median(values) if values else 0.0
