"""Values on paper: the same figure reads the same in every format."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.view.figures import Axis, AxisKind, TableColumn, ValueKind
from journeykit.view.format import (
    format_number,
    format_on_axis,
    format_percent,
    format_signed,
    format_value,
    quoted,
)

NUMBER, PERCENT, INTERVAL = (
    TableColumn("x", kind) for kind in (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.INTERVAL)
)
TEXT = TableColumn("x")


@pytest.mark.parametrize(
    ("value", "column", "locale", "written"),
    [
        (None, NUMBER, None, ""),
        ("n/a", NUMBER, None, "n/a"),
        (True, TEXT, None, "yes"),
        (False, TEXT, "de-AT", "nein"),
        (dt.date(2026, 11, 30), TableColumn("x", ValueKind.DATE), "de", "2026-11-30"),
        (1234567, NUMBER, "en", "1,234,567"),
        (1234567.5, NUMBER, "de_CH", "1’234’567.5"),
        (1234.5, NUMBER, "fr-FR", "1\u202f234,5"),
        (1234.5, NUMBER, "xx", "1,234.5"),
        (0.5, PERCENT, None, "50.0%"),
        (0.5, PERCENT, "de", "50,0\u00a0%"),
        (0.5, INTERVAL, None, "50.0%"),
        ((0.1, 0.2), INTERVAL, None, "10.0–20.0%"),
        ((0.1, 0.2), INTERVAL, "fr", "10,0–20,0\u202f%"),
        ((-0.1, 0.2), INTERVAL, None, "−10.0 – 20.0%"),
        ((1.5, 2.5), NUMBER, None, "1.5–2.5"),
        (2, TEXT, None, "2"),
    ],
)
def test_values_are_written_as_their_column_says(value, column, locale, written):
    """By kind of column, then by type of value, in the style of the language."""
    assert written == format_value(value, column, locale)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (3.0, None, "3"),
        (3.14159, None, "3.14"),
        (0.00012345, None, "0.00012"),
        (1e-30, None, "0"),
        (2.5, 0, "2"),
        (2.0, 2, "2.00"),
        (-0.001, 1, "0.0"),
        (-1234.5, 1, "−1,234.5"),
        (float("nan"), None, "–"),
        (float("inf"), 1, "∞"),
        (float("-inf"), 1, "−∞"),
        (7, -1, "7"),
    ],
)
def test_numbers(value, decimals, written):
    """As many digits as are needed, a real minus, and no minus zero."""
    assert written == format_number(value, decimals)


def test_shares_that_are_no_numbers():
    """They are written without a percent sign."""
    assert "–" == format_percent(float("nan"))
    assert "12%" == format_percent(0.123, 0)


@given(st.floats(-1, 1))
def test_signs(value):
    """Above zero a plus, below a minus, and none for what is written as zero."""
    text = format_signed(value)
    assert (text[0] == "+") == (value > 0 and text.strip("+−") != "0.0")
    assert (text[0] == "−") == (value < 0 and text.strip("+−") != "0.0")


@given(
    st.floats(allow_nan=True, allow_infinity=True) | st.integers(),
    st.sampled_from(["en", "de", "fr", "x"]),
)
def test_no_number_is_refused(value, locale):
    """Any number is written on a line of its own."""
    for column in (NUMBER, PERCENT):
        text = format_value(value, column, locale)
        assert text
        assert "\n" not in text


PLACES = Axis(kind=AxisKind.CATEGORY, categories=("home", "cart"))


@pytest.mark.parametrize(
    ("value", "axis", "written"),
    [
        (0, PLACES, "home"),
        (0.6, PLACES, "cart"),
        (1.4, PLACES, "cart"),
        (1.5, PLACES, "1.5"),
        (-1, PLACES, "−1"),
        (float("nan"), PLACES, "–"),
        (0.25, Axis(kind=AxisKind.PERCENT), "25.0%"),
        (dt.date(2026, 1, 2).toordinal() + 0.5, Axis(kind=AxisKind.TIME), "2026-01-02"),
        (-5, Axis(kind=AxisKind.TIME), "−5"),
        (2.5, Axis(), "2.5"),
    ],
)
def test_values_on_an_axis(value, axis, written):
    """A place by its name, a share, a day, a number; beyond the axis, a number."""
    assert written == format_on_axis(value, axis)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        (None, "“Hm”"),
        ("de-AT", "„Hm“"),
        ("de-CH", "«Hm»"),
        ("fr", "«\u202fHm\u202f»"),
        ("ja", "「Hm」"),
    ],
)
def test_quotes(locale, written):
    """What somebody said stands in the marks of its language."""
    assert written == quoted("Hm", locale)
    assert written == quoted(written, "en")
