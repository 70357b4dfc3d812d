"""Labels beside points: near, but touching neither a curve nor each other."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from attrs import define, field, frozen

from journeykit.view.scene import Bounds

__all__ = ["Placement", "Placer", "beads", "sorted_lines"]

_NEAR = 5.0
"""Points between a label and the line it must not touch."""
_LEADER = 16.0
"""From this distance on a thin line leads from the point to its label."""
_RINGS = (16.0, 26.0, 38.0, 52.0, 68.0, 86.0, 108.0, 134.0)
_TURNS = 24


@frozen
class Placement:
    """Where a label goes.

    Attributes:
        bounds: its rectangle.
        leader: (x, y1, y2) of a thin line to its point, or None where it is near.
        tether: (x1, y1, x2, y2) of a slanted line from the point to its label, or None.
    """

    bounds: Bounds
    leader: tuple[float, float, float] | None
    tether: tuple[float, float, float, float] | None = None


@define
class Placer:
    """Finds places for labels. They must be asked for from left to right.

    Attributes:
        area: labels stay inside.
        lines: samples (x, y) of all curves, sorted by x, no more than a few points apart.
        blocks: rectangles to stay clear of, such as points of a curve, sorted by x.
        widest: width of the widest label that will be asked for.
        level: y of a horizontal line that labels should not straddle, or None.
    """

    area: Bounds
    lines: Sequence[tuple[float, float]]
    blocks: Sequence[Bounds]
    widest: float = field(kw_only=True)
    level: float | None = field(default=None, kw_only=True)
    _xs: list[float] = field(init=False)
    _block_xs: list[float] = field(init=False)
    _widest: float = field(init=False)
    _taken: list[Bounds] = field(factory=list, init=False)
    _kept: list[Bounds] = field(factory=list, init=False)
    _crossable: list[Bounds] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._xs = [x for x, _ in self.lines]
        self._block_xs = [block.x for block in self.blocks]
        self._widest = max((block.width for block in self.blocks), default=0.0)

    def place(
        self, x: float, y: float, width: float, height: float, *, prefer_above: bool
    ) -> Placement | None:
        """Find a place for the label of a point.

        Args:
            x: of the point.
            y: of the point.
            width: of the label.
            height: of the label.
            prefer_above: which side to try first.

        Returns:
            The place, which then counts as taken; None where there is no room.
        """
        self._forget(x)
        best: tuple[float, Placement] | None = None
        for shift_cost, shift in ((0, 0.0), (3, 0.25), (3, -0.25), (6, 0.42), (6, -0.42)):
            left = min(max(x + (shift - 0.5) * width, self.area.x), self.area.right - width)
            if left < self.area.x - 0.01:
                continue
            for side_cost, above in ((0, prefer_above), (8, not prefer_above)):
                placement = self._beside(x, y, left, width, height, above=above)
                if placement is None:
                    continue
                gap = max(y - placement.bounds.bottom, placement.bounds.y - y)
                cost = gap + shift_cost + side_cost + (20 if placement.leader else 0)
                if best is None or cost < best[0]:
                    best = cost, placement
        if best is None:
            return None
        placement = best[1]
        self._taken.append(placement.bounds)
        if placement.leader is not None:
            at, start, end = placement.leader
            self._taken.append(Bounds(at - 1, min(start, end), 2, abs(end - start)))
        return placement

    def place_around(
        self, x: float, y: float, width: float, height: float, *, radius: float
    ) -> Placement | None:
        """Find a place right of, left of, above or below a point that stands alone.

        Args:
            x: of the point.
            y: of the point.
            width: of the label.
            height: of the label.
            radius: of the point.

        Returns:
            The place, which then counts as taken; None where there is no room.
        """
        self._forget(x)
        away = radius + 3
        for left, top in (
            (x + away, y - height / 2),
            (x - away - width, y - height / 2),
            (x - width / 2, y - away - height),
            (x - width / 2, y + away),
            (x + away * 0.7, y - away * 0.7 - height),
            (x - away * 0.7 - width, y - away * 0.7 - height),
            (x + away * 0.7, y + away * 0.7),
            (x - away * 0.7 - width, y + away * 0.7),
        ):
            bounds = Bounds(left, top, width, height)
            if self.area.holds(bounds) and self._is_free(bounds):
                self._taken.append(bounds)
                return Placement(bounds, None)
        return None

    def reach(
        self, x: float, y: float, width: float, height: float, *, radius: float
    ) -> Placement | None:
        """Find the nearest place around a point to which a line can lead past all others.

        Args:
            x: of the point.
            y: of the point.
            width: of the label.
            height: of the label.
            radius: of the point.

        Returns:
            The place, which counts as taken only after `take`; None where there is no room.
        """
        for ring in _RINGS:
            for turn in range(_TURNS):
                # Level places first, to the right and to the left: lines are short and calm.
                step = (turn + 1) // 2 * (1 if turn % 2 else -1)
                angle = math.tau * step / _TURNS
                away = radius + ring
                near_x, near_y = x + away * math.cos(angle), y + away * math.sin(angle)
                side, rise = math.cos(angle), math.sin(angle)
                left = near_x - width * (0.0 if side > 0.3 else 1.0 if side < -0.3 else 0.5)
                top = near_y - height * (0.0 if rise > 0.8 else 1.0 if rise < -0.8 else 0.5)
                bounds = Bounds(left, top, width, height)
                if not (self.area.holds(bounds) and self._is_free(self._roomy(bounds))):
                    continue
                start = (x + (radius + 1) * side, y + (radius + 1) * rise)
                tether = (*start, near_x - 2 * side, near_y - 2 * rise)
                # The corners of its own block are no obstacle.
                free = 1.5 * radius + 3
                rest = (x + free * side, y + free * rise, *tether[2:])
                if self._crosses(rest):
                    continue
                return Placement(bounds, None, tether)
        return None

    def _crosses(self, tether: tuple[float, float, float, float]) -> bool:
        """Whether a line meets a point or a label."""
        return not all(self._is_free(bead, crossing=True) for bead in beads(tether))

    def take(self, bounds: Bounds, *, crossable: bool = False) -> None:
        """Keep all later labels off a rectangle.

        Args:
            bounds: the rectangle.
            crossable: whether the line from a point to its label may cross it.
        """
        (self._crossable if crossable else self._kept).append(bounds)

    def _forget(self, x: float) -> None:
        # What lies so far behind cannot meet a label of this point or a later one.
        reach = x - self.widest - 20
        self._taken = [bounds for bounds in self._taken if bounds.right > reach]

    def _is_free(self, bounds: Bounds, *, crossing: bool = False) -> bool:
        start = bisect_left(self._block_xs, bounds.x - self._widest)
        near = self.blocks[start : bisect_right(self._block_xs, bounds.right)]
        also = () if crossing else self._crossable
        left, right, top, bottom = bounds.x, bounds.right, bounds.y, bounds.bottom
        # Asked of millions of pairs: what lies elsewhere is told from without a call.
        for b in chain(near, self._taken, self._kept, also):
            if (
                b.x < right
                and b.y < bottom
                and b.x + b.width > left
                and b.y + b.height > top
                and b.meets(bounds)
            ):
                return False
        return True

    def _beside(
        self, x: float, y: float, left: float, width: float, height: float, *, above: bool
    ) -> Placement | None:
        low, high = self._envelope(left - 2, left + width + 2)
        top = min(low, y) - _NEAR - height if above else max(high, y) + _NEAR
        top = self._off_level(top, height, above=above)
        # Step away from labels that are there already; each step clears at least one.
        for _ in range(8):
            bounds = Bounds(left, top, width, height)
            if bounds.y < self.area.y or bounds.bottom > self.area.bottom:
                return None
            leader = self._leader(x, y, bounds, above=above)
            known = (*self._taken, *self._kept, *self._crossable)
            met = [b for b in known if b.meets(self._roomy(bounds))]
            if not met:
                if leader is None or self._is_clear(leader):
                    return Placement(bounds, leader)
                return None
            top = min(b.y for b in met) - height - 3 if above else max(b.bottom for b in met) + 3
            top = self._off_level(top, height, above=above)
        return None

    @staticmethod
    def _roomy(bounds: Bounds) -> Bounds:
        return Bounds(bounds.x - 3, bounds.y - 1, bounds.width + 6, bounds.height + 2)

    def _leader(
        self, x: float, y: float, bounds: Bounds, *, above: bool
    ) -> tuple[float, float, float] | None:
        edge = bounds.bottom if above else bounds.y
        if abs(edge - y) <= _LEADER:
            return None
        at = min(max(x, bounds.x + 2), bounds.right - 2)
        return (at, y + (-8 if above else 8), edge + (1 if above else -1))

    def _is_clear(self, leader: tuple[float, float, float]) -> bool:
        at, start, end = leader
        line = Bounds(at - 1, min(start, end), 2, abs(end - start))
        return not any(b.meets(line) for b in (*self._taken, *self._kept))

    def _off_level(self, top: float, height: float, *, above: bool) -> float:
        """Move a label that would straddle the level to the far side of it, if only just."""
        if self.level is None or not top - 2 < self.level < top + height + 2:
            return top
        return self.level - height - 3 if above else self.level + 3

    def _envelope(self, left: float, right: float) -> tuple[float, float]:
        """The highest and the lowest y of all that is drawn between two x."""
        ys: list[float] = []
        first = max(bisect_left(self._xs, left) - 1, 0)
        ys += (y for _, y in self.lines[first : bisect_right(self._xs, right) + 1])
        start = bisect_left(self._block_xs, left - self._widest)
        for block in self.blocks[start : bisect_right(self._block_xs, right)]:
            if block.right > left:
                ys += (block.y, block.bottom)
        return (min(ys), max(ys)) if ys else (float("inf"), float("-inf"))


def beads(line: tuple[float, float, float, float]) -> list[Bounds]:
    """A line (x1, y1, x2, y2) as small squares in a row, which labels can stay clear of."""
    x1, y1, x2, y2 = line
    count = max(2, int(math.hypot(x2 - x1, y2 - y1) / 3))
    return [
        Bounds(x1 + (x2 - x1) * k / count - 1, y1 + (y2 - y1) * k / count - 1, 2, 2)
        for k in range(count + 1)
    ]


def sorted_lines(lines: Iterable[Iterable[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Samples of several curves as one list, sorted by x."""
    return sorted(point for line in lines for point in line)
