"""The results of the analyzers as charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journeykit.analyzers.dropoff import DropOff, StepFlag
from journeykit.analyzers.feelings import EmotionCurve, FeelingPoint
from journeykit.analyzers.gaps import Gaps
from journeykit.analyzers.moments import Moments
from journeykit.analyzers.priorities import Priorities
from journeykit.analyzers.quadrants import Quadrants
from journeykit.analyzers.shape import Flow
from journeykit.model import slug
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Figure,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    TableValue,
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number, format_percent, format_signed, quoted
from journeykit.view.tones import tone_of
from journeykit.view.words.results import (
    describe_drop_off,
    describe_feelings,
    describe_flow,
    describe_gaps,
    describe_moments,
    describe_priorities,
)

__all__ = ["VIEWS"]


def funnel_chart(result: DropOff) -> Chart:
    """See how many customers are left at each step, and the share that the step before lost."""
    points = []
    for index, step in enumerate(result.steps):
        label = format_number(step.customers)
        if step.drop_off:
            label += f"\n−{format_percent(step.drop_off, 0)}"
            if step.drop_off_interval is not None:
                low, high = step.drop_off_interval
                label += f"\n({_range(low, high)})"
        elif step.flag is StepFlag.RE_ENTRY:
            label += "\nre-entry"
        worst = step in (result.worst_by_loss, result.worst_by_rate)
        tone = Tone.NEGATIVE if worst else Tone.NEUTRAL
        points.append(Point(index, step.customers, label=label, tone=tone, id=step.touchpoint))
    worst_by_loss = result.worst_by_loss
    note = f"Counted on {result.source}." if result.source is not None else result.summary()
    if any(step.drop_off and step.drop_off_interval for step in result.steps):
        note += (
            " Below each count: the share lost since the step before, and its "
            f"{100 * result.confidence:g}% Wilson interval."
        )
    if worst_by_loss is not None and worst_by_loss.drop_off_interval is not None:
        note += (
            f" Most are lost before {worst_by_loss.name}: "
            f"{format_number(worst_by_loss.loss or 0)}, or "
            f"{format_percent(worst_by_loss.drop_off or 0, 1)}."
        )
    return Chart(
        slug(f"{result.title} drop-off"),
        f"{result.title}: drop-off",
        description=describe_drop_off(result),
        x=Axis(kind=AxisKind.CATEGORY, categories=tuple(s.name for s in result.steps)),
        y=Axis(result.metric, low=0),
        series=(Series("steps", result.metric, tuple(points), kind=SeriesKind.BARS),),
        note=note,
    )


def _range(low: float, high: float) -> str:
    """An interval of shares; with a decimal where whole percentages would hide its width."""
    decimals = 0 if high - low >= 0.03 else 1
    return f"{format_percent(low, decimals).rstrip('%')}–{format_percent(high, decimals)}"


def funnel_table(result: DropOff) -> Table:
    """See every figure of every step."""
    share = ValueKind.PERCENT
    return Table(
        slug(f"{result.title} drop-off table"),
        f"{result.title}: drop-off",
        description=describe_drop_off(result),
        columns=(
            TableColumn("Touchpoint"),
            TableColumn("Customers", ValueKind.NUMBER),
            TableColumn("Lost", ValueKind.NUMBER),
            TableColumn("Conversion", share, decimals=1),
            TableColumn(f"{100 * result.confidence:g}% interval", ValueKind.INTERVAL, decimals=1),
            TableColumn("From the start", share, decimals=1),
            TableColumn("Note"),
        ),
        rows=tuple(
            (
                step.name,
                step.customers,
                step.loss,
                step.conversion,
                step.conversion_interval,
                step.from_start,
                None if step.flag is None else step.flag.value,
            )
            for step in result.steps
        ),
    )


def curve_chart(result: EmotionCurve) -> Chart:
    """See what customers feel from the first touchpoint to the last."""
    names: dict[int, str] = {point.position: point.name for point in result.points}
    # Touchpoints without a feeling are crossed; their place stays, so that the curve is honest.
    size = max(names, default=-1) + 1
    lows_and_highs = {*result.lows, *result.highs}
    points = tuple(
        Point(
            point.position + point.offset - 0.5,
            point.valence,
            label=_said(point) if point in lows_and_highs else None,
            tone=tone_of(point.valence),
            id=point.touchpoint,
        )
        for point in result.points
    )
    peak_end = result.peak_end
    note = None
    if peak_end is not None:
        note = (
            f"What remains (peak-end rule): {format_signed(peak_end.value, 2)}, from the peak at "
            f"{peak_end.peak.name} ({format_signed(peak_end.peak.valence, 2)}) and the end "
            f"({format_signed(peak_end.end.valence, 2)})."
        )
    return Chart(
        slug(f"{result.title} feelings"),
        f"{result.title}: feelings",
        description=describe_feelings(result),
        x=Axis(kind=AxisKind.CATEGORY, categories=tuple(names.get(i, "") for i in range(size))),
        y=Axis("valence", low=-1, high=1, ticks=((-1, "upset"), (0, "neutral"), (1, "delighted"))),
        series=(Series("feelings", "feelings", points, kind=SeriesKind.CURVE),) if points else (),
        note=note,
    )


def _said(point: FeelingPoint) -> str | None:
    return quoted(point.quote) if point.quote else point.label


def gap_table(result: Gaps) -> Table:
    """See the gaps, the weightiest first."""
    return Table(
        slug(f"{result.title} gaps"),
        f"{result.title}: gaps",
        description=describe_gaps(result),
        columns=(
            TableColumn("Gap"),
            TableColumn("Where"),
            TableColumn("What"),
            TableColumn("Why here"),
            TableColumn("What to do"),
        ),
        rows=tuple(
            (gap.kind.value, gap.where or "(journey)", gap.title, gap.reason, gap.hint)
            for gap in result
        ),
    )


def moment_table(result: Moments) -> Table:
    """See the declared and the suggested moments of truth, with what speaks for each."""
    return Table(
        slug(f"{result.title} moments of truth"),
        f"{result.title}: moments of truth",
        description=describe_moments(result),
        columns=(TableColumn("Touchpoint"), TableColumn("Declared"), TableColumn("Signs")),
        rows=tuple(
            (
                moment.name,
                None if moment.declared is None else moment.declared.value,
                "\n".join(sign.text for sign in moment.signs) or None,
            )
            for moment in (*result.declared, *result.suggested)
        ),
    )


def flow_table(result: Flow) -> Table:
    """See what stands out in the ways between touchpoints."""
    rows: list[tuple[TableValue, ...]] = []
    for word, spots in (
        ("start", result.starts),
        ("end", result.ends),
        ("dead end", result.dead_ends),
        ("unreachable", result.unreachable),
    ):
        rows += [(word, spot.name, spot.reason) for spot in spots]
    rows += [("loop", ", ".join(loop.names), loop.reason) for loop in result.loops]
    rows += [("branch", branch.name, branch.reason) for branch in result.branches]
    rows += [
        ("hand-off", f"{hand_off.source_name} → {hand_off.target_name}", hand_off.reason)
        for hand_off in result.hand_offs
    ]
    return Table(
        slug(f"{result.title} flow"),
        f"{result.title}: flow",
        description=describe_flow(result),
        columns=(TableColumn("What"), TableColumn("Where"), TableColumn("Why")),
        rows=tuple(rows),
    )


def priority_table(result: Priorities) -> Table:
    """See the opportunities ranked, each with what its score rests on."""
    return Table(
        slug(f"{result.title} priorities"),
        f"{result.title}: priorities",
        description=describe_priorities(result),
        columns=(
            TableColumn("Method"),
            TableColumn("Rank", ValueKind.NUMBER),
            TableColumn("Score", ValueKind.NUMBER, decimals=1),
            TableColumn("Opportunity"),
            TableColumn("Rests on, or lacks"),
            TableColumn("Owner"),
        ),
        rows=tuple(
            (
                item.method.value,
                item.rank,
                item.score,
                item.text,
                item.rests_on or ", ".join(item.missing) or None,
                item.owner,
            )
            for item in result
        ),
    )


def importance_chart(result: Priorities) -> Chart:
    """See how much customers want each opportunity, and how satisfied they are today."""
    return _quadrants(result, result.importance_satisfaction, "importance")


def effort_chart(result: Priorities) -> Chart:
    """See what each opportunity brings, and what it costs."""
    return _quadrants(result, result.impact_effort, "effort")


def _quadrants(result: Priorities, data: Quadrants, name: str) -> Chart:
    points = tuple(
        Point(point.x, point.y, label=point.text, tone=Tone.PRIORITY, id=point.opportunity)
        for point in data.points
    )
    # Importance and satisfaction run from 0 to 10 (ODI); impact and effort are open.
    high = 10.0 if name == "importance" else None
    note = None
    if data.left_out:
        note = f"Left out for want of a figure: {len(data.left_out)}."
    return Chart(
        slug(f"{result.title} {name}"),
        f"{result.title}: {data.y_title} against {data.x_title}",
        description=describe_priorities(result),
        x=Axis(data.x_title, low=0, high=high, split=data.x_split),
        y=Axis(data.y_title, low=0, high=high, split=data.y_split),
        series=(Series("opportunities", "opportunities", points, kind=SeriesKind.POINTS),),
        quadrants=data.names,
        note=note,
    )


VIEWS: Mapping[type, Mapping[str, tuple[type, Callable[..., Figure]]]] = {
    DropOff: {"funnel": (Chart, funnel_chart), "table": (Table, funnel_table)},
    EmotionCurve: {"curve": (Chart, curve_chart)},
    Flow: {"table": (Table, flow_table)},
    Gaps: {"table": (Table, gap_table)},
    Moments: {"table": (Table, moment_table)},
    Priorities: {
        "table": (Table, priority_table),
        "importance": (Chart, importance_chart),
        "effort": (Chart, effort_chart),
    },
}
"""The views of each result by name, the usual one first, with the figure that comes out."""
