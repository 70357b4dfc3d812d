"""The checks of a map against reality, each for one kind of deviation.

Each yields all that it finds; what is large enough to be told is chosen later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, p_text
from journeykit.analyzers.reality.deviation import Deviation, DeviationKind
from journeykit.analyzers.reality.grounds import Grounds
from journeykit.analyzers.stats import exceeds_test
from journeykit.analyzers.wording import listed

__all__ = ["CHECKS"]


def never_seen(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints whose events nobody has."""
    missing = {unknown.event: unknown for unknown in found.bindings.unknown}
    for bound in found.bindings.touchpoints:
        if found.counts.seen[bound.touchpoint] or not found.counts.units:
            continue
        personas = found.journey.touchpoint(bound.touchpoint).personas
        if found.options.persona and personas and found.options.persona not in personas:
            continue
        names = bound.condition.names
        lacking = [missing[name] for name in names if name in missing]
        near = [repr(unknown.nearest) for unknown in lacking if unknown.nearest]
        if len(lacking) < len(names) or not names:
            does = f"have no event that passes as {bound.condition}"
            hint = "See what the columns hold that the map asks for"
        else:
            does = f"have no event {listed(map(repr, names))}"
            hint = (
                f"Bind it to {listed(near)}, if that is what is meant" if near else
                "Bind it to the events that it is; if there are none, ask whether it exists"
            )  # fmt: skip
        yield found.deviation(
            DeviationKind.NEVER_SEEN, touchpoints=(bound.touchpoint,),
            customers=found.counts.units, of=found.counts.units,
            title=f"Nobody was seen at {bound.name!r}", does=does, hint=hint,
        )  # fmt: skip


def never_mapped(found: Grounds) -> Iterator[Deviation]:
    """Events that are no touchpoint."""
    partly = {event.event for event in found.bindings.unmapped if event.partly}
    for event, who in found.counts.beside.items():
        hint = (
            "See what the columns of those hold that are none" if event in partly else
            "Put it on the map, bind it to a touchpoint, or leave it out of the log"
        )  # fmt: skip
        yield found.deviation(
            DeviationKind.NEVER_MAPPED, event=event, customers=who.units, of=found.counts.units,
            title=f"{event!r} is {'not always' if event in partly else 'not'} on the map",
            does="do it", hint=hint, examples=who.examples,
        )  # fmt: skip


def skipped(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints that customers had to pass, and did not."""
    for id, concerned in found.passing.skipped.items():
        if concerned.customers:
            yield found.deviation(
                DeviationKind.SKIPPED, touchpoints=(id,),
                customers=concerned.customers, of=concerned.of, examples=concerned.examples,
                title=f"{found.naming.quoted(id)} is skipped",
                does="are further on without it, where the map has no way around it",
                hint="Look how they get on without it; make it optional on the map if they may",
            )  # fmt: skip


def reversed_order(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints that come in the other order than on the map."""
    pairs = found.passing.order
    tests = [exceeds_test(p.customers, p.of, found.options.noise).p for p in pairs.values()]
    p_values = adjusted(tests, Adjustment.BENJAMINI_HOCHBERG)
    for ((first, second), pair), p in zip(pairs.items(), p_values, strict=True):
        if not pair.customers:
            continue
        earlier, later = found.naming.quoted(second), found.naming.quoted(first)
        yield found.deviation(
            DeviationKind.REVERSED, touchpoints=(second, first),
            customers=pair.customers, of=pair.of, examples=pair.examples, p_adjusted=p,
            title=f"{earlier} comes before {later}",
            does=f"with both do, on the map it comes after ({p_text(p)})",
            hint="See whether they choose this order or are forced into it; then mend map or way",
        )  # fmt: skip


def unknown_transition(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints right after one from which the map has no way to them."""
    for (source, target), move in found.passing.moves.items():
        if not found.plan.knows(source, target):
            a, b = found.naming.quoted(source), found.naming.quoted(target)
            yield found.deviation(
                DeviationKind.UNKNOWN_TRANSITION, touchpoints=(source, target),
                customers=move.customers, of=found.passing.came[source], examples=move.examples,
                title=f"From {a} {'back' if source in found.plan.before[target] else 'right'} to {b}",
                does=f"at {a} do so, and the map has no such way",
                hint="Draw the way if it should be there; else find out what makes them take it",
            )  # fmt: skip


def unknown_start(found: Grounds) -> Iterator[Deviation]:
    """First touchpoints at which the map does not start."""
    everyone = sum(begun.customers for begun in found.passing.begun.values())
    due = [found.naming.quoted(id) for id in found.plan.touchpoints if found.plan.starts_at(id)]
    for id, begun in found.passing.begun.items():
        if not found.plan.starts_at(id):
            yield found.deviation(
                DeviationKind.UNKNOWN_START, touchpoints=(id,),
                customers=begun.customers, of=everyone, examples=begun.examples,
                title=f"Some start at {found.naming.quoted(id)}",
                does=f"do so, and the map starts at {listed(due)}",
                hint="Draw this start if it is one; else find out what the log does not see before it",
            )  # fmt: skip


def other_channel(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints in another channel than the map's."""
    for (id, channel), who in found.counts.channels.items():
        due = found.journey.touchpoint(id).channel
        if due is not None and channel != due:
            name = found.journey.channel_name(channel)
            yield found.deviation(
                DeviationKind.OTHER_CHANNEL, touchpoints=(id,), channel=channel,
                customers=who.units, of=found.counts.told[id], examples=who.examples,
                title=f"{found.naming.quoted(id)} happens in {name!r}",
                does=f"come to it there, the map says {found.journey.channel_name(due)!r}",
                hint="Find out what keeps them from the channel that is meant, or add this one",
            )  # fmt: skip


def failed(found: Grounds) -> Iterator[Deviation]:
    """Touchpoints that did not work."""
    for id, who in found.counts.failed.items():
        yield found.deviation(
            DeviationKind.FAILED, touchpoints=(id,), customers=who.units,
            of=found.counts.came[id], examples=who.examples,
            title=f"{found.naming.quoted(id)} fails", does="saw it fail at least once",
            hint="Look at these cases one by one, then mend what they have in common",
        )  # fmt: skip


CHECKS: tuple[Callable[[Grounds], Iterator[Deviation]], ...] = (
    never_seen, never_mapped, skipped, reversed_order, unknown_transition, unknown_start, other_channel,
    failed,
)  # fmt: skip
"""Every check, in the order of the kinds of deviation."""
