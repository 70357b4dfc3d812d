"""What the shape of a map tells: where customers come in, go round, strand, are handed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.graph import round_trips
from journeykit.analyzers.result import Result
from journeykit.analyzers.ways import Stop, Way, is_online, stops, ways
from journeykit.analyzers.wording import aligned, listed, percent, plural
from journeykit.model import Journey
from journeykit.model.element import Value

__all__ = ["Branch", "Flow", "HandOff", "Loop", "Spot", "flow"]


@frozen(repr=False)
class Spot(Value):
    """A touchpoint that stands out, and why.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        reason: why it stands out.
    """

    touchpoint: str
    name: str
    reason: str


@frozen(kw_only=True, repr=False)
class Loop(Value):
    """Touchpoints among which a customer can go round.

    Attributes:
        touchpoints: their ids, in order of the map; one that leads to itself is alone.
        names: their names.
        has_way_out: whether a way leads out of the loop.
        reason: the same in words.
    """

    touchpoints: tuple[str, ...]
    names: tuple[str, ...]
    has_way_out: bool
    reason: str


@frozen(kw_only=True, repr=False)
class HandOff(Value):
    """A way along which the channel changes.

    Attributes:
        source: id of the touchpoint before.
        source_name: its name.
        target: id of the touchpoint after.
        target_name: its name.
        from_channel: id of the channel before.
        to_channel: id of the channel after.
        crosses: whether it leads from online to offline or back; None where the
            map does not say what one of the channels is.
        reason: the same in words.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    from_channel: str
    to_channel: str
    crosses: bool | None
    reason: str


@frozen(kw_only=True, repr=False)
class Branch(Value):
    """A touchpoint from which more than one way leads on.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        targets: ids of the touchpoints that follow, in order of the ways.
        shares: share of the customers on each of these ways, from 0 to 1, or
            None where one of the ways has no count or nobody took any.
        reason: the same in words.
    """

    touchpoint: str
    name: str
    targets: tuple[str, ...]
    shares: tuple[float, ...] | None
    reason: str


@frozen(kw_only=True, repr=False)
class Flow(Result):
    """What the shape of a map tells.

    A way from a touchpoint to itself is a loop, but neither a way in nor a way on.

    Attributes:
        title: title of the journey.
        starts: where customers come in: the first touchpoint, and others of
            the first phase that no way leads to.
        ends: where the journey may end: touchpoints without a way on that lie
            in the last phase, or in a phase of the stage "exit".
        dead_ends: touchpoints without a way on anywhere else.
        unreachable: touchpoints to which no way leads from a start.
        loops: touchpoints among which customers can go round.
        hand_offs: ways along which the channel changes.
        branches: touchpoints from which more than one way leads on.
        cut_off_phases: ids of phases none of whose touchpoints can be reached.
        dangling: ids of transitions with an end that is no touchpoint; they
            are left out of everything else.
        touchpoints: how many touchpoints there are.
        ways: how many ways there are.
        locale: language of the journey as BCP 47, or None.
    """

    title: str
    starts: tuple[Spot, ...] = ()
    ends: tuple[Spot, ...] = ()
    dead_ends: tuple[Spot, ...] = ()
    unreachable: tuple[Spot, ...] = ()
    loops: tuple[Loop, ...] = ()
    hand_offs: tuple[HandOff, ...] = ()
    branches: tuple[Branch, ...] = ()
    cut_off_phases: tuple[str, ...] = ()
    dangling: tuple[str, ...] = ()
    touchpoints: int = 0
    ways: int = 0
    locale: str | None = None

    COLUMNS: ClassVar[Mapping[str, type]] = {"finding": str, "touchpoints": str, "reason": str}

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each thing that the shape tells; several ids are set off by commas."""
        spots = {
            "start": self.starts, "end": self.ends, "dead end": self.dead_ends,
            "unreachable": self.unreachable,
        }  # fmt: skip
        for finding, found in spots.items():
            for spot in found:
                yield (finding, spot.touchpoint, spot.reason)
        for loop in self.loops:
            yield ("loop", ", ".join(loop.touchpoints), loop.reason)
        for hand_off in self.hand_offs:
            yield ("hand-off", f"{hand_off.source}, {hand_off.target}", hand_off.reason)
        for branch in self.branches:
            yield ("branch", branch.touchpoint, branch.reason)

    def summary(self) -> str:
        """The shape in words, with what needs a look."""
        size = f"{plural(self.touchpoints, 'touchpoint')}, {plural(self.ways, 'way')}"
        lines = [f"Flow of {self.title!r}: {size}"]
        if not self.touchpoints:
            return f"{lines[0]}\nNo touchpoints to walk."
        lines.append(f"Starts at {listed(spot.name for spot in self.starts)}.")
        ends = listed(spot.name for spot in self.ends)
        lines.append(f"Ends at {ends}." if ends else "Ends nowhere: every touchpoint leads on.")
        sections = {
            "Dead ends": [(s.name, s.reason) for s in self.dead_ends],
            "Unreachable": [(s.name, s.reason) for s in self.unreachable],
            "Loops": [(listed(loop.names), loop.reason) for loop in self.loops],
            "Hand-offs": [(f"{h.source_name} > {h.target_name}", h.reason) for h in self.hand_offs],
            "Branches": [(b.name, b.reason) for b in self.branches],
        }
        for title, rows in sections.items():
            if rows:
                lines.append(f"{title}:")
                lines += aligned(rows[:20])
                if len(rows) > 20:
                    lines.append(f"  and {len(rows) - 20} more")
        if self.cut_off_phases:
            lines.append(f"No way leads into these phases: {listed(self.cut_off_phases)}.")
        if self.dangling:
            lines.append(f"Left out, for they lead nowhere: {listed(self.dangling)}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        size = f"{plural(self.touchpoints, 'touchpoint')}, {plural(self.ways, 'way')}"
        stuck = f"{plural(len(self.dead_ends), 'dead end')}, {plural(len(self.loops), 'loop')}"
        return f"<Flow of {self.title!r}: {size}, {stuck}>"


def flow(journey: Journey) -> Flow:
    """Read the shape of a map: where customers come in, go round, strand and are handed on.

    Args:
        journey: the map; without transitions the order of touchpoints is the way.

    Returns:
        Findings in order of the map. See `Flow` for what each of them means.

    Examples:
        >>> from journeykit.model import Journey, Phase
        >>> journey = Journey(
        ...     "Buy a bike", [Phase("Try", ["Ride", "Argue"]), Phase("Buy", ["Pay"])],
        ...     transitions=[("ride", "argue"), ("ride", "pay")],
        ... )
        >>> found = flow(journey)
        >>> [spot.name for spot in found.dead_ends], [spot.name for spot in found.ends]
        (['Argue'], ['Pay'])
    """
    along = stops(journey, owner="flow")
    found = ways(journey, along)
    shape = _Shape(along, found.ways)
    starts = shape.starts()
    reached = shape.reached_from(starts)
    ends, dead_ends = shape.last_stops(journey)
    unreachable = [stop for stop in shape.stops if stop.id not in reached]
    cut_off = [
        phase.id
        for phase in journey.phases
        if phase.touchpoints and not any(t.id in reached for t in phase.touchpoints)
    ]
    return Flow(
        title=journey.title,
        starts=tuple(Spot(s.id, s.name, _why_start(s)) for s in starts),
        ends=tuple(Spot(s.id, s.name, f"no way on, in {s.phase.name!r}") for s in ends),
        dead_ends=tuple(Spot(s.id, s.name, _why_dead(s)) for s in dead_ends),
        unreachable=tuple(Spot(s.id, s.name, shape.why_unreachable(s)) for s in unreachable),
        loops=tuple(_loops(journey, shape)),
        hand_offs=tuple(_hand_offs(journey, found.ways)),
        branches=tuple(_branches(shape)),
        cut_off_phases=tuple(dict.fromkeys(cut_off)),
        dangling=tuple(transition.id for transition in found.dangling),
        touchpoints=len(along),
        ways=len(found.ways),
        locale=journey.locale,
    )


class _Shape:
    """Touchpoints with the ways in and out of each; one that repeats an id is left out."""

    def __init__(self, along: tuple[Stop, ...], found: tuple[Way, ...]) -> None:
        by_id: dict[str, Stop] = {}
        for stop in along:
            by_id.setdefault(stop.id, stop)
        self.stops = list(by_id.values())
        self.out: dict[str, list[Way]] = {stop.id: [] for stop in self.stops}
        self.has_way_in: set[str] = set()
        for way in found:
            if way.source.id != way.target.id:
                self.out[way.source.id].append(way)
                self.has_way_in.add(way.target.id)

    def starts(self) -> list[Stop]:
        """The first touchpoint, and others of its phase to which no way leads."""
        first = self.stops[:1]
        others = [
            stop
            for stop in self.stops[1:]
            if stop.phase is first[0].phase and stop.id not in self.has_way_in
        ]
        return [*first, *others]

    def reached_from(self, starts: list[Stop]) -> set[str]:
        """Ids of all touchpoints to which ways lead from some of them, those included."""
        reached = {stop.id for stop in starts}
        waiting = list(reached)
        while waiting:
            for way in self.out[waiting.pop()]:
                if way.target.id not in reached:
                    reached.add(way.target.id)
                    waiting.append(way.target.id)
        return reached

    def last_stops(self, journey: Journey) -> tuple[list[Stop], list[Stop]]:
        """Touchpoints without a way on: those where a journey may end, and the others."""
        filled = [phase for phase in journey.phases if phase.touchpoints]
        ends: list[Stop] = []
        dead_ends: list[Stop] = []
        for stop in self.stops:
            if not self.out[stop.id]:
                may_end = stop.phase is filled[-1] or stop.phase.stage == "exit"
                (ends if may_end else dead_ends).append(stop)
        return ends, dead_ends

    def why_unreachable(self, stop: Stop) -> str:
        """Why no customer comes here."""
        if stop.id in self.has_way_in:
            return "ways lead here only from touchpoints that cannot be reached"
        return "no way leads here"


def _why_start(stop: Stop) -> str:
    return "the first touchpoint" if stop.position == 0 else "no way leads here, in the first phase"


def _why_dead(stop: Stop) -> str:
    return f"no way on, and {stop.phase.name!r} is not where the journey ends"


def _loops(journey: Journey, shape: _Shape) -> Iterator[Loop]:
    place = {stop.id: index for index, stop in enumerate(shape.stops)}
    groups = [sorted(group, key=place.__getitem__) for group in round_trips(journey)]
    for ids in sorted(groups, key=lambda group: place[group[0]]):
        within = set(ids)
        leaves = any(way.target.id not in within for id in ids for way in shape.out[id])
        what = "leads to itself" if len(ids) == 1 else f"{len(ids)} touchpoints lead to one another"
        out = "with a way out" if leaves else "with no way out"
        names = tuple(shape.stops[place[id]].name for id in ids)
        yield Loop(touchpoints=tuple(ids), names=names, has_way_out=leaves, reason=f"{what}, {out}")


def _hand_offs(journey: Journey, found: tuple[Way, ...]) -> Iterator[HandOff]:
    for way in found:
        left, entered = way.source.touchpoint.channel, way.target.touchpoint.channel
        if left is None or entered is None or left == entered:
            continue
        before, after = is_online(journey, left), is_online(journey, entered)
        crosses = None if before is None or after is None else before != after
        reason = f"{journey.channel_name(left)} to {journey.channel_name(entered)}"
        if crosses:
            reason += ", online to offline" if before else ", offline to online"
        yield HandOff(
            source=way.source.id, source_name=way.source.name, target=way.target.id,
            target_name=way.target.name, from_channel=left, to_channel=entered,
            crosses=crosses, reason=reason,
        )  # fmt: skip


def _branches(shape: _Shape) -> Iterator[Branch]:
    for stop in shape.stops:
        counts: dict[str, list[int | None]] = {}
        for way in shape.out[stop.id]:
            counts.setdefault(way.target.id, []).append(way.count)
        if len(counts) < 2:
            continue
        names = {way.target.id: way.target.name for way in shape.out[stop.id]}
        shares = _shares(list(counts.values()))
        if shares is None:
            ways_on = [f"{way.target.name}{_when(way)}" for way in shape.out[stop.id]]
        else:
            ways_on = [f"{names[id]} {percent(s)}" for id, s in zip(counts, shares, strict=True)]
        yield Branch(
            touchpoint=stop.id, name=stop.name, targets=tuple(counts), shares=shares,
            reason=f"leads to {listed(ways_on)}",
        )  # fmt: skip


def _shares(counts: list[list[int | None]]) -> tuple[float, ...] | None:
    known = [[c for c in group if c is not None] for group in counts]
    if any(len(a) < len(b) for a, b in zip(known, counts, strict=True)):
        return None
    total = sum(map(sum, known))
    return tuple(sum(group) / total for group in known) if total else None


def _when(way: Way) -> str:
    return f" ({way.label})" if way.label else ""
