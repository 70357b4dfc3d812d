"""Feelings by ratings as curves with bands, beside what the map tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeykit.analyzers.feelings import EmotionCurve
from journeykit.analyzers.ratings import MeasuredFeelings, RatedFeeling
from journeykit.errors import NotFoundError
from journeykit.model import slug
from journeykit.view.figures import (
    Axis,
    AxisGroup,
    AxisKind,
    Chart,
    Point,
    Series,
    SeriesKind,
    Table,
    TableColumn,
    ValueKind,
)
from journeykit.view.format import format_number, format_signed
from journeykit.view.labels import Labels, labels
from journeykit.view.results.logs.common import ADJUSTMENTS, Views, described, note_of, p_value
from journeykit.view.tones import tone_of

__all__ = ["VIEWS"]

_SAID = 5
"""So many of the largest differences are written at their points; the table has all."""


def felt_chart(
    result: MeasuredFeelings, *, persona: str | None = None, locale: str | None = None
) -> Chart:
    """See what ratings tell of each touchpoint, with bands, beside what the map tells.

    Args:
        result: the measured feelings.
        persona: id of a persona, to see hers beside those of the map; None shows, where
            there are several, their measured curves together.
        locale: language as BCP 47; None is that of the map.

    Raises:
        NotFoundError: if feelings of that persona were not measured.
    """
    locale = locale or result.locale
    words = labels(locale)
    curves = _chosen(result, persona)
    names = {
        id: f"{name} (n = {format_number(n, locale=locale)})" for id, name, n in result.personas
    }
    alone = len(curves) == 1
    items = [item for curve in curves for item in result.of(curve.persona)]
    said = [i for i in result.wrong if i in items][:_SAID] if alone else []
    series = [
        Series(
            "measured" if curve.persona is None else f"measured-{curve.persona}",
            words("rate_measured") if alone else names.get(curve.persona or "", ""),
            [_measured(item) for item in result.of(curve.persona)],
            kind=SeriesKind.CURVE,
        )
        for curve in curves
    ]  # fmt: skip
    mapped = list(_mapped(items, said, words, locale)) if alone else []
    if mapped:
        series.append(Series("mapped", words("rate_mapped"), mapped, kind=SeriesKind.CURVE))
    title = words("titled", result.title, words("rate_feelings"))
    if alone and curves[0].persona is not None:
        title = words("titled", title, names[curves[0].persona])
    subtitle = (
        _headline(items, words, locale) or _remains(curves[0], words, locale) if alone else None
    )
    return Chart(
        slug(f"{result.title} measured feelings"),
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        x=Axis(
            kind=AxisKind.CATEGORY, categories=result.curves[0].touchpoints,
            groups=_groups(result.curves[0]),
        ),
        y=Axis(
            low=-1, high=1,
            ticks=((-1, words("upset")), (0, words("neutral")), (1, words("delighted"))),
        ),
        series=series,
        note=_note(result, items, words, locale, compared=bool(mapped), hollow=any(p.open for p in mapped)),
        locale=locale,
    )  # fmt: skip


def _chosen(result: MeasuredFeelings, persona: str | None) -> tuple[EmotionCurve, ...]:
    if persona is None:
        return result.curves
    known = {curve.persona: curve for curve in result.curves if curve.persona is not None}
    if persona not in known:
        raise NotFoundError("persona with measured feelings", persona, known)
    return (known[persona],)


def _groups(curve: EmotionCurve) -> Iterator[AxisGroup]:
    for hue, phase in enumerate(curve.phases):
        if phase.touchpoints:
            yield AxisGroup(phase.name, phase.touchpoints, hue=hue)


def _measured(item: RatedFeeling) -> Point:
    return Point(
        item.position + item.offset - 0.5, item.valence, interval=item.interval,
        tone=tone_of(item.valence), id=item.touchpoint,
    )  # fmt: skip


def _mapped(
    items: Iterable[RatedFeeling], said: Sequence[RatedFeeling], words: Labels, locale: str | None
) -> Iterator[Point]:
    """What the map tells at each touchpoint, once; words stand where ratings differ most."""
    told: dict[int, RatedFeeling] = {}
    for item in items:
        # Of several questions about a touchpoint the one speaks that differs.
        if item.mapped is not None and (item.position not in told or item.differs):
            told[item.position] = item
    for position, item in sorted(told.items()):
        mapped = item.mapped or 0.0
        label = None
        if item in said:
            by_ratings = words("rate_measured_at", format_signed(item.valence, 2, locale))
            label = f"{words('rate_mapped_at', format_signed(mapped, 2, locale))}\n{by_ratings}"
        yield Point(position, mapped, label=label, open=not item.differs)


def _headline(items: Sequence[RatedFeeling], words: Labels, locale: str | None) -> str | None:
    compared = [item for item in items if item.mapped is not None]
    wrong = sorted((i for i in compared if i.differs), key=lambda i: -abs(i.difference or 0.0))
    if not compared:
        return None
    if not wrong:
        return words("rate_right", len(compared))
    worst = wrong[0]
    valences = (format_signed(v or 0.0, 2, locale) for v in (worst.valence, worst.mapped))
    return words("rate_wrong", len(wrong), len(compared), worst.name, *valences)


def _remains(curve: EmotionCurve, words: Labels, locale: str | None) -> str | None:
    """What remains of the journey in memory, where the map tells nothing to compare with."""
    found = curve.peak_end
    if found is None:
        return None
    value, peak, end = (
        format_signed(valence, 2, locale)
        for valence in (found.value, found.peak.valence, found.end.valence)
    )
    return words("curve_remains", value, found.peak.name, peak, end)


def _note(
    result: MeasuredFeelings,
    items: Sequence[RatedFeeling],
    words: Labels,
    locale: str | None,
    *,
    compared: bool,
    hollow: bool = False,
) -> str | None:
    ends = sorted({item.n for item in items})
    counts = [format_number(n, locale=locale) for n in (*ends[:1], *ends[1:][-1:])]
    scores = words("log_limits", *counts) if len(counts) == 2 else "".join(counts)
    means = words("rate_means", f"{100 * result.confidence:g}", scores) if items else None
    otherwise = None
    if compared:
        margin, alpha = (
            format_number(figure, locale=locale) for figure in (result.margin, result.alpha)
        )
        otherwise = words("rate_otherwise", margin, ADJUSTMENTS[result.adjust], alpha)
    unbound = words("rate_unbound", ", ".join(result.unbound)) if result.unbound else None
    return note_of(means, otherwise, words("rate_hollow") if hollow else None, unbound)


def felt_table(result: MeasuredFeelings, *, locale: str | None = None) -> Table:
    """See the measured feelings with their figures, and whether the map tells them otherwise.

    Args:
        result: the measured feelings.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    names = {id: name for id, name, _ in result.personas}
    title = words("titled", result.title, words("rate_feelings"))
    subtitle = _headline(result.items, words, locale)
    number, share = ValueKind.NUMBER, ValueKind.PERCENT
    return Table(
        slug(f"{result.title} measured feelings table"),
        title,
        description=described(title, subtitle),
        subtitle=subtitle,
        columns=(
            *([TableColumn(words("head_persona"))] if names else []),
            TableColumn(words("head_touchpoint")),
            TableColumn(words("head_answers"), number),
            TableColumn(words("head_mean_score"), number, decimals=2),
            TableColumn(words("head_scale")),
            TableColumn(words("head_valence"), number, decimals=2, signed=True),
            TableColumn(words("head_interval")),
            TableColumn(words("head_negative"), share, decimals=0),
            TableColumn(words("head_mapped"), number, decimals=2, signed=True),
            TableColumn(words("head_p_adjusted")),
            TableColumn(words("head_verdict")),
        ),
        rows=[
            (
                *([names.get(i.persona or "")] if names else []),
                i.name, i.n, i.rating.value, i.rating.scale, i.valence, _limits(i, words, locale),
                i.negative, i.mapped, p_value(i.p_adjusted, locale), _verdict(i, words),
            )
            for i in result.items
        ],
        note=_note(result, result.items, words, locale, compared=bool(result.tests)),
        locale=locale,
    )  # fmt: skip


def _limits(item: RatedFeeling, words: Labels, locale: str | None) -> str | None:
    low, high = item.interval or (None, None)
    return _pair(low, high, words, locale)


def _verdict(item: RatedFeeling, words: Labels) -> str | None:
    if item.comparison is None:
        return None
    return words("rate_differs" if item.differs else "rate_agrees")


def fall_table(result: MeasuredFeelings, *, locale: str | None = None) -> Table:
    """See where ratings get worse from one touchpoint to the next, and whether it may be chance.

    Args:
        result: the measured feelings.
        locale: language as BCP 47; None is that of the map.
    """
    locale = locale or result.locale
    words = labels(locale)
    names = {id: name for id, name, _ in result.personas}
    title = words("titled", result.title, words("rate_falls"))
    tested = sum(fall.comparison.test.p is not None for fall in result.falls)
    tests = words(
        "log_tests", tested, ADJUSTMENTS[result.adjust], format_number(result.alpha, locale=locale)
    )
    number = ValueKind.NUMBER
    return Table(
        slug(f"{result.title} falls"),
        title,
        description=described(title, None),
        columns=(
            *([TableColumn(words("head_persona"))] if names else []),
            TableColumn(words("head_from")),
            TableColumn(words("head_to")),
            TableColumn(words("head_answers"), number),
            TableColumn(words("rate_change"), number, decimals=2, signed=True),
            TableColumn(words("head_limits")),
            TableColumn(words("head_p_adjusted")),
            TableColumn(words("head_verdict")),
        ),
        rows=[
            (
                *([names.get(fall.persona or "")] if names else []),
                fall.fall.start.name, fall.fall.end.name, fall.n, fall.comparison.difference,
                _pair(fall.comparison.low, fall.comparison.high, words, locale),
                p_value(fall.p_adjusted, locale),
                words("log_holds" if fall.holds else "log_may_be_chance"),
            )
            for fall in result.falls
        ],
        note=note_of(words("rate_paired"), tests),
        locale=locale,
    )  # fmt: skip


def _pair(low: float | None, high: float | None, words: Labels, locale: str | None) -> str | None:
    if low is None or high is None:
        return None
    return words("log_limits", *(format_signed(limit, 2, locale) for limit in (low, high)))


VIEWS: Views = {
    MeasuredFeelings: {
        "curve": (Chart, felt_chart),
        "table": (Table, felt_table),
        "falls": (Table, fall_table),
    },
}
