"""A share watched period by period: what is chance, and what is a signal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.funnels import FunnelTrend
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import control_limits
from journeykit.analyzers.wording import aligned, listed, percent, plural
from journeykit.errors import InvalidValueError
from journeykit.model.element import Value

__all__ = ["ControlChart", "ControlPoint", "ControlRule", "control_chart"]

_WIDER = 1.05
"""Limits that round to once as wide as those of chance are nothing to tell."""


class ControlRule(StrEnum):
    """What makes a period a signal: the rules of Western Electric."""

    BEYOND = "beyond"
    """A share beyond three deviations."""
    TWO_OF_THREE = "two of three"
    """Two of three in a row beyond two deviations on the same side."""
    FOUR_OF_FIVE = "four of five"
    """Four of five in a row beyond one deviation on the same side."""
    EIGHT = "eight"
    """Eight in a row on the same side of the centre."""


# Of the last so many, at least so many lie beyond so many deviations on one side.
_RULES = {
    ControlRule.BEYOND: (1, 1, 3.0),
    ControlRule.TWO_OF_THREE: (3, 2, 2.0),
    ControlRule.FOUR_OF_FIVE: (5, 4, 1.0),
    ControlRule.EIGHT: (8, 8, 0.0),
}
_WORDS = {
    ControlRule.BEYOND: "beyond the limits",
    ControlRule.TWO_OF_THREE: "two of three near the same limit",
    ControlRule.FOUR_OF_FIVE: "four of five away from the centre on one side",
    ControlRule.EIGHT: "eight in a row on one side",
}


@frozen(kw_only=True, repr=False)
class ControlPoint(Value):
    """A period of a control chart.

    Attributes:
        period: name of the period, such as the day on which it begins.
        successes: how many came on.
        n: of how many.
        share: their share, or None where nobody was counted.
        low: the lower limit, centre - 3 deviations, at least 0; or None.
        high: the upper limit, at most 1; or None.
        deviations: by how many deviations the share lies above the centre, or None.
        signals: the rules that end here; none where it is chance.
        baseline: whether it is one of those that make the limits.
    """

    period: str
    successes: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    deviations: float | None
    signals: tuple[ControlRule, ...] = ()
    baseline: bool = True


@frozen(kw_only=True, repr=False)
class ControlChart(Result):
    """A share over time, with the limits that chance keeps it within.

    Attributes:
        title: what is watched.
        centre: the share of all of the baseline.
        baseline: how many of the first periods make the limits.
        widening: by which factor the limits are wider than those of pure chance, 1 or above.
        points: the periods in order.
        young: how many periods were not yet mature and are left out.
    """

    title: str
    centre: float
    baseline: int
    widening: float
    points: tuple[ControlPoint, ...]
    young: int = 0

    FEW: ClassVar[int] = 20
    """Limits of fewer periods are rough (Montgomery, Introduction to Statistical Quality Control)."""

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "period": str, "successes": int, "n": int, "share": float, "low": float,
        "high": float, "deviations": float, "signals": str, "baseline": bool,
    }  # fmt: skip

    @property
    def rough(self) -> bool:
        """Whether the limits rest on few periods."""
        return self.baseline < self.FEW

    @property
    def widened(self) -> bool:
        """Whether the limits are wider than those of pure chance, so that one would see it."""
        return self.widening >= _WIDER

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know before trusting the limits."""
        told = {
            f"{plural(self.young, 'period')} not yet mature left out": self.young > 0,
            f"limits from fewer than {self.FEW} periods are rough": self.rough,
            "periods differ by more than pure chance: "
            f"limits are {self.widening:.1f} times as wide": self.widened,
        }
        return tuple(note for note, holds in told.items() if holds)

    @property
    def signals(self) -> tuple[ControlPoint, ...]:
        """The periods that are more than chance."""
        return tuple(point for point in self.points if point.signals)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a period."""
        for p in self.points:
            yield (
                p.period, p.successes, p.n, p.share, p.low, p.high, p.deviations,
                ", ".join(p.signals), p.baseline,
            )  # fmt: skip

    def summary(self) -> str:
        """The periods, those that are signals marked, and what the limits rest on."""
        made = plural(self.baseline, "period")
        lines = [f"{self.title}: centre {percent(self.centre)}, limits from {made}"]
        table = [
            (p.period, f"{p.successes:,} of {p.n:,}", "-" if p.share is None else percent(p.share), _said(p))
            for p in self.points
        ]  # fmt: skip
        lines += aligned(table, right=[1, 2])
        found = [point.period for point in self.signals]
        lines.append(f"More than chance: {listed(found)}." if found else "All of it may be chance.")
        lines += [f"Note: {note}." for note in self.notes]
        lines.append(
            "Limits are three deviations; the rules of Western Electric call about one of 90 "
            "ordinary periods a signal."
        )
        return "\n".join(lines)

    def __repr__(self) -> str:
        found = plural(len(self.signals), "signal")
        return f"<ControlChart of {self.title!r}: {plural(len(self.points), 'period')}, {found}>"


def _said(point: ControlPoint) -> str:
    if point.low is None or point.high is None:
        return "nobody"
    limits = f"{100 * point.low:.1f} to {100 * point.high:.1f} %"
    return f"{limits}, {_WORDS[point.signals[0]]}" if point.signals else limits


def control_chart(
    periods: FunnelTrend | Iterable[tuple[str, int, int]],
    *,
    title: str | None = None,
    baseline: int | None = None,
    widen: bool = True,
) -> ControlChart:
    """Tell which periods of a share are more than chance: a p chart.

    The limits are the centre ± 3 deviations, each period's by how many it counts. A
    signal ends where a rule of Western Electric is met: one beyond three deviations,
    two of three beyond two, four of five beyond one on the same side, or eight in a
    row on one side of the centre.

    Args:
        periods: a funnel over time, or the name, successes and number of each period in
            order. Of a funnel those periods are left out that are not yet mature.
        title: what is watched; by default the steps of the funnel.
        baseline: how many of the first periods make centre and limits: those before a
            change. None takes all, which hides part of a change.
        widen: whether limits are widened where ordinary periods differ by more
            than chance, as they do where thousands are counted (Laney's p' chart).

    Raises:
        InvalidValueError: if there are fewer than two periods, counts can mean nothing, or
            the baseline has nobody.

    Source:
        Shewhart 1931, Economic Control of Quality of Manufactured Product; Western
        Electric 1956, Statistical Quality Control Handbook; Laney 2002, Quality
        Engineering 14(4), 531-537. That all four rules call one of 92 ordinary periods a
        signal is from Champ and Woodall 1987, Technometrics 29(4), 393-399.

    Examples:
        >>> weeks = [("1", 52, 100), ("2", 48, 100), ("3", 50, 100), ("4", 20, 100)]
        >>> [point.period for point in control_chart(weeks, baseline=3).signals]
        ['4']
    """
    young = 0
    name = title or "Share"
    if isinstance(periods, FunnelTrend):
        mature = [p for p in periods.periods if p.mature is not False]
        young = len(periods.periods) - len(mature)
        counted = [(f"{p.start:%Y-%m-%d}", p.converted, p.entered) for p in mature]
        name = title or f"{periods.from_step} to {periods.to_step}"
    else:
        counted = _counted(periods)
    if len(counted) < 2:
        raise InvalidValueError(
            "control_chart", "periods", expected="two periods or more", got=counted
        )
    limits = control_limits([(k, n) for _, k, n in counted], baseline=baseline, widen=widen)
    first = len(counted) if baseline is None else baseline
    points = []
    row: list[float] = []
    for place, ((label, k, n), sigma) in enumerate(zip(counted, limits.sigmas, strict=True)):
        share = k / n if n else None
        away = (share - limits.centre) / sigma if sigma and share is not None else None
        # What nobody can compare breaks no row.
        row += [] if away is None else [away]
        point = ControlPoint(
            period=label, successes=k, n=n, share=share,
            low=None if sigma is None else max(0.0, limits.centre - 3 * sigma),
            high=None if sigma is None else min(1.0, limits.centre + 3 * sigma),
            deviations=away, signals=() if away is None else tuple(_signals(row)),
            baseline=place < first,
        )  # fmt: skip
        points.append(point)
    return ControlChart(
        title=name, centre=limits.centre, baseline=first, widening=limits.widening,
        points=tuple(points), young=young,
    )  # fmt: skip


def _counted(periods: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    try:
        return [(str(label), k, n) for label, k, n in periods]
    except (TypeError, ValueError):
        raise InvalidValueError(
            "control_chart", "periods", got=periods,
            expected="a FunnelTrend, or the name, successes and number of each period",
            hint='write [("2026-01", 52, 100), ("2026-02", 48, 90)]',
        ) from None  # fmt: skip


def _signals(row: list[float]) -> Iterator[ControlRule]:
    """The rules that are met by the last of a row of deviations."""
    for rule, (length, least, beyond) in _RULES.items():
        last = row[-length:]
        if len(last) < length:
            continue
        side = 1 if last[-1] > 0 else -1
        out = [side * away > beyond for away in last]
        if out[-1] and sum(out) >= least:
            yield rule
