"""Figures of a metric in words: shares as percentages, differences of them in points."""

from __future__ import annotations

from journeykit.analyzers.paths.wording import wait
from journeykit.model import Metric

__all__ = ["difference_text", "figure_text"]

_SECONDS = "s"


def figure_text(value: float, metric: Metric) -> str:
    """A figure of a metric with its unit.

    Examples:
        >>> from journeykit.model import STANDARD_METRICS
        >>> figure_text(0.7, STANDARD_METRICS["conversion"]), figure_text(46, STANDARD_METRICS["nps"])
        ('70 %', '46')
        >>> figure_text(380_083, STANDARD_METRICS["wait_s"])
        '4.4 d'
    """
    if metric.unit == _SECONDS:
        return wait(value)
    if _as_percent(metric):
        return f"{_number(_scale(metric) * value)} %"
    # A unit that repeats the name ("Customers 120 customers") says nothing.
    silent = metric.unit in (None, "points", metric.name.lower())
    return _number(value) if silent else f"{_number(value)} {metric.unit}"


def difference_text(
    value: float, metric: Metric, *, signed: bool = False, unit: bool = False
) -> str:
    """A difference of two figures of a metric: in points where these are percentages.

    Args:
        value: the difference, in the unit of the metric.
        metric: the metric.
        signed: whether to write a plus.
        unit: whether to write the unit; times always have theirs.

    Examples:
        >>> from journeykit.model import STANDARD_METRICS
        >>> difference_text(0.15, STANDARD_METRICS["conversion"], signed=True, unit=True)
        '+15 points'
        >>> difference_text(-169_960, STANDARD_METRICS["wait_s"], signed=True)
        '-2.0 d'
    """
    if metric.unit == _SECONDS:
        sign = "-" if value < 0 else "+" if signed and value > 0 else ""
        return f"{sign}{wait(abs(value))}"
    scaled = _scale(metric) * value
    text = _number(scaled)
    if signed and scaled > 0 and text.strip("0."):
        text = f"+{text}"
    if not unit:
        return text
    name = "points" if _as_percent(metric) else metric.unit
    if name == "points" and text.lstrip("+-") == "1":
        name = "point"
    return text if name is None else f"{text} {name}"


def _as_percent(metric: Metric) -> bool:
    return metric.unit in ("share", "%")


def _scale(metric: Metric) -> float:
    return 100.0 if metric.unit == "share" else 1.0


def _number(value: float) -> str:
    """A number with three significant digits or more, whole ones whole."""
    size = abs(value)
    decimals = 0 if size >= 100 or size == round(size) else 1 if size >= 10 else 2
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
