"""What has changed between two versions of a journey, for those who review it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeykit.analyzers.changes import Change, ChangeKind, JourneyDiff, Merge
from journeykit.analyzers.changes.words import kind_word
from journeykit.model import slug
from journeykit.model.element import Element
from journeykit.view.figures import Sheet, Table, TableColumn
from journeykit.view.filters import Filter
from journeykit.view.journeys.changes import change_map
from journeykit.view.journeys.pairs import phases_of
from journeykit.view.journeys.saying import change_text
from journeykit.view.labels import Labels, labels
from journeykit.view.naming import node_word
from journeykit.view.words.short import short
from journeykit.view.words.text import sentence

__all__ = ["changed_map", "conflict_table", "review_table"]

_SIGNS = {
    ChangeKind.ADDED: ("+", "change_new"), ChangeKind.REMOVED: ("−", "change_gone"),
    ChangeKind.MOVED: ("→", "change_moved"), ChangeKind.RENAMED: ("≈", "change_renamed"),
    ChangeKind.CHANGED: ("≠", "change_changed"),
}  # fmt: skip

_HEADS = ("head_phase", "head_where", "changes", "head_what")
_SIDES = ("head_where", "head_before", "head_ours", "head_theirs")


def review_table(result: JourneyDiff) -> Table:
    """See the changes by phase, in order of the map: what a review needs to look at."""
    words = labels(result.locale)
    counts = ", ".join(f"{count} {words(_SIGNS[kind][1])}" for kind, count in result.counts.items())
    said = counts or words("no_changes")
    title = words("titled", result.title, words("changes"))
    renames = ", ".join(f"{each.old} → {each.new}" for each in result.renames)
    return Table(
        slug(f"{result.title} changes"),
        title,
        description=short([sentence(f"{title}: {said}")]),
        subtitle=counts or None,
        columns=tuple(TableColumn(words(key)) for key in _HEADS if result.items),
        rows=tuple(_rows(result, words)),
        note=words("likely_renames", renames) if renames else None,
        locale=result.locale,
    )


def _rows(result: JourneyDiff, words: Labels) -> Iterator[tuple[str, ...]]:
    """What is the same as in the row above is not said again."""
    phases = {phase.id: phase.name for phase in phases_of(result.before, result.after)}
    places, order = {id: place for place, id in enumerate(phases)}, _order(result)

    def place(change: Change) -> tuple[int, int, int]:
        # What belongs to no phase comes last.
        phase = places.get(change.phase or "", len(places))
        return phase, order[change.element, change.id], -change.weight

    above: tuple[str, str] = ("", "")
    for change in sorted(result, key=place):
        phase = phases.get(change.phase or "", words("whole_journey"))
        where = node_word(change.element, result.locale)
        if change.element not in ("journey", "phase"):
            where = f"{change.name}\n{where}"
        sign, key = _SIGNS[change.kind]
        yield (
            "" if phase == above[0] else phase, "" if (phase, where) == above else where,
            f"{sign}\u00a0{words(key)}", change_text(change, result, words),
        )  # fmt: skip
        above = (phase, where)


def _order(result: JourneyDiff) -> Mapping[tuple[str, str], int]:
    """The elements of both versions, by kind and id, in order of the map; what is gone last."""
    order = {("journey", result.after.id): 0}
    for journey in (result.after, result.before):
        for element in (place.element for place in journey.places):
            if isinstance(element, Element):
                order.setdefault((kind_word(type(element)), element.id), len(order))
    return order


def changed_map(result: JourneyDiff, *, only: Filter | None = None) -> Sheet:
    """See the changes on the map: as it was beside as it is to be.

    Args:
        result: the changes.
        only: which part to show, or None for all.
    """
    return change_map(result.before, to=result.after, only=only)


def conflict_table(result: Merge) -> Table:
    """See what both versions have changed, and not alike."""
    words = labels(result.locale)
    title = words("titled", result.title, words("head_conflicts"))
    said = words("conflicts", len(result.conflicts)) if result.conflicts else words("no_conflicts")
    return Table(
        slug(f"{result.title} conflicts"),
        title,
        description=short([sentence(f"{title}: {said}")]),
        columns=tuple(TableColumn(words(key)) for key in _SIDES if result.conflicts),
        rows=tuple(result.rows()),
        locale=result.locale,
    )
