"""Two journeys as one sheet: as it is beside as it is to be, with what changes marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from journeykit.errors import InvalidValueError
from journeykit.model import Journey
from journeykit.view.figures import Card, Column, ColumnGroup, MarkKind, Row, Sheet
from journeykit.view.filters import Filter
from journeykit.view.journeys.cards import persona_card
from journeykit.view.journeys.compared import CHANGES, Comparison, change_mark
from journeykit.view.journeys.pairs import ChangeSign, Pair, becomes, phases_of
from journeykit.view.journeys.parts import Part, part_of
from journeykit.view.journeys.sheets import divided, legend_of, row_of
from journeykit.view.words.text import capital

__all__ = ["change_map"]


def change_map(journey: Journey, *, to: Journey, only: Filter | None = None) -> Sheet:
    """See what changes from one journey to another, such as from as-is to to-be.

    Touchpoints, phases, pain points and opportunities are the same where their
    ids are, other texts where they read the same. Columns follow the order of the
    later journey; what is gone stands behind what it stood behind. Ranks are
    those of today.

    Args:
        journey: the journey as it is.
        to: the journey as it is to be.
        only: which part to show, or None for all.

    Returns:
        A sheet with one column for each touchpoint of either journey; signs say
        what is new, gone, moved and changed, and each row of feelings has a curve
        for either journey.
    """
    if not isinstance(to, Journey):
        raise InvalidValueError("view", "to", expected="the Journey to compare with", got=to)
    both = Comparison.of(journey, to)
    words = both.words
    parts = (part_of(journey, only, to), part_of(to, only, journey))
    lanes = tuple(both.rows())
    rows = tuple(row for _, row in lanes)
    heads = [_column(both, index, rows) for index in range(len(both.pairs))]
    counts = tuple(_counted(both, heads)) or (words("no_changes"),)
    shown = [index for index, pair in enumerate(both.pairs) if _is_shown(pair, *parts)]
    left = [
        found
        for lane, row in lanes
        if parts[0].has_lane(lane) and (found := row_of(row, *parts, columns=shown)) is not None
    ]
    columns = tuple(heads[index] for index in shown)
    states = becomes(both.states(), words)
    title = becomes((journey.title, to.title), words)
    return Sheet(
        f"{journey.id}-change",
        title,
        description=parts[0].said(_said(f"{title}: {states}", *counts), words),
        subtitle=" · ".join(filter(None, (states, *counts, parts[0].words(words, to)))),
        cards=_cards(both, parts),
        groups=_groups(both, columns, whole=len(shown) == len(heads)),
        columns=columns,
        rows=divided(left, words),
        legend=legend_of(columns, left, words),
        locale=to.locale or journey.locale,
    )


def _said(*sentences: str) -> str:
    return " ".join(f"{capital(text)}." for text in sentences)


def _is_shown(pair: Pair, was: Part, will: Part) -> bool:
    return (pair.before is not None and pair.before.id in was.touchpoint_ids) or (
        pair.after is not None and pair.after.id in will.touchpoint_ids
    )


def _cards(both: Comparison, parts: Sequence[Part]) -> Iterator[Card]:
    """The personas of both, each as in the later journey, and whether it is new or gone."""
    was, will = ({persona.id for persona in part.journey.personas} for part in parts)
    found = {persona.id: persona for part in parts for persona in part.personas}
    for persona in found.values():
        card = persona_card(persona, both.words)
        if persona.id not in was or persona.id not in will:
            change = "change_new" if persona.id in will else "change_gone"
            card = card.replace(title=f"{card.title} ({both.words(change)})")
        yield card


def _groups(both: Comparison, columns: Sequence[Column], *, whole: bool) -> tuple[ColumnGroup, ...]:
    """The phases of both; nothing of one that all of its touchpoints have left."""
    before, after = both.before.journey, both.after.journey
    was, will = ({phase.id for phase in journey.phases} for journey in (before, after))
    used = {column.group for column in columns}
    found = []
    for number, phase in enumerate(phases_of(before, after)):
        if phase.id in used or (whole and phase.id in will):
            name = phase.name
            if phase.id not in was or phase.id not in will:
                change = "change_new" if phase.id in will else "change_gone"
                name = f"{name} ({both.words(change)})"
            found.append(ColumnGroup(phase.id, name, phase.goal, hue=None if whole else number))
    return tuple(found)


def _column(both: Comparison, index: int, rows: Sequence[Row]) -> Column:
    pair = both.pairs[index]
    context = both.before if pair.after is None else both.after
    marks = context.marks(pair.touchpoint)
    change = _change(pair, index, rows)
    if change is not None:
        marks = (*marks, change_mark(change, both.words))
    return Column(pair.touchpoint.id, pair.touchpoint.name, pair.phase, marks=marks)


def _change(pair: Pair, index: int, rows: Sequence[Row]) -> ChangeSign | None:
    """What becomes of a touchpoint; changed is one of which a row says something else."""
    if pair.before is None:
        return ChangeSign.NEW
    if pair.after is None:
        return ChangeSign.GONE
    if pair.moved_from is not None or pair.moved_after is not None:
        return ChangeSign.MOVED
    felt = [[(e.valence, e.persona) for e in t.emotions] for t in (pair.before, pair.after)]
    said = any(_says(row, index) for row in rows if row.cells)
    return ChangeSign.CHANGED if felt[0] != felt[1] or said else None


def _says(row: Row, index: int) -> bool:
    """Whether a row says that something becomes of a touchpoint."""
    entries = row.cells[index].entries
    return (row.id == CHANGES and bool(entries)) or any(
        mark.kind is MarkKind.CHANGE for entry in entries for mark in entry.marks
    )


def _counted(both: Comparison, heads: Sequence[Column]) -> Iterator[str]:
    """How many touchpoints, pain points and opportunities there are of each change."""
    words = both.words
    was, will = (
        {pain.id: pain.severity for pain in reversed(context.journey.pain_points)}
        for context in (both.before, both.after)
    )
    common = was.keys() & will.keys()
    realised = sum(map(both.is_realised, both.before.journey.opportunities))
    marks = Counter(mark for head in heads for mark in head.marks)
    kinds = [change_mark(change, words) for change in ChangeSign]
    for topic, counts in (
        ("touchpoints", {kind.label: marks[kind] for kind in kinds}),
        (
            "pains",
            {
                words("change_new"): len(will.keys() - common),
                words("change_gone"): len(was.keys() - common),
                words("change_changed"): sum(was[id] is not will[id] for id in common),
            },
        ),
        ("opportunities", {words("realised"): realised}),
    ):
        said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        if said:
            yield words(f"changes_{topic}", said)
