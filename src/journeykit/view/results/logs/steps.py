"""The step matrix: what is done at each place around an anchor, as a shaded table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from journeykit.analyzers.paths.steps import StepMatrix, StepMatrixDifference, StepMatrixGroup
from journeykit.view.figures import Shading, Table, TableColumn, ValueKind
from journeykit.view.format import format_number, format_signed
from journeykit.view.labels import Labels, labels
from journeykit.view.results.bars import share_text
from journeykit.view.results.logs.common import (
    Views,
    described,
    joined,
    kept,
    minus,
    node_name,
    note_of,
    signed_points,
    units,
)

__all__ = ["VIEWS"]

_NAMED = 3


def step_table(result: StepMatrix, *, top: int = 20, locale: str | None = None) -> Table:
    """See what share does what at each place before and after the anchor.

    Args:
        result: the step matrix.
        top: how many events are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    if result.anchor is None:
        title = words("log_first_steps", units(result.unit, result.views, words, locale))
        subtitle = joined([_at(result, 1, "log_begin_with", words, locale)])
    else:
        number = format_number(result.views, locale=locale)
        each = result.which == "each"
        seen = (
            words("log_times", number) if each else units(result.unit, result.views, words, locale)
        )
        title = words("log_steps_around", str(result.anchor), seen)
        subtitle = joined(
            _at(result, offset, key, words, locale)
            for offset, key in ((-1, "log_right_before"), (1, "log_right_after"))
        )
    return _table(
        result.nodes, result.offsets, result.share, top=top, id="steps", title=title,
        subtitle=subtitle, anchor=None if result.anchor is None else str(result.anchor),
        shading=Shading(
            words("log_share_place"), high=_deepest(result), empty=words("log_never")
        ), signed=False,
        notes=result.notes, words=words, locale=locale,
    )  # fmt: skip


def _deepest(result: StepMatrixGroup) -> float:
    """The highest share away from the anchor, where all are in one cell; shades tell the rest apart."""
    shares = (count / result.views for _, offset, count in result.counts if offset)
    return max(shares, default=0.0) or 1.0


def _at(
    result: StepMatrixGroup, offset: int, key: str, words: Labels, locale: str | None
) -> str | None:
    here = sorted(
        ((result.share(event, offset), event) for event in result.nodes),
        key=lambda pair: (-pair[0], pair[1]),
    )
    named = ", ".join(
        f"{node_name(event, words)} {share_text(share, locale)}" for share, event in here[:_NAMED] if share
    )  # fmt: skip
    return words(key, named) if named else None


def difference_table(
    result: StepMatrixDifference, *, top: int = 20, locale: str | None = None
) -> Table:
    """See what one group does more often than the other at each place.

    Args:
        result: one group minus the other.
        top: how many events are shown, the most frequent.
        locale: language as BCP 47; None is English.
    """
    words = labels(locale)
    most = next(iter(result.rows()), None)
    high = max(abs(most[4]), 0.01) if most else 1.0
    return _table(
        result.nodes, result.offsets, result.share, top=top, id="step-difference",
        title=words("titled", words("log_at_each_place"), minus(result.a, result.b, words)),
        subtitle=None if most is None else words(
            "log_differ_most", node_name(most[1], words), format_signed(most[0], 0, locale),
            signed_points(most[4], locale),
        ),
        anchor=None,
        shading=Shading(
            words("change_difference"), low=-high, high=high, empty=words("log_alike"),
            ends=(words("log_fewer"), words("log_more")),
        ),
        signed=True, notes=(), words=words, locale=locale,
    )  # fmt: skip


def _table(
    nodes: Sequence[str],
    offsets: Sequence[int],
    share: Callable[[str, int], float],
    *,
    top: int,
    id: str,
    title: str,
    subtitle: str | None,
    anchor: str | None,
    shading: Shading,
    signed: bool,
    notes: tuple[str, ...],
    words: Labels,
    locale: str | None,
) -> Table:
    shown, unseen = kept(nodes, top)
    around = 0 in offsets and len(offsets) > 1
    columns = [
        TableColumn(
            format_signed(offset, 0, locale) if offset or not anchor else anchor,
            ValueKind.PERCENT, decimals=0, shaded=True, signed=signed,
            heading=None if not around or not offset
            else words("log_steps_before" if offset < 0 else "log_steps_after"),
            anchor=around and offset == 0,
        )
        for offset in offsets
    ]  # fmt: skip
    return Table(
        id,
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(TableColumn(words("head_event")), *columns),
        rows=[
            (node_name(event, words), *(share(event, offset) or None for offset in offsets))
            for event in shown
        ],
        shading=shading,
        note=note_of(words("log_rows_left", unseen) if unseen else None, notes=notes),
        locale=locale,
    )


VIEWS: Views = {
    StepMatrix: {"steps": (Table, step_table)},
    StepMatrixDifference: {"difference": (Table, difference_table)},
}
