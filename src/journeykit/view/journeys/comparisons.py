"""Two journeys, before and after: what feelings became, and what was measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from journeykit.errors import InvalidValueError
from journeykit.model import STANDARD_METRICS, Journey, Measurement, Metric, Touchpoint
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    TableValue,
    Tone,
    ValueKind,
)
from journeykit.view.filters import Filter
from journeykit.view.format import format_measured, format_signed
from journeykit.view.journeys.pairs import Pair, becomes, pairs_of, phases_of
from journeykit.view.journeys.parts import part_of
from journeykit.view.labels import Labels, labels

__all__ = ["before_after_chart", "measured_table"]

_SAME = 0.005
"""Changes that are written as 0.00 are none."""


def before_after_chart(journey: Journey, *, to: Journey, only: Filter | None = None) -> Chart:
    """See for each touchpoint what the feeling was, and what it is after.

    Touchpoints are matched by id. Those of one journey alone are named below.

    Args:
        journey: the journey before.
        to: the journey after.
        only: which part to show, or None for all.

    Raises:
        InvalidValueError: if `to` is no journey.
    """
    words = _words(journey, to)
    pairs = _pairs(journey, to, only)
    felt = [(pair, was, will) for pair in pairs for was, will in _felt(pair)]
    phases = phases_of(journey, to)
    names = {phase.id: phase.name for phase in phases}
    hues = {phase.id: hue for hue, phase in enumerate(phases)}
    points = tuple(_point(row, *each, _locale(journey, to)) for row, each in enumerate(felt))
    titles = becomes((journey.title, to.title), words)
    counts = Counter(point.tone for point in points)
    said = (
        words(
            "change_sum", counts[Tone.POSITIVE], counts[Tone.NEGATIVE], counts[Tone.NEUTRAL]
        )
        if points
        else words("change_no_feelings")
    )  # fmt: skip
    return Chart(
        f"{journey.id}-before-after",
        words("titled", titles, becomes((words("head_before"), words("head_after")), words)),
        description=f"{titles}: {said}",
        subtitle=said,
        x=Axis(
            low=-1, high=1,
            ticks=((-1, words("upset")), (0, words("neutral")), (1, words("delighted"))),
        ),
        y=Axis(
            kind=AxisKind.CATEGORY,
            categories=[pair.touchpoint.name for pair, _, _ in felt],
            groups=[
                AxisGroup(names.get(phase, phase), len(list(there)), hue=hues.get(phase))
                for phase, there in groupby(felt, key=lambda each: each[0].phase)
            ],
        ),
        series=[Series("feelings", words("change_feeling"), points, kind=SeriesKind.CHANGES)],
        note=_note(pairs, felt, words),
        locale=_locale(journey, to),
    )  # fmt: skip


def measured_table(journey: Journey, *, to: Journey, only: Filter | None = None) -> Table:
    """See what was measured of the same metric at the same touchpoint, before and after.

    Each figure comes with the number of answers behind it. Figures of segments
    are left out.

    Args:
        journey: the journey before.
        to: the journey after.
        only: which part to show, or None for all.

    Raises:
        InvalidValueError: if `to` is no journey.
    """
    words = _words(journey, to)
    titles = becomes((journey.title, to.title), words)
    title = words("change_figures", titles)
    return Table(
        f"{journey.id}-measured",
        title,
        description=f"{title}.",
        columns=(
            TableColumn(words("head_touchpoint")),
            TableColumn(words("head_metric")),
            TableColumn(words("head_before")),
            TableColumn(words("change_answers"), ValueKind.NUMBER),
            TableColumn(words("head_after")),
            TableColumn(words("change_answers"), ValueKind.NUMBER),
            TableColumn(words("change_difference")),
        ),
        rows=[row for pair in _pairs(journey, to, only) for row in _figures(pair, journey, to)],
        locale=_locale(journey, to),
    )


def _locale(journey: Journey, to: Journey) -> str | None:
    return to.locale or journey.locale


def _words(journey: Journey, to: Journey) -> Labels:
    if not isinstance(to, Journey):
        raise InvalidValueError("view", "to", expected="the Journey to compare with", got=to)
    return labels(_locale(journey, to))


def _pairs(journey: Journey, to: Journey, only: Filter | None) -> list[Pair]:
    parts = (part_of(journey, only, to), part_of(to, only, journey))
    shown = parts[0].touchpoint_ids | parts[1].touchpoint_ids
    return [pair for pair in pairs_of(journey, to) if pair.touchpoint.id in shown]


def _felt(pair: Pair) -> Iterator[tuple[float, float]]:
    """The feelings before and after, where there are both."""
    if pair.before is None or pair.after is None:
        return
    was, will = pair.before.valence, pair.after.valence
    if was is not None and will is not None:
        yield was, will


def _point(row: int, pair: Pair, was: float, will: float, locale: str | None) -> Point:
    change = will - was
    tone = Tone.NEUTRAL
    if abs(change) >= _SAME:
        tone = Tone.POSITIVE if change > 0 else Tone.NEGATIVE
    # Where nothing changes a figure would only distract from what does.
    label = None if tone is Tone.NEUTRAL else format_signed(change, 2, locale)
    return Point(was, row, x_end=will, tone=tone, id=pair.touchpoint.id, label=label)


def _note(
    pairs: Sequence[Pair], felt: Sequence[tuple[Pair, float, float]], words: Labels
) -> str | None:
    parts = [words("change_arrow")] if felt else []
    for key, names in (
        ("change_only_before", [p.touchpoint.name for p in pairs if p.after is None]),
        ("change_only_after", [p.touchpoint.name for p in pairs if p.before is None]),
    ):
        if names:
            parts.append(words(key, ", ".join(names)))
    return " ".join(parts) or None


def _figures(pair: Pair, journey: Journey, to: Journey) -> Iterator[tuple[TableValue, ...]]:
    """A row for each metric that was measured both times."""
    if pair.before is None or pair.after is None:
        return
    was, will = _measured(pair.before), _measured(pair.after)
    locale = _locale(journey, to)
    for id, old in was.items():
        new = will.get(id)
        if new is None or old.value is None or new.value is None:
            continue
        metric = to.find(Metric, id) or journey.find(Metric, id) or STANDARD_METRICS.get(id)
        name = id if metric is None else metric.name
        unit = None if metric is None else metric.unit
        change = new.value - old.value
        sign = "+" if change > 0 else ""
        yield (
            pair.touchpoint.name, name,
            format_measured(old.value, name, unit, locale), old.n,
            format_measured(new.value, name, unit, locale), new.n,
            f"{_better(metric, change)}{sign}{format_measured(change, name, unit, locale)}",
        )  # fmt: skip


def _better(metric: Metric | None, change: float) -> str:
    """A sign of whether a change is for the better, where the metric says what is."""
    if metric is None or metric.higher_is_better is None or not change:
        return ""
    return "▲ " if (change > 0) is metric.higher_is_better else "▼ "


def _measured(touchpoint: Touchpoint) -> dict[str, Measurement]:
    """The last figure of each metric that is not of a segment, with a value."""
    return {m.metric: m for m in touchpoint.metrics if m.value is not None and not m.segment}
