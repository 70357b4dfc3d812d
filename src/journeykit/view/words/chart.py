"""A chart in words: what its axes count, then every point of every series."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from journeykit.view.figures import Axis, AxisKind, Chart, Guide, Point, Series, SeriesKind
from journeykit.view.format import format_number, format_on_axis
from journeykit.view.labels import Labels
from journeykit.view.words.phrases import phrases
from journeykit.view.words.sheet import mark_words, tone_words, unsaid_signs
from journeykit.view.words.text import in_brackets, lines, listed, one_line, sentence, subtitle

__all__ = ["chart_in_words"]

_BETWEEN = {SeriesKind.SPANS: "from_until", SeriesKind.CHANGES: "from_to"}
_QUARTERS = ("top_left", "top_right", "bottom_left", "bottom_right")


def chart_in_words(chart: Chart) -> Iterator[str]:
    """The blocks of a chart, below its title and its description."""
    words = phrases(chart.locale)
    blocks = [subtitle(chart), "\n".join(_frame(chart, words))]
    series = [each for each in chart.series if each.points]
    for each in chart.series:
        told = [_point(point, each, chart, words) for point in each.points]
        title = one_line(each.title)
        # The title of a lone series often is that of its axis.
        if title and (title != one_line(chart.y.title or "") or len(series) > 1):
            told.insert(0, f"{title}:" if told else f"{sentence(title)} {words('empty')}")
        blocks += ["\n".join(told), _counts(each, chart)]
    if not series:
        blocks.append(words("empty"))
    blocks += ["\n".join(_left_out(chart, series, words)), sentence(one_line(chart.note or ""))]
    said = "\n".join(blocks)
    names = (one_line(name) for each in chart.series for name in each.details)
    # Names of figures that no point gives.
    blocks.append(
        listed(words("without_value"), [n for n in dict.fromkeys(names) if n not in said])
    )
    blocks.append(unsaid_signs(chart.legend, blocks, words))
    return (block for block in blocks if block)


def _frame(chart: Chart, words: Labels) -> Iterator[str]:
    """The axes, the four parts and the lines across, each in a line."""
    for key, axis in (("across", chart.x), ("upwards", chart.y)):
        told = [one_line(axis.title or "")]
        told += [
            words("value_means", _on(value, _plain(axis), chart), one_line(label))
            for value, label in axis.ticks
            if one_line(label)
        ]
        text = listed(words(key), told)
        if text:
            yield text
    for axis in (chart.x, chart.y):
        yield from _axis_groups(axis)
    for place, word in enumerate(chart.quadrants or ()):
        focus = words("matters_most") if place == chart.focus else ""
        text = listed(words(_QUARTERS[place]), [in_brackets(one_line(word), [focus])])
        if text:
            yield text
    for guide in chart.guides:
        yield _guide(guide, chart, words)


def _axis_groups(axis: Axis) -> Iterator[str]:
    """What the places of an axis belong to, each with its places."""
    start = 0
    for group in axis.groups:
        places = axis.categories[start : start + group.size]
        start += group.size
        title = one_line(group.title)
        names = ", ".join(filter(None, map(one_line, places)))
        yield from filter(None, [listed(title, [names]) or sentence(title)])


def _guide(guide: Guide, chart: Chart, words: Labels) -> str:
    axis = chart.x if guide.vertical else chart.y
    where = words("line_at", _on(guide.value, _plain(axis), chart))
    if guide.across is not None:
        ends = (_on(value, _plain(axis), chart) for value in (guide.value, guide.across))
        where = words("line_across", *ends)
    return listed(where, [one_line(guide.label)]) or sentence(where)


def _plain(axis: Axis) -> Axis:
    """An axis on which a place is its number: where a word stands between two places."""
    return axis.replace(kind=AxisKind.NUMBER) if axis.kind is AxisKind.CATEGORY else axis


def _point(point: Point, series: Series, chart: Chart, words: Labels) -> str:
    """A point in a line: where it is, its figure, and what else is said of it."""
    x, y = _on(point.x, chart.x, chart), _on(point.y, chart.y, chart)
    behind: list[str] = []
    sure = series.kind is SeriesKind.ESTIMATES
    if sure:
        name, figure = y, x
    elif series.kind in _BETWEEN:
        end = x if point.x_end is None else _on(point.x_end, chart.x, chart)
        name, figure = y, words(_BETWEEN[series.kind], x, end)
        if series.kind is SeriesKind.SPANS and end == x:
            figure = x
    elif chart.x.kind is AxisKind.CATEGORY:
        name, figure = x, y
    else:
        titles = one_line(chart.x.title or "x"), one_line(chart.y.title or "y")
        name, figure = "", f"{titles[0]} {x}, {titles[1]} {y}"
    said = [line for line in lines(point.label or "") if line != figure]
    if not name and said:
        name = said.pop(0)
    behind += said
    # What all points are is no news of any of them.
    if any(other.tone is not point.tone for each in chart.series for other in each.points):
        behind.append(tone_words(point.tone, words))
    if point.interval is not None:
        axis = chart.x if sure else chart.y
        low, high = (_on(end, axis, chart) for end in point.interval)
        behind.append(words("interval_of", low, high))
    if point.before is not None:
        behind.append(words("before", _on(point.before, chart.y, chart)))
    if point.pending is not None:
        behind.append(f"{words('chart_pending')}: {_on(point.pending, chart.y, chart)}")
    if point.between is not None:
        named = one_line(series.between or ""), one_line(point.between, "; ")
        behind.append(": ".join(filter(None, named)))
    if point.open:
        behind.append(one_line(chart.open_means or words("chart_open")))
    names = map(one_line, series.details)
    behind += [
        f"{name}: {figure}" if name else figure
        for name, figure in zip_longest(names, map(one_line, point.details), fillvalue="")
        if figure
    ]
    behind += [mark_words(mark, words) for mark in point.marks]
    behind.append(_quarter(point, chart))
    return listed(name, ["; ".join(filter(None, [figure, *dict.fromkeys(behind)]))])


def _counts(series: Series, chart: Chart) -> str:
    """What is counted below the axis, place by place."""
    told = (
        f"{_on(x, chart.x, chart)}: {format_number(n, None, chart.locale)}"
        for x, n in series.counts
    )
    return listed(one_line(chart.counts_title or ""), ["; ".join(told)])


def _quarter(point: Point, chart: Chart) -> str:
    """The word of the quarter that a point lies in; on a split it is the greater side."""
    if chart.quadrants is None or chart.x.split is None or chart.y.split is None:
        return ""
    below, right = point.y < chart.y.split, point.x >= chart.x.split
    return one_line(chart.quadrants[2 * below + right])


def _left_out(chart: Chart, series: list[Series], words: Labels) -> Iterator[str]:
    """The places of an axis at which there is no point."""
    for axis, across in ((chart.x, True), (chart.y, False)):
        if axis.kind is not AxisKind.CATEGORY:
            continue
        met = {
            format_on_axis(point.x if across else point.y, axis)
            for each in series
            for point in each.points
        }
        names = [one_line(name) for name in axis.categories if name not in met]
        text = listed(words("without_value"), [", ".join(filter(None, names))])
        if text:
            yield text


def _on(value: float, axis: Axis, chart: Chart) -> str:
    return one_line(format_on_axis(value, axis, None, chart.locale))
