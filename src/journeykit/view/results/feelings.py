"""Feelings as curves, one for each persona."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.analyzers.feelings import EmotionCurve, FeelingPoint
from journeykit.model import slug
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Mark,
    MarkKind,
    Point,
    Series,
    SeriesKind,
)
from journeykit.view.format import format_signed, quoted
from journeykit.view.labels import Labels, labels
from journeykit.view.tones import tone_of
from journeykit.view.words.results import describe_feelings

__all__ = ["curve_chart"]


def curve_chart(result: EmotionCurve) -> Chart:
    """See what customers feel from the first touchpoint to the last.

    Feelings of several personas are curves of their own: one line through all
    of them would be the mood of nobody.
    """
    words = labels(result.locale)
    series = tuple(_series(result, words))
    return Chart(
        slug(f"{result.title} feelings"),
        words("titled", result.title, words("head_feelings")),
        description=describe_feelings(result),
        subtitle=_headline(result, words) if len(series) == 1 else None,
        x=Axis(
            kind=AxisKind.CATEGORY,
            categories=result.touchpoints,
            groups=_groups(result),
        ),
        y=Axis(
            low=-1, high=1,
            ticks=((-1, words("upset")), (0, words("neutral")), (1, words("delighted"))),
        ),
        series=series,
        legend=_legend(series, words),
        note=words("curve_note") if series else words("curve_empty"),
        locale=result.locale,
    )  # fmt: skip


def _groups(result: EmotionCurve) -> Iterator[AxisGroup]:
    """The phases that have a touchpoint, each in the hue that it has on the map."""
    hues = {id: hue for hue, id in enumerate(dict.fromkeys(p.phase for p in result.phases))}
    for phase in result.phases:
        if phase.touchpoints:
            yield AxisGroup(phase.name, phase.touchpoints, hue=hues[phase.phase])


def _series(result: EmotionCurve, words: Labels) -> Iterator[Series]:
    if not result.points:
        return
    if len(result.personas) < 2:
        title = words("head_feelings")
        yield Series("feelings", title, _points(result, result.points, words), kind=_CURVE)
        return
    for persona, name in zip(result.personas, result.persona_names, strict=True):
        felt = _spread([p for p in result.points if p.persona in (None, persona)])
        yield Series(f"feelings-{persona}", name, _points(result, felt, words), kind=_CURVE)


_CURVE = SeriesKind.CURVE


def _spread(points: Sequence[FeelingPoint]) -> list[FeelingPoint]:
    """The feelings of one persona, spread evenly over their touchpoints as if they were alone."""
    found = []
    for point in points:
        there = [other for other in points if other.position == point.position]
        offset = (there.index(point) + 1) / (len(there) + 1)
        found.append(point.replace(offset=offset))
    return found


def _points(result: EmotionCurve, felt: Sequence[FeelingPoint], words: Labels) -> tuple[Point, ...]:
    """The points of a curve, with words at its lows and highs, at its peak and at its end."""
    curve = result.replace(points=tuple(felt))
    said = {*curve.lows, *curve.highs}
    remains = curve.peak_end
    points = []
    for point in felt:
        lines = [_said(point, result.locale)] if point in said else []
        if remains is not None and len(felt) > 2:
            valence = format_signed(point.valence, 2, result.locale)
            lines = lines or [_said(point, result.locale)]
            if point is remains.peak:
                lines.append(words("curve_peak", valence))
            elif point is remains.end:
                lines.append(words("curve_end", valence))
            elif point not in said:
                lines = []
        points.append(
            Point(
                point.position + point.offset - 0.5, point.valence,
                label="\n".join(line for line in lines if line) or None,
                tone=tone_of(point.valence), id=point.touchpoint,
                marks=_marks(point, words),
            )
        )  # fmt: skip
    return tuple(points)


def _said(point: FeelingPoint, locale: str | None) -> str:
    return quoted(point.quote, locale) if point.quote else point.label or ""


def _marks(point: FeelingPoint, words: Labels) -> Iterator[Mark]:
    if point.moment is not None:
        yield Mark(MarkKind.MOMENT, 1, words(f"moment_{point.moment.value}"))
    if not point.supported:
        yield Mark(MarkKind.UNSUPPORTED, 1, words("unsupported"))


def _legend(series: Sequence[Series], words: Labels) -> Iterator[Mark]:
    kinds = {mark.kind for one in series for point in one.points for mark in point.marks}
    if MarkKind.MOMENT in kinds:
        yield Mark(MarkKind.MOMENT, 1, words("moment_moment"))
    if MarkKind.UNSUPPORTED in kinds:
        yield Mark(MarkKind.UNSUPPORTED, 1, words("unsupported"))


def _headline(result: EmotionCurve, words: Labels) -> str | None:
    """What remains of the journey, in a sentence."""
    remains = result.peak_end
    if remains is None:
        return None

    def signed(valence: float) -> str:
        return format_signed(valence, 2, result.locale)

    return words(
        "curve_remains", signed(remains.value), remains.peak.name, signed(remains.peak.valence),
        signed(remains.end.valence),
    )  # fmt: skip
