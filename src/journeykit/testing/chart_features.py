"""What charts can say, a feature each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeykit.testing.feature import Feature, sample_marks
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Guide,
    Point,
    Series,
    SeriesKind,
    Tone,
)

__all__ = ["chart_features"]


def _chart(*series: Series, **changes: Any) -> Chart:
    axis = Axis(kind=AxisKind.CATEGORY, categories=("Place one", "Place two"))
    return Chart("chart", "A chart", **{"x": axis, "series": series, "locale": "en", **changes})


def _line(*points: Point, **changes: Any) -> Series:
    return Series("s1", "Series one", points, **changes)


def chart_features() -> Iterator[Feature]:
    """What charts can say, a part after what it is part of."""
    start, end = Point(0, 3), Point(1, 5)
    line = _line(start, end)
    plain = _chart(line)
    yield Feature("the description", plain, _chart(line, description="In words"))
    yield Feature("the subtitle", plain, _chart(line, subtitle="What it comes to"))
    yield Feature("the note", plain, _chart(line, note="A note"))
    for name in ("x", "y"):
        axis: Axis = getattr(plain, name)
        titled = plain.replace(**{name: axis.replace(title="Its title")})
        yield Feature(f"the title of the {name} axis", plain, titled)
    places = plain.replace(x=plain.x.replace(categories=("Place one", "Elsewhere")))
    yield Feature("the name of a place", plain, places)
    grouped = plain.replace(x=plain.x.replace(groups=[AxisGroup("One", 1), AxisGroup("Two", 1)]))
    yield Feature("the groups of places", plain, grouped)
    dyed = plain.replace(
        x=plain.x.replace(groups=[AxisGroup("One", 1, hue=3), AxisGroup("Two", 1)])
    )
    yield Feature(
        "the hue of a group of places", grouped, dyed, of="the groups of places", hint=True
    )
    ticked = _chart(line, y=Axis(low=0, high=8, ticks=((0, "worst"), (8, "best"))))
    yield Feature("the words on an axis", _chart(line, y=Axis(low=0, high=8)), ticked)
    yield Feature("the ends of an axis", plain, _chart(line, y=Axis(low=-20, high=80)), hint=True)
    for vertical in (True, False):
        guide = Guide(0.5 if vertical else 4, "A guide", vertical=vertical)
        upright = "an upright" if vertical else "a level"
        having = _chart(line, guides=[guide])
        yield Feature(f"{upright} guide", plain, having)
        slanted = _chart(line, guides=[guide.replace(across=guide.value / 2)])
        yield Feature(f"the slant of {upright} guide", having, slanted, of=f"{upright} guide")
    yield Feature("a point", _chart(_line(start)), plain)
    yield Feature("the value of a point", plain, _chart(_line(start, Point(1, 1))), of="a point")
    for kind, name, said in (
        (SeriesKind.LINE, "label", "a label"),
        (SeriesKind.BARS, "label", "a label"),
        (SeriesKind.LINE, "interval", (1.0, 4.0)),
        (SeriesKind.BARS, "interval", (1.0, 4.0)),
    ):
        having = _chart(_line(start.replace(**{name: said}), end, kind=kind))
        bare = _chart(_line(start, end, kind=kind))
        yield Feature(f"the {name} of a point ({kind})", bare, having, of="a point")
    bars = _chart(_line(start, end, kind=SeriesKind.BARS))
    higher = _chart(_line(start, end.replace(before=8), kind=SeriesKind.BARS))
    yield Feature("what a point was before", bars, higher, of="a point")
    waiting = _chart(_line(start, end.replace(before=8, pending=2), kind=SeriesKind.BARS))
    yield Feature("what is pending at a point", higher, waiting, of="a point")
    apart = end.replace(between="2.1 h")
    told = _chart(_line(start, apart, kind=SeriesKind.BARS))
    yield Feature("what lies between points", bars, told, of="a point")
    titled = _chart(_line(start, apart, kind=SeriesKind.BARS, between="Time"))
    yield Feature("the name of what lies between points", told, titled, of="a point")
    for kind in (SeriesKind.BARS, SeriesKind.POINTS, SeriesKind.STEPS):
        settled = _chart(_line(start, end, kind=kind), open_means="not yet over")
        opened = _chart(_line(start, end.replace(open=True), kind=kind), open_means="not yet over")
        yield Feature(f"that a point is open ({kind})", settled, opened, of="a point")
    meant = opened.replace(open_means="not significant")
    yield Feature("what it means to be open", opened, meant, of="that a point is open (steps)")
    figured, named = start.replace(details=["12 %"]), ("Further figure",)
    detailed = _chart(_line(figured, end, kind=SeriesKind.BARS, details=named))
    yield Feature("the further figures of points", bars, detailed, of="a point")
    for mark in sample_marks():
        marked = _chart(_line(start.replace(marks=[mark]), end), legend=[mark])
        yield Feature(f"a mark at a point: {mark.kind}", plain, marked, of="a point")
    for tone in Tone:
        if tone is not Tone.NEUTRAL:
            toned = _chart(_line(start.replace(tone=tone), end, kind=SeriesKind.BARS))
            yield Feature(f"the tone of a point: {tone}", bars, toned, of="a point", hint=True)
    second = Series("s2", "Series two", [Point(0, 2), Point(1, 4)])
    both = _chart(line, second)
    yield Feature("a second series", plain, both)
    renamed = _chart(line, second.replace(title="Another title"))
    yield Feature("the title of a series", both, renamed, of="a second series")
    for kind in (SeriesKind.BARS, SeriesKind.STEPS, SeriesKind.POINTS):
        yield Feature(f"that a series is {kind}", plain, _chart(line.replace(kind=kind)), hint=True)
    yield from _of_counts()
    yield from _of_stretches()
    yield from _of_quadrants()
    yield Feature("the locale", plain, plain.replace(locale="de"), hint=True)


def _of_counts() -> Iterator[Feature]:
    """What is counted below an axis, and axes of durations and of ratios."""
    steps = _line(Point(1, 1), Point(60, 0.4), Point(600, 0.2), kind=SeriesKind.STEPS)
    plain = _chart(steps, x=Axis("Time"), y=Axis(low=0, high=1))
    counted = plain.replace(series=[steps.replace(counts=[(0, 90), (300, 40)])])
    yield Feature("the counts below an axis", plain, counted, of="a point")
    titled = counted.replace(counts_title="At risk")
    yield Feature("what is counted", counted, titled, of="the counts below an axis")
    timed = plain.replace(x=Axis("Time", kind=AxisKind.DURATION))
    yield Feature("an axis of durations", plain, timed, of="a point")
    yield Feature("an axis of ratios", plain, plain.replace(x=Axis("Time", log=True)), hint=True)
    rows = Axis(kind=AxisKind.CATEGORY, categories=("Place one", "Place two"))
    low, high = Point(0.5, 0), Point(2, 1)
    lone = _chart(_line(low, high, kind=SeriesKind.ESTIMATES), x=Axis("Odds ratio"), y=rows)
    for name, said in (("interval", (0.2, 1.4)), ("open", True), ("details", ["40"])):
        having = lone.replace(
            series=[lone.series[0].replace(points=[low.replace(**{name: said}), high])]
        )
        yield Feature(f"the {name} of an estimate", lone, having, of="a point")


def _of_stretches() -> Iterator[Feature]:
    """Spans and changes: their points have an end."""
    for kind in (SeriesKind.SPANS, SeriesKind.CHANGES):
        short, long = (
            _chart(
                _line(Point(2, 0, x_end=x_end), Point(3, 1, x_end=9), kind=kind),
                x=Axis("Share"),
                y=Axis(kind=AxisKind.CATEGORY, categories=("Place one", "Place two")),
            )
            for x_end in (5, 7)
        )
        yield Feature(f"the end of {kind}", short, long)
        labelled = (short.series[0].points[0].replace(label="a label"), short.series[0].points[1])
        having = short.replace(series=[short.series[0].replace(points=labelled)])
        yield Feature(f"the label of {kind}", short, having, of=f"the end of {kind}")


def _of_quadrants() -> Iterator[Feature]:
    points = _line(Point(2, 7, label="a"), Point(8, 3, label="b"), kind=SeriesKind.POINTS)
    axis = Axis(low=0, high=10)
    split = axis.replace(split=5)
    bare = _chart(points, x=split, y=split)
    having = bare.replace(quadrants=("top left", "top right", "low left", "low right"))
    words = "the words for the quadrants"
    yield Feature(words, bare, having)
    focused = having.replace(focus=1)
    yield Feature("the quadrant in focus", having, focused, of=words, hint=True)
    unsplit = _chart(points, x=axis, y=axis)
    yield Feature("where an axis is split", unsplit, bare, of=words, hint=True)
