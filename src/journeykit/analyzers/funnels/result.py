"""What a funnel over a log of events says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.result import Result
from journeykit.analyzers.wording import aligned, count, percent
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.funnels import FunnelDefinition, FunnelRun
from journeykit.model.element import Value

if TYPE_CHECKING:
    from journeykit.analyzers.funnels.impact import FixImpact
    from journeykit.analyzers.funnels.timed import TimeToConvert

__all__ = ["FunnelGroup", "FunnelResult", "FunnelStep", "StepTimes"]

Interval = tuple[float, float]
QUANTILES = (0.25, 0.5, 0.75, 0.9)


@frozen(kw_only=True, repr=False)
class FunnelStep(Value):
    """A step with those who took it, and what became of those at the step before.

    The step before is the last one that is not optional. What is counted are
    customers, sessions or attempts, as the definition says.

    Attributes:
        name: name of the step.
        number: its number, from 0.
        optional: whether it may be left out.
        customers: how many took it.
        came: how many of them came on from the step before; in a closed funnel all.
        before: how many took the step before; None at the first step.
        loss: those of the step before who did not come on; None at the first
            step and at optional ones.
        conversion: share of the step before that came on, or None.
        conversion_interval: its Wilson interval, or None.
        drop_off: 1 - conversion, or None.
        drop_off_interval: its interval, or None.
        from_start: share of the first step that came here, or None in an open funnel.
        from_start_interval: its Wilson interval, or None.
        waiting: those who stopped here and whose window was still open when
            observation ended: they may yet go on. None where no window says so.
    """

    name: str
    number: int
    optional: bool = False
    customers: int
    came: int
    before: int | None = None
    loss: int | None = None
    conversion: float | None = None
    conversion_interval: Interval | None = None
    drop_off: float | None = None
    drop_off_interval: Interval | None = None
    from_start: float | None = None
    from_start_interval: Interval | None = None
    waiting: int | None = None


@frozen(kw_only=True, repr=False)
class FunnelGroup(Value):
    """The funnel of those who share a value.

    Attributes:
        value: their values of the columns of the breakdown; None where there is none.
        steps: the steps.
        excluded: those whom an exclusion removed.
    """

    value: tuple[Any, ...]
    steps: tuple[FunnelStep, ...]
    excluded: int = 0

    @property
    def label(self) -> str:
        """The values as text."""
        return ", ".join("(none)" if v is None else str(v) for v in self.value)


@frozen(kw_only=True, repr=False)
class StepTimes(Value):
    """How long a step took from the one before, in seconds, among those who took it.

    Attributes:
        n: how many times were measured.
        mean_s: their mean, or None without any.
        median_s: the time within which half of them did it. Those who never did
            are not among them: see `time_to_convert` for a median that counts them.
        q25_s: the time within which a quarter did.
        q75_s: the time within which three quarters did.
        q90_s: the time within which nine of ten did.
    """

    n: int
    mean_s: float | None = None
    median_s: float | None = None
    q25_s: float | None = None
    q75_s: float | None = None
    q90_s: float | None = None


@frozen(kw_only=True, repr=False)
class FunnelResult(Result):
    """How many take each step of a funnel, and where they leave.

    Attributes:
        definition: what was counted; as text, in words.
        confidence: confidence of the intervals, between 0 and 1.
        steps: the steps of all together. With a breakdown by all events, in
            which one may be in several groups, they are counted without it.
        groups: for a breakdown the funnel of each value, largest first; else empty.
        excluded: those whom an exclusion removed.
        left_out: events that could not be used: no customer, event or time.
        end_us: when observation ended, in microseconds since 1970 (UTC), or None.
        notes: what a reader should know before trusting the figures.
    """

    definition: FunnelDefinition
    confidence: float
    steps: tuple[FunnelStep, ...]
    groups: tuple[FunnelGroup, ...] = ()
    excluded: int = 0
    left_out: int = 0
    end_us: int | None = None
    notes: tuple[str, ...] = ()
    run: FunnelRun | None = field(default=None, eq=False)

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "group": str, "step": str, "customers": int, "loss": int,
        "conversion": float, "conversion_low": float, "conversion_high": float,
        "drop_off": float, "from_start": float, "from_start_low": float, "from_start_high": float,
        "waiting": int, "mean_s": float, "median_s": float, "q90_s": float,
    }  # fmt: skip

    def step(self, step: str | int) -> FunnelStep:
        """A step by its name or number from 0.

        Raises:
            NotFoundError: if there is no such step.
        """
        return self.steps[self.definition.number(step)]

    def group(self, *value: Any) -> FunnelGroup:
        """The funnel of a value of the breakdown.

        Raises:
            NotFoundError: if there is no such value.
        """
        for group in self.groups:
            if group.value == value:
                return group
        raise NotFoundError("group", ", ".join(map(str, value)), [g.label for g in self.groups])

    @property
    def conversion(self) -> float | None:
        """Share of the first step that came to the last, or None."""
        return self.steps[-1].from_start

    @property
    def worst(self) -> FunnelStep | None:
        """The step before which most are lost, or None where none is lost."""
        losing = [step for step in self.steps if step.loss]
        return max(losing, key=lambda step: step.loss or 0) if losing else None

    def customers(self, step: str | int, *, group: tuple[Any, ...] | None = None) -> Any:
        """Who took a step.

        Args:
            step: its name or number.
            group: only those who count for this value of the breakdown.

        Returns:
            A frame of the library that the log came from, one row each, with
            the column of customers (and of sessions, where these are counted).

        Raises:
            NotFoundError: if there is no such step.
        """
        return self.counted().people(self.definition.number(step), group=group)

    def dropped(self, step: str | int, *, group: tuple[Any, ...] | None = None) -> Any:
        """Who took a step and none after it: those lost before the next.

        Args:
            step: its name or number; at the last step nobody is lost.
            group: only those who count for this value of the breakdown.

        Returns:
            A frame as that of `customers`.

        Raises:
            NotFoundError: if there is no such step.
        """
        return self.counted().people(self.definition.number(step), dropped=True, group=group)

    def times(self, step: str | int, *, group: tuple[Any, ...] | None = None) -> StepTimes:
        """How long a step took from the one before.

        Args:
            step: its name or number.
            group: only those who count for this value of the breakdown.

        Raises:
            NotFoundError: if there is no such step.
        """
        number = self.definition.number(step)
        if number == 0:
            return StepTimes(n=0)
        got = self.counted().spread(number, QUANTILES, group=group)
        q25, q50, q75, q90 = got.quantiles_s
        return StepTimes(n=got.n, mean_s=got.mean_s, q25_s=q25, median_s=q50, q75_s=q75, q90_s=q90)

    def time_to_convert(
        self,
        step: str | int = -1,
        *,
        start: str | int = 0,
        group: tuple[Any, ...] | None = None,
        exits: Mapping[str, Any] | None = None,
    ) -> TimeToConvert:
        """How long it takes from one step to another, those counted who did not get there.

        Args:
            step: the step to which, by name or number.
            start: the step from which.
            group: only those who count for this value of the breakdown.
            exits: other ways to end, by name, such as {"cancel": "cancelled"}.

        Raises:
            InvalidValueError: if nobody can say when the steps were taken.
            NotFoundError: if a step or group is not known.
        """
        from journeykit.analyzers.funnels.timing import time_to_convert

        return time_to_convert(self, step, start=start, group=group, exits=exits)

    def fix_impact(self, step: str | int, *, lift: float) -> FixImpact:
        """How many more would come to the end if fewer were lost before a step.

        Args:
            step: a required step after the first, by name or number.
            lift: share of those lost before it that a fix is expected to win
                back, from 0 to 1: your assumption, which no log can tell.

        Raises:
            InvalidValueError: if the lift is no share, or nobody can be lost there.
            NotFoundError: if there is no such step.
        """
        from journeykit.analyzers.funnels.impact import impact_of

        return impact_of(self, step, lift=lift)

    def counted(self) -> FunnelRun:
        """The funnel over its log, from which people and times are read.

        Raises:
            InvalidValueError: if the result has no log any more.
        """
        if self.run is None:
            raise InvalidValueError(
                "FunnelResult", "run", expected="a result that still has its log", got=None,
                hint="people and times are read from the log: count the funnel again",
            )  # fmt: skip
        return self.run

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row for each step of each group, or of all together."""
        groups = self.groups or (FunnelGroup(value=(), steps=self.steps),)
        for group in groups:
            for s in group.steps:
                times = StepTimes(n=0)
                if self.run is not None:
                    times = self.times(s.number, group=group.value if self.groups else None)
                yield (
                    group.label if self.groups else None, s.name, s.customers, s.loss,
                    s.conversion, *(s.conversion_interval or (None, None)),
                    s.drop_off, s.from_start, *(s.from_start_interval or (None, None)),
                    s.waiting, times.mean_s, times.median_s, times.q90_s,
                )  # fmt: skip

    def summary(self) -> str:
        """The steps with their losses, by group, and the definition in words."""
        level = f"{100 * self.confidence:g} % intervals"
        lines = [f"Funnel of {len(self.steps)} steps ({level})"]
        for group in self.groups or (FunnelGroup(value=(), steps=self.steps),):
            if self.groups:
                lines.append(f"{', '.join(self.definition.by)} = {group.label}")
            table = [(s.name, count(s.customers), _in_words(s)) for s in group.steps]
            lines += aligned(table, right=[1])
        worst = self.worst
        if worst is not None:
            lines.append(f"Most are lost before {worst.name!r}: {count(worst.loss or 0)}.")
        lines += [f"Note: {note}" for note in self.notes]
        lines.append(f"Definition: {'; '.join(self.definition.rules())}.")
        return "\n".join(lines)


def _in_words(step: FunnelStep) -> str:
    if step.conversion is None or step.conversion_interval is None:
        return ""
    low, high = step.conversion_interval
    text = f"{percent(step.conversion)} ({percent(low)} to {percent(high)})"
    if step.from_start is not None:
        text += f", {percent(step.from_start)} of the first"
    return f"{text}, optional" if step.optional else text
