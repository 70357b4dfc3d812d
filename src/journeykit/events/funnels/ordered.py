"""Steps one after the other, other events between allowed.

For each step the walk keeps the start of the latest attempt that has reached
it: an attempt that starts later is never worse, because its window ends later,
and the latest event that can take a step leaves most time to the rest. That
makes one running maximum a step. The same holds for the times at which the
steps between were taken, which windows of single steps and exclusions look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import narwhals as nw
from attrs import evolve, frozen

from journeykit.events.engines.rows import NEVER, Rows
from journeykit.events.funnels.definition import Entry, FunnelDefinition, OnExclusion, Ties
from journeykit.events.funnels.marks import ENTRY, all_of, excluded, latest, mark, overlap, runs
from journeykit.events.funnels.steps import Step
from journeykit.events.funnels.walk import Walked

__all__ = ["walk_open", "walk_ordered"]

_PLACE = "_place"

# What a walk remembers of the latest attempt at a level, by name: "t0" is the
# time of its first step, "t1" of its second; "q1" the place of that among the rows.
Names = dict[str, str]


@frozen(kw_only=True)
class _Line:
    """Steps that are taken one after the other: the required ones, or these and an optional one.

    Attributes:
        d: what the funnel counts.
        steps: numbers of the steps.
        prefix: begins the names of its columns.
        details: whether the times of all steps are kept.
        entry: column of numbers above 0 where the first of them may be taken.
    """

    d: FunnelDefinition
    steps: tuple[int, ...]
    prefix: str
    details: bool
    entry: str = ENTRY

    @property
    def exclusions(self) -> list[tuple[int, int, int]]:
        """Number of each exclusion, and the places in the line that it lies between.

        A line that holds only some of the steps between is excluded as a whole.
        """
        found = []
        for number, e in enumerate(self.d.exclusions):
            after, before = int(e.after or 0), int(e.before or 0)
            inside = [place for place, n in enumerate(self.steps) if after <= n <= before]
            if len(inside) > 1:
                found.append((number, inside[0], inside[-1]))
        return found

    def moment_of(self, place: int) -> str:
        """By what an exclusion compares: places among the rows, or times."""
        return f"q{place}" if self.d.ties is Ties.ROW else f"t{place}"

    def kept(self, level: int) -> list[str]:
        """What is remembered of the latest attempt at a level."""
        kept = {"t0"}
        if self.details:
            kept |= {f"t{place}" for place in range(level + 1)}
        if any(step.within_us is not None for step in self.d.steps):
            kept.add(f"t{level}")
        kept |= {self.moment_of(a) for _, a, _ in self.exclusions if a <= level}
        return sorted(kept)

    def names(self, level: int) -> Names:
        """The columns of a level."""
        return {what: f"_{self.prefix}{level}{what}" for what in self.kept(level)}


def walk_ordered(rows: Rows, d: FunnelDefinition, *, details: bool) -> Walked:
    """Walk through events that are `prepared`.

    Args:
        rows: the events, with marks.
        d: what the funnel counts.
        details: whether the times of all steps are wanted too.
    """
    base = _Line(d=d, steps=d.required, prefix="s", details=details)
    optional = [n for n, step in enumerate(d.steps) if step.optional]
    lines = [evolve(base, steps=tuple(sorted((*d.required, n))), prefix=f"o{n}_") for n in optional]
    rows = _counted(rows, d, [base, *lines])
    removes = bool(d.exclusions) and d.on_exclusion is OnExclusion.REMOVE
    narrow = not (details or lines or removes or _looks_back(d))
    rows, levels = _walked(rows, base, [], narrow=narrow)
    via: dict[int, tuple[str | None, ...]] = {}
    via_times: dict[int, tuple[tuple[str, str] | None, ...]] = {}
    for number, line in zip(optional, lines, strict=True):
        place = line.steps.index(number)
        rows, passed = _walked(rows, line, levels[:place])
        before: list[None] = [None] * (place - 1)
        via[number] = (*before, *(names["t0"] for names in passed[place:]))
        if details:
            pairs = [(names[f"t{place - 1}"], names[f"t{place}"]) for names in passed[place:]]
            via_times[number] = (*before, *pairs)
    spoiled: dict[int, list[tuple[str, str]]] = {}
    if removes:
        rows, spoiled = _spoiled(rows, base, levels)
    times: list[tuple[str, ...]] = []
    if details:
        times = [tuple(names[f"t{j}"] for j in range(i + 1)) for i, names in enumerate(levels)]
    return Walked(
        rows=rows, starts=tuple(names["t0"] for names in levels),
        times=tuple(times), via=via, via_times=via_times, spoiled=spoiled,
    )  # fmt: skip


def _looks_back(d: FunnelDefinition) -> bool:
    """Whether some step may have to come from the row before, and not from this very one."""
    return d.ties is Ties.STRICT or _overlapping(d.steps)


def _overlapping(steps: Sequence[Step]) -> bool:
    """Whether some event could take two of some steps."""
    return any(overlap(steps[:n], steps[n]) for n in range(1, len(steps)))


def walk_open(rows: Rows, d: FunnelDefinition, *, details: bool) -> Walked:
    """Walk through events of which any may begin an attempt.

    As an attempt may begin at the step before, whoever came on from there did so
    within the window of that step: steps are looked at two by two.

    Args:
        rows: the events, with marks.
        d: what the funnel counts.
        details: whether the times from step to step are wanted too.
    """
    pairs = [
        _Line(d=d, steps=(n - 1, n), prefix=f"p{n}_", details=details, entry=f"_n{n - 1}")
        for n in range(1, len(d.steps))
    ]
    single = _Line(d=d, steps=(0,), prefix="s", details=False, entry="_n0")
    rows = _counted(rows, d, [single, *pairs])
    starts = tuple(f"_s{n}" for n in range(len(d.steps)))
    done = {name: latest(rows, rows.at_least(f"_n{n}")) for n, name in enumerate(starts)}
    rows = rows.with_columns(**done)
    came = [starts[0]]
    times: list[tuple[str, ...]] = [(starts[0],)]
    for line in pairs:
        rows, (_, second) = _walked(rows, line, [])
        came.append(second["t0"])
        times.append((second["t0"], second["t1"]) if details else ())
    return Walked(
        rows=rows,
        starts=starts,
        came=tuple(came),
        times=tuple(times) if details else tuple[tuple[str, ...], ...](),
    )


def _counted(rows: Rows, d: FunnelDefinition, lines: list[_Line]) -> Rows:
    """The rows, or moments, with how many events meet each condition, and when one was excluded."""
    counted: dict[str, nw.Expr] = {}
    for line in lines:
        columns: dict[str, tuple[int, ...]] = {f"_n{n}": (n,) for n in line.steps}
        if d.ties is Ties.ANY and _overlapping([d.steps[n] for n in line.steps]):
            columns |= runs(tuple((n, d.steps[n]) for n in line.steps))[0]
        for name, numbers in columns.items():
            meets = nw.col(mark(numbers[0]))
            for other in numbers[1:]:
                meets = meets | nw.col(mark(other))
            counted[name] = meets
    counted[ENTRY] = nw.col(ENTRY)
    counted |= {excluded(n): nw.col(excluded(n)) for n in range(len(d.exclusions))}
    together = d.ties is not Ties.ROW
    rows = rows.counted(counted, together=together)
    if d.exclusions and not together:
        rows = rows.with_columns(**{_PLACE: rows.place})
    entry = rows.at_least(ENTRY)
    if d.entry is Entry.FIRST:
        rows = rows.with_columns(_e=latest(rows, entry))
        rows = rows.with_columns(_e=rows.before(nw.col("_e")))
        entry = entry & (nw.col("_e") < rows.floor)
        rows = rows.with_columns(**{ENTRY: entry.cast(nw.Int8())})
    now = nw.col(_PLACE) if d.ties is Ties.ROW else rows.clock
    marks = [excluded(number) for number in range(len(d.exclusions))]
    last = {f"{x}p": nw.when(rows.at_least(x)).then(now).otherwise(NEVER) for x in marks}
    rows = rows.with_columns(**{name: rows.running_max(times) for name, times in last.items()})
    return rows.with_columns(**{name: rows.before(nw.col(name)) for name in last})


def _walked(
    rows: Rows, line: _Line, levels: list[Names], *, narrow: bool = False
) -> tuple[Rows, list[Names]]:
    """The rows with the columns of each level of a line; the first levels may be there already.

    Where only the end of each level is wanted, the walk may narrow: whoever has not
    reached a level in time does not reach the next, and events of steps behind it are of no use.
    """
    d = line.d
    levels = list(levels)
    steps = [d.steps[n] for n in line.steps]
    plain = d.ties is not Ties.STRICT and not _overlapping(steps)
    needs = {}
    if d.ties is Ties.ANY and not plain:
        needs = runs(tuple((n, d.steps[n]) for n in line.steps))[1]
    known: set[str] = set()
    for level in range(len(levels), len(steps)):
        names = line.names(level)
        if level == 0:
            cases = [_first(rows, line)]
        elif plain or (d.ties is not Ties.STRICT and not overlap(steps[:level], steps[level])):
            # No event can take both steps, so that the attempt may come from this
            # very moment, or, row by row, is the same here as at the row before.
            cases = [_case(rows, line, levels, nw.col, a=level, level=level)]
        else:
            first = 0 if d.ties is Ties.ANY else level
            wanted = {
                name for a in range(max(first, 1), level + 1) for name in levels[a - 1].values()
            }
            new = wanted - known
            known |= wanted
            rows = rows.with_columns(**{f"{name}b": rows.before(nw.col(name)) for name in new})
            found = {
                a: _case(rows, line, levels, _before, a=a, level=level)
                for a in range(first, level + 1)
            }
            # What holds is worked out once, and not for each of the times that are kept.
            holds = {
                f"_{line.prefix}{level}f{a}": all_of(
                    [condition, *(rows.at_least(c, n) for c, n in needs.get((a, level), []))]
                )
                for a, (condition, _) in found.items()
            }
            rows = rows.with_columns(**holds)
            cases = [
                (nw.col(name), value)
                for name, (_, value) in zip(holds, found.values(), strict=True)
            ]
        values = {
            name: nw.max_horizontal(
                *(
                    nw.when(condition).then(value(what)).otherwise(NEVER)
                    for condition, value in cases
                )
            )
            if len(cases) > 1
            else nw.when(cases[0][0]).then(cases[0][1](what)).otherwise(NEVER)
            for what, name in names.items()
        }
        rows = rows.with_columns(
            **{name: rows.running_max(value) for name, value in values.items()}
        )
        levels.append(names)
        if narrow and level < len(steps) - 1:
            later = [f"_n{n}" for n in line.steps[level + 1 :]]
            useful = nw.any_horizontal(*map(rows.at_least, later), ignore_nulls=False)
            passed = [f"{excluded(number)}p" for number in range(len(d.exclusions))]
            placed = [_PLACE] if d.ties is Ties.ROW and d.exclusions else []
            rows = rows.narrowed(
                useful & rows.within(nw.col(names["t0"]), d.within_us),
                kept=[*later, *passed, *placed, *names.values()],
                ended=[names["t0"]],
            )
        elif level == 0 and line.entry == ENTRY:
            # Before its first step a unit takes no other, and without one it counts for nothing.
            rows = rows.filter(nw.col(names["t0"]) >= rows.floor)
    return rows, levels


Value = Callable[[str], nw.Expr]


def _before(name: str) -> nw.Expr:
    """The column with what a column held at the row before."""
    return nw.col(f"{name}b")


def _now(rows: Rows, what: str) -> nw.Expr:
    return nw.col(_PLACE) if what.startswith("q") else rows.clock


def _first(rows: Rows, line: _Line) -> tuple[nw.Expr, Value]:
    """An attempt that begins now."""
    return rows.at_least(line.entry), lambda what: _now(rows, what)


def _case(
    rows: Rows,
    line: _Line,
    levels: list[Names],
    source: Callable[[str], nw.Expr],
    *,
    a: int,
    level: int,
) -> tuple[nw.Expr, Value]:
    """An attempt that takes the steps from place `a` on to `level` now, and came from the step before `a`."""
    d = line.d
    if a == 0:
        return _first(rows, line)
    came = levels[a - 1]
    takes = rows.at_least(f"_n{line.steps[level]}")
    condition = takes & rows.within(source(came["t0"]), d.within_us)
    limit = d.steps[line.steps[a]].within_us
    if limit is not None:
        condition = condition & rows.within(source(came[f"t{a - 1}"]), limit)
    for number, after, before in line.exclusions:
        if after < a and after < level <= before:
            moment = source(came[line.moment_of(after)])
            condition = condition & (moment >= nw.col(f"{excluded(number)}p"))

    def value(what: str) -> nw.Expr:
        return source(came[what]) if what in came and int(what[1:]) < a else _now(rows, what)

    return condition, value


def _spoiled(
    rows: Rows, line: _Line, levels: list[Names]
) -> tuple[Rows, dict[int, list[tuple[str, str]]]]:
    """Which attempts an exclusion has ended: their time after which it counts, marked again."""
    pairs: dict[int, list[tuple[str, str]]] = {}
    spoilt: dict[str, nw.Expr] = {}
    for number, after, before in line.exclusions:
        for level in range(after, before):
            names = levels[level]
            moment = nw.col(names[line.moment_of(after)])
            now = _now(rows, line.moment_of(after))
            ended = (
                rows.at_least(excluded(number))
                & (now > moment)
                & rows.within(nw.col(names["t0"]), line.d.within_us)
            )
            name = f"_z{number}_{level}"
            spoilt[name] = rows.running_max(nw.when(ended).then(moment).otherwise(NEVER))
            pairs.setdefault(level, []).append((name, names[line.moment_of(after)]))
    return rows.with_columns(**spoilt), pairs
