"""The equations of an absorbing Markov chain, over the states that end."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from journeykit.errors import InvalidValueError, MissingDependencyError, NotFoundError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from journeykit.analyzers.stats.arrays import Floats

    Solve = Callable[[Floats, str], Floats]

__all__ = ["Transient", "transient"]

DENSE_STATES = 2000
"""Up to here a full matrix is solved within a second and 100 MB; beyond, a sparse one."""

BLOCK = 256
"""How many columns of the sparse inverse are held at a time."""


@frozen(kw_only=True, eq=False)
class Transient:
    """States from which an ending is sure, and the solution of I - Q over them.

    Attributes:
        start: the state in which customers begin.
        states: by name.
        endings: in the order given.
        endless: states from which no ending is sure, by name.
        possible: shape (states, endings): whether a state leads to an ending at all.
        reached: shape (states,): whether the start leads to a state.
        to_endings: R, shape (states, endings): the share of each state that ends next.
        solve: solves (I - Q) x = b; with the second argument "T" the transposed.
    """

    start: str
    states: tuple[str, ...]
    endings: tuple[str, ...]
    endless: tuple[str, ...]
    possible: NDArray[np.bool_]
    reached: NDArray[np.bool_]
    to_endings: Floats
    solve: Solve

    def chances(self) -> Floats:
        """The chance of each ending from each state, shape (states, endings)."""
        import numpy as np

        # Rounding leaves crumbs: below 0, above 1, or where there is no way.
        solved = np.clip(self.solve(self.to_endings, "N"), 0.0, 1.0)
        chances: Floats = np.where(self.possible, solved, 0.0)
        return chances

    def steps(self) -> Floats:
        """The expected number of steps to an ending from each state."""
        import numpy as np

        steps: Floats = self.solve(np.ones(len(self.states)), "N")
        return steps

    def visits(self) -> Floats:
        """How often each state is expected to be seen from the start."""
        import numpy as np

        unit = np.zeros(len(self.states))
        unit[self.states.index(self.start)] = 1.0
        visits: Floats = np.where(self.reached, self.solve(unit, "T"), 0.0)
        return visits

    def returns(self) -> Floats:
        """How often each state is expected to be seen from itself: the diagonal of N."""
        import numpy as np

        number = len(self.states)
        diagonal = np.empty(number)
        for first in range(0, number, BLOCK):
            columns = np.arange(first, min(first + BLOCK, number))
            units = np.zeros((number, len(columns)))
            units[columns, columns - first] = 1.0
            diagonal[columns] = self.solve(units, "N")[columns, columns - first]
        return diagonal


def transient(
    owner: str, counts: Mapping[tuple[str, str], float], start: str, absorbing: Sequence[str]
) -> Transient:
    """Set up the equations, and refuse chains that have no solution.

    Args:
        owner: name of the function that was called.
        counts: for each (source, target) how often it was taken.
        start: the state in which customers begin.
        absorbing: the endings.

    Raises:
        InvalidValueError: if a count is negative or not finite, there is no
            ending, the start is one, or the start leads to states that
            cannot be left.
        NotFoundError: if no transition leaves the start.
        MissingDependencyError: if there are many states and scipy is not installed.
    """
    import numpy as np

    endings = tuple(dict.fromkeys([absorbing] if isinstance(absorbing, str) else absorbing))
    if not endings or start in endings:
        raise InvalidValueError(
            owner, "absorbing", expected="at least one ending, and not the start", got=absorbing
        )
    ahead, names = _ways(owner, counts, frozenset(endings))
    if start not in ahead:
        raise NotFoundError("state with a way on", start, sorted(ahead))
    back = _back(ahead)
    stuck = names - _reached(endings, back)
    endless = _reached(stuck, back)
    reached = _reached([start], ahead)
    if start in endless:
        raise InvalidValueError(
            owner, "counts", expected="a way from every state to an ending",
            got=sorted(reached & stuck), hint="lead them to an ending, or name them as endings",
        )  # fmt: skip
    states = tuple(sorted(names - endless))
    leading = [_reached([ending], back) for ending in endings]
    to_endings, solve = _equations(states, endings, ahead)
    return Transient(
        start=start,
        states=states,
        endings=endings,
        endless=tuple(sorted(endless)),
        possible=np.array([[state in way for way in leading] for state in states]),
        reached=np.array([state in reached for state in states]),
        to_endings=to_endings,
        solve=solve,
    )


def _ways(
    owner: str, counts: Mapping[tuple[str, str], float], endings: frozenset[str]
) -> tuple[dict[str, dict[str, float]], set[str]]:
    """For each state where it leads with which weight, and the names of all but endings."""
    ahead: defaultdict[str, dict[str, float]] = defaultdict(dict)
    names: set[str] = set()
    for (source, target), weight in counts.items():
        if not (math.isfinite(weight) and weight >= 0):
            raise InvalidValueError(
                owner, f"counts[{source!r}, {target!r}]",
                expected="a finite number of at least 0", got=weight,
            )  # fmt: skip
        if weight > 0 and source not in endings:
            ahead[source][target] = weight
            names |= {source, target}
    return dict(ahead), names - endings


def _reached(seeds: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """All that some states lead to, themselves included."""
    seen = set(seeds)
    waiting = list(seen)
    while waiting:
        for state in ways.get(waiting.pop(), ()):
            if state not in seen:
                seen.add(state)
                waiting.append(state)
    return seen


def _back(ahead: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    back: defaultdict[str, list[str]] = defaultdict(list)
    for source, targets in ahead.items():
        for target in targets:
            back[target].append(source)
    return back


def _equations(
    states: tuple[str, ...],
    endings: tuple[str, ...],
    ahead: Mapping[str, Mapping[str, float]],
) -> tuple[Floats, Solve]:
    """R, and what solves I - Q."""
    import numpy as np

    place = {state: index for index, state in enumerate(states)}
    column = {ending: index for index, ending in enumerate(endings)}
    to_endings = np.zeros((len(states), len(endings)))
    rows: list[int] = []
    columns: list[int] = []
    shares: list[float] = []
    for state, index in place.items():
        total = math.fsum(ahead[state].values())
        away = {target: weight for target, weight in ahead[state].items() if target != state}
        # 1 - the share that stays would lose its digits where nearly all stay.
        entries = {index: math.fsum(away.values()) / total}
        for target, weight in away.items():
            if target in column:
                to_endings[index, column[target]] = weight / total
            else:
                entries[place[target]] = -weight / total
        rows += [index] * len(entries)
        columns += entries.keys()
        shares += entries.values()
    solver = _dense if len(states) <= DENSE_STATES else _sparse
    return to_endings, solver(len(states), rows, columns, shares)


def _dense(number: int, rows: list[int], columns: list[int], shares: list[float]) -> Solve:
    import numpy as np

    matrix = np.zeros((number, number))
    matrix[rows, columns] = shares

    def solve(right: Floats, trans: str) -> Floats:
        return np.linalg.solve(matrix.T if trans == "T" else matrix, right)

    return solve


def _sparse(number: int, rows: list[int], columns: list[int], shares: list[float]) -> Solve:
    try:
        from scipy.sparse import csc_array
        from scipy.sparse.linalg import splu
    except ImportError as error:
        purpose = f"a Markov chain of {number} states"
        raise MissingDependencyError("scipy", extra="events", purpose=purpose) from error
    solve: Solve = splu(csc_array((shares, (rows, columns)), shape=(number, number))).solve
    return solve
