"""Compare before with after: samples, measurements, surveys, or all that two journeys measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from journeykit.analyzers.funnels.findings import Adjustment, p_text
from journeykit.analyzers.measured.result import MeasuredJourney
from journeykit.analyzers.monitoring.changes import MetricChange, MetricChanges, segment_text
from journeykit.analyzers.monitoring.judge import Options, judged, options_of, pair
from journeykit.analyzers.monitoring.samples import Sample, SampleKind
from journeykit.analyzers.monitoring.seasons import SeasonFault, SeasonWarning
from journeykit.analyzers.monitoring.surveys import answers
from journeykit.analyzers.monitoring.wording import figure_text
from journeykit.analyzers.stats import MIN_TRIALS, estimate_trend_test, quantile
from journeykit.analyzers.wording import listed
from journeykit.errors import InvalidValueError
from journeykit.events.ratings import Ratings
from journeykit.model import STANDARD_METRICS, Journey, Measurement, Metric, Touchpoint

__all__ = ["before_after"]

Measured: TypeAlias = Sample | Measurement
Key = tuple[str, str, str]

_SHARE = Metric("Share", id="share", unit="share", low=0, high=1)
_FIGURE = Metric("Figure", id="figure")
_LEAST = 3
"""Of fewer periods nobody can say whether they rise."""
_LEVEL = 0.05
_CONVERSION, _DROP_OFF = "conversion", "drop_off"
"""One is 1 less the other: to test both would be to test one thing twice."""


def before_after(
    before: Measured | Ratings | Journey | MeasuredJourney,
    after: Measured | Ratings | Journey | MeasuredJourney,
    *,
    metric: Metric | str | None = None,
    history: Iterable[Measured] = (),
    practical: float | None = None,
    wished: float | None = None,
    holidays: Iterable[dt.date | str] = (),
    alpha: float = 0.05,
    power: float = 0.8,
    confidence: float = 0.95,
    adjust: Adjustment | str = Adjustment.HOLM,
    minimum: int = MIN_TRIALS,
) -> MetricChanges:
    """Tell whether a metric changed, how surely, and how large a change would have been seen.

    Shares are compared by Newcombe's interval and a test of two shares, means by
    Welch's t, Net Promoter Scores by the adjusted Wald interval; a figure of which only
    the interval is known by that. Of two surveys the questions are compared that are asked in
    both on one scale. Of two journeys all measurements are compared that have the same
    touchpoint, metric and segment, the last of each; the target of a measurement is
    the change that is wished for.

    Periods that differ in season, weekdays, length or holidays are warned of: what
    changed between them need not come from what you did.

    Args:
        before: a `Sample`, a `Measurement` of a map, the `Ratings` of a survey, or a journey
            as it was measured then, by hand or by a log (`MeasuredJourney`).
        after: the same later, of the same kind, of other people or answers.
        metric: what was measured, where it is no standard metric and no journey declares
            it; of surveys the id of the figure to make of them, such as "csat_mean",
            by default the first that is asked on their scale.
        history: of samples or measurements those of the periods before `before`, the oldest
            first: where the figure was rising or falling already, a warning says so.
        practical: the least change that matters, in the unit of the metric. A change that
            is surely smaller is called so, whether or not it may be chance.
        wished: the change that is hoped for, in the unit of the metric: says how many
            answers it takes to find it.
        holidays: days that are unlike others, as dates or ISO text.
        alpha: level below which an adjusted p value holds.
        power: chance with which a change is to be found, for `detectable` and `needed`.
        confidence: confidence of the intervals, and of those that measurements carry.
        adjust: how p values of several metrics are adjusted: "holm", or
            "benjamini-hochberg" where a few false alarms do no harm.
        minimum: the least number of answers that is compared.

    Returns:
        One change for each metric; for journeys what could not be compared is told.

    Raises:
        InvalidValueError: if the two are of other metrics, segments, scales or kinds,
            or an option can mean nothing.
        NotFoundError: if there is no such adjustment.

    Source:
        Newcombe 1998, Statistics in Medicine 17, 873-890; Welch 1947, Biometrika 34,
        28-35; Rocks 2016, The American Statistician 70(4), 365-372; Holm 1979,
        Scandinavian Journal of Statistics 6(2), 65-70; for what can be seen Fleiss,
        Levin and Paik 2003, Statistical Methods for Rates and Proportions, chapter 4.

    Examples:
        >>> print(before_after(
        ...     Measurement("csat_top2", 70, n=40), Measurement("csat_top2", 84.2, n=38)
        ... ).items[0].said())
        +14.2 points, -4.66 to +31.8: may be chance; with this n only changes of 31.1 points or more are seen reliably
    """
    options = options_of(
        alpha=alpha, power=power, confidence=confidence, adjust=adjust, minimum=minimum,
        practical=practical, wished=wished, holidays=holidays,
    )  # fmt: skip
    past = tuple(history)
    maps = [j.journey if isinstance(j, MeasuredJourney) else j for j in (before, after)]
    if isinstance(maps[0], Journey) and isinstance(maps[1], Journey):
        _no_history(past)
        return _of_journeys(maps[0], maps[1], options)
    if isinstance(before, Ratings) and isinstance(after, Ratings):
        _no_history(past)
        return _of_surveys(before, after, metric, options)
    declared = metric if isinstance(metric, Metric) else None
    ends = [
        _sample(name, given, declared, confidence)
        for name, given in (("before", before), ("after", after))
    ]
    earlier = [_sample("history", given, declared, confidence) for given in past]
    for sample in earlier:
        _metric_of(sample, ends[0], declared)
    found = _metric_of(ends[0], ends[1], declared)
    item = pair(ends[0], ends[1], options, metric=found)
    trend = tuple(_trend([*earlier, ends[0]], found)) if earlier else ()
    item = item.replace(warnings=(*item.warnings, *trend))
    return judged([item], options, title=found.name)


def _no_history(past: Sequence[Measured]) -> None:
    if past:
        raise InvalidValueError(
            "before_after", "history", got=past, expected="none beside surveys and journeys",
            hint="compare the samples or measurements of one metric to give its history",
        )  # fmt: skip


def _sample(name: str, given: object, metric: Metric | None, confidence: float) -> Sample:
    if isinstance(given, Measurement):
        return Sample.measured(given, metric=metric, confidence=confidence)
    if isinstance(given, Sample):
        return given
    raise InvalidValueError(
        "before_after", name, got=given,
        expected="two Samples or Measurements, two Ratings, or two journeys",
        hint="Sample.share(28, 40), Sample.mean(4.1, 0.9, 40), Sample.nps(20, 12, 8), Sample.of(values)",
    )  # fmt: skip


def _trend(samples: Sequence[Sample], metric: Metric) -> Iterator[SeasonWarning]:
    """Whether a figure was on its way before, from figures that say how sure they are."""
    limits = [sample.limits() for sample in samples]
    known = [
        (sample.value, (ends[1] - ends[0]) / (2 * quantile(0.95)))
        for sample, ends in zip(samples, limits, strict=True)
        if ends is not None and ends[1] > ends[0]
    ]
    test = estimate_trend_test([value for value, _ in known], [error for _, error in known])
    if len(known) < _LEAST or test.p is None or test.statistic is None or test.p >= _LEVEL:
        return
    way = "rising" if test.statistic > 0 else "falling"
    first, last = (figure_text(value, metric) for value in (known[0][0], known[-1][0]))
    text = f"{metric.name} was {way} before already, from {first} to {last} ({p_text(test.p)})"
    yield SeasonWarning(SeasonFault.TREND, text, "what goes on by itself is no effect")


def _of_surveys(
    before: Ratings, after: Ratings, metric: Metric | str | None, options: Options
) -> MetricChanges:
    items: list[MetricChange] = []
    left_out: list[str] = []
    asked = {question.column: question for question in before.questions}
    for question in after.questions:
        old = asked.pop(question.column, None)
        if old is None or old.scale != question.scale:
            why = "only after" if old is None else f"asked on {old.scale.id} before, on {question.scale.id} after"  # fmt: skip
            left_out.append(f"{question.column}, {why}")
            continue
        id = metric.id if isinstance(metric, Metric) else metric
        ends = [answers(ratings, question.column, id) for ratings in (before, after)]
        if ends[0] is None or ends[1] is None:
            left_out.append(
                f"{question.column}, nobody answered, or no figure is asked on its scale"
            )
            continue
        item = pair(
            ends[0], ends[1], options, metric=ends[0].metric or Metric(question.column),
            where=question.column, touchpoint=question.touchpoint,
        )  # fmt: skip
        items.append(item)
    left_out += [f"{column}, only before" for column in asked]
    return judged(items, options, title="survey", left_out=left_out)


def _metric_of(before: Sample, after: Sample, metric: Metric | None) -> Metric:
    """What both measure; refused where that is not the same."""
    fault = _unlike(before, after)
    if fault is not None:
        raise InvalidValueError("before_after", "after", expected=fault[0], got=fault[1], hint=fault[2])  # fmt: skip
    bare = _SHARE if before.kind is SampleKind.SHARE else _FIGURE
    return metric or before.metric or after.metric or bare


def _unlike(before: Sample, after: Sample) -> tuple[str, str, str] | None:
    """Why two samples cannot be compared: what was expected, what came, what to do."""
    old, new = before.metric, after.metric
    if old is not None and new is not None:
        if old.id != new.id:
            hint = f"they measure other things{_meanings(old, new)}: measure both with the same one"
            return f"a figure of {old.id!r}, as before", new.id, hint
        scales = [(m.unit, m.low, m.high, m.higher_is_better) for m in (old, new)]
        if scales[0] != scales[1]:
            hint = f"{old.id!r} means another scale in the two; give one of them another id"
            return f"a figure of {old.id!r} on {_scale(old)}, as before", _scale(new), hint
    if (before.kind.value == "share") != (after.kind.value == "share") and old is new is None:
        return f"a {before.kind}, as before", str(after.kind), "compare like with like"
    if before.segment != after.segment:
        names = [segment_text(s.segment) or "everybody" for s in (before, after)]
        hint = "other people answer otherwise: measure the same segment again"
        return f"a figure for {names[0]}, as before", names[1], hint
    return None


def _meanings(*metrics: Metric) -> str:
    told = [f"{m.id} is {m.definition}" for m in metrics if m.definition]
    return f" ({'; '.join(told)})" if told else ""


def _scale(metric: Metric) -> str:
    ends = ("..." if end is None else f"{end:g}" for end in (metric.low, metric.high))
    return f"{' to '.join(ends)} {metric.unit or ''}".rstrip()


def _of_journeys(before: Journey, after: Journey, options: Options) -> MetricChanges:
    old, new = _measurements(before), _measurements(after)
    items: list[MetricChange] = []
    left_out: list[str] = []
    again: list[str] = []
    bare: list[str] = []
    for key, (touchpoint, measurement) in new.items():
        metric = _declared(after, measurement.metric)
        there = old.get(key)
        if there is None:
            left_out.append(_only(key, touchpoint, metric, "after", old))
            continue
        if key[1] == _DROP_OFF and (key[0], _CONVERSION, key[2]) in new:
            continue
        if there[1] == measurement:
            again.append(f"{metric.name} at {touchpoint.name!r}")
            continue
        if any(
            m.value is not None and not _declared(j, m.metric).holds(m.value)
            for j, m in ((before, there[1]), (after, measurement))
        ):
            left_out.append(f"{metric.name} at {touchpoint.name!r}: a value that it cannot have")
            continue
        ends = [
            Sample.measured(m, metric=_declared(j, m.metric), confidence=options.confidence)
            for j, m in ((before, there[1]), (after, measurement))
        ]
        fault = _unlike(ends[0], ends[1])
        if fault is not None:
            left_out.append(f"{metric.name} at {touchpoint.name!r}: {fault[2]}")
            continue
        if SampleKind.BARE in (ends[0].kind, ends[1].kind):
            bare.append(f"{metric.name} at {touchpoint.name!r}")
            continue
        target = measurement.target if measurement.target is not None else there[1].target
        wished = None if target is None or target == ends[0].value else target - ends[0].value
        item = pair(
            ends[0], ends[1], options, metric=metric, where=touchpoint.name,
            touchpoint=touchpoint.id, wished=wished,
        )  # fmt: skip
        items.append(item)
    left_out += [
        _only(key, touchpoint, _declared(before, m.metric), "before", new)
        for key, (touchpoint, m) in old.items()
        if key not in new
    ]
    if bare:
        left_out.append(f"nothing says how sure they are, no n or no interval: {listed(bare)}")
    if again:
        left_out.append(f"not measured again: {listed(again)}")
    title = before.title if before.title == after.title else f"{before.title} -> {after.title}"
    return judged(items, options, title=title, left_out=left_out, locale=after.locale)


def _measurements(journey: Journey) -> Mapping[Key, tuple[Touchpoint, Measurement]]:
    """The last measurement of each metric with a value, by touchpoint, metric and segment."""
    return dict(_each(journey))


def _each(journey: Journey) -> Iterator[tuple[Key, tuple[Touchpoint, Measurement]]]:
    for touchpoint in journey.touchpoints:
        for m in touchpoint.metrics:
            if m.value is not None:
                yield (touchpoint.id, m.metric, segment_text(m.segment)), (touchpoint, m)


def _declared(journey: Journey, id: str) -> Metric:
    return journey.find(Metric, id) or STANDARD_METRICS.get(id) or Metric(id, id=id)


def _only(
    key: Key,
    touchpoint: Touchpoint,
    metric: Metric,
    when: str,
    others: Mapping[Key, tuple[Touchpoint, Measurement]],
) -> str:
    """What was measured in one period only, and by what in the other."""
    text = f"{metric.name} at {touchpoint.name!r}{f' for {key[2]}' if key[2] else ''}, only {when}"
    instead = [metric for id, metric, segment in others if (id, segment) == (key[0], key[2])]
    beside = [id for id in instead if _family(id) == _family(key[1])]
    return f"{text} ({', '.join(beside)} is another figure)" if beside else text


def _family(metric: str) -> str:
    """What variants of a metric have in common: the beginning of their ids."""
    return metric.partition("_")[0]
