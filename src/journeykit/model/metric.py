"""Named figures: what is measured, on which scale, and what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from journeykit.errors import InvalidValueError
from journeykit.model.element import Element, Value, id_from
from journeykit.model.fields import (
    as_float_or_none,
    as_refs,
    check_interval,
    check_is,
    check_mapping,
    check_number,
    check_text,
    check_text_or_none,
    check_texts,
    check_whole,
    elements,
)
from journeykit.model.frozendict import EMPTY
from journeykit.model.persona import Segment, as_segment

__all__ = ["STANDARD_METRICS", "Measurement", "Metric", "as_measurements", "as_metrics"]


@frozen(kw_only=True, repr=False)
class Metric(Element):
    """One exact variant of a measure, so that unlike figures are never compared.

    There are three figures called CSAT and two called CES; each has a name of its own here.

    Attributes:
        name: what it is called.
        id: stable identifier, by default the slug of the name.
        unit: what one is counted in, such as "%", "customers" or "s".
        low: the lowest value it can take, or None where there is none.
        high: the highest value it can take, or None where there is none.
        higher_is_better: the direction; None where neither end is good.
        definition: how it is computed.

    Examples:
        >>> STANDARD_METRICS["ces_1"].higher_is_better
        False
    """

    name: str = field(validator=check_text, kw_only=False)
    id: str = id_from("name")
    unit: str | None = field(default=None, validator=check_text_or_none)
    low: float | None = field(default=None, validator=check_number())
    high: float | None = field(default=None, validator=check_number())
    higher_is_better: bool | None = field(default=None, validator=check_is(bool, "true or false"))
    definition: str | None = field(default=None, validator=check_text_or_none)

    def __attrs_post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidValueError(
                "Metric", "high", expected=f"a number of at least low ({self.low:g})", got=self.high
            )

    def holds(self, value: float) -> bool:
        """Tell whether a value lies within the metric's range."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


STANDARD_METRICS: dict[str, Metric] = {
    metric.id: metric
    for metric in (
        Metric(
            "Net Promoter Score", id="nps", unit="points", low=-100, high=100,
            higher_is_better=True,
            definition="100 * (answers of 9 and 10 - answers of 0 to 6) / all, asked on 0 to 10",
        ),
        Metric(
            "CSAT, top two of five", id="csat_top2", unit="%", low=0, high=100,
            higher_is_better=True,
            definition="100 * answers of 4 and 5 / all, asked on 1 to 5",
        ),
        Metric(
            "CSAT, mean", id="csat_mean", unit="points", low=1, high=5, higher_is_better=True,
            definition="mean of answers from 1 to 5",
        ),
        Metric(
            "CSAT, percent of maximum", id="csat_percent_of_max", unit="%", low=0, high=100,
            higher_is_better=True,
            definition="100 * sum of answers / (number of answers * highest answer)",
        ),
        Metric(
            "Customer Effort Score 1.0", id="ces_1", unit="points", low=1, high=5,
            higher_is_better=False,
            definition="mean of answers from 1 to 5 on how much effort it took",
        ),
        Metric(
            "Customer Effort Score 2.0", id="ces_2", unit="points", low=1, high=7,
            higher_is_better=True,
            definition="mean of answers from 1 to 7 on how easy it was made",
        ),
        Metric(
            "Customer Effort Score 2.0, share who agree", id="ces_2_agree", unit="%", low=0,
            high=100, higher_is_better=True,
            definition="100 * answers of 5 to 7 / all, asked on 1 to 7",
        ),
        Metric(
            "Customers", id="customers", unit="customers", low=0,
            definition="number of distinct customers who reach the touchpoint",
        ),
        Metric(
            "Conversion", id="conversion", unit="share", low=0, high=1, higher_is_better=True,
            definition="customers at the next step / customers at this step",
        ),
        Metric(
            "Drop-off", id="drop_off", unit="share", low=0, high=1, higher_is_better=False,
            definition="1 - conversion",
        ),
        Metric(
            "Waiting time", id="wait_s", unit="s", low=0, higher_is_better=False,
            definition="seconds from the touchpoint before to this one",
        ),
    )
}  # fmt: skip
"""The metrics known by id. A journey declares others in `Journey.metrics`."""


def as_metric_ref(value: Metric | str) -> str:
    """A reference to a metric: its id, or the metric itself."""
    return value.id if isinstance(value, Metric) else value


@frozen(kw_only=True, repr=False)
class Measurement(Value):
    """A value of a metric: measured, or still to be measured.

    Attributes:
        metric: id of a metric, of the journey or of `STANDARD_METRICS`.
        value: the figure, or None where it is still to be measured.
        n: number of answers, customers or events behind it.
        period: when, as an ISO 8601 date or interval such as "2026-01/2026-03".
        segment: for whom: columns with the values that count.
        interval: confidence interval (low, high) in the metric's unit.
        target: the figure to reach.
        evidence: ids of the evidence that it comes from.

    Examples:
        >>> Measurement("csat_top2", 71, n=400)
        Measurement('csat_top2', 71.0, n=400)
    """

    metric: str = field(
        converter=as_metric_ref, validator=check_text, kw_only=False, metadata={"ref": "metric"}
    )
    value: float | None = field(
        default=None, converter=as_float_or_none,
        validator=check_number(), kw_only=False,
    )  # fmt: skip
    n: int | None = field(default=None, validator=check_whole)
    period: str | None = field(default=None, validator=check_text_or_none)
    segment: Segment = field(default=EMPTY, converter=as_segment, validator=check_mapping)
    interval: tuple[float, float] | None = field(default=None, validator=check_interval)
    target: float | None = field(default=None, validator=check_number())
    evidence: tuple[str, ...] = field(
        default=(), converter=as_refs, validator=check_texts, metadata={"ref": "evidence"}
    )


def as_metrics(value: Metric | str | Iterable[Metric | str]) -> tuple[Metric, ...]:
    """Metrics, one or several; a text is a name."""
    return elements(Metric, value)


def as_measurements(
    value: Measurement | str | Mapping[str, float] | Iterable[Measurement | str],
) -> tuple[Measurement, ...]:
    """Measurements, one or several; a text is a metric, a mapping gives their values."""
    if isinstance(value, Mapping):
        figures: Mapping[Any, float] = value
        return tuple(Measurement(metric, figure) for metric, figure in figures.items())
    return elements(Measurement, value)
