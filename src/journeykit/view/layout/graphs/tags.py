"""Tags of edges: their words, and how much runs along them, written above the line."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from journeykit.view.layout.desk import Desk
from journeykit.view.layout.text import Paragraph
from journeykit.view.scene import Align, Item

__all__ = ["NO_TAG", "Tag", "set_tag", "stacked_tags"]

_SPACE = 5.0


@frozen
class Tag:
    """What is written at an edge, measured: lines of paragraphs, one below the other.

    Attributes:
        lines: the paragraphs that stand beside each other in each line.
        width: of the widest line, in points.
        height: of all lines, in points.
    """

    lines: tuple[tuple[Paragraph, ...], ...] = ()

    @property
    def width(self) -> float:
        """Of the widest line, in points."""
        return max((_width(line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines, in points."""
        return sum(max(part.height for part in line) for line in self.lines)

    def place(self, middle: float, bottom: float) -> Iterator[Item]:
        """Write it centred, so that it ends at a height.

        Args:
            middle: its x.
            bottom: where its last line ends.
        """
        y = bottom - self.height
        for line in self.lines:
            x = middle - _width(line) / 2
            for part in line:
                yield from part.place(x, y, part.width, Align.CENTER)
                x += part.width + _SPACE
            y += max(part.height for part in line)


NO_TAG = Tag()
"""Nothing written."""


def set_tag(said: tuple[str, str, str], width: float, desk: Desk, *, beside: bool) -> Tag:
    """Measure a tag.

    Args:
        said: the label of the edge, how much runs along it, and further figures;
            each empty for none.
        width: how long a line may be, in points.
        desk: theme and typesetter.
        beside: whether both may stand in one line where they fit.
    """
    words, count, details = said
    strong = evolve(desk.note, color=desk.theme.ink, bold=True)
    texts = ((words, desk.note), (count, strong), (details, desk.note))
    parts = [desk.setter.wrap(text, width, style) for text, style in texts if text]
    lines: list[tuple[Paragraph, ...]] = []
    for number, part in enumerate(parts):
        # Figures belong together; the label stands before them where that is asked for.
        line = (*lines[-1], part) if lines else (part,)
        apart = not beside and words and number == 1
        if lines and not apart and _width(line) <= width and all(len(p.lines) == 1 for p in line):
            lines[-1] = line
        else:
            lines.append((part,))
    return Tag(tuple(lines))


def stacked_tags(first: Tag, second: Tag) -> Tag:
    """Two tags as one, below each other."""
    return Tag((*first.lines, *second.lines))


def _width(line: tuple[Paragraph, ...]) -> float:
    return sum(part.width for part in line) + _SPACE * (len(line) - 1)
