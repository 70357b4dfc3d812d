"""What statistics come to: an estimate with its limits, a test, two things compared."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from journeykit.model.element import Value

__all__ = ["Comparison", "Estimate", "SignificanceMethod", "SignificanceTest"]


@frozen(repr=False)
class Estimate(Value):
    """A figure with its confidence limits; None is what the data do not tell.

    Attributes:
        value: the figure, or None.
        low: the lower limit, or None.
        high: the upper limit, or None.
        std_error: the standard error, or None.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    std_error: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both limits, or None where they are not known."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class SignificanceMethod(StrEnum):
    """How a p value was found."""

    POOLED_Z = "pooled z"
    """The difference of two shares by its standard error under no difference."""
    FISHER = "Fisher exact"
    """All tables with the same margins that are no likelier than the one seen."""
    BINOMIAL = "exact binomial"
    """So many successes or more, if each trial succeeds with a given chance."""
    CHI_SQUARE = "chi-square"
    """Pearson's sum of squared distances from the expected counts."""
    G = "G"
    """The logarithm of the likelihood ratio, twice."""
    MANTEL_HAENSZEL = "Cochran-Mantel-Haenszel"
    """Two by two tables of several strata, taken together."""
    LOG_RANK = "log-rank"
    """Events against those expected if all groups were alike, time by time."""
    FIXED_TIME = "fixed time"
    """Two survival curves at one time, on the scale log(-log S)."""
    RESTRICTED_MEAN = "restricted mean"
    """The areas below two survival curves, by their standard errors."""
    STUDENT_T = "Student's t"
    """A mean, or a mean of differences within pairs, by its standard error."""
    WELCH = "Welch's t"
    """The means of two groups whose spread may differ, by their standard errors."""
    TREND = "Cochran-Armitage"
    """Whether a share rises or falls over periods that follow each other."""
    SLOPE = "slope"
    """Whether figures rise or fall over periods, by the standard error of each."""
    NORMAL = "z"
    """The difference of two figures by the standard errors that their limits tell."""


@frozen(kw_only=True, repr=False)
class SignificanceTest(Value):
    """How well the data go with "there is no difference".

    Attributes:
        method: how the p value was found.
        p: chance of data at least as unlike if there were no difference, 0 to 1;
            None where there is nothing to test.
        statistic: what the method computes, or None.
        df: degrees of freedom, or None where the method has none.
        smallest_expected: the least count expected in a cell of a table, or
            None; below 5 chi-square, G and pooled z are rough.
    """

    method: SignificanceMethod
    p: float | None = None
    statistic: float | None = None
    df: int | None = None
    smallest_expected: float | None = None


@frozen(kw_only=True, repr=False)
class Comparison(Value):
    """Two figures, their difference, and how sure it is.

    Attributes:
        first: the first figure, or None where it is not known.
        second: the second figure, or None.
        difference: first - second, or None.
        low: lower confidence limit of the difference, or None.
        high: upper confidence limit of the difference, or None.
        test: the test of no difference.
    """

    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None
    test: SignificanceTest
