"""What stands in the rows of a chart: bars and days of a plan, arrows from before to after."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.view.figures import Point, Series, SeriesKind, Tone
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.legend import Swatch
from journeykit.view.scene import Box, Disc, Item, Line, Path, Polygon, Segment

__all__ = ["draw_row_mark", "row_swatch"]

_BAR = 12.0
_THIN = 6.0
_PALE = 0.4
_DAY = 7.0
_TIP = 8.0
_LEAST = 1.5
_HOLLOW = (2, 3)
_DASH = (3.5, 2.5)
_FINE = (2.0, 1.6)


def draw_row_mark(
    point: Point, series: Series, index: int, place: tuple[float, float, float], desk: Desk
) -> Iterator[Item]:
    """Draw a span, a day or a change.

    Args:
        point: what is drawn.
        series: to which it belongs.
        index: position of the series, which decides on colour and pattern.
        place: x where it starts and where it ends, from left to right except for a
            change, and y of its middle.
        desk: the theme.
    """
    start, end, y = place
    ends = (start, end)
    toned = point.tone is not Tone.NEUTRAL
    color = desk.color(point.tone) if toned else desk.theme.hue(index)
    if series.kind is SeriesKind.CHANGES:
        yield from _change(ends, y, color if toned else desk.theme.ink, desk)
    elif abs(ends[1] - ends[0]) < _LEAST:
        yield _day(ends[0], y, index, color, desk)
    else:
        yield _bar(ends, y, index, color, desk)


def row_swatch(series: Series, index: int, desk: Desk) -> Swatch:
    """The entry of a legend for a series of spans or changes."""
    color = desk.theme.hue(index)

    def draw(x: float, y: float) -> Iterator[Item]:
        if series.kind is SeriesKind.CHANGES:
            yield from _change((x + 3, x + 24), y, desk.theme.ink, desk)
        else:
            yield _bar((x, x + 26), y, index, color, desk)

    return Swatch(26.0, draw, series.title)


def _bar(ends: tuple[float, float], y: float, index: int, color: str, desk: Desk) -> Box:
    """Full, hatched, hollow or dashed, and then thin: series differ without their colours."""
    pattern = index % 4
    height = _BAR if index < 4 else _THIN
    hatch = desk.theme.ground if pattern == 1 else None
    return Box(
        ends[0], y - height / 2, ends[1] - ends[0], height,
        fill=desk.theme.ground if pattern in _HOLLOW else color, stroke=color,
        thickness=1.5 if pattern in _HOLLOW else 0.8, radius=0 if hatch else height / 4, hatch=hatch,
        dash=_DASH if pattern == 3 else (),
    )  # fmt: skip


def _day(x: float, y: float, index: int, color: str, desk: Desk) -> Path:
    """A day is a point in time: a diamond, full or hollow like the bars of its series."""
    half = _DAY if index < 4 else _DAY * 0.7
    corners = (Segment(x + half, y), Segment(x, y + half), Segment(x - half, y))
    pattern = index % 4
    return Path(
        x, y - half, (*corners, Segment(x, y - half)), closed=True,
        opacity=_PALE if pattern == 1 else 1.0,
        fill=desk.theme.ground if pattern in _HOLLOW else color, stroke=color,
        thickness=1.5, dash=_FINE if pattern == 3 else (),
    )  # fmt: skip


def _change(ends: tuple[float, float], y: float, color: str, desk: Desk) -> Iterator[Item]:
    """A hollow point before, an arrow to what comes after; a full point where nothing changes."""
    start, end = ends
    if abs(end - start) < _LEAST:
        yield Disc(end, y, 4.0, fill=desk.theme.muted if color == desk.theme.ink else color)
        return
    way = 1 if end > start else -1
    tip = min(_TIP, abs(end - start))
    yield Line(start, y, end - way * tip, y, stroke=color, thickness=2.4)
    half = 5.2 * tip / _TIP
    yield Polygon(((end, y), (end - way * tip, y - half), (end - way * tip, y + half)), fill=color)
    yield Disc(start, y, 4.2, fill=desk.theme.ground, stroke=color, thickness=1.8)
