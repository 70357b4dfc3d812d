"""Figures such as event logs give, to try a renderer on: each feature of theirs is used."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Edge,
    Figure,
    Graph,
    Guide,
    Node,
    Point,
    Series,
    SeriesKind,
    Shading,
    Table,
    TableColumn,
    TableValue,
    Tone,
    ValueKind,
)

__all__ = ["log_figures"]

_DAY = 86_400.0
_Text = Callable[[int], str]


def log_figures(count: int, text: Callable[[int], str]) -> Iterator[Figure]:
    """Retention, a step matrix, curves, a funnel, conversion by period, odds, transitions.

    Args:
        count: how many cohorts, steps, periods or nodes each has, at least 2.
        text: the n-th text.

    Examples:
        >>> [figure.id for figure in log_figures(3, str)]
        ['retention', 'difference', 'curves', 'log-funnel', 'periods', 'odds', 'transitions']
    """
    yield _retention(count, text)
    yield _difference(count, text)
    yield _curves(count, text)
    yield _funnel(count, text)
    yield _periods(count, text)
    yield _odds(count, text)
    yield _transitions(count, text)


def _retention(count: int, text: _Text) -> Table:
    periods = [
        TableColumn(str(place), ValueKind.PERCENT, decimals=0, shaded=True, heading=text(1))
        for place in range(count)
    ]

    def row(cohort: int) -> tuple[TableValue, ...]:
        # The last cohorts are seen for fewer periods; in one, nobody comes back.
        shares = (0.0 if place == 2 else 0.8**place for place in range(count))
        seen = [share if place + cohort <= count else None for place, share in enumerate(shares)]
        return text(cohort), 1200 - 7 * cohort, *seen

    return Table(
        "retention",
        text(0) or "Retention",
        subtitle=text(2),
        columns=(TableColumn(text(3)), TableColumn(text(4), ValueKind.NUMBER), *periods),
        rows=map(row, range(count)),
        shading=Shading(text(5), empty=text(6)),
        note=text(7),
        locale="en",
    )


def _difference(count: int, text: _Text) -> Table:
    anchor = min(3, count - 1)
    columns = [
        TableColumn(
            f"{place - anchor:+}", ValueKind.PERCENT, decimals=0, signed=True, shaded=True,
            heading=text(1) if place < anchor else text(2) if place > anchor else None,
            anchor=place == anchor,
        )
        for place in range(count)
    ]  # fmt: skip

    def row(event: int) -> tuple[TableValue, ...]:
        return text(event), *((event * 7 + place * 5) % 41 / 100 - 0.2 for place in range(count))

    return Table(
        "difference",
        text(1) or "Difference",
        columns=(TableColumn(text(3)), *columns),
        rows=map(row, range(count)),
        shading=Shading(text(4), low=-0.2, high=0.2, ends=(text(5), text(6))),
        locale="en",
    )


def _curves(count: int, text: _Text) -> Chart:
    span = 14 * _DAY
    ticks = [day * _DAY for day in range(0, 15, 2)]

    def points(rate: float) -> Iterator[Point]:
        for place in range(count + 1):
            share = 1 - math.exp(-rate * place / count)
            spread = 0.08 * place / count
            yield Point(
                span * place / count, share, interval=(share - spread, share + spread),
                open=place % 3 == 2,
            )  # fmt: skip

    series = [
        Series(
            f"s{number}", text(number), points(rate), kind=SeriesKind.STEPS,
            counts=[(tick, round(1200 * math.exp(-rate * tick / span))) for tick in ticks],
        )
        for number, rate in enumerate((1.6, 0.9, 0.5))
    ]  # fmt: skip
    return Chart(
        "curves",
        text(2) or "Curves",
        x=Axis(text(3), kind=AxisKind.DURATION, low=0, high=span),
        y=Axis(text(4), kind=AxisKind.PERCENT, low=0, high=1),
        series=series,
        guides=[Guide(6 * _DAY, text(5))],
        counts_title=text(6),
        open_means=text(7),
        note=text(8),
        locale="en",
    )


def _funnel(count: int, text: _Text) -> Chart:
    def points(factor: float) -> Iterator[Point]:
        for place in range(count):
            left = 1000 * factor * 0.8**place
            before = left / 0.8 if place else None
            yield Point(
                place, left, label=f"{left:,.0f}\n{text(place)}", before=before,
                pending=left * 0.05 if place else None,
                interval=(left * 0.95, left * 1.05),
                between=f"2.1 h\n{text(place + 1)}" if place else None,
                details=(f"{place}", text(place + 2)),
                tone=Tone.NEGATIVE if place == 1 else Tone.MUTED if place == 2 else Tone.NEUTRAL,
                open=place == count - 1,
            )  # fmt: skip

    return Chart(
        "log-funnel",
        text(3) or "Funnel",
        subtitle=text(4),
        x=Axis(kind=AxisKind.CATEGORY, categories=[text(place) for place in range(count)]),
        y=Axis(text(5), low=0),
        series=[
            Series(
                f"s{number}", text(number), points(1 - number / 4), kind=SeriesKind.BARS,
                details=(text(6), text(7)), between=text(8),
            )
            for number in range(2)
        ],
        open_means=text(9),
        locale="en",
    )  # fmt: skip


def _periods(count: int, text: _Text) -> Chart:
    points = (
        Point(
            place, 0.3 + place % 5 / 50, interval=(0.25, 0.45), open=place >= count - 2,
            label=text(place) if place == 1 else None,
        )
        for place in range(count)
    )  # fmt: skip
    return Chart(
        "periods",
        text(4) or "Periods",
        x=Axis(kind=AxisKind.CATEGORY, categories=[text(place) for place in range(count)]),
        y=Axis(text(5), kind=AxisKind.PERCENT, low=0),
        series=[Series("s", text(6), points, kind=SeriesKind.POINTS)],
        open_means=text(7),
        locale="en",
    )


def _odds(count: int, text: _Text) -> Chart:
    points = (
        Point(
            2.0 ** (1 - place % 4), place, label=text(place) if place == 1 else None,
            # Some reach beyond the ends of the axis.
            interval=(2.0 ** (0.5 - place % 4 - place % 2), 2.0 ** (1.5 - place % 4 + place % 5)),
            open=place % 2 == 1,
            details=(f"{100 * place:,}", text(place + 1)),
            tone=_TONES[place % len(_TONES)],
        )
        for place in range(count)
    )  # fmt: skip
    return Chart(
        "odds",
        text(5) or "Odds",
        x=Axis(text(6), log=True, low=0.2, high=8),
        y=Axis(kind=AxisKind.CATEGORY, categories=[text(place) for place in range(count)]),
        series=[
            Series(
                "s", text(7), points, kind=SeriesKind.ESTIMATES, details=(text(8), text(9))
            )
        ],
        guides=[Guide(1, text(1))],
        open_means=text(2),
        locale="en",
    )  # fmt: skip


_TONES = (Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)


def _transitions(count: int, text: _Text) -> Graph:
    inner = [f"n{place}" for place in range(count)]
    nodes = [
        Node("start", text(1), kind="start", details=[text(2)]),
        *(Node(id, text(place), details=[text(place + 3)]) for place, id in enumerate(inner)),
        Node("end", text(2), kind="end"),
    ]
    pairs = [("start", inner[0]), *pairwise(inner), (inner[0], inner[0])]
    pairs += [(id, "end") for id in inner]
    edges = [
        Edge(a, b, weight=1200 - 3 * n, details=[f"{n}%", text(n)])
        for n, (a, b) in enumerate(pairs)
    ]
    back = Edge(inner[-1], inner[0], kind="loop", weight=40, details=["2.1 h"], label=text(5))
    return Graph(
        "transitions",
        text(6) or "Transitions",
        subtitle=text(7),
        nodes=nodes,
        edges=[*edges, back],
        weight_unit=text(8),
        note=text(9),
        locale="en",
    )
