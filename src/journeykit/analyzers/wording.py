"""Figures in words, the same way in every summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["aligned", "count", "listed", "percent", "percents", "plural", "signed"]


def plural(number: int, noun: str, many: str | None = None) -> str:
    """A number with its noun.

    Examples:
        >>> plural(1, "touchpoint"), plural(2, "touchpoint"), plural(0, "way", "ways on")
        ('1 touchpoint', '2 touchpoints', '0 ways on')
    """
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def count(number: float) -> str:
    """A number of customers, whole where it is whole.

    Examples:
        >>> count(12000.0), count(12.25)
        ('12,000', '12.2')
    """
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage.

    Examples:
        >>> percent(0.375)
        '37.5 %'
    """
    return f"{100 * share:.1f} %"


def percents(interval: tuple[float, float]) -> str:
    """An interval of shares as percentages.

    Examples:
        >>> percents((0.29, 0.464))
        '29.0 to 46.4 %'
    """
    low, high = interval
    return f"{100 * low:.1f} to {100 * high:.1f} %"


def signed(valence: float) -> str:
    """A valence from -1 to 1, with its sign.

    Examples:
        >>> signed(0.4), signed(-1.0), signed(0.0)
        ('+0.40', '-1.00', '0.00')
    """
    return f"{valence:+.2f}" if round(valence, 2) else "0.00"


def listed(items: Iterable[str], limit: int = 5) -> str:
    """Texts in a row, with those beyond a limit counted.

    Examples:
        >>> listed(["a", "b"]), listed("abcdefg", limit=3)
        ('a, b', 'a, b, c and 4 more')
    """
    texts = [_one_line(item) for item in items]
    if len(texts) <= limit:
        return ", ".join(texts)
    return f"{', '.join(texts[:limit])} and {len(texts) - limit:,} more"


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Rows of texts as lines with straight columns, indented by two.

    Args:
        rows: each with as many texts as the others; texts are cut at 72
            characters, but for those of the last column.
        right: positions of columns that are set flush right.

    Examples:
        >>> aligned([("cart", "120"), ("checkout", "9")], right=[1])
        ['  cart      120', '  checkout    9']
    """
    cut = [[*map(_cut, row[:-1]), _one_line(row[-1])] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    lines = []
    for row in cut:
        cells = [
            text.rjust(width) if index in right else text.ljust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines


def _cut(text: str, limit: int = 72) -> str:
    """A text short enough not to push the columns after it out of sight."""
    line = _one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
