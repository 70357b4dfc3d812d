"""Charts as Markdown: the figures behind the picture, with bars of text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from journeykit.renderers.markdown.text import emphasis, inline, prose, strong, table
from journeykit.renderers.signs import TONE_SIGNS, mark_sign
from journeykit.renderers.words import word
from journeykit.view.figures import (
    Axis,
    AxisKind,
    Chart,
    Guide,
    MarkKind,
    Point,
    Series,
    SeriesKind,
)
from journeykit.view.format import DASH, format_number, format_on_axis
from journeykit.view.labels import labels
from journeykit.view.words.text import capital

__all__ = ["chart_blocks", "text_bar"]

# Blocks of one to eight eighths of a character.
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_IN_ROWS = (SeriesKind.SPANS, SeriesKind.CHANGES, SeriesKind.ESTIMATES)
_OPEN = "○"
_WIDEST = 9


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
    if chart.subtitle and chart.subtitle not in chart.description:
        yield prose(chart.subtitle)
    series = [each for each in chart.series if each.points]
    if not series:
        yield emphasis(word("empty", chart.locale))
    elif _side_by_side(chart, series):
        # Wider than a page, a table is no table any more: then one follows the other.
        together = sum(2 + len(_further(each, chart.locale)) for each in series) <= _WIDEST
        for part in [series] if together else [[each] for each in series]:
            yield _wide(chart, part, bar_width)
    else:
        for each in series:
            if len(series) > 1:
                yield strong(each.title)
            yield _rows(chart, each) if each.kind in _IN_ROWS else _long(chart, each)
    counted = [each for each in series if each.counts]
    if counted:
        yield _counts(chart, counted)
    for axis in (chart.x, chart.y):
        if axis.ticks:
            yield _ticks(axis, chart.locale)
    for guide in chart.guides:
        yield _guide(guide, chart)
    if chart.legend:
        signs = "; ".join(" ".join(filter(None, (mark_sign(m), m.label))) for m in chart.legend)
        yield emphasis(f"{word('legend', chart.locale)}: {signs}")
    if chart.open_means:
        yield emphasis(f"{_OPEN} {chart.open_means}")
    if chart.note:
        yield emphasis(chart.note)


def _side_by_side(chart: Chart, series: Sequence[Series]) -> bool:
    """Whether the series fit in one table, a column each: one value for each place."""
    if chart.x.kind is not AxisKind.CATEGORY or chart.quadrants:
        return False
    places = range(len(chart.x.categories))
    return all(
        each.kind not in _IN_ROWS
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
    groups = _groups(chart.x)
    heads, right = [*([""] if groups else []), inline(chart.x.title or "")], []
    for each, has_bars in zip(series, barred, strict=True):
        right.append(len(heads))
        heads.append(inline(_head(each.title, chart.y)))
        if has_bars:
            heads.append("")
        further = _further(each, chart.locale)
        right += range(len(heads), len(heads) + len(further))
        heads += map(inline, further)
    rows = []
    for place, name in enumerate(chart.x.categories):
        row = [*([inline(groups.get(place, ""))] if groups else []), inline(name)]
        for each, points, has_bars in zip(series, values, barred, strict=True):
            point = points.get(place)
            row.append("" if point is None else _value(point, chart))
            if has_bars:
                share = abs(point.y) / longest if point is not None and longest else 0.0
                row.append(text_bar(share, bar_width))
            row += _details(point, each, chart)
        rows.append(row)
    return table(heads, rows, right=right)


def _groups(axis: Axis) -> dict[int, str]:
    """What each place of an axis belongs to."""
    titles = [group.title for group in axis.groups for _ in range(group.size)]
    return dict(enumerate(titles))


def _further(series: Series, locale: str | None) -> list[str]:
    """The names of what is said of the points of a series beyond their value."""
    many = max((len(point.details) for point in series.points), default=0)
    names = [*series.details, *([""] * max(many - len(series.details), 0))]
    pending = labels(locale)("chart_pending")
    heads = {
        "before": labels(locale)("head_before"),
        "pending": capital(pending),
        "between": series.between or "",
    }
    return [*(heads[name] for name in _given(series)), *names]


def _given(series: Series) -> list[str]:
    """The fields of points, besides details, that a column is given to."""
    names = ("before", "pending", "between")
    return [n for n in names if any(getattr(point, n) is not None for point in series.points)]


def _details(point: Point | None, series: Series, chart: Chart) -> list[str]:
    """The cells of what is said of a point beyond its value."""
    cells = [] if point is None else [inline(text) for text in point.details]
    given = []
    for name in _given(series):
        known: object = getattr(point, name, None)
        if isinstance(known, int | float):
            known = format_on_axis(known, chart.y, None, chart.locale)
        given.append(inline(str(known or "")))
    cells = [*given, *cells]
    empty = len(_further(series, chart.locale)) - len(cells)
    return [*cells, *([""] * empty)]


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
    heads += map(inline, _further(series, locale))
    if chart.quadrants is not None:
        heads.append(inline(word("part", locale)))
    groups = _groups(chart.x) if named else {}
    if groups:
        heads, right = ["", *heads], [column + 1 for column in right]
    rows = []
    for point in series.points:
        x = inline(format_on_axis(point.x, chart.x, None, locale))
        row = [x, _value(point, chart, labelled=False)]
        if labelled:
            label = inline(point.label or "")
            row = [*row, label] if named else [label, *row]
        row += _details(point, series, chart)
        if chart.quadrants is not None:
            row.append(_quadrant(point, chart))
        if groups:
            row.insert(0, inline(groups.get(math.floor(point.x + 0.5), "")))
        rows.append(row)
    return table(heads, rows, right=right)


def _rows(chart: Chart, series: Series) -> str:
    """A row for each span or change: what, from, until; or what, before, after."""
    labelled = any(point.label for point in series.points)
    locale, groups = chart.locale, _groups(chart.y)
    sure = series.kind is SeriesKind.ESTIMATES
    if sure:
        heads = [word("what", locale), chart.x.title or "x", labels(locale)("head_interval")]
    elif series.kind is SeriesKind.CHANGES:
        heads = [word("what", locale), *(labels(locale)(f"head_{k}") for k in ("before", "after"))]
    else:
        heads = [word(key, locale) for key in ("what", "from", "until")]
    if labelled:
        heads.append(word("label", locale))
    heads += _further(series, locale)
    rows = []
    for point in series.points:
        end = point.x if point.x_end is None else point.x_end
        name = format_on_axis(point.y, chart.y, None, locale)
        group = groups.get(math.floor(point.y + 0.5), "") if math.isfinite(point.y) else ""
        what = f"{group}: {name}" if group else name
        row = [
            " ".join(filter(None, (TONE_SIGNS[point.tone], *_signs(point, chart), inline(what)))),
            inline(format_on_axis(point.x, chart.x, None, locale)),
            _interval(point, chart.x, locale)
            if sure
            else inline(format_on_axis(end, chart.x, None, locale)),
        ]
        if labelled:
            row.append(inline(point.label or ""))
        rows.append([*row, *_details(point, series, chart)])
    return table(list(map(inline, heads)), rows)


def _signs(point: Point, chart: Chart) -> Iterator[str]:
    """The signs of a point, each with its words unless the legend has them."""
    if point.open:
        yield _OPEN
    known = {mark.kind for mark in chart.legend}
    for mark in point.marks:
        sign = mark_sign(mark)
        said = sign and (mark.kind in known and mark.kind is not MarkKind.MOMENT)
        yield sign if said else " ".join(filter(None, (sign, inline(mark.label))))


def _interval(point: Point, axis: Axis, locale: str | None) -> str:
    """The ends of the interval of a point; nothing where there is none."""
    if point.interval is None:
        return ""
    return inline(f" {DASH} ".join(format_on_axis(e, axis, None, locale) for e in point.interval))


def _counts(chart: Chart, series: Sequence[Series]) -> str:
    """What is counted below the axis: a row for each place, a column for each series."""
    places = sorted({x for each in series for x, _ in each.counts})
    known = [dict(each.counts) for each in series]
    rows = [
        [
            inline(format_on_axis(x, chart.x, None, chart.locale)),
            *(format_number(at[x], None, chart.locale) if x in at else "" for at in known),
        ]
        for x in places
    ]
    heads = [chart.counts_title or "", *(each.title for each in series)]
    return table(list(map(inline, heads)), rows, right=range(1, len(heads)))


def _value(point: Point, chart: Chart, *, labelled: bool = True) -> str:
    """The figure of a point with sign, interval and label."""
    value = format_on_axis(point.y, chart.y, None, chart.locale)
    parts = [TONE_SIGNS[point.tone], *_signs(point, chart), inline(value)]
    interval = _interval(point, chart.y, chart.locale)
    if interval:
        parts.append(f"({interval})")
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
    place = (0 if point.y >= chart.y.split else 2) + (1 if point.x >= chart.x.split else 0)
    return strong(words[place]) if place == chart.focus else inline(words[place])


def _guide(guide: Guide, chart: Chart) -> str:
    """What a line across the chart stands for, in a line."""
    axis = chart.x if guide.vertical else chart.y
    # Of a line between two places the place would be wrong.
    plain = axis.replace(kind=AxisKind.NUMBER) if axis.kind is AxisKind.CATEGORY else axis
    ends = [guide.value] if guide.across is None else [guide.value, guide.across]
    values = f" {DASH} ".join(format_on_axis(end, plain, None, chart.locale) for end in ends)
    place = " ".join(filter(None, (axis.title, values)))
    return emphasis(f"{place}: {guide.label}" if guide.label else place)


def _ticks(axis: Axis, locale: str | None) -> str:
    """What certain values of an axis mean, in a line."""
    number = Axis(kind=AxisKind.NUMBER if axis.kind is AxisKind.CATEGORY else axis.kind)
    words = [
        f"{format_on_axis(value, number, None, locale)} = {label}" for value, label in axis.ticks
    ]
    text = ", ".join(words)
    return emphasis(f"{axis.title}: {text}" if axis.title else text)
