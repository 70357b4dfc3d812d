"""Where customers end who move from state to state: absorbing Markov chains, solved exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from journeykit.analyzers.stats.transient import transient
from journeykit.errors import NotFoundError
from journeykit.model.element import Value

__all__ = ["AbsorbingChain", "RemovalEffect", "absorbing_chain", "removal_effects"]


@frozen(kw_only=True, repr=False)
class AbsorbingChain(Value):
    """What becomes of a customer in each state, if only the state matters.

    Attributes:
        start: the state in which customers begin.
        endings: the states that nobody leaves.
        states: all other states from which an ending is sure, by name.
        chances: for each state the chance of each of the endings; a row adds up to 1.
        steps: for each state the expected number of steps to an ending.
        visits: for each state how often a customer who begins at the start is
            expected to be in it.
        endless: states from which an ending is not sure, because they lead to some
            that cannot be left; none of them can be reached from the start.
    """

    start: str
    endings: tuple[str, ...]
    states: tuple[str, ...]
    chances: tuple[tuple[float, ...], ...]
    steps: tuple[float, ...]
    visits: tuple[float, ...]
    endless: tuple[str, ...] = ()

    def chance(self, state: str, ending: str) -> float | None:
        """The chance to end in an ending from a state, or None from one of the `endless`.

        Raises:
            NotFoundError: if there is no such state or ending.
        """
        if ending not in self.endings:
            raise NotFoundError("ending", ending, self.endings)
        if state in self.endings:
            return float(state == ending)
        place = self._place(state)
        return None if place is None else self.chances[place][self.endings.index(ending)]

    def steps_from(self, state: str) -> float | None:
        """The expected number of steps from a state to an ending; None where none is sure.

        Raises:
            NotFoundError: if there is no such state.
        """
        if state in self.endings:
            return 0.0
        place = self._place(state)
        return None if place is None else self.steps[place]

    def _place(self, state: str) -> int | None:
        if state in self.states:
            return self.states.index(state)
        if state in self.endless:
            return None
        raise NotFoundError("state", state, (*self.states, *self.endless, *self.endings))

    def __repr__(self) -> str:
        return f"<AbsorbingChain from {self.start!r}: {len(self.states)} states, {self.endings}>"


def absorbing_chain(
    counts: Mapping[tuple[str, str], float], *, start: str, absorbing: Sequence[str]
) -> AbsorbingChain:
    """Solve the chain that counts of transitions make.

    With Q the shares between states and R those from states to endings:
    N = (I - Q)^-1, the chances are N R, the expected steps N 1, the expected
    visits the row of the start in N.

    Args:
        counts: for each (source, target) how often it was taken, or its weight.
            What leaves an ending is not looked at.
        start: the state in which customers begin.
        absorbing: the endings; one that is never reached has the chance 0.

    Returns:
        The chain, states by name.

    Raises:
        InvalidValueError: if a count is negative or not finite, there is no
            ending, the start is one, or states that the start leads to
            cannot be left; the message names them.
        NotFoundError: if no transition leaves the start.
        MissingDependencyError: if there are more than 2,000 states and scipy is
            not installed.

    Source:
        Kemeny and Snell 1960, Finite Markov Chains, chapter 3.

    Examples:
        >>> chain = absorbing_chain(
        ...     {("home", "cart"): 60, ("home", "left"): 40,
        ...      ("cart", "paid"): 30, ("cart", "home"): 10, ("cart", "left"): 20},
        ...     start="home", absorbing=("paid", "left"),
        ... )
        >>> round(chain.chance("home", "paid"), 4), round(chain.steps_from("home"), 4)
        (0.3333, 1.7778)
    """
    solved = transient("absorbing_chain", counts, start, absorbing)
    return AbsorbingChain(
        start=start,
        endings=solved.endings,
        states=solved.states,
        chances=tuple(map(tuple, solved.chances().tolist())),
        steps=tuple(solved.steps().tolist()),
        visits=tuple(solved.visits().tolist()),
        endless=solved.endless,
    )


@frozen(kw_only=True, repr=False)
class RemovalEffect(Value):
    """How much of a goal hangs on one state.

    Attributes:
        state: the state.
        effect: share of the goals reached from the start that would be lost if
            all who come to the state were lost, 0 to 1; None where the goal is never
            reached.
        credit: the effect as a share of the sum of all effects; None where
            that sum is 0.
    """

    state: str
    effect: float | None
    credit: float | None


def removal_effects(
    counts: Mapping[tuple[str, str], float], *, start: str, absorbing: Sequence[str], goal: str
) -> tuple[RemovalEffect, ...]:
    """Find out how much of a goal hangs on each state, by taking each away in turn.

    RE(s) = 1 - (chance of the goal with all ways into s led to loss) / (chance of
    the goal); credit is RE(s) / Σ RE. No chain is solved anew: the chance lost is
    that of ever coming to s, N[start, s] / N[s, s], times that of the goal from s.

    Args:
        counts: for each (source, target) how often it was taken, or its weight.
        start: the state in which customers begin; it has no effect of its own.
        absorbing: the endings.
        goal: the ending that counts.

    Returns:
        All states that the start leads to, greatest effect first.

    Raises:
        InvalidValueError: as for `absorbing_chain`.
        NotFoundError: if no transition leaves the start, or the goal is not
            among the endings.
        MissingDependencyError: as for `absorbing_chain`.

    Source:
        Anderl, Becker, von Wangenheim and Schumann 2016, International Journal
        of Research in Marketing 33(3), 457-474,
        doi 10.1016/j.ijresmar.2016.03.001.

    Examples:
        >>> counts = {
        ...     ("start", "ad"): 60, ("start", "mail"): 40, ("ad", "mail"): 30, ("ad", "lost"): 30,
        ...     ("mail", "paid"): 14, ("mail", "lost"): 56,
        ... }
        >>> effects = removal_effects(
        ...     counts, start="start", absorbing=("paid", "lost"), goal="paid"
        ... )
        >>> [(e.state, round(e.effect, 3), round(e.credit, 3)) for e in effects]
        [('mail', 1.0, 0.7), ('ad', 0.429, 0.3)]
    """
    solved = transient("removal_effects", counts, start, absorbing)
    if goal not in solved.endings:
        raise NotFoundError("ending", goal, solved.endings)
    begin = solved.states.index(start)
    to_goal = solved.chances()[:, solved.endings.index(goal)]
    lost = solved.visits() / solved.returns() * to_goal
    some = [index for index in solved.reached.nonzero()[0].tolist() if index != begin]
    effects: list[tuple[str, float | None]] = [
        (solved.states[i], min(1.0, float(lost[i] / to_goal[begin])) if to_goal[begin] else None)
        for i in some
    ]
    whole = sum(effect or 0.0 for _, effect in effects)
    ranked = sorted(effects, key=lambda pair: (-(pair[1] or 0.0), pair[0]))
    return tuple(
        RemovalEffect(state=state, effect=effect, credit=(effect or 0.0) / whole if whole else None)
        for state, effect in ranked
    )
