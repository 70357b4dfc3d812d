"""A funnel over time, as points and as a table."""

from __future__ import annotations

from journeykit.analyzers.funnels.trend import FunnelTrend, TrendPeriod
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, note_of
from journeykit.view.results.logs.rules import defined

__all__ = ["VIEWS"]


def trend_chart(result: FunnelTrend, *, locale: str | None = None) -> Chart:
    """See what share of those who entered in each period came on, with intervals.

    Args:
        result: the funnel over time.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    ends = _ends(result)
    points = [
        Point(
            period.start.toordinal(), period.rate, interval=period.rate_interval, open=period.mature is False,
            label=share_text(period.rate, locale) if period in ends[1:] else None,
            tone=Tone.NEGATIVE if period in ends[1:] else Tone.NEUTRAL,
        )
        for period in result.periods
        if period.rate is not None
    ]  # fmt: skip
    return Chart(
        "trend",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.TIME),
        y=Axis(words("head_conversion"), kind=AxisKind.PERCENT, low=0),
        series=[Series("rate", words("head_conversion"), points, kind=SeriesKind.POINTS)],
        open_means=words("log_immature") if any(point.open for point in points) else None,
        note=note_of(
            words("funnel_wilson", f"{100 * result.confidence:g}"),
            defined(result.definition, locale),
            notes=result.notes,
        ),
        locale=locale,
    )


def _title(result: FunnelTrend, words: Labels) -> str:
    ways = words("log_step_from_to", result.from_step, result.to_step)
    return words(f"log_trend_{result.period}", ways)


def _name(period: TrendPeriod, result: FunnelTrend) -> str:
    return f"{period.start:%Y-%m}" if result.period == "month" else f"{period.start:%Y-%m-%d}"


def _ends(result: FunnelTrend) -> tuple[TrendPeriod, ...]:
    """The best and the worst of the periods that are over; none where there is nothing to choose.

    The best is that which is surely high, the worst that which is surely low: a period of
    a few customers is neither.
    """
    over = [p for p in result.periods if p.rate_interval and p.mature is not False]
    best = max(over, key=lambda p: p.rate_interval or (0.0, 0.0), default=None)
    worst = min(over, key=lambda p: (p.rate_interval or (0.0, 0.0))[::-1], default=None)
    if best is None or worst is None or best.rate == worst.rate:
        return ()
    return best, worst


def _headline(result: FunnelTrend, words: Labels, locale: str | None) -> str | None:
    ends = _ends(result)
    if not ends:
        return None
    told = (text for p in ends for text in (share_text(p.rate or 0.0, locale), _name(p, result)))
    return words("log_trend_range", *told)


def trend_table(result: FunnelTrend, *, locale: str | None = None) -> Table:
    """See who entered and who came on, period by period.

    Args:
        result: the funnel over time.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    number = ValueKind.NUMBER
    return Table(
        "trend-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_period")),
            TableColumn(words("head_entered"), number),
            TableColumn(words("head_converted"), number),
            TableColumn(words("head_conversion"), ValueKind.PERCENT, decimals=1),
            TableColumn(
                words("funnel_interval", f"{100 * result.confidence:g}"), ValueKind.INTERVAL,
                decimals=1,
            ),
            TableColumn(words("head_waiting"), number),
            TableColumn(words("head_note")),
        ),
        rows=[
            (
                _name(p, result), p.entered, p.converted, p.rate, p.rate_interval, p.waiting,
                words("log_immature") if p.mature is False else None,
            )
            for p in result.periods
        ],
        note=note_of(defined(result.definition, locale), notes=result.notes),
        locale=locale,
    )  # fmt: skip


VIEWS: Views = {FunnelTrend: {"trend": (Chart, trend_chart), "table": (Table, trend_table)}}
