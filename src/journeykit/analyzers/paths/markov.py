"""The way to conversion as a Markov chain, solved exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import frozen

from journeykit.analyzers.paths.asked import notes_on
from journeykit.analyzers.paths.variants import at_least_one
from journeykit.analyzers.paths.wording import arrow, unit
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import absorbing_chain, removal_effects
from journeykit.analyzers.wording import aligned, percent
from journeykit.errors import InvalidValueError
from journeykit.events.conditions import Condition
from journeykit.events.log import EventLog, need_log
from journeykit.events.paths.states import CONVERTED, ENDED, LOST, State, state_counts
from journeykit.events.paths.walk import as_condition
from journeykit.model.element import Value

__all__ = ["MarkovResult", "MarkovState", "markov"]


@frozen(kw_only=True)
class MarkovState(Value):
    """What becomes of those who have just done something.

    Attributes:
        events: the last events, the earliest first: one, for a chain of order 1.
        chance: chance to convert from here.
        steps: expected number of moves until it is decided; to end there is one.
        visits: how often a customer is expected to be here.
        removal_effect: share of all conversions that would be lost if all who come
            here were lost; None where nobody converts.
        credit: the effect as a share of the sum of all; None where that is 0.
    """

    events: State
    chance: float
    steps: float
    visits: float
    removal_effect: float | None
    credit: float | None

    @property
    def name(self) -> str:
        """The events in order."""
        return arrow(self.events)


@frozen(kw_only=True, repr=False)
class MarkovResult(Listing[MarkovState]):
    """What becomes of customers at each event, if only the last few events matter.

    Attributes:
        items: the states, that with the greatest removal effect first.
        converted: the goal.
        lost: what counts as lost for good, or None for the end of the path only.
        order: how many of the last events matter.
        count: whose paths: "customers" or "sessions".
        paths: how many there are.
        chance: chance to convert from the start, which is the share of paths that do.
        steps: expected number of moves from the start until it is decided.
        notes: what a reader should know before trusting the figures.
    """

    items: tuple[MarkovState, ...]
    converted: Condition
    lost: Condition | None
    order: int
    count: str
    paths: int
    chance: float
    steps: float
    notes: tuple[str, ...] = ()

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "state": str, "chance": float, "steps": float, "visits": float,
        "removal_effect": float, "credit": float,
    }  # fmt: skip

    def state(self, *events: str) -> MarkovState | None:
        """The state of the last events, the earliest first, or None where nobody is in it."""
        return next((state for state in self.items if state.events == events), None)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a state; its events are joined by " > "."""
        for s in self.items:
            yield (s.name, s.chance, s.steps, s.visits, s.removal_effect, s.credit)

    def summary(self, n: int = 10) -> str:
        """The states on which most conversions hang.

        Args:
            n: how many are listed.
        """
        found = f"{percent(self.chance)} of {unit(self.count, self.paths)}"
        lines = [f"Chance to come to {self.converted}: {found}, in {self.steps:.1f} moves"]
        table = [
            (
                s.name, f"{percent(s.chance)} convert from here", f"{s.steps:.1f} moves to go",
                "" if s.removal_effect is None else f"{percent(s.removal_effect)} hang on it",
            )
            for s in self.items[:n]
        ]  # fmt: skip
        lines += aligned(table) if table else []
        if len(self.items) > n:
            lines.append(f"  and {len(self.items) - n:,} more")
        return "\n".join(lines + [f"Note: {note}." for note in self.notes])

    def __repr__(self) -> str:
        return f"<MarkovResult to {self.converted}: {len(self.items)} states>"


def markov(
    log: EventLog,
    converted: str | Iterable[str] | Condition,
    *,
    lost: str | Iterable[str] | Condition | None = None,
    order: int = 1,
    count: str = "customers",
    customers: Any = None,
) -> MarkovResult:
    """Solve the absorbing Markov chain of paths to a goal.

    Moves are counted up to the first goal or loss of each path; what comes after is
    left out. The chain then has exactly the share of converted paths as its chance
    from the start. How good it is at other states depends on how far only the last
    `order` events matter: compare orders.

    Args:
        log: the events.
        converted: the goal, by name, names or condition.
        lost: what counts as lost for good; None is the end of the path only. An event
            that is both counts as the goal.
        order: how many of the last events make a state.
        count: whose paths: "customers", or "sessions" (see `EventLog.sessions`).
        customers: only the paths of these: a list, or a frame with their column.

    Raises:
        InvalidValueError: if order is not a whole number from 1 on, or the log is empty.
        NotFoundError: if there is no such event or unit.
        MissingDependencyError: if there are more than 2,000 states and scipy is not installed.

    Source:
        Kemeny and Snell 1960, Finite Markov Chains, chapter 3; removal effects:
        Anderl, Becker, von Wangenheim and Schumann 2016, International Journal of Research
        in Marketing 33(3), 457-474, doi 10.1016/j.ijresmar.2016.03.001.

    Examples:
        >>> log = EventLog([("ann", "home", 0), ("ann", "cart", 1), ("ann", "paid", 2),
        ...                 ("bob", "home", 0), ("bob", "cart", 1), ("cyd", "home", 0)])
        >>> result = markov(log, "paid")
        >>> round(result.chance, 3), result.state("cart").chance
        (0.333, 0.5)
    """
    need_log("markov", log)
    at_least_one("markov", order=order)
    goal = as_condition(converted)
    loss = None if lost is None else as_condition(lost)
    notes = notes_on(log, goal, loss)
    moves = state_counts(
        log, converted=goal, lost=loss, order=order, count=count, customers=customers
    )
    if not moves:
        raise InvalidValueError("markov", "log", expected="a log with events", got=log)
    # States go by short names of their own: events may be called anything.
    names = {state: f"s{n}" for n, state in enumerate(sorted({s for s, _ in moves}))}
    counts = {
        (names[source], target if isinstance(target, str) else names[target]): float(number)
        for (source, target), number in moves.items()
    }
    endings = (CONVERTED, LOST, ENDED)
    chain = absorbing_chain(counts, start=names[()], absorbing=endings)
    effects = {
        effect.state: effect
        for effect in removal_effects(counts, start=names[()], absorbing=endings, goal=CONVERTED)
    }
    places = {name: place for place, name in enumerate(chain.states)}
    column = chain.endings.index(CONVERTED)
    states = [
        MarkovState(
            events=state, chance=chain.chances[places[name]][column],
            steps=chain.steps[places[name]], visits=chain.visits[places[name]],
            removal_effect=effects[name].effect, credit=effects[name].credit,
        )
        for state, name in names.items()
        if state
    ]  # fmt: skip
    start = places[names[()]]
    return MarkovResult(
        items=tuple(sorted(states, key=lambda s: (-(s.removal_effect or 0.0), s.events))),
        converted=goal, lost=loss, order=order, count=count,
        paths=sum(number for (source, _), number in moves.items() if not source),
        chance=chain.chances[start][column], steps=chain.steps[start], notes=notes,
    )  # fmt: skip
