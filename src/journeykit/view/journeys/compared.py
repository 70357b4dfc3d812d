"""What two journeys say in their lanes, side by side: each text once, with what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from journeykit.model import Journey, Lane, LaneRole, Opportunity, PainPoint, Touchpoint
from journeykit.view.figures import Cell, Curve, CurvePoint, Entry, Mark, MarkKind, Row, Tone
from journeykit.view.journeys.lanes import LaneContent
from journeykit.view.journeys.pairs import ChangeSign, Pair, merged, pairs_of
from journeykit.view.journeys.sheets import lanes_of
from journeykit.view.labels import Labels, labels

__all__ = ["CHANGES", "Comparison", "change_mark"]

CHANGES = "changes"
"""Id of the row that says what has become of the touchpoints themselves."""


def change_mark(change: ChangeSign, words: Labels) -> Mark:
    """The sign for what becomes of a thing."""
    return Mark(MarkKind.CHANGE, change.value, words(f"change_{change.name.lower()}"))


@frozen
class Comparison:
    """Two journeys with what their lanes say.

    Attributes:
        before: the lanes of the journey as it is.
        after: the lanes of the journey as it is to be.
        pairs: the touchpoints of both, in order of the columns.
        words: of the language of the later, or else of the earlier.
    """

    before: LaneContent
    after: LaneContent
    pairs: tuple[Pair, ...]
    words: Labels

    @classmethod
    def of(cls, before: Journey, after: Journey) -> Comparison:
        """Lay two journeys over each other."""
        words = labels(after.locale or before.locale)
        was, will = LaneContent.of(before, words), LaneContent.of(after, words)
        # A channel has one sign in both.
        channels = {id: n for n, id in enumerate(dict.fromkeys((*was.channels, *will.channels)))}
        return cls(
            evolve(was, channels=channels), evolve(will, channels=channels),
            pairs_of(before, after), words,
        )  # fmt: skip

    def states(self) -> tuple[str, str]:
        """What the two journeys are called: by their states, where these tell them apart."""
        before, after = self.before.journey.state, self.after.journey.state
        if before is None or after is None or before is after:
            return self.words("head_before"), self.words("head_after")
        return self.words(f"state_{before}"), self.words(f"state_{after}")

    def rows(self) -> Iterator[tuple[Lane, Row]]:
        """What has become of the touchpoints themselves, and then each lane of either."""
        told = tuple(Cell(self._told(pair)) for pair in self.pairs)
        if any(cell.entries for cell in told):
            own = Lane(self.words("changes"), id=CHANGES)
            yield own, Row(own.id, own.title, own.role, cells=told)
        was = {lane.id: lane for lane in lanes_of(self.before.journey, self.words)}
        will = {lane.id: lane for lane in lanes_of(self.after.journey, self.words)}
        for id in merged(was, will):
            lane = will.get(id) or was[id]
            if lane.role is LaneRole.EMOTIONS:
                yield from ((lane, row) for row in self._feelings(lane))
                continue
            cells = [Cell(self._entries(pair, was.get(id), will.get(id))) for pair in self.pairs]
            if any(cell.entries for cell in cells):
                yield lane, Row(id, lane.title, lane.role, cells=cells)

    # --- texts ------------------------------------------------------------------

    def _told(self, pair: Pair) -> Iterator[Entry]:
        """What a touchpoint was that it no longer is: place, name, channel, moment of truth."""
        old, new, words = pair.before, pair.after, self.words
        if pair.moved_from is not None:
            yield Entry(words("moved_from", pair.moved_from))
        if pair.moved_after is not None:
            yield Entry(
                words("moved_after", pair.moved_after) if pair.moved_after else words("moved_first")
            )
        if old is None or new is None:
            return
        if old.name != new.name:
            yield Entry(words("was", old.name))
        if old.channel != new.channel:
            name = None if old.channel is None else self.before.journey.channel_name(old.channel)
            yield Entry(words("was_nowhere") if name is None else words("was_through", name))
        if old.moment_of_truth is not new.moment_of_truth:
            if new.moment_of_truth is not None:
                yield Entry(words("now_moment", words(f"moment_{new.moment_of_truth}")))
            if old.moment_of_truth is not None:
                yield Entry(words("no_moment", words(f"moment_{old.moment_of_truth}")))

    def _entries(self, pair: Pair, was: Lane | None, will: Lane | None) -> Iterator[Entry]:
        """The texts of both, each once, with what becomes of it."""
        old = _keyed(self.before, was, pair.before)
        new = _keyed(self.after, will, pair.after)
        measured = (will or was or Lane(CHANGES)).role is LaneRole.METRICS
        for key in merged(old, new):
            before, after = old.get(key), new.get(key)
            if before is not None and after is not None:
                yield self._kept(before, after)
            elif after is not None:
                # What is new as a whole does not say it again in each of its parts.
                if pair.before is None or self._stands(self.before, after):
                    yield after
                else:
                    yield _marked(after, change_mark(ChangeSign.NEW, self.words))
            elif before is not None and measured and pair.after is not None:
                # What is to be has not been measured yet: that is no change.
                yield before.replace(tone=Tone.MUTED)
            elif before is not None and not self._stands(self.after, before):
                yield self._gone(before, whole=pair.after is None)

    def _stands(self, context: LaneContent, entry: Entry) -> bool:
        """Whether an opportunity stands somewhere in a journey, if only at another touchpoint."""
        return entry.tone is Tone.PRIORITY and any(
            found.id == entry.id for placed in context.opportunities.values() for found in placed
        )

    def _kept(self, before: Entry, after: Entry) -> Entry:
        """A text that is in both: as it will be, with the rank that it has today."""
        ranks = [mark for mark in before.marks if mark.kind is MarkKind.PRIORITY]
        others = [mark for mark in after.marks if mark.kind is not MarkKind.PRIORITY]
        entry = after.replace(marks=(*ranks, *others))
        if before.text != after.text:
            note: str | None = self.words("was", before.text)
        elif (severity := _severity(before)) != _severity(after):
            note = self.words("was", severity) if severity else entry.note
        else:
            # What stays recedes, so that what changes stands out.
            return entry.replace(tone=Tone.MUTED)
        return _marked(entry, change_mark(ChangeSign.CHANGED, self.words)).replace(note=note)

    def _gone(self, entry: Entry, *, whole: bool) -> Entry:
        """A text that is in the earlier journey only."""
        find = self.before.journey.find
        chance = find(Opportunity, entry.id or "") if entry.tone is Tone.PRIORITY else None
        realised = chance is not None and self.is_realised(chance)
        note = self.words("realised") if realised else None
        entry = entry.replace(tone=Tone.MUTED, level=None, note=note)
        if whole:
            return entry
        return _marked(entry, change_mark(ChangeSign.GONE, self.words))

    def is_realised(self, opportunity: Opportunity) -> bool:
        """Whether all that an opportunity addresses is gone, but not with all of its places."""
        was, will = self.before.journey.find, self.after.journey.find
        pains = [id for id in opportunity.pain_points if was(PainPoint, id) is not None]
        kept = (pair.before for pair in self.pairs if pair.before and pair.after)
        stay = any(pain.id in pains for touchpoint in kept for pain in touchpoint.pain_points)
        return stay and all(will(PainPoint, id) is None for id in pains)

    # --- feelings ---------------------------------------------------------------

    def _feelings(self, lane: Lane) -> Iterator[Row]:
        """A row for each persona who feels for herself, or for all; a line for each journey."""
        was = {curve.id: curve for curve in self.before.curves()}
        will = {curve.id: curve for curve in self.after.curves()}
        ids = merged(was, will)
        columns = {pair.touchpoint.id: index for index, pair in enumerate(self.pairs)}
        for id in ids:
            curves = []
            for name, state, context, curve in zip(
                ("before", "after"), self.states(), (self.before, self.after),
                (was.get(id), will.get(id)), strict=True,
            ):  # fmt: skip
                if curve is not None:
                    points = _over(curve, context.journey, columns)
                    curves.append(Curve(name, state, points))
            if len(curves) == 2:
                curves[1] = curves[1].replace(points=_apart(curves[1], curves[0]))
            title = (will.get(id) or was[id]).title
            curves = [curve for curve in curves if curve.points]
            if not curves:
                continue
            yield Row(
                lane.id if len(ids) == 1 else f"{lane.id}:{id}",
                lane.title if len(ids) == 1 else f"{lane.title} · {title}",
                lane.role,
                curves=curves,
                ends=self.after.row(lane, tuple(curves)).ends,
            )


def _keyed(
    context: LaneContent, lane: Lane | None, touchpoint: Touchpoint | None
) -> Mapping[str, Entry]:
    """What a lane says of a touchpoint, by what stays the same when the words change."""
    if lane is None or touchpoint is None:
        return {}
    if lane.role is LaneRole.METRICS:
        # Bars of two journeys have no scale in common: figures stand as text.
        return {m.metric: Entry(context.figure(m)) for m in touchpoint.metrics}
    return {entry.id or entry.text: entry for entry in context.entries(lane, touchpoint)}


def _marked(entry: Entry, mark: Mark) -> Entry:
    return entry.replace(marks=(mark, *entry.marks))


def _severity(entry: Entry) -> str | None:
    return next((mark.label for mark in entry.marks if mark.kind is MarkKind.SEVERITY), None)


def _over(curve: Curve, journey: Journey, columns: Mapping[str, int]) -> tuple[CurvePoint, ...]:
    """The points of a curve over the columns of both journeys, from left to right."""
    first: dict[str, int] = {}
    for index, touchpoint in enumerate(journey.touchpoints):
        first.setdefault(touchpoint.id, index)
    places = {index: columns[id] for id, index in first.items()}
    points = (
        point.replace(column=places[point.column])
        for point in curve.points
        if point.column in places
    )
    return tuple(sorted(points, key=lambda point: (point.column, point.offset)))


def _apart(curve: Curve, other: Curve) -> tuple[CurvePoint, ...]:
    """The points of a curve from where it leaves another to where it meets it again.

    Between, points that both have keep their place, but say nothing twice.
    """
    known = {(point.column, point.offset, point.value) for point in other.points}
    same = [(point.column, point.offset, point.value) in known for point in curve.points]
    if all(same):
        return ()
    columns = list(dict.fromkeys(point.column for point in curve.points))
    apart = {point.column for point, meets in zip(curve.points, same, strict=True) if not meets}
    places = [place for place, column in enumerate(columns) if column in apart]
    # Whole touchpoints: half of what is felt at one would say that the rest is not.
    drawn = set(columns[max(places[0] - 1, 0) : places[-1] + 2])
    return tuple(
        point.replace(label=None, marks=()) if meets else point
        for point, meets in zip(curve.points, same, strict=True)
        if point.column in drawn
    )
