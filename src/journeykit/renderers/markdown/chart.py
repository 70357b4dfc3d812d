"""Charts as Markdown: the figures behind the picture, with bars of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.renderers.markdown.text import emphasis, inline, prose, strong, table
from journeykit.renderers.signs import TONE_SIGNS
from journeykit.renderers.words import word
from journeykit.view.figures import Axis, AxisKind, Chart, Point, Series, SeriesKind
from journeykit.view.format import DASH, format_on_axis

__all__ = ["chart_blocks", "text_bar"]

# Blocks of one to eight eighths of a character.
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def text_bar(share: float, width: int) -> str:
    """A bar of block characters, exact to an eighth of a character.

    Args:
        share: how much of the width it fills, from 0 to 1.
        width: length of a full bar, in characters.

    Examples:
        >>> text_bar(0.5, 5)
        '██▌'
    """
    if not 0 < share <= 1:
        return ""
    full, eighths = divmod(max(1, round(share * width * 8)), 8)
    return _EIGHTHS[8] * full + (_EIGHTHS[eighths] if eighths else "")


def chart_blocks(chart: Chart, *, bar_width: int) -> Iterator[str]:
    """The blocks of a chart, below its title.

    Args:
        chart: the chart.
        bar_width: length of the longest bar, in characters; 0 for none.
    """
    if chart.description:
        yield prose(chart.description)
    series = [each for each in chart.series if each.points]
    if not series:
        yield emphasis(word("empty", chart.locale))
    elif _side_by_side(chart, series):
        yield _wide(chart, series, bar_width)
    else:
        for each in series:
            if len(series) > 1:
                yield strong(each.title)
            yield _spans(chart, each) if each.kind is SeriesKind.SPANS else _long(chart, each)
    for axis in (chart.x, chart.y):
        if axis.ticks:
            yield _ticks(axis, chart.locale)
    if chart.note:
        yield emphasis(chart.note)


def _side_by_side(chart: Chart, series: Sequence[Series]) -> bool:
    """Whether the series fit in one table, a column each: one value for each place."""
    if chart.x.kind is not AxisKind.CATEGORY or chart.quadrants:
        return False
    places = range(len(chart.x.categories))
    return all(
        each.kind is not SeriesKind.SPANS
        and all(point.x in places for point in each.points)
        and len({point.x for point in each.points}) == len(each.points)
        for each in series
    )


def _wide(chart: Chart, series: Sequence[Series], bar_width: int) -> str:
    values = [{int(point.x): point for point in each.points} for each in series]
    barred = [each.kind is SeriesKind.BARS and bar_width > 0 for each in series]
    longest = max(
        (abs(p.y) for each in series if each.kind is SeriesKind.BARS for p in each.points),
        default=0.0,
    )
    heads, right = [inline(chart.x.title or "")], []
    for each, has_bars in zip(series, barred, strict=True):
        right.append(len(heads))
        heads.append(inline(_head(each.title, chart.y)))
        if has_bars:
            heads.append("")
    rows = []
    for place, name in enumerate(chart.x.categories):
        row = [inline(name)]
        for points, has_bars in zip(values, barred, strict=True):
            point = points.get(place)
            row.append("" if point is None else _value(point, chart))
            if has_bars:
                share = abs(point.y) / longest if point is not None and longest else 0.0
                row.append(text_bar(share, bar_width))
        rows.append(row)
    return table(heads, rows, right=right)


def _long(chart: Chart, series: Series) -> str:
    """A row for each point: what it is, then where; on named places, where, then what."""
    locale = chart.locale
    named = chart.x.kind is AxisKind.CATEGORY
    labelled = any(point.label for point in series.points)
    title = inline(word("label" if named else "what", locale))
    x_title = inline(chart.x.title or ("" if named else "x"))
    y_title = inline(chart.y.title or series.title or "y")
    heads, right = [x_title, y_title], [1] if named else [0, 1]
    if labelled:
        heads = [*heads, title] if named else [title, *heads]
        right = right if named else [1, 2]
    if chart.quadrants is not None:
        heads.append(inline(word("part", locale)))
    rows = []
    for point in series.points:
        x = inline(format_on_axis(point.x, chart.x, None, locale))
        row = [x, _value(point, chart, labelled=False)]
        if labelled:
            label = inline(point.label or "")
            row = [*row, label] if named else [label, *row]
        if chart.quadrants is not None:
            row.append(inline(_quadrant(point, chart)))
        rows.append(row)
    return table(heads, rows, right=right)


def _spans(chart: Chart, series: Series) -> str:
    """A row for each span: what, from, until."""
    labelled = any(point.label for point in series.points)
    heads = [word(key, chart.locale) for key in ("what", "from", "until")]
    if labelled:
        heads.append(word("label", chart.locale))
    rows = []
    for point in series.points:
        end = point.x if point.x_end is None else point.x_end
        name = inline(format_on_axis(point.y, chart.y, None, chart.locale))
        row = [
            " ".join(part for part in (TONE_SIGNS[point.tone], name) if part),
            inline(format_on_axis(point.x, chart.x, None, chart.locale)),
            inline(format_on_axis(end, chart.x, None, chart.locale)),
        ]
        rows.append([*row, inline(point.label or "")] if labelled else row)
    return table(heads, rows)


def _value(point: Point, chart: Chart, *, labelled: bool = True) -> str:
    """The figure of a point with sign, interval and label."""
    value = format_on_axis(point.y, chart.y, None, chart.locale)
    parts = [TONE_SIGNS[point.tone], inline(value)]
    if point.interval is not None:
        low, high = (format_on_axis(end, chart.y, None, chart.locale) for end in point.interval)
        parts.append(inline(f"({low} {DASH} {high})"))
    if labelled and point.label:
        # In a picture the label often is the figure itself.
        said = [line for line in point.label.splitlines() if line.strip() not in ("", value)]
        parts += [f"· {inline(line)}" for line in said]
    return " ".join(part for part in parts if part)


def _head(title: str, axis: Axis) -> str:
    if not axis.title or axis.title == title:
        return title
    return f"{title} ({axis.title})" if title else axis.title


def _quadrant(point: Point, chart: Chart) -> str:
    """The word of the quarter that a point lies in; on a split it is the greater side."""
    words = chart.quadrants
    if words is None or chart.x.split is None or chart.y.split is None:
        return ""
    return words[(0 if point.y >= chart.y.split else 2) + (1 if point.x >= chart.x.split else 0)]


def _ticks(axis: Axis, locale: str | None) -> str:
    """What certain values of an axis mean, in a line."""
    number = Axis(kind=AxisKind.NUMBER if axis.kind is AxisKind.CATEGORY else axis.kind)
    words = [
        f"{format_on_axis(value, number, None, locale)} = {label}" for value, label in axis.ticks
    ]
    text = ", ".join(words)
    return emphasis(f"{axis.title}: {text}" if axis.title else text)
