"""Problems found in a log: all by what they cost, one over time, and as a table."""

from __future__ import annotations

from journeykit.analyzers.problems.problem import Problem, ProblemKind, ProblemPeriod
from journeykit.analyzers.problems.result import Problems
from journeykit.analyzers.stats import wilson_interval
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
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


def problems_chart(result: Problems, *, top: int = 12, locale: str | None = None) -> Chart:
    """See what costs most customers, and how sure that is.

    Args:
        result: the problems.
        top: how many are drawn, the first.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    drawn = result.items[:top]
    unseen = len(result.items) - len(drawn)
    return estimates_chart(
        "problems", title, subtitle,
        x=Axis(words("find_axis"), low=0),
        names=[_name(p, words) for p in drawn],
        points=[_point(problem, place, locale) for place, problem in enumerate(drawn)],
        of=words("head_customers"),
        details=(words("head_shares"), words("head_customers"), words("head_p_adjusted")),
        open_means=words("find_detour"),
        note=note_of(words("log_not_listed", unseen) if unseen else None, _method(result, words)),
        locale=locale,
    )  # fmt: skip


def _point(p: Problem, place: int, locale: str | None) -> Point:
    sure = p.loses and not p.detour
    return Point(
        p.concerned, place, interval=p.concerned_interval, open=p.detour,
        tone=Tone.NEGATIVE if sure else Tone.NEUTRAL,
        details=(
            _shares(p, locale), format_number(p.concerned, 0, locale), p_value(p.q, locale),
        ),
    )  # fmt: skip


def _shares(p: Problem, locale: str | None) -> str:
    return f"{share_text(p.share, locale)} / {share_text(p.expected, locale)}"


def _name(p: Problem, words: Labels) -> str:
    """A problem as the name of a row: where, who and since when."""
    return ", ".join(part for part in (_where(p, words), _who(p, words), _when(p, words)) if part)


def _where(p: Problem, words: Labels) -> str:
    if p.kind is ProblemKind.REPEATS:
        return words("find_again", p.step)
    way = words("log_step_from_to", p.after, p.step)
    return words("find_slow", way) if p.kind is ProblemKind.SLOWER else way


def _who(p: Problem, words: Labels) -> str:
    parts = [f"{column} = {value}" for column, value in p.segment.items()]
    if p.event is not None and p.kind is ProblemKind.LEAVING:
        parts.append(words("find_after", p.event))
    return ", ".join(parts) or words("find_everybody")


def _when(p: Problem, words: Labels) -> str | None:
    if p.since is None:
        return None
    return words(
        "find_since", p.since if p.until is None else words("find_until", p.since, p.until)
    )


def _title(result: Problems, words: Labels) -> str:
    way = words("log_step_from_to", result.steps[0], result.steps[-1])
    n = len(result.items)
    return words("find_many", n, way) if n > 1 else words("find_one" if n else "find_none", way)


def _headline(result: Problems, words: Labels, locale: str | None) -> str | None:
    if not result.items:
        return None
    p = result.items[0]
    return words("find_costliest", _instead(_name(p, words), p, words, locale))


def _instead(of: str, p: Problem, words: Labels, locale: str | None) -> str:
    shares = (share_text(share, locale) for share in (p.share, p.expected))
    return words("find_instead", of, *shares)


def _method(result: Problems, words: Labels) -> str:
    return words("find_tests", result.tests, ADJUSTMENTS[result.adjust], f"{result.alpha:g}")


def problems_table(result: Problems, *, locale: str | None = None) -> Table:
    """See every problem with its figures, and what else was found about the same customers.

    Args:
        result: the problems.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words), _headline(result, words, locale)
    share, number = ValueKind.PERCENT, ValueKind.NUMBER
    rows = []
    for p in (one for head in result.items for one in (head, *head.also)):
        low, high = (format_signed(100 * limit, 1, locale) for limit in (p.low, p.high))
        rows.append(
            (
                _where(p, words), _who(p, words), _when(p, words), p.share, p.expected,
                words("log_limits", low, high), round(p.concerned), p_value(p.q, locale),
            )
        )  # fmt: skip
    return Table(
        "problems-table",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_where")),
            TableColumn(words("head_segment")),
            TableColumn(words("head_since")),
            TableColumn(words("head_share"), share, decimals=1),
            TableColumn(words("head_expected"), share, decimals=1),
            TableColumn(words("head_points")),
            TableColumn(words("head_customers"), number),
            TableColumn(words("head_p_adjusted")),
        ),
        rows=rows,
        note=note_of(words("find_axis"), _method(result, words)),
        locale=locale,
    )


def problem_chart(problem: Problem, *, locale: str | None = None) -> Chart:
    """See one problem: those concerned over time, with all others; or both shares.

    Args:
        problem: the problem.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title = _name(problem, words)
    share = words(
        {ProblemKind.REPEATS: "find_share_again", ProblemKind.SLOWER: "find_share_soon"}.get(
            problem.kind, "find_share_on"
        )
    )
    subtitle = _instead(share, problem, words, locale)
    periods = problem.periods
    if not periods:
        return _two(problem, title, subtitle, share, locale=locale)
    here = Series(
        "here", _who(problem, words), _shares_of(periods, others=False), kind=SeriesKind.POINTS
    )
    elsewhere = Series(
        "elsewhere",
        words("find_elsewhere"),
        _shares_of(periods, others=True),
        kind=SeriesKind.STEPS,
    )
    begun = [] if problem.since is None else [Guide(problem.since.toordinal(), words("find_found"))]
    return Chart(
        "problem",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.TIME),
        y=Axis(share, kind=AxisKind.PERCENT, low=0),
        series=[here, elsewhere] if elsewhere.points else [here],
        guides=begun,
        locale=locale,
    )


def _shares_of(periods: tuple[ProblemPeriod, ...], *, others: bool) -> list[Point]:
    points = []
    for period in periods:
        n = period.others if others else period.customers
        k = period.others_count if others else period.count
        if n:
            interval = None if others else wilson_interval(k, n)
            points.append(Point(period.start.toordinal(), k / n, interval=interval))
    return points


def _two(p: Problem, title: str, subtitle: str, share: str, *, locale: str | None) -> Chart:
    """Two shares beside each other: what is, and what was expected."""
    words = labels(locale)
    points = [
        Point(0, p.share, label=share_text(p.share, locale), tone=Tone.NEGATIVE),
        Point(1, p.expected, label=share_text(p.expected, locale)),
    ]
    return Chart(
        "problem",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(kind=AxisKind.CATEGORY, categories=(words("find_here"), words("head_expected"))),
        y=Axis(share, kind=AxisKind.PERCENT, low=0),
        series=[Series("shares", share, points, kind=SeriesKind.BARS)],
        locale=locale,
    )


VIEWS: Views = {
    Problems: {"problems": (Chart, problems_chart), "table": (Table, problems_table)},
    Problem: {"problem": (Chart, problem_chart)},
}
