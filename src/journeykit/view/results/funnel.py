"""Drop-off as a funnel, and as a table."""

from __future__ import annotations

from itertools import groupby

from journeykit.analyzers.dropoff import DropOff, DropOffStep, StepFlag
from journeykit.model import slug
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
    Tone,
    ValueKind,
)
from journeykit.view.format import format_number, format_percent, format_value
from journeykit.view.labels import Labels, labels
from journeykit.view.words.results import describe_drop_off

__all__ = ["funnel_chart", "funnel_table"]

_WIDE = 0.03
"""From this width on an interval is written without decimals, which would pretend exactness."""


def funnel_chart(result: DropOff) -> Chart:
    """See how many customers are left at each step, and the share that the step before lost."""
    words = labels(result.locale)
    names = {phase.phase: phase.name for phase in result.phases}
    # Phases without a count are not here; those that are keep the hue of the map.
    hues = {phase.phase: phase.position for phase in result.phases}
    groups = tuple(
        AxisGroup(names.get(phase, phase), len(list(steps)), hue=hues.get(phase))
        for phase, steps in groupby(result.steps, key=lambda step: step.phase)
    )
    points = tuple(_point(result, index, words) for index in range(len(result.steps)))
    sure = any(step.drop_off_interval is not None for step in result.steps)
    details = [words("funnel_lost"), words("funnel_interval", f"{100 * result.confidence:g}")]
    details = details if sure else details[:1]
    return Chart(
        slug(f"{result.title} drop-off"),
        words("titled", result.title, words("head_drop_off")),
        description=describe_drop_off(result),
        subtitle=_headline(result, words),
        x=Axis(kind=AxisKind.CATEGORY, groups=groups, categories=[s.name for s in result.steps]),
        y=Axis(_counted(result, words), low=0),
        series=(
            Series(
                "steps", _counted(result, words), points, kind=SeriesKind.BARS,
                details=(*details, words("funnel_from_start")),
            ),
        ),
        note=_note(result, words),
        locale=result.locale,
    )  # fmt: skip


def _point(result: DropOff, index: int, words: Labels) -> Point:
    step = result.steps[index]
    lines = [format_number(step.customers, locale=result.locale)]
    lines += [words(key) for key in _worst(result, step)]
    if step.flag is StepFlag.RE_ENTRY:
        lines.append(words("funnel_re_entry"))
    lost = step.loss is not None and step.loss > 0
    details = [_lost(step, result.locale), _interval(step, result.locale)]
    if all(other.drop_off_interval is None for other in result.steps):
        details.pop()
    left = step.from_start
    details.append("" if left is None else _share(left, result.locale))
    return Point(
        index, step.customers, label="\n".join(lines), id=step.touchpoint,
        before=result.steps[index - 1].customers if index and lost else None,
        details=details, tone=Tone.NEGATIVE if _worst(result, step) else Tone.NEUTRAL,
    )  # fmt: skip


def _worst(result: DropOff, step: DropOffStep) -> list[str]:
    """Why a step stands out, as keys of words."""
    keys = []
    if step is result.worst_by_loss:
        keys.append("funnel_most")
    if step is result.worst_by_rate:
        keys.append("funnel_steepest")
    return keys if len(result.by_loss) > 1 else []


def _lost(step: DropOffStep, locale: str | None) -> str:
    return "" if not step.drop_off else _share(-step.drop_off, locale)


def _share(share: float, locale: str | None) -> str:
    """A share in whole percent; small ones with a decimal, so that nothing becomes nothing."""
    return format_percent(share, 0 if abs(share) >= 0.0995 or share == 0 else 1, locale)


def _interval(step: DropOffStep, locale: str | None) -> str:
    if step.drop_off_interval is None:
        return ""
    low, high = step.drop_off_interval
    decimals = 0 if high - low >= _WIDE else 1
    column = TableColumn("", ValueKind.INTERVAL, decimals=decimals)
    return format_value((low, high), column, locale)


def _headline(result: DropOff, words: Labels) -> str | None:
    """What the funnel comes to, in a sentence."""
    if result.start is None or result.end is None:
        return None
    locale = result.locale
    start, end = (format_number(count, locale=locale) for count in (result.start, result.end))
    parts = []
    if result.start and result.end <= result.start:
        share = _share(result.end / result.start, locale)
        parts.append(words("funnel_left", end, start, share))
    worst = result.worst_by_loss
    if worst is not None:
        lost = format_number(worst.loss or 0.0, locale=locale)
        parts.append(words("funnel_worst", worst.name, lost))
    return " ".join(parts) or None


def _note(result: DropOff, words: Labels) -> str:
    if result.source is None:
        return words("funnel_no_counts")
    parts = [words(f"funnel_on_{result.source.value}")]
    if any(step.loss is not None and step.loss > 0 for step in result.steps):
        parts.append(words("funnel_pale"))
    if any(step.drop_off_interval is not None for step in result.steps):
        parts.append(words("funnel_wilson", f"{100 * result.confidence:g}"))
    return " ".join(parts)


def _counted(result: DropOff, words: Labels) -> str:
    return words("head_customers") if result.metric == "customers" else result.metric


def funnel_table(result: DropOff) -> Table:
    """See every figure of every step."""
    words = labels(result.locale)
    share = ValueKind.PERCENT
    return Table(
        slug(f"{result.title} drop-off table"),
        words("titled", result.title, words("head_drop_off")),
        description=describe_drop_off(result),
        columns=(
            TableColumn(words("head_touchpoint")),
            TableColumn(_counted(result, words), ValueKind.NUMBER),
            TableColumn(words("head_lost"), ValueKind.NUMBER),
            TableColumn(words("head_conversion"), share, decimals=1),
            TableColumn(
                words("funnel_interval", f"{100 * result.confidence:g}"), ValueKind.INTERVAL,
                decimals=1,
            ),
            TableColumn(words("head_from_start"), share, decimals=1),
            TableColumn(words("head_note")),
        ),
        rows=tuple(
            (
                step.name,
                step.customers,
                step.loss,
                step.conversion,
                step.conversion_interval,
                step.from_start,
                _remark(result, step, words),
            )
            for step in result.steps
        ),
        locale=result.locale,
    )  # fmt: skip


def _remark(result: DropOff, step: DropOffStep, words: Labels) -> str | None:
    parts = [f"▼ {words(key)}" for key in _worst(result, step)]
    if step.flag is not None:
        parts.append(words(f"funnel_{step.flag.value.replace('-', '_')}"))
    return "; ".join(parts) or None
