"""How segments of a funnel differ, as a forest of differences and as a table of tests."""

from __future__ import annotations

from journeykit.analyzers.funnels.comparison import FunnelComparison, FunnelDifference
from journeykit.view.figures import (
    Axis,
    Chart,
    Guide,
    Point,
    Table,
    TableColumn,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number, format_signed
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import ADJUSTMENTS, Views, described, note_of, p_value
from journeykit.view.results.logs.estimates import estimates_chart

__all__ = ["VIEWS"]


def comparison_chart(result: FunnelComparison, *, locale: str | None = None) -> Chart:
    """See by how much each segment differs at each step, and which differences hold.

    Args:
        result: the comparison.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    told = [d for d in result.differences if d.comparison is not None]
    points = [_point(d, place, locale) for place, d in enumerate(told)]
    few = ", ".join(f"{d.segment} ({d.step}, {d.before:,})" for d in result.refused)
    return estimates_chart(
        "comparison", title, subtitle,
        x=Axis(words("log_difference")),
        names=[_row_name(d, result, words) for d in told],
        points=points,
        of=words("change_difference"),
        details=(words("log_rates"), words("head_points"), words("head_p_adjusted")),
        guide=Guide(0, words("log_no_difference")),
        open_means=words("log_may_be_chance"),
        note=note_of(
            words("log_newcombe", f"{100 * result.confidence:g}"),
            _tested(result, words),
            words("log_too_few", few) if few else None,
        ),
        locale=locale,
    )  # fmt: skip


def _row_name(d: FunnelDifference, result: FunnelComparison, words: Labels) -> str:
    """The step, and whose difference it is where that is not always the same."""
    return d.step if len(result.segments) == 2 else words("titled", d.step, d.segment)


def _point(d: FunnelDifference, place: int, locale: str | None) -> Point:
    c = d.comparison
    shares = (c.first, c.second) if c else (None, None)
    first, second = (share_text(share or 0.0, locale) for share in shares)
    low, value, high = _points(d)
    return Point(
        value, place, interval=(low, high), open=not d.holds,
        tone=Tone.NEUTRAL if not d.holds else Tone.POSITIVE if value > 0 else Tone.NEGATIVE,
        details=(
            f"{first} / {second}",
            f"{format_signed(value, 1, locale)}",
            p_value(d.p_adjusted, locale),
        ),
    )  # fmt: skip


def _points(d: FunnelDifference) -> tuple[float, float, float]:
    """Lower limit, difference and upper limit in percentage points."""
    c = d.comparison
    low, value, high = (c.low, c.difference, c.high) if c else (None, None, None)
    return 100 * (low or 0.0), 100 * (value or 0.0), 100 * (high or 0.0)


def _title(result: FunnelComparison, words: Labels) -> str:
    found = len(result.findings)
    verdict = (
        words("log_findings", found) if found > 1
        else words("log_one_finding" if found else "log_no_finding")
    )  # fmt: skip
    if len(result.segments) == 2:
        return words("log_compare_two", *result.segments, verdict)
    against = result.baseline or words("log_all_others")
    return words("log_compare_many", len(result.segments), against, verdict)


def _headline(result: FunnelComparison, words: Labels, locale: str | None) -> str | None:
    if not result.findings:
        return None
    d = result.findings[0]
    low, value, high = (format_signed(number, 1, locale) for number in _points(d))
    return words("log_costliest", d.segment, d.step, value, low, high)


def _tested(result: FunnelComparison, words: Labels) -> str:
    return words("log_tests", result.tests, ADJUSTMENTS[result.adjust], f"{result.alpha:g}")


def comparison_table(result: FunnelComparison, *, locale: str | None = None) -> Table:
    """See the figures of every difference, and its test.

    Args:
        result: the comparison.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    share = ValueKind.PERCENT
    return Table(
        "comparison-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_step")),
            TableColumn(words("head_segment")),
            TableColumn(words("head_conversion"), share, decimals=1),
            TableColumn(words("head_against")),
            TableColumn(words("head_conversion"), share, decimals=1),
            TableColumn(words("head_points"), ValueKind.NUMBER, decimals=1, signed=True),
            TableColumn(words("funnel_interval", f"{100 * result.confidence:g}")),
            TableColumn(words("head_p_adjusted")),
            TableColumn(words("head_verdict")),
        ),
        rows=[_row(d, words, locale) for d in result.differences],
        note=note_of(words("log_newcombe", f"{100 * result.confidence:g}"), _tested(result, words)),
        locale=locale,
    )


def _row(d: FunnelDifference, words: Labels, locale: str | None) -> tuple[str | float | None, ...]:
    of = f"{d.segment} ({format_number(d.before, locale=locale)})"
    if d.comparison is None:
        return (d.step, of, None, d.against, None, None, None, None, d.refusal)
    low, value, high = _points(d)
    limits = words("log_limits", *(format_signed(number, 1, locale) for number in (low, high)))
    verdict = words("log_holds" if d.holds else "log_may_be_chance")
    c = d.comparison
    return (
        d.step,
        of,
        c.first,
        d.against,
        c.second,
        value,
        limits,
        p_value(d.p_adjusted, locale),
        verdict,
    )


VIEWS: Views = {
    FunnelComparison: {
        "comparison": (Chart, comparison_chart),
        "table": (Table, comparison_table),
    },
}
