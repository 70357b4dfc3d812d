"""What stands below a strip: names of places, rows of further figures, labels without room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from journeykit.view.figures import Chart, Point, Series, SeriesKind, Tone
from journeykit.view.layout.charts.captions import Label, set_caption, tone_style
from journeykit.view.layout.charts.plot import finite
from journeykit.view.layout.charts.series import series_swatch
from journeykit.view.layout.charts.strip_labels import label_styles
from journeykit.view.layout.desk import Desk
from journeykit.view.layout.marks import sign
from journeykit.view.layout.text import Paragraph, Style
from journeykit.view.scene import Align, Item, Line, Polygon

__all__ = ["Strip", "details_of", "place_feet"]

_PAD = 9.0
_SIGN = 9.0


@frozen
class Strip:
    """A part of a chart over named places.

    Attributes:
        start: its first place.
        end: the place after its last.
        left: left edge of its plot.
        step: width of a place.
    """

    start: int
    end: int
    left: float
    step: float

    @property
    def right(self) -> float:
        """Right edge of its plot."""
        return self.left + (self.end - self.start) * self.step


def details_of(chart: Chart) -> list[tuple[Series, int]]:
    """The rows of further figures: the series, and which of its details."""
    return [(series, index) for series in chart.series for index in range(len(series.details))]


def place_feet(
    chart: Chart, strip: Strip, y: float, homeless: Sequence[Label], desk: Desk
) -> list[Item]:
    """Lay out what stands below a strip.

    Args:
        chart: the figure.
        strip: which part of it.
        y: where what is drawn above ends.
        homeless: labels that found no room at their points.
        desk: theme and typesetter.
    """
    feet = _Feet(chart, strip, y + 7, desk)
    feet.write_names()
    feet.write_homeless(homeless)
    feet.write_between()
    feet.write_details()
    return feet.items


class _Feet:
    """Writes row by row below a strip; lives only while it does."""

    def __init__(self, chart: Chart, strip: Strip, y: float, desk: Desk) -> None:
        self.chart, self.strip, self.desk, self.y = chart, strip, desk, y
        self.items: list[Item] = []
        self.width = strip.step - _PAD

    def write_names(self) -> None:
        """The names of the places."""
        names = self.chart.x.categories[self.strip.start : self.strip.end]
        self._row(
            self.desk.setter.wrap("", self.width, self.desk.body),
            [(self.desk.setter.wrap(name, self.width, self.desk.body), None) for name in names],
        )

    def write_homeless(self, homeless: Sequence[Label]) -> None:
        """The labels that found no room at their points, below the names of their places."""
        strip, desk = self.strip, self.desk
        bars = sum(series.kind is SeriesKind.BARS for series in self.chart.series)
        ends: dict[int, float] = {}
        for label in homeless:
            place = min(max(round(label.point.x), strip.start), strip.end - 1)
            y, left = ends.get(place, self.y), strip.left + (place - strip.start) * strip.step
            first, rest = label_styles(label.point, label.series, desk, bars=bars)
            # Of a bar, the figure stands where it belongs.
            styles = (rest, rest) if label.series.kind is SeriesKind.BARS else (first, rest)
            caption = set_caption(label.point.label or "", self.width - _SIGN, styles, desk)
            middle = y + styles[0].size * 0.68
            self.items += sign(label.point.tone, left + _PAD / 2, middle, desk)
            self.items += caption.place(left + _PAD / 2 + _SIGN, y, self.width - _SIGN)
            ends[place] = y + caption.height + 3
        self.y = max([self.y, *(end + 2 for end in ends.values())])

    def write_between(self) -> None:
        """What lies between places, with an arrow from one to the other."""
        rows = [each for each in self.chart.series if any(p.between for p in each.points)]
        titles = {each.between or "" for each in rows}
        named = len(self._with_names()) > 1
        for index, series in enumerate(rows):
            head = series.between or ""
            if named and (len(titles) > 1 or not index):
                self._title(head)
            elif not named:
                self._line()
            said = self._swatched(series) if named else self._head(head)
            tallest = said.height
            way = [p for p in finite(series) if p.tone is not Tone.MUTED or p.between]
            for before, point in pairwise([None, *way]):
                if point is not None and point.between:
                    tallest = max(tallest, self._between(before, point))
            self.y += tallest + 5

    def write_details(self) -> None:
        """Further figures; of several series, those of one name below each other."""
        shown = self._with_names()
        if len(shown) < 2:
            for series, index in details_of(self.chart):
                self._line()
                self._row(self._head(series.details[index]), self._cells(series, index))
            return
        for name in dict.fromkeys(name for series in shown for name in series.details):
            self._title(name)
            for series in shown:
                for index in (i for i, each in enumerate(series.details) if each == name):
                    self._row(self._swatched(series), self._cells(series, index))

    def _with_names(self) -> list[Series]:
        """The series of which something is written below the places."""
        return [
            each
            for each in self.chart.series
            if each.details or any(point.between for point in each.points)
        ]

    # --- parts --------------------------------------------------------------

    def _line(self) -> None:
        self.items.append(Line(0, self.y, self.strip.right, self.y, stroke=self.desk.theme.rule))
        self.y += 5

    def _title(self, text: str) -> None:
        """What the rows below are, over their names."""
        self._line()
        words = self.desk.setter.wrap(text, self.strip.right, self.desk.label)
        self.items += words.place(0, self.y, self.strip.right)
        self.y += words.height + 3

    def _head(self, text: str) -> Paragraph:
        words = self.desk.setter.wrap(text, self.strip.left - 10, self.desk.note)
        self.items += words.place(0, self.y, self.strip.left - 10)
        return words

    def _swatched(self, series: Series) -> Paragraph:
        """The name of a series behind its sign."""
        swatch = series_swatch(series, self.chart.series.index(series), self.desk)
        room = self.strip.left - 10 - swatch.width
        words = self.desk.setter.wrap(series.title, room, self.desk.note)
        self.items += swatch.draw(-4, self.y + self.desk.note.line / 2)
        self.items += words.place(swatch.width, self.y, room)
        return words

    def _cells(self, series: Series, index: int) -> list[tuple[Paragraph, Point | None] | None]:
        """One of the further figures at each place; the first stands out, with its sign."""
        at = {round(p.x): p for p in finite(series) if index < len(p.details)}
        found: list[tuple[Paragraph, Point | None] | None] = []
        for place in range(self.strip.start, self.strip.end):
            point = at.get(place)
            if point is None:
                found.append(None)
                continue
            style = self.desk.note if index else self.desk.body
            if index == 0:
                style = tone_style(point, style.size, self.desk, quiet=self.desk.theme.ink)
            room = self.width - (0 if index else 2 * _SIGN)
            words = self.desk.setter.wrap(point.details[index], room, style)
            found.append((words, None if index else point))
        return found

    def _row(self, head: Paragraph, cells: Sequence[tuple[Paragraph, Point | None] | None]) -> None:
        tallest = head.height
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            words, point = cell
            left = self.strip.left + column * self.strip.step + (self.strip.step - words.width) / 2
            self.items += words.place(left, self.y, words.width, Align.CENTER)
            if point is not None and words.lines:
                middle = self.y + words.style.size * 0.68
                self.items += sign(point.tone, left - _SIGN, middle, self.desk)
            tallest = max(tallest, words.height)
        self.y += tallest + 5

    def _between(self, before: Point | None, point: Point) -> float:
        """What lies between two places, and the way from one to the other; returns its height."""
        strip, theme = self.strip, self.desk.theme
        place = round(point.x)
        if not strip.start <= place < strip.end:
            return 0.0
        end = strip.left + (place - strip.start + 0.5) * strip.step
        first = strip.start - 0.5 if before is None else max(before.x, strip.start - 0.5)
        start = strip.left + (first - strip.start + 0.5) * strip.step
        styles = (Style(theme.text_size, theme.ink, bold=True), self.desk.note)
        room = max(end - start - _PAD, strip.step / 2)
        words = set_caption(point.between or "", room, styles, self.desk)
        left = max((start + end - words.width) / 2, strip.left)
        # The way runs on both sides of the first line, which may be the shorter one.
        y, half = self.y + styles[0].size * 0.68, words.parts[0].width / 2
        middle = left + words.width / 2
        for x1, x2 in ((start + 4, middle - half - 4), (middle + half + 4, end - 4)):
            if x2 > x1:
                self.items.append(Line(x1, y, x2, y, stroke=theme.muted, thickness=1.0))
        tip = end - 3
        if middle + half + 4 < tip - 5:
            self.items.append(
                Polygon(((tip - 5, y - 3), (tip, y), (tip - 5, y + 3)), fill=theme.muted)
            )
        self.items += words.place(left, self.y, words.width, Align.CENTER)
        return words.height
