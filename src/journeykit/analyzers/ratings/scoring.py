"""CSAT, CES and NPS of a survey, each variant by its own name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from journeykit.analyzers.funnels.findings import Adjustment, adjusted, check_level, p_text
from journeykit.analyzers.funnels.options import option
from journeykit.analyzers.ratings.variants import fitting, variant_of
from journeykit.analyzers.result import Listing
from journeykit.analyzers.stats import MIN_TRIALS, Comparison, quantile
from journeykit.analyzers.wording import aligned, plural
from journeykit.errors import InvalidValueError
from journeykit.events.ratings import Question, Ratings, check_ratings
from journeykit.model import STANDARD_METRICS, Metric
from journeykit.model.element import Value

__all__ = ["SurveyScore", "SurveyScores", "survey_scores"]


@frozen(kw_only=True, repr=False)
class SurveyScore(Value):
    """A figure of the answers to one question.

    Attributes:
        question: the question, by the name of its column.
        touchpoint: id of the touchpoint that it is about, or None.
        metric: id of the metric in `STANDARD_METRICS`.
        group: the segment, or None for all respondents.
        value: the figure in the metric's unit, or None where nobody answered.
        interval: its confidence interval, or None where there are too few answers for one.
        n: answers that are scores.
        asked: respondents, those without a score among them.
        others: of a segment, its figure against that of all other respondents; None where
            one of the two has fewer than ten answers, and for the second of two segments.
        p_adjusted: the p value of that difference, adjusted over all of them, or None.
        differs: whether that is below the level that was asked for.
    """

    question: str
    touchpoint: str | None = None
    metric: str
    group: str | None = None
    value: float | None
    interval: tuple[float, float] | None
    n: int
    asked: int
    others: Comparison | None = None
    p_adjusted: float | None = None
    differs: bool = False


@frozen(kw_only=True, repr=False)
class SurveyScores(Listing[SurveyScore]):
    """Figures of the answers to a survey, by metric, question and segment.

    Attributes:
        items: the figures.
        by: column of the segments, or None.
        confidence: of the intervals, between 0 and 1.
        adjust: how p values are adjusted.
        alpha: level below which an adjusted p value is a finding.
    """

    items: tuple[SurveyScore, ...] = field(default=())
    by: str | None = None
    confidence: float = 0.95
    adjust: Adjustment = Adjustment.BENJAMINI_HOCHBERG
    alpha: float = 0.05

    COLUMNS: ClassVar[Mapping[str, type]] = {
        "question": str, "touchpoint": str, "metric": str, "group": str, "value": float,
        "low": float, "high": float, "n": int, "asked": int, "difference": float,
        "difference_low": float, "difference_high": float, "p_adjusted": float, "differs": bool,
    }  # fmt: skip

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics, with unit, range and direction."""
        return tuple(STANDARD_METRICS[m] for m in dict.fromkeys(i.metric for i in self.items))

    def get(
        self, question: str, *, metric: str | None = None, group: str | None = None
    ) -> SurveyScore:
        """The figure of a question.

        Args:
            question: the column.
            metric: which one, where there are several.
            group: the segment; None for all respondents.

        Raises:
            InvalidValueError: if there is none, or more than one.
        """
        found = [
            item
            for item in self.items
            if item.question == question and item.group == group and metric in (None, item.metric)
        ]
        if len(found) != 1:
            raise InvalidValueError(
                "SurveyScores", "get", expected="what names one figure", got=(question, metric, group),
                hint=f"there are {len(found)} of it",
            )  # fmt: skip
        return found[0]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One row a figure."""
        for i in self.items:
            low, high = i.interval or (None, None)
            by = i.others
            difference = (None, None, None) if by is None else (by.difference, by.low, by.high)
            yield (
                i.question, i.touchpoint, i.metric, i.group, i.value, low, high, i.n, i.asked,
                *difference, i.p_adjusted, i.differs,
            )  # fmt: skip

    def summary(self) -> str:
        """The figures with their intervals, metric by metric."""
        lines = [f"Survey of {plural(len({i.question for i in self.items}), 'question')}"]
        for metric in self.metrics:
            better = {True: "higher", False: "lower", None: "neither end"}[metric.higher_is_better]
            lines.append(
                f"{metric.name} ({metric.id}): {metric.definition}; "
                f"{metric.low:g} to {metric.high:g}, {better} is better"
            )
            of_it = [item for item in self.items if item.metric == metric.id]
            lines += aligned([_row(item) for item in of_it], right=[1])
        if self.by is not None:
            lines += self._differences()
        lines.append(
            f"Intervals at {100 * self.confidence:g} % tell what chance does to a sample; not whether those "
            "who answer are like those who do not."
        )
        return "\n".join(lines)

    def _differences(self) -> Iterator[str]:
        """Which segments differ from all others."""
        tests = sum(item.p_adjusted is not None for item in self.items)
        rule = (
            f"p < {self.alpha:g} after adjustment of {plural(tests, 'test')} by "
            f"{self.adjust.value.title()}"
        )
        found = [_difference(i, i.others) for i in self.items if i.differs and i.others]
        if not found:
            yield f"No segment surely differs from all others ({rule})."
            return
        yield f"Segments that differ from all others ({rule}):"
        yield from aligned(found, right=[1])

    def __repr__(self) -> str:
        metrics = ", ".join(metric.id for metric in self.metrics)
        return f"<SurveyScores: {plural(len(self.items), 'figure')} of {metrics}>"


def _row(item: SurveyScore) -> tuple[str, str, str]:
    name = item.question if item.group is None else f"{item.question}, {item.group}"
    if item.value is None:
        return name, "-", "no answers"
    sure = "" if item.interval is None else f"({item.interval[0]:.2f} to {item.interval[1]:.2f}), "
    return name, f"{item.value:.2f}", f"{sure}n {item.n:,} of {item.asked:,}"


def _difference(item: SurveyScore, by: Comparison) -> tuple[str, str, str]:
    limits = "" if by.low is None else f"({by.low:+.2f} to {by.high:+.2f}), "
    name = f"{item.question}, {item.group}: {item.metric}"
    return name, f"{by.difference:+.2f}", f"{limits}{p_text(item.p_adjusted)}"


def survey_scores(
    ratings: Ratings,
    metrics: Metric | str | Iterable[Metric | str] | None = None,
    *,
    by: str | None = None,
    questions: str | Iterable[str] | None = None,
    adjust: Adjustment | str = Adjustment.BENJAMINI_HOCHBERG,
    alpha: float = 0.05,
    confidence: float = 0.95,
) -> SurveyScores:
    """Make figures of the answers to a survey: NPS, CSAT, CES, by variant.

    There are three figures called CSAT and two called CES; each has its own name here (see
    `journeykit.model.STANDARD_METRICS`), and is refused on a scale that it is not asked on.
    Shares have Wilson's interval, means Student's, NPS the adjusted Wald interval.

    Each segment is held against all other respondents: shares by the pooled z test or
    Fisher's, with Newcombe's interval, means by Welch's t, NPS by the adjusted Wald test.

    Args:
        ratings: the answers.
        metrics: one or several ids, such as "nps", "csat_top2" or "ces_2"; None takes
            all that fit the scale of each question.
        by: column whose values are segments; None takes all respondents together.
        questions: the columns to score; None takes all.
        adjust: how p values of segments are adjusted: "benjamini-hochberg" or "holm".
        alpha: level below which an adjusted p value is a finding.
        confidence: of the intervals, between 0 and 1.

    Raises:
        NotFoundError: if there is no such metric, question or column.
        InvalidValueError: if a metric is not asked on the scale of a question.

    Source:
        Wilson 1927; Newcombe 1998; Student 1908; Welch 1947; Rocks 2016, The American Statistician 70(4), 365-372.

    Examples:
        >>> rows = [{"recommend": score} for score in (10, 9, 9, 8, 7, 6, 0)]
        >>> ratings = Ratings(rows, questions=["recommend"], scale="0..10")
        >>> round(survey_scores(ratings, "nps").get("recommend").value, 1)
        14.3
    """
    check_ratings("survey_scores", ratings)
    quantile(confidence, owner="survey_scores")
    check_level("survey_scores", alpha)
    way = option(Adjustment, adjust, "adjust")
    if metrics is not None:
        metrics = _ids(metrics)
    chosen = [questions] if isinstance(questions, str) else questions
    asked = ratings.questions if chosen is None else [ratings.question(name) for name in chosen]
    if metrics is not None and chosen is None:
        _check(asked, metrics)
    pairs = [(metric, question) for question in asked for metric in _metrics(question, metrics)]
    order = list(dict.fromkeys(metric for metric, _ in pairs))
    pairs.sort(key=lambda pair: order.index(pair[0]))
    groups: list[tuple[str | None, Ratings]] = [(None, ratings)]
    if by is not None:
        groups = list(ratings.groups(by))
    items = [
        _score(group, some, metric, question, confidence)
        for metric, question in pairs
        for group, some in groups
    ]
    if by is not None:
        items = _against_others(items, dict(groups), ratings, confidence)
    p_values = [None if item.others is None else item.others.test.p for item in items]
    judged = (
        item.replace(p_adjusted=p, differs=p is not None and p < alpha)
        for item, p in zip(items, adjusted(p_values, way), strict=True)
    )
    return SurveyScores(
        items=tuple(judged), by=by, confidence=confidence, adjust=way, alpha=alpha
    )  # fmt: skip


def _against_others(
    items: Iterable[SurveyScore],
    groups: Mapping[str | None, Ratings],
    ratings: Ratings,
    confidence: float,
) -> list[SurveyScore]:
    """The figures of segments, each compared with that of all respondents in other segments."""
    # Of two segments the second differs from the first as that does from it.
    tested = list(groups)[:1] if len(groups) == 2 else list(groups)

    def compared(item: SurveyScore) -> SurveyScore:
        tallies = {name: some.tally(item.question) for name, some in groups.items()}
        mine, others = tallies.pop(item.group), Counter[float]()
        for tally in tallies.values():
            others.update(tally)
        if item.group not in tested or min(sum(mine.values()), others.total()) < MIN_TRIALS:
            return item
        scale = ratings.question(item.question).scale
        found = variant_of(item.metric).compare(mine, others, scale, confidence)
        return item.replace(others=found)

    return [compared(item) for item in items]


def _check(asked: Iterable[Question], metrics: Metric | str | Iterable[Metric | str]) -> None:
    """Where a metric fits some questions only, say that these can be chosen."""
    for metric in _ids(metrics):
        variant = variant_of(metric)
        fit = [question.column for question in asked if variant.fits(question.scale)]
        others = [question for question in asked if not variant.fits(question.scale)]
        if fit and others:
            raise InvalidValueError(
                "survey_scores", "metrics", expected=f"{metric} to be asked {variant.asked}",
                got=f"{others[0].column!r} on {others[0].scale.id}",
                hint=f"take those that are: questions={fit}",
            )  # fmt: skip


def _ids(metrics: Metric | str | Iterable[Metric | str]) -> tuple[str, ...]:
    given = [metrics] if isinstance(metrics, str | Metric) else metrics
    return tuple(metric.id if isinstance(metric, Metric) else metric for metric in given)


def _metrics(
    question: Question, metrics: Metric | str | Iterable[Metric | str] | None
) -> tuple[str, ...]:
    """The metrics to make of a question: those asked for, once they fit, or all that do."""
    if metrics is None:
        found = fitting(question.scale)
        if not found:
            variant_of("csat_mean").check(question.scale, question.column)
        return found
    ids = _ids(metrics)
    for metric in ids:
        variant_of(metric).check(question.scale, question.column)
    return ids


def _score(
    group: str | None, some: Ratings, metric: str, question: Question, confidence: float
) -> SurveyScore:
    tally = some.tally(question.column)
    found = variant_of(metric).score(
        tally, question.scale, question=question.column, confidence=confidence
    )
    return SurveyScore(
        question=question.column, touchpoint=question.touchpoint, metric=metric, group=group,
        value=found.value, interval=found.interval, n=sum(tally.values()), asked=len(some),
    )  # fmt: skip
