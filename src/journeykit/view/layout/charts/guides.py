"""Guides: lines across a plot at single values, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from journeykit.view.figures import Guide
from journeykit.view.layout.charts.axes import Scale
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import Style
from journeykit.view.scene import Align, Bounds, Box, Item, Line

__all__ = ["GUIDE_DASH", "Guides", "guide_values", "place_guides"]

GUIDE_DASH = (7.0, 3.0, 1.5, 3.0)
"""Dashes and gaps of a guide, unlike those of splits and curves."""

_PAD = 3.0
_MOST = 170.0
_ALONG = 12.0


def guide_values(guides: Sequence[Guide], *, vertical: bool) -> Iterator[float]:
    """The values that an axis has to hold for its guides to be seen."""
    return (guide.value for guide in guides if guide.vertical is vertical and guide.across is None)


@frozen
class Guides:
    """Guides, drawn.

    Attributes:
        items: lines.
        labels: words, to be drawn above all that may hide them.
        words: where the words stand.
        lines: (x1, y1, x2, y2) of the lines.
    """

    items: tuple[Item, ...]
    labels: tuple[Item, ...]
    words: tuple[Bounds, ...]
    lines: tuple[tuple[float, float, float, float], ...]


def place_guides(
    guides: Sequence[Guide], scales: tuple[Scale, Scale], area: Bounds, desk: Desk,
    *, taken: Sequence[Bounds] = (),
) -> Guides:  # fmt: skip
    """Draw the guides of a plot.

    Args:
        guides: lines at single values.
        scales: of the horizontal and of the vertical axis.
        area: the plot; a guide whose value lies outside is left out.
        desk: theme and typesetter.
        taken: where other words stand.
    """
    items: list[Item] = []
    labels: list[Item] = []
    lines: list[tuple[float, float, float, float]] = []
    words_at: list[Bounds] = []
    style = Style(desk.theme.note_size, desk.theme.ink, bold=True)
    for guide in guides:
        line = _line(guide, *scales, area)
        if line is None:
            continue
        x1, y1, x2, y2 = line
        lines.append(line)
        straight = guide.across is None
        items.append(
            Line(
                x1, y1, x2, y2, stroke=desk.theme.ink if straight else desk.theme.muted,
                thickness=1.1 if straight else 0.9, dash=GUIDE_DASH,
            )
        )  # fmt: skip
        words = desk.setter.wrap(guide.label, min(_MOST, area.width), style)
        size = (words.width, words.height)
        place = _free(_places(guide, line, size, area), [*taken, *words_at], area)
        words_at.append(place)
        if straight:
            # The ground behind the words keeps lines of the grid out of them.
            labels.append(
                Box(place.x - 2, place.y, place.width + 4, place.height, fill=desk.theme.ground)
            )
        labels += words.place(place.x, place.y, place.width, Align.LEFT)
    return Guides(tuple(items), tuple(labels), tuple(words_at), tuple(lines))


def _line(
    guide: Guide, x: Scale, y: Scale, area: Bounds
) -> tuple[float, float, float, float] | None:
    """Where a guide runs, cut at the edges of the plot."""
    scale = x if guide.vertical else y
    ends = (guide.value, guide.value if guide.across is None else guide.across)
    if guide.across is None:
        if not scale.low <= guide.value <= scale.high:
            return None
        at = scale(guide.value)
        if guide.vertical:
            return (at, area.y, at, area.bottom) if area.x - 1 <= at <= area.right + 1 else None
        return (area.x, at, area.right, at)
    # Slanted: the part of it for which the value is on the axis.
    low, high = ends
    inside = [share / 400 for share in range(401)]
    inside = [t for t in inside if scale.low <= low + (high - low) * t <= scale.high]
    if not inside:
        return None
    first, last = (low + (high - low) * t for t in (inside[0], inside[-1]))
    if guide.vertical:
        height = area.height
        return (
            scale(first), area.bottom - inside[0] * height,
            scale(last), area.bottom - inside[-1] * height,
        )  # fmt: skip
    return (
        area.x + inside[0] * area.width, scale(first),
        area.x + inside[-1] * area.width, scale(last),
    )  # fmt: skip


def _places(
    guide: Guide,
    line: tuple[float, float, float, float],
    size: tuple[float, float],
    area: Bounds,
) -> Iterator[Bounds]:
    """Where the words of a guide may stand, the best place first."""
    x1, y1, x2, y2 = line
    width, height = size
    if guide.vertical and guide.across is None:
        for row in range(6):
            top = area.y + _PAD + row * (height + 3)
            yield Bounds(x1 + _PAD + 2, top, width, height)
            yield Bounds(x1 - _PAD - 2 - width, top, width, height)
    elif guide.across is None:
        # From the right to the left, above the line first: bars may stand in the way.
        for step in range(max(int((area.width - width) // _ALONG), 0) + 1):
            left = area.right - width - _PAD - step * _ALONG
            yield Bounds(left, y1 - height - _PAD, width, height)
            yield Bounds(left, y1 + _PAD, width, height)
    else:
        for share in (0.08, 0.85, 0.7, 0.55, 0.4, 0.25):
            at, level = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            yield Bounds(at - width - 6, level - height / 2, width, height)
            yield Bounds(at + 6, level - height / 2, width, height)


def _free(places: Iterator[Bounds], taken: Sequence[Bounds], area: Bounds) -> Bounds:
    """The first place that meets no other words; the first of all where each does."""
    known = list(places)
    for place in known:
        if area.holds(place, slack=2) and not any(place.meets(other) for other in taken):
            return place
    first = known[0]
    left = min(max(first.x, area.x), max(area.right - first.width, area.x))
    return Bounds(left, first.y, first.width, first.height)
