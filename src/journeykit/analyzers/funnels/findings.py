"""Many tests at once: which of them are findings."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from journeykit.analyzers.stats import benjamini_hochberg, holm
from journeykit.errors import InvalidValueError

__all__ = ["Adjustment", "adjusted", "check_level", "p_text"]


class Adjustment(StrEnum):
    """How p values of many tests are adjusted, so that chance is not taken for a finding."""

    BENJAMINI_HOCHBERG = "benjamini-hochberg"
    """Of the findings a small share may be false alarms."""
    HOLM = "holm"
    """Even one false alarm is unlikely."""


def adjusted(p_values: Sequence[float | None], adjust: Adjustment) -> tuple[float | None, ...]:
    """Adjust those p values that there are.

    Args:
        p_values: one a test; None where nothing could be tested.
        adjust: how.

    Examples:
        >>> adjusted([0.01, None, 0.5, 0.02], Adjustment.HOLM)
        (0.03, None, 0.5, 0.04)
    """
    method = holm if adjust is Adjustment.HOLM else benjamini_hochberg
    found = iter(method(p for p in p_values if p is not None))
    return tuple(None if p is None else next(found) for p in p_values)


def check_level(owner: str, alpha: float) -> None:
    """Refuse a level of p values that can mean nothing.

    Raises:
        InvalidValueError: if it is not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise InvalidValueError(
            owner, "alpha", expected="a level between 0 and 1, such as 0.05", got=alpha
        )


def p_text(p: float | None) -> str:
    """A p value as text, no finer than it can be.

    Examples:
        >>> p_text(0.0312), p_text(1e-9), p_text(None)
        ('p 0.031', 'p < 0.001', 'no test')
    """
    if p is None:
        return "no test"
    return "p < 0.001" if p < 0.001 else f"p {p:.3f}"
