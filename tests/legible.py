"""Measures whether a picture can be read: room, contrast, and signs beside colours.

What is wrong comes back as `Flaw`s, each with the text or the item that it is
about and where that lies, so that a failing test says what to look at.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from journeykit.view import scene as s
from journeykit.view.contrast import MARK_CONTRAST, TEXT_CONTRAST, contrast_ratio
from journeykit.view.scene import Bounds, Scene, Text
from journeykit.view.theme import Theme

LARGE_CONTRAST = 3.0
"""Least contrast of text of 18 points, or 14 if bold: WCAG 2.2, criterion 1.4.3, level AA."""


class Flaw(NamedTuple):
    """Something that cannot be read well.

    Attributes:
        what: is wrong, in a few words.
        about: the text, or the kind of item.
        x: where, in points.
        y: where, in points.
        more: the other text, or the numbers.
    """

    what: str
    about: str
    x: float
    y: float
    more: str = ""

    def __str__(self) -> str:
        more = f" ({self.more})" if self.more else ""
        return f"{self.what}: {self.about!r} at {self.x:.0f}, {self.y:.0f}{more}"


def flaws(scene: Scene, theme: Theme) -> list[Flaw]:
    """All that is wrong with a scene that is to be drawn in a theme."""
    return [
        *crowded(scene),
        *astray(scene),
        *outgrown(scene, theme),
        *struck(scene, theme),
        *faint(scene, theme),
    ]


def leaves(items: Iterable[s.Item]) -> Iterator[s.Item]:
    """All items that are no groups, at any depth, in drawing order."""
    for item in items:
        if isinstance(item, s.Group):
            yield from leaves(item.items)
        else:
            yield item


# --- room -------------------------------------------------------------------


def crowded(scene: Scene, *, slack: float = 0.6) -> list[Flaw]:
    """Texts that run into each other."""
    found = []
    above: list[tuple[Bounds, Text]] = []
    for run in sorted(s.texts(scene.items), key=lambda run: run.bounds.y):
        bounds = run.bounds
        above = [pair for pair in above if pair[0].bottom > bounds.y]
        found += [
            Flaw("texts meet", run.text, bounds.x, bounds.y, other.text)
            for box, other in above
            if box.meets(bounds, slack=slack)
        ]
        above.append((bounds, run))
    return found


def astray(scene: Scene, *, slack: float = 0.5) -> list[Flaw]:
    """Items that leave the paper."""
    paper = Bounds(0, 0, scene.width, scene.height)
    return [
        Flaw("leaves the paper", _name(item), item.bounds.x, item.bounds.y)
        for item in leaves(scene.items)
        if not paper.holds(item.bounds, slack=slack)
    ]


def outgrown(scene: Scene, theme: Theme, *, slack: float = 1.0) -> list[Flaw]:
    """Texts that stick out of the box in which their middle lies."""
    found = []
    grid = _Grid(scene)
    decor = {theme.band, theme.ground}
    for item in leaves(scene.items):
        if isinstance(item, s.Text):
            box = grid.innermost(item, decor)
            if box is not None and not box.bounds.holds(_ink(item), slack=slack):
                found.append(Flaw("leaves its box", item.text, item.left, item.y, _where(box)))
        else:
            grid.add(item)
    return found


def struck(scene: Scene, theme: Theme) -> list[Flaw]:
    """Texts through which a line runs that can be seen; pale rules behind a text do no harm."""
    runs: dict[tuple[int, int], list[tuple[int, Text, Bounds]]] = {}
    painted = _Grid(scene)
    lines = []
    for order, item in enumerate(leaves(scene.items)):
        if isinstance(item, s.Text):
            ink = _ink(item)
            for square in _squares(item.bounds):
                runs.setdefault(square, []).append((order, item, ink))
            continue
        painted.add(item, order)
        if isinstance(item, s.Line | s.Path) and item.stroke not in (None, theme.rule, theme.band):
            lines.append((order, item))
    found = {}
    for order, line in lines:
        for x, y in _along(line):
            for place, run, box in runs.get(_square(x, y), ()):
                if (
                    box.x + 1 < x < box.right - 1
                    and box.y + 1 < y < box.bottom - 1
                    and not _crosses_out(line, run)
                    and not painted.hides(x, y, order, place)
                ):
                    found[id(run)] = Flaw("struck through", run.text, x, y, _where(line))
    return list(found.values())


def _crosses_out(line: s.Line | s.Path, run: Text) -> bool:
    """Whether a line is as long as the text on purpose, for something that is gone."""
    return (
        isinstance(line, s.Line)
        and line.y1 == line.y2
        and abs(min(line.x1, line.x2) - run.left) < 3
        and abs(abs(line.x2 - line.x1) - run.width) < 6
    )


def _along(line: s.Line | s.Path) -> Iterator[tuple[float, float]]:
    """Points along a line, two points apart or nearer."""
    ends = (
        [(line.x1, line.y1), (line.x2, line.y2)]
        if isinstance(line, s.Line)
        else list(corners(line))
    )
    for (x1, y1), (x2, y2) in itertools.pairwise(ends):
        count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / 2))
        for k in range(count + 1):
            yield x1 + (x2 - x1) * k / count, y1 + (y2 - y1) * k / count


def _ink(run: Text) -> Bounds:
    """Where the letters lie that nearly every line has: no accents of capitals, no descenders."""
    return Bounds(run.left, run.y - 0.72 * run.size, run.width, 0.72 * run.size)


# --- contrast ---------------------------------------------------------------


def faint(scene: Scene, theme: Theme) -> list[Flaw]:
    """Texts and signs that stand out too little from what is painted below them."""
    found = []
    grid = _Grid(scene)
    decor = {theme.rule, theme.band, theme.ground}
    for item in leaves(scene.items):
        if isinstance(item, s.Text):
            large = item.size >= 18 or (item.size >= 14 and item.bold)
            least = LARGE_CONTRAST if large else TEXT_CONTRAST
            x, y = item.left, item.y - 0.35 * item.size
            for part in (0.02, 0.5, 0.98):
                ground = grid.ground(x + part * item.width, y)
                if contrast_ratio(item.color, ground) < least:
                    ratio = f"{contrast_ratio(item.color, ground):.2f}, {item.color} on {ground}"
                    found.append(Flaw("faint text", item.text, item.left, item.y, ratio))
                    break
            continue
        found += _faint_sign(item, grid, decor)
        grid.add(item)
    return found


def _faint_sign(item: s.Item, grid: _Grid, decor: set[str]) -> Iterator[Flaw]:
    """An item that carries meaning and is hard to see; of two colours one is enough."""
    found = [getattr(item, name, None) for name in ("stroke", "hatch")]
    found.append(getattr(item, "fill", None) if _opaque(item) else None)
    colors = {color for color in found if color}
    ground = grid.ground(*_spot(item))
    # Rules, bands and the halo of a sign only separate, on paper and on its tints; but
    # what is drawn upon a hue in the colour of the paper is a sign.
    tinted = contrast_ratio(ground, grid.paper) < 1.5
    if not colors or (colors <= decor and (tinted or ground in decor)):
        return
    best = max(contrast_ratio(color, ground) for color in colors)
    if best < MARK_CONTRAST and not (colors <= decor and isinstance(item, s.Disc)):
        x, y = _spot(item)
        yield Flaw("faint sign", _name(item), x, y, f"{best:.2f}, {sorted(colors)} on {ground}")


def _spot(item: s.Item) -> tuple[float, float]:
    """A point at which the item is seen against its ground."""
    if isinstance(item, s.Line):
        return (item.x1 + item.x2) / 2, (item.y1 + item.y2) / 2
    if isinstance(item, s.Path):
        return item.x, item.y
    if isinstance(item, s.Polygon):
        return item.points[0]
    if isinstance(item, s.Disc):
        away = 0.0 if item.fill else 0.75 * (item.radius + item.thickness)
        return item.x + away, item.y + away
    bounds = item.bounds
    return bounds.x + (bounds.width / 2 if item.fill else -1), bounds.y + bounds.height / 2


def mixed(color: str, ground: str, opacity: float) -> str:
    """A colour laid thinly over another."""
    pairs = [(int(color[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


# --- what lies where --------------------------------------------------------

_CELL = 64.0


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // _CELL), int(y // _CELL)


def _squares(box: Bounds) -> Iterator[tuple[int, int]]:
    (left, top), (right, bottom) = _square(box.x, box.y), _square(box.right, box.bottom)
    return itertools.product(range(left, right + 1), range(top, bottom + 1))


class _Grid:
    """Which painted items lie at a point: the paper in squares, so that few are asked."""

    def __init__(self, scene: Scene) -> None:
        self.paper = scene.ground
        self.squares: dict[tuple[int, int], list[tuple[int, s.Item]]] = {}

    def add(self, item: s.Item, order: int = 0) -> None:
        if isinstance(item, s.Line | s.Text | s.Group):
            return
        for square in _squares(item.bounds):
            self.squares.setdefault(square, []).append((order, item))

    def at(self, x: float, y: float) -> Iterator[s.Item]:
        """Items at a point, in drawing order."""
        for _, item in self.squares.get(_square(x, y), ()):
            if covers(item, x, y):
                yield item

    def ground(self, x: float, y: float) -> str:
        """The colour that is seen at a point, tints laid over what is below them."""
        color = self.paper
        for item in self.at(x, y):
            if getattr(item, "fill", None):
                color = mixed(item.fill, color, getattr(item, "opacity", 1.0))
        return color

    def hides(self, x: float, y: float, after: int, before: int) -> bool:
        """Whether something opaque is painted at a point, after one item and before another."""
        return any(
            after < order < before and item.fill and _opaque(item) and covers(item, x, y)
            for order, item in self.squares.get(_square(x, y), ())
        )

    def innermost(self, run: Text, decor: set[str]) -> s.Box | s.Disc | None:
        """The smallest box or disc that is drawn around the middle of a text."""
        x, y = run.left + run.width / 2, run.y - 0.36 * run.size
        around = [
            item
            for item in self.at(x, y)
            if isinstance(item, s.Box | s.Disc)
            # A tint, a bar or a band may lie behind a text without holding it.
            and (item.stroke or (item.fill not in (None, *decor) and _opaque(item)))
        ]
        return min(around, key=lambda item: item.bounds.width * item.bounds.height, default=None)


def _opaque(item: s.Item) -> bool:
    return getattr(item, "opacity", 1.0) == 1.0


def covers(item: s.Item, x: float, y: float) -> bool:
    """Whether a filled item is painted at a point; what lies on its edge lies beside it."""
    box = item.bounds
    if not (box.x + 0.05 < x < box.right - 0.05 and box.y + 0.05 < y < box.bottom - 0.05):
        return False
    if isinstance(item, s.Disc):
        return math.hypot(x - item.x, y - item.y) <= item.radius
    if isinstance(item, s.Polygon):
        return _inside(item.points, x, y)
    if isinstance(item, s.Path):
        return item.fill is not None and _inside(tuple(corners(item)), x, y)
    return True


def corners(path: s.Path, *, steps: int = 12) -> Iterator[tuple[float, float]]:
    """Points along a path, in order."""
    x, y = path.x, path.y
    yield x, y
    for segment in path.segments:
        if segment.control:
            (x1, y1), (x2, y2) = segment.control
            for k in range(1, steps):
                t, u = k / steps, 1 - k / steps
                yield (
                    u**3 * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t**3 * segment.x,
                    u**3 * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t**3 * segment.y,
                )
        x, y = segment.x, segment.y
        yield x, y


def _inside(points: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a ray from the point crosses the outline an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


def _name(item: s.Item) -> str:
    return item.text if isinstance(item, s.Text) else type(item).__name__


def _where(item: s.Item) -> str:
    box = item.bounds
    return f"{_name(item)} {box.x:.0f}, {box.y:.0f}, {box.width:.0f} x {box.height:.0f}"


# --- signs beside colours ---------------------------------------------------


def forms(scene: Scene) -> Counter[tuple[object, ...]]:
    """What is left of a picture without its colours: forms, places, dashes and words.

    Whether something is filled remains, since that is seen in any colour.
    """
    return Counter(map(_form, leaves(scene.items)))


def _form(item: s.Item) -> tuple[object, ...]:
    box = item.bounds
    numbers = [box.x, box.y, box.width, box.height]
    numbers += [getattr(item, name, 0.0) for name in ("thickness", "radius")]
    if isinstance(item, s.Polygon):
        numbers += [coordinate for point in item.points for coordinate in point]
    if isinstance(item, s.Path):
        numbers += [coordinate for point in corners(item) for coordinate in point]
    seen = [bool(getattr(item, name, None)) for name in ("fill", "stroke", "hatch")]
    seen.append(_opaque(item))
    words = [getattr(item, name, None) for name in ("text", "dash", "bold", "italic")]
    return (type(item).__name__, *(round(number, 1) for number in numbers), *seen, *words)
