"""How values are written on paper: numbers, shares, intervals and dates, by language.

Every renderer writes values through these functions, so that a figure reads
the same in a table of text and in a picture.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import TypeVar

from journeykit.view.durations import duration_unit
from journeykit.view.figures import Axis, AxisKind, TableColumn, TableValue, ValueKind
from journeykit.view.labels import labels, language

__all__ = [
    "format_duration",
    "format_measured",
    "format_number",
    "format_on_axis",
    "format_percent",
    "format_signed",
    "format_value",
    "quoted",
]

T = TypeVar("T")

MINUS = "\u2212"
DASH = "\u2013"
NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
LEFT_TO_RIGHT = "\u200e"

# Thousands and decimal separator, and what stands before a percent sign; after
# the Unicode CLDR. A language that is not here is written as English.
_ENGLISH = (",", ".", "")
_STYLES: dict[str, tuple[str, str, str]] = {
    "ar": _ENGLISH,
    "ar-dz": (".", ",", ""),
    "ar-ly": (".", ",", ""),
    "ar-ma": (".", ",", ""),
    "ar-tn": (".", ",", ""),
    "cs": (NO_BREAK, ",", NO_BREAK),
    "da": (".", ",", NO_BREAK),
    "de": (".", ",", NO_BREAK),
    "de-at": (NO_BREAK, ",", NO_BREAK),
    "de-ch": ("\u2019", ".", ""),
    "en": _ENGLISH,
    "es": (".", ",", NO_BREAK),
    "fi": (NO_BREAK, ",", NO_BREAK),
    "fr": (NARROW_NO_BREAK, ",", NARROW_NO_BREAK),
    "fr-ca": (NO_BREAK, ",", NO_BREAK),
    "he": _ENGLISH,
    "id": (".", ",", ""),
    "it": (".", ",", ""),
    "ja": _ENGLISH,
    "nb": (NO_BREAK, ",", NO_BREAK),
    "nl": (".", ",", ""),
    "pl": (NO_BREAK, ",", ""),
    "pt": (".", ",", ""),
    "ru": (NO_BREAK, ",", NO_BREAK),
    "sv": (NO_BREAK, ",", NO_BREAK),
    "tr": (".", ",", ""),
    "uk": (NO_BREAK, ",", ""),
}

# Spanish is written in America as in one of two neighbours, and only outside of it are
# four digits kept together.
_SPANISH_AMERICA: dict[str, tuple[str, str, str]] = {
    **dict.fromkeys(("ar", "bo", "cl", "co", "ec", "py", "uy", "ve"), (".", ",", "")),
    **dict.fromkeys(("419", "br", "bz", "cu", "do", "gt", "hn", "mx"), _ENGLISH),
    **dict.fromkeys(("ni", "pa", "pe", "pr", "sv", "us"), _ENGLISH),
    "cr": (NO_BREAK, ",", ""),
}
_STYLES |= {f"es-{region}": style for region, style in _SPANISH_AMERICA.items()}
_FOUR_TOGETHER = {"es": True} | {f"es-{region}": False for region in _SPANISH_AMERICA}
_FOUR_DIGITS = re.compile(r"^(-?\d),(\d{3})(?!,)")

# Where words run from right to left, signs before and behind a number would change
# places: the mark that the CLDR puts at them keeps them where they belong.
_RIGHT_TO_LEFT = frozenset({"ar", "he"})
_SIGNS = frozenset("+%" + MINUS)

_QUOTES: dict[str, tuple[str, str]] = {
    "ar": ("”", "“"),
    "cs": ("„", "“"),
    "da": ("»", "«"),
    "de": ("„", "“"),
    "de-ch": ("«", "»"),
    "en": ("“", "”"),
    "es": ("«", "»"),
    "fi": ("”", "”"),
    "fr": ("«" + NARROW_NO_BREAK, NARROW_NO_BREAK + "»"),
    "he": ("”", "”"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "nb": ("«", "»"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
    "ru": ("«", "»"),
    "sv": ("”", "”"),
    "uk": ("«", "»"),
    "zh": ("“", "”"),
}
_QUOTE_SIGNS = frozenset("\"'“”„‟‘’‚«»‹›「『")


def format_value(value: TableValue, column: TableColumn, locale: str | None = None) -> str:
    """Write a value of a table as its column says.

    A value that is not of the column's kind is written by its own type, so that
    a word such as "n/a" in a column of numbers stays readable.

    Args:
        value: the value; None is an empty text.
        column: the kind, the number of decimals and whether there are signs; units stand
            at its head, not here.
        locale: language as BCP 47, such as "de-AT"; None is English.

    Examples:
        >>> format_value(0.1234, TableColumn("Share", ValueKind.PERCENT))
        '12.3%'
        >>> format_value((0.1, 0.25), TableColumn("Interval", ValueKind.INTERVAL))
        '10.0–25.0%'
        >>> format_value(1234.5, TableColumn("Reach", ValueKind.NUMBER), "de")
        '1.234,5'
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return labels(locale)("yes" if value else "no")
    if isinstance(value, dt.date):
        # ISO 8601 is the one form that no language reads the wrong way round.
        return value.isoformat()
    if isinstance(value, tuple):
        if column.kind is ValueKind.NUMBER:
            low, high = (format_number(v, column.decimals, locale) for v in value)
            return f"{low}{_to(value)}{high}"
        low, high = (format_percent(v, column.decimals, locale) for v in value)
        return f"{low.rstrip('%' + NO_BREAK + NARROW_NO_BREAK)}{_to(value)}{high}"
    shares = column.kind in (ValueKind.PERCENT, ValueKind.INTERVAL)
    text = (format_percent if shares else format_number)(value, column.decimals, locale)
    return _with_plus(text, value, locale) if column.signed else text


def format_number(value: float, decimals: int | None = None, locale: str | None = None) -> str:
    """Write a number with the separators of a language.

    Args:
        value: the number.
        decimals: digits after the point; None writes as many as are needed, at
            most two, or two significant ones below 1.
        locale: language as BCP 47; None is English.

    Examples:
        >>> format_number(1234567)
        '1,234,567'
        >>> format_number(-0.5, 2, "fr")
        '−0,50'
    """
    if not math.isfinite(value):
        return _not_finite(value)
    if decimals is None:
        text = _shortest(value)
    else:
        text = f"{value:,.{max(0, decimals)}f}"
    return _localised(text, locale)


def format_percent(share: float, decimals: int | None = None, locale: str | None = None) -> str:
    """Write a share as a percentage.

    Args:
        share: the share, from 0 to 1.
        decimals: digits after the point; None is one.
        locale: language as BCP 47; None is English.

    Examples:
        >>> format_percent(0.5)
        '50.0%'
        >>> format_percent(1, 0, "it")
        '100%'
    """
    if not math.isfinite(share):
        return _not_finite(share)
    digits = 1 if decimals is None else max(0, decimals)
    text = _localised(f"{share * 100:,.{digits}f}", locale)
    return _directed(f"{text}{_find(_STYLES, locale, _ENGLISH)[2]}%", locale)


def format_signed(value: float, decimals: int = 1, locale: str | None = None) -> str:
    """Write a number with its sign, such as a valence; zero has none.

    Examples:
        >>> format_signed(0.6), format_signed(-0.25, 2), format_signed(0)
        ('+0.6', '−0.25', '0.0')
    """
    return _with_plus(format_number(value, decimals, locale), value, locale)


def _with_plus(text: str, value: float, locale: str | None) -> str:
    """A number with its sign; what rounds to zero has none."""
    positive = value > 0 and any(digit in text for digit in "123456789")
    return _directed(f"+{text.removeprefix(LEFT_TO_RIGHT)}", locale) if positive else text


def format_duration(seconds: float, locale: str | None = None, *, like: float | None = None) -> str:
    """Write a duration in the unit that suits it, with two digits or more.

    Args:
        seconds: how long it took.
        locale: language as BCP 47; None is English.
        like: a step whose unit to take, in seconds, as on an axis; None for its own unit.

    Examples:
        >>> [format_duration(seconds).replace(NO_BREAK, " ") for seconds in (34, 8040, 276480)]
        ['34 s', '2.2 h', '3.2 d']
        >>> format_duration(259200, "de").replace(NO_BREAK, " ")
        '3 Tage'
    """
    if not seconds or not math.isfinite(seconds):
        return format_number(seconds, None, locale)
    key, size = duration_unit(seconds, like=like)
    number = seconds / size
    if abs(number) >= 0.095:
        number = round(number, 0 if abs(number) >= 9.95 else 1)
    return labels(locale)(key, format_number(number, None, locale)).replace(" ", NO_BREAK)


def format_on_axis(
    value: float, axis: Axis, decimals: int | None = None, locale: str | None = None
) -> str:
    """Write a value as the axis that it lies on counts: a place, a share, a day, a duration, a number.

    A value between two places is in the nearer one: several points of one place
    stand side by side in it.

    Examples:
        >>> format_on_axis(1, Axis(kind=AxisKind.CATEGORY, categories=("home", "cart")))
        'cart'
        >>> format_on_axis(738000, Axis(kind=AxisKind.TIME))
        '2021-07-29'
    """
    if axis.kind is AxisKind.PERCENT:
        return format_percent(value, decimals, locale)
    if axis.kind is AxisKind.DURATION:
        return format_duration(value, locale)
    if axis.kind is AxisKind.CATEGORY:
        if -0.5 <= value < len(axis.categories) - 0.5:
            return axis.categories[math.floor(value + 0.5)]
    elif axis.kind is AxisKind.TIME and dt.date.min.toordinal() <= value <= _LAST_DAY:
        return dt.date.fromordinal(int(value)).isoformat()
    return format_number(value, decimals, locale)


_LAST_DAY = dt.date.max.toordinal()


def format_measured(value: float, name: str, unit: str | None, locale: str | None = None) -> str:
    """Write the value of a metric with its unit.

    Args:
        value: the value; a share is from 0 to 1.
        name: of the metric.
        unit: what it is counted in, "share" for a share, "s" for a time, or None.
        locale: language as BCP 47; None is English.

    Examples:
        >>> format_measured(0.6, "Leasing completed", "share")
        '60.0%'
        >>> format_measured(120, "Customers", "customers")
        '120'
    """
    if unit == "share":
        return format_percent(value, locale=locale)
    if unit == "s":
        return format_duration(value, locale)
    text = format_number(value, locale=locale)
    # A unit that repeats the name ("Customers: 120 customers") says nothing.
    if unit is None or unit.lower() == name.lower():
        return text
    return f"{text}{NARROW_NO_BREAK}{unit}"


def quoted(text: str, locale: str | None = None) -> str:
    """Put a text in the quotation marks of a language, unless it has some already.

    Examples:
        >>> quoted("That was easy"), quoted("Endlich!", "de"), quoted("'Nice'")
        ('“That was easy”', '„Endlich!“', "'Nice'")
    """
    if text[:1] in _QUOTE_SIGNS:
        return text
    before, after = _find(_QUOTES, locale, _QUOTES["en"])
    return f"{before}{text}{after}"


def _find(known: Mapping[str, T], locale: str | None, default: T) -> T:
    """What is known of a locale: of language and region, else of the language."""
    tag = (locale or "en").replace("_", "-").lower()
    return known.get(tag, known.get(tag.split("-")[0], default))


def _to(pair: tuple[float, float]) -> str:
    # Between negative numbers a dash would read as one more minus.
    return f" {DASH} " if pair[0] < 0 or pair[1] < 0 else DASH


def _not_finite(value: float) -> str:
    if math.isnan(value):
        return DASH
    return "∞" if value > 0 else f"{MINUS}∞"


def _shortest(value: float) -> str:
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    decimals = 2
    if abs(value) < 1:
        # Two significant digits, however small the number is.
        decimals = min(12, 1 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}".rstrip("0").rstrip(".")


def _localised(text: str, locale: str | None) -> str:
    thousands, point, _ = _find(_STYLES, locale, _ENGLISH)
    if _find(_FOUR_TOGETHER, locale, False):
        text = _FOUR_DIGITS.sub(r"\1\2", text)
    if text.startswith("-"):
        # What rounds to zero is zero, without a sign.
        text = (MINUS if any(c in "123456789" for c in text) else "") + text[1:]
    return _directed(text.translate({ord(","): thousands, ord("."): point}), locale)


def _directed(text: str, locale: str | None) -> str:
    """A number that reads from left to right among words that do not."""
    if _SIGNS.isdisjoint(text) or language(locale) not in _RIGHT_TO_LEFT:
        return text
    return LEFT_TO_RIGHT + text.removeprefix(LEFT_TO_RIGHT)
