"""The chart: series over two axes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import field, frozen

from journeykit.model.element import Value
from journeykit.model.fields import as_texts, as_tuple
from journeykit.view.figures.marks import Mark, Tone

__all__ = ["Axis", "AxisGroup", "AxisKind", "Chart", "Guide", "Point", "Series", "SeriesKind"]


def _pairs(pairs: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, number) for x, number in pairs)


class AxisKind(StrEnum):
    """What an axis counts."""

    CATEGORY = "category"
    """Places 0, 1, 2, ... named by `Axis.categories`."""
    NUMBER = "number"
    PERCENT = "percent"
    """Shares, written as percentages."""
    TIME = "time"
    """Days as ordinals of `datetime.date`."""
    DURATION = "duration"
    """How long something took, in seconds; written in the unit that suits."""


@frozen(repr=False)
class AxisGroup(Value):
    """Neighbouring places of a category axis that belong together, such as those of a phase.

    Attributes:
        title: what they have in common.
        size: how many places.
        hue: number of its hue, as of a `ColumnGroup`; None for its place among the groups.
    """

    title: str
    size: int
    hue: int | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Axis(Value):
    """An axis of a chart.

    Attributes:
        title: what it counts, or None.
        kind: category, number, percent, time or duration.
        categories: names of the places, for a category axis.
        groups: what the places belong to, from the first on; for a category axis.
        low: where it starts, or None for as the data need.
        high: where it ends, or None for as the data need.
        ticks: words at certain values, such as ((-1, "upset"), (1, "delighted")).
        split: a value at which the axis is divided into two halves (quadrants), or None.
        log: whether equal ratios, not differences, are equally far apart, as for
            odds ratios; values have to be above 0.
    """

    title: str | None = None
    kind: AxisKind = field(default=AxisKind.NUMBER, kw_only=True)
    categories: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    groups: tuple[AxisGroup, ...] = field(default=(), converter=as_tuple, kw_only=True)
    low: float | None = field(default=None, kw_only=True)
    high: float | None = field(default=None, kw_only=True)
    ticks: tuple[tuple[float, str], ...] = field(default=(), converter=as_tuple, kw_only=True)
    split: float | None = field(default=None, kw_only=True)
    log: bool = field(default=False, kw_only=True)

    @property
    def hues(self) -> tuple[int, ...]:
        """The number of the hue of each group."""
        groups = enumerate(self.groups)
        return tuple(number if group.hue is None else group.hue for number, group in groups)


class SeriesKind(StrEnum):
    """How the points of a series are drawn."""

    BARS = "bars"
    LINE = "line"
    """Straight from point to point."""
    CURVE = "curve"
    """Smooth, without going beyond the points."""
    STEPS = "steps"
    """Level, then a jump: survival curves."""
    POINTS = "points"
    SPANS = "spans"
    """Horizontal bars from `x` to `x_end`: time spans."""
    CHANGES = "changes"
    """Horizontal arrows from `x` to `x_end`: before and after."""
    ESTIMATES = "estimates"
    """Points in rows, each with the interval of its `x`: odds ratios, effects."""


@frozen(repr=False)
class Point(Value):
    """A point of a series.

    Attributes:
        x: position on the x axis.
        y: position on the y axis.
        label: text to write at it, or None; its first line is what matters most.
        interval: uncertainty (low, high) of y, for estimates of x; or None.
        x_end: end of a span or of a change, or None.
        before: what y was a step earlier, for bars: what is lost stays visible; or None.
        pending: how much of what is missing may still come, for bars: customers who
            had not yet the time; or None.
        between: what lies between the point before and this one, such as
            "2.1 h", for bars; its first line is what matters most; or None.
        open: whether it is not settled: a period that still runs, a difference that
            may be chance, somebody who was seen until then and no further.
            `Chart.open_means` says which.
        details: further figures in words, one for each of `Series.details`, or none.
        marks: signs, such as a rank or a moment of truth.
        tone: what it means.
        id: id of the element that it stands for, or None.
    """

    x: float
    y: float
    label: str | None = field(default=None, kw_only=True)
    interval: tuple[float, float] | None = field(default=None, kw_only=True)
    x_end: float | None = field(default=None, kw_only=True)
    before: float | None = field(default=None, kw_only=True)
    pending: float | None = field(default=None, kw_only=True)
    between: str | None = field(default=None, kw_only=True)
    open: bool = field(default=False, kw_only=True)
    details: tuple[str, ...] = field(default=(), converter=as_texts, kw_only=True)
    marks: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    tone: Tone = field(default=Tone.NEUTRAL, kw_only=True)
    id: str | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Series(Value):
    """Points that belong together.

    Attributes:
        id: identifier within the chart.
        title: what it is, for a legend.
        points: from left to right (for spans: from top to bottom).
        kind: how it is drawn.
        details: names of the further figures of its points, in order.
        between: what lies between its points, such as "Time to the next step", or None.
        counts: (x, number) to write below a horizontal axis of numbers, such as how
            many are still at risk; the axis is marked there, and nowhere else.
    """

    id: str
    title: str
    points: tuple[Point, ...] = field(converter=as_tuple)
    kind: SeriesKind = field(default=SeriesKind.LINE, kw_only=True)
    details: tuple[str, ...] = field(default=(), converter=as_texts, kw_only=True)
    between: str | None = field(default=None, kw_only=True)
    counts: tuple[tuple[float, float], ...] = field(default=(), converter=_pairs, kw_only=True)


@frozen(repr=False)
class Guide(Value):
    """A line across a chart at one value, such as today or a target.

    Attributes:
        value: where on the axis.
        label: what it stands for.
        vertical: whether it stands on the x axis, or lies at a value of the y axis.
        across: the value at the far end of the plot, for a line that is slanted
            (the value is then the one at the near end, below or left), or None.
    """

    value: float
    label: str
    vertical: bool = field(default=True, kw_only=True)
    across: float | None = field(default=None, kw_only=True)


@frozen(repr=False)
class Chart(Value):
    """Series over two axes.

    Used for funnel, emotion curve, survival, opportunity matrix, plan timeline, before and after.

    Attributes:
        id: identifier for links and element ids.
        title: what it shows.
        description: the figure in words.
        subtitle: what it comes to, in a sentence, or None.
        x: the horizontal axis.
        y: the vertical axis; for spans a category axis, top first.
        series: what is drawn.
        quadrants: words for the four parts of a chart whose two axes are split:
            top left, top right, bottom left, bottom right; or None.
        focus: which of the four parts matters most, 0 to 3, or None.
        guides: lines at single values.
        legend: the signs at its points, explained.
        counts_title: what the counts below the axis are, such as "At risk", or None.
        open_means: what it means that a point is open, such as "not significant", or None.
        note: a line below, such as the method and its source, or None.
        locale: language of the texts, or None.
    """

    id: str
    title: str
    description: str = field(default="", kw_only=True)
    subtitle: str | None = field(default=None, kw_only=True)
    x: Axis = field(default=Axis(), kw_only=True)
    y: Axis = field(default=Axis(), kw_only=True)
    series: tuple[Series, ...] = field(default=(), converter=as_tuple, kw_only=True)
    quadrants: tuple[str, str, str, str] | None = field(default=None, kw_only=True)
    focus: int | None = field(default=None, kw_only=True)
    guides: tuple[Guide, ...] = field(default=(), converter=as_tuple, kw_only=True)
    legend: tuple[Mark, ...] = field(default=(), converter=as_tuple, kw_only=True)
    counts_title: str | None = field(default=None, kw_only=True)
    open_means: str | None = field(default=None, kw_only=True)
    note: str | None = field(default=None, kw_only=True)
    locale: str | None = field(default=None, kw_only=True)
