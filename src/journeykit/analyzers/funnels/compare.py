"""Compare funnels: the segments of one, or several."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.analyzers.funnels.change import Source
from journeykit.analyzers.funnels.comparison import (
    FunnelComparison,
    FunnelDifference,
    OverallDifference,
)
from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level
from journeykit.analyzers.funnels.options import need_funnel, option
from journeykit.analyzers.funnels.result import FunnelResult, FunnelStep
from journeykit.analyzers.stats import (
    MIN_TRIALS,
    chi_square_test,
    compare_rates,
    too_few,
)
from journeykit.errors import InvalidValueError, NotFoundError
from journeykit.events.funnels import Attribution

__all__ = ["compare"]

_OTHERS = "all others"

Segments = dict[str, tuple[FunnelStep, ...]]


def compare(
    *results: FunnelResult,
    names: Sequence[str] | None = None,
    baseline: str | None = None,
    adjust: Adjustment | str = Adjustment.BENJAMINI_HOCHBERG,
    alpha: float = 0.05,
    minimum: int = MIN_TRIALS,
) -> FunnelComparison:
    """Tell at which steps segments differ, and how sure that is.

    At each step the share of those at the step before who came on is compared:
    these conditional rates of one funnel are tested apart, while those from
    the start carry every earlier difference along. Two segments are compared with
    each other, three or more each with all others together; of several results
    each with the first, as after with before. Nobody may be in two
    segments; between two periods a few who are in both make p values a little too large.

    Args:
        *results: one result with a breakdown, whose values are compared; or
            several results with the same steps.
        names: for several results what to call them; they are numbered unless given.
        baseline: name of the segment that the others are compared with; the first
            of several results unless given.
        adjust: how p values are adjusted for their number: "benjamini-hochberg"
            or, where one false alarm is too many, "holm".
        alpha: level below which an adjusted p value is a finding.
        minimum: the least size of a group that is compared.

    Raises:
        InvalidValueError: if there are no two segments or steps, steps differ, or
            customers may be in several segments.
        NotFoundError: if there is no such baseline or adjustment.

    Source:
        Newcombe 1998, Statistics in Medicine 17, 873-890; Benjamini and Hochberg
        1995, Journal of the Royal Statistical Society B 57(1), 289-300.

    Examples:
        >>> from journeykit.analyzers.funnels import funnel
        >>> from journeykit.events import EventLog
        >>> events = []
        >>> for n in range(60):
        ...     device = "phone" if n % 2 else "desktop"
        ...     events.append({"customer": n, "event": "cart", "time": 0, "device": device})
        ...     if n % 2 == 0 or n % 3 == 0:
        ...         events.append({"customer": n, "event": "paid", "time": 9, "device": device})
        >>> result = compare(funnel(EventLog(events), ["cart", "paid"], by="device"))
        >>> [(d.segment, round(d.difference, 2), d.holds) for d in result.findings]
        [('desktop', 0.67, True)]
    """
    for result in results:
        need_funnel("compare", result)
    segments, sources = _segments(results, names)
    if baseline is None and len(results) > 1:
        baseline = next(iter(segments))
    if baseline is not None and baseline not in segments:
        raise NotFoundError("segment (baseline)", baseline, list(segments))
    check_level("compare", alpha)
    way = option(Adjustment, adjust, "adjust")
    confidence = next(r.confidence for r in results)
    whole = next(iter(segments.values()))
    steps = [s.number for s in whole if s.before is not None and not s.optional]
    if not steps:
        raise InvalidValueError(
            "compare",
            "results",
            expected="funnels of two required steps or more",
            got=whole[0].name,
        )
    differences = [
        _difference(segments, pair, step, minimum=minimum, confidence=confidence)
        for step in steps
        for pair in _pairs(list(segments), baseline)
    ]
    p_values = [d.comparison.test.p if d.comparison else None for d in differences]
    judged = [
        d.replace(p_adjusted=p, holds=p is not None and p < alpha)
        for d, p in zip(differences, adjusted(p_values, way), strict=True)
    ]
    overall = [_overall(segments, step, minimum) for step in steps] if len(segments) > 2 else []
    together = adjusted([o.test.p for o in overall], way)
    return FunnelComparison(
        segments=tuple(segments), steps=tuple(whole[n].name for n in steps), baseline=baseline,
        differences=tuple(judged),
        overall=tuple(
            o.replace(p_adjusted=p, holds=p is not None and p < alpha)
            for o, p in zip(overall, together, strict=True)
        ),
        tests=sum(p is not None for p in p_values), adjust=way, alpha=alpha,
        confidence=confidence, minimum=minimum, sources=sources,
    )  # fmt: skip


def _segments(
    results: Sequence[FunnelResult], names: Sequence[str] | None
) -> tuple[Segments, tuple[Source, ...]]:
    """The steps of each segment by name, and where they come from."""
    if len(results) == 1:
        r = results[0]
        if r.definition.attribution is Attribution.ALL and r.definition.by:
            raise InvalidValueError(
                "compare", "attribution", expected="each customer in one segment", got="all",
                hint='count the funnel with attribution="first", "last" or that of a step',
            )  # fmt: skip
        if len(r.groups) < 2:
            raise InvalidValueError(
                "compare", "results", got=f"{len(r.groups)} segments",
                expected="a funnel with a breakdown of two or more values, or several funnels",
                hint="count it with by=..., or give two results",
            )  # fmt: skip
        segments: Segments = {}
        for number, group in enumerate(r.groups, start=1):
            again = group.label in segments
            segments[f"{group.label} ({number})" if again else group.label] = group.steps
        values = [group.value for group in r.groups]
        run = r.run
        return segments, () if run is None else tuple(Source(run=run, value=v) for v in values)
    if not results:
        raise InvalidValueError("compare", "results", expected="at least one funnel", got=())
    called = [f"funnel {n}" for n, _ in enumerate(results, start=1)] if names is None else names
    if len(set(called)) != len(results):
        raise InvalidValueError(
            "compare", "names", expected=f"{len(results)} names, each another", got=called
        )
    for r in results:
        mine, first = r.definition, results[0].definition
        if (mine.names, mine.required) != (first.names, first.required):
            raise InvalidValueError(
                "compare", "results", expected=f"funnels of the steps {first.names}", got=mine.names
            )
    runs = [r.run for r in results]
    sources = tuple(Source(run=run) for run in runs if run is not None)
    by_name = {name: r.steps for name, r in zip(called, results, strict=True)}
    return by_name, sources if len(sources) == len(runs) else ()


def _pairs(names: list[str], baseline: str | None) -> list[tuple[str, str | None]]:
    """Which is compared with which; None is all others together."""
    if baseline is not None:
        return [(name, baseline) for name in names if name != baseline]
    if len(names) == 2:
        return [(names[0], names[1])]
    return [(name, None) for name in names]


def _difference(
    segments: Segments, pair: tuple[str, str | None], step: int, *, minimum: int, confidence: float
) -> FunnelDifference:
    name, against = pair
    others = [against] if against is not None else [n for n in segments if n != name]
    n1, k1 = _counts(segments[name][step])
    counts = [_counts(segments[other][step]) for other in others]
    n2, k2 = sum(n for n, _ in counts), sum(k for _, k in counts)
    made = FunnelDifference(
        step=segments[name][step].name, segment=name, against=against or _OTHERS,
        before=n1, came=k1, before_others=n2, came_others=k2,
    )  # fmt: skip
    refusal = too_few(n1, n2, minimum=minimum)
    if refusal is not None:
        return made.replace(refusal=refusal)
    return made.replace(comparison=compare_rates(k1, n1, k2, n2, confidence=confidence))


def _counts(step: FunnelStep) -> tuple[int, int]:
    return step.before or 0, step.came


def _overall(segments: Segments, step: int, minimum: int) -> OverallDifference:
    counts = [_counts(steps[step]) for steps in segments.values()]
    large = [(k, n - k) for n, k in counts if too_few(n, minimum=minimum) is None]
    name = next(iter(segments.values()))[step].name
    return OverallDifference(step=name, segments=len(large), test=chi_square_test(large))
