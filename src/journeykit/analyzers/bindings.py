"""Where a map and a log meet: which events are which touchpoint, which customers which persona."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.result import Result
from journeykit.analyzers.ways import Stop, stops
from journeykit.analyzers.wording import aligned, listed, plural
from journeykit.errors import InvalidValueError, NotFoundError, did_you_mean
from journeykit.events.conditions import Condition, Test, any_of, as_tests, check_tests
from journeykit.events.funnels.steps import Step
from journeykit.events.log import EventLog, need_log
from journeykit.events.mapped.held import Held, held_counts
from journeykit.model import Journey, Persona
from journeykit.model.element import Value
from journeykit.model.fields import as_refs
from journeykit.model.frozendict import FrozenDict

__all__ = [
    "Bindings",
    "BoundPersona",
    "BoundTouchpoint",
    "SharedEvent",
    "UnboundEvent",
    "UnknownEvent",
    "bind",
    "bound_for",
    "chosen_personas",
]


@frozen(kw_only=True, repr=False)
class BoundTouchpoint(Value):
    """A touchpoint and the events of a log that are it.

    Attributes:
        touchpoint: id of the touchpoint.
        name: its name.
        phase: id of its phase.
        position: its place among all touchpoints of the map, from 0.
        condition: which events are it; fits `log.rows(marks=...)`.
        count: how many events of the log are.
    """

    touchpoint: str
    name: str
    phase: str
    position: int
    condition: Condition
    count: int

    @property
    def step(self) -> Step:
        """The touchpoint as a step of a funnel, under its name."""
        c = self.condition
        return Step(c.events, where=c.where, others=c.others, name=self.name)


@frozen(kw_only=True, repr=False)
class BoundPersona(Value):
    """A persona and what its customers hold in a log.

    Attributes:
        persona: id of the persona.
        name: its name.
        where: for each column of the log its test; one event has to pass all.
    """

    persona: str
    name: str
    where: FrozenDict[str, Test]

    @property
    def condition(self) -> Condition:
        """The events that show the persona: a customer with one such event belongs to it."""
        return Condition(where=self.where)

    def customers_of(self, log: EventLog) -> EventLog:
        """All events of the persona's customers: those who ever did something as the persona."""
        return log.only_customers(**self.where)


@frozen(kw_only=True, repr=False)
class UnknownEvent(Value):
    """The name of an event that a touchpoint is bound to and the log does not have.

    Attributes:
        event: the name.
        touchpoints: ids of the touchpoints that name it.
        nearest: the name in the log that is most like it, or None.
    """

    event: str
    touchpoints: tuple[str, ...]
    nearest: str | None = None


@frozen(kw_only=True, repr=False)
class UnboundEvent(Value):
    """An event of the log that no touchpoint is bound to.

    Attributes:
        event: its name.
        count: how many such events are no touchpoint.
        customers: how many customers they belong to.
        partly: whether other events of this name are one, for what their columns hold.
    """

    event: str
    count: int
    customers: int
    partly: bool = False


@frozen(kw_only=True, repr=False)
class SharedEvent(Value):
    """An event that is several touchpoints at once.

    Attributes:
        event: its name.
        touchpoints: ids of the touchpoints.
        count: how many events are all of these.
    """

    event: str
    touchpoints: tuple[str, ...]
    count: int

    @property
    def rule(self) -> str:
        """For which of them it counts where customers are followed, in words."""
        return (
            f"{self.event!r} is several touchpoints ({listed(self.touchpoints)}): it counts for "
            "the one that is nearest on the map to where the customer was last"
        )


@frozen(kw_only=True, repr=False)
class Bindings(Result):
    """What of a map is in a log, and what of the log is on the map.

    Attributes:
        title: title of the journey.
        touchpoints: those that are bound to events, in order of the map.
        unbound: ids of those that are not.
        personas: those that are bound to columns.
        unbound_personas: ids of those that are not.
        unknown: names of events that are bound and that the log does not have.
        unmapped: events of the log that are no touchpoint, the most frequent first.
        shared: events that are several touchpoints at once, the most frequent first.
        events: how many events the log has.
    """

    title: str
    touchpoints: tuple[BoundTouchpoint, ...]
    unbound: tuple[str, ...] = ()
    personas: tuple[BoundPersona, ...] = ()
    unbound_personas: tuple[str, ...] = ()
    unknown: tuple[UnknownEvent, ...] = ()
    unmapped: tuple[UnboundEvent, ...] = ()
    shared: tuple[SharedEvent, ...] = ()
    events: int = 0

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "touchpoint": str, "name": str, "phase": str, "events": str, "count": int,
    }  # fmt: skip

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """For each bound touchpoint the events that are it."""
        return tuple(bound.condition for bound in self.touchpoints)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The bound touchpoints as steps of a funnel, in order of the map."""
        return tuple(bound.step for bound in self.touchpoints)

    @property
    def together(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of bound touchpoints that some events are at once, each in order of the map."""
        numbers = {bound.touchpoint: number for number, bound in enumerate(self.touchpoints)}
        return tuple(sorted({tuple(numbers[id] for id in s.touchpoints) for s in self.shared}))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a bound touchpoint."""
        for b in self.touchpoints:
            yield b.touchpoint, b.name, b.phase, str(b.condition), b.count

    def summary(self) -> str:
        """The touchpoints with their events, and what does not meet."""
        both = len(self.touchpoints) + len(self.unbound)
        head = f"{len(self.touchpoints)} of {plural(both, 'touchpoint')}"
        lines = [f"{self.title!r} in a log of {plural(self.events, 'event')}: {head} bound"]
        table = [(b.name, f"{b.count:,}", str(b.condition)) for b in self.touchpoints]
        lines += aligned(table, right=[1])
        if self.unbound:
            lines.append(f"Not bound to events: {listed(self.unbound)}.")
        for u in self.unknown:
            near = f"; did you mean {u.nearest!r}?" if u.nearest else "."
            lines.append(f"The log has no event {u.event!r} ({listed(u.touchpoints)}){near}")
        for s in self.shared:
            lines.append(
                f"{s.event!r} is several touchpoints: {listed(s.touchpoints)} ({plural(s.count, 'event')})."
            )
        if self.unmapped:
            names = listed(f"{u.event} ({u.count:,})" for u in self.unmapped)
            lines.append(f"On no touchpoint: {names}.")
        bound = [f"{p.name} ({Condition(where=p.where)})" for p in self.personas]
        if bound:
            lines.append(f"Personas: {listed(bound)}.".replace("any event where ", ""))
        return "\n".join(lines)

    def __repr__(self) -> str:
        bound = plural(len(self.touchpoints), "touchpoint")
        unmapped = plural(len(self.unmapped), "event")
        return f"<Bindings {self.title!r}: {bound}, {unmapped} on none>"


def bind(
    journey: Journey,
    log: EventLog,
    *,
    personas: Persona | str | Iterable[Persona | str] | None = None,
) -> Bindings:
    """Find the touchpoints and personas of a map in a log of events.

    A touchpoint is the events that one of its bindings names, if their columns hold
    what it asks for. An event may be several touchpoints: here it is counted at
    each; `measure` and `conformance` take the one that is nearest to where its customer
    was last. A customer belongs to a persona if one event of the customer passes all
    tests of the segment; so one may belong to several, or change and belong to both.

    Args:
        journey: the map.
        log: the events.
        personas: those that are looked for, or their ids; None for all with a segment.

    Raises:
        InvalidValueError: if no touchpoint is bound to events, or a column can never
            hold a value that is asked for.
        NotFoundError: if a binding or segment names a column that the log does not
            have, or `personas` one that the map does not have.

    Examples:
        >>> from journeykit.model import Journey, Phase, Touchpoint
        >>> journey = Journey("Buy", [Phase("Purchase", [
        ...     Touchpoint("Cart", events=["cart_add", "cart_view"]),
        ...     Touchpoint("Pay", events="paid"),
        ... ])])
        >>> log = EventLog([("ann", "cart_view", 0), ("ann", "paid", 60), ("bob", "help", 5)])
        >>> bind(journey, log)
        <Bindings 'Buy': 2 touchpoints, 1 event on none>
    """
    return bound_for("bind", journey, log, personas=personas)


def bound_for(
    owner: str,
    journey: Journey,
    log: EventLog,
    *,
    personas: Persona | str | Iterable[Persona | str] | None = None,
) -> Bindings:
    """`bind` for another function, the `owner`, which errors name."""
    along = stops(journey, owner=owner)
    need_log(owner, log)
    chosen = chosen_personas(journey, personas)
    first = {stop.id: stop for stop in reversed(along)}
    bound = [stop for stop in first.values() if stop.touchpoint.events]
    bound.sort(key=lambda stop: stop.position)
    if not bound:
        raise _nothing_bound(owner, journey, log)
    conditions = [_condition(stop, log) for stop in bound]
    segments = [_persona(persona, log) for persona in chosen if persona.segment]
    held = held_counts(log, conditions)
    return Bindings(
        title=journey.title,
        touchpoints=tuple(
            BoundTouchpoint(
                touchpoint=stop.id, name=stop.name, phase=stop.phase.id, position=stop.position,
                condition=condition, count=sum(h.count for h in held if number in h.held),
            )
            for number, (stop, condition) in enumerate(zip(bound, conditions, strict=True))
        ),
        unbound=tuple(s.id for s in along if not s.touchpoint.events),
        personas=tuple(segments),
        unbound_personas=tuple(p.id for p in chosen if not p.segment),
        unknown=_unknown(bound, conditions, held),
        unmapped=_unmapped(held),
        shared=tuple(
            SharedEvent(event=h.event, touchpoints=tuple(bound[n].id for n in h.held), count=h.count)
            for h in held
            if len(h.held) > 1
        ),
        events=sum(h.count for h in held),
    )  # fmt: skip


def chosen_personas(
    journey: Journey, personas: Persona | str | Iterable[Persona | str] | None
) -> tuple[Persona, ...]:
    """Personas of a map, named by themselves or their ids; all of them for None.

    Raises:
        NotFoundError: if the map does not have one.
    """
    if personas is None:
        return journey.personas
    return tuple(journey.persona(id) for id in dict.fromkeys(as_refs(personas)))


def _condition(stop: Stop, log: EventLog) -> Condition:
    """The events that are a touchpoint, once it is known that the log can tell."""
    made = [Condition(b.events, where=b.where) for b in stop.touchpoint.events]
    for condition in made:
        _check(f"touchpoint {stop.id!r}", condition.where, log)
    return any_of(*made)


def _persona(persona: Persona, log: EventLog) -> BoundPersona:
    where = as_tests(persona.segment)
    _check(f"segment of persona {persona.id!r}", where, log)
    return BoundPersona(persona=persona.id, name=persona.name, where=where)


def _check(owner: str, where: Mapping[str, Test], log: EventLog) -> None:
    for column in where:
        if column not in log.columns:
            raise NotFoundError(f"column of the log ({owner})", column, log.columns)
    check_tests(owner, where, log.source.events.collect_schema())


def _nothing_bound(owner: str, journey: Journey, log: EventLog) -> InvalidValueError:
    names = log.event_names
    name = names[0] if names else "cart_view"
    return InvalidValueError(
        owner, "journey", got=journey,
        expected="a journey with touchpoints that name the events of the log that they are",
        hint=(
            "say which events each touchpoint is:\n"
            f"  in YAML    events: {name}\n"
            f"             events: [{{events: {name}, where: {{device: mobile}}}}]\n"
            f'  in Python  Touchpoint("...", events="{name}")\n'
            f"  the log has: {listed(names, 12) or 'no events'}"
        ),
    )  # fmt: skip


def _unknown(
    bound: list[Stop], conditions: list[Condition], held: tuple[Held, ...]
) -> tuple[UnknownEvent, ...]:
    known = list(dict.fromkeys(h.event for h in held))
    missing: dict[str, list[str]] = {}
    for stop, condition in zip(bound, conditions, strict=True):
        for name in condition.names:
            if name not in known:
                missing.setdefault(name, []).append(stop.id)
    return tuple(
        UnknownEvent(event=name, touchpoints=tuple(ids), nearest=did_you_mean(name, known))
        for name, ids in missing.items()
    )


def _unmapped(held: tuple[Held, ...]) -> tuple[UnboundEvent, ...]:
    mapped = {h.event for h in held if h.held}
    return tuple(
        UnboundEvent(event=h.event, count=h.count, customers=h.customers, partly=h.event in mapped)
        for h in held
        if not h.held
    )
