"""Tables of counts, held against scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analyzers.stats import chi_square_test, g_test, two_proportion_test
from journeykit.analyzers.stats.tails import chi_square_p
from journeykit.errors import InvalidValueError

TABLE = [[10, 20, 30, 5], [12, 14, 40, 9], [3, 25, 31, 22]]


def test_tables_equal_those_of_scipy():
    """`chi2_contingency` of scipy 1.17.1 without correction gives the same."""
    chi_square, g = chi_square_test(TABLE), g_test(TABLE)

    assert pytest.approx((20.90732473014617, 0.0019062894221676331), rel=1e-12) == (
        chi_square.statistic, chi_square.p,
    )  # fmt: skip
    assert pytest.approx((22.12018927465366, 0.001151619738502777), rel=1e-12) == (
        g.statistic,
        g.p,
    )
    assert (6, 6) == (chi_square.df, g.df)


@pytest.mark.parametrize(
    ("chi_square", "df", "expected"),
    [
        (0, 3, 1),
        (0.5, 1, 0.47950012218695337),
        (3, 2, 0.22313016014842982),
        (12, 5, 0.03478778050624185),
        (250, 200, 0.009379131668826098),
        (1400, 1000, 7.032145641828496e-16),
        (1400, 1, 0),
    ],
)
def test_tail_of_chi_square_equals_that_of_scipy(chi_square, df, expected):
    """The closed form gives what `scipy.stats.chi2.sf` 1.17.1 gives, odd and even."""
    assert pytest.approx(expected, rel=1e-11, abs=1e-300) == chi_square_p(chi_square, df)


@given(st.integers(0, 90), st.integers(0, 90))
def test_two_rows_are_two_shares(k1, k2):
    """Chi-square of a two by two table is the square of the pooled z."""
    z = two_proportion_test(k1, 90, k2, 100)
    test = chi_square_test([[k1, 90 - k1], [k2, 100 - k2]])

    if z.p is None:
        assert test.p is None
    else:
        assert pytest.approx((z.statistic**2, z.p), rel=1e-9, abs=1e-12) == (
            test.statistic, test.p,
        )  # fmt: skip
        assert pytest.approx(z.smallest_expected) == test.smallest_expected


@pytest.mark.parametrize("test", [chi_square_test, g_test])
def test_the_order_of_rows_and_columns_means_nothing(test):
    """Nor do rows and columns without a count."""
    turned = [row[::-1] for row in TABLE[::-1]]
    wider = [[*row, 0] for row in TABLE] + [[0] * 5]

    assert pytest.approx(test(TABLE).p) == test(turned).p
    assert test(TABLE) == test(wider)


@pytest.mark.parametrize("test", [chi_square_test, g_test])
@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1, 0], [3, 0]], [[0, 0], [0, 0]]])
def test_one_row_or_column_is_no_test(test, rows):
    """There is nothing to compare with."""
    assert (None, None) == (test(rows).p, test(rows).df)


def test_equal_rows_are_alike():
    """The same shares have the statistic 0, whatever rounds."""
    assert 1 == pytest.approx(g_test([[1, 2, 3], [10, 20, 30]]).p)


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[1, -2], [3, 4]], [[1, math.nan], [3, 4]]])
def test_what_is_no_table_is_refused(rows):
    """Rows of one length, counts of at least 0."""
    with pytest.raises(InvalidValueError, match=r"g_test\.rows"):
        g_test(rows)
