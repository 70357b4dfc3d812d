"""What mending one step of a funnel would bring to the end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from journeykit.analyzers.formulas import fix_impact
from journeykit.analyzers.result import Result
from journeykit.analyzers.stats import quantile
from journeykit.analyzers.wording import count, percent
from journeykit.errors import InvalidValueError

if TYPE_CHECKING:
    from journeykit.analyzers.funnels.result import FunnelResult

__all__ = ["FixImpact", "impact_of"]


@frozen(kw_only=True, repr=False)
class FixImpact(Result):
    """What a fix of one step would bring, if it won back a share of those lost there.

    Attributes:
        step: name of the step.
        loss: those lost before it.
        lift: share of them that is won back, as assumed.
        survival: share of those at the step who come to the end, or None where nobody is there.
        value: how many more come to the end; None where the survival is unknown.
        low: lower limit; it knows of chance in loss and survival, not in the lift. None
            where nobody is lost, or nobody comes to the end.
        high: upper limit, or None.
        end: how many come to the end now.
        confidence: confidence of the limits, between 0 and 1.
    """

    step: str
    loss: int
    lift: float
    survival: float | None
    value: float | None
    low: float | None = None
    high: float | None = None
    end: int
    confidence: float

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "step": str, "loss": int, "lift": float, "survival": float, "value": float,
        "low": float, "high": float, "end": int,
    }  # fmt: skip

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row."""
        yield (
            self.step, self.loss, self.lift, self.survival, self.value, self.low, self.high, self.end
        )  # fmt: skip

    def summary(self) -> str:
        """The figure, and what it assumes."""
        lines = [f"{count(self.loss)} are lost before {self.step!r}, {count(self.end)} come to the end."]  # fmt: skip
        if self.value is None or self.survival is None:
            return "\n".join([*lines, "Nobody is there, so nobody knows how many would go on."])
        limits = ""
        if self.low is not None and self.high is not None:
            limits = f" ({_few(self.low)} to {_few(self.high)})"
        lines += [
            f"To win back {percent(self.lift)} of them would bring {_few(self.value)} more to the end{limits}.",
            f"Assumed: that share, and that those won back go on like the others ({percent(self.survival)}).",
        ]  # fmt: skip
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<FixImpact of {self.step!r}: {self.value}>"


def _few(customers: float) -> str:
    """A number of customers that are expected, a few of them not as if they were whole."""
    return count(round(customers)) if customers >= 10 else count(round(customers, 1))


def impact_of(result: FunnelResult, step: str | int, *, lift: float) -> FixImpact:
    """Multiply the loss before a step by a lift and by the survival after it.

    Of n at the step before, a share p comes on, and of those at later steps p_j of
    n_j. The loss is n (1 - p), the survival the product of the p_j. These shares are
    independent of each other given the n, so that the variance of the logarithm of
    the impact is p / (n (1 - p)) + Σ (1 - p_j) / (n_j p_j), by the delta method; the
    limits are impact x exp(± z x its root).

    Args:
        result: the funnel.
        step: a required step after the first, by name or number.
        lift: share of those lost that is won back, from 0 to 1.

    Raises:
        InvalidValueError: if the lift is no share, or nobody can be lost there.
        NotFoundError: if there is no such step.

    Source:
        The product as in `fix_impact`; delta method as in Lehmann and Casella 1998,
        Theory of Point Estimation, chapter 1.8.

    Examples:
        >>> from journeykit.analyzers.funnels import funnel
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(100):
        ...     events += [(n, "home", 0)] + [(n, "cart", 1)] * (n < 50) + [(n, "paid", 2)] * (n < 20)
        >>> impact = funnel(EventLog(events), ["home", "cart", "paid"]).fix_impact("cart", lift=0.2)
        >>> f"{impact.value:.0f} ({impact.low:.1f} to {impact.high:.1f})"
        '4 (2.7 to 5.9)'
    """
    made = result.step(step)
    if made.loss is None or made.before is None:
        raise InvalidValueError(
            "fix_impact", "step", expected="a required step after the first", got=made.name
        )
    later = [s for s in result.steps if s.number > made.number and not s.optional]
    survival: float | None = 1.0
    variance = 0.0
    for s in later:
        share = None if survival is None or s.conversion is None else s.conversion
        survival = None if share is None or survival is None else survival * share
        if share and s.before:
            variance += (1 - share) / (s.before * share)
    impact = fix_impact(made.loss, lift, 0.0 if survival is None else survival)
    low = high = None
    if impact and made.loss:
        variance += (made.before - made.loss) / (made.before * made.loss)
        spread = math.exp(quantile(result.confidence) * math.sqrt(variance))
        low, high = impact / spread, impact * spread
    return FixImpact(
        step=made.name, loss=made.loss, lift=lift, survival=survival,
        value=None if survival is None else impact, low=low, high=high,
        end=result.steps[-1].customers, confidence=result.confidence,
    )  # fmt: skip
