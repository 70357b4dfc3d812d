"""Published formulas that rank what to do, each under its exact name."""

from __future__ import annotations

from journeykit.errors import InvalidValueError

__all__ = ["fix_impact", "ice_mean", "ice_product", "opportunity_score", "rice"]


def opportunity_score(importance: float, satisfaction: float) -> float:
    """The opportunity score of outcome-driven innovation: I + max(I - S, 0).

    Args:
        importance: share of customers who rate the outcome 4 or 5 of 5 as
            important, times 10; from 0 to 10.
        satisfaction: the same share of those who are satisfied, times 10.

    Returns:
        From 0 to 20; compute it for one segment at a time.

    Raises:
        InvalidValueError: if a figure is not within 0 and 10.

    Source:
        Ulwick, Jobs to be Done, p. 109. Variants without the max let a
        satisfied outcome lose its importance, and are not this score.

    Examples:
        >>> opportunity_score(9, 3), opportunity_score(6, 8)
        (15.0, 6.0)
    """
    _within("opportunity_score", "importance", importance, 0, 10)
    _within("opportunity_score", "satisfaction", satisfaction, 0, 10)
    return float(importance + max(importance - satisfaction, 0))


def rice(reach: float, impact: float, confidence: float, effort: float) -> float:
    """The RICE score: reach x impact x confidence / effort.

    Args:
        reach: customers in a period.
        impact: for each of them: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.
        confidence: a share from 0 to 1: 1 high, 0.8 medium, 0.5 low.
        effort: person-months, above 0.

    Returns:
        At least 0; only comparable where reach is of one period.

    Raises:
        InvalidValueError: if a figure is out of range.

    Source:
        McBride, RICE: Simple prioritization for product managers, Intercom.

    Examples:
        >>> rice(500, 2, 0.8, 4)
        200.0
    """
    _within("rice", "reach", reach, 0, None)
    _within("rice", "impact", impact, 0, None)
    _within("rice", "confidence", confidence, 0, 1)
    if not effort > 0:
        raise InvalidValueError("rice", "effort", expected="a number above 0", got=effort)
    return float(reach * confidence * impact / effort)


def ice_product(impact: float, confidence: float, ease: float) -> float:
    """The ICE score as a product: impact x confidence x ease.

    Args:
        impact: from 1 to 10.
        confidence: from 1 to 10.
        ease: from 1 (hard) to 10 (easy).

    Returns:
        From 1 to 1000. Never compare it with `ice_mean`.

    Raises:
        InvalidValueError: if a figure is not within 1 and 10.

    Source:
        Ellis, GrowthHackers, defines the parts only; both ways to combine
        them are in use under the one name.

    Examples:
        >>> ice_product(8, 5, 3)
        120.0
    """
    _check_ice("ice_product", impact, confidence, ease)
    return float(impact * confidence * ease)


def ice_mean(impact: float, confidence: float, ease: float) -> float:
    """The ICE score as a mean: (impact + confidence + ease) / 3.

    Args:
        impact: from 1 to 10.
        confidence: from 1 to 10.
        ease: from 1 (hard) to 10 (easy).

    Returns:
        From 1 to 10. Never compare it with `ice_product`.

    Raises:
        InvalidValueError: if a figure is not within 1 and 10.

    Source:
        See `ice_product`.

    Examples:
        >>> ice_mean(8, 5, 2)
        5.0
    """
    _check_ice("ice_mean", impact, confidence, ease)
    return (impact + confidence + ease) / 3


def fix_impact(loss: float, lift: float, survival: float) -> float:
    """Customers that a fix of one step would bring to the end: loss x lift x survival.

    Args:
        loss: customers lost on the way to the step, at least 0.
        lift: share of them that the fix is expected to win back, from 0 to 1.
        survival: share of those at the step who come to the end, from 0 to 1; those
            won back are taken to be like them.

    Returns:
        In customers at the end, at least 0.

    Raises:
        InvalidValueError: if a figure is out of range.

    Source:
        Luvvhelp, lesson on drop-off analysis.

    Examples:
        >>> fix_impact(500, 0.25, 0.4)
        50.0
    """
    _within("fix_impact", "loss", loss, 0, None)
    _within("fix_impact", "lift", lift, 0, 1)
    _within("fix_impact", "survival", survival, 0, 1)
    return float(loss * lift * survival)


def _check_ice(formula: str, impact: float, confidence: float, ease: float) -> None:
    _within(formula, "impact", impact, 1, 10)
    _within(formula, "confidence", confidence, 1, 10)
    _within(formula, "ease", ease, 1, 10)


def _within(formula: str, name: str, value: float, low: float, high: float | None) -> None:
    # Written so that "not a number" is refused too.
    if not (low <= value and (high is None or value <= high)):
        upper = "" if high is None else f" to {high:g}"
        expected = f"a number from {low:g}{upper}" if upper else f"a number of at least {low:g}"
        raise InvalidValueError(formula, name, expected=expected, got=value)
