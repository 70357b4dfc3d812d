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
from journeykit.view.format import format_number
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import figures_of, heads, share_text, worst_of
from journeykit.view.words.results import describe_drop_off

__all__ = ["funnel_chart", "funnel_table"]


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
    worst = worst_of(result.steps)
    sure = any(step.drop_off_interval is not None for step in result.steps)
    points = tuple(
        _point(result, index, worst.get(index, []), words, sure=sure)
        for index in range(len(result.steps))
    )
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
                details=heads(words, result.confidence, sure=sure),
            ),
        ),
        note=_note(result, words),
        locale=result.locale,
    )  # fmt: skip


def _point(result: DropOff, index: int, worst: list[str], words: Labels, *, sure: bool) -> Point:
    step = result.steps[index]
    lines = [format_number(step.customers, locale=result.locale)]
    lines += [words(key) for key in worst]
    if step.flag is StepFlag.RE_ENTRY:
        lines.append(words("funnel_re_entry"))
    lost = step.loss is not None and step.loss > 0
    return Point(
        index, step.customers, label="\n".join(lines), id=step.touchpoint,
        before=result.steps[index - 1].customers if index and lost else None,
        details=figures_of(step, result.locale, sure=sure),
        tone=Tone.NEGATIVE if worst else Tone.NEUTRAL,
    )  # fmt: skip


def _headline(result: DropOff, words: Labels) -> str | None:
    """What the funnel comes to, in a sentence."""
    if result.start is None or result.end is None:
        return None
    locale = result.locale
    start, end = (format_number(count, locale=locale) for count in (result.start, result.end))
    parts = []
    if result.start and result.end <= result.start:
        share = share_text(result.end / result.start, locale)
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
    worst = worst_of(result.steps)
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
                _remark(step, worst.get(index, []), words),
            )
            for index, step in enumerate(result.steps)
        ),
        locale=result.locale,
    )  # fmt: skip


def _remark(step: DropOffStep, worst: list[str], words: Labels) -> str | None:
    parts = [f"▼ {words(key)}" for key in worst]
    if step.flag is not None:
        parts.append(words(f"funnel_{step.flag.value.replace('-', '_')}"))
    return "; ".join(parts) or None
