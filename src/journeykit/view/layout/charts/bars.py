"""Bars, with what is lost, what may still come, and how sure their height is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from journeykit.view.figures import Point, Series, Tone
from journeykit.view.layout.charts.plot import Plot
from journeykit.view.layout.desk import Desk
from journeykit.view.scene import Box, Group, Item, Line

__all__ = ["draw_bar", "hatch_of", "pending_box", "point_words", "whisker"]

_LEAST_BAR = 1.2
_GHOST = 0.2
_WHISKER = 4.0


def draw_bar(point: Point, series: Series, index: int, plot: Plot) -> Group:
    """Draw a bar.

    Args:
        point: whose bar it is.
        series: to which the point belongs.
        index: position of the series.
        plot: where points lie.
    """
    theme = plot.desk.theme
    x, y = plot.spot(point, series)
    width, zero = plot.bars[1], plot.zero
    toned = point.tone not in (Tone.NEUTRAL, Tone.MUTED)
    place = round(point.x)
    usual = theme.hue(plot.hues[place] if 0 <= place < len(plot.hues) else index)
    color = plot.desk.color(point.tone) if toned else usual
    # What stands out is hatched and framed, and so seen without its colour.
    hatch = theme.ground if point.tone is Tone.NEGATIVE else hatch_of(index, plot.desk)
    items: list[Item] = []
    if point.before is not None and math.isfinite(point.before):
        # What is no more there stands as a pale shape on what is.
        top = plot.y(point.before)
        items.append(
            Box(
                x - width / 2, min(y, top), width, abs(y - top),
                fill=color if toned else theme.neutral, opacity=_GHOST,
            )
        )  # fmt: skip
        hatch, color = hatch_of(index, plot.desk), usual
    height = max(abs(zero - y), _LEAST_BAR if point.y else 0.0)
    left, top = x - width / 2, zero - height if point.y > 0 else zero
    if point.pending is not None and math.isfinite(point.pending):
        # What may still come stands on what is there.
        end = plot.y(point.y + point.pending)
        items.append(pending_box(left, min(y, end), (width, abs(y - end)), color))
    if point.open or point.tone is Tone.MUTED:
        # Not settled, or aside from the way: an outline.
        items.append(
            Box(
                left, top, width, height, fill=theme.ground, stroke=color, thickness=1.3,
                hatch=color if point.open else None, dash=(4, 2.5),
            )
        )  # fmt: skip
    else:
        items.append(
            Box(left, top, width, height, fill=color, stroke=color if hatch else None, hatch=hatch)
        )
    full = not (point.open or point.tone is Tone.MUTED)
    items += whisker(point, series, plot, theme.ink, within=theme.on(color) if full else None)
    return Group(tuple(items), id=point.id, title=point_words(point, series))


def pending_box(x: float, y: float, size: tuple[float, float], color: str) -> Box:
    """What may still come: hatched, without a ground.

    Args:
        x: left edge.
        y: upper edge.
        size: width and height.
        color: of the bar that it belongs to.
    """
    return Box(x, y, *size, stroke=color, thickness=0.8, hatch=color)


def whisker(
    point: Point, series: Series, plot: Plot, color: str, *, within: str | None = None
) -> Iterator[Line]:
    """The interval of a point; in another colour where it lies within a bar."""
    if point.interval is None or not all(map(math.isfinite, point.interval)):
        return
    x, end = plot.spot(point, series)
    for bound in point.interval:
        y = plot.y(bound)
        if abs(y - end) < _LEAST_BAR:
            continue
        inside = min(point.y, 0.0) < bound < max(point.y, 0.0)
        stroke = within if within is not None and inside else color
        yield Line(x, end, x, y, stroke=stroke, thickness=1.3)
        yield Line(x - _WHISKER, y, x + _WHISKER, y, stroke=stroke, thickness=1.3)


def hatch_of(index: int, desk: Desk) -> str | None:
    """Every second series of bars is hatched, so that they differ in grey too."""
    return desk.theme.ground if index % 2 else None


def point_words(point: Point, series: Series) -> str:
    """What a point is, for screen readers and tool tips."""
    return ": ".join(part for part in (series.title, point.label) if part)
