"""Who comes back, as a shaded table of cohorts and as curves."""

from __future__ import annotations

from journeykit.analyzers.cohorts import RetentionGroup, RetentionResult
from journeykit.analyzers.paths.wording import group_name
from journeykit.events.cohorts.back import RetentionKind
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Shading,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import Views, described, note_of, units

__all__ = ["VIEWS"]

_MOST_CURVES = 5
_APART = 0.14
"""How far groups stand beside each other, in places: those that are alike stay visible."""
_LOW = 0.2
"""Where no share reaches this, decimals tell the cells apart."""


def cohort_table(result: RetentionResult, *, locale: str | None = None) -> Table:
    """See which share of each group and cohort came back in each period; what is not over yet is empty.

    Args:
        result: who came back.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    told = [*(c.cells for c in result.cohorts), *(g.total for g in result.groups)]
    shares = [cell.share for cells in told for cell in cells[1:] if cell.share is not None]
    high = max(shares, default=0.0)
    # The period of the start stays unshaded: nearly all are there, and the rest would be pale.
    columns = [
        TableColumn(
            str(cell.period), ValueKind.PERCENT, decimals=1 if 0 < high < _LOW and cell.period else 0,
            shaded=cell.period > 0,
            heading=words("log_periods_after"),
        )
        for cell in result.total
    ]  # fmt: skip
    return Table(
        "retention",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            TableColumn(words("head_cohort")),
            TableColumn(words("head_customers"), ValueKind.NUMBER),
            *columns,
        ),
        rows=[
            (words("log_all"), result.customers, *(cell.share for cell in result.total)),
            *((_named(g), g.customers, *(cell.share for cell in g.total)) for g in result.groups),
            *((c.label, c.customers, *(cell.share for cell in c.cells)) for c in result.cohorts),
        ],
        shading=Shading(
            words("log_share_back"), high=high or 1.0,
            empty=words("log_not_over"),
        ),
        note=_note(result, words),
        locale=locale,
    )  # fmt: skip


def _title(result: RetentionResult, words: Labels, locale: str | None) -> str:
    number = len(result.cohorts)
    cohorts = words("log_cohort") if number == 1 else words("log_cohorts", number)
    customers = units("customers", result.customers, words, locale)
    return words(f"log_retention_{result.period.unit}", customers, cohorts)


def _headline(result: RetentionResult, words: Labels, locale: str | None) -> str | None:
    """The first period after the start, and the last that is over for anybody."""
    seen = [(c.period, c.share) for c in result.total[1:] if c.share is not None]
    told = [
        text for period, share in seen[:1] + seen[1:][-1:] for text in (share_text(share, locale), period)
    ]  # fmt: skip
    if not told:
        return None
    return words("log_back_by" if len(told) > 2 else "log_back_in", *told)


def _note(result: RetentionResult, words: Labels) -> str | None:
    key = {
        RetentionKind.ON: "log_back_on",
        RetentionKind.WITHIN: "log_back_within",
        RetentionKind.FROM: "log_back_from",
    }[result.kind]
    ends = (result.start, result.back)
    said = None
    if any(ends):
        names = ("*" if end is None else str(end) for end in ends)
        said = words("log_step_from_to", *names)
    return note_of(said, words(key), notes=result.notes)


def retention_curves(result: RetentionResult, *, locale: str | None = None) -> Chart:
    """See which share of all, or of each group, came back in each period after the first.

    Args:
        result: who came back.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    title, subtitle = _title(result, words, locale), _headline(result, words, locale)
    groups: tuple[RetentionGroup, ...] = result.groups[:_MOST_CURVES] or (result,)
    unseen = len(result.groups) - len(groups)
    return Chart(
        "retention-curves",
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(
            words("log_periods_after"), kind=AxisKind.CATEGORY,
            categories=[str(cell.period) for cell in result.total[1:]],
        ),
        y=Axis(words("log_share_back"), kind=AxisKind.PERCENT, low=0),
        series=[
            _series(group, n, (n - (len(groups) - 1) / 2) * _APART, result, words)
            for n, group in enumerate(groups)
        ],
        note=note_of(
            words("log_groups_left", unseen) if unseen > 0 else None,
            words("funnel_wilson", f"{100 * result.confidence:g}"),
            _note(result, words),
        ),
        locale=locale,
    )  # fmt: skip


def _series(
    group: RetentionGroup, number: int, beside: float, result: RetentionResult, words: Labels
) -> Series:
    points = [
        Point(place + beside, cell.share, interval=cell.interval)
        for place, cell in enumerate(group.total[1:])
        if cell.share is not None
    ]
    title = _named(group) if result.groups else words("log_all")
    return Series(f"group-{number}", title, points, kind=SeriesKind.LINE)


def _named(group: RetentionGroup) -> str:
    return group_name(group.value) or "–"


VIEWS: Views = {
    RetentionResult: {"cohorts": (Table, cohort_table), "curves": (Chart, retention_curves)},
}
